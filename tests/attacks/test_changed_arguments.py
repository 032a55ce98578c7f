"""Arguments that change after the call, or that several calls share: a request holds what was passed to it."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from kajabi import AsyncKajabi, Kajabi

from attacks.test_caller_values import MANY, TOKEN_ONLY
from runtime.calls import Call, items
from runtime.server import Reply, Request, Server, contact


@pytest.fixture
def mutable(server: Server) -> dict[str, Any]:
    """Arguments that change as soon as the server has seen the first attempt, which fails."""
    given: dict[str, Any] = {
        "extra": {"x": {"y": ["before"]}},
        "query": {"a": ["before"], "s": {"before"}},
        "headers": {"x-a": "before"},
        "filter": {"search": "before"},
    }

    def change(request: Request) -> Reply:
        given["extra"]["x"]["y"][0] = given["query"]["a"][0] = given["headers"]["x-a"] = given["filter"]["search"] = "after"
        given["extra"]["x"]["z"] = given["headers"]["x-z"] = given["query"]["z"] = "after"
        given["query"]["s"].add("after")
        return Reply(429)

    server.on("POST", MANY, change, Reply(201, json={"data": contact(1)}))
    server.on("GET", MANY, change, Reply(json={"data": [contact(1)], "links": {"next": "x"}}), Reply(json={"data": []}))
    return given


def test_arguments_changed_while_a_repetition_waits(server: Server, call: Call, mutable: dict[str, Any]):
    """Body, query and headers are those of the call."""
    call(lambda k: k.contacts.create(extra=mutable["extra"], extra_query=mutable["query"], extra_headers=mutable["headers"]), **TOKEN_ONLY)
    first, second = server.requests
    assert (first.target, first.body) == (second.target, second.body)
    assert (second.headers["x-a"], second.headers.get("x-z")) == ("before", None)
    assert b"after" not in second.body


def test_arguments_changed_while_a_list_is_walked(server: Server, call: Call, mutable: dict[str, Any]):
    """Later pages are asked for like the first one."""
    call(
        lambda k: items(k.contacts.list(filter=mutable["filter"], extra_query=mutable["query"], extra_headers=mutable["headers"])),
        **TOKEN_ONLY,
    )
    assert len(server.requests) == 3
    for request in server.requests:
        assert (request.query["filter[search]"], request.query["a"], request.headers["x-a"]) == (["before"], ["before"], "before")
        assert request.query["s"] == ["before"]
        assert "z" not in request.query
        assert "x-z" not in request.headers


def test_defaults_changed_later(server: Server):
    """`with_options` copies what it is given."""
    headers, query = {"x-a": "before"}, {"a": ["before"]}
    server.on("GET", "/v1/me", Reply(json={}))
    with Kajabi(access_token="t", base_url=server.url) as kajabi:
        client = kajabi.with_options(extra_headers=headers, extra_query=query)
        headers["x-a"] = query["a"][0] = "after"
        client.request("GET", "/v1/me")
    assert (server.last.headers["x-a"], server.last.query) == ("before", {"a": ["before"]})


def test_arguments_used_by_many_at_once(server: Server):
    """Threads and tasks may share the values they pass; nobody's request holds what another one passed."""
    server.on("POST", MANY, lambda request: Reply(201, json={"data": contact(request.json["data"]["attributes"]["name"])}))
    shared = {"x-a": "1"}
    found: list[str] = []
    with Kajabi(access_token="t", base_url=server.url) as kajabi:
        make = lambda n: found.append(kajabi.contacts.create(name=str(n), extra_headers=shared).id == str(n))  # noqa: E731
        threads = [threading.Thread(target=make, args=(n,)) for n in range(30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    async def run() -> list[bool]:
        async with AsyncKajabi(access_token="t", base_url=server.url) as client:
            made = await asyncio.gather(*[client.contacts.create(name=str(n), extra_headers=shared) for n in range(30)])
            return [each.id == str(n) for n, each in enumerate(made)]

    assert found == asyncio.run(run()) == [True] * 30
    assert shared == {"x-a": "1"}
