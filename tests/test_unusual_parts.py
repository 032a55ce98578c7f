"""What OpenAPI and JSON:API allow and few documents use, as the emitted SDK sends and reads it (other_apis/workshop.yaml)."""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kajabi_gen.building import Built, build_sdk
from kajabi_gen.config import Settings
from runtime.server import Reply, Request, Server

DOCUMENT = Path(__file__).parent / "other_apis" / "workshop.yaml"
TOOL = {"type": "tools", "id": "1", "attributes": {"größe": "XL"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workshop")


@pytest.fixture(scope="module")
def built(folder: Path) -> Built:
    return build_sdk(Settings(str(DOCUMENT), out=str(folder), package="toolbox"))


@pytest.fixture(scope="module")
def workshop(built: Built, folder: Path) -> Iterator[Any]:
    """The emitted package."""
    assert built.changes.written
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield importlib.import_module("toolbox")


@pytest.fixture
def client(workshop: Any, server: Server) -> Iterator[Any]:
    with workshop.Toolbox(access_token="Workshop-Key k_1", base_url=server.url) as client:
        yield client


def two_pages(request: Request) -> Reply:
    number = request.query.get("page[number]", ["1"])[0]
    return Reply(json={"data": [{**TOOL, "id": number}], "meta": {"total_pages": 2}})


def test_a_search_sends_its_body_for_each_page(server: Server, client: Any) -> None:
    """As it was when the search began."""
    server.on("POST", "/tools/search", two_pages)
    words = ["saw"]
    for tool in client.tools.search(words=words):
        words.append(tool.id)
    assert [(request.query, request.json) for request in server.requests] == [
        ({}, {"words": ["saw"]}),
        ({"page[number]": ["2"]}, {"words": ["saw"]}),
    ]


def test_an_asynchronous_search_does_so_too(server: Server, workshop: Any) -> None:
    server.on("POST", "/tools/search", two_pages)

    async def search() -> list[str]:
        async with workshop.AsyncToolbox(access_token="k", base_url=server.url) as client:
            return [tool.id async for tool in client.tools.search(words=["saw"])]

    assert asyncio.run(search()) == ["1", "2"]
    assert [request.json for request in server.requests] == [{"words": ["saw"]}] * 2


def test_styles_of_parameters(server: Server, client: Any) -> None:
    """`deepObject` is `name[key]`, which pages are found by too; lists are joined as the document says (OpenAPI 3.1.1 §4.8.12)."""
    server.on("GET", "/tools", Reply(json={"data": []}))
    wanted = {"größe": "XL", "owners": ["a", "b"]}
    client.tools.list(filter=wanted, page_number=5, labels={"made-in": "Ulm"}, colours=["red", "blue"], shelves=[1, 2])
    assert server.last.query == {
        "filter[größe]": ["XL"],
        "filter[owners]": ["a", "b"],
        "page[number]": ["5"],
        "labels[made-in]": ["Ulm"],
        "colours": ["red|blue"],
        "shelves": ["1 2"],
    }


def test_headers_are_written_as_queries_are(server: Server, client: Any) -> None:
    """Not as Python shows them: `true`, UTC in ISO 8601, numbers without exponents, lists with commas."""
    server.on("GET", "/tools", Reply(json={"data": []}))
    evening = dt.datetime(2025, 1, 2, 23, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    client.tools.list(x_since=evening, x_sure=True, x_ids=[1e21, 2.0])
    sent = {name: text for name, text in server.last.headers.items() if name.startswith("x-")}
    assert sent == {"x-since": "2025-01-02T22:00:00Z", "x-sure": "true", "x-ids": "1000000000000000000000,2"}


def test_forms_take_lists_and_objects(server: Server, client: Any) -> None:
    """A list repeats its name, an object is JSON (OpenAPI 3.1.1 §4.8.15); a form with a charset is a form."""
    server.on("POST", "/tools/1/repair", Reply(204))
    client.tools.repair("1", faults=["rust", "a b"], owner={"name": "Jo"})
    assert server.last.body == b"faults=rust&faults=a%20b&owner=%7B%22name%22%3A%22Jo%22%7D"
    assert server.last.headers["content-type"] == "application/x-www-form-urlencoded; charset=utf-8"


def test_names_that_are_not_english_are_found(server: Server, client: Any) -> None:
    """As attributes, one by one and all at once, and as relationships."""
    alike = {"ähnliche": {"data": [{"type": "tools", "id": "1"}]}}
    server.on("GET", "/tools", Reply(json={"data": [{**TOOL, "id": str(n), "relationships": alike} for n in (1, 2)]}))
    tools = client.tools.list().items
    assert [(tool.größe, [other.größe for other in tool.ähnliche], tool.extra) for tool in tools] == [("XL", ["XL"], {})] * 2


def test_replies_may_be_without_a_body(server: Server, client: Any) -> None:
    """Where the document, or the method, says so: nothing was sent, and nothing is the result."""
    server.on("PATCH", "/tools/1", Reply(204), Reply(json={"data": TOOL}))
    server.on("DELETE", "/tools/1", Reply(204), Reply(json={"meta": {"left": 3}}))
    server.on("HEAD", "/tools/1", Reply())
    assert client.tools.update("1", name="saw") is None
    assert client.tools.update("1", name="saw").größe == "XL"
    assert client.tools.delete("1").to_dict() == {}
    assert client.tools.delete("1").meta.left == 3
    assert client.tools.head("1") is None


def test_a_default_reply_is_that_of_a_success_without_its_own(server: Server, client: Any) -> None:
    """OpenAPI 3.1.1 §4.8.16."""
    server.on("GET", "/tools/1", Reply(json={"data": TOOL}))
    assert client.tools.get("1").größe == "XL"


def test_a_key_of_two_words(server: Server, client: Any) -> None:
    """Blanks may stand inside of a header (RFC 9110 §5.5)."""
    server.on("GET", "/tools", Reply(json={"data": []}))
    client.tools.list()
    assert server.last.headers["authorization"] == "Workshop-Key k_1"


def test_what_is_not_done_is_said(built: Built) -> None:
    """At its place, with what becomes of it."""
    assert [(finding.code, finding.message) for finding in built.outcome.findings] == [
        ("parameter-style", "the query parameter 'range' is an object in a form that is not supported"),
        ("own-server", "POST /tools/{id}/repair has a server of its own: https://repairs.workshop.example"),
        ("parameter-style", "the path parameter 'id' is in a style, or of a type, that is not supported"),
    ]
