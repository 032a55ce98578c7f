"""Tokens: got, needed, expired, refreshed, revoked (RFC 6749, RFC 7009)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from conformance import Http, modelled, serve
from kajabi_gen.server import seed

TOKEN = "/v1/oauth/token"
CLIENT = {"grant_type": "client_credentials", "client_id": "client-id", "client_secret": "client-secret"}


class Clock:
    """A clock that is set by hand."""

    now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def http(clock: Clock) -> Iterator[Http]:
    with serve(store=seed(modelled().api, clock=clock)) as server, Http(server.url, token="") as http:
        yield http


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Basic YTpi"])
def test_without_a_token_there_is_nothing(http: Http, header: str):
    """401 with a challenge; only what the document leaves open is open."""
    reply = http("GET", "/v1/me", authorization=header)
    assert (reply.status, reply.json["errors"][0]["title"]) == (401, "Unauthorized")
    assert reply.headers["www-authenticate"].startswith("Bearer")
    assert http("GET", "/v1/version").status == 200


def test_a_token_lasts_until_it_expires(http: Http, clock: Clock):
    """7,200 seconds; then its refresh token gets another one."""
    grant = http.form(TOKEN, **CLIENT).json
    assert (grant["token_type"], grant["expires_in"]) == ("Bearer", 7200)
    http.token = grant["access_token"]
    clock.now += timedelta(seconds=7199)
    assert http("GET", "/v1/me").status == 200
    clock.now += timedelta(seconds=1)
    assert http("GET", "/v1/me").status == 401
    http.token = http.form(TOKEN, grant_type="refresh_token", refresh_token=grant["refresh_token"]).json["access_token"]
    assert http("GET", "/v1/me").status == 200


def test_a_revoked_token_is_dead(http: Http):
    """It opens nothing any more."""
    http.token = http.form(TOKEN, **CLIENT).json["access_token"]
    assert http.form("/v1/oauth/revoke", token=http.token).status == 200
    assert http("GET", "/v1/me").status == 401


@pytest.mark.parametrize(
    ("members", "status", "error"),
    [
        ({**CLIENT, "client_secret": "wrong"}, 401, "invalid_client"),
        ({"grant_type": "refresh_token", "refresh_token": "wrong"}, 401, "invalid_grant"),
        ({"grant_type": "magic"}, 400, "unsupported_grant_type"),
        ({"scope": "all"}, 400, "invalid_request"),
    ],
)
def test_a_refusal_says_why(http: Http, members: dict[str, str], status: int, error: str):
    """RFC 6749 §5.2."""
    reply = http.form(TOKEN, **members)
    assert (reply.status, reply.json["error"]) == (status, error)
