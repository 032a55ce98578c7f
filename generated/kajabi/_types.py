"""Names that appear in signatures all over the package: `OMIT`, `JSON`, filter values and
per-request options.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol, TypeAlias, TypedDict, final

JSON: TypeAlias = (
    "str | int | float | bool | None | Sequence[JSON] | Mapping[str, JSON]"
)
"""Any value that JSON (RFC 8259) can express, as Python sees it."""

FilterValue: TypeAlias = str | int | float | Decimal | date
"""One value of a filter; `datetime` is a `date` and goes out as UTC, ISO 8601."""


@final
class Omit:
    """The type of `OMIT`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "OMIT"

    def __reduce__(self) -> str:
        return "OMIT"


OMIT: Final = Omit()
"""Stands for "leave this out of the request"; `None` is different: it is sent as `null`.
"""


class HTTPClient(Protocol):
    """What is needed of an `httpx2.Client`. Type checkers take longer to read that library
    than all of this package, so it is not named where everybody passes.
    """

    def send(self, request: Any, *, stream: bool = ...) -> Any: ...
    def close(self) -> None: ...


class AsyncHTTPClient(Protocol):
    """What is needed of an `httpx2.AsyncClient`."""

    def send(self, request: Any, *, stream: bool = ...) -> Coroutine[Any, Any, Any]: ...
    def aclose(self) -> Coroutine[Any, Any, None]: ...


class RequestOptions(TypedDict, total=False):
    """Options of one call; they win over those of the client and of `with_options`."""

    timeout: float
    """Seconds that one attempt may take, from connecting to the last byte of the reply.
    """
    max_retries: int
    """How often a failed attempt is repeated, at most."""
    extra_headers: Mapping[str, str]
    """Headers to add or to replace."""
    extra_query: Mapping[str, object]
    """Query parameters to add, under the names of the wire."""
    retry_writes: bool
    """Repeat POST and PATCH too when it is unknown whether the server has carried them
    out.
    """


@dataclass(frozen=True, slots=True)
class RequestInfo:
    """What a request hook is told: never a secret, never a query value or a body."""

    method: str
    path: str
    attempt: int
    """1 for the first try, 2 for the first repetition, …"""


@dataclass(frozen=True, slots=True)
class ResponseInfo:
    """What a response hook is told once a reply has arrived."""

    method: str
    path: str
    attempt: int
    status: int
    request_id: str | None
    elapsed: float
    """Seconds from the start of the attempt to the last byte of the reply."""


RequestHook: TypeAlias = Callable[[RequestInfo], object]
"""Called before each attempt; what it returns is ignored (an awaitable is awaited by the
async client).
"""

ResponseHook: TypeAlias = Callable[[ResponseInfo], object]
"""Called after each reply; what it returns is ignored (an awaitable is awaited by the
async client).
"""
