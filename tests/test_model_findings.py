"""What the model leaves out of a document is said, at its place and as it is."""

from __future__ import annotations

from typing import Any

import pytest

from kajabi_gen.diff.prepare import prepare
from kajabi_gen.model.build import build
from kajabi_gen.spec.node import Mark, node_from


def said(**members: Any) -> list[tuple[str, str, str]]:
    """(code, message, action) of each Finding about a document with these members and a token endpoint."""
    form = {"type": "object", "properties": {"grant_type": {"type": "string"}}}
    token = {
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {"204": {"description": "OK"}},
    }
    document = {
        "openapi": "3.1.1",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://things.example/v1"}],
        "paths": {"/token": {"post": token}},
        **members,
    }
    made = prepare(node_from(document, Mark("things.yaml", 1, 1)))
    return [(finding.code, finding.message, finding.action) for finding in build(made.document, made.facts)[1]]


def schemes(**named: Any) -> dict[str, Any]:
    return {"components": {"securitySchemes": named}}


def oauth(url: str) -> dict[str, Any]:
    return {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": url, "scopes": {}}}}


@pytest.mark.parametrize("url", ["https://things.example/v1/token", "token"])
def test_tokens_are_fetched_where_the_document_says(url: str) -> None:
    """Relative addresses count from the server's (OpenAPI 3.1.1 §4.7)."""
    assert said(**schemes(o=oauth(url))) == []


def test_tokens_from_elsewhere() -> None:
    elsewhere = "https://auth.example/token"
    message = f"the security scheme 'o' fetches tokens from {elsewhere}"
    assert said(**schemes(o=oauth(elsewhere))) == [("token-url", message, "the SDK fetches them from https://things.example/v1/token")]
    ((code, _, action),) = said(paths={"/x": {"delete": {"responses": {"204": {"description": "OK"}}}}}, **schemes(o=oauth(elsewhere)))
    assert (code, action) == ("token-url", "the SDK fetches none: give it an access_token")


def test_what_is_sent_in_place_of_another_key() -> None:
    """The one that the SDK knows: a bearer token, or the first API key in a header."""
    basic, key = {"type": "http", "scheme": "basic"}, {"type": "apiKey", "in": "header", "name": "X-Key"}
    message = "the security scheme 'b' (http) is not supported"
    assert said(**schemes(b=basic)) == [("security-scheme", message, "calls that need it send a bearer token instead")]
    assert said(**schemes(b=basic, k=key)) == [("security-scheme", message, "calls that need it send the API key in 'x-key' instead")]


def test_webhooks_of_the_document() -> None:
    ((code, message, _),) = said(webhooks={"made": {"post": {"responses": {"200": {"description": "OK"}}}}})
    assert (code, message) == ("webhooks", "the document describes webhooks under `webhooks`: 1")
