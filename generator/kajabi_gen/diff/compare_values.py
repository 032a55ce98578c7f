"""Compare what two schemas say of a value: its type, format, listed values and default, and the words about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Final, TypeAlias

from kajabi_gen.diff.change import Wire
from kajabi_gen.diff.difference import Context, Difference, beside, same, shown
from kajabi_gen.diff.prepare import same_words
from kajabi_gen.diff.schema import Schema
from kajabi_gen.spec.node import Node

_WIDER: Final = (("int8", "int16", "int32", "int64"), ("float", "double"))
"""Formats of which each holds what those before it hold."""
_SIZES: Final = frozenset(chain(*_WIDER))
_NUMBERS: Final = frozenset(("integer", "number"))
_NEUTRAL: Final = frozenset(("int64", "double", "float", "password", "decimal"))
"""Formats that rule nothing out."""
_TEXT: Final = frozenset(("string",))
_TEXT_LIMITS: Final = frozenset("format pattern minLength maxLength contentEncoding contentMediaType not allOf anyOf oneOf".split())
_SCALARS: Final = frozenset(("string", "number", "integer", "boolean"))
_WORDS: Final = ("description", "title", "externalDocs")
_EXAMPLES: Final = ("example", "examples")
_Types: TypeAlias = frozenset[str] | None
_Said: TypeAlias = Mapping[str, Node]


def types(old: Schema, new: Schema, context: Context) -> Iterator[Difference]:
    """Types of which some values at least fit both."""
    if old.types != new.types:
        yield _types(old, new, _covers(new.types, old.types), _covers(old.types, new.types), context)


def retyped(old: Schema, new: Schema, context: Context) -> Iterator[Difference]:
    """Types that no value fits both of."""
    yield _types(old, new, context.is_text and _holds_text(new, old), context.is_text and _holds_text(old, new), context)


def _types(old: Schema, new: Schema, is_wider: bool, is_narrower: bool, context: Context) -> Difference:
    aspect = "type-widened" if is_wider else "type-narrowed" if is_narrower else "type-changed"
    return context.difference(aspect, old.spot("type"), new.spot("type"), f"the type was {type_text(old)}, and is {type_text(new)}")


def _covers(wide: _Types, narrow: _Types) -> bool:
    if wide is None:
        return True
    return narrow is not None and all(name in wide or (name == "integer" and "number" in wide) for name in narrow)


def _holds_text(schema: Schema, other: Schema) -> bool:
    """Whether a schema allows any text, and so, where values travel as text, all that the other allows."""
    is_free = schema.types == _TEXT and not schema.said.keys() & _TEXT_LIMITS and schema.enum is None
    return is_free and other.types is not None and frozenset() < other.types <= _SCALARS


def type_text(schema: Schema) -> str:
    """The types as people read them."""
    if schema.types is None:
        return "any"
    names = [f"`{name}`" for name in sorted(schema.types)]
    return " or ".join(names) or "`null`"


def nullability(old: Schema, new: Schema, context: Context) -> Iterator[Difference]:
    """Whether null is allowed, told where anything is said of the kind of value."""
    if old.nullable != new.nullable and not old.is_any and not new.is_any:
        aspect = "became-nullable" if new.nullable else "became-not-nullable"
        text = "null is allowed now" if new.nullable else "null is not allowed any more"
        yield context.difference(aspect, old.spot("type"), new.spot("type"), text)


def formats(old: Schema, new: Schema, context: Context) -> Iterator[Difference]:
    """The formats. One that goes is held against one that comes, where there are several."""
    ones, others = context.old.texts(old.said.get("format")), context.new.texts(new.said.get("format"))
    gone = [name for name in ones if name not in others]
    come = [name for name in others if name not in ones]
    if old.types != new.types:
        gone, come = _nevertheless(gone, others, old.types, new.types), _nevertheless(come, ones, new.types, old.types)
    for one, other in zip_longest(gone, come):
        before, after = ones.get(one), others.get(other)
        if one is None:
            harmless = Wire.COMPATIBLE if other in _NEUTRAL else None
            yield context.difference("format-added", before, after, f"values must have the format `{other}` now", harmless)
        elif other is None:
            harmless = Wire.COMPATIBLE if one in _NEUTRAL else None
            yield context.difference("format-removed", before, after, f"values need not have the format `{one}` any more", harmless)
        else:
            aspect = "format-widened" if _is_wider(other, one) else "format-narrowed" if _is_wider(one, other) else "format-changed"
            yield context.difference(aspect, before, after, f"the format was `{one}`, and is `{other}`")


def _nevertheless(names: list[str], others: Iterable[str], types: _Types, other_types: _Types) -> list[str]:
    """Formats that rule something out of the types of the other side, though their own types are wider; the rest is told by the types."""
    if not other_types or not _covers(types, other_types):
        return []
    ruled = [name for name in names if name not in _NEUTRAL and other_types & (_NUMBERS if name in _SIZES else _TEXT)]
    return [name for name in ruled if not any(_is_wider(name, other) for other in others)]


def _is_wider(one: str, other: str) -> bool:
    return any(one in family and other in family[: family.index(one)] for family in _WIDER)


def enums(old: Schema, new: Schema, context: Context) -> Iterator[Difference]:
    """The values of `enum` and `const`."""
    if old.enum is None and new.enum is None:
        return
    before, after = _enum_node(old), _enum_node(new)
    if old.enum is None or new.enum is None:
        single = "const" in (old.said if new.enum is None else new.said)
        name, is_added = ("const" if single else "enum"), old.enum is None
        values = ", ".join((new.enum or old.enum or {}).keys())
        text = f"only {values} allowed now" if is_added else f"not only {values} allowed any more"
        yield context.difference(f"{name}-added" if is_added else f"{name}-removed", before, after, text)
        return
    if "const" in old.said and "const" in new.said:
        if old.enum.keys() != new.enum.keys():
            yield context.difference("const-changed", before, after, f"the only value was {shown(before)}, and is {shown(after)}")
        return
    for value, node in old.enum.items():
        if value not in new.enum:
            yield context.difference("enum-value-removed", node, beside(after), f"the value {value} is not allowed any more")
        elif node.is_mapping or new.enum[value].is_mapping:  # an alternative, with words of its own
            yield from _words("description-changed", _WORDS, node.members, new.enum[value].members, context)
    for value, node in new.enum.items():
        if value not in old.enum:
            yield context.difference("enum-value-added", beside(before), node, f"the value {value} is allowed now")


def _enum_node(schema: Schema) -> Node | None:
    return schema.said.get("const") or schema.said.get("enum") or (schema.node if schema.enum is not None else None)


def defaults(old: Schema, new: Schema, context: Context) -> Iterator[Difference]:
    """What a value that is left out counts as."""
    before, after = old.said.get("default"), new.said.get("default")
    if same(before, after):
        return
    if before is None:
        yield context.difference("default-added", before, after, f"the default is {shown(after)} now; there was none")
    elif after is None:
        yield context.difference("default-removed", before, after, f"there is no default any more; it was {shown(before)}")
    else:
        yield context.difference("default-changed", before, after, f"the default was {shown(before)}, and is {shown(after)}")


def deprecation(old: Schema, new: Schema, context: Context) -> Iterator[Difference]:
    """Whether the value will go."""
    if old.flag("deprecated") != new.flag("deprecated"):
        aspect = "deprecated" if new.flag("deprecated") else "undeprecated"
        text = "deprecated now" if new.flag("deprecated") else "not deprecated any more"
        yield context.difference(aspect, old.said.get("deprecated"), new.said.get("deprecated"), text)


def words(old: Schema, new: Schema, context: Context) -> Iterator[Difference]:
    """Descriptions and examples."""
    yield from _words("description-changed", _WORDS, old.said, new.said, context)
    ones, others = _examples(old.said), _examples(new.said)
    if len(ones) != len(others) or not all(map(same, ones, others)):
        yield from _words("example-changed", _EXAMPLES, old.said, new.said, context)


def _examples(said: _Said) -> Sequence[Node]:
    """All examples: `example` is `examples` of one (OpenAPI 3.1.1, 4.8.24)."""
    single, several = said.get("example"), said.get("examples")
    return [*((single,) if single else ()), *(several.elements if several else ())]


def _words(aspect: str, keywords: Iterable[str], old: _Said, new: _Said, context: Context) -> Iterator[Difference]:
    for keyword in keywords:
        before, after = old.get(keyword), new.get(keyword)
        if not same(before, after) and not same_words(before, after):
            what = "added" if before is None else "removed" if after is None else "changed"
            yield context.difference(aspect, before, after, f"`{keyword}` {what}")
