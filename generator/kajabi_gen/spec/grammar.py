"""The shape of an OpenAPI document: which member of which object holds what, so that a walk knows a schema from a name.

A property that happens to be called `nullable` or `$ref` is told from the keyword by its place. Written after the OpenAPI
Specification 3.1.1 §4.8 (with what 3.0 and 3.2 add) and JSON Schema 2020-12 §10.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
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

Visit = Callable[[Kind, Node], Node]


def transform(node: Node, visit: Visit, kind: Kind = Kind.DOCUMENT) -> Node:
    """The tree with `visit(kind, node)` in place of each object, children first. Parts that `visit` leaves alone are shared."""
    if kind in _LEAVES:
        return node
    return visit(kind, replace_children(node, lambda token, child: _transform_member(kind, token, child, visit)))


def _transform_member(kind: Kind, token: str, child: Node, visit: Visit) -> Node:
    slot = _slot(kind, token)
    if slot.nesting == 0 or not (child.is_mapping or child.is_sequence):
        return transform(child, visit, slot.kind)
    return replace_children(child, lambda _token, inner: transform(inner, visit, slot.kind))


def _slot(kind: Kind, token: str) -> _Slot:
    if kind is Kind.CALLBACK:
        return _one(Kind.PATH_ITEM)
    if token.startswith("x-"):
        return _one(Kind.DATA)
    return _GRAMMAR.get(kind, {}).get(token) or _one(Kind.OTHER)


def objects(node: Node, kind: Kind = Kind.DOCUMENT) -> Iterator[tuple[Kind, Node]]:
    """Every object of the document with its kind, parents first, in document order. Values of the API are not looked into."""
    yield kind, node
    if kind in _LEAVES:
        return
    children = node.members.items() if node.is_mapping else ((str(index), child) for index, child in enumerate(node.elements))
    for token, child in children:
        slot = _slot(kind, token)
        if slot.nesting == 0:
            yield from objects(child, slot.kind)
        else:
            for inner in child.members.values() or child.elements:
                yield from objects(inner, slot.kind)


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
