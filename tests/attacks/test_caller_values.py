"""What callers pass on, often from somebody else: it goes out as one value, or not at all."""

from __future__ import annotations

import asyncio
import enum
import math
import threading
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from kajabi import ArgumentError, AsyncKajabi, Kajabi

from attacks.outcomes import documented, outcome
from runtime.calls import Call, items
from runtime.server import Reply, Request, Server, contact

MANY = "/v1/contacts"
TOKEN_ONLY = {"access_token": "t", "client_id": None, "client_secret": None}


def refused(server: Server, call: Call, attempts: dict[str, Any]) -> None:
    """Each attempt (a function of the client) raises an ArgumentError before anything is sent."""
    found = call(lambda kajabi: [outcome(lambda do=do: items_or(do(kajabi))) for do in attempts.values()], **TOKEN_ONLY)
    for name, error in zip(attempts, found, strict=True):
        assert isinstance(error, ArgumentError), (name, error)
        assert documented(error), name
        assert len(str(error)) < 300, name
    assert server.requests == []


def items_or(value: Any) -> Any:
    return items(value) if hasattr(value, "pages") else value


LOOP: dict[str, Any] = {}
LOOP["x"] = LOOP
RING: list[Any] = []
RING.append(RING)
DEEP: list[Any] = []
for _ in range(5_000):
    DEEP = [DEEP]


class Liar(str):
    """A string that shows another one."""

    def __str__(self) -> str:
        return "../me"


class Kind(str, enum.Enum):  # noqa: UP042
    NAME = "name"


VALUES: dict[str, Any] = {
    "NaN": math.nan,
    "infinite": -math.inf,
    "decimal NaN": Decimal("NaN"),
    "decimal sNaN": Decimal("sNaN"),
    "bytes": b"x",
    "bytearray": bytearray(b"x"),
    "object": object(),
    "type": int,
    "function": len,
    "complex": 1j,
    "a lone surrogate": "\ud800",
    "a loop": LOOP,
    "a ring": RING,
    "deep": DEEP,
    "digits": 10**5_000,
    "before the year 1": datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
}


def test_bodies(server: Server, call: Call):
    """NaN, bytes, objects, lone surrogates, endless nesting, wrong keys."""
    attempts = {name: lambda kajabi, value=value: kajabi.contacts.create(extra={"x": value}) for name, value in VALUES.items()}
    keys: list[Any] = [1, None, b"x", "\ud800", ("a",)]
    attempts |= {f"key {key!r}": lambda kajabi, key=key: kajabi.contacts.create(extra={"x": {key: 1}}) for key in keys}
    refused(server, call, attempts)


def test_queries(server: Server, call: Call):
    """The same in filters, and URLs that no server takes."""
    attempts = {name: lambda kajabi, value=value: kajabi.contacts.list(filter={"search": value}) for name, value in VALUES.items()}
    attempts |= {f"in a list: {name}": lambda k, value=value: k.contacts.list(sort=["a", value]) for name, value in VALUES.items()}
    attempts |= {f"by hand: {name}": lambda k, v=value: k.request("GET", MANY, query={"a": {"b": v}}) for name, value in VALUES.items()}
    attempts |= {
        "a key that is a number": lambda kajabi: kajabi.contacts.list(filter={1: "x"}),
        "a key with a lone surrogate": lambda kajabi: kajabi.contacts.list(filter={"\ud800": "x"}),
        "100 KB": lambda kajabi: kajabi.contacts.list(filter={"search": "x" * 100_000}),
        "itself": lambda kajabi: kajabi.request("GET", MANY, query=LOOP),
        "extra": lambda kajabi: kajabi.me.get(extra_query={"a": b"x"}),
    }
    del attempts["by hand: a loop"]
    refused(server, call, attempts)


def test_paths(server: Server, call: Call):
    """Ids that are none, too large, or lead to another resource."""
    ids: list[Any] = [
        "",
        " \t",
        ".",
        "..",
        "%2e",
        "%252E%252e",
        " .. ",
        "\ud800",
        "x" * 100_000,
        10**5_000,
        True,
        None,
        1.5,
        b"1",
        ["1"],
        LOOP,
    ]
    attempts = {f"id {number}": lambda kajabi, id_=id_: kajabi.contacts.get(id_) for number, id_ in enumerate(ids)}
    paths = ["", "v1", "//x", "/v1/../x", "/v1/%2e%2e", "/v1?x", "/v1#x", "/v1\r\n", "/v1\0", "/ü", "/v1/x y", "/v1\\..\\x", "/\ud800"]
    attempts |= {f"path {path!r}": lambda kajabi, path=path: kajabi.request("GET", path) for path in paths}
    methods = ["", "GET ", "GET\r\nX: y", "G\0T", "GÉT", "G/T"]
    attempts |= {f"method {method!r}": lambda kajabi, method=method: kajabi.request(method, "/v1/me") for method in methods}
    refused(server, call, attempts)


def test_headers(server: Server, call: Call):
    """Line breaks, NUL, bytes, numbers, and headers that are the client's own."""
    values: list[Any] = [
        "a\r\nx: y",
        "a\nb",
        "a\rb",
        "\0",
        "\x7f",
        "\x1b[31m",
        "ü",
        "\ud800",
        "\u2028",
        b"x",
        1,
        1.5,
        None,
        True,
        ["x"],
        LOOP,
    ]
    attempts = {f"value {value!r}": lambda kajabi, value=value: kajabi.me.get(extra_headers={"x-a": value}) for value in values}
    names: list[Any] = ["", " ", "x a", "x:", "x\r\ny", "x\0", "ü", "\ud800", b"x", 1, None]
    names += ["Authorization", "AUTHORIZATION", "Host", "Cookie", "Content-Length", "Transfer-Encoding"]
    attempts |= {f"name {name!r}": lambda kajabi, name=name: kajabi.me.get(extra_headers={name: "x"}) for name in names}
    refused(server, call, attempts)


def test_options(server: Server, call: Call):
    """Times and numbers of repetitions that are none."""
    times: list[Any] = [0, -1, math.nan, math.inf, "5", None, b"1", []]
    attempts = {f"timeout {value!r}": lambda kajabi, value=value: kajabi.me.get(timeout=value) for value in times}
    retries: list[Any] = [math.nan, 1.5, "2", None]
    attempts |= {f"max_retries {value!r}": lambda kajabi, value=value: kajabi.me.get(max_retries=value) for value in retries}
    refused(server, call, attempts)


def test_times_without_end(server: Server, call: Call):
    """A time limit of a thousand years is one that sockets take."""
    server.on("GET", "/v1/me", Reply(json={"data": {"type": "me", "id": "1"}}))
    found = call(lambda kajabi: [outcome(lambda t=t: kajabi.me.get(timeout=t)) for t in (1e10, 1e300, 10**400)], **TOKEN_ONLY)
    assert [each.id for each in found] == ["1"] * 3


SEGMENTS = [
    "a/b",
    "../../me",
    "?a=b",
    "#x",
    "a\r\nHost: evil",
    "\0",
    "a%2F..%2Fb",
    "ü" * 5_000,
    "x" * 10_000,
    "%" + "25" * 5_000,
    ";a=b",
    "a b",
    "\u202e",
    Liar("1"),
    2**64,
]


def test_an_id_is_one_segment(server: Server, call: Call):
    """Whatever it holds, 10 KB too: one segment that decodes to the same text; the request stays on the resource."""
    call(lambda kajabi: [outcome(lambda id_=id_: kajabi.contacts.delete(id_)) for id_ in SEGMENTS], **TOKEN_ONLY)
    assert len(server.requests) == len(SEGMENTS)
    for id_, request in zip(SEGMENTS, server.requests, strict=True):
        root, version, contacts, segment = request.target.split("/")
        assert (root, version, contacts) == ("", "v1", "contacts")
        assert unquote(segment) == (str.__str__(id_) if isinstance(id_, str) else str(id_))
        assert urlsplit(request.target).query == ""


def test_a_query_value_is_one_value(server: Server, call: Call):
    """Separators, line breaks and 10 KB in filters."""
    values = ["a&b=c", "a=b", "a,b", "a;b", "a\r\nX: y", "\0", "+", "%26", "x" * 10_000, "\u202e", Kind.NAME, Liar("x")]
    server.on("GET", MANY, Reply(json={"data": []}))
    call(lambda kajabi: [outcome(lambda v=v: items(kajabi.contacts.list(filter={"search": v}))) for v in values], **TOKEN_ONLY)
    assert [request.query for request in server.requests] == [{"filter[search]": [str.__str__(value)]} for value in values[:10]] + [
        {"filter[search]": ["name"]},
        {"filter[search]": ["x"]},
    ]


def test_header_values_of_ten_kilobytes(server: Server, call: Call):
    """They go out whole, and start no other header."""
    server.on("GET", "/v1/me", Reply(json={"data": {"type": "me", "id": "1"}}))
    call(lambda kajabi: kajabi.me.get(extra_headers={"X-A": "x" * 10_000, "X-B": "  a: b  "}), **TOKEN_ONLY)
    assert (server.last.headers["x-a"], server.last.headers["x-b"]) == ("x" * 10_000, "a: b")


@pytest.fixture
def mutable(server: Server) -> dict[str, Any]:
    """Arguments that change as soon as the server has seen the first attempt, which fails."""
    given: dict[str, Any] = {
        "extra": {"x": {"y": ["before"]}},
        "query": {"a": ["before"]},
        "headers": {"x-a": "before"},
        "filter": {"search": "before"},
    }

    def change(request: Request) -> Reply:
        given["extra"]["x"]["y"][0] = given["query"]["a"][0] = given["headers"]["x-a"] = given["filter"]["search"] = "after"
        given["extra"]["x"]["z"] = given["headers"]["x-z"] = given["query"]["z"] = "after"
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
        assert "z" not in request.query
        assert "x-z" not in request.headers


def test_defaults_changed_later(server: Server):
    """`with_options` copies what it is given."""
    headers, query = {"x-a": "before"}, {"a": "before"}
    server.on("GET", "/v1/me", Reply(json={}))
    with Kajabi(access_token="t", base_url=server.url) as kajabi:
        client = kajabi.with_options(extra_headers=headers, extra_query=query)
        headers["x-a"] = query["a"] = "after"
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


def test_dates_in_queries(server: Server, call: Call):
    """Dates far away have a form as well."""
    server.on("GET", MANY, Reply(json={"data": []}))
    call(lambda kajabi: items(kajabi.contacts.list(filter={"x": date.min, "y": datetime.max})), **TOKEN_ONLY)
    assert server.last.query == {"filter[x]": ["0001-01-01"], "filter[y]": ["9999-12-31T23:59:59.999999Z"]}
