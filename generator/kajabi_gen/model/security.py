"""Which of a document's ways to authenticate the SDK knows: it sends one token, a bearer token or the key of a header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from kajabi_gen.model.ir import Api
from kajabi_gen.spec.finding import Finding, warning
from kajabi_gen.spec.node import Node


def token_header(document: Node) -> str:
    """The header of an API key, where the document knows no bearer tokens; "" for `Authorization: Bearer`."""
    schemes = _schemes(document).values()
    if any(_is_bearer(scheme) for scheme in schemes):
        return ""
    keys = (scheme.string("name") for scheme in schemes if scheme.string("type") == "apiKey" and scheme.string("in") == "header")
    return next((key.lower() for key in keys if key), "")


def other_ways(document: Node, api: Api) -> Iterator[Finding]:
    """Say which schemes the SDK does not know, and which addresses of tokens it does not ask."""
    schemes = _schemes(document)
    yield from _other_schemes(schemes, api.token.header)
    yield from _other_tokens(schemes, api)


def _schemes(document: Node) -> Mapping[str, Node]:
    schemes = document.at("components", "securitySchemes")
    return schemes.members if schemes else {}


def _other_schemes(schemes: Mapping[str, Node], header: str) -> Iterator[Finding]:
    for name, scheme in schemes.items():
        kind = scheme.string("type")
        is_known = _is_bearer(scheme) or (kind == "apiKey" and (scheme.string("name") or "").lower() == header)
        if kind in ("apiKey", "mutualTLS", "http") and not is_known:
            message = f"the security scheme {name!r} ({kind}) is not supported"
            sent = f"the API key in {header!r}" if header else "a bearer token"
            yield warning("security-scheme", message, f"calls that need it send {sent} instead", scheme.mark)


def _other_tokens(schemes: Mapping[str, Node], api: Api) -> Iterator[Finding]:
    asked = f"{api.server}{api.token.path}" if api.token.path else ""
    for name, scheme in schemes.items():
        flows = scheme.get("flows")
        urls = {flow.string("tokenUrl"): flow.mark for flow in (flows.members.values() if flows else ())}
        for url, mark in urls.items():
            if url and urljoin(f"{api.server}/", url) != asked:
                action = f"the SDK fetches them from {asked}" if asked else "the SDK fetches none: give it an access_token"
                yield warning("token-url", f"the security scheme {name!r} fetches tokens from {url}", action, mark)


def _is_bearer(scheme: Node) -> bool:
    """Whether a security scheme takes a bearer token (RFC 6750)."""
    kind = scheme.string("type")
    return kind in ("oauth2", "openIdConnect") or (kind == "http" and (scheme.string("scheme") or "").lower() == "bearer")
