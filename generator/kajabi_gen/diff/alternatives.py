"""Which alternative of the old schema is which of the new: by name, by what tells them apart, by equality, by likeness, in that order."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Sequence
from typing import Final, TypeAlias

from kajabi_gen.diff.schema import Schema, Schemas, key
from kajabi_gen.spec.node import Node, plain

_ALIKE: Final = 0.5

Pairs = list[tuple[Node, Node]]
_Step: TypeAlias = Callable[[Node, Schemas], Hashable]


def matched(
    old: Sequence[Node], new: Sequence[Node], old_schemas: Schemas, new_schemas: Schemas, *, strict: bool = False
) -> tuple[Pairs, list[Node], list[Node]]:
    """(pairs, gone, come). With `strict` nothing is paired that is only alike."""
    gone, come, pairs = list(old), list(new), Pairs()
    steps: list[_Step] = [_name, _tag, _equal, _name, _tag]  # what several share may tell one once its equals are found
    for step in steps:
        ones, others = _by_mark(gone, old_schemas, step), _by_mark(come, new_schemas, step)
        found = [(one, other) for mark, one in ones.items() if one and (other := others.get(mark))]
        gone, come = _without(gone, {id(one) for one, _ in found}), _without(come, {id(other) for _, other in found})
        pairs += found
    if not strict:
        scored = [(_likeness(old_schemas.read(a), new_schemas.read(b)), a, b) for a in gone for b in come]
        for _, one, other in sorted((item for item in scored if item[0] >= _ALIKE), key=lambda item: -item[0]):
            if one in gone and other in come:
                pairs.append((one, other))
                gone.remove(one)
                come.remove(other)
    return pairs, gone, come


def _by_mark(nodes: Sequence[Node], schemas: Schemas, step: _Step) -> dict[Hashable, Node | None]:
    """Alternatives by what tells which they are; None where it is said of several, and so tells nothing."""
    found: dict[Hashable, Node | None] = {}
    for node in nodes:
        mark = step(node, schemas)
        if mark is not None:
            found[mark] = None if mark in found else node
    return found


def _without(nodes: Sequence[Node], taken: Container[int]) -> list[Node]:
    return [node for node in nodes if id(node) not in taken]


def _name(node: Node, schemas: Schemas) -> Hashable:
    names = schemas.read(node).names
    return names[0] if names else None


def _tag(node: Node, schemas: Schemas) -> Hashable:
    return _tags(schemas.read(node), schemas) or None


def _tags(schema: Schema, schemas: Schemas) -> tuple[tuple[str, str], ...]:
    """The properties that can have one value only, such as `type` in JSON:API."""
    enums = ((name, schemas.read(child).enum) for name, child in schema.properties.items())
    return tuple(sorted((name, next(iter(enum))) for name, enum in enums if enum is not None and len(enum) == 1))


def _equal(node: Node, schemas: Schemas) -> Hashable:
    return key(plain(schemas.target(node)))


def _likeness(one: Schema, other: Schema) -> float:
    if one.types != other.types:
        return 0.0
    left, right = one.properties.keys(), other.properties.keys()
    if left or right:
        return len(left & right) / len(left | right)
    ones, others = (one.enum or {}).keys(), (other.enum or {}).keys()
    if not ones and not others:
        return _ALIKE
    shared = len(ones & others) / len(ones | others)
    return _ALIKE + shared if shared else 0.0  # one value in common is enough: those that come or go are told one by one


def form_name(schema: Schema, schemas: Schemas | None = None) -> str:
    """What people call an alternative: its component, its title, or the one value of a property such as `type`; "" where it has none."""
    if schema.names:
        return f"`{schema.names[0]}`"
    title = schema.said.get("title")
    if title is not None and title.text:
        return f"`{title.text}`"
    tags = _tags(schema, schemas) if schemas else ()
    return f"`{tags[0][1].strip(chr(34))}`" if tags else ""
