"""Every operation of the 1.1.0 document, called by both clients over HTTP: the request and the result are what the document says."""

from __future__ import annotations

import asyncio
import functools
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
from kajabi import AsyncKajabi, Kajabi

from openapi_walk import Operation, load, operations
from runtime.calls import settled
from runtime.server import Request, Server
from support import GENERATED, SPEC
from wire_calls import CALLS
from wire_server import Api

DOCUMENT = load(SPEC / "kajabi-1.1.0.yaml")
API = Api(DOCUMENT)
OPERATIONS = {operation.key: operation for operation in operations(DOCUMENT)}

CLASSES = {
    "blog_posts": "BlogPost",
    "contact_notes": "ContactNote",
    "contact_tags": "ContactTag",
    "contacts": "Contact",
    "courses": "Course",
    "custom_fields": "CustomField",
    "customers": "Customer",
    "form_submissions": "FormSubmission",
    "forms": "Form",
    "hooks": "Hook",
    "kajabi_payments_payouts": "KajabiPaymentsPayout",
    "landing_pages": "LandingPage",
    "me": "Me",
    "offers": "Offer",
    "order_items": "OrderItem",
    "orders": "Order",
    "podcasts": "Podcast",
    "products": "Product",
    "purchases": "Purchase",
    "sites": "Site",
    "transactions": "Transaction",
    "website_pages": "WebsitePage",
}
"""The class of each resource type."""

MODELS = {"POST /v1/oauth/token": "OauthTokenResponse", "GET /v1/version": "VersionResponse"}
"""The classes of replies that hold no resource."""


class Done(NamedTuple):
    """What became of a call: what the server was asked, and what the method returned or raised."""

    operation: Operation
    requests: list[Request]
    result: Any

    @property
    def request(self) -> Request:
        """The only request. (A call that failed before it, or in spite of it, says why.)"""
        if isinstance(self.result, Exception):
            raise self.result
        (request,) = self.requests
        return request


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Answers every operation of the document as the document says."""
    server = Server()
    API.serve(server, list(OPERATIONS.values()))
    yield server
    server.close()


@pytest.fixture(scope="module")
def outcomes(server: Server) -> dict[str, dict[str, Done]]:
    """Every call of the table, made once by each client."""
    return {"sync": _called(server), "async": asyncio.run(_called_async(server))}


def _called(server: Server) -> dict[str, Done]:
    done: dict[str, Done] = {}
    with Kajabi(access_token="t", base_url=server.url) as kajabi:
        for key, call in CALLS.items():
            before = len(server.requests)
            try:
                result = call(kajabi)
            except Exception as error:  # one failure must not hide the others
                result = error
            done[key] = Done(OPERATIONS[key], server.requests[before:], result)
    return done


async def _called_async(server: Server) -> dict[str, Done]:
    done: dict[str, Done] = {}
    async with AsyncKajabi(access_token="t", base_url=server.url) as kajabi:
        for key, call in CALLS.items():
            before = len(server.requests)
            try:
                result = await settled(call(kajabi))
            except Exception as error:
                result = error
            done[key] = Done(OPERATIONS[key], server.requests[before:], result)
    return done


@pytest.fixture(params=["sync", "async"])
def client(request: pytest.FixtureRequest) -> str:
    """Both clients in turn."""
    return str(request.param)


@pytest.fixture(params=CALLS)
def done(request: pytest.FixtureRequest, client: str, outcomes: dict[str, dict[str, Done]]) -> Done:
    """Each call of the table in turn."""
    return outcomes[client][request.param]


def test_the_document_has_77_operations_and_all_are_called() -> None:
    """The table of calls is complete, so what follows speaks of the whole document."""
    assert len(OPERATIONS) == 77
    assert CALLS.keys() == OPERATIONS.keys()


def test_method_and_path(done: Done) -> None:
    """One request, with the document's method and its path, the id in its place."""
    assert (done.request.method, done.request.path) == (done.operation.method.upper(), API.path(done.operation))


def test_the_query(done: Done) -> None:
    """All declared parameters under their exact names, once each (arrays: once a member), and nothing else; whole numbers, `true`."""
    sent = parse_qsl(urlsplit(done.request.target).query, keep_blank_values=True, strict_parsing="?" in done.request.target)
    assert sorted(sent) == API.query(done.operation)


def test_the_body(done: Done) -> None:
    """Every member that the schema has and that can be written, at its place, and nothing else, in the declared media type."""
    expected = API.request_body(done.operation)
    if expected is None:
        assert (done.request.body, done.request.headers.get("content-type")) == (b"", None)
        return
    media_type, schema = expected
    assert done.request.headers["content-type"] == media_type
    is_form = media_type == "application/x-www-form-urlencoded"
    sent = dict(parse_qsl(done.request.body.decode(), strict_parsing=True)) if is_form else json.loads(done.request.body)
    assert sent == API.sample(schema, API.subject(done.operation))


def test_the_headers(done: Done) -> None:
    """The token goes where the document requires security, and nowhere else; the reply's media type is asked for."""
    assert done.request.headers.get("authorization") == (None if API.is_open(done.operation) else "Bearer t")
    if declared := API.reply_body(done.operation):
        assert done.request.headers["accept"] == declared.media_type


def test_the_result(done: Done, client: str) -> None:
    """A page or list of the right class where the reply holds many, an object where it holds one, else None."""
    assert _described(done.result) == _returned(done.operation, "AsyncPage" if client == "async" else "Page")


def test_the_annotations() -> None:
    """Type checkers are told the same, by both clients."""
    with Kajabi(access_token="t") as kajabi:
        assert _annotated(kajabi) == {key: _returned(operation) for key, operation in OPERATIONS.items()}
    # Nothing is sent, so there is nothing to close.
    assert _annotated(AsyncKajabi(access_token="t")) == {key: _returned(operation, "AsyncPager") for key, operation in OPERATIONS.items()}


def test_api_md_has_every_operation() -> None:
    """The emitted list of operations names, for each, the method that the table calls and what it returns."""
    rows = re.findall(r"^\| `(\w+ /\S+)` \| \[`([\w.]+)\([^)]*\)`\]\(#\S+\) \| `(.+)` \|$", (GENERATED / "api.md").read_text("utf-8"), re.M)
    listed = {operation: (method, returned.replace("\\", "")) for operation, method, returned in rows}
    assert len(rows) == len(listed)
    assert listed == {key: (CALLS[key](_Name("kajabi")), _returned(operation)) for key, operation in OPERATIONS.items()}


class _Name:
    """Stands for a client: a call of its method gives that method's name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> _Name:
        return _Name(f"{self._name}.{name}")

    def __call__(self, *args: object, **kwargs: object) -> str:
        return self._name


def _annotated(client: Kajabi | AsyncKajabi) -> dict[str, str]:
    """The return annotation of each operation's method."""
    methods = {key: functools.reduce(getattr, call(_Name("kajabi")).split(".")[1:], client) for key, call in CALLS.items()}
    return {key: method.__annotations__["return"] for key, method in methods.items()}


def _returned(operation: Operation, page: str = "Page") -> str:
    """What the method for the operation returns, as its annotation says it. `page`: the class of pages."""
    if operation.key in MODELS:
        return MODELS[operation.key]
    resource = " | ".join(CLASSES[type_] for type_ in API.types(operation)) or "None"
    if not API.is_many(operation):
        return resource
    return f"{page if API.is_paged(operation) else 'ResourceList'}[{resource}]"


def _described(result: Any) -> str:
    """The type of what was returned, in the same words."""
    if isinstance(result, Exception):
        raise result
    if result is None:
        return "None"
    match type(result).__name__:
        case "Page" | "AsyncPage" as name:
            items = result.items
        case "ResourceList" as name:
            items = result
        case name:
            return name
    return f"{name}[{' | '.join(type(item).__name__ for item in items)}]"
