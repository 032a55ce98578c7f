"""Compare the forms that a value may have: those of `oneOf` and `anyOf`, and the discriminator that tells them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from kajabi_gen.diff.alternatives import form_name, matched
from kajabi_gen.diff.change import Wire
from kajabi_gen.diff.compare_values import type_text
from kajabi_gen.diff.components import Components
from kajabi_gen.diff.difference import Context, Difference, Step, beside
from kajabi_gen.diff.kinds import ASPECTS
from kajabi_gen.diff.prepare import entries
from kajabi_gen.diff.schema import Alternatives, Schema, Schemas, key
from kajabi_gen.spec.node import Node, plain

_Values: TypeAlias = dict[str, tuple[str, Node]]
"""The values of a discriminator: the component that each stands for, and where that is said."""


def alternatives(old: Schema, new: Schema, context: Context) -> Iterator[Difference | Step]:
    """Forms on both sides, or beside a schema of their own."""
    for one, other in _groups(old.alternatives, new.alternatives):
        if one and other:
            if one.keyword != other.keyword:
                yield context.difference("alternatives-changed", one.node, other.node, f"`{one.keyword}` became `{other.keyword}`")
            yield from _group(one, other, context)
        elif one:
            yield context.difference("alternatives-removed", one.node, new.node, f"values need not fit {_group_text(one)} any more")
        elif other:
            yield context.difference("alternatives-added", old.node, other.node, f"values must fit {_group_text(other)} now")


def _groups(old: Sequence[Alternatives], new: Sequence[Alternatives]) -> Iterator[tuple[Alternatives | None, Alternatives | None]]:
    """Which groups are compared: those that say the same, wherever in an `allOf` they stand, and the others in their order."""
    if len(old) == len(new) == 1:  # as for most schemas
        yield old[0], new[0]
        return
    ones, others = ({(group.keyword, key(plain(group.node))): group for group in side} for side in (old, new))
    yield from ((group, others[said]) for said, group in ones.items() if said in others)
    gone = (group for said, group in ones.items() if said not in others)
    come = (group for said, group in others.items() if said not in ones)
    yield from zip_longest(gone, come)


def _group(old: Alternatives, new: Alternatives, context: Context) -> Iterator[Difference | Step]:
    pairs, gone, come = matched(old.parts, new.parts, context.old, context.new)
    open_types = _open_types(old, context.old) & _open_types(new, context.new)
    for one, other in pairs:
        is_hint = _is_hint(context.old.read(one), open_types) and _is_hint(context.new.read(other), open_types)
        yield Step((), one, other, form_name(context.new.read(other), context.new), is_absent=is_hint)
    for part in gone:
        form = context.old.read(part)
        wire = Wire.COMPATIBLE if _is_hint(form, open_types) else None
        yield context.difference("alternative-removed", part, beside(new.node), f"{_form_text(form)} is not allowed any more", wire)
    for part in come:
        form = context.new.read(part)
        wire = Wire.COMPATIBLE if _is_hint(form, open_types) else None
        yield context.difference("alternative-added", beside(old.node), part, f"{_form_text(form)} is allowed now", wire)


def _open_types(group: Alternatives, schemas: Schemas) -> frozenset[str]:
    """The types of which one form of `anyOf` allows all values."""
    forms = [schemas.read(part) for part in group.parts] if group.keyword == "anyOf" else []
    return frozenset(name for form in forms if form.is_bare for name in form.types or ())


def _is_hint(form: Schema, open_types: frozenset[str]) -> bool:
    """Whether a form lists values that another allows as well, so that its list rules nothing out."""
    return form.enum is not None and form.types is not None and form.types <= open_types


def introduced(old: Schema, new: Schema, context: Context) -> Iterator[Difference | Step]:
    """One form became several, or several one: told by the forms that come or go, where the one is among the several."""
    is_added = bool(new.alternatives)
    many, single = (new, old) if is_added else (old, new)
    reader, other_reader = (context.new, context.old) if is_added else (context.old, context.new)
    group = many.alternatives[0]
    before, after = (old.node, group.node) if is_added else (group.node, new.node)
    same = _same_form(single, group, reader, other_reader)
    if same is None:
        aspect = "type-changed"
        if single.types is None:  # from anything to some forms, or back
            aspect = "type-narrowed" if is_added else "type-widened"
        yield context.difference(aspect, before, after, f"the schema was {_form_text(old)}, and is {_form_text(new)}")
        return
    yield Step((), *((single.node, same) if is_added else (same, single.node)))
    aspect = "alternative-added" if is_added else "alternative-removed"
    open_types = _open_types(group, reader)
    for part in group.parts:
        if part is not same:
            was, now = (beside(old.node), part) if is_added else (part, beside(new.node))
            form = reader.read(part)
            wire = Wire.COMPATIBLE if _is_hint(form, open_types) else None
            yield context.difference(aspect, was, now, f"{_form_text(form)} is {'' if is_added else 'not '}allowed now", wire)


def _same_form(single: Schema, group: Alternatives, reader: Schemas, other: Schemas) -> Node | None:
    """The alternative that is the one schema of the other side."""
    named = (part for part in group.parts if single.names and reader.read(part).names[:1] == single.names[:1])
    alike = (part for part in group.parts if single.properties and reader.read(part).properties.keys() == single.properties.keys())
    pairs, _, _ = matched(group.parts, (single.node,), reader, other, strict=True)
    return next(named, pairs[0][0] if pairs else next(alike, None))


def _form_text(schema: Schema) -> str:
    if name := form_name(schema):
        return name
    if schema.alternatives:
        return f"{schema.alternatives[0].keyword} of {len(schema.alternatives[0].parts)}"
    return f"a form of type {type_text(schema)}"


def _group_text(group: Alternatives) -> str:
    return f"{'one' if group.keyword == 'oneOf' else 'at least one'} of {len(group.parts)} forms"


def discriminators(old: Schema, new: Schema, context: Context) -> Iterator[Difference | Step]:
    """The property that tells which form a value has, and what each of its values stands for."""
    before, after = old.said.get("discriminator"), new.said.get("discriminator")
    if before is None and after is None:
        return
    if before is None or after is None:
        aspect = "discriminator-added" if before is None else "discriminator-removed"
        yield context.difference(aspect, before, after, ASPECTS[aspect][2])
        return
    one, other = before.string("propertyName"), after.string("propertyName")
    if one != other:
        yield context.difference("discriminator-changed", before, after, f"the discriminator was `{one}`, and is `{other}`")
    if bool(old.alternatives) == bool(new.alternatives):
        yield from _mapping(old, new, before, after, context)


def _mapping(old: Schema, new: Schema, before: Node, after: Node, context: Context) -> Iterator[Difference | Step]:
    """The values of a discriminator. One that comes or goes with its form, or whose form has another name only, is told there."""
    ones, others = _values_of(old, before, context.old), _values_of(new, after, context.new)
    renamed, gone, come = _renamed(old, new, context)
    for value, (target, node) in ones.items():
        if value not in others:
            if target not in gone:
                yield context.difference(
                    "discriminator-value-removed", node, beside(after), f"the value `{value}` of the discriminator is gone"
                )
        elif renamed.get(target, target) != (other := others[value])[0]:
            text = f"the value `{value}` of the discriminator stood for `{target}`, and stands for `{other[0]}`"
            yield context.difference("discriminator-value-changed", node, other[1], text)
        elif not old.alternatives:  # the forms refer to this schema, not this schema to them
            first, second = context.old.components.reference(target), context.new.components.reference(other[0])
            if first is not None and second is not None:
                yield Step((), first, second)
    for value, (target, node) in others.items():
        if value not in ones and target not in come:
            yield context.difference(
                "discriminator-value-added", beside(before), node, f"there is a new value `{value}` of the discriminator"
            )


def _values_of(schema: Schema, discriminator: Node, schemas: Schemas) -> _Values:
    """The values of a discriminator with what they stand for: those of the mapping, and the names of forms that it leaves out."""
    values = {value: (_last(node), node) for value, node in entries(discriminator.get("mapping"))}
    forms = {_component(part, schemas): part for group in schema.alternatives for part in group.parts}
    if schema.names and not schema.alternatives:
        values, forms = _within(schema.names[-1], values, discriminator, schemas.components)
    mapped = {target for target, _ in values.values()}
    for name, form in forms.items():
        if name and name not in mapped:
            values.setdefault(name, (name, form))
    return values


def _within(name: str, values: _Values, discriminator: Node, components: Components) -> tuple[_Values, dict[str, Node]]:
    """The values and forms of a component: those of its heirs, and its own where the discriminator is that of one it builds upon."""
    forms = components.family(name)
    if not components.declares(name, discriminator):
        return {value: item for value, item in values.items() if item[0] in forms}, forms
    said = {value: item for value, item in values.items() if not value == item[0] == name}
    return said, {form: node for form, node in forms.items() if form != name}


def _last(node: Node) -> str:
    return (node.text or "").rsplit("/", 1)[-1]


def _renamed(old: Schema, new: Schema, context: Context) -> tuple[dict[str, str], set[str], set[str]]:
    """The components of forms: old to new, those that are gone, those that have come."""
    if not old.alternatives or not new.alternatives:
        return {}, set(), set()
    pairs, gone, come = matched(old.alternatives[0].parts, new.alternatives[0].parts, context.old, context.new)
    renamed = {_component(one, context.old): _component(other, context.new) for one, other in pairs}
    return renamed, {_component(node, context.old) for node in gone}, {_component(node, context.new) for node in come}


def _component(form: Node, schemas: Schemas) -> str:
    """The component that a form refers to, "" where it is written in place."""
    names = schemas.read(form).names
    return names[0] if names else ""
