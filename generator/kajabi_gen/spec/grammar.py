"""The shape of an OpenAPI document: which member of which object holds what, so that a walk knows a schema from a name.

A property that happens to be called `nullable` or `$ref` is told from the keyword by its place. Written after the OpenAPI
Specification 3.1.1 §4.8 (with what 3.0 and 3.2 add) and JSON Schema 2020-12 §10.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from kajabi_gen.spec.node import Node, replace_children

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Kind(StrEnum):
    """The kinds of object that an OpenAPI document is made of."""

    DOCUMENT = "document"
    COMPONENTS = "components"
    PATH_ITEM = "path item"
    OPERATION = "operation"
    PARAMETER = "parameter"
    REQUEST_BODY = "request body"
    RESPONSE = "response"
    HEADER = "header"
    MEDIA_TYPE = "media type"
    SCHEMA = "schema"
    EXAMPLE = "example"
    LINK = "link"
    CALLBACK = "callback"
    SECURITY_SCHEME = "security scheme"
    DATA = "data"  # a value of the API itself, such as an example: never looked into
    OTHER = "other"  # a member the specification does not know


class _Slot(NamedTuple):
    """What a member holds: one object of a kind, or (nested) a map or list of them."""

    kind: Kind
    nesting: int = 0


def _one(kind: Kind) -> _Slot:
    return _Slot(kind)


def _many(kind: Kind) -> _Slot:
    return _Slot(kind, 1)


_MEDIA: Final = _many(Kind.MEDIA_TYPE)
_DATA: Final = {name: _one(Kind.DATA) for name in ("example", "default", "enum", "const")}
_EXAMPLES: Final = {"example": _one(Kind.DATA), "examples": _many(Kind.EXAMPLE)}
_SCHEMAS: Final = {
    **{name: _one(Kind.SCHEMA) for name in ("items", "additionalProperties", "not", "if", "then", "else", "contains")},
    **{name: _one(Kind.SCHEMA) for name in ("propertyNames", "unevaluatedItems", "unevaluatedProperties", "contentSchema")},
    **{name: _many(Kind.SCHEMA) for name in ("allOf", "anyOf", "oneOf", "prefixItems")},
    **{name: _many(Kind.SCHEMA) for name in ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions")},
}
_GRAMMAR: Final[Mapping[Kind, Mapping[str, _Slot]]] = {
    Kind.DOCUMENT: {
        "paths": _many(Kind.PATH_ITEM),
        "webhooks": _many(Kind.PATH_ITEM),
        "components": _one(Kind.COMPONENTS),
    },
    Kind.COMPONENTS: {
        "schemas": _many(Kind.SCHEMA),
        "responses": _many(Kind.RESPONSE),
        "parameters": _many(Kind.PARAMETER),
        "examples": _many(Kind.EXAMPLE),
        "requestBodies": _many(Kind.REQUEST_BODY),
        "headers": _many(Kind.HEADER),
        "securitySchemes": _many(Kind.SECURITY_SCHEME),
        "links": _many(Kind.LINK),
        "callbacks": _many(Kind.CALLBACK),
        "pathItems": _many(Kind.PATH_ITEM),
        "mediaTypes": _MEDIA,
    },
    Kind.PATH_ITEM: {"parameters": _many(Kind.PARAMETER), **{method: _one(Kind.OPERATION) for method in METHODS}},
    Kind.OPERATION: {
        "parameters": _many(Kind.PARAMETER),
        "requestBody": _one(Kind.REQUEST_BODY),
        "responses": _many(Kind.RESPONSE),
        "callbacks": _many(Kind.CALLBACK),
    },
    Kind.PARAMETER: {"schema": _one(Kind.SCHEMA), "content": _MEDIA, **_EXAMPLES},
    Kind.HEADER: {"schema": _one(Kind.SCHEMA), "content": _MEDIA, **_EXAMPLES},
    Kind.REQUEST_BODY: {"content": _MEDIA},
    Kind.RESPONSE: {"headers": _many(Kind.HEADER), "content": _MEDIA, "links": _many(Kind.LINK)},
    Kind.MEDIA_TYPE: {"schema": _one(Kind.SCHEMA), "itemSchema": _one(Kind.SCHEMA), **_EXAMPLES},
    Kind.SCHEMA: {**_SCHEMAS, **_DATA, "examples": _one(Kind.DATA)},
    Kind.EXAMPLE: {"value": _one(Kind.DATA), "dataValue": _one(Kind.DATA)},
    Kind.LINK: {"parameters": _one(Kind.DATA), "requestBody": _one(Kind.DATA)},
}
_LEAVES: Final = (Kind.DATA, Kind.SECURITY_SCHEME)
_OTHER: Final = _one(Kind.OTHER)
_VALUE: Final = _one(Kind.DATA)
_CALLBACK_ITEM: Final = _one(Kind.PATH_ITEM)
_NOTHING: Final[Mapping[str, _Slot]] = {}

Visit = Callable[[Kind, Node], Node]


@cache
def _leading_to(kinds: frozenset[Kind]) -> frozenset[Kind]:
    """The kinds that are among `kinds` or can hold one of them, however far down."""
    found = set(kinds)
    while True:
        more = {kind for kind in Kind if kind not in found and kind not in _LEAVES and not found.isdisjoint(_held(kind))}
        if not more:
            return frozenset(found)
        found |= more


def _held(kind: Kind) -> set[Kind]:
    """The kinds that can be right below an object of a kind."""
    if kind is Kind.CALLBACK:
        return {Kind.PATH_ITEM}
    return {Kind.OTHER, Kind.DATA, *(slot.kind for slot in _GRAMMAR.get(kind, _NOTHING).values())}


def transform(node: Node, visit: Visit, kinds: Iterable[Kind], kind: Kind = Kind.DOCUMENT) -> Node:
    """The tree with `visit(kind, node)` in place of each object of `kinds`, children first.

    Parts that `visit` leaves alone are shared; those that can hold nothing of `kinds` are not walked.
    """
    wanted = frozenset(kinds)
    ways = _leading_to(wanted)

    def walk(kind: Kind, node: Node) -> Node:
        value = node.value
        if kind in _LEAVES:
            return node
        if isinstance(value, dict):
            changed: dict[str, Node] = {}
            for token, child in value.items():
                held, nesting = _slot(kind, token)
                if held not in ways or not isinstance(child.value, (dict, tuple)):
                    continue
                new = walk(held, child) if nesting == 0 else replace_children(child, lambda _, inner, held=held: walk(held, inner))
                if new is not child:
                    changed[token] = new
            if changed:
                node = Node({**value, **changed}, node.mark)
            return visit(kind, node) if kind in wanted else node
        return replace_children(node, lambda token, child: walk(_slot(kind, token).kind, child))

    return walk(kind, node)


def _slot(kind: Kind, token: str) -> _Slot:
    slot = _GRAMMAR.get(kind, _NOTHING).get(token)
    if slot is not None:
        return slot
    if kind is Kind.CALLBACK:
        return _CALLBACK_ITEM
    return _VALUE if token.startswith("x-") else _OTHER


def objects(node: Node, kind: Kind = Kind.DOCUMENT, kinds: Iterable[Kind] = Kind) -> Iterator[tuple[Kind, Node]]:
    """Every object of the document that is of `kinds`, with its kind, parents first, in document order.

    Values of the API are not looked into, nor is what can hold nothing of `kinds`.
    """
    wanted = frozenset(kinds)
    ways = _leading_to(wanted)
    stack = [(kind, node)]
    while stack:
        kind, node = stack.pop()
        if kind in wanted and node.is_mapping:
            yield kind, node
        if kind not in _LEAVES:
            stack.extend(reversed([(held, child) for held, child in _below(kind, node) if held in ways]))


def _below(kind: Kind, node: Node) -> Iterator[tuple[Kind, Node]]:
    """The mappings and sequences right below an object, with what they are."""
    value = node.value
    children = value.items() if isinstance(value, dict) else ((str(index), child) for index, child in enumerate(node.elements))
    for token, child in children:
        inner = child.value
        if isinstance(inner, (dict, tuple)):
            held, nesting = _slot(kind, token)
            if nesting == 0:
                yield held, child
            else:
                for item in inner.values() if isinstance(inner, dict) else inner:
                    yield held, item


def operations(document: Node) -> Iterator[tuple[str, str, Node, Node]]:
    """(path, method, path item, operation) for each operation under `paths`, in document order."""
    paths = document.get("paths")
    for path, item in paths.members.items() if paths else ():
        if path.startswith("x-"):
            continue
        for method in METHODS:
            operation = item.get(method)
            if operation is not None and operation.is_mapping:
                yield path, method, item, operation
