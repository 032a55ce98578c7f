"""Compare two schemas: what one allows and the other does not, each difference once, at the place where it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from kajabi_gen.diff.alternatives import form_name, matched
from kajabi_gen.diff.bounds import Bound, bound_of
from kajabi_gen.diff.change import Direction, Wire
from kajabi_gen.diff.kinds import ASPECTS, BOUND_NAMES
from kajabi_gen.diff.prepare import entries, same_words
from kajabi_gen.diff.schema import Alternatives, Schema, Schemas, key, number
from kajabi_gen.spec.node import Node, Plain, plain

_WIDTHS: Final[Mapping[str, int]] = {"int8": 1, "int16": 2, "int32": 3, "int64": 4, "float": 11, "double": 12, "date": 21, "date-time": 21}
_NEUTRAL: Final = frozenset(("int64", "double", "float", "password", "decimal"))
_RULES: Final = (
    ("propertyNames",),
    ("patternProperties",),
    ("dependentRequired",),
    ("dependentSchemas",),
    ("contains", "minContains", "maxContains"),
    ("if", "then", "else"),
    ("unevaluatedItems",),
    ("unevaluatedProperties",),
)
"""Rules of JSON Schema 2020-12 that are compared as a whole, with the keywords that belong to each."""
_OTHERS: Final = ("additionalProperties", "unevaluatedProperties")
_TEXT_LIMITS: Final = frozenset("format pattern minLength maxLength contentEncoding contentMediaType not allOf anyOf oneOf".split())
_TEXT: Final = frozenset(("string",))
_SCALARS: Final = frozenset(("string", "number", "integer", "boolean"))
_Pair: TypeAlias = tuple[int, int]
_WORDS: Final = ("description", "title", "externalDocs")
_EXAMPLES: Final = ("example", "examples")


class Difference(NamedTuple):
    """One difference between two schemas, without the operation that it is found in.

    `aspect`: see `kinds.ASPECTS`. `place`: the way down an instance; `*` for any element, `{}` for any other property.
    """

    aspect: str
    wire: Wire
    place: tuple[str, ...]
    old: Node | None
    new: Node | None
    message: str

    def below(self, token: str) -> Difference:
        """The same, one level further down."""
        return self._replace(place=(token, *self.place))


class _Step(NamedTuple):
    """The way from two schemas to two within them.

    `form`: what people call the alternative that is entered, "" where none is. `is_absent`: what is there does not travel this way.
    """

    place: tuple[str, ...]
    old: Node | None
    new: Node | None
    form: str = ""
    is_absent: bool = False

    def behind(self, step: _Step) -> _Step:
        """The same step, after another."""
        return _Step(step.place + self.place, self.old, self.new, self.form or step.form, self.is_absent or step.is_absent)

    @property
    def is_empty(self) -> bool:
        """Whether there is no schema on either side."""
        return self.old is None and self.new is None

    def placed(self, found: Difference) -> Difference:
        """A difference of the schemas that the step leads to."""
        message = f"{found.message} (in the form {self.form})" if self.form else found.message
        # what does not travel this way hurts nobody
        wire = Wire.COMPATIBLE if self.is_absent and found.wire is not Wire.DOCS else found.wire
        return found._replace(place=self.place + found.place, message=message, wire=wire)


class _Inside(NamedTuple):
    """What two schemas themselves differ in, and the pairs of schemas within them."""

    differences: tuple[Difference, ...]
    steps: tuple[tuple[_Pair, _Step], ...]


class SchemaComparison:
    """Compares the schemas of two documents in one direction. What was compared once is not compared again.

    `is_text`: values travel as plain text, as they do in parameters, headers and forms, where a number is text like any other.
    """

    def __init__(self, old: Schemas, new: Schemas, direction: Direction, *, is_text: bool = False) -> None:
        self._old = old
        self._new = new
        self._direction = direction
        self._side = 1 if direction is Direction.RESPONSE else 0
        self._is_text = is_text
        self._texts: SchemaComparison | None = self if is_text else None
        self._known: dict[_Pair, _Inside] = {}
        self._equal = set[_Pair]()

    @property
    def is_response(self) -> bool:
        """Whether the values are read by clients."""
        return self._side == 1

    def as_text(self) -> SchemaComparison:
        """The same comparison for values that travel as plain text."""
        if self._texts is None:
            self._texts = SchemaComparison(self._old, self._new, self._direction, is_text=True)
        return self._texts

    def read(self, old: Node | None, new: Node | None) -> tuple[Schema, Schema]:
        """Both schemas in their one form."""
        return self._old.read(old), self._new.read(new)

    def compare(self, old: Node | None, new: Node | None) -> tuple[Difference, ...]:
        """All differences, each at the nearest place where it is met. A schema that is missing allows everything.

        Many ways can lead to one schema, and back into it: each pair of schemas is looked at once, from the root outwards.
        """
        root = _Step((), old, new)
        todo = deque([(self._pair(root), root)])
        seen = set[tuple[_Pair, bool]]()
        ways = list[tuple[_Pair, _Pair]]()
        found: dict[tuple[str, Wire, int, int], Difference] = {}
        while todo:
            pair, step = todo.popleft()
            if pair in self._equal or (pair, step.is_absent) in seen:
                continue
            seen.add((pair, step.is_absent))
            inside = self._inside(pair, step)
            for item in inside.differences:
                found.setdefault((item.aspect, item.wire, id(item.old), id(item.new)), step.placed(item))
            for below, further in inside.steps:
                if below not in self._equal:
                    ways.append((pair, below))
                    todo.append((below, further.behind(step)))
        self._remember_equal({pair for pair, _ in seen}, ways)
        return tuple(found.values())

    def _remember_equal(self, pairs: set[_Pair], ways: Iterable[tuple[_Pair, _Pair]]) -> None:
        """Keep in mind the pairs from which no way leads to a difference, so that nobody goes there again."""
        above: dict[_Pair, list[_Pair]] = {}
        for pair, below in ways:
            above.setdefault(below, []).append(pair)
        todo = [pair for pair in pairs if self._known[pair].differences]
        unequal = set(todo)
        while todo:
            further = [pair for pair in above.get(todo.pop(), ()) if pair not in unequal]
            unequal.update(further)
            todo += further
        self._equal |= pairs - unequal

    def _pair(self, step: _Step) -> _Pair:
        return id(self._old.target(step.old) if step.old else None), id(self._new.target(step.new) if step.new else None)

    def _inside(self, pair: _Pair, step: _Step) -> _Inside:
        found = self._known.get(pair)
        if found is None:
            items = () if step.is_empty else tuple(self._differences(*self.read(step.old, step.new)))
            steps = tuple((self._pair(item), item) for item in items if isinstance(item, _Step))
            found = self._known[pair] = _Inside(tuple(item for item in items if isinstance(item, Difference)), steps)
        return found

    def _differences(self, old: Schema, new: Schema) -> Iterator[Difference | _Step]:
        """What differs between two schemas themselves, and the steps to those within."""
        if old.never != new.never:
            aspect, text = ("type-narrowed", "no value is allowed any more") if new.never else ("type-widened", "values are allowed now")
            yield self._one(aspect, old.node, new.node, text)
            return
        if _is_disjoint(old, new):  # no value fits both, so there is nothing to compare within
            yield self._retyped(old, new)
            yield from self._flags(old, new)
            yield from self._words(old, new)
            return
        if bool(old.alternatives) != bool(new.alternatives) and not _is_beside(old, new):
            yield from self._introduced(old, new)
            yield from self._null(old, new)
            yield from self._flags(old, new)
            yield from self._words(old, new)
            return
        yield from self._types(old, new)
        yield from self._values(old, new)
        yield from self._limits(old, new)
        yield from self._flags(old, new)
        yield from self._properties(old, new)
        yield from self._additional(old, new)
        yield from self._elements(old, new)
        yield from self._alternatives(old, new)
        yield from self._discriminator(old, new)
        yield from self._rules(old, new)
        yield from self._words(old, new)

    def _one(self, aspect: str, old: Node | None, new: Node | None, message: str, wire: Wire | None = None) -> Difference:
        return Difference(aspect, wire or ASPECTS[aspect][0][self._side], (), old, new, message)

    # --- what kind of value

    def _retyped(self, old: Schema, new: Schema) -> Difference:
        is_wider, is_narrower = self._is_plain_text(new, old), self._is_plain_text(old, new)
        aspect = "type-widened" if is_wider else "type-narrowed" if is_narrower else "type-changed"
        return self._one(aspect, old.spot("type"), new.spot("type"), f"the type was {_type_text(old)}, and is {_type_text(new)}")

    def _is_plain_text(self, schema: Schema, other: Schema) -> bool:
        """Whether a schema allows any text, and so, where values travel as text, all that the other allows."""
        is_free = schema.types == _TEXT and not schema.said.keys() & _TEXT_LIMITS and schema.enum is None
        return self._is_text and is_free and _is_scalar(other.types)

    def _types(self, old: Schema, new: Schema) -> Iterator[Difference]:
        shown = f"the type was {_type_text(old)}, and is {_type_text(new)}"
        before, after = old.spot("type"), new.spot("type")
        if old.types != new.types:
            is_wider, is_narrower = _covers(new.types, old.types), _covers(old.types, new.types)
            aspect = "type-widened" if is_wider else "type-narrowed" if is_narrower else "type-changed"
            yield self._one(aspect, before, after, shown)
        yield from self._null(old, new)

    def _null(self, old: Schema, new: Schema) -> Iterator[Difference]:
        if old.nullable != new.nullable and not old.is_any and not new.is_any:
            aspect = "became-nullable" if new.nullable else "became-not-nullable"
            text = "null is allowed now" if new.nullable else "null is not allowed any more"
            yield self._one(aspect, old.spot("type"), new.spot("type"), text)

    def _values(self, old: Schema, new: Schema) -> Iterator[Difference]:
        yield from self._format(old, new)
        yield from self._enum(old, new)
        yield from self._default(old, new)

    def _format(self, old: Schema, new: Schema) -> Iterator[Difference]:
        one, other = _text(old, "format"), _text(new, "format")
        if one == other or old.types != new.types:
            return
        before, after = old.said.get("format"), new.said.get("format")
        if not one:
            harmless = Wire.COMPATIBLE if other in _NEUTRAL else None
            yield self._one("format-added", before, after, f"values must have the format `{other}` now", harmless)
        elif not other:
            harmless = Wire.COMPATIBLE if one in _NEUTRAL else None
            yield self._one("format-removed", before, after, f"values need not have the format `{one}` any more", harmless)
        else:
            left, right = _WIDTHS.get(one, 0), _WIDTHS.get(other, 100)
            same_family = left // 10 == right // 10 and left != right
            aspect = "format-changed" if not same_family else "format-widened" if right > left else "format-narrowed"
            yield self._one(aspect, before, after, f"the format was `{one}`, and is `{other}`")

    def _enum(self, old: Schema, new: Schema) -> Iterator[Difference]:
        if old.enum is None and new.enum is None:
            return
        before, after = _enum_node(old), _enum_node(new)
        if old.enum is None or new.enum is None:
            single = "const" in (old.said if new.enum is None else new.said)
            name, is_added = ("const" if single else "enum"), old.enum is None
            values = ", ".join((new.enum or old.enum or {}).keys())
            text = f"only {values} allowed now" if is_added else f"not only {values} allowed any more"
            yield self._one(f"{name}-added" if is_added else f"{name}-removed", before, after, text)
            return
        if "const" in old.said and "const" in new.said:
            if old.enum.keys() != new.enum.keys():
                yield self._one("const-changed", before, after, f"the only value was {_shown(before)}, and is {_shown(after)}")
            return
        for value, node in old.enum.items():
            if value not in new.enum:
                yield self._one("enum-value-removed", node, after, f"the value {value} is not allowed any more")
        for value, node in new.enum.items():
            if value not in old.enum:
                yield self._one("enum-value-added", before, node, f"the value {value} is allowed now")

    def _default(self, old: Schema, new: Schema) -> Iterator[Difference]:
        before, after = old.said.get("default"), new.said.get("default")
        if _same(before, after):
            return
        if before is None:
            yield self._one("default-added", before, after, f"the default is {_shown(after)} now; there was none")
        elif after is None:
            yield self._one("default-removed", before, after, f"there is no default any more; it was {_shown(before)}")
        else:
            yield self._one("default-changed", before, after, f"the default was {_shown(before)}, and is {_shown(after)}")

    # --- limits

    def _limits(self, old: Schema, new: Schema) -> Iterator[Difference]:
        for name in BOUND_NAMES:
            yield from self._bound(name, bound_of(old, name), bound_of(new, name))
        yield from self._multiple(old.said.get("multipleOf"), new.said.get("multipleOf"))
        yield from self._changed_text(old, new, "pattern")
        if old.flag("uniqueItems") != new.flag("uniqueItems"):
            aspect = "unique-items-added" if new.flag("uniqueItems") else "unique-items-removed"
            yield self._one(aspect, old.said.get("uniqueItems"), new.said.get("uniqueItems"), ASPECTS[aspect][2])
        for keyword in ("contentEncoding", "contentMediaType"):
            if _text(old, keyword) != _text(new, keyword):
                text = f"`{keyword}` was {_shown(old.said.get(keyword))}, and is {_shown(new.said.get(keyword))}"
                yield self._one("encoding-changed", old.said.get(keyword), new.said.get(keyword), text)

    def _bound(self, name: str, old: Bound | None, new: Bound | None) -> Iterator[Difference]:
        what, is_lower = BOUND_NAMES[name]
        if old is None and new is not None:
            yield self._one(f"{name}-added", None, new.node, f"the {what} is {new.text} now; there was none")
        elif new is None and old is not None:
            yield self._one(f"{name}-removed", old.node, None, f"there is no {what} any more; it was {old.text}")
        elif old is not None and new is not None and old.order(is_lower) != new.order(is_lower):
            aspect = f"{name}-increased" if new.order(is_lower) > old.order(is_lower) else f"{name}-decreased"
            yield self._one(aspect, old.node, new.node, f"the {what} was {old.text}, and is {new.text}")

    def _multiple(self, old: Node | None, new: Node | None) -> Iterator[Difference]:
        one, other = number(old), number(new)
        if one == other:
            return
        if one is None:
            yield self._one("multiple-of-added", old, new, f"numbers must be multiples of {_shown(new)} now")
        elif other is None:
            yield self._one("multiple-of-removed", old, new, f"numbers need not be multiples of {_shown(old)} any more")
        else:
            is_wider, is_narrower = other != 0 and one % other == 0, one != 0 and other % one == 0
            safe = is_wider if not self.is_response else is_narrower
            text = f"numbers must be multiples of {_shown(new)}, not of {_shown(old)}"
            yield self._one("multiple-of-changed", old, new, text, Wire.COMPATIBLE if safe else None)

    def _changed_text(self, old: Schema, new: Schema, keyword: str) -> Iterator[Difference]:
        before, after = old.said.get(keyword), new.said.get(keyword)
        one, other = _text(old, keyword), _text(new, keyword)
        if one == other:
            return
        if not one:
            yield self._one(f"{keyword}-added", before, after, f"text must match the pattern {_shown(after)} now")
        elif not other:
            yield self._one(f"{keyword}-removed", before, after, f"text need not match the pattern {_shown(before)} any more")
        else:
            safe = other in (".*", "^.*$") and not self.is_response
            text = f"the pattern was {_shown(before)}, and is {_shown(after)}"
            yield self._one(f"{keyword}-changed", before, after, text, Wire.COMPATIBLE if safe else None)

    def _flags(self, old: Schema, new: Schema) -> Iterator[Difference]:
        if old.flag("deprecated") != new.flag("deprecated"):
            aspect = "deprecated" if new.flag("deprecated") else "undeprecated"
            text = "deprecated now" if new.flag("deprecated") else "not deprecated any more"
            yield self._one(aspect, old.said.get("deprecated"), new.said.get("deprecated"), text)

    # --- objects

    def _properties(self, old: Schema, new: Schema) -> Iterator[Difference | _Step]:
        for name, node in old.properties.items():
            if name not in new.properties:
                yield self._removed(name, node, old, new).below(name)
            else:
                yield from self._property(name, old, new)
        for name, node in new.properties.items():
            if name not in old.properties:
                yield self._added(name, node, old, new).below(name)
        for name in sorted(old.required.keys() ^ new.required.keys()):
            if name not in old.properties and name not in new.properties:
                yield self._requirement(name, old, new).below(name)

    def _property(self, name: str, old: Schema, new: Schema) -> Iterator[Difference | _Step]:
        one, other = self._old.read(old.properties[name]), self._new.read(new.properties[name])
        for keyword, aspect in (("readOnly", "read-only"), ("writeOnly", "write-only")):
            if one.flag(keyword) != other.flag(keyword):
                yield self._access(aspect, keyword, one, other, name in old.required, name in new.required).below(name)
        is_absent = self._is_absent(one), self._is_absent(other)
        if (name in old.required) != (name in new.required) and is_absent[0] == is_absent[1]:
            requirement = self._requirement(name, old, new).below(name)
            yield requirement._replace(wire=Wire.COMPATIBLE) if any(is_absent) else requirement
        yield _Step((name,), old.properties[name], new.properties[name], is_absent=any(is_absent))

    def _access(self, aspect: str, keyword: str, old: Schema, new: Schema, was_required: bool, is_required: bool) -> Difference:
        is_set = new.flag(keyword)
        aspect = f"became-{aspect}" if is_set else f"became-not-{aspect}"
        is_gone = aspect == "became-write-only" and self.is_response and was_required
        is_asked_for = aspect == "became-not-read-only" and not self.is_response and is_required
        text = f"{'' if is_set else 'no longer '}{'read' if keyword == 'readOnly' else 'write'}-only"
        return self._one(aspect, old.said.get(keyword), new.said.get(keyword), text, Wire.BREAKING if is_gone or is_asked_for else None)

    def _is_absent(self, schema: Schema) -> bool:
        """Whether a property is not part of messages in this direction (OpenAPI 3.1.1, 4.8.24.3: readOnly, writeOnly)."""
        return schema.flag("writeOnly" if self.is_response else "readOnly")

    def _removed(self, name: str, node: Node, old: Schema, new: Schema) -> Difference:
        is_absent = self._is_absent(self._old.read(node))
        aspect, text = "removed", "the property is gone"
        if name in old.required:
            aspect, text = "removed-required", "the property is gone; it was always there"
        wire = Wire.COMPATIBLE if is_absent else Wire.BREAKING if new.closed and not self.is_response else None
        return self._one(aspect, node, None, text, wire)

    def _added(self, name: str, node: Node, old: Schema, new: Schema) -> Difference:
        if name in new.required:
            wire = Wire.COMPATIBLE if self._is_absent(self._new.read(node)) else Wire.BREAKING if old.closed and self.is_response else None
            return self._one("added-required", None, node, "there is a new property, always there", wire)
        wire = Wire.BREAKING if old.closed and self.is_response and not self._is_absent(self._new.read(node)) else None
        return self._one("added", None, node, "there is a new property", wire)

    def _requirement(self, name: str, old: Schema, new: Schema) -> Difference:
        if name in new.required:
            return self._one("became-required", old.properties.get(name), new.required[name], "the property must be there now")
        return self._one("became-optional", old.required[name], new.properties.get(name), "the property may be missing now")

    def _additional(self, old: Schema, new: Schema) -> Iterator[Difference | _Step]:
        before, after = (_first(schema.said.get(keyword) for keyword in _OTHERS) for schema in (old, new))
        if old.closed != new.closed:
            aspect = "additional-forbidden" if new.closed else "additional-allowed"
            yield self._one(aspect, before, after, ASPECTS[aspect][2])
        elif (old.additional is None) != (new.additional is None):
            aspect = "additional-widened" if new.additional is None else "additional-narrowed"
            yield self._one(aspect, before, after, ASPECTS[aspect][2])
        elif old.additional is not None:
            yield _Step(("{}",), old.additional, new.additional)

    # --- arrays and alternatives

    def _elements(self, old: Schema, new: Schema) -> Iterator[Difference | _Step]:
        before, after = old.said.get("items"), new.said.get("items")
        if before is not None or after is not None:
            yield _Step(("*",), before, after)
        first, second = (schema.said.get("prefixItems") for schema in (old, new))
        ones, others = (node.elements if node else () for node in (first, second))
        for index, (one, other) in enumerate(zip(ones, others, strict=False)):
            yield _Step((str(index),), one, other)
        if len(ones) != len(others):
            yield self._rule("prefixItems", first, second)

    def _alternatives(self, old: Schema, new: Schema) -> Iterator[Difference | _Step]:
        if not old.alternatives and not new.alternatives:
            return
        for one, other in zip(old.alternatives, new.alternatives, strict=False):
            if one.keyword != other.keyword:
                yield self._one("alternatives-changed", one.node, other.node, f"`{one.keyword}` became `{other.keyword}`")
            yield from self._alternative(one, other)
        for more in old.alternatives[len(new.alternatives) :]:
            yield self._one("alternatives-removed", more.node, new.node, f"values need not fit {_group_text(more)} any more")
        for more in new.alternatives[len(old.alternatives) :]:
            yield self._one("alternatives-added", old.node, more.node, f"values must fit {_group_text(more)} now")

    def _alternative(self, old: Alternatives, new: Alternatives) -> Iterator[Difference | _Step]:
        pairs, gone, come = matched(old.parts, new.parts, self._old, self._new)
        for one, other in pairs:
            yield _Step((), one, other, form_name(self._new.read(other), self._new))
        for part in gone:
            yield self._one("alternative-removed", part, new.node, f"{_form_text(self._old.read(part))} is not allowed any more")
        for part in come:
            yield self._one("alternative-added", old.node, part, f"{_form_text(self._new.read(part))} is allowed now")

    def _introduced(self, old: Schema, new: Schema) -> Iterator[Difference | _Step]:
        """One form became several, or several one: told by the forms that come or go, where the one is among the several."""
        is_added = bool(new.alternatives)
        many, single = (new, old) if is_added else (old, new)
        reader, other_reader = (self._new, self._old) if is_added else (self._old, self._new)
        group = many.alternatives[0]
        before, after = (old.node, group.node) if is_added else (group.node, new.node)
        same = _same_form(single, group, reader, other_reader)
        if same is None:
            aspect = "type-changed"
            if single.types is None:  # from anything to some forms, or back
                aspect = "type-narrowed" if is_added else "type-widened"
            yield self._one(aspect, before, after, f"the schema was {_form_text(old)}, and is {_form_text(new)}")
            return
        yield _Step((), *((single.node, same) if is_added else (same, single.node)))
        aspect = "alternative-added" if is_added else "alternative-removed"
        for part in group.parts:
            if part is not same:
                spots = (old.node, part) if is_added else (part, new.node)
                yield self._one(aspect, *spots, f"{_form_text(reader.read(part))} is {'' if is_added else 'not '}allowed now")

    def _discriminator(self, old: Schema, new: Schema) -> Iterator[Difference | _Step]:
        before, after = old.said.get("discriminator"), new.said.get("discriminator")
        if before is None and after is None:
            return
        if before is None or after is None:
            aspect = "discriminator-added" if before is None else "discriminator-removed"
            yield self._one(aspect, before, after, ASPECTS[aspect][2])
            return
        one, other = before.string("propertyName"), after.string("propertyName")
        if one != other:
            yield self._one("discriminator-changed", before, after, f"the discriminator was `{one}`, and is `{other}`")
        if bool(old.alternatives) == bool(new.alternatives):
            yield from self._mapping(old, new, before, after)

    def _mapping(self, old: Schema, new: Schema, before: Node, after: Node) -> Iterator[Difference | _Step]:
        """The values of a discriminator. One that comes or goes with its form, or whose form has another name only, is told there."""
        ones, others = _values_of(old, before, self._old), _values_of(new, after, self._new)
        renamed, gone, come = self._forms(old, new)
        for value, (target, node) in ones.items():
            if value not in others:
                if target not in gone:
                    yield self._one("discriminator-value-removed", node, after, f"the value `{value}` of the discriminator is gone")
            elif renamed.get(target, target) != (other := others[value])[0]:
                text = f"the value `{value}` of the discriminator stood for `{target}`, and stands for `{other[0]}`"
                yield self._one("discriminator-value-changed", node, other[1], text)
            elif not old.alternatives:  # the forms refer to this schema, not this schema to them
                first, second = self._old.named(target), self._new.named(other[0])
                if first is not None and second is not None:
                    yield _Step((), first, second)
        for value, (target, node) in others.items():
            if value not in ones and target not in come:
                yield self._one("discriminator-value-added", before, node, f"there is a new value `{value}` of the discriminator")

    def _forms(self, old: Schema, new: Schema) -> tuple[dict[str, str], set[str], set[str]]:
        """The names of alternatives: old to new, those that are gone, those that have come."""
        if not old.alternatives or not new.alternatives:
            return {}, set(), set()
        pairs, gone, come = matched(old.alternatives[0].parts, new.alternatives[0].parts, self._old, self._new)
        renamed = {_form(one, self._old): _form(other, self._new) for one, other in pairs}
        return renamed, {_form(node, self._old) for node in gone}, {_form(node, self._new) for node in come}

    # --- all the rest

    def _rules(self, old: Schema, new: Schema) -> Iterator[Difference]:
        before, after = old.said.get("not"), new.said.get("not")
        if not _same(before, after):
            aspect = "not-added" if before is None else "not-removed" if after is None else "constraint-changed"
            yield self._one(aspect, before, after, "what `not` rules out changed")
        for keywords in _RULES:
            ones, others = ([schema.said.get(keyword) for keyword in keywords] for schema in (old, new))
            if not all(_same(one, other) for one, other in zip(ones, others, strict=True)) and not _is_closing(keywords, ones, others):
                yield self._rule(keywords[0], _first(ones), _first(others))
        if not _same(old.said.get("xml"), new.said.get("xml")):
            yield self._one("xml-changed", old.said.get("xml"), new.said.get("xml"), "the value is written differently in XML")

    def _rule(self, name: str, old: Node | None, new: Node | None) -> Difference:
        """A rule more allows less, and a rule less allows more; what another rule does cannot be told."""
        what = "is new" if old is None else "is gone" if new is None else "changed"
        hurts = None if old is not None and new is not None else (old is None) != self.is_response
        wire = None if hurts is None else Wire.BREAKING if hurts else Wire.COMPATIBLE
        return self._one("constraint-changed", old, new, f"the rule `{name}` {what}", wire)

    def _words(self, old: Schema, new: Schema) -> Iterator[Difference]:
        yield from self._wording("description-changed", _WORDS, old, new)
        yield from self._wording("example-changed", _EXAMPLES, old, new)

    def _wording(self, aspect: str, keywords: Iterable[str], old: Schema, new: Schema) -> Iterator[Difference]:
        for keyword in keywords:
            before, after = old.said.get(keyword), new.said.get(keyword)
            if not _same(before, after) and not same_words(before, after):
                what = "added" if before is None else "removed" if after is None else "changed"
                yield self._one(aspect, before, after, f"`{keyword}` {what}")


def _is_disjoint(old: Schema, new: Schema) -> bool:
    """Whether no value fits both, but for null."""
    one, other = old.types, new.types
    if one is None or other is None or one == other:
        return False
    if not one or not other:  # null, and nothing else
        return not (old.nullable and new.nullable)
    return not one & other and not ({"integer", "number"} <= one | other)


def _is_closing(keywords: tuple[str, ...], old: Iterable[Node | None], new: Iterable[Node | None]) -> bool:
    """Whether `unevaluatedProperties` only allows or forbids, which is told as properties beyond the named ones."""
    return keywords == _OTHERS[1:] and all(node is None or isinstance(node.value, bool) for node in (*old, *new))


def _is_scalar(types: frozenset[str] | None) -> bool:
    return types is not None and len(types) > 0 and types <= _SCALARS


def _first(nodes: Iterable[Node | None]) -> Node | None:
    return next((node for node in nodes if node is not None), None)


def _covers(wide: frozenset[str] | None, narrow: frozenset[str] | None) -> bool:
    if wide is None:
        return True
    return narrow is not None and all(name in wide or (name == "integer" and "number" in wide) for name in narrow)


def _type_text(schema: Schema) -> str:
    if schema.types is None:
        return "any"
    names = [f"`{name}`" for name in sorted(schema.types)]
    return " or ".join(names) or "`null`"


def _form_text(schema: Schema) -> str:
    if name := form_name(schema):
        return name
    if schema.alternatives:
        return f"{schema.alternatives[0].keyword} of {len(schema.alternatives[0].parts)}"
    return f"a form of type {_type_text(schema)}"


def _group_text(group: Alternatives) -> str:
    return f"{'one' if group.keyword == 'oneOf' else 'at least one'} of {len(group.parts)} forms"


def _same_form(single: Schema, group: Alternatives, reader: Schemas, other: Schemas) -> Node | None:
    """The alternative that is the one schema of the other side."""
    named = (part for part in group.parts if single.names and reader.read(part).names[:1] == single.names[:1])
    alike = (part for part in group.parts if single.properties and reader.read(part).properties.keys() == single.properties.keys())
    pairs, _, _ = matched(group.parts, (single.node,), reader, other, strict=True)
    return next(named, pairs[0][0] if pairs else next(alike, None))


def _form(node: Node, schemas: Schemas) -> str:
    names = schemas.read(node).names
    return names[0] if names else ""


def _values_of(schema: Schema, discriminator: Node, schemas: Schemas) -> dict[str, tuple[str, Node]]:
    """The values of a discriminator with what they stand for: those of the mapping, and the names of forms that it leaves out."""
    values = {value: (_last(node), node) for value, node in entries(discriminator.get("mapping"))}
    mapped = {target for target, _ in values.values()}
    for group in schema.alternatives:
        for part in group.parts:
            name = _form(part, schemas)
            if name and name not in mapped:
                values.setdefault(name, (name, part))
    return values


def _is_beside(old: Schema, new: Schema) -> bool:
    """Whether alternatives stand beside a schema of their own, and are but rules for its values."""
    many, single = (new, old) if new.alternatives else (old, new)
    return many.types is not None and many.types == single.types and bool(many.properties or not single.properties)


def _enum_node(schema: Schema) -> Node | None:
    return schema.said.get("const") or schema.said.get("enum")


def _text(schema: Schema, keyword: str) -> str:
    node = schema.said.get(keyword)
    return (node.text if node is not None else None) or ""


def _last(node: Node) -> str:
    return (node.text or "").rsplit("/", 1)[-1]


def _same(one: Node | None, other: Node | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.value == other.value if one.text is not None else plain(one) == plain(other)


def _shown(node: Node | None, limit: int = 80) -> str:
    if node is None:
        return "none"
    value: Plain = plain(node)
    text = key(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
