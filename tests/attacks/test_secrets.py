"""Secrets show up nowhere: not in what can be reached from a client, nor in errors, logs, tracebacks, pickles, copies and hooks."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import os
import pickle
import re
import signal
import sys
import threading
import types
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import kajabi
import pytest
from kajabi import APIConnectionError, AsyncKajabi, AuthenticationError, Kajabi, KajabiError
from kajabi._credentials import Credentials
from kajabi._failures import status_error
from kajabi._raw import Headers, RawResponse
from kajabi._tokens import TokenStore

from attacks.looking import locals_of, reachable, shown, texts
from attacks.outcomes import documented, outcome
from attacks.wire import HEAD, Wire
from runtime.calls import Call
from runtime.server import TOKEN, Reply, Request, Server

ME = "/v1/me"
REVOKE = "/v1/oauth/revoke"
SDK = os.path.dirname(kajabi.__file__)
# As real ones are: with characters that JSON, URLs and PHP escape.
CANARIES = {
    "client_secret": "canary/secret+1=",
    "refresh_token": 'canary"refresh"\\',
    "password": "canary-pässwörd",
}
ACCESS, NEXT = "canary/access.1==", "canary/access.2=="


def lower(quoted: str) -> str:
    """Percent-encoded text in the other spelling (RFC 3986, 6.2.2.1)."""
    return re.sub("%..", lambda octet: octet[0].lower(), quoted)


def leaks(text: str) -> list[str]:
    """The secrets that a text holds, in whatever spelling."""
    found: list[str] = []
    for secret in (*CANARIES.values(), ACCESS, NEXT, "canary-cookie"):
        forms = {secret, quote(secret, safe=""), json.dumps(secret)[1:-1], json.dumps(secret)[1:-1].replace("/", "\\/"), repr(secret)[1:-1]}
        forms |= {secret.encode().decode("latin-1"), json.dumps(secret, ensure_ascii=False)[1:-1], quote(secret), lower(quote(secret))}
        found += [secret for form in forms if form in text]
    return found


@pytest.fixture(autouse=True)
def script(server: Server, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Tokens from the server are canaries too, and whatever is logged, by whomever, holds none."""
    caplog.set_level(logging.DEBUG)
    for name in ("httpx2", "httpcore2", "asyncio", "kajabi"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    grant = {"refresh_token": CANARIES["refresh_token"], "expires_in": 7200}
    server.on("POST", TOKEN, Reply(json={"access_token": ACCESS, **grant}), Reply(json={"access_token": NEXT, **grant}))
    yield
    logged = "\n".join(f"{record.name} {record.getMessage()} {record.exc_info}" for record in caplog.get_records("call"))
    assert leaks(logged) == []


def me(kajabi: Any, **options: Any) -> Any:
    return outcome(lambda: kajabi.request("POST", ME, json={"x": 1}, **{"timeout": 5, "max_retries": 0, **options}))


GIVEN = {"client_id": "id", "username": "u", **CANARIES}


def test_what_can_be_reached_from_a_client(server: Server, call: Call):
    """Every object that hangs on a client, before, between and after calls: secrets are in `Secret` only, and that does not show them."""
    server.on("POST", ME, Reply(json={}), Reply(401), Reply(500), Reply(json={}, cut=0), Reply(json={}))
    seen: list[object] = []

    def look(kajabi: Any, found: object) -> None:
        options = kajabi.with_options(timeout=1)
        seen.append(found)
        held = texts(kajabi, options, found, vars(kajabi), kajabi._engine._driver)
        assert leaks(held) == []
        assert "Secret('***')" in held

    def do(kajabi: Any) -> Any:
        async def run() -> None:
            for _ in range(5):
                look(kajabi, await me(kajabi))

        look(kajabi, None)
        return run() if isinstance(kajabi, AsyncKajabi) else [look(kajabi, me(kajabi)) for _ in range(5)]

    call(do, **GIVEN, on_request=seen.append, on_response=seen.append)
    assert len(server.asked(ME)) >= 5
    assert leaks(texts(seen)) == []


SENT = " ".join(CANARIES.values())
ECHO = f"{ACCESS} {SENT}"


def replies(echo: str) -> dict[str, Reply]:
    """Replies that repeat it."""
    php = json.dumps({"errors": [{"title": echo, "detail": echo, "code": echo, "source": {"pointer": echo}}]}).replace("/", "\\/")
    oauth = json.dumps({"error": echo, "error_description": echo}, ensure_ascii=False)
    names = ("Location", "X-Request-Id", "Server", "Content-Type", "Retry-After", "Set-Cookie", "X-RateLimit-Limit")
    escaped = {name: quote(echo, safe="") for name in names}
    plain = dict.fromkeys(names, echo.replace("ä", "").replace("ö", ""))
    return {
        "escaped details": Reply(500, body=php.encode()),
        "plain details": Reply(422, body=json.dumps(json.loads(php), ensure_ascii=False).encode()),
        "details with success": Reply(200, body=php.encode()),
        "OAuth": Reply(400, body=oauth.encode()),
        "401": Reply(401, body=oauth.encode()),
        "a page": Reply(502, body=f"<html>{echo}</html>".encode(), headers={"content-type": "text/html"}),
        "headers": Reply(404, headers=plain),
        "escaped headers": Reply(404, headers=escaped),
        "lower-case escapes": Reply(404, headers=dict.fromkeys(names, lower(quote(echo)))),
        "escaped escapes": Reply(500, body=oauth.replace(echo, lower(quote(echo))).encode()),
        "headers of success": Reply(200, body=b"<html>", headers=plain),
        "headers of a redirect": Reply(302, headers=escaped),
        "headers of broken compression": Reply(200, body=b"x", headers={**plain, "Content-Encoding": "gzip"}),
        "headers of half a body": Reply(200, json={}, cut=1, headers=plain),
        "headers of a late body": Reply(200, json={"a": 1}, drip=0.2, headers=plain),
        "nothing": Reply(hang_up=True),
        "late": Reply(json={}, delay=0.7),
    }


REPLIES = replies(ECHO)


@pytest.mark.parametrize("what", REPLIES)
def test_echoes_of_a_server(server: Server, call: Call, caplog: pytest.LogCaptureFixture, what: str):
    """A server, or a proxy, that repeats what it was sent: no error, traceback, pickle, hook or log of ours passes it on."""
    logging.getLogger("httpcore2").setLevel(logging.INFO)  # it logs the headers of replies, which this server has filled with secrets
    server.on("GET", "/v1/contacts/1", REPLIES[what])
    hooks: list[object] = []
    error = call(
        lambda kajabi: outcome(lambda: kajabi.contacts.get("1", timeout=0.5, max_retries=0)),
        **GIVEN,
        on_request=hooks.append,
        on_response=hooks.append,
    )
    assert isinstance(error, KajabiError)
    assert documented(error)
    assert leaks(shown(error) + texts(hooks)) == []


@pytest.mark.parametrize("what", ["escaped details", "OAuth", "401", "headers", "headers of success", "headers of a redirect", "late"])
def test_echoes_of_the_token_endpoint(server: Server, call: Call, what: str):
    """It has seen the client secret, the password and the refresh token."""
    logging.getLogger("httpcore2").setLevel(logging.INFO)
    server.on("POST", TOKEN, replies(SENT)[what])
    error = call(me, **{**GIVEN, "timeout": 0.5, "max_retries": 0})
    assert isinstance(error, KajabiError)
    assert leaks(shown(error)) == []


def test_echoes_beside_what_is_hardly_parsed():
    """Nesting at the edge of what a parser takes does not get a spelling past the search for secrets: errors name nothing of it."""
    store = TokenStore(Credentials(client_id="id", client_secret=CANARIES["client_secret"]), None)
    spelled = "".join(f"\\u{ord(letter):04x}" for letter in CANARIES["client_secret"])
    for depth in range(50, 1200):
        body = f'{{"errors": [{{"title": "{spelled}"}}], "x": {"[" * depth}{"]" * depth}}}'
        error = status_error(store.redact(RawResponse("GET", ME, 500, Headers(()), body.encode())))
        assert leaks(f"{error} {error.errors}") == [], depth


def test_echoes_that_are_no_http(wire: Wire, call: Call):
    """What the HTTP library quotes of a broken reply is cleaned as well."""
    logging.getLogger("httpcore2").setLevel(logging.INFO)
    replies = [
        b"Bearer " + ACCESS.encode() + b"\r\n\r\n",
        HEAD + f"bad {ACCESS}\r\n\r\n".encode(),
        HEAD + f"Content-Length: {ACCESS}\r\n\r\n".encode(),
    ]
    for reply in replies:
        wire.says(reply)
        error = call(me, base_url=wire.url, access_token=ACCESS, client_id=None, client_secret=None)
        assert isinstance(error, APIConnectionError)
        assert leaks(shown(error)) == []


@pytest.mark.parametrize("secret", ["canary/secret+1=\ud800", "canary/secret+1=\r\n", "canary/secret+1=\0"])
def test_secrets_that_cannot_be_sent(server: Server, call: Call, secret: str):
    """The error about a broken secret does not show it, nor do the frames that it came through."""
    server.on("POST", TOKEN, Reply(401))
    for given in ({"client_secret": secret}, {"access_token": secret}, {"username": "u", "password": secret}, {"refresh_token": secret}):
        error = call(me, **{"client_id": "id", "client_secret": None, **given})
        assert isinstance(error, KajabiError)
        assert leaks(shown(error)) == []


@pytest.mark.parametrize("wrong", [{"base_url": "http://example.com"}, {"base_url": "nonsense"}])
def test_a_client_that_cannot_be_made(wrong: dict[str, str]):
    """An error in a constructor carries none of its arguments."""
    for client in (Kajabi, AsyncKajabi):
        error = outcome(lambda client=client: client(**GIVEN, access_token=None, **wrong))
        assert isinstance(error, KajabiError)
        assert leaks(shown(error)) == []


def test_wrong_options(server: Server, call: Call):
    """Nor does an error about the arguments of a call."""
    error = call(lambda kajabi: outcome(lambda: kajabi.me.get(extra_headers={"Authorization": "x"})), **GIVEN)
    assert leaks(shown(error)) == []


def test_hooks_and_sources_that_fail(server: Server, call: Call):
    """What the caller's own function raises passes through frames that show nothing."""

    def fail(info: object) -> None:
        raise LookupError("of the caller")

    for hook in ("on_request", "on_response"):
        error = call(me, **GIVEN, **{hook: fail})
        assert isinstance(error, LookupError)
        assert leaks(shown(error)) == []

    def source() -> str:
        raise LookupError("of the caller")

    error = call(me, access_token=source, client_id=None, client_secret=None)
    assert isinstance(error, LookupError)


def test_logs_of_the_http_library(server: Server, call: Call, caplog: pytest.LogCaptureFixture):
    """At DEBUG they tell of requests, and the fixture above finds no secret in them."""
    server.on("POST", ME, Reply(401), Reply(json={}))
    call(me, **GIVEN)
    assert {"httpx2", "httpcore2.connection", "httpcore2.http11", "kajabi"} <= {record.name for record in caplog.records}


def test_a_task_that_is_cancelled(server: Server):
    """Wherever it is: the frames of the HTTP library, with the request in their locals, do not get into the traceback."""
    server.on("POST", ME, Reply(json={}, delay=0.01))

    async def run() -> str:
        seen: list[str] = []
        async with AsyncKajabi(**GIVEN, base_url=server.url) as kajabi:
            for turns in range(1, 50):
                kajabi._engine._driver.store._current = None if turns % 2 else kajabi._engine._driver.store._current
                task = asyncio.ensure_future(kajabi.request("POST", ME, json={"x": "y"}))
                for _ in range(turns):
                    await asyncio.sleep(0)
                task.cancel()
                try:
                    await task
                except asyncio.CancelledError as error:
                    seen.append(shown(error))
        assert len(seen) > 20
        return "".join(seen)

    assert leaks(asyncio.run(run())) == []


class Alarm(Exception):
    """What a signal handler raises."""


@pytest.fixture
def silent() -> Iterator[None]:
    """Nothing is logged: log handlers swallow what is raised inside of them, so that not every interruption would come through."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, MemoryError, Alarm])
@pytest.mark.parametrize("path", [TOKEN, ME])
def test_a_thread_that_is_interrupted(server: Server, kind: type[BaseException], path: str):
    """The same for a signal while the sync client waits for a reply, of the API or of the token endpoint."""

    def interrupt(number: int, frame: object) -> None:
        raise kind

    def answer(request: Request) -> Reply:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)
        return Reply(json={"access_token": ACCESS})

    server.on("POST", path, answer)
    before = signal.signal(signal.SIGUSR1, interrupt)
    try:
        with Kajabi(**GIVEN, base_url=server.url) as kajabi, pytest.raises(kind) as caught:
            kajabi.request("POST", ME, json={"x": 1})
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert leaks("".join(locals_of(caught.value))) == []


@pytest.mark.usefixtures("silent")
def test_an_interruption_of_any_line(server: Server, call: Call):
    """Each line of the SDK that a request and the end of its token run, in turn: secrets are text for a moment in some of them."""
    server.on("POST", ME, Reply(json={}))
    server.on("POST", REVOKE, Reply(204))
    lines: list[tuple[str, int]] = []

    def interrupt(frame: types.FrameType, event: str, arg: object) -> Any:
        if not (line := (frame.f_code.co_filename, frame.f_lineno))[0].startswith(SDK):
            return None
        if event == "line" and line not in lines:
            lines.append(line)
            raise Alarm
        return interrupt

    def do(kajabi: Any) -> Any:
        async def run() -> None:
            await kajabi.request("POST", ME)
            await kajabi.revoke()

        sys.settrace(interrupt)
        return run() if isinstance(kajabi, AsyncKajabi) else [kajabi.request("POST", ME), kajabi.revoke()]

    while isinstance(came := outcome(lambda: call(do, **GIVEN)), Alarm):
        sys.settrace(None)
        assert leaks("".join(locals_of(came))) == [], lines[-1]
    sys.settrace(None)
    assert not isinstance(came, Exception)
    assert len(lines) > 300


def test_a_failure_that_waiters_share_keeps_no_frames(server: Server, call: Call):
    """It is kept for those who wait; the frames that it came through, with requests in their locals, are not."""
    server.on("POST", TOKEN, Reply(401))
    held: list[object] = []

    def do(kajabi: Any) -> Any:
        held.append(kajabi)
        return me(kajabi)

    assert isinstance(call(do, **GIVEN), AuthenticationError)
    assert [found for found in reachable(*held) if isinstance(found, types.TracebackType)] == []


def test_copies_and_pickles(server: Server):
    """A client can be neither pickled nor copied; its parts neither."""
    for client in (Kajabi(**GIVEN, base_url=server.url), AsyncKajabi(**GIVEN, base_url=server.url)):
        driver = client._engine._driver
        for part in (client, driver, driver.store, driver.store._credentials, driver.store._credentials.client_secret):
            for method in (pickle.dumps, copy.deepcopy):
                copied = outcome(lambda method=method, part=part: method(part))
                assert isinstance(copied, TypeError) or leaks(texts(copied)) == []
            assert leaks(repr(part) + str(part) + f"{part}" + repr(getattr(part, "__dict__", ""))) == []
        assert isinstance(outcome(lambda client=client: copy.copy(client)), TypeError)


def test_replies_hold_no_request(server: Server, call: Call):
    """A result keeps the reply only: it can be pickled and passed on."""
    server.on("GET", "/v1/contacts/1", Reply(json={"data": {"type": "contacts", "id": "1", "attributes": {"name": "Jo"}}}))
    contact = call(lambda kajabi: kajabi.contacts.get("1"), **GIVEN)
    assert contact.name == "Jo"
    assert leaks(texts(contact) + repr(pickle.dumps(contact))) == []


def test_every_error_pickles(server: Server, call: Call):
    """With its fields, by every protocol, and without its traceback."""
    details = {"errors": [{"title": "x", "source": {"pointer": "/data"}}]}
    server.on(
        "GET",
        ME,
        *[Reply(status, json=details) for status in (400, 401, 403, 404, 409, 418, 422, 429, 500)],
        Reply(hang_up=True),
        Reply(302),
    )
    errors = call(lambda kajabi: [outcome(lambda: kajabi.request("GET", ME, max_retries=0)) for _ in range(12)], access_token="t")
    for error in errors:
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            twin = pickle.loads(pickle.dumps(error, protocol))
            assert (type(twin), str(twin), vars(twin)) == (type(error), str(error), vars(error))
        assert copy.copy(error).args == copy.deepcopy(error).args == error.args


def test_an_endpoint_that_refuses_everything(server: Server, call: Call):
    """All grants are tried in turn; the error shows none of them."""
    server.on("POST", TOKEN, replies(SENT)["OAuth"])
    error = call(me, **GIVEN)
    assert isinstance(error, AuthenticationError)
    assert len(server.asked(TOKEN)) == 3
    assert leaks(shown(error)) == []
