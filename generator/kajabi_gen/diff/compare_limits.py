"""Compare the limits of a value, the tightest of all that a schema says, and the rules that can only be compared as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from math import ceil, floor
from typing import Final, NamedTuple

from kajabi_gen.diff.change import Wire
from kajabi_gen.diff.difference import Context, Difference, Step, same, shown
from kajabi_gen.diff.kinds import ASPECTS, BOUND_NAMES
from kajabi_gen.diff.prepare import entries
from kajabi_gen.diff.schema import Schema, Schemas, number
from kajabi_gen.spec.node import Node

_INTEGERS: Final = frozenset(("integer",))
_KEYWORDS: Final[Mapping[str, tuple[str, str | None]]] = {
    "minimum": ("minimum", "exclusiveMinimum"),
    "maximum": ("maximum", "exclusiveMaximum"),
    "min-length": ("minLength", None),
    "max-length": ("maxLength", None),
    "min-items": ("minItems", None),
    "max-items": ("maxItems", None),
    "min-properties": ("minProperties", None),
    "max-properties": ("maxProperties", None),
}
_RULES: Final = (
    ("not",),
    ("propertyNames",),
    ("dependentRequired",),
    ("dependentSchemas",),
    ("contains", "minContains", "maxContains"),
    ("if", "then", "else"),
    ("unevaluatedItems",),
    ("unevaluatedProperties",),
)
"""Rules of JSON Schema 2020-12 that are compared as a whole, with the keywords that belong to each."""
_PLAIN: Final = frozenset(("dependentRequired", "minContains", "maxContains"))
"""Keywords of rules that hold no schemas."""
_LIMITING: Final = frozenset(("multipleOf", "pattern", "uniqueItems", "contentEncoding", "contentMediaType")).union(
    keyword for keywords in _KEYWORDS.values() for keyword in keywords if keyword
)
_RULING: Final = frozenset(("patternProperties", "xml")).union(*_RULES)


class _Bound(NamedTuple):
    """A limit, and where it stands."""

    node: Node
    value: int | float
    exclusive: bool

    @property
    def text(self) -> str:
        """As people read it."""
        figure = str(int(self.value) if _is_whole(self.value) else self.value)
        return f"{figure} (exclusive)" if self.exclusive else figure

    def order(self, is_lower: bool) -> tuple[float, int]:
        """Sorts limits; an exclusive one lies beyond the same number."""
        return self.value, (1 if is_lower else -1) if self.exclusive else 0


def _bound_of(schema: Schema, name: str) -> _Bound | None:
    """The tightest limit that is said; one that every value keeps is none."""
    is_lower = BOUND_NAMES[name][1]
    plainly, exclusively = _KEYWORDS[name]
    found: list[_Bound] = []
    for keyword, exclusive in ((plainly, False), (exclusively, True)):
        node = schema.said.get(keyword) if keyword else None
        value = number(node)
        if node is not None and value is not None:
            found.append(_Bound(node, value, exclusive))
    if not found:
        return None
    if schema.types == _INTEGERS:  # above 0 is from 1, and so is from 0.5
        found = [_whole(bound, is_lower) for bound in found]
    bound = max(found, key=lambda item: item.order(True)) if is_lower else min(found, key=lambda item: item.order(False))
    return None if name.startswith("min-") and bound.value <= 0 else bound


def _whole(bound: _Bound, is_lower: bool) -> _Bound:
    if bound.exclusive and _is_whole(bound.value):
        return _Bound(bound.node, bound.value + (1 if is_lower else -1), False)
    return _Bound(bound.node, ceil(bound.value) if is_lower else floor(bound.value), False)


def _is_whole(value: int | float) -> bool:
    return isinstance(value, int) or value.is_integer()


def limits(old: Schema, new: Schema, context: Context) -> Iterator[Difference]:
    """How small or large a value may be, and what text must look like."""
    if _LIMITING.isdisjoint(old.said) and _LIMITING.isdisjoint(new.said):
        return  # as for most schemas
    for name in BOUND_NAMES:
        yield from _bounds(name, _bound_of(old, name), _bound_of(new, name), context)
    yield from _multiples(_multiple_of(old), _multiple_of(new), context)
    yield from _patterns(old, new, context)
    if old.flag("uniqueItems") != new.flag("uniqueItems"):
        aspect = "unique-items-added" if new.flag("uniqueItems") else "unique-items-removed"
        yield context.difference(aspect, old.said.get("uniqueItems"), new.said.get("uniqueItems"), ASPECTS[aspect][2])
    for keyword in ("contentEncoding", "contentMediaType"):
        if old.text(keyword) != new.text(keyword):
            before, after = old.said.get(keyword), new.said.get(keyword)
            yield context.difference("encoding-changed", before, after, f"`{keyword}` was {shown(before)}, and is {shown(after)}")


def _bounds(name: str, old: _Bound | None, new: _Bound | None, context: Context) -> Iterator[Difference]:
    what, is_lower = BOUND_NAMES[name]
    if old is None and new is not None:
        yield context.difference(f"{name}-added", None, new.node, f"the {what} is {new.text} now; there was none")
    elif new is None and old is not None:
        yield context.difference(f"{name}-removed", old.node, None, f"there is no {what} any more; it was {old.text}")
    elif old is not None and new is not None and old.order(is_lower) != new.order(is_lower):
        aspect = f"{name}-increased" if new.order(is_lower) > old.order(is_lower) else f"{name}-decreased"
        yield context.difference(aspect, old.node, new.node, f"the {what} was {old.text}, and is {new.text}")


def _multiple_of(schema: Schema) -> Node | None:
    """The keyword, where it rules anything out: every integer is a multiple of 1, and of 0.5."""
    node = schema.said.get("multipleOf")
    value = number(node)
    return None if value is not None and schema.types == _INTEGERS and _is_multiple(1, value) else node


def _multiples(old: Node | None, new: Node | None, context: Context) -> Iterator[Difference]:
    one, other = number(old), number(new)
    if one == other:
        return
    if one is None:
        yield context.difference("multiple-of-added", old, new, f"numbers must be multiples of {shown(new)} now")
    elif other is None:
        yield context.difference("multiple-of-removed", old, new, f"numbers need not be multiples of {shown(old)} any more")
    else:
        is_wider, is_narrower = _is_multiple(one, other), _is_multiple(other, one)
        safe = is_narrower if context.is_response else is_wider
        text = f"numbers must be multiples of {shown(new)}, not of {shown(old)}"
        yield context.difference("multiple-of-changed", old, new, text, Wire.COMPATIBLE if safe else None)


def _is_multiple(value: int | float, of: int | float) -> bool:
    """Whether a number is a multiple of another, as both are written: 0.3 is one of 0.1."""
    from fractions import Fraction  # which few documents need

    return of != 0 and Fraction(str(value)) % Fraction(str(of)) == 0


def _patterns(old: Schema, new: Schema, context: Context) -> Iterator[Difference]:
    """A pattern that goes is held against one that comes; there are several where parts of an `allOf` have one each."""
    ones, others = context.old.texts(old.said.get("pattern")), context.new.texts(new.said.get("pattern"))
    gone = [node for text, node in ones.items() if text not in others]
    come = [node for text, node in others.items() if text not in ones]
    for before, after in zip_longest(gone, come):
        if before is None:
            yield context.difference("pattern-added", before, after, f"text must match the pattern {shown(after)} now")
        elif after is None:
            yield context.difference("pattern-removed", before, after, f"text need not match the pattern {shown(before)} any more")
        else:
            safe = after.text in (".*", "^.*$") and not context.is_response
            text = f"the pattern was {shown(before)}, and is {shown(after)}"
            yield context.difference("pattern-changed", before, after, text, Wire.COMPATIBLE if safe else None)


def rules(old: Schema, new: Schema, context: Context) -> Iterator[Difference | Step]:
    """Rules of which can be told that they changed, but not what that does."""
    if _RULING.isdisjoint(old.said) and _RULING.isdisjoint(new.said):
        return
    yield from _pattern_properties(old.said.get("patternProperties"), new.said.get("patternProperties"), context)
    for keywords in _RULES:
        ones, others = _rule_of(old, keywords), _rule_of(new, keywords)
        if (ones or others) and not _is_closing(keywords, ones, others):
            yield from _changes(ones, others, _told(keywords[0], _first(ones), _first(others), context), context)
    if not same(old.said.get("xml"), new.said.get("xml")):
        yield context.difference("xml-changed", old.said.get("xml"), new.said.get("xml"), "the value is written differently in XML")


def _pattern_properties(old: Node | None, new: Node | None, context: Context) -> Iterator[Difference | Step]:
    """Properties whose names match a pattern: those of each pattern are compared as a property is."""
    ones, others = dict(entries(old)), dict(entries(new))
    for pattern, one in ones.items():
        if pattern in others:
            yield Step((pattern,), one, others[pattern])
    if ones.keys() != others.keys():
        yield rule("patternProperties", old if ones else None, new if others else None, context)


def _rule_of(schema: Schema, keywords: Iterable[str]) -> dict[str, Node]:
    """What a schema says by the keywords of a rule."""
    said = {keyword: node for keyword in keywords if (node := schema.said.get(keyword)) is not None}
    if number(said.get("minContains")) == 1:  # as without it
        del said["minContains"]
    return said


def _changes(old: Mapping[str, Node], new: Mapping[str, Node], told: Difference, context: Context) -> Iterator[Difference | Step]:
    """`told`, if the rule changed: a keyword or a schema comes or goes, a figure is another, or schemas differ in more than words."""
    if old.keys() != new.keys():
        yield told
        return
    for keyword, node in old.items():
        if keyword in _PLAIN:
            if not same(node, new[keyword]):
                yield told
            continue
        ones, others = _schemas_of(keyword, node, context.old), _schemas_of(keyword, new[keyword], context.new)
        if ones.keys() == others.keys():
            yield from (Step((), one, others[name], rule=told) for name, one in ones.items())
        else:
            yield told


def _schemas_of(keyword: str, node: Node, schemas: Schemas) -> Mapping[str, Node]:
    """The schemas of a keyword, of which several parts of an `allOf` may have one each."""
    return node.members if keyword == "dependentSchemas" else {str(index): part for index, part in enumerate(schemas.parts(node))}


def _told(name: str, old: Node | None, new: Node | None, context: Context) -> Difference:
    """That a rule changed, shown by the schemas it refers to."""
    old, new = old and context.old.target(old), new and context.new.target(new)
    if name != "not":
        return rule(name, old, new, context)
    aspect = "not-added" if old is None else "not-removed" if new is None else "constraint-changed"
    return context.difference(aspect, old, new, "what `not` rules out changed")


def rule(name: str, old: Node | None, new: Node | None, context: Context) -> Difference:
    """A rule more allows less, and a rule less allows more; what another rule does cannot be told."""
    what = "is new" if old is None else "is gone" if new is None else "changed"
    hurts = None if old is not None and new is not None else (old is None) != context.is_response
    wire = None if hurts is None else Wire.BREAKING if hurts else Wire.COMPATIBLE
    return context.difference("constraint-changed", old, new, f"the rule `{name}` {what}", wire)


def _is_closing(keywords: tuple[str, ...], old: Mapping[str, Node], new: Mapping[str, Node]) -> bool:
    """Whether `unevaluatedProperties` allows or forbids, which is told as properties beyond the named ones."""
    values = [node.value for node in (*old.values(), *new.values())]
    return keywords[0] == "unevaluatedProperties" and (False in values or all(isinstance(value, bool) for value in values))


def _first(said: Mapping[str, Node]) -> Node | None:
    return next(iter(said.values()), None)
