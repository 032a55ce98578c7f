"""Compare objects and arrays: which properties and elements they hold, with the steps to the schemas of those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kajabi_gen.diff.change import Wire
from kajabi_gen.diff.compare_limits import rule
from kajabi_gen.diff.difference import Context, Difference, Step
from kajabi_gen.diff.kinds import ASPECTS
from kajabi_gen.diff.schema import Schema
from kajabi_gen.spec.node import Node

_ACCESS: Final[Mapping[str, str]] = {"readOnly": "read-only", "writeOnly": "write-only"}


def properties(old: Schema, new: Schema, context: Context) -> Iterator[Difference | Step]:
    """The named properties of an object. One that is required and not described is there as well, and may be anything."""
    for name, node in old.properties.items():
        if name in new.properties or name in new.required:
            yield from _property(name, old, new, context)
        else:
            yield _removed(name, node, old, new, context).below(name)
    for name, node in new.properties.items():
        if name in old.required and name not in old.properties:
            yield from _property(name, old, new, context)
        elif name not in old.properties:
            yield _added(name, node, old, new, context).below(name)
    for name in sorted(old.required.keys() ^ new.required.keys()):
        if name not in old.properties and name not in new.properties:
            yield _requirement(name, old, new, context).below(name)


def _property(name: str, old: Schema, new: Schema, context: Context) -> Iterator[Difference | Step]:
    before, after = old.properties.get(name, old.additional), new.properties.get(name, new.additional)
    one, other = context.old.read(before), context.new.read(after)
    was_required, is_required = name in old.required, name in new.required
    for keyword in _ACCESS:
        if one.flag(keyword) != other.flag(keyword):
            yield _access(keyword, one, other, was_required, is_required, context).below(name)
    was_absent, is_absent = _is_absent(one, context), _is_absent(other, context)
    if was_required != is_required and was_absent == is_absent:
        requirement = _requirement(name, old, new, context).below(name)
        yield requirement._replace(wire=Wire.COMPATIBLE) if is_absent else requirement
    yield Step((name,), before, after, is_absent=was_absent or is_absent)


def _access(keyword: str, old: Schema, new: Schema, was_required: bool, is_required: bool, context: Context) -> Difference:
    is_set, access = new.flag(keyword), _ACCESS[keyword]
    aspect = f"became-{access}" if is_set else f"became-not-{access}"
    is_gone = aspect == "became-write-only" and context.is_response and was_required
    is_asked_for = aspect == "became-not-read-only" and not context.is_response and is_required
    text = access if is_set else f"no longer {access}"
    wire = Wire.BREAKING if is_gone or is_asked_for else None
    return context.difference(aspect, old.said.get(keyword), new.said.get(keyword), text, wire)


def _is_absent(schema: Schema, context: Context) -> bool:
    """Whether a property is not part of messages in this direction (OpenAPI 3.1.1, 4.8.24.3: readOnly, writeOnly)."""
    return schema.flag("writeOnly" if context.is_response else "readOnly")


def _removed(name: str, node: Node, old: Schema, new: Schema, context: Context) -> Difference:
    is_absent = _is_absent(context.old.read(node), context)
    aspect, text = "removed", "the property is gone"
    if name in old.required:
        aspect, text = "removed-required", "the property is gone; it was always there"
    wire = Wire.COMPATIBLE if is_absent else Wire.BREAKING if new.closed and not context.is_response else None
    return context.difference(aspect, node, None, text, wire)


def _added(name: str, node: Node, old: Schema, new: Schema, context: Context) -> Difference:
    is_absent = _is_absent(context.new.read(node), context)
    is_ruled_out = old.closed and context.is_response
    if name in new.required:
        wire = Wire.COMPATIBLE if is_absent else Wire.BREAKING if is_ruled_out else None
        return context.difference("added-required", None, node, "there is a new property, always there", wire)
    wire = Wire.BREAKING if is_ruled_out and not is_absent else None
    return context.difference("added", None, node, "there is a new property", wire)


def _requirement(name: str, old: Schema, new: Schema, context: Context) -> Difference:
    if name in new.required:
        return context.difference("became-required", old.properties.get(name), new.required[name], "the property must be there now")
    return context.difference("became-optional", old.required[name], new.properties.get(name), "the property may be missing now")


def additional(old: Schema, new: Schema, context: Context) -> Iterator[Difference | Step]:
    """Properties beyond the named ones."""
    before, after = _additional_node(old), _additional_node(new)
    if old.closed != new.closed:
        aspect = "additional-forbidden" if new.closed else "additional-allowed"
        yield context.difference(aspect, before, after, ASPECTS[aspect][2])
    elif (old.additional is None) != (new.additional is None):
        aspect = "additional-widened" if new.additional is None else "additional-narrowed"
        yield context.difference(aspect, before, after, ASPECTS[aspect][2])
    elif old.additional is not None:
        yield Step(("{}",), old.additional, new.additional)


def _additional_node(schema: Schema) -> Node | None:
    return schema.said.get("additionalProperties") or schema.said.get("unevaluatedProperties")


def elements(old: Schema, new: Schema, context: Context) -> Iterator[Difference | Step]:
    """The elements of an array: those with a place of their own, and all others."""
    before, after = old.said.get("items"), new.said.get("items")
    if before is not None or after is not None:
        yield Step(("*",), before, after)
    first, second = old.said.get("prefixItems"), new.said.get("prefixItems")
    ones, others = (node.elements if node else () for node in (first, second))
    for index, (one, other) in enumerate(zip(ones, others, strict=False)):
        yield Step((str(index),), one, other)
    if len(ones) != len(others):
        yield rule("prefixItems", first, second, context)
