"""Token endpoints that lie, and many who wait for one token."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from kajabi import APIConnectionError, AsyncKajabi, AuthenticationError, InternalServerError, Kajabi, KajabiError

from attacks.looking import shown
from attacks.outcomes import documented, outcome
from runtime.calls import Call
from runtime.server import TOKEN, Reply, Server

ME = "/v1/me"
WAITERS = 50


def me(kajabi: Any) -> Any:
    return outcome(lambda: kajabi.request("GET", ME))


@pytest.fixture(autouse=True)
def script(server: Server) -> None:
    server.on("GET", ME, Reply(json={}))


LIVES = [
    "null",
    "0",
    "-1",
    "-1e400",
    '"soon"',
    '""',
    '"7200"',
    "NaN",
    "Infinity",
    "1e400",
    "9" * 400,
    "9" * 10_000,
    "true",
    "[1]",
    "{}",
    '"\\u0000"',
]


@pytest.mark.parametrize("life", [*LIVES, ""], ids=lambda life: life[:12])
def test_lifetimes(server: Server, call: Call, life: str):
    """Absent, zero, negative, text, NaN or huge: the token is used, once fetched, until a 401 says otherwise."""
    member = f', "expires_in": {life}' if life else ""
    server.on("POST", TOKEN, Reply(body=b'{"access_token": "token-1"%s}' % member.encode()))
    replies = call(lambda kajabi: [me(kajabi) for _ in range(3)])
    assert [reply.status_code for reply in replies] == [200] * 3
    assert len(server.asked(TOKEN)) == 1


TOKENLESS: dict[str, bytes] = {
    "nothing": b"",
    "a page": b"<html>canary-secret</html>",
    "no member": b"{}",
    "null": b'{"access_token": null}',
    "empty": b'{"access_token": ""}',
    "blank": b'{"access_token": " "}',
    "a number": b'{"access_token": 1}',
    "a list": b'{"access_token": ["token"]}',
    "root list": b'[{"access_token": "token"}]',
    "an error": b'{"error": "invalid_client", "error_description": "canary-secret"}',
    "deep": b'{"access_token":' * 100_000,
    "line breaks": json.dumps({"access_token": "canary-token\r\nX-Evil: 1"}).encode(),
    "a line feed at the end": json.dumps({"access_token": "canary-token\n"}).encode(),
    "NUL": json.dumps({"access_token": "canary-token\0"}).encode(),
    "a lone surrogate": b'{"access_token": "canary-token\\ud800"}',
    "letters": json.dumps({"access_token": "canary-tokenü"}).encode(),
    "two words": json.dumps({"access_token": "canary-token x"}).encode(),
    "cut off": b'{"access_token": "canary-token',
}


@pytest.mark.parametrize("what", TOKENLESS)
def test_success_without_a_token(server: Server, call: Call, what: str):
    """A reply of 200 that holds no token, or one that no header can carry: an AuthenticationError that does not quote it."""
    server.on("POST", TOKEN, Reply(200, body=TOKENLESS[what]))
    error = call(me)
    assert isinstance(error, AuthenticationError)
    assert (error.status, error.request_id) == (200, "req-1")
    assert documented(error)
    assert "canary" not in shown(error)
    assert server.asked(ME) == []


def test_a_refresh_token_with_line_breaks(server: Server, call: Call):
    """In a form it is encoded, and cannot become another member."""
    server.on("POST", TOKEN, Reply(json={"access_token": "token-1", "refresh_token": "a&client_id=evil\r\n"}))
    server.on("GET", ME, Reply(401))
    assert isinstance(call(me), AuthenticationError)
    assert server.asked(TOKEN)[1].form == {"grant_type": "refresh_token", "refresh_token": "a&client_id=evil\r\n"}


def test_a_refresh_token_that_is_no_text(server: Server, call: Call):
    """One with a lone surrogate can never be sent back: the client does without, and is not stuck with it."""
    server.on(
        "POST", TOKEN, Reply(body=b'{"access_token": "token-1", "refresh_token": "\\ud800"}'), Reply(json={"access_token": "token-2"})
    )
    server.on("GET", ME, Reply(401), Reply(json={}))
    assert call(me).status_code == 200
    assert [request.form["grant_type"] for request in server.asked(TOKEN)] == ["client_credentials"] * 2


def test_token_replies_without_end(server: Server, call: Call):
    """Megabytes around a token are not parsed: as objects they would take gigabytes."""
    server.on("POST", TOKEN, Reply(body=b'{"x": [' + b"[]," * 400_000 + b'[]], "access_token": "token-1"}'))
    error = call(me)
    assert isinstance(error, AuthenticationError)
    assert "too large" in str(error)
    assert (error.status, error.request_id) == (200, "req-1")


@pytest.mark.parametrize("given", ["", " ", "a\r\nb: c", "ü", "a b", b"bytes", 7, None])
def test_sources_of_tokens_that_give_none(server: Server, call: Call, given: Any):
    """The caller's own function gives nonsense: nothing is sent."""
    error = call(me, access_token=lambda: given, client_id=None, client_secret=None)
    assert isinstance(error, AuthenticationError)
    assert server.requests == []


def test_endless_401(server: Server, call: Call):
    """Each call renews the token once; a server that never accepts one is not asked forever, nor is the token endpoint."""
    server.on("POST", TOKEN, lambda request: Reply(json={"access_token": f"token-{len(server.requests)}"}))
    server.on("GET", ME, Reply(401))
    errors = call(lambda kajabi: [me(kajabi) for _ in range(3)], max_retries=9)
    assert {type(error) for error in errors} == {AuthenticationError}
    assert (len(server.asked(ME)), len(server.asked(TOKEN))) == (6, 4)
    server.on("POST", TOKEN, Reply(401))
    assert isinstance(call(me, max_retries=9), AuthenticationError)


def by_threads(server: Server, options: dict[str, Any]) -> list[Any]:
    """What fifty threads get that begin at once."""
    results: list[Any] = []
    barrier = threading.Barrier(WAITERS)

    def one(kajabi: Kajabi) -> None:
        barrier.wait()
        results.append(me(kajabi))

    with Kajabi("id", "secret", base_url=server.url, **options) as kajabi:
        threads = [threading.Thread(target=one, args=(kajabi,)) for _ in range(WAITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    return results


def by_tasks(server: Server, options: dict[str, Any]) -> list[Any]:
    """What fifty tasks get."""

    async def run() -> list[Any]:
        async with AsyncKajabi("id", "secret", base_url=server.url, **options) as kajabi:
            return await asyncio.wait_for(asyncio.gather(*[me(kajabi) for _ in range(WAITERS)]), 10)

    return asyncio.run(run())


FAILURES = [
    (Reply(401, json={"error": "invalid_client"}, delay=0.1), AuthenticationError),
    (Reply(503, delay=0.1), InternalServerError),
    (Reply(hang_up=True, delay=0.1), APIConnectionError),
    (Reply(200, body=b"<html>", delay=0.1), AuthenticationError),
]


@pytest.mark.parametrize("together", [by_threads, by_tasks])
@pytest.mark.parametrize(("reply", "kind"), FAILURES, ids=["refused", "down", "hung up", "a page"])
def test_fifty_waiters_share_a_failure(server: Server, together: Callable[..., list[Any]], reply: Reply, kind: type):
    """The one who asks for the token fails: all fail alike, after one request, with errors of their own."""
    server.on("POST", TOKEN, reply)
    errors = together(server, {"max_retries": 0})
    assert Counter(map(type, errors)) == {kind: WAITERS}
    assert len(set(map(id, errors))) == WAITERS
    assert all(documented(error) for error in errors)
    assert len(server.asked(TOKEN)) == 1
    assert server.asked(ME) == []


@pytest.mark.parametrize("together", [by_threads, by_tasks])
def test_fifty_waiters_renew_once(server: Server, together: Callable[..., list[Any]]):
    """The token dies while fifty calls are on their way: one renewal serves all."""
    grants = [Reply(json={"access_token": f"token-{n}"}, delay=0.05) for n in (1, 2, 3)]
    server.on("POST", TOKEN, *grants)
    good = lambda request: Reply(200 if request.headers["authorization"] == "Bearer token-2" else 401, json={})  # noqa: E731
    server.on("GET", ME, good)
    assert {reply.status_code for reply in together(server, {})} == {200}
    assert len(server.asked(TOKEN)) == 2


def test_fifty_waiters_when_one_after_the_other_is_cancelled(server: Server):
    """Whoever holds the request for a token may be cancelled: the next one asks, the rest get their reply, and nobody hangs."""
    never = Reply(json={"access_token": "late"}, delay=3)
    server.on("POST", TOKEN, never, never, never, never, Reply(json={"access_token": "token-1"}))

    async def run() -> list[Any]:
        async with AsyncKajabi("id", "secret", base_url=server.url) as kajabi:
            tasks = [asyncio.ensure_future(me(kajabi)) for _ in range(WAITERS)]
            for number, task in enumerate(tasks[:4], start=1):
                while len(server.asked(TOKEN)) < number:
                    await asyncio.sleep(0.005)
                task.cancel()
            return await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 10)

    results = asyncio.run(run())
    assert [type(result) for result in results[:4]] == [asyncio.CancelledError] * 4
    assert {result.status_code for result in results[4:]} == {200}
    assert len(server.asked(TOKEN)) == 5


def test_fifty_waiters_when_the_time_of_one_is_up(server: Server):
    """A caller's own time limit around a call cancels that call only."""
    server.on("POST", TOKEN, Reply(json={"access_token": "token-1"}, delay=0.15))

    async def run() -> list[Any]:
        async with AsyncKajabi("id", "secret", base_url=server.url) as kajabi:
            hasty = asyncio.ensure_future(asyncio.wait_for(kajabi.request("GET", ME), 0.05))
            await asyncio.sleep(0)
            rest = await asyncio.gather(*[me(kajabi) for _ in range(WAITERS)])
            return [await outcome(lambda: hasty), *rest]

    hasty, *rest = asyncio.run(run())
    assert isinstance(hasty, TimeoutError)
    assert {reply.status_code for reply in rest} == {200}


def test_a_failure_is_not_kept(server: Server, call: Call):
    """The next call after a failure asks for a token again."""
    server.on("POST", TOKEN, Reply(401), Reply(json={"access_token": "token-1"}))
    first, second = call(lambda kajabi: [me(kajabi), me(kajabi)])
    assert isinstance(first, KajabiError)
    assert second.status_code == 200
