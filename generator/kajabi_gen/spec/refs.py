"""Local references: resolve them (RFC 6901), and find those that lead nowhere, out of the document, or only back to themselves."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from kajabi_gen.spec.finding import Finding, error
from kajabi_gen.spec.grammar import Kind, objects
from kajabi_gen.spec.node import Node

_TOLERATED = (Kind.SCHEMA, Kind.OTHER)


def lookup(root: Node, pointer: str) -> Node | None:
    """The Node that a local reference such as `#/components/schemas/x` names, or None."""
    if pointer == "#":
        return root
    node: Node | None = root
    is_escaped = "%" in pointer or "~" in pointer
    for name in pointer.removeprefix("#/").split("/"):
        if node is None:
            return None
        if is_escaped:
            name = unquote(name).replace("~1", "/").replace("~0", "~")
        if node.is_sequence:
            node = node.elements[int(name)] if name.isdecimal() and int(name) < len(node.elements) else None
        else:
            node = node.get(name)
    return node


def resolve(root: Node, node: Node) -> Node:
    """Follow `$ref` until there is none; a reference that leads nowhere or in a circle gives the last Node reached."""
    seen: set[str] = set()
    while (target := node.string("$ref")) is not None and target not in seen:
        seen.add(target)
        found = lookup(root, target)
        if found is None:
            return node
        node = found
    return node


def is_local(target: str) -> bool:
    """Whether a reference is a JSON pointer into the same document."""
    return target == "#" or target.startswith("#/")


def check(root: Node) -> Iterator[Finding]:
    """An error for each reference that cannot be followed, and one for each circle of references.

    `ref-dangling` on a schema is the only one that can be lived with.
    """
    sound: set[str] = set()
    circles: set[frozenset[str]] = set()
    for kind, node in objects(root):
        reference = node.get("$ref")
        if reference is None:
            continue
        finding = _check_one(root, kind, reference)
        if finding is not None:
            yield finding
            continue
        circle = _circle(root, node, (), sound)
        if circle and frozenset(circle) not in circles:
            circles.add(frozenset(circle))
            message = f"$ref leads only back to itself: {' -> '.join(circle)}"
            yield error("ref-cycle", message, "define what it stands for", reference.mark)


def _check_one(root: Node, kind: Kind, reference: Node) -> Finding | None:
    target, mark = reference.text, reference.mark
    if target is None:
        return error("ref-type", f"a $ref must be a string, not {reference.kind}", "write '#/components/…'", mark)
    shown = target[:200]
    if not target.startswith("#"):
        remedy = "copy its content under components and refer to it with '#/components/…'"
        return error("ref-remote", f"$ref to another document: {shown}", remedy, mark)
    if not is_local(target):
        return error("ref-anchor", f"$ref by anchor: {shown}", "refer to it by a JSON pointer, '#/…'", mark)
    if lookup(root, target) is None:
        tolerated = kind in _TOLERATED
        code = "ref-dangling" if tolerated else "ref-unresolved"
        action = "treated as untyped" if tolerated else f"define this {kind}"
        return error(code, f"$ref to what is not there: {shown}", action, mark)
    return None


def _circle(root: Node, node: Node, trail: tuple[str, ...], sound: set[str]) -> tuple[str, ...]:
    """The references that lead from the Node in a circle with nothing between them but `$ref` and `allOf`, first one again at the end.

    Through properties, items or alternatives a schema may well come back to itself: such values end. `sound` collects the references that
    are known to lead into no circle.
    """
    target = node.string("$ref")
    if target in trail:
        return (*trail[trail.index(target) :], target)
    if target is not None and target not in sound:
        found = lookup(root, target) if is_local(target) else None
        circle = _circle(root, found, (*trail, target), sound) if found is not None else ()
        if circle:
            return circle
        sound.add(target)
    parts = node.get("allOf")
    return next((circle for part in (parts.elements if parts else ()) if (circle := _circle(root, part, trail, sound))), ())
