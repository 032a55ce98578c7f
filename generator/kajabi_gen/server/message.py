"""Requests and replies as plain values: what the core sees of HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast
from urllib.parse import parse_qsl

JSON_API: Final = "application/vnd.api+json"
JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"

JsonObject = dict[str, Any]
Pairs = tuple[tuple[str, str], ...]


def media_type(value: str) -> str:
    """A media type without its parameters, in lower case."""
    return value.partition(";")[0].strip().lower()


def as_object(value: object) -> JsonObject | None:
    """The value if it is a JSON object."""
    return cast("JsonObject", value) if isinstance(value, dict) else None


def as_list(value: object) -> list[Any] | None:
    """The value if it is a JSON array."""
    return list(cast("Sequence[Any]", value)) if isinstance(value, list) else None


@dataclass(frozen=True, slots=True)
class Request:
    """A request. `target` is as it came; `path` is its first part, still encoded, and `query` the rest, decoded. Header names are in lower
    case. `origin`: scheme and host, for links."""

    method: str
    target: str
    path: str
    query: Pairs = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    origin: str = ""

    @staticmethod
    def of(method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b"", origin: str = "") -> Request:
        """A request to a target such as `/v1/things?sort=name`."""
        path, _, query = target.partition("?")  # urlsplit would take `//host/path` apart
        pairs = tuple(parse_qsl(query, keep_blank_values=True))
        names = {name.lower(): value for name, value in (headers or {}).items()}
        return Request(method.upper(), target, path, pairs, names, body, origin)

    def header(self, name: str) -> str:
        """The value of a header, "" where there is none."""
        return self.headers.get(name.lower(), "")

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a query parameter, in order."""
        return tuple(value for key, value in self.query if key == name)


@dataclass(frozen=True, slots=True)
class Response:
    """A reply, and how it is to be sent: after `delay` seconds, and with the connection reset after `cut` bytes of the body.

    `cut` -1 resets the connection before anything is sent; None sends everything.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    delay: float = 0.0
    cut: int | None = None

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def encoded(document: object) -> bytes:
    """A value as the bytes of a JSON text."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def json_response(status: int, document: object, content_type: str = JSON_API, headers: Mapping[str, str] | None = None) -> Response:
    """A reply with a JSON body."""
    return Response(status, {"content-type": content_type, **(headers or {})}, encoded(document))


def split_list(values: Sequence[str]) -> tuple[str, ...]:
    """The members of a list that is comma-joined, repeated, or both."""
    return tuple(item for value in values for item in value.split(",") if item)
