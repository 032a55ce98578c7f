"""The raw reply, as the client keeps it: status, headers, body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, cast

from ._errors import DecodeError
from ._types import JSON

_REQUEST_ID: Final = ("x-request-id", "request-id", "x-amzn-requestid", "cf-ray")
_MANY: Final = 1_000_000
_SHOWN: Final = frozenset(
    {
        *_REQUEST_ID,
        "content-length",
        "content-type",
        "date",
        "location",
        "retry-after",
        "server",
    }
    | {f"x-ratelimit-{name}" for name in ("limit", "remaining", "reset")}
    | {f"ratelimit-{name}" for name in ("limit", "remaining", "reset")}
)


class Headers(Mapping[str, str]):
    """Response headers; names are looked up without regard to case (RFC 9110, 5.1)."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[tuple[str, str]]) -> None:
        merged: dict[str, str] = {}
        for name, value in items:
            key = name.lower()
            if (
                key != "set-cookie"
            ):  # no cookies are kept, and they could hold a session
                merged[key] = f"{merged[key]}, {value}" if key in merged else value
        self._items = merged

    def __getitem__(self, name: str) -> str:
        return self._items[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<Headers {', '.join(self._items)}>"

    def shown(self) -> dict[str, str]:
        """Those that an error may carry: an allow-list, values without control
        characters, cut to 200 characters.
        """
        return {
            name: printable(value, 200)
            for name, value in self._items.items()
            if name in _SHOWN
        }


class RawResponse:
    """A reply as it came: `status_code`, `headers`, `content` (bytes), `text`, `json()`."""

    __slots__ = ("content", "headers", "method", "path", "status_code")

    def __init__(
        self, method: str, path: str, status_code: int, headers: Headers, content: bytes
    ) -> None:
        self.method = method
        self.path = path
        self.status_code = status_code
        self.headers = headers
        self.content = content

    @property
    def request_id(self) -> str | None:
        """The id by which the server's operator can find the request, if it sent one."""
        found = next(
            (self.headers[name] for name in _REQUEST_ID if name in self.headers), None
        )
        return None if found is None else printable(found, 200)

    @property
    def text(self) -> str:
        """The body as UTF-8 text; bytes that are none become U+FFFD."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> JSON:
        """The body parsed as JSON.

        Raises:
            DecodeError: it is none.
        """
        import msgspec

        try:
            refuse_bomb(self.content)
            return cast("JSON", msgspec.json.decode(self.content))
        except (ValueError, RecursionError) as error:
            reason = str(error)
        raise decode_error(self, reason)

    def __repr__(self) -> str:
        return f"<RawResponse {self.status_code} {self.method} {self.path} {len(self.content)} bytes>"

    def __reduce__(self) -> tuple[type[RawResponse], tuple[object, ...]]:
        return RawResponse, (
            self.method,
            self.path,
            self.status_code,
            self.headers,
            self.content,
        )


def replaced(raw: RawResponse, headers: Headers, content: bytes) -> RawResponse:
    """`raw` with other headers and another body."""
    return RawResponse(raw.method, raw.path, raw.status_code, headers, content)


def refuse_bomb(content: bytes) -> None:
    """Raise ValueError for JSON of more than a million objects and arrays: empty ones take
    thirty times as much memory as they take in JSON.
    """
    if len(content) > _MANY and content.count(b"{") + content.count(b"[") > _MANY:
        raise ValueError(f"it holds over {_MANY} objects and arrays")


def decode_error(raw: RawResponse, reason: str) -> DecodeError:
    """The error for a body that cannot be used; says what came instead, without quoting
    it.
    """
    kind = raw.headers.get("content-type", "no content type")
    return DecodeError(
        f"the reply (status {raw.status_code}, {len(raw.content)} bytes, {printable(kind, 80)}) "
        f"cannot be used: {printable(reason, 200)}",
        method=raw.method,
        path=raw.path,
        status=raw.status_code,
        request_id=raw.request_id,
        headers=raw.headers.shown(),
    )


def printable(text: str, limit: int) -> str:
    """`text` on one line, without control or formatting characters, cut to `limit`."""
    clean = "".join(char if char.isprintable() else " " for char in text[: limit + 1])
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
