"""Addresses in one spelling, so that those that lead to the same place compare as the same."""

from __future__ import annotations

from typing import Final

from kajabi_gen.diff.prepare import elements
from kajabi_gen.spec.node import Node

_PORTS: Final = {"http": ":80", "https": ":443"}


def normal(url: str) -> str:
    """A URL with scheme and host in small letters, without the port that the scheme implies and without a slash at the end
    (RFC 3986, 6.2.2.1 and 6.2.3)."""
    scheme, separator, rest = url.rstrip("/").partition("://")
    if not separator:
        return scheme or "/"
    authority, slash, path = rest.partition("/")
    scheme = scheme.lower()
    return f"{scheme}://{authority.lower().removesuffix(_PORTS.get(scheme, ''))}{slash}{path}"


def origin(document: Node) -> str:
    """What stands before an address that begins with a slash (OpenAPI 3.1.1, 4.6); "" where several servers or variables leave it open."""
    servers = elements(document.get("servers"))
    scheme, separator, rest = normal(servers[0].string("url") or "" if len(servers) == 1 else "").partition("://")
    found = f"{scheme}{separator}{rest.partition('/')[0]}"
    return found if separator and "{" not in found else ""


def same_address(one: str, other: str, origins: tuple[str, str]) -> bool:
    """Whether two addresses of two documents are the same, as they are written or as they are meant."""
    return normal(one) == normal(other) or _absolute(one, origins[0]) == _absolute(other, origins[1])


def _absolute(url: str, origin: str) -> str:
    return normal(origin + url if url.startswith("/") and not url.startswith("//") else url)
