"""Addresses in one spelling, so that those that lead to the same place compare as the same."""

from __future__ import annotations

from typing import Final

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
