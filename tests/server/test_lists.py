"""Lists: pages, filters, sort keys, sparse fieldsets, included resources."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from conformance import Http, modelled, serve
from kajabi_gen.server import Identifier, Store, seed


@pytest.fixture
def people() -> Iterator[Http]:
    """Four contacts of two sites, one made a day, until yesterday; the first is a customer with two orders."""
    store = Store(modelled().api, lambda: datetime(2026, 1, 5, 12, tzinfo=UTC))
    for id_ in "12":
        store.create("sites", {"title": f"Site {id_}"})
        store.create("contact_tags", {"name": f"Tag {id_}"}, {"site": Identifier("sites", id_)})
    customer = store.create("customers", {"name": "Ada"}, {"site": Identifier("sites", "1")}).identifier
    rows = [("Ada", "ada@example.com", "1", "12"), ("bob", "bob@sample.org", "1", "1"), ("Cleo", None, "2", ""), ("Ada", "a@b.c", "2", "")]
    for day, (name, email, site, tags) in enumerate(rows, 1):
        links = {"site": Identifier("sites", site), "tags": tuple(Identifier("contact_tags", id_) for id_ in tags)}
        links["customer"] = customer if day == 1 else None
        made = {"name": name, "email": email, "subscribed": day < 3, "created_at": f"2026-01-0{day}T12:00:00Z"}
        store.create("contacts", made, links)
    for number, fulfilled in enumerate((None, "2026-01-02T00:00:00Z"), 1):
        store.create("orders", {"order_number": number * 100, "fulfilled_at": fulfilled}, {"customer": customer})
    with serve(store=store) as server, Http(server.url) as http:
        yield http


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("contacts?filter[site_id]=1", "12"),
        ("contacts?filter[has_tag_id]=1", "12"),
        ("contacts?filter[has_tag_id]=1&filter[site_id]=2", ""),
        ("contacts?filter[has_all_tag_id]=1,2", "1"),
        ("contacts?filter[has_no_tag_id]=2", "234"),
        ("contacts?filter[search]=ADA", "14"),
        ("contacts?filter[search]=sample.org", "2"),
        ("contacts?filter[name_contains]=o", "23"),
        ("contacts?filter[subscribed]=false", "34"),
        ("contacts?filter[created_in_last]=2", "34"),
        ("contacts?filter[not_created_in_last]=2", "12"),
        ("orders?filter[fulfilled_at_null]=true", "1"),
        ("orders?filter[order_number_eq]=200", "2"),
        ("contacts?sort=name", "1423"),
        ("contacts?sort=-name", "3214"),
        ("contacts?sort=name,-created_at", "4123"),
        ("contacts?sort=-email", "3214"),
        ("contacts?page[size]=3", "123"),
        ("contacts?page[size]=3&page[number]=2", "4"),
        ("contacts?page[number]=9", ""),
    ],
)
def test_a_list_is_filtered_sorted_and_cut(people: Http, query: str, ids: str):
    """By attributes, relationships, words and days; sorted without regard to case, ties in order, null last (first if descending)."""
    assert "".join(people("GET", f"/v1/{query}").ids) == ids


@pytest.mark.parametrize(
    "parameter", ["filter[shoe_size]=43", "filter[subscribed]=perhaps", "sort=shoe_size", "page[size]=none", "page[number]=0", "colour=red"]
)
def test_what_cannot_be_asked_for_is_refused(people: Http, parameter: str):
    """JSON:API 1.1 §6: 400 with the name of the parameter, instead of a list that was not meant."""
    reply = people("GET", f"/v1/contacts?{parameter}")
    assert (reply.status, reply.json["errors"][0]["source"]) == (400, {"parameter": parameter.split("=")[0]})


def test_a_page_says_where_it_stands(people: Http):
    """As the prose of the document tells; the links lead to another host and path, where nobody may follow."""
    reply = people("GET", "/v1/contacts?sort=name&page[size]=2&page[number]=2").json
    assert reply["meta"] == {"total_pages": 2, "total_count": 4, "current_page": 2}
    base = "https://elsewhere.invalid/api/v1/contacts?sort=name&page[size]=2"
    assert (reply["links"]["first"], reply["links"]["next"]) == (f"{base}&page[number]=1", None)


def test_payouts_count_records():
    """Their pages have a `meta` of their own."""
    with serve({"kajabi_payments_payouts": 45}) as server, Http(server.url) as http:
        reply = http("GET", "/v1/kajabi_payments_payouts?filter[site_id]=1&page[number]=3")
        pagination = {"current": 3, "first": 1, "prev": 2, "next": None, "last": 3, "records": 5}
        assert reply.json["meta"] == {"total": 45, "pagination": pagination}
        assert http("GET", "/v1/kajabi_payments_payouts").json["errors"][0]["source"] == {"parameter": "filter[site_id]"}


def test_only_the_fields_that_were_asked_for(people: Http):
    """A sparse fieldset holds for primary and included resources (JSON:API 1.1 §6.3)."""
    contact = people("GET", "/v1/contacts/1?fields[contacts]=email,customer&include=customer&fields[customers]=name").json
    assert contact["data"]["attributes"] == {"email": "ada@example.com"}
    assert list(contact["data"]["relationships"]) == ["customer"]
    assert contact["included"] == [{"type": "customers", "id": "1", "attributes": {"name": "Ada"}}]


def test_what_is_included_comes_once():
    """Each resource is in a document once, though several lead to it (JSON:API 1.1 §7.4)."""
    store = Store(modelled().api)
    film = store.create("media").identifier
    lessons = tuple(store.create("lessons", {}, {"media": film}).identifier for _ in range(3))
    store.create("courses", {}, {"lessons": lessons})
    with serve(store=store) as server, Http(server.url) as http:
        included = http("GET", "/v1/courses/1?include=lessons.media,lessons").json["included"]
        assert [(item["type"], item["id"]) for item in included] == [("lessons", "1"), ("lessons", "2"), ("lessons", "3"), ("media", "1")]
        assert http("GET", "/v1/courses/1?include=shoes").json["errors"][0]["source"] == {"parameter": "include"}


def test_a_hundred_thousand_contacts_cost_nothing():
    """Resources are made when they are looked at."""
    api = modelled().api
    tracemalloc.start()
    store = seed(api, {"contacts": 100_000})
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(store.all("contacts")), size < 500_000) == (100_000, True)
    with serve(store=store) as server, Http(server.url) as http:
        assert http("GET", "/v1/contacts?page[size]=2&page[number]=50000").ids == ["99999", "100000"]
