"""Replies that are not what the API documents: one typed error each, with status and request id."""

from __future__ import annotations

import gzip
import logging
import tracemalloc
from typing import Any

import pytest
from kajabi import APIStatusError, DecodeError, InternalServerError, KajabiError

from attacks.looking import shown
from attacks.outcomes import documented, outcome
from runtime.calls import Call, items
from runtime.server import Reply, Server, contact

ONE, MANY, RELATED, TOKEN = "/v1/contacts/1", "/v1/contacts", "/v1/contacts/1/relationships/offers", "/v1/oauth/token"
DEEP = 100_000


def get(kajabi: Any) -> Any:
    return kajabi.contacts.get("1")


def every_kind(kajabi: Any) -> list[Any]:
    """A resource, a list, a relationship, an object, a new resource."""
    return [
        outcome(lambda: get(kajabi)),
        outcome(lambda: items(kajabi.contacts.list())),
        outcome(lambda: kajabi.contacts.offers.list("1")),
        outcome(lambda: kajabi.oauth.token(username="u", password="p")),
        outcome(lambda: kajabi.contacts.create(name="x")),
    ]


def script(server: Server, reply: Reply) -> None:
    for method, path in (("GET", ONE), ("GET", MANY), ("GET", RELATED), ("POST", TOKEN), ("POST", MANY)):
        server.on(method, path, reply)


NO_JSON: dict[str, bytes] = {
    "a page": b"<!DOCTYPE html><html><body>canary-body Please log in</body></html>",
    "nothing": b"",
    "blanks": b" \r\n\t",
    "cut off": b'{"data": {"type": "contacts", "id": "1", "attributes": {"name": "Jo',
    "cut off in a character": b'{"data": "\xc3',
    "two documents": b'{"data": null}{"data": null}',
    "NaN": b'{"data": NaN}',
    "infinite": b'{"data": [Infinity, -Infinity]}',
    "a number out of range": b'{"data": 1e999999}',
    "digits": b'{"data": [' + b"9" * 10_000 + b"]}",
    "deep arrays": b'{"data": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep objects": b'{"data":' * DEEP + b"1" + b"}" * DEEP,
    "deep and cut off": b"[" * DEEP,
    "UTF-16": '{"data": null}'.encode("utf-16"),
    "UTF-32": '{"data": null}'.encode("utf-32"),
    "Latin-1": '{"data": {"type": "contacts", "id": "1", "attributes": {"name": "Müller"}}}'.encode("latin-1"),
    "a byte order mark": b'\xef\xbb\xbf{"data": null}',
    "a lone surrogate in bytes": b'{"data": "\xed\xa0\x80"}',
    "control characters": b'{"data": "\x00\x1b[31m"}',
    "a comment": b'/* hi */ {"data": null}',
    "XML": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
}


@pytest.mark.parametrize("what", NO_JSON)
def test_no_json_under_a_status_of_success(server: Server, call: Call, what: str):
    """One DecodeError with status, request id and content type, that does not quote the body; all kinds of calls agree."""
    kind = "text/html" if what == "a page" else "application/vnd.api+json"
    script(server, Reply(200, body=NO_JSON[what], headers={"content-type": kind}))
    for number, error in enumerate(call(every_kind, access_token="t")):
        assert isinstance(error, DecodeError), (number, error)
        assert (error.status, error.request_id) == (200, "req-1")
        assert documented(error)
        assert kind in str(error)
        assert "canary" not in str(error)
        assert len(str(error)) < 500


WRONG: dict[str, object] = {
    "null": None,
    "a number": 1,
    "a text": "x",
    "true": True,
    "no data": {"meta": {}},
    "data is a number": {"data": 1},
    "data is a text": {"data": "contacts"},
    "data is true": {"data": True},
    "data in data": {"data": [[contact(1)]]},
    "data of nulls": {"data": [None]},
}


@pytest.mark.parametrize("what", WRONG)
def test_wrong_shapes_of_data(server: Server, call: Call, what: str):
    """What is no resource is not read as one."""
    script(server, Reply(json=WRONG[what], body=b"null" if WRONG[what] is None else None))
    for error in call(every_kind, access_token="t")[:3]:
        assert isinstance(error, DecodeError)
        assert (error.status, error.request_id) == (200, "req-1")
        assert documented(error)


def test_one_for_many_and_many_for_one(server: Server, call: Call):
    """A list where one resource belongs, and the other way round."""
    script(server, Reply(json={"data": [contact(1)]}))
    assert isinstance(call(every_kind, access_token="t")[0], DecodeError)
    script(server, Reply(json={"data": contact(1)}))
    assert isinstance(call(every_kind, access_token="t")[1], DecodeError)


SHAPES: list[object] = [None, 1, "x", True, [], {}, [1], [None], ["x"], [[]], [{}], {"data": 1}, {"data": {"id": 1}}, [{"type": []}]]


@pytest.mark.filterwarnings("ignore::kajabi.UnexpectedTypeWarning")
@pytest.mark.parametrize("member", ["included", "attributes", "relationships", "links", "meta", "jsonapi", "type", "id"])
def test_wrong_shapes_of_members(server: Server, call: Call, member: str):
    """Whatever stands there: a call gives a result or a documented error, and so does all that is touched afterwards."""
    inside = member in ("attributes", "relationships", "type", "id")
    base = {"type": "contacts", "id": "1", "attributes": {"name": "Jo"}, "relationships": {"site": {"data": {"type": "sites", "id": "1"}}}}
    documents = [{"data": {**base, member: shape}} if inside else {"data": base, member: shape} for shape in SHAPES]
    if member == "relationships":
        documents += [{"data": {**base, member: {"site": shape, "offers": shape}}} for shape in SHAPES]
        documents += [{"data": {**base, member: {"site": {"data": shape}, "offers": {"data": shape}}}} for shape in SHAPES]
    server.on("GET", ONE, *[Reply(json=document) for document in documents])
    for found in call(lambda kajabi: [outcome(lambda: get(kajabi)) for _ in documents], access_token="t"):
        if isinstance(found, Exception):
            assert isinstance(found, DecodeError)
            continue
        for name in ("name", "site", "offers", "id", "type", "extra", "related", "links", "meta", "raw", "to_dict", "custom_fields"):
            touched = outcome(lambda found=found, name=name: getattr(found, name))
            touched = outcome(touched) if callable(touched) and name == "to_dict" else touched
            assert documented(touched) or not isinstance(touched, Exception), (name, found.raw.content)
        assert "Contact" in repr(found)


@pytest.mark.parametrize(
    "errors", [[{"title": "not really", "detail": "canary-echo"}], [{}], {"name": ["is taken"]}, ["not really"], "no", 1]
)
@pytest.mark.parametrize("data", [{}, {"data": None}, {"data": []}, {"data": contact(1)}, {"data": [contact(1)]}], ids=len)
def test_errors_under_a_status_of_success(server: Server, call: Call, errors: Any, data: dict[str, object]):
    """They are raised, whatever kind of reply the call expects."""
    script(server, Reply(200, json={**data, "errors": errors}))
    server.on("DELETE", ONE, Reply(200, json={**data, "errors": errors}))
    found = call(lambda kajabi: [*every_kind(kajabi), outcome(lambda: kajabi.contacts.delete("1"))], access_token="t")
    for error in found:
        assert isinstance(error, APIStatusError), error
        assert (error.status, error.request_id) == (200, "req-1")


@pytest.mark.parametrize("errors", [None, [], {}, "", 0])
def test_errors_that_are_none(server: Server, call: Call, errors: object):
    """Some servers always send the member; empty, it says nothing."""
    script(server, Reply(200, json={"data": contact(1), "errors": errors}))
    assert call(get, access_token="t").id == "1"


def test_a_page_is_no_confirmation(server: Server, call: Call):
    """A login page with status 200 does not pass for a deletion; a JSON body that does not matter does."""
    server.on(
        "DELETE", ONE, Reply(200, body=b"<html>", headers={"content-type": "text/html; charset=utf-8"}), Reply(200, json={"ok": True})
    )
    error, nothing = call(lambda kajabi: [outcome(lambda: kajabi.contacts.delete("1")) for _ in range(2)], access_token="t")
    assert isinstance(error, DecodeError)
    assert (error.status, error.request_id, nothing) == (200, "req-1", None)


@pytest.mark.parametrize("body", [b"<html>Please log in", b'{"errors": [{"title": "not really"}]}'], ids=["a page", "errors"])
def test_a_page_is_no_revocation(server: Server, call: Call, body: bytes):
    """Nor does it pass for the end of a token, which is kept, to be revoked again."""
    kind = "text/html" if body.startswith(b"<") else "application/json"
    server.on("POST", "/v1/oauth/revoke", Reply(200, body=body, headers={"content-type": kind}), Reply(200, json={}))
    error, nothing = call(lambda kajabi: [outcome(kajabi.revoke) for _ in range(2)], access_token="t")
    assert isinstance(error, DecodeError if kind == "text/html" else APIStatusError)
    assert (error.status, error.request_id, nothing) == (200, "req-1", None)
    assert [request.form for request in server.requests] == [{"token": "t"}] * 2


TEXT = "x\x00\x1b[31m\u202e\u2028\r\n" * 20_000
ERRORS: dict[str, object] = {
    "megabytes": [{"title": TEXT, "detail": TEXT, "code": TEXT, "source": {"pointer": TEXT}}],
    "many": [{"title": f"error {number}"} for number in range(20_000)],
    "text": "none",
    "numbers": [1, 2.5, None, True],
    "nested": [[[{"title": "x"}]]],
    "wrong members": [{"title": {"a": 1}, "detail": [1], "source": "x", "status": {}, "code": None}],
    "wrong source": [{"source": {"pointer": ["x"], "parameter": {}}}],
    "an object": {"base": ["is invalid"]},
}


@pytest.mark.parametrize("what", ERRORS)
def test_errors_of_any_shape_and_size(server: Server, call: Call, caplog: pytest.LogCaptureFixture, what: str):
    """The message is one short printable line; details are cut, and pickle small."""
    caplog.set_level(logging.DEBUG, "kajabi")
    server.on("POST", MANY, Reply(500, json={"errors": ERRORS[what]}, headers={"x-request-id": "r" * 5_000}))
    error = call(lambda kajabi: outcome(lambda: kajabi.contacts.create(name="x")), access_token="t")
    assert isinstance(error, InternalServerError)
    assert documented(error)
    assert error.status == 500
    assert error.request_id.startswith("rrr")
    assert str(error).isprintable()
    assert len(str(error)) < 2_000
    assert len(shown(error)) < 1_000_000
    assert len(caplog.text) < 20_000
    assert all(text is None or text.isprintable() for detail in error.errors for text in (detail.title, detail.detail, detail.pointer))


def test_headers_of_errors(server: Server, call: Call):
    """An error keeps an allow-list of headers, cut, and without control characters."""
    harmless = {"Retry-After": "1", "Server": "x", "Content-Type": "text/plain", "X-RateLimit-Limit": "9" * 5_000}
    server.on(
        "GET", ONE, Reply(404, headers={**harmless, "Set-Cookie": "a=b", "X-Secret": "b", "WWW-Authenticate": "Bearer x", "Via": "c"})
    )
    error = call(lambda kajabi: outcome(lambda: get(kajabi)), access_token="t")
    allowed = {"retry-after", "server", "content-type", "x-ratelimit-limit", "content-length", "x-request-id", "date"}
    assert set(error.headers) == allowed
    assert max(map(len, error.headers.values())) == 200


PURCHASE = b'{"data": {"type": "purchases", "id": "1", "attributes": {"raw_extra_contact_information": @}}}'


def test_deep_attributes(server: Server, call: Call):
    """An attribute that is nested as deep as the parser allows can be read, shown and turned into a dict, or is a documented error."""
    for depth in (50, 300, 480, 900):
        server.on("GET", "/v1/purchases/1", Reply(body=PURCHASE.replace(b"@", b'{"a":' * depth + b"1" + b"}" * depth)))
        found = call(lambda kajabi: outcome(lambda: kajabi.purchases.get("1")), access_token="t")
        if isinstance(found, Exception):
            assert isinstance(found, DecodeError)
            continue
        for touch in (lambda f=found: f.raw_extra_contact_information, lambda f=found: f.to_dict(), lambda f=found: f.extra):
            result = outcome(touch)
            assert isinstance(result, KajabiError) or not isinstance(result, Exception), depth


@pytest.mark.parametrize("body", [b'{"\\u0065rrors": [{"title": "hidden"}]}', b'{"errors": "boom"}', b'{"errors": 1}'])
def test_errors_however_they_are_spelled(server: Server, call: Call, body: bytes):
    """A reply that does not matter is looked at too: JSON spells a name in many ways, and errors come as text."""
    server.on("DELETE", ONE, Reply(200, body=body))
    server.on("GET", "/v1/version", Reply(200, body=body))
    for error in call(
        lambda kajabi: [outcome(lambda: kajabi.contacts.delete("1")), outcome(lambda: kajabi.version.get())], access_token="t"
    ):
        assert isinstance(error, APIStatusError), error


@pytest.mark.parametrize("kind", ["application/vnd.api+json", "application/json", "text/html", "text/plain", ""])
@pytest.mark.parametrize(
    "body", [b"<html>canary-body</html>", b'{"data": {"type": "con', b'{"data": NaN}'], ids=["a page", "cut off", "NaN"]
)
def test_a_deletion_that_something_else_answered(server: Server, call: Call, body: bytes, kind: str):
    """A page is no confirmation, whatever it says that it is, and neither is JSON that broke off."""
    server.on("DELETE", ONE, Reply(200, body=body, headers={"content-type": kind}))
    error = call(lambda kajabi: [outcome(lambda: kajabi.contacts.delete("1"))], access_token="t")[0]
    if body.startswith(b"<") or "json" in kind or "html" in kind:
        assert isinstance(error, DecodeError)
        assert documented(error)
    else:
        assert error is None  # text of any kind


def test_an_empty_reply_to_a_question_is_no_empty_list(server: Server, call: Call):
    """After a change there may be nothing to tell; to a question there is."""
    server.on("GET", RELATED, Reply(200, body=b""))
    server.on("POST", RELATED, Reply(200, body=b""))
    told, changed = call(
        lambda kajabi: [outcome(lambda: kajabi.contacts.offers.list("1")), outcome(lambda: kajabi.contacts.offers.add("1", ["2"]))],
        access_token="t",
    )
    assert isinstance(told, DecodeError)
    assert list(changed) == []


@pytest.mark.parametrize("item", [b"[],", b"{},", b'{"data":[]},'])
def test_a_body_of_nothing_but_tiny_values(server: Server, call: Call, item: bytes):
    """Millions of empty arrays and objects fit in few bytes when compressed, and would fill the memory as values of Python."""
    body = gzip.compress(b'{"data":[' + item * (8_000_000 // len(item)) + b"1]}")
    script(server, Reply(200, body=body, headers={"content-encoding": "gzip"}))
    tracemalloc.start()
    found = call(every_kind, access_token="t", timeout=20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert all(isinstance(error, DecodeError) for error in found)
    assert peak < 100_000_000
