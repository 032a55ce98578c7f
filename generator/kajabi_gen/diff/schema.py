"""JSON Schema in one form, so that what means the same compares as the same: references followed, `allOf` merged, `null` apart from the
other types, `const` as an `enum` of one, alternatives of one taken for that one."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from kajabi_gen.diff.components import Components
from kajabi_gen.spec.node import Mark, Node, Plain, plain
from kajabi_gen.spec.refs import lookup

_DEPTH: Final = 60
_NOWHERE: Final = Mark("", 1, 1)
NOTHING: Final = Node({}, _NOWHERE)
_LOWER: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains")
_UPPER: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains")
BOUNDS: Final = (*_LOWER, *_UPPER, "multipleOf")
_BY_KEYWORD: Final = (("properties", "object"), ("additionalProperties", "object"), ("required", "object"), ("items", "array"))
_WHOLE: Final = tuple("pattern format not propertyNames contains dependentRequired if then else".split())
"""Keywords of which two cannot be made one; both are kept, in a list, which none of them can be in a document."""
_BY_NAME: Final = ("patternProperties", "dependentSchemas")
"""Keywords that hold a schema for each name."""
_COMPOSED: Final = ("allOf", "anyOf", "oneOf", "$ref", "not")
_WORDS: Final = frozenset(("title", "description"))
_BARE: Final = _WORDS | {"type"}
_LISTING: Final = _BARE | {"const", "enum"}
_BOOLEAN: Final = frozenset(("boolean",))
_TRUE_AND_FALSE: Final = frozenset(("true", "false"))
Enum: TypeAlias = Mapping[str, Node]
"""The listed values by their JSON text, without null."""
_NOTHING: Final[Mapping[str, Node]] = {}


class Alternatives(NamedTuple):
    """`oneOf` or `anyOf`: the keyword and what is under it, null left out."""

    keyword: str
    node: Node
    parts: tuple[Node, ...]


class Schema(NamedTuple):
    """What a schema allows. `said` holds the Node of every keyword, so that a change can point at it.

    `types`: without null; None for any. `closed`: whether properties that are not named are ruled out; `additional`: what they must be.
    `names`: the component schemas passed on the way, outermost first.
    """

    node: Node
    said: Mapping[str, Node]
    types: frozenset[str] | None
    nullable: bool
    enum: Enum | None = None
    properties: Mapping[str, Node] = _NOTHING
    required: Mapping[str, Node] = _NOTHING
    closed: bool = False
    additional: Node | None = None
    alternatives: tuple[Alternatives, ...] = ()
    names: tuple[str, ...] = ()
    never: bool = False

    @property
    def is_any(self) -> bool:
        """Whether nothing is said of the kind of value."""
        return self.types is None and not self.alternatives

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the kind of value is said."""
        return bool(self.types) and self.said.keys() <= _BARE

    def flag(self, keyword: str) -> bool:
        """Whether the keyword is `true`."""
        node = self.said.get(keyword)
        return node is not None and node.value is True

    def text(self, keyword: str) -> str:
        """The text of the keyword, "" where there is none."""
        node = self.said.get(keyword)
        return (node.text if node is not None else None) or ""

    def spot(self, keyword: str) -> Node:
        """The Node of the keyword, or the schema's own."""
        return self.said.get(keyword, self.node)


class Schemas:
    """Reads the schemas of one document."""

    def __init__(self, document: Node) -> None:
        self.document: Final = document
        self.components: Final = Components(document)
        self._read: dict[int, tuple[Node, Schema]] = {}
        self._both: dict[tuple[int, ...], Node] = {}
        self._made = set[int]()

    def read(self, node: Node | None) -> Schema:
        """The schema in its one form; nothing is the schema that allows everything."""
        node = NOTHING if node is None else node
        found = self._read.get(id(node))
        if found is None:
            found = self._read[id(node)] = (node, self._schema(node, frozenset()))
        return found[1]

    def target(self, node: Node) -> Node:
        """The Node that a chain of plain references ends at."""
        seen = set[str]()
        while len(node.members) == 1 and (name := node.string("$ref")) is not None and name not in seen:
            seen.add(name)
            found = lookup(self.document, name)
            if found is None:
                return node
            node = found
        return node

    def parts(self, node: Node) -> tuple[Node, ...]:
        """What a schema or a keyword was put together of, where several parts of an `allOf` say it; else itself."""
        return (node.elements or _parts_of(node)) if id(node) in self._made else (node,)

    def texts(self, node: Node | None) -> dict[str, Node]:
        """The texts of a keyword, of which several parts of an `allOf` may have one each."""
        return {part.text: part for part in self.parts(node) if part.text} if node is not None else {}

    def _schema(self, node: Node, trail: frozenset[str]) -> Schema:
        if isinstance(node.value, bool):
            return Schema(node, {}, None, True, never=not node.value)
        own = _own(node)
        parts = list(self._parts(node, trail))
        for part in parts:
            own = self._joined(own, part)
        return self._simple(own, trail) if own.alternatives else own

    def _parts(self, node: Node, trail: frozenset[str]) -> Iterator[Schema]:
        name = node.string("$ref")
        if name is not None and name not in trail and len(trail) < _DEPTH:
            target = lookup(self.document, name)
            if target is not None:
                found = self._schema(target, trail | {name})
                yield found._replace(names=(name.rsplit("/", 1)[-1], *found.names))
        all_of = node.get("allOf")
        for part in all_of.elements if all_of else ():
            yield self._schema(part, trail)._replace(names=())

    def _simple(self, schema: Schema, trail: frozenset[str]) -> Schema:
        """See through alternatives that are null, or only one."""
        kept: list[Alternatives] = []
        for group in schema.alternatives:
            read = [self._schema(part, trail) for part in group.parts]
            others = tuple(part for part, form in zip(group.parts, read, strict=True) if not _is_null(form))
            nullable = len(others) < len(group.parts) or any(
                form.nullable and form.types is not None for form in read if not _is_null(form)
            )
            if len(others) == 1:
                only = next(form for form in read if not _is_null(form))
                kept += only.alternatives
                schema = self._joined(schema._replace(nullable=True), only._replace(nullable=only.nullable or nullable))
                continue
            forms = [form for form in read if not _is_null(form)]
            values = _listed(group.keyword, forms)
            types = _bare_types(group.keyword, forms) if values is None else _all_types(forms)
            if types is not None:
                schema = schema._replace(
                    types=_both(schema.types, types), nullable=schema.nullable and nullable, enum=_common(schema.enum, values)
                )
                continue
            if others:
                kept.append(Alternatives(group.keyword, group.node, others))
            schema = schema._replace(nullable=nullable if schema.types is None else schema.nullable and nullable)
        return schema._replace(alternatives=tuple(kept))

    def _joined(self, one: Schema, other: Schema) -> Schema:
        """What both allow (`allOf`)."""
        # beside a reference or a composition, words and flags of the outer schema win
        said = {**other.said, **one.said}
        for bound in BOUNDS:
            if bound in one.said and bound in other.said:
                said[bound] = _tighter(bound, one.said[bound], other.said[bound])
        if other.flag("uniqueItems"):
            said["uniqueItems"] = other.said["uniqueItems"]
        if "items" in one.said and "items" in other.said:
            said["items"] = self._all_of(one.said["items"], other.said["items"])
        if "prefixItems" in one.said and "prefixItems" in other.said:
            left, right = one.said["prefixItems"], other.said["prefixItems"]
            both = tuple(map(self._all_of, left.elements, right.elements))
            said["prefixItems"] = Node((*both, *left.elements[len(both) :], *right.elements[len(both) :]), left.mark)
        for keyword in _BY_NAME:
            if keyword in one.said and keyword in other.said:
                members = self._each_of(one.said[keyword].members, other.said[keyword].members)
                said[keyword] = Node(members, one.said[keyword].mark)
        for whole in _WHOLE:
            if whole in one.said and whole in other.said:
                said[whole] = self._kept(one.said[whole], other.said[whole])
        additional = one.additional or other.additional
        if one.additional and other.additional:
            additional = self._all_of(one.additional, other.additional)
        return Schema(
            one.node if len(one.node.members) > 1 or not other.node.members else other.node,
            said,
            _both(one.types, other.types),
            one.nullable and other.nullable,
            _common(one.enum, other.enum),
            self._each_of(one.properties, other.properties),
            {**other.required, **one.required},
            closed=one.closed or other.closed,
            additional=additional,
            alternatives=(*one.alternatives, *other.alternatives),
            names=(*one.names, *other.names),
            never=one.never or other.never,
        )

    def _each_of(self, one: Mapping[str, Node], other: Mapping[str, Node]) -> dict[str, Node]:
        """The schemas of both; those of one name as one."""
        return {**other, **one, **{name: self._all_of(node, other[name]) for name, node in one.items() if name in other}}

    def _all_of(self, one: Node, other: Node) -> Node:
        """Two schemas of the same part as one. The same two always give the same Node, so that schemas within themselves come to an end."""
        parts = {id(part): part for node in (one, other) for part in self.parts(node)}
        return one if len(parts) == 1 else self._of(tuple(parts.values()), one.mark, in_list=False)

    def _kept(self, one: Node, other: Node) -> Node:
        """Two keywords that cannot be made one; in one order, however they are spread over an `allOf`."""
        parts = {key(plain(part)): part for node in (other, one) for part in self.parts(node)}
        return one if len(parts) == 1 else self._of(tuple(parts[text] for text in sorted(parts)), one.mark, in_list=True)

    def _of(self, parts: tuple[Node, ...], mark: Mark, *, in_list: bool) -> Node:
        ids = (in_list, *map(id, parts))
        made = self._both.get(ids)
        if made is None:
            listed = Node(parts, mark)
            made = self._both[ids] = listed if in_list else Node({"allOf": listed}, mark)
            self._made.add(id(made))
        return made


def key(value: Plain) -> str:
    """A value as text that is equal where the values are (1 and 1.0 are)."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def number(node: Node | None) -> int | float | None:
    """The number a Node holds, as exactly as it was read."""
    value = node.value if node else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isinstance(value, int) or math.isfinite(value) else None


def _own(node: Node) -> Schema:
    members = {name: child for name, child in node.members.items() if name != "$ref"}
    types, nullable = _types(members)
    enum, with_null = _enum(members)
    if enum is not None:
        nullable = nullable and with_null
        types = types if types is not None else _enum_types(enum, with_null)
        enum = None if types == _BOOLEAN and enum.keys() >= _TRUE_AND_FALSE else enum  # which is all that a boolean can be
    additional = members.get("additionalProperties")
    properties = members.get("properties")
    required = members.get("required")
    names = {name.text: name for name in required.elements if name.text is not None} if required else {}
    return Schema(
        node,
        members,
        types,
        nullable,
        enum,
        properties.members if properties else {},
        names,
        closed=any(node is not None and node.value is False for node in (additional, members.get("unevaluatedProperties"))),
        additional=additional if additional is not None and additional.members else None,  # `{}` allows what `true` allows
        alternatives=tuple(_alternatives(members)),
    )


def _types(members: Mapping[str, Node]) -> tuple[frozenset[str] | None, bool]:
    declared = members.get("type")
    names = () if declared is None else ((declared.text,) if declared.text else tuple(node.text or "" for node in declared.elements))
    types = frozenset(name for name in names if name != "null")
    if names:
        return (types - {"integer"} if "number" in types else types), "null" in names
    implied = next((type_ for keyword, type_ in _BY_KEYWORD if keyword in members), None)
    if implied and not any(keyword in members for keyword in _COMPOSED[:3]):
        return frozenset((implied,)), False
    return None, True


def _enum(members: Mapping[str, Node]) -> tuple[Enum | None, bool]:
    """The values that `enum` and `const` leave, and whether null is among them."""
    listed = members.get("enum")
    constant = members.get("const")
    if constant is not None:
        return ({key(plain(constant)): constant} if constant.value is not None else {}), constant.value is None
    if listed is None or not listed.is_sequence:
        return None, True
    values = {key(plain(node)): node for node in listed.elements if node.value is not None}
    return values, len(values) < len(listed.elements)


def _enum_types(enum: Enum, with_null: bool) -> frozenset[str] | None:
    kinds = frozenset(_type_of(node) for node in enum.values())
    return (kinds - {"integer"} if "number" in kinds else kinds) if kinds or with_null else None


def _type_of(node: Node) -> str:
    if isinstance(node.value, bool):
        return "boolean"
    return "integer" if isinstance(node.value, int) else node.kind


def _alternatives(members: Mapping[str, Node]) -> Iterator[Alternatives]:
    for keyword in ("oneOf", "anyOf"):
        node = members.get(keyword)
        if node is not None and node.elements:
            yield Alternatives(keyword, node, node.elements)


def _parts_of(node: Node) -> tuple[Node, ...]:
    parts = node.get("allOf")
    return parts.elements if parts else ()


def _bare_types(keyword: str, forms: Sequence[Schema]) -> frozenset[str] | None:
    """The types of alternatives that say nothing but their type: they mean the same as a list of types. None where they say more."""
    if not all(form.is_bare and not form.names for form in forms):
        return None
    types = [name for form in forms for name in form.types or ()]
    if keyword == "oneOf" and (len(set(types)) < len(types) or {"integer", "number"} <= set(types)):
        return None  # what fits two of them fits none
    return _all_types(forms)


def _listed(keyword: str, forms: Sequence[Schema]) -> Enum | None:
    """The values of alternatives that say nothing but their values: they mean the same as one `enum`. None where they say more.

    A value that an alternative has words for is given with them.
    """
    if not forms or not all(form.enum and not form.names and form.said.keys() <= _LISTING for form in forms):
        return None
    pairs = [(form, text, node) for form in forms for text, node in (form.enum or {}).items()]
    found = {text: node if form.said.keys().isdisjoint(_WORDS) else form.node for form, text, node in pairs}
    return None if keyword == "oneOf" and len(found) < len(pairs) else found  # what fits two of them fits none


def _all_types(forms: Iterable[Schema]) -> frozenset[str]:
    types = frozenset(name for form in forms for name in form.types or ())
    return types - {"integer"} if "number" in types else types


def _is_null(schema: Schema) -> bool:
    return schema.nullable and schema.types == frozenset()


def _tighter(bound: str, one: Node, other: Node) -> Node:
    left, right = number(one), number(other)
    if left is None or right is None:
        return one
    if bound == "multipleOf":
        return Node(_common_multiple(left, right), one.mark)
    return one if (left >= right) == (bound in _LOWER) else other


def _common_multiple(one: int | float, other: int | float) -> int | float:
    """The smallest number that is a multiple of both, as they are written."""
    from fractions import Fraction  # which few documents need

    left, right = Fraction(str(one)), Fraction(str(other))
    below = left.denominator * right.denominator
    found = Fraction(math.lcm(left.numerator * right.denominator, right.numerator * left.denominator), below)
    return found.numerator if found.denominator == 1 else float(found)


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    both = one & other
    if "integer" in one | other and "number" in one | other:
        both |= {"integer"}
    return both


def _common(one: Enum | None, other: Enum | None) -> Enum | None:
    if one is None or other is None:
        return other if one is None else one
    return {name: node for name, node in one.items() if name in other}
