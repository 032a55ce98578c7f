"""What goes on the wire: paths, queries, bodies, and what is refused before anything is sent."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest
from kajabi import ArgumentError, NotFoundError

from runtime.calls import Call, items
from runtime.server import Reply, Server, contact


@pytest.fixture(autouse=True)
def script(server: Server):
    server.on("GET", "/v1/contacts", Reply(json={"data": []}))
    server.on("POST", "/v1/contacts", Reply(201, json={"data": contact(1)}))
    server.on("PATCH", "/v1/contacts/1", Reply(json={"data": contact(1)}))


def test_bracketed_names_and_values(server: Server, call: Call):
    call(
        lambda kajabi: items(
            kajabi.contacts.list(
                filter={"site_id": 1, "search": "Jo & co, 100%", "has_tag_id": "3"},
                fields={"contacts": ["name", "email"]},
                sort=["-created_at", "name"],
                page_number=2.0,
                page_size=50,
            )
        )
    )
    assert server.last.query == {
        "filter[site_id]": ["1"],
        "filter[search]": ["Jo & co, 100%"],
        "filter[has_tag_id]": ["3"],
        "fields[contacts]": ["name,email"],
        "sort": ["-created_at,name"],
        "page[number]": ["2"],
        "page[size]": ["50"],
    }
    assert "Jo%20%26%20co%2C%20100%25" in server.last.target


def test_lists_are_joined_or_repeated_as_documented(server: Server, call: Call):
    server.on("GET", "/v1/products", Reply(json={"data": []}))
    call(lambda kajabi: items(kajabi.products.list(filter={"exclude_product_types": ["A", "B"]})))
    assert server.last.query == {"filter[exclude_product_types][]": ["A", "B"]}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (2.0, "2"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (Decimal("12.50"), "12.50"),
        (date(2025, 1, 2), "2025-01-02"),
        (datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC), "2025-01-02T03:04:05Z"),
        (datetime(2025, 1, 2, 3, tzinfo=timezone(timedelta(hours=2))), "2025-01-02T01:00:00Z"),
        (None, None),
    ],
)
def test_values_in_queries(server: Server, call: Call, value: object, text: str | None):
    call(lambda kajabi: kajabi.request("GET", "/v1/contacts", query={"filter": {"x": value}, "page[number]": 1}))
    assert server.last.query.get("filter[x]") == (None if text is None else [text])


def test_an_empty_list_is_sent_since_dropping_it_would_widen_the_filter(server: Server, call: Call):
    call(lambda kajabi: kajabi.request("GET", "/v1/contacts", query={"filter": {"id": []}}))
    assert server.last.query == {"filter[id]": [""]}


@pytest.mark.parametrize("id_", ["../me", "a/b", "line\nbreak", "?x=1#y", "ünï", "a%2Fb", " x "])
def test_an_id_is_one_segment(server: Server, call: Call, id_: str):
    with pytest.raises(NotFoundError):
        call(lambda kajabi: kajabi.contacts.delete(id_))
    segments = server.last.path.split("/")
    assert segments[:3] == ["", "v1", "contacts"]
    assert [unquote(segment) for segment in segments[3:]] == [id_]


@pytest.mark.parametrize("id_", ["", " ", ".", "..", "%2e", "%2E%2e", ".%2e", "%252e%252e", True, None])
def test_ids_that_would_reach_another_resource_are_refused(server: Server, call: Call, id_: object):
    with pytest.raises(ArgumentError):
        call(lambda kajabi: kajabi.contacts.delete(id_))
    assert server.requests == []


def test_none_is_null_and_unnamed_is_absent(server: Server, call: Call):
    call(lambda kajabi: kajabi.contacts.update("1", phone_number=None, name="Jo"))
    assert server.last.headers["content-type"] == "application/vnd.api+json"
    assert server.last.json == {"data": {"id": "1", "type": "contacts", "attributes": {"name": "Jo", "phone_number": None}}}


def test_custom_fields_and_relationships(server: Server, call: Call):
    call(lambda kajabi: kajabi.contacts.create(name="Jo", site=7, custom_fields={"custom_12": "x"}, extra={"new": [1]}))
    data = server.last.json["data"]
    assert data["attributes"] == {"name": "Jo", "custom_12": "x", "new": [1]}
    assert data["relationships"] == {"site": {"data": {"type": "sites", "id": "7"}}}


def test_delete_with_a_body_and_resources_as_ids(server: Server, call: Call):
    path = "/v1/contacts/1/relationships/offers"
    server.on("DELETE", path, Reply(204))
    server.on("GET", path, Reply(json={"data": [{"type": "offers", "id": "5"}]}))

    offers = call(lambda kajabi: kajabi.contacts.offers.list("1"))
    gone = call(lambda kajabi: kajabi.contacts.offers.remove("1", [offers[0], "6", 7]))
    assert [offer.id for offer in offers] == ["5"]
    assert list(gone) == []
    assert server.last.json == {"data": [{"type": "offers", "id": id_} for id_ in ("5", "6", "7")]}


class Cycle(dict):
    def __init__(self) -> None:
        super().__init__(me=self)


@pytest.mark.parametrize("value", [math.nan, math.inf, b"bytes", object(), Cycle(), {1: 2}, "\ud800"])
def test_values_that_json_cannot_express_are_refused(server: Server, call: Call, value: object):
    with pytest.raises(ArgumentError):
        call(lambda kajabi: kajabi.contacts.create(extra={"x": value}))
    assert server.asked("/v1/contacts") == []


@pytest.mark.parametrize("value", [math.nan, b"bytes", object(), {"a": {"b": 1}}, "\ud800"])
def test_values_that_a_query_cannot_express_are_refused(call: Call, value: object):
    with pytest.raises(ArgumentError):
        call(lambda kajabi: kajabi.request("GET", "/v1/contacts", query={"filter": {"x": value}}))


@pytest.mark.parametrize(
    "path", ["v1/me", "//evil.example/v1", "https://evil.example", "/v1/../x", "/v1/%2e%2E/x", "/v1?x", "/v1\n", "/v1\\x"]
)
def test_hand_made_paths_stay_on_the_server(server: Server, call: Call, path: str):
    with pytest.raises(ArgumentError):
        call(lambda kajabi: kajabi.request("GET", path))
    assert server.requests == []


@pytest.mark.parametrize(
    "headers",
    [{"x-a": "1\r\nx-b: 2"}, {"x-a": "\x00"}, {"x-a": "ü"}, {"x a": "1"}, {"x-a\r\n": "1"}, {"Authorization": "x"}, {"Host": "x"}],
)
def test_headers_cannot_be_smuggled(server: Server, call: Call, headers: dict[str, str]):
    with pytest.raises(ArgumentError):
        call(lambda kajabi: kajabi.me.get(extra_headers=headers))
    assert server.requests == []


def test_options_of_a_call_win_over_those_of_the_client(server: Server, call: Call):
    def do(kajabi):
        eager = kajabi.with_options(extra_headers={"X-A": "client", "X-B": "client"}, extra_query={"debug": True})
        return eager.request("GET", "/v1/contacts", extra_headers={"x-a": "call"})

    assert call(do).status_code == 200
    assert (server.last.headers["x-a"], server.last.headers["x-b"]) == ("call", "client")
    assert server.last.query == {"debug": ["true"]}


@pytest.mark.parametrize(
    "do",
    [
        lambda kajabi: kajabi.contacts.list(filters={"site_id": "1"}),
        lambda kajabi: kajabi.contacts.update("1", emial="jo@example.com"),
        lambda kajabi: kajabi.contacts.offers.add("1", ["2"], send_welcome_email=False),
        lambda kajabi: kajabi.contacts.delete("1", dry_run=True),
        lambda kajabi: kajabi.request("GET", "/v1/contacts", params={"sort": "name"}),
        lambda kajabi: kajabi.with_options(timeouts=1),
    ],
)
def test_a_mistyped_keyword_is_refused_and_not_dropped(server: Server, call: Call, do: Callable[[Any], Any]):
    """As by any function of Python: a filter or a flag that were lost would read or do more than was asked for."""
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        call(do)
    assert server.requests == []
