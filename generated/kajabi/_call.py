"""A request made ready: everything is checked and encoded here, before anything is sent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from ._body import encode_body
from ._errors import ArgumentError
from ._operation import Operation, Pairs, encode_path, loose_query, query_string
from ._types import RequestOptions

_IDEMPOTENT: Final = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_RESERVED: Final = frozenset(
    {"authorization", "content-length", "cookie", "host", "transfer-encoding"}
)
_TOKEN_CHARS: Final = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `path` is for messages; the rest goes on the wire. The token is added
    when it is sent.
    """

    method: str
    path: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)
    auth: bool
    timeout: float
    max_retries: int
    repeatable: bool
    """Whether it may be sent again when it is unknown what the server did with the first
    one.
    """
    token_header: str = "authorization"
    """Where the token goes, behind `token_prefix` (RFC 6750, 2.1)."""
    token_prefix: str = "Bearer "


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every call of a client unless the call says otherwise."""

    base_url: str
    user_agent: str
    timeout: float = 60.0
    max_retries: int = 2
    extra_headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    extra_query: Mapping[str, object] = field(
        default_factory=dict[str, object], repr=False
    )
    token_header: str = "authorization"
    token_prefix: str = "Bearer "

    def updated(self, options: RequestOptions) -> Defaults:
        """These with `options`: numbers are replaced, mappings are merged."""
        return replace(
            self,
            timeout=options.get("timeout", self.timeout),
            max_retries=options.get("max_retries", self.max_retries),
            extra_headers={**self.extra_headers, **options.get("extra_headers", {})},
            extra_query={**self.extra_query, **options.get("extra_query", {})},
        )

    def call(
        self,
        operation: Operation,
        path: Mapping[str, str | int],
        query: Pairs,
        body: object,
        options: RequestOptions,
    ) -> Call:
        """Make the request of an operation ready; `query` is encoded already.

        Raises:
            ArgumentError: something cannot be sent as it is.
        """
        merged = self.updated(options)
        content = (
            None
            if body is None
            else encode_body(operation.body or operation.accept, body)
        )
        target = encode_path(operation.path, path)
        return Call(
            method=operation.method,
            path=target,
            url=self.base_url
            + target
            + query_string((*query, *loose_query(merged.extra_query))),
            headers=merged._headers(operation, content),
            content=content,
            auth=operation.auth,
            timeout=_positive("timeout", merged.timeout),
            max_retries=merged.max_retries,
            repeatable=operation.method in _IDEMPOTENT
            or options.get("retry_writes", False),
            token_header=self.token_header,
            token_prefix=self.token_prefix,
        )

    def _headers(
        self, operation: Operation, content: bytes | None
    ) -> Mapping[str, str]:
        headers = {
            "accept": operation.accept,
            "accept-encoding": "gzip, deflate",
            "user-agent": self.user_agent,
        }
        if content is not None:
            headers["content-type"] = operation.body or operation.accept
        for name, value in self.extra_headers.items():
            headers[_header_name(name)] = header_value(name, value)
        return MappingProxyType(headers)


def _positive(name: str, seconds: float) -> float:
    if not (math.isfinite(seconds) and seconds > 0):
        raise ArgumentError(f"{name} must be a positive number of seconds")
    return seconds


def _header_name(name: str) -> str:
    """`name` in lower case, if it is a token (RFC 9110, 5.6.2) that a caller may set."""
    lower = name.lower()
    if not lower or not _TOKEN_CHARS.issuperset(lower):
        raise ArgumentError(
            "a header name holds characters that no header name may have"
        )
    if lower in _RESERVED:
        raise ArgumentError(f"the header {lower!r} is set by the client itself")
    return lower


def header_value(name: str, value: str) -> str:
    """`value`, if it is visible ASCII and blanks: a line break would start another header
    (RFC 9110, 5.5).
    """
    if not value.isascii() or not value.replace("\t", " ").isprintable():
        raise ArgumentError(
            f"the value of header {name!r} holds characters that no header may have"
        )
    return value.strip()


def check_base_url(url: str, *, allow_http: bool = False) -> str:
    """`url` without trailing slash, if credentials may be sent there.

    Raises:
        ArgumentError: it is no absolute http(s) URL, holds user info, a query or a
            fragment, or is plain http to
            another machine without the opt-in.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if (
        parts.scheme not in ("http", "https")
        or not host
        or not url.isprintable()
        or "\\" in url
        or " " in url
    ):
        raise ArgumentError("base_url must be an absolute http(s) URL")
    if "@" in parts.netloc or "?" in url or "#" in url:
        raise ArgumentError("base_url must not hold user info, a query or a fragment")
    if parts.scheme == "http" and not (allow_http or _is_loopback(host)):
        raise ArgumentError(
            "base_url must be https: over http, credentials can be read on the way (opt in with allow_http)"
        )
    return url.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
