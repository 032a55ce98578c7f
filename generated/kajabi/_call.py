"""A request made ready: everything is checked and encoded here, before anything is sent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal, cast
from urllib.parse import urlsplit

from ._errors import ArgumentError
from ._operation import Operation, Pairs, encode_path, loose_query, query_string
from ._types import RequestOptions

_IDEMPOTENT: Final = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_RESERVED: Final = frozenset(
    {"authorization", "content-length", "cookie", "host", "transfer-encoding"}
)
_LONGEST_URL: Final = 60_000
_LONGEST_TIMEOUT: Final = 1e8
_OPTIONS: Final = RequestOptions.__optional_keys__
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
        _refuse_unknown(options)
        return replace(
            self,
            timeout=options.get("timeout", self.timeout),
            max_retries=options.get("max_retries", self.max_retries),
            extra_headers={**self.extra_headers, **_mapping(options, "extra_headers")},
            extra_query={**self.extra_query, **_mapping(options, "extra_query")},
        )

    def call(
        self,
        operation: Operation,
        path: Mapping[str, str | int],
        query: Pairs,
        content: bytes | None,
        options: RequestOptions,
    ) -> Call:
        """Make the request of an operation ready; query and body are encoded already.

        Raises:
            ArgumentError: something cannot be sent as it is.
        """
        merged = self.updated(options)
        target = encode_path(operation.path, path)
        pairs = (*query, *loose_query(merged.extra_query))
        return Call(
            method=operation.method,
            path=target,
            url=_url(self.base_url + target + query_string(pairs)),
            headers=merged._headers(operation, content),
            content=content,
            auth=operation.auth,
            timeout=_seconds(merged.timeout),
            max_retries=_whole(merged.max_retries),
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
            headers["content-type"] = operation.body
        for name, value in self.extra_headers.items():
            headers[_header_name(name)] = header_value(name, value)
        return MappingProxyType(headers)


def _refuse_unknown(options: RequestOptions) -> None:
    """`**options` takes any keyword; a mistyped one must not be lost, as Python itself
    sees to elsewhere.
    """
    for name in options.keys() - _OPTIONS:
        raise TypeError(f"unexpected keyword argument {name!r}; nothing was sent")


def frozen(options: RequestOptions) -> RequestOptions:
    """`options` as they are now, for calls that are made later."""
    _refuse_unknown(options)
    copy: RequestOptions = {**options}
    if "extra_headers" in copy:
        copy["extra_headers"] = dict(_mapping(options, "extra_headers"))
    if "extra_query" in copy:
        query = _mapping(options, "extra_query")
        copy["extra_query"] = {name: _copied(value) for name, value in query.items()}
    return copy


def _mapping(
    options: RequestOptions, name: Literal["extra_headers", "extra_query"]
) -> Mapping[str, Any]:
    """That option, or nothing."""
    value = cast("object", options.get(name, {}))
    if not isinstance(value, Mapping):
        raise ArgumentError(f"{name} must be a mapping, not {type(value).__name__}")
    return cast("Mapping[str, Any]", value)


def _copied(value: object, depth: int = 2) -> object:
    if depth and isinstance(value, Mapping):
        members = cast("Mapping[object, object]", value).items()
        return {key: _copied(member, depth - 1) for key, member in members}
    if isinstance(value, list | set):
        return list(cast("list[object]", value))
    return value


def _url(url: str) -> str:
    if len(url) > _LONGEST_URL:
        raise ArgumentError(
            f"the URL of the request would have {len(url)} characters, more than any server takes"
        )
    return url


def _seconds(timeout: object) -> float:
    if not isinstance(timeout, int | float) or not 0 < timeout < math.inf:
        raise ArgumentError("timeout must be a positive number of seconds")
    return float(min(timeout, _LONGEST_TIMEOUT))  # sockets take no more


def _whole(max_retries: object) -> int:
    if not isinstance(max_retries, int):
        raise ArgumentError("max_retries must be an int")
    return max_retries


def _header_name(name: object) -> str:
    """`name` in lower case, if it is a token (RFC 9110, 5.6.2) that a caller may set."""
    lower = name.lower() if isinstance(name, str) else ""
    if not lower or not _TOKEN_CHARS.issuperset(lower):
        raise ArgumentError(
            "a header name holds characters that no header name may have"
        )
    if lower in _RESERVED:
        raise ArgumentError(f"the header {lower!r} is set by the client itself")
    return lower


def header_value(name: str, value: object) -> str:
    """`value`, if it is visible ASCII and blanks: a line break would start another header
    (RFC 9110, 5.5).
    """
    if not isinstance(value, str):
        raise ArgumentError(f"the value of header {name!r} must be a str")
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
    except (ValueError, TypeError, AttributeError):  # the last two if it is no text
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
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
