"""References: those to schemas stay (they name types, and may recurse); all others are put in place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kajabi_gen.spec.finding import Finding, error
from kajabi_gen.spec.grammar import Kind, transform
from kajabi_gen.spec.node import Mark, Node
from kajabi_gen.spec.refs import lookup, resolve

_INLINED = (
    Kind.PARAMETER,
    Kind.REQUEST_BODY,
    Kind.RESPONSE,
    Kind.HEADER,
    Kind.PATH_ITEM,
    Kind.EXAMPLE,
    Kind.LINK,
    Kind.CALLBACK,
    Kind.MEDIA_TYPE,
    Kind.SECURITY_SCHEME,
)


def untype_dangling(document: Node) -> tuple[Node, list[Finding]]:
    """A schema reference that leads nowhere becomes the schema that allows everything; one Finding for each missing name."""
    places: dict[str, list[Mark]] = {}
    known: set[str] = set()

    def visit(_kind: Kind, node: Node) -> Node:
        target = node.string("$ref")
        if target is None or target in known:
            return node
        if lookup(document, target) is not None:
            known.add(target)
            return node
        places.setdefault(target, []).append(node.members["$ref"].mark)
        return node.with_changes({"$ref": None})

    return transform(document, visit, (Kind.SCHEMA, Kind.OTHER)), [_dangling(target, marks) for target, marks in places.items()]


def _dangling(target: str, marks: list[Mark]) -> Finding:
    elsewhere = f" (also at line {', '.join(str(mark.line) for mark in marks[1:])})" if marks[1:] else ""
    message = f"$ref to what is not there: {target[:200]}{elsewhere}"
    return error("ref-dangling", message, "treated as untyped; define the schema", marks[0])


def inline_references(document: Node) -> tuple[Node, list[Finding]]:
    """Put the object itself in place of a reference to a parameter, request body, response, header or path item."""

    return transform(document, partial(_inlined, document), _INLINED), []


def _inlined(document: Node, kind: Kind, node: Node) -> Node:
    if node.string("$ref") is None:
        return node
    target = resolve(document, node)
    beside = {name: child for name, child in node.members.items() if name != "$ref"}
    inlined = transform(target, partial(_inlined, document), _INLINED, kind) if _acyclic(document, target) else target
    return inlined.with_changes(beside) if beside and inlined.is_mapping else inlined


def _acyclic(document: Node, node: Node) -> bool:
    """Whether putting references in place below `node` comes to an end (callbacks can lead back to their own path item)."""
    return not any(True for _ in _back_edges(document, node, ()))


def _back_edges(document: Node, node: Node, trail: tuple[int, ...]) -> Iterator[Node]:
    if id(node) in trail:
        yield node
        return
    target = node.string("$ref")
    if target is not None and not target.startswith("#/components/schemas/"):
        found = lookup(document, target)
        if found is not None:
            yield from _back_edges(document, found, (*trail, id(node)))
    for child in (*node.members.values(), *node.elements):
        yield from _back_edges(document, child, (*trail, id(node)))
