"""A redirect carries neither credentials nor a body anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from kajabi import APIStatusError

from attacks.outcomes import documented, outcome
from runtime.calls import Call, items
from runtime.server import TOKEN, Reply, Server

ME = "/v1/me"
STATUSES = [300, 301, 302, 303, 304, 305, 306, 307, 308]


def post(kajabi: Any, **options: Any) -> Any:
    return kajabi.request("POST", ME, json={"x": "canary-body"}, **options)


@pytest.mark.parametrize("status", STATUSES)
def test_to_another_host(server: Server, elsewhere: Server, call: Call, status: int):
    """Whatever status and scheme: the other host hears nothing, and the error names the status and the request."""
    there = elsewhere.url.removeprefix("http://")
    places = [f"http://{there}/v1/me", f"https://{there}", f"//{there}", f"http://user:pw@{there}", f"ws://{there}", "ftp://x", "%%%"]
    server.on("POST", ME, *[Reply(status, headers={"Location": place}) for place in places])
    for error in call(lambda kajabi: [outcome(lambda: post(kajabi)) for _ in places]):
        assert isinstance(error, APIStatusError)
        assert (error.status, error.request_id) == (status, "req-1")
    assert len(server.requests) == 1 + len(places)
    assert elsewhere.requests == []


def test_by_any_method(server: Server, elsewhere: Server, call: Call):
    """Reading is redirected as little as writing."""
    methods = ["GET", "PUT", "PATCH", "DELETE"]
    for method in methods:
        server.on(method, ME, Reply(302, headers={"Location": elsewhere.url}))
    found = call(lambda kajabi: [outcome(lambda m=method: kajabi.request(m, ME)) for method in methods])
    assert [error.status for error in found] == [302] * 4
    assert elsewhere.requests == []


def test_of_the_token_endpoint(server: Server, elsewhere: Server, call: Call):
    """The client secret goes to the configured token endpoint only."""
    server.on("POST", TOKEN, *[Reply(status, headers={"Location": elsewhere.url + TOKEN}) for status in STATUSES])
    found = call(lambda kajabi: [outcome(lambda: post(kajabi)) for _ in STATUSES])
    assert [error.status for error in found] == STATUSES
    assert {request.path for request in server.requests} == {TOKEN}
    assert elsewhere.requests == []


def test_of_the_revocation(server: Server, elsewhere: Server, call: Call):
    """Nor does a token that is to be revoked travel."""
    server.on("POST", "/v1/oauth/revoke", Reply(308, headers={"Location": elsewhere.url}))
    with pytest.raises(APIStatusError):
        call(lambda kajabi: kajabi.revoke(), access_token="canary-token", client_id=None, client_secret=None)
    assert elsewhere.requests == []


def test_loops_and_places_that_are_none(server: Server, call: Call):
    """A redirect to itself, or to nowhere, is one error after one request."""
    places = [ME, "/v1/other", "", "?again", "#x", "http://[", "\xff", "http://" + "a" * 70_000]
    server.on("POST", ME, *[Reply(302, headers={"Location": place}) for place in places])
    for error in call(lambda kajabi: [outcome(lambda: post(kajabi)) for _ in places]):
        assert isinstance(error, APIStatusError)
        assert "redirects are not followed" in str(error)
        assert documented(error)
    assert len(server.asked(ME)) == len(places)


def test_links_of_pages_are_not_followed(server: Server, elsewhere: Server, call: Call):
    """`links.next` names another host: the next page is still asked of this one."""
    links = {"next": f"{elsewhere.url}/v1/contacts?page[number]=2", "self": elsewhere.url}
    first = {"data": [{"type": "contacts", "id": "1", "links": {"self": elsewhere.url}}], "links": links}
    server.on("GET", "/v1/contacts", Reply(json=first), Reply(json={"data": []}))
    assert len(call(lambda kajabi: items(kajabi.contacts.list()))) == 1
    assert len(server.asked("/v1/contacts")) == 2
    assert elsewhere.requests == []


def test_a_client_of_the_caller_that_follows_redirects(server: Server, elsewhere: Server):
    """`follow_redirects` and `auth` of a given HTTP client do not matter."""
    import httpx2
    from kajabi import Kajabi

    server.on("POST", ME, Reply(307, headers={"Location": elsewhere.url}))
    http = httpx2.Client(follow_redirects=True, auth=("user", "canary-password"))
    with http, Kajabi(access_token="t", base_url=server.url, http_client=http) as kajabi, pytest.raises(APIStatusError):
        post(kajabi)
    assert server.last.headers["authorization"] == "Bearer t"
    assert elsewhere.requests == []
