"""Lists: all pages, one request at a time, whatever the server says about them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from kajabi import AsyncKajabi, Kajabi, KajabiError

from runtime.calls import Call, items, later, pages
from runtime.server import Reply, Request, Server, contact

PATH = "/v1/contacts"
PAYOUTS = "/v1/kajabi_payments_payouts"


def paged(total: int, size: int = 2, **lies: Any):
    """A well-behaved list of `total` contacts, but for `lies` that replace `meta` or `links`."""

    def answer(request: Request) -> Reply:
        number = int(request.query.get("page[number]", ["1"])[0])
        last = -(-total // size)
        ids = range((number - 1) * size + 1, min(number * size, total) + 1)
        document = {
            "data": [contact(i, name=f"Contact {i}") for i in ids],
            "meta": {"total_pages": last, "total_count": total, "current_page": number},
            "links": {"next": f"https://app.kajabi.com/api/v1/contacts?page[number]={number + 1}" if number < last else None},
        }
        return Reply(json={name: value for name, value in {**document, **lies}.items() if value is not None})

    return answer


def ids(found: list[Any]) -> list[int]:
    return [int(item.id) for item in found]


def test_a_walk_goes_over_all_pages_lazily(server: Server, call: Call):
    server.on("GET", PATH, paged(5))
    assert ids(call(lambda kajabi: items(kajabi.contacts.list(page_size=2)))) == [1, 2, 3, 4, 5]
    assert [request.query.get("page[number]") for request in server.asked(PATH)] == [None, ["2"], ["3"]]


def test_a_page_tells_where_it_stands(server: Server, call: Call):
    server.on("GET", PATH, paged(5))
    page = call(lambda kajabi: later(kajabi.contacts.list(page_number=2), lambda page: page))
    assert ids(page.items) == [3, 4]
    assert (page.number, page.total_pages, page.total_count, page.has_next) == (2, 3, 5, True)
    assert repr(page).endswith("Page 2 of 3: 2 items>")


def test_next_and_pages(server: Server, call: Call):
    server.on("GET", PATH, paged(5))
    assert [ids(page.items) for page in call(lambda kajabi: pages(kajabi.contacts.list()))] == [[1, 2], [3, 4], [5]]


def test_after_the_last_page_there_is_none(server: Server):
    server.on("GET", PATH, paged(2))
    with Kajabi(access_token="t", base_url=server.url) as kajabi:
        page = kajabi.contacts.list()
        assert not page.has_next
        with pytest.raises(KajabiError, match="last page"):
            page.next()


@pytest.mark.parametrize(("limit", "requests"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (99, 3)])
def test_limit_stops_without_a_page_too_many(server: Server, call: Call, limit: int, requests: int):
    server.on("GET", PATH, paged(5))
    assert ids(call(lambda kajabi: items(kajabi.contacts.list(limit=limit)))) == [1, 2, 3, 4, 5][:limit]
    assert len(server.asked(PATH)) == requests


@pytest.mark.parametrize(
    "lies",
    [
        {"meta": None},
        {"links": None},
        {"meta": None, "links": None},
        {"meta": {"total": 5}, "links": None},
        {"meta": {"total": "5"}, "links": None},
        {"meta": {"total_pages": 1, "total_count": 1}},
        {"meta": {"total_pages": 99, "total_count": 999}, "links": {"next": None}},
        {"meta": {"total_pages": -1, "total_count": "many"}, "links": None},
        {"meta": [], "links": "none"},
        {"meta": {"page": {"currentPage": 1, "lastPage": 3}}, "links": None},
    ],
)
def test_missing_and_wrong_meta_and_links_lose_nothing(server: Server, call: Call, lies: dict[str, Any]):
    server.on("GET", PATH, paged(5, **lies))
    assert ids(call(lambda kajabi: items(kajabi.contacts.list(page_size=2)))) == [1, 2, 3, 4, 5]
    assert len(server.asked(PATH)) <= 4


def test_links_without_a_next_one_mean_the_last_page(server: Server, call: Call):
    server.on("GET", PATH, paged(2, meta=None, links={"self": "x", "current": "x"}))
    assert ids(call(lambda kajabi: items(kajabi.contacts.list(page_size=2)))) == [1, 2]
    assert len(server.asked(PATH)) == 1


@pytest.mark.parametrize("cycle", [[1], [1, 2], [1, 2, 3]])
def test_repeated_pages_end_the_walk(server: Server, call: Call, cycle: list[int]):
    def answer(request: Request) -> Reply:
        number = int(request.query.get("page[number]", ["1"])[0])
        return Reply(json={"data": [contact(cycle[(number - 1) % len(cycle)])], "links": {"next": "https://evil.example/"}})

    server.on("GET", PATH, answer)
    assert ids(call(lambda kajabi: items(kajabi.contacts.list()))) == cycle
    assert len(server.asked(PATH)) == len(cycle) + 1


def test_an_item_that_slides_to_the_next_page_comes_once(server: Server, call: Call):
    first, second = [contact(1), contact(2)], [contact(2), contact(3)]
    links = {"next": "x"}
    server.on(
        "GET", PATH, Reply(json={"data": first, "links": links}), Reply(json={"data": second, "links": links}), Reply(json={"data": []})
    )
    assert ids(call(lambda kajabi: items(kajabi.contacts.list()))) == [1, 2, 3]


def test_items_without_id_are_never_taken_for_one_another(server: Server, call: Call):
    """Nothing tells them apart, so all of them come."""
    nameless = [{"type": "contacts", "attributes": {"name": name}} for name in ("Jo", "Jo", "Al")]
    answers = [Reply(json={"data": data, "links": {"next": "x"}}) for data in (nameless[:2], nameless[1:], [])]
    server.on("GET", PATH, *answers)
    assert [item.name for item in call(lambda kajabi: items(kajabi.contacts.list()))] == ["Jo", "Jo", "Jo", "Al"]


def test_the_paging_of_payouts(server: Server, call: Call):
    def answer(request: Request) -> Reply:
        number = int(request.query.get("page[number]", ["1"])[0])
        data = [{"type": "kajabi_payments_payouts", "id": f"payout_{number}", "attributes": {"status": "Paid"}}]
        pagination = {"current": number, "first": 1, "next": number + 1 if number < 3 else None, "last": 3, "records": 1}
        return Reply(json={"data": data, "meta": {"total": 3, "pagination": pagination}})

    server.on("GET", PAYOUTS, answer)
    found = call(lambda kajabi: pages(kajabi.kajabi_payments_payouts.list(filter={"site_id": "1"})))
    assert [page.items[0].id for page in found] == ["payout_1", "payout_2", "payout_3"]
    assert [(page.total_count, page.total_pages, page.has_next) for page in found] == [(3, 3, True), (3, 3, True), (3, 3, False)]


def test_side_by_side_pages_come_in_order_and_not_too_many_at_once(server: Server):
    running, most = 0, 0
    well_behaved = paged(20)

    def answer(request: Request) -> Reply:
        reply = well_behaved(request)
        number = int(request.query.get("page[number]", ["1"])[0])
        return Reply(json=reply.json, delay=0.03 if number % 2 else 0.0)

    async def walk() -> list[int]:
        nonlocal running, most
        async with AsyncKajabi(access_token="t", base_url=server.url) as kajabi:
            fetch = kajabi._engine._driver.transport.send

            async def counted(*args: Any) -> Any:
                nonlocal running, most
                running += 1
                most = max(most, running)
                try:
                    return await fetch(*args)
                finally:
                    running -= 1

            kajabi._engine._driver.transport.send = counted
            return [int(item.id) async for item in kajabi.contacts.list(concurrency=3)]

    server.on("GET", PATH, answer)
    assert asyncio.run(walk()) == list(range(1, 21))
    assert most == 3
    assert len(server.asked(PATH)) == 10


@pytest.mark.parametrize("concurrency", [1, 4])
def test_leaving_an_async_walk_leaves_no_task(server: Server, concurrency: int):
    server.on("GET", PATH, paged(100))

    async def walk() -> tuple[list[str], int]:
        async with AsyncKajabi(access_token="t", base_url=server.url) as kajabi:
            found = []
            async for item in kajabi.contacts.list(concurrency=concurrency):
                found.append(item.id)
                if len(found) == 3:
                    break
            for _ in range(200):
                if len(asyncio.all_tasks()) > 1:
                    await asyncio.sleep(0.01)
            return found, len(asyncio.all_tasks())

    assert asyncio.run(walk()) == (["1", "2", "3"], 1)
    assert len(server.asked(PATH)) <= 1 + concurrency + 2


def test_side_by_side_pages_stop_at_the_limit(server: Server):
    server.on("GET", PATH, paged(100))

    async def walk() -> list[Any]:
        async with AsyncKajabi(access_token="t", base_url=server.url) as kajabi:
            return [item async for item in kajabi.contacts.list(concurrency=5, limit=5)]

    assert ids(asyncio.run(walk())) == [1, 2, 3, 4, 5]
    assert len(server.asked(PATH)) == 3
