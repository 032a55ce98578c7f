"""Lists that never end, turn in circles or lie about themselves are bounded."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from kajabi import ArgumentError, AsyncKajabi, DecodeError, KajabiError

from attacks.outcomes import outcome
from runtime.calls import Call, items, pages
from runtime.server import Reply, Request, Server, contact

PATH = "/v1/contacts"
TOKEN_ONLY = {"access_token": "t", "client_id": None, "client_secret": None}
MORE = {"links": {"next": "https://evil.example/"}, "meta": {"total_pages": 10**15, "total_count": 10**15}}


def walk(call: Call, **options: Any) -> Any:
    return call(lambda kajabi: outcome(lambda: items(kajabi.contacts.list(page_size=2, **options))), **TOKEN_ONLY)


def number_of(request: Request) -> int:
    return int(request.query.get("page[number]", ["1"])[0])


def test_endless_pages(server: Server, call: Call, monkeypatch: pytest.MonkeyPatch):
    """Always another page with other items: the walk ends with an error at a fixed number of pages."""
    monkeypatch.setattr("kajabi._paging.MAX_PAGES", 25)
    counter = itertools.count()
    server.on("GET", PATH, lambda request: Reply(json={"data": [contact(next(counter)), contact(next(counter))], **MORE}))
    error = walk(call)
    assert isinstance(error, KajabiError)
    assert "more than 25 pages" in str(error)
    assert len(server.asked(PATH)) == 26


@pytest.mark.parametrize("cycle", [[[1, 2]], [[1, 2], [3, 4]], [[1, 2], [2, 1]], [[1], [2], [3], [1]]], ids=str)
def test_cycles_and_repetitions(server: Server, call: Call, cycle: list[list[int]]):
    """A page that was there before ends the walk, each item comes once from it."""
    turn = itertools.cycle(cycle)
    server.on("GET", PATH, lambda request: Reply(json={"data": [contact(number) for number in next(turn)], **MORE}))
    found = walk(call)
    assert len(server.asked(PATH)) <= len(cycle) + 1
    assert set(map(int, (each.id for each in found))) == {number for page in cycle for number in page}


def test_the_same_page_without_ids(server: Server, call: Call):
    """Items that cannot be told apart by their ids are told apart by the whole reply."""
    server.on("GET", PATH, Reply(json={"data": [{"type": "contacts", "attributes": {"name": "x"}}], **MORE}))
    assert len(walk(call)) == 1
    assert len(server.asked(PATH)) == 2


@pytest.mark.parametrize("data", [[], None], ids=["empty", "null"])
def test_empty_pages_without_end(server: Server, call: Call, data: object):
    """A page without items is the last one, whatever it says about further ones."""
    server.on("GET", PATH, Reply(json={"data": data, **MORE}))
    assert walk(call) == []
    assert len(server.asked(PATH)) == 1


LIES: list[dict[str, Any]] = [
    {"meta": {"total_pages": -1, "total_count": -1, "current_page": -1}},
    {"meta": {"total_pages": 10**30, "total_count": 10**30}},
    {"meta": {"total_pages": "9" * 400, "total_count": "NaN"}},
    {"meta": {"total_pages": 1e308, "total_count": 0.5}},
    {"meta": {"total_pages": True, "total_count": [], "current_page": {}}},
    {"meta": {"pagination": {"next": -1, "last": 10**18, "current": "x"}}},
    {"meta": {"pagination": []}, "links": []},
    {"meta": [1], "links": "x"},
    {"meta": None, "links": {"next": {"href": {"href": "x"}}}},
    {"links": {"next": "http://[::1", "self": 7}},
    {"links": {"next": 7, "last": None}},
    {"links": {"next": "x" * 100_000}},
]


@pytest.mark.parametrize("number", range(len(LIES)))
def test_lies(server: Server, call: Call, number: int):
    """Nonsense in `meta` and `links`: no item is lost, and the walk ends."""

    def answer(request: Request) -> Reply:
        start = (number_of(request) - 1) * 2 + 1
        return Reply(json={"data": [contact(i) for i in range(start, min(start + 2, 6))], **LIES[number]})

    server.on("GET", PATH, answer)
    found = walk(call)
    assert [each.id for each in found] in (["1", "2", "3", "4", "5"], ["1", "2"])
    assert len(server.asked(PATH)) <= 4
    page = call(lambda kajabi: outcome(lambda: pages(kajabi.contacts.list(page_size=2))), **TOKEN_ONLY)[0]
    assert repr(page).startswith("<")
    assert page.total_pages is None or page.total_pages >= 0


def test_side_by_side_pages_that_do_not_exist(server: Server):
    """A total of a million billion pages starts no million billion tasks: the walk ends behind the last page that is there."""
    most = 0

    def answer(request: Request) -> Reply:
        start = (number_of(request) - 1) * 2 + 1
        return Reply(json={"data": [contact(i) for i in range(start, min(start + 2, 8))], **MORE})

    async def run() -> int:
        nonlocal most
        import asyncio

        async with AsyncKajabi(access_token="t", base_url=server.url) as kajabi:
            count = 0
            async for _ in kajabi.contacts.list(page_size=2, concurrency=5):
                most = max(most, len(asyncio.all_tasks()))
                count += 1
            return count

    import asyncio

    server.on("GET", PATH, answer)
    assert asyncio.run(run()) == 7
    assert most <= 12
    assert len(server.asked(PATH)) <= 10


BROKEN: dict[str, Callable[[], Reply]] = {
    "cut off": lambda: Reply(body=json.dumps({"data": [contact(9)]}).encode()[:-5]),
    "one resource": lambda: Reply(json={"data": contact(9)}),
    "a page": lambda: Reply(body=b"<html>"),
    "wrong items": lambda: Reply(json={"data": [1]}),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_later_page_that_is_broken(server: Server, call: Call, what: str):
    """It is an error, never a list that seems complete."""
    server.on("GET", PATH, Reply(json={"data": [contact(1), contact(2)], **MORE}), BROKEN[what]())
    error = walk(call)
    assert isinstance(error, DecodeError)
    assert (error.status, error.request_id) == (200, "req-1")


@pytest.mark.parametrize("limit", [-1, 1.5, math.nan, "5", b"5", [5]], ids=repr)
def test_limits_that_are_none(server: Server, call: Call, limit: Any):
    """What is no number of items asks for nothing that can be given."""
    server.on("GET", PATH, Reply(json={"data": [contact(1)]}))
    assert isinstance(walk(call, limit=limit), ArgumentError)
