"""Tokens: fetched when needed, shared by all, renewed in time, and never shown."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from kajabi import APIConnectionError, AsyncKajabi, AuthenticationError, InternalServerError, Kajabi, KajabiError

from runtime.calls import Call
from runtime.server import TOKEN, Reply, Request, Server

ME = "/v1/me"
NONE = {"client_id": None, "client_secret": None}


def me(kajabi: Any) -> Any:
    return kajabi.request("GET", ME)


def twice(kajabi: Any) -> Any:
    async def run() -> None:
        await me(kajabi)
        await me(kajabi)

    return run() if isinstance(kajabi, AsyncKajabi) else [me(kajabi), me(kajabi)]


@pytest.fixture(autouse=True)
def script(server: Server, monkeypatch: pytest.MonkeyPatch):
    server.on("GET", ME, Reply(json={"data": {"type": "me", "id": "1"}}))
    for name in ("CLIENT_ID", "CLIENT_SECRET", "ACCESS_TOKEN", "BASE_URL"):
        monkeypatch.delenv(f"KAJABI_{name}", raising=False)


def granted(**members: object) -> Reply:
    return Reply(json={"access_token": "token-1", **members})


def only(token: str):
    """Answers only who shows `token`."""
    return lambda request: Reply(json={}) if request.headers.get("authorization") == f"Bearer {token}" else Reply(401)


def test_one_request_of_client_credentials_serves_all_calls(server: Server, call: Call):
    call(twice)
    assert [request.form for request in server.asked(TOKEN)] == [
        {"grant_type": "client_credentials", "client_id": "id", "client_secret": "canary-secret"}
    ]
    assert [request.headers["authorization"] for request in server.asked(ME)] == ["Bearer token-1"] * 2


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ({"refresh_token": "r"}, {"grant_type": "refresh_token", "refresh_token": "r"}),
        ({"username": "u", "password": "p"}, {"username": "u", "password": "p"}),
    ],
)
def test_other_grants_send_only_what_belongs_to_them(server: Server, call: Call, given: dict[str, str], form: dict[str, str]):
    call(me, **NONE, **given)
    assert server.asked(TOKEN)[0].form == form


@pytest.mark.parametrize("token", ["given", lambda: "given"])
def test_a_given_token_is_used_as_it_is(server: Server, call: Call, token: Any):
    call(me, **NONE, access_token=token)
    assert server.last.headers["authorization"] == "Bearer given"
    assert server.asked(TOKEN) == []


def test_an_async_source_of_tokens(server: Server):
    async def source() -> str:
        return "given"

    async def run() -> None:
        async with AsyncKajabi(access_token=source, base_url=server.url) as kajabi:
            await me(kajabi)

    asyncio.run(run())
    assert server.last.headers["authorization"] == "Bearer given"


def test_the_environment_fills_in_but_arguments_win(server: Server, call: Call, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KAJABI_ACCESS_TOKEN", "of-the-environment")
    call(me, **NONE)
    assert server.last.headers["authorization"] == "Bearer of-the-environment"
    call(me)
    assert server.last.headers["authorization"] == "Bearer token-1"
    call(me, **NONE, access_token="argument")
    assert server.last.headers["authorization"] == "Bearer argument"


def test_without_credentials_the_first_call_fails(server: Server, call: Call):
    with pytest.raises(AuthenticationError, match="no credentials"):
        call(me, **NONE)
    assert server.requests == []


def test_fifty_threads_cause_one_token_request(server: Server):
    server.on("POST", TOKEN, Reply(json={"access_token": "token-1", "expires_in": 7200}, delay=0.05))
    with Kajabi("id", "secret", base_url=server.url) as kajabi:
        threads = [threading.Thread(target=me, args=(kajabi,)) for _ in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(server.asked(TOKEN)), len(server.asked(ME))) == (1, 50)


def test_fifty_tasks_cause_one_token_request(server: Server):
    server.on("POST", TOKEN, Reply(json={"access_token": "token-1", "expires_in": 7200}, delay=0.05))

    async def run() -> None:
        async with AsyncKajabi("id", "secret", base_url=server.url) as kajabi:
            await asyncio.gather(*[me(kajabi) for _ in range(50)])

    asyncio.run(run())
    assert (len(server.asked(TOKEN)), len(server.asked(ME))) == (1, 50)


def test_fifty_waiters_share_a_failure(server: Server):
    server.on("POST", TOKEN, Reply(401, json={"error": "invalid_client"}, delay=0.1))

    async def run() -> list[Any]:
        async with AsyncKajabi("id", "secret", base_url=server.url) as kajabi:
            return await asyncio.gather(*[me(kajabi) for _ in range(50)], return_exceptions=True)

    assert {type(result) for result in asyncio.run(run())} == {AuthenticationError}
    assert len(server.asked(TOKEN)) == 1


def test_if_the_one_who_fetches_is_cancelled_another_takes_over(server: Server):
    server.on("POST", TOKEN, Reply(json={"access_token": "token-1"}, delay=0.1))

    async def run() -> list[Any]:
        async with AsyncKajabi("id", "secret", base_url=server.url) as kajabi:
            first, *rest = [asyncio.ensure_future(me(kajabi)) for _ in range(10)]
            while not server.asked(TOKEN):
                await asyncio.sleep(0.01)
            first.cancel()
            return await asyncio.gather(*rest)

    assert {reply.status_code for reply in asyncio.run(run())} == {200}
    assert len(server.asked(TOKEN)) == 2


@pytest.mark.parametrize(
    ("expires_in", "requests"),
    [(7200, 1), ("7200", 1), (0.01, 2), (None, 1), (0, 1), (-5, 1), ("soon", 1), (1e400, 1), (True, 1), ([], 1)],
)
def test_expiry_and_nonsense_about_it(server: Server, call: Call, expires_in: object, requests: int):
    body = b'{"access_token": "token-1", "expires_in": 1e400}' if expires_in == 1e400 else None
    server.on("POST", TOKEN, Reply(json={"access_token": "token-1", "expires_in": expires_in}, body=body))
    server.on("GET", ME, Reply(json={}, delay=0.02))
    call(twice)
    assert len(server.asked(TOKEN)) == requests


def test_a_401_causes_one_refresh_and_one_retry(server: Server, call: Call):
    server.on("POST", ME, only("token-2"))
    assert call(lambda kajabi: kajabi.request("POST", ME, json={})).status_code == 200
    assert [request.form["grant_type"] for request in server.asked(TOKEN)] == ["client_credentials", "refresh_token"]
    assert len(server.asked(ME)) == 2


def test_endless_401_ends(server: Server, call: Call):
    server.on("GET", ME, Reply(401))
    with pytest.raises(AuthenticationError):
        call(me)
    assert (len(server.asked(ME)), len(server.asked(TOKEN))) == (2, 2)


def test_a_dead_refresh_token_falls_back_to_client_credentials(server: Server, call: Call):
    def answer(request: Request) -> Reply:
        return Reply(400, json={"error": "invalid_grant"}) if request.form["grant_type"] == "refresh_token" else granted()

    server.on("POST", TOKEN, answer)
    call(me, refresh_token="dead")
    assert [request.form["grant_type"] for request in server.asked(TOKEN)] == ["refresh_token", "client_credentials"]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(401, json={"error": "invalid_client", "error_description": "no such client"}), "no such client"),
        (Reply(400, json={"errors": [{"title": "Bad", "detail": "secret is canary-secret"}]}), r"secret is \*\*\*"),
        (Reply(200, json={"token_type": "Bearer"}), "no access token"),
        (Reply(200, json={"access_token": "a\r\nX-Evil: 1"}), "no header can carry"),
        (Reply(200, body=b"<html>"), "no JSON"),
        (Reply(200, body=b"[" * 100_000), "no JSON"),
    ],
)
def test_a_failure_tells_the_reason_and_no_secret(server: Server, call: Call, reply: Reply, reason: str):
    server.on("POST", TOKEN, reply)
    with pytest.raises(AuthenticationError, match=reason) as caught:
        call(me)
    assert "canary-secret" not in repr(vars(caught.value))
    assert server.asked(ME) == []


def test_a_token_server_that_is_down_is_no_matter_of_credentials(server: Server, call: Call):
    server.on("POST", TOKEN, Reply(503), Reply(503), Reply(503))
    with pytest.raises(InternalServerError):
        call(me)
    assert len(server.asked(TOKEN)) == 3
    server.on("POST", TOKEN, Reply(hang_up=True))
    with pytest.raises(APIConnectionError):
        call(me)


@pytest.mark.parametrize("status", [404, 409])
def test_a_token_server_never_answers_for_what_was_asked_for(server: Server, call: Call, status: int):
    """That the token's address is not found must not be taken for a contact that is not found."""
    server.on("POST", TOKEN, Reply(status))
    with pytest.raises(AuthenticationError) as caught:
        call(me)
    assert caught.value.status == status


def test_a_hook_that_asks_for_a_token_while_one_is_fetched_is_told(server: Server):
    """It would wait for itself."""

    def hook(info: Any) -> Any:
        return clients[0].me.get() if info.path == TOKEN else None

    async def asynchronous() -> None:
        async with AsyncKajabi("id", "secret", base_url=server.url, on_request=hook) as client:
            clients[:] = [client]
            await client.me.get()

    clients: list[Any] = []
    with Kajabi("id", "secret", base_url=server.url, on_request=hook) as client:
        clients[:] = [client]
        with pytest.raises(KajabiError, match="use another client there"):
            client.me.get()
    with pytest.raises(KajabiError, match="use another client there"):
        asyncio.run(asynchronous())


def test_revoke(server: Server, call: Call):
    server.on("POST", "/v1/oauth/revoke", Reply(200))

    def do(kajabi: Any) -> Any:
        async def run() -> None:
            await me(kajabi)
            await kajabi.revoke()
            await me(kajabi)

        return run() if isinstance(kajabi, AsyncKajabi) else [me(kajabi), kajabi.revoke(), me(kajabi)]

    call(do)
    revoked = server.asked("/v1/oauth/revoke")[0]
    assert (revoked.form, revoked.headers["authorization"]) == ({"token": "token-1"}, "Bearer token-1")
    assert server.last.headers["authorization"] == "Bearer token-2"
