"""The core of the server: from a request to a reply, by the model and the store. It does no I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from kajabi_gen.model.ir import Api, Arity, Operation, ResultKind
from kajabi_gen.model.jsonapi import is_placeholder
from kajabi_gen.server import tokens
from kajabi_gen.server.bodies import Change, read_change
from kajabi_gen.server.catalog import RELATIONSHIPS, Kind
from kajabi_gen.server.documents import Renderer, alive, linkage, members
from kajabi_gen.server.filters import read_filters
from kajabi_gen.server.listing import list_links, list_meta, select
from kajabi_gen.server.message import JSON_API, Request, Response, json_response
from kajabi_gen.server.options import Options
from kajabi_gen.server.problem import Mistake, Problem, not_found
from kajabi_gen.server.query import Query, read_query
from kajabi_gen.server.router import NotAllowed
from kajabi_gen.server.samples import sample_model
from kajabi_gen.server.store import Identifier, Item, Linkage, Store
from kajabi_gen.server.tokens import TokenBook

_PAST: Final = ("d_at", "ed_at")


class Service:
    """Answers requests for an `Api` from a store. Give it any number of threads: it answers one request after the other."""

    def __init__(self, store: Store, options: Options | None = None) -> None:
        self.api: Api = store.catalog.api
        self.store = store
        self.options = options or Options()
        self.tokens = TokenBook(self.options, store.now)

    def handle(self, request: Request) -> Response:
        """The reply to a request; whatever is wrong with it is told as JSON:API errors."""
        with self.store.lock:
            try:
                return self._routed(request)
            except Problem as problem:
                return problem.response()

    def _routed(self, request: Request) -> Response:
        match = self.store.router.match(request.method, request.path)
        if match is None:
            raise not_found(f"the path {request.path}")
        if isinstance(match, NotAllowed):
            raise Problem(405, Mistake(f"{request.method} is not allowed here"), headers={"allow": ", ".join(match.methods)})
        operation = match.operation
        if operation.path == self.api.token.path:
            return tokens.token_endpoint(request, operation, self.tokens, self.options)
        if operation.authenticated and self.options.authenticate:
            tokens.authenticate(request, self.tokens)
        if operation.path == self.api.token.revoke_path:
            self.tokens.revoke(tokens.form(request).get("token", ""))
            return _empty(operation)
        return _Call(self, request, operation, match.values).answer()


class _Call:
    """One request that has found its operation."""

    def __init__(self, service: Service, request: Request, operation: Operation, values: tuple[str, ...]) -> None:
        self._store = service.store
        self._catalog = service.store.catalog
        self._options = service.options
        self._request = request
        self._operation = operation
        self._values = values
        types = operation.result.types
        self._kind = self._catalog.kinds.get(types[0] if len(types) == 1 else self._catalog.type_at(operation.path))
        self._query: Query = read_query(request, operation, self._catalog, service.options)
        self._renderer = Renderer(service.store, self._query, service.options.link_base or request.origin)

    def answer(self) -> Response:
        """The reply, by the kind of the result and the shape of the path."""
        segments = self._operation.path.split("/")
        if RELATIONSHIPS in segments[:-1]:
            return self._relationship(segments[segments.index(RELATIONSHIPS) + 1])
        match self._operation.result.kind:
            case ResultKind.MODEL:
                return self._json(sample_model(self._operation.result.model, self._catalog.api.models))
            case ResultKind.MIXED:
                found = [next(iter(self._store.all(type_)), None) for type_ in self._operation.result.types]
                return self._json([self._renderer.resource(item) for item in found if item])
            case ResultKind.RAW | ResultKind.VALUE:
                return self._json({})
            case _ if self._kind is None:
                return _empty(self._operation)
            case _:
                return self._resource(self._kind, is_placeholder(segments[-1]))

    def _resource(self, kind: Kind, has_id: bool) -> Response:
        methods: Mapping[tuple[str, bool], Callable[[Kind], Response]] = {
            ("GET", False): self._list if self._operation.result.kind is ResultKind.MANY else self._single,
            ("GET", True): lambda kind: self._one(self._found(kind)),
            ("PATCH", True): self._update,
            ("PUT", True): self._update,
            ("DELETE", True): self._delete,
            ("POST", False): self._create if self._operation.body else self._act,
        }
        method = methods.get((self._operation.method, has_id))
        return method(kind) if method else _empty(self._operation)

    def _list(self, kind: Kind) -> Response:
        query = self._query
        filters = read_filters(self._store, kind, query.filters)
        part = select(self._store, kind, filters, query.sort, query.page, (query.filters, query.sort))
        document = self._renderer.many(part.items)
        if query.page and self._operation.paging:
            document["links"] = list_links(self._request, self._operation.paging, query.page, part, self._options)
            document["meta"] = list_meta(self._operation, query.page, part, self._options)
        return self._json(document)

    def _single(self, kind: Kind) -> Response:
        return self._one(next(iter(self._store.all(kind.type)), None))

    def _one(self, item: Item | None) -> Response:
        return self._json(self._renderer.one(item))

    def _create(self, kind: Kind) -> Response:
        parent = self._parent()
        change = self._change(kind)
        links = {**self._links_to(kind, parent), **change.relationships}
        item = self._store.create(kind.type, change.attributes, links)
        path = f"{self._renderer.base}{self._catalog.path_of(kind.type)}/{item.id}"
        return self._json(self._renderer.one(item), {"location": path})

    def _update(self, kind: Kind) -> Response:
        item = self._found(kind)
        change = self._change(kind)
        return self._one(self._store.put(self._touched(kind, item, change.attributes, change.relationships)))

    def _delete(self, kind: Kind) -> Response:
        self._store.remove(kind.type, self._found(kind).id)
        return _empty(self._operation)

    def _act(self, kind: Kind) -> Response:
        """An action without a body, such as `…/{id}/deactivate`: it sets `deactivated_at`; `reactivate` takes that back."""
        action = self._operation.path.rsplit("/", 1)[-1]
        past = {f"{action}{ending}": self._store.stamp() for ending in _PAST}
        undone = {f"de{action.removeprefix('re')}{ending}": None for ending in _PAST if action.startswith("re")}
        attributes = {name: value for name, value in {**past, **undone}.items() if name in kind.attributes}
        return self._one(self._store.put(self._touched(kind, self._found(kind), attributes, {})))

    def _relationship(self, name: str) -> Response:
        """Read, replace, extend or shorten the linkage of a relationship (JSON:API 1.1 §9.4)."""
        kind = self._catalog.kinds[self._catalog.type_at(self._operation.path.partition(f"/{RELATIONSHIPS}/")[0])]
        item = self._found(kind)
        given = self._change(kind).linkage or ()
        relationship = kind.relationships.get(name)
        to_one = relationship is not None and relationship.arity is Arity.ONE
        held = members(item.relationships.get(name))
        linked: Mapping[str, tuple[Identifier, ...]] = {
            "PATCH": given,
            "POST": tuple(dict.fromkeys((*held, *given))),
            "DELETE": tuple(identifier for identifier in held if identifier not in given),
        }
        if self._operation.method in linked:
            now = linked[self._operation.method]
            held_now: Linkage = next(iter(now), None) if to_one else now
            item = self._store.put(self._touched(kind, item, {}, {name: held_now}))
        if self._operation.result.kind is ResultKind.NOTHING:
            return _empty(self._operation)
        return self._json(linkage(alive(self._store, item.relationships.get(name, None if to_one else ()))))

    def _change(self, kind: Kind) -> Change:
        names = (parameter.name for parameter in self._operation.path_parameters)
        path = dict(zip(names, self._values, strict=True))
        return read_change(self._request, self._operation, path, kind, self._store, self._options)

    def _found(self, kind: Kind) -> Item:
        """The resource that the last id of the path names. Raises a Problem (404)."""
        id_ = self._values[-1] if self._values else ""
        item = self._store.get(kind.type, id_)
        if item is None:
            raise not_found(f"{kind.type} {id_[:40]}")
        return item

    def _parent(self) -> Item | None:
        """What a new resource is made below, as in `/parents/{id}/children`. Raises a Problem (404) if it is not there."""
        above = self._operation.path.rsplit("/", 1)[0]
        kind = self._catalog.kinds.get(self._catalog.type_at(above)) if self._values else None
        return self._found(kind) if kind else None

    def _links_to(self, kind: Kind, parent: Item | None) -> dict[str, Linkage]:
        """The relationships of a new resource that lead to what it is made below, and to what that belongs to as well."""
        if parent is None:
            return {}
        ones = {wire: item for wire, item in kind.relationships.items() if item.arity is Arity.ONE}
        shared: dict[str, Linkage] = {wire: parent.relationships[wire] for wire in ones if wire in parent.relationships}
        return shared | {wire: parent.identifier for wire, item in ones.items() if item.target == parent.type}

    def _touched(self, kind: Kind, item: Item, attributes: Mapping[str, Any], relationships: Mapping[str, Linkage]) -> Item:
        now = {"updated_at": self._store.stamp()} if "updated_at" in kind.attributes else {}
        return item.changed({**now, **attributes}, relationships)

    def _json(self, document: object, headers: Mapping[str, str] | None = None) -> Response:
        return json_response(_status(self._operation), document, self._operation.accept or JSON_API, headers)


def _status(operation: Operation) -> int:
    """The first status of success that the document tells."""
    told = (int(status) for status, _text in operation.statuses if status.isdecimal() and status.startswith("2"))
    return next(told, 204 if operation.result.kind is ResultKind.NOTHING else 200)


def _empty(operation: Operation) -> Response:
    return Response(_status(operation))
