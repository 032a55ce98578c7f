"""What callers pass on, often from somebody else: it goes out as one value, or not at all."""

from __future__ import annotations

import enum
import math
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from urllib.parse import unquote, urlsplit

from kajabi import ArgumentError
from kajabi.resources.contacts import Contact

from attacks.outcomes import documented, outcome
from runtime.calls import Call, items
from runtime.server import Reply, Server, contact

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


class NoDict:
    """An object whose `to_dict` is no method."""

    to_dict = "x"


VALUES: dict[str, Any] = {
    "NaN": math.nan,
    "infinite": -math.inf,
    "decimal NaN": Decimal("NaN"),
    "decimal sNaN": Decimal("sNaN"),
    "bytes": b"x",
    "bytearray": bytearray(b"x"),
    "object": object(),
    "type": int,
    "class of resources": Contact,
    "to_dict that is none": NoDict(),
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


def test_values_of_subclasses(server: Server, call: Call):
    """Numbers and texts of other libraries, and members of enums, go out as the plain values that they are."""
    of = {base: type("Other", (base,), {}) for base in (str, int, float, Decimal)}
    given = {of[str]("key"): of[str]("text"), "int": of[int](1), "float": of[float](1.5), "decimal": of[Decimal]("0.1"), "enum": Kind.NAME}
    server.on("POST", MANY, Reply(201, json={"data": contact(1)}))
    call(lambda kajabi: kajabi.contacts.create(name=Liar("Jo"), extra=given), **TOKEN_ONLY)
    sent = {"name": "Jo", "key": "text", "int": 1, "float": 1.5, "decimal": 0.1, "enum": "name"}
    assert server.last.json["data"]["attributes"] == sent


def test_keys_in_messages(server: Server, call: Call):
    """A message names the key at fault, on one short line that every log can take."""
    keys = ["x\r\n\x1b[31m", "\ud800", "k" * 10_000, "\u202e"]
    attempts = {f"body {key[:9]!a}": lambda kajabi, key=key: kajabi.contacts.create(extra={key: object()}) for key in keys}
    attempts |= {f"query {key[:9]!a}": lambda kajabi, key=key: kajabi.request("GET", MANY, query={"a": {key: object()}}) for key in keys}
    for error in call(lambda kajabi: [outcome(lambda do=do: do(kajabi)) for do in attempts.values()], **TOKEN_ONLY):
        assert isinstance(error, ArgumentError)
        assert str(error).isprintable()
    refused(server, call, attempts)


def test_lists_of_ids(server: Server, call: Call):
    """One text, bytes or an object is no list of ids, though Python can walk over it."""
    lists: list[Any] = [None, 5, "1", b"1", bytearray(b"1"), {"1": 1}, [None], [b"1"], [""], [["1"]], [{"id": "1"}], [True], ["\ud800"]]
    attempts = {f"{ids!r}": lambda kajabi, ids=ids: kajabi.contacts.offers.add("1", ids) for ids in lists}
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
    names: list[Any] = [1, None, b"x", ("a",), True, "\ud800"]
    attempts |= {f"name {name!r}": lambda kajabi, name=name: kajabi.request("GET", MANY, query={name: "x"}) for name in names}
    attempts |= {f"extra name {name!r}": lambda kajabi, name=name: kajabi.me.get(extra_query={name: "x"}) for name in names}
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
    paths: list[Any] = ["", "v1", "//x", "/v1/../x", "/v1/%2e%2e", "/v1?x", "/v1#x", "/v1\r\n", "/v1\0", "/ü", "/v1/x y", "/v1\\..\\x"]
    paths += ["/\ud800", None, b"/v1/me", 1, ["/v1/me"]]
    attempts |= {f"path {path!r}": lambda kajabi, path=path: kajabi.request("GET", path) for path in paths}
    methods: list[Any] = ["", "GET ", "GET\r\nX: y", "G\0T", "GÉT", "G/T", None, b"GET", 1]
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
    for name in ("extra_headers", "extra_query"):
        for value in (None, "x", b"x", 5, [("a", "b")]):
            attempts[f"{name} {value!r}"] = lambda kajabi, given={name: value}: kajabi.me.get(**given)
            attempts[f"{name} {value!r} of a list"] = lambda kajabi, given={name: value}: kajabi.contacts.list(**given)
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


def test_dates_in_queries(server: Server, call: Call):
    """Dates far away have a form as well."""
    server.on("GET", MANY, Reply(json={"data": []}))
    call(lambda kajabi: items(kajabi.contacts.list(filter={"x": date.min, "y": datetime.max})), **TOKEN_ONLY)
    assert server.last.query == {"filter[x]": ["0001-01-01"], "filter[y]": ["9999-12-31T23:59:59.999999Z"]}
