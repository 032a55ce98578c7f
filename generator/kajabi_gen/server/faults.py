"""What can go wrong between a client and an API, as values: each says which requests it befalls, how often, and what it does to the reply.

server.faults.add(faults.rate_limited(retry_after=1).on("GET", "/v1/things", times=2))
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any, Final

from kajabi_gen.model.ir import ResultKind
from kajabi_gen.server.message import JSON, JsonObject, Request, Response, as_list, as_object, encoded, json_response
from kajabi_gen.server.problem import Mistake, error_response
from kajabi_gen.server.router import Match
from kajabi_gen.server.service import Service

Effect = Callable[[Request, Service], Response]
BEFORE: Final = -1
"""The place to break a connection before anything was sent."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault. It befalls requests of `method` ("" for any) whose path fits the pattern `path` (`*` stands for anything): not the first
    `skip` of them, then `times` of them (None for all)."""

    name: str
    effect: Effect = field(repr=False)
    method: str = ""
    path: str = "*"
    times: int | None = 1
    skip: int = 0

    def on(self, method: str = "", path: str = "*", *, times: int | None = 1, skip: int = 0) -> Fault:
        """The same fault, for other requests."""
        return replace(self, method=method, path=path, times=times, skip=skip)

    def fits(self, request: Request) -> bool:
        """Whether it is about such requests."""
        return self.method in ("", request.method) and fnmatchcase(request.path, self.path)


class Faults:
    """The faults of a server. The first one that fits a request and is not used up befalls it."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._lock = threading.Lock()
        self._armed = [_Armed(fault) for fault in faults]

    def add(self, *faults: Fault) -> None:
        """Let more go wrong."""
        with self._lock:
            self._armed.extend(map(_Armed, faults))

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._armed.clear()

    def handle(self, request: Request, service: Service) -> Response:
        """The reply of the service, or what a fault makes of it."""
        with self._lock:
            fault = next((armed.fault for armed in self._armed if armed.strikes(request)), None)
        return fault.effect(request, service) if fault else service.handle(request)


@dataclass(slots=True)
class _Armed:
    fault: Fault
    seen: int = 0

    def strikes(self, request: Request) -> bool:
        if not self.fault.fits(request):
            return False
        self.seen += 1
        return self.fault.skip < self.seen and (self.fault.times is None or self.seen <= self.fault.skip + self.fault.times)


def delay(seconds: float) -> Fault:
    """The reply comes late."""
    return Fault("delay", lambda request, service: replace(service.handle(request), delay=seconds))


def hang_up() -> Fault:
    """The request is carried out, and the connection breaks before the reply."""
    return Fault("hang up", lambda request, service: replace(service.handle(request), cut=BEFORE))


def reset(after: int = 20) -> Fault:
    """The connection is reset after some bytes of the body."""
    return Fault("reset", lambda request, service: replace(service.handle(request), cut=after))


def truncated(after: int = 20) -> Fault:
    """The reply is complete as HTTP, but its JSON ends in the middle."""
    return _body("truncated", lambda body: body[:after])


def status(code: int, detail: str = "this was asked for") -> Fault:
    """A JSON:API error instead of carrying the request out."""
    return Fault(f"status {code}", lambda request, service: error_response(code, [Mistake(detail)]))


def rate_limited(retry_after: str | int | None = 1) -> Fault:
    """429, with a `Retry-After` in seconds or as a date, or without."""
    headers = {} if retry_after is None else {"retry-after": str(retry_after)}
    return Fault("rate limited", lambda request, service: error_response(429, [Mistake("too many requests")], headers))


def html(code: int = 502) -> Fault:
    """A page of a proxy, instead of carrying the request out."""
    page = f"<html><head><title>{code}</title></head><body><center><h1>{code}</h1></center></body></html>".encode()
    return Fault(f"html {code}", lambda request, service: Response(code, {"content-type": "text/html"}, page))


def content_type(value: str = "text/plain") -> Fault:
    """The right body under a wrong content type."""

    def effect(request: Request, service: Service) -> Response:
        response = service.handle(request)
        return replace(response, headers={**response.headers, "content-type": value})

    return Fault("content type", effect)


def token_refused(error: str = "invalid_client", code: int = 401) -> Fault:
    """The token endpoint refuses (RFC 6749 §5.2); meant for its path."""
    document = {"error": error, "error_description": "this was asked for"}
    return Fault("token refused", lambda request, service: json_response(code, document, JSON))


def token_expired() -> Fault:
    """All access tokens that are out expire just before the request."""

    def effect(request: Request, service: Service) -> Response:
        service.tokens.expire()
        return service.handle(request)

    return Fault("token expired", effect)


def shifted(count: int = 1) -> Fault:
    """Just before a page is read, copies of the list's first resource are put in front: everything moves back."""

    def effect(request: Request, service: Service) -> Response:
        match = service.store.router.match(request.method, request.path)
        if isinstance(match, Match) and match.operation.result.kind is ResultKind.MANY:
            type_ = match.operation.result.types[0]
            first = next(iter(service.store.all(type_)), None)
            for _ in range(count if first else 0):
                service.store.create(type_, first.attributes if first else {}, first.relationships if first else {}, first=True)
        return service.handle(request)

    return Fault("shifted", effect)


def extra(**fields: Any) -> Fault:
    """Each resource has attributes that no document tells of."""
    return _resources("extra", lambda attributes: {**attributes, **fields})


def missing(*names: str) -> Fault:
    """Each resource lacks these attributes."""
    return _resources("missing", lambda attributes: {name: value for name, value in attributes.items() if name not in names})


def wrong(**fields: Any) -> Fault:
    """Attributes hold these values in each resource that has them, whatever their type."""
    return _resources("wrong", lambda attributes: {name: fields.get(name, value) for name, value in attributes.items()})


def top_level(**members: Any) -> Fault:
    """Members of the document are replaced, or left out where they are None: `meta`, `links`, …"""

    def change(body: bytes) -> bytes:
        document = {**(as_object(json.loads(body)) or {}), **members}
        return encoded({name: value for name, value in document.items() if value is not None})

    return _body("top level", change)


def _body(name: str, change: Callable[[bytes], bytes]) -> Fault:
    def effect(request: Request, service: Service) -> Response:
        response = service.handle(request)
        return replace(response, body=change(response.body))

    return Fault(name, effect)


def _resources(name: str, change: Callable[[JsonObject], JsonObject]) -> Fault:
    def changed(body: bytes) -> bytes:
        document: JsonObject = json.loads(body)
        for resource in (*_listed(document.get("data")), *_listed(document.get("included"))):
            resource["attributes"] = change(resource.get("attributes") or {})
        return encoded(document)

    return _body(name, changed)


def _listed(data: object) -> list[Any]:
    return as_list(data) or ([data] if isinstance(data, dict) else [])
