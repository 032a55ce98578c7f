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
Visit = Callable[[Kind, Node], Node]


class _Ways(NamedTuple):
    """Which members of an object to follow on the way to some kinds; None for those that lead to none of them."""

    named: Mapping[str, _Slot | None]
    extension: _Slot | None
    unknown: _Slot | None

    def to(self, token: str) -> _Slot | None:
        """What a member holds, if it is to be followed."""
        if token in self.named:
            return self.named[token]
        return self.extension if self.extension is not self.unknown and token.startswith("x-") else self.unknown


@cache
def _ways(wanted: frozenset[Kind]) -> Mapping[Kind, _Ways]:
    """The ways to the kinds, however far down, from each kind that can hold them."""
    leading = set(wanted)
    while more := {kind for kind in Kind if kind not in leading and not leading.isdisjoint(slot.kind for slot in _slots(kind))}:
        leading |= more

    def followed(slot: _Slot) -> _Slot | None:
        return slot if slot.kind in leading else None

    ways: dict[Kind, _Ways] = {}
    for kind in Kind:
        named, extension, unknown = _held(kind)
        ways[kind] = _Ways({token: followed(slot) for token, slot in named.items()}, followed(extension), followed(unknown))
    return ways


def _held(kind: Kind) -> tuple[Mapping[str, _Slot], _Slot, _Slot]:
    """What the members of an object of a kind hold: those with a meaning, extensions, and all others."""
    if kind is Kind.CALLBACK:
        return {}, _one(Kind.PATH_ITEM), _one(Kind.PATH_ITEM)
    return _GRAMMAR.get(kind, {}), _one(Kind.DATA), _one(Kind.OTHER)


def _slots(kind: Kind) -> Iterator[_Slot]:
    if kind not in _LEAVES:
        named, extension, unknown = _held(kind)
        yield from (*named.values(), extension, unknown)


def transform(node: Node, visit: Visit, kinds: Iterable[Kind] = Kind, kind: Kind = Kind.DOCUMENT) -> Node:
    """The tree with `visit(kind, node)` in place of each object of `kinds`, children first.

    Parts that `visit` leaves alone are shared; those that can hold nothing of `kinds` are not walked. Values of the API are never visited.
    """
    wanted = frozenset(kinds).difference(_LEAVES)
    return _Transformation(visit, wanted, _ways(wanted)).walk(kind, node)


class _Transformation(NamedTuple):
    """What `transform` does, without functions that know each other: those would keep the tree, as nobody looks for circles of garbage."""

    visit: Visit
    wanted: frozenset[Kind]
    ways: Mapping[Kind, _Ways]

    def walk(self, kind: Kind, node: Node) -> Node:
        value = node.value
        if kind in _LEAVES:
            return node
        named, extension, unknown = ways = self.ways[kind]
        if not isinstance(value, dict):
            return replace_children(node, lambda token, child: self.step(ways.to(token), child))
        changed: dict[str, Node] = {}
        for token, child in value.items():
            if not isinstance(child.value, (dict, tuple)):
                continue
            slot = named[token] if token in named else unknown if extension is unknown else ways.to(token)
            if slot is not None and (new := self.step(slot, child)) is not child:
                changed[token] = new
        if changed:
            node = Node({**value, **changed}, node.mark)
        return self.visit(kind, node) if kind in self.wanted else node

    def step(self, slot: _Slot | None, child: Node) -> Node:
        if slot is None or not isinstance(child.value, (dict, tuple)):
            return child
        if slot.nesting == 0:
            return self.walk(slot.kind, child)
        return replace_children(child, lambda _, inner: self.walk(slot.kind, inner))


def objects(node: Node, kind: Kind = Kind.DOCUMENT, kinds: Iterable[Kind] = Kind) -> Iterator[tuple[Kind, Node]]:
    """Every object of the document that is of `kinds`, with its kind, parents first, in document order.

    Values of the API are not looked into, nor is what can hold nothing of `kinds`.
    """
    wanted = frozenset(kinds)
    ways = _ways(wanted)
    stack = [(kind, node)]
    while stack:
        kind, node = stack.pop()
        value = node.value
        if kind in wanted and isinstance(value, dict):
            yield kind, node
        if kind in _LEAVES:
            continue
        if isinstance(value, dict):
            stack.extend(reversed(_below(ways[kind], value)))
        elif isinstance(value, tuple):
            stack.extend(reversed(_below(ways[kind], {str(index): element for index, element in enumerate(value)})))


def _below(ways: _Ways, members: Mapping[str, Node]) -> list[tuple[Kind, Node]]:
    """The mappings and sequences right below an object that are to be followed, with what they are."""
    named, extension, unknown = ways
    found: list[tuple[Kind, Node]] = []
    for token, child in members.items():
        inner = child.value
        if not isinstance(inner, (dict, tuple)):
            continue
        slot = named[token] if token in named else unknown if extension is unknown else ways.to(token)
        if slot is None:
            continue
        kind = slot.kind
        if slot.nesting == 0:
            found.append((kind, child))
        else:
            found += [(kind, item) for item in (inner.values() if isinstance(inner, dict) else inner)]
    return found


def operations(document: Node) -> Iterator[tuple[str, str, Node, Node]]:
    """(path, method, path item, operation) for each operation under `paths`, in document order."""
    paths = document.get("paths")
    for path, item in paths.members.items() if paths else ():
        if path.startswith("x-"):
            continue
        for method, operation in operations_of(item):
            yield path, method, item, operation


def operations_of(item: Node) -> Iterator[tuple[str, Node]]:
    """(method, operation) for each operation of a path item."""
    for method in METHODS:
        operation = item.get(method)
        if operation is not None and operation.is_mapping:
            yield method, operation
