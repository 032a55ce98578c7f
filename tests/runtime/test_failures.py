"""Errors, retries and time limits."""

from __future__ import annotations

import contextlib
import gzip
import logging
import pickle
import time
from email.utils import formatdate
from typing import Any

import kajabi as sdk
import pytest
from kajabi import APIConnectionError, APIStatusError, APITimeoutError, DecodeError, KajabiError

from runtime.calls import Call, items
from runtime.server import Reply, Server, error

ME = "/v1/me"


def me(kajabi: Any, **options: Any) -> Any:
    return kajabi.request("GET", ME, **options)


def post(kajabi: Any, **options: Any) -> Any:
    return kajabi.request("POST", ME, json={}, **options)


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (418, "APIStatusError"),
        (422, "UnprocessableEntityError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (599, "InternalServerError"),
    ],
)
def test_each_status_has_its_error(server: Server, call: Call, status: int, name: str):
    source = {"pointer": "/data/attributes/email", "parameter": "sort"}
    server.on("GET", ME, error(status, title="Oh", detail="no", code="x", source=source, headers={"Retry-After": "0", "Set-Cookie": "a=b"}))
    with pytest.raises(getattr(sdk, name)) as caught:
        call(me)
    failure = caught.value
    assert type(failure).__name__ == name
    assert (failure.status, failure.method, failure.path, failure.request_id, failure.retry_after) == (status, "GET", ME, "req-1", 0.0)
    detail = failure.errors[0]
    assert (detail.title, detail.detail, detail.pointer, detail.parameter, detail.code) == (
        "Oh",
        "no",
        "/data/attributes/email",
        "sort",
        "x",
    )
    assert "Oh: no" in str(failure)
    assert "set-cookie" not in failure.headers
    twin = pickle.loads(pickle.dumps(failure))
    assert (type(twin), str(twin), twin.errors, twin.status) == (type(failure), str(failure), failure.errors, status)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"errors": {"email": ["is invalid", "is taken"], "name": "is blank"}}, "email: is invalid; email: is taken; name: is blank"),
        ({"errors": {"status": ["is unknown"]}}, "status: is unknown"),
        ({"errors": {"title": "Oh", "detail": "no"}}, "Oh: no"),
        ({"errors": "no"}, "no"),
        ({"errors": True, "message": "no"}, "no"),
        ({"error": {"message": "no", "code": "x"}}, "no"),
        ({"type": "about:blank", "title": "Oh", "detail": "no", "status": 422}, "Oh: no"),
        ({"error": "oh", "error_description": "no"}, "oh: no"),
    ],
)
def test_what_the_server_says_is_told_in_whatever_form(server: Server, call: Call, body: object, told: str):
    """Messages by field (Rails), one error, a text, a problem (RFC 9457), an error of OAuth (RFC 6749 §5.2)."""
    server.on("GET", ME, Reply(422, json=body))
    with pytest.raises(APIStatusError) as caught:
        call(me)
    assert f": {told} (request id" in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><title>502 Bad Gateway</title></html>",
        b'{"errors": "none"}',
        b'{"errors": [1, null, {"detail": {}}, {"source": []}]}',
        b'{"errors": [{"title": "cut',
        b"[" * 100_000,
        b'{"errors": [{"detail": "' + b"x\\u0000\\u001b[31m\\u202e" * 100_000 + b'"}]}',
        b"\xff\xfe",
    ],
)
def test_bodies_that_are_no_errors_give_a_clear_one_too(server: Server, call: Call, body: bytes):
    server.on("POST", ME, Reply(502, body=body))
    with pytest.raises(sdk.InternalServerError) as caught:
        call(post)
    message = str(caught.value)
    assert message.startswith("POST /v1/me: 502 Bad Gateway")
    assert message.isprintable()
    assert len(message) < 1_000
    assert len(pickle.dumps(caught.value)) < 10_000


def test_errors_in_a_200(server: Server, call: Call):
    server.on("GET", "/v1/contacts/1", error(200, title="not really"))
    with pytest.raises(APIStatusError, match="not really"):
        call(lambda kajabi: kajabi.contacts.get("1"))


@pytest.mark.parametrize("failing", [Reply(408), Reply(429), Reply(500), Reply(503), Reply(hang_up=True), Reply(json={}, cut=1)])
def test_reading_is_repeated(server: Server, call: Call, failing: Reply):
    server.on("GET", ME, failing, failing, Reply(json={}))
    assert call(me).status_code == 200
    assert len(server.asked(ME)) == 3


@pytest.mark.parametrize(("failing", "times"), [(Reply(429), 2), (Reply(500), 1), (Reply(408), 1), (Reply(hang_up=True), 1)])
def test_writing_is_repeated_only_if_it_was_not_carried_out(server: Server, call: Call, failing: Reply, times: int):
    server.on("POST", ME, failing, Reply(json={}))
    with contextlib.suppress(KajabiError):
        call(post)
    assert len(server.asked(ME)) == times


def test_writing_is_repeated_if_asked_for(server: Server, call: Call):
    server.on("POST", ME, Reply(500), Reply(hang_up=True), Reply(json={}))
    assert call(lambda kajabi: post(kajabi, retry_writes=True)).status_code == 200


@pytest.mark.parametrize(("retries", "times"), [(0, 1), (1, 2), (2, 3)])
def test_the_number_of_repetitions(server: Server, call: Call, retries: int, times: int):
    server.on("GET", ME, Reply(500))
    with pytest.raises(sdk.InternalServerError):
        call(lambda kajabi: me(kajabi, max_retries=retries))
    with pytest.raises(sdk.InternalServerError):
        call(me, max_retries=retries)
    assert len(server.asked(ME)) == 2 * times


def test_retry_after_is_obeyed(server: Server, call: Call):
    server.on("GET", ME, Reply(429, headers={"Retry-After": "0.2"}), Reply(json={}))
    start = time.monotonic()
    call(me)
    assert time.monotonic() - start >= 0.2


def test_retry_after_that_is_too_long_is_left_to_the_caller(server: Server, call: Call):
    server.on("GET", ME, Reply(429, headers={"Retry-After": formatdate(time.time() + 3600, usegmt=True)}))
    with pytest.raises(sdk.RateLimitError) as caught:
        call(me)
    assert 3500 < caught.value.retry_after <= 3600
    assert len(server.asked(ME)) == 1


@pytest.mark.parametrize("text", ["soon", "-5", "nan", "inf", "", "Wed, 99 Foo 2025"])
def test_nonsense_in_retry_after_does_no_harm(server: Server, call: Call, text: str):
    server.on("GET", ME, Reply(503, headers={"Retry-After": text}), Reply(json={}))
    assert call(me).status_code == 200


@pytest.mark.parametrize("slow", [Reply(json={}, delay=3), Reply(json={"data": "x" * 100}, drip=0.03)])
def test_an_attempt_has_a_total_time(server: Server, call: Call, slow: Reply):
    server.on("GET", ME, slow)
    start = time.monotonic()
    with pytest.raises(APITimeoutError, match=r"no complete reply in 0\.2 s"):
        call(lambda kajabi: me(kajabi, timeout=0.2, max_retries=0))
    assert time.monotonic() - start < 1.5


def test_a_server_that_is_not_there(server: Server, call: Call):
    with pytest.raises(APIConnectionError) as caught:
        call(me, base_url="http://127.0.0.1:1", access_token="t")
    assert not caught.value.sent
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_bodies_meet_a_cap(server: Server, call: Call, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kajabi._transport.MAX_BYTES", 1_000_000)
    for body, headers in ((b" " * 2_000_000, {}), (gzip.compress(b" " * 200_000_000), {"Content-Encoding": "gzip"})):
        server.on("GET", ME, Reply(body=body, headers=headers))
        with pytest.raises(DecodeError, match="larger than") as caught:
            call(me)
        assert caught.value.request_id == "req-1"


def test_broken_compression(server: Server, call: Call):
    server.on("GET", ME, Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(DecodeError, match="compression"):
        call(me)


def test_closing_twice_and_use_after_close(server: Server, call: Call):
    def do(kajabi: Any) -> Any:
        async def run() -> Any:
            await kajabi.aclose()
            await kajabi.aclose()
            return await me(kajabi)

        return run() if hasattr(kajabi, "aclose") else [kajabi.close(), kajabi.close(), me(kajabi)]

    with pytest.raises(KajabiError, match="closed"):
        call(do, access_token="t")


def test_hooks_and_log_see_each_attempt(server: Server, call: Call, caplog: pytest.LogCaptureFixture):
    server.on("GET", "/v1/contacts", Reply(500), Reply(json={"data": []}))
    seen: list[tuple[Any, ...]] = []
    caplog.set_level(logging.DEBUG, "kajabi")
    call(
        lambda kajabi: items(kajabi.contacts.list(filter={"search": "jo@example.com"})),
        access_token="canary-token",
        on_request=lambda info: seen.append((info.method, info.path, info.attempt)),
        on_response=lambda info: seen.append((info.status, info.request_id, info.elapsed > 0)),
    )
    assert seen == [("GET", "/v1/contacts", 1), (500, "req-1", True), ("GET", "/v1/contacts", 2), (200, "req-1", True)]
    assert "GET /v1/contacts: 500" in caplog.text
    assert "jo@example" not in "".join(record.getMessage() for record in caplog.records if record.name == "kajabi")
