"""Decide which method of which namespace each operation becomes, from its method and path alone.

The rules look at the whole set of paths and never at their order, so a document with its keys reordered gives the same names:

* `/things` GET → list (or get, where the reply is one thing and nothing is fetched below) · POST → create;
  `/things/{id}` GET → get · PATCH → update · PUT → replace · DELETE → delete;
* `/things/{id}/relationships/others` → namespace things.others: list (or get) · add · remove · replace (JSON:API 1.1 §9.2);
* `/things/{id}/others` is a namespace of its own where it has several methods, paths below it, or gives resources; next to the
  relationship of that name its GET is `related` (the related resource link, §7.6);
* every other last segment is a method of what stands before it: things.do_it(id).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from kajabi_gen.model import naming
from kajabi_gen.model.jsonapi import DocumentKind, is_placeholder, path_segments
from kajabi_gen.model.reserved import CLIENT_MEMBERS, METHODS
from kajabi_gen.spec.node import Mark

RELATIONSHIPS: Final = "relationships"
_COLLECTION: Final = {"post": "create", "patch": "update", "put": "replace", "delete": "delete"}
_ITEM: Final = {"get": "get", "post": "create", "patch": "update", "put": "replace", "delete": "delete"}
_RELATIONSHIP: Final = {"post": "add", "patch": "replace", "put": "replace", "delete": "remove"}
_MANY: Final = (DocumentKind.MANY, DocumentKind.IDENTIFIERS, DocumentKind.MIXED)
_RESOURCES: Final = (DocumentKind.MANY, DocumentKind.ONE, DocumentKind.IDENTIFIERS, DocumentKind.IDENTIFIER)


class Route(NamedTuple):
    """What the naming rules look at: one operation with its method, path segments and the kind of its reply."""

    method: str
    path: str
    segments: tuple[str, ...]
    reply: DocumentKind
    pages: bool
    mark: Mark

    @property
    def gives_many(self) -> bool:
        """Whether the reply is a list, by its schema or by its paging parameters."""
        return self.reply in _MANY or self.pages


class MethodName(NamedTuple):
    """The Python place of an operation: the namespaces that lead to it, and the name of the method."""

    namespace: tuple[str, ...]
    method: str


def route(method: str, path: str, reply: DocumentKind, pages: bool, mark: Mark) -> Route:
    """A Route from its parts."""
    return Route(method, path, path_segments(path), reply, pages, mark)


class MethodNames:
    """Names all operations of a document at once."""

    def __init__(self, routes: Collection[Route]) -> None:
        self._by_path: dict[tuple[str, ...], list[Route]] = {}
        for item in routes:
            self._by_path.setdefault(_shape(item.segments), []).append(item)
        self._prefixes = {shape[:length] for shape in self._by_path for length in range(1, len(shape))}

    def of(self, item: Route) -> MethodName:
        """The place of one operation."""
        segments = item.segments
        last = segments[-1] if segments else "root"
        if segments[-2:-1] == (RELATIONSHIPS,):
            return self._relationship(item, segments)
        if is_placeholder(last):
            return self._place(segments, _ITEM.get(item.method, item.method))
        if self._is_namespace(item, segments):
            return self._place(segments, self._collection_method(item, segments))
        return self._place(segments[:-1], naming.identifier(last, METHODS))

    def _relationship(self, item: Route, segments: tuple[str, ...]) -> MethodName:
        reads = "list" if item.gives_many or naming.singular(segments[-1]) != segments[-1] else "get"
        name = reads if item.method == "get" else _RELATIONSHIP.get(item.method, item.method)
        return self._place((*segments[:-2], segments[-1]), name)

    def _collection_method(self, item: Route, segments: tuple[str, ...]) -> str:
        if item.method != "get":
            return _COLLECTION.get(item.method, item.method)
        if self._has_relationship(segments):
            return "related"
        return "list" if item.gives_many or self._has_items(segments) else "get"

    def _has_items(self, segments: tuple[str, ...]) -> bool:
        """Whether a GET one level down fetches single things, so that this one lists them whatever its reply looks like."""
        return any(item.method == "get" for item in self._by_path.get((*_shape(segments), "{}"), ()))

    def _has_relationship(self, segments: tuple[str, ...]) -> bool:
        return len(segments) > 1 and _shape((*segments[:-1], RELATIONSHIPS, segments[-1])) in self._by_path

    def _is_namespace(self, item: Route, segments: tuple[str, ...]) -> bool:
        """Whether the last, literal segment names a thing (a namespace) and not something done (a method)."""
        if len(segments) <= 1:
            return True
        shape = _shape(segments)
        if shape in self._prefixes or len(self._by_path.get(shape, ())) > 1 or self._has_relationship(segments):
            return True
        if item.method != "get":
            return False
        if is_placeholder(segments[-2]):
            return item.reply in _RESOURCES
        return item.reply in _RESOURCES and _shape(segments[:-1]) not in self._by_path

    def _place(self, segments: tuple[str, ...], method: str) -> MethodName:
        literal = [segment for segment in segments if not is_placeholder(segment) and segment != RELATIONSHIPS]
        names = [naming.identifier(segment, METHODS) for segment in literal] or ["root"]
        names[0] = naming.module(names[0])
        if names[0] in CLIENT_MEMBERS:
            names[0] += "_"
        return MethodName(tuple(names), method)


def _shape(segments: tuple[str, ...]) -> tuple[str, ...]:
    """The segments with every placeholder as `{}`, so that `{id}` and `{contact_id}` are the same."""
    return tuple("{}" if is_placeholder(segment) else segment for segment in segments)


def clashes(named: Mapping[tuple[str, str], MethodName], marks: Mapping[tuple[str, str], Mark]) -> Iterator[tuple[str, Mark]]:
    """(message, place) for each pair of operations with the same name, and each method that hides a namespace."""
    taken: dict[tuple[tuple[str, ...], str], tuple[str, str]] = {}
    namespaces = {name.namespace[:length] for name in named.values() for length in range(1, len(name.namespace) + 1)}
    for key in sorted(named):
        name = named[key]
        place = (name.namespace, name.method)
        dotted = ".".join((*name.namespace, name.method))
        shown = f"{key[0].upper()} {key[1]}"
        if place in taken:
            other = taken[place]
            message = f"{shown} and {other[0].upper()} {other[1]} (line {marks[other].line}) would both be {dotted}()"
            yield message, marks[key]
        elif (*name.namespace, name.method) in namespaces:
            yield f"{shown} would be {dotted}(), which is also a namespace", marks[key]
        taken.setdefault(place, key)
