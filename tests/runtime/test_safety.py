"""Credentials go to the configured server only, and show up nowhere."""

from __future__ import annotations

import copy
import logging
import os
import pickle
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kajabi import APIStatusError, ArgumentError, AsyncKajabi, AuthenticationError, Kajabi, KajabiError

from runtime.calls import Call
from runtime.server import TOKEN, Reply, Server

ME = "/v1/me"
CANARIES = ("canary-secret", "canary-password", "canary-refresh", "canary-access")


def me(kajabi: Any, **options: Any) -> Any:
    return kajabi.request("POST", ME, json={"x": "canary-body"}, **options)


@pytest.fixture
def elsewhere() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["/v1/other", "//{there}/", "http://{there}/v1/me", "https://{there}/v1/me", "ftp://x", "%%%"])
def test_redirects_carry_nothing_anywhere(server: Server, elsewhere: Server, call: Call, status: int, target: str):
    location = target.format(there=elsewhere.url.removeprefix("http://"))
    server.on("POST", ME, Reply(status, headers={"Location": location}))
    with pytest.raises(APIStatusError, match="redirects are not followed") as caught:
        call(me)
    assert caught.value.status == status
    assert [request.path for request in server.requests] == [TOKEN, ME]
    assert elsewhere.requests == []


def test_a_redirect_of_the_token_endpoint_carries_nothing_either(server: Server, elsewhere: Server, call: Call):
    server.on("POST", TOKEN, Reply(307, headers={"Location": elsewhere.url + TOKEN}))
    with pytest.raises(KajabiError, match="redirects are not followed"):
        call(me)
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.com",
        "http://10.0.0.1",
        "http://localhost.evil.example",
        "https://user:password@api.example.com",
        "https://api.example.com@evil.example",
        "https://api.example.com?x=1",
        "https://api.example.com#x",
        "ftp://api.example.com",
        "api.example.com",
        "https://",
        "https://api.example.com\n",
        "https://api.example.com:port",
    ],
)
def test_base_urls_that_are_refused(url: str):
    for client in (Kajabi, AsyncKajabi):
        with pytest.raises(ArgumentError) as caught:
            client("id", "canary-secret", base_url=url)
        assert "password" not in str(caught.value)


def test_a_base_url_may_have_a_path_and_a_trailing_slash(server: Server, call: Call):
    server.on("GET", "/prefix/v1/me", Reply(json={}))
    call(
        lambda kajabi: kajabi.request("GET", "/v1/me"),
        base_url=server.url + "/prefix/",
        access_token="t",
        client_id=None,
        client_secret=None,
    )
    assert server.last.path == "/prefix/v1/me"


def test_no_cookies_no_netrc_no_proxy_for_plain_http(
    server: Server, elsewhere: Server, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login x password canary-password\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", elsewhere.url)
    server.on("POST", ME, Reply(json={}, headers={"Set-Cookie": "session=canary-cookie; Path=/"}))

    def do(kajabi: Any) -> Any:
        async def run() -> Any:
            return [await me(kajabi), await me(kajabi)]

        return run() if isinstance(kajabi, AsyncKajabi) else [me(kajabi), me(kajabi)]

    replies = call(do)
    assert "set-cookie" not in replies[0].headers
    assert all("cookie" not in request.headers for request in server.requests)
    assert server.last.headers["authorization"] == "Bearer token-1"
    assert elsewhere.requests == []


def everything_of(value: object, depth: int = 6) -> str:
    """`repr` and `vars` of a value and of all that hangs on it."""
    if depth == 0:
        return ""
    parts = [repr(value), str(value)]
    inside = [*vars(value).values()] if hasattr(value, "__dict__") and not isinstance(value, type) else []
    inside += list(value) if isinstance(value, list | tuple | set) else []
    inside += list(value.values()) if isinstance(value, dict) else []
    inside += [getattr(value, name, None) for name in ("__cause__", "__context__") if isinstance(value, BaseException)]
    return "".join(
        [
            *parts,
            *[everything_of(each, depth - 1) for each in inside if not isinstance(each, str | bytes | int | float | type(None) | type(os))],
        ]
    )


def frames_of(error: BaseException) -> str:
    """The locals of every frame below the caller's, as error trackers record them."""
    found = traceback.TracebackException.from_exception(error, capture_locals=True)
    return "".join(repr(frame.locals) for frame in found.stack if "site-packages" in frame.filename or "/kajabi/" in frame.filename)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(500, json={"errors": [{"detail": "canary-access canary-secret canary-refresh"}]}),
        Reply(401),
        Reply(302, headers={"Location": "https://evil.example"}),
        Reply(hang_up=True),
        Reply(json={}, cut=1),
        Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"}),
        Reply(json={}, delay=0.4),
    ],
)
def test_secrets_show_up_nowhere(server: Server, call: Call, caplog: pytest.LogCaptureFixture, reply: Reply):
    caplog.set_level(logging.DEBUG)
    server.on("POST", TOKEN, Reply(json={"access_token": "canary-access", "refresh_token": "canary-refresh"}))
    server.on("POST", ME, reply)
    seen: list[object] = []

    def do(kajabi: Any) -> Any:
        seen.append(kajabi)
        return me(kajabi, timeout=0.2)

    with pytest.raises(KajabiError) as caught:
        call(do, password="canary-password", username="u", on_request=seen.append, on_response=seen.append, max_retries=0)
    shown = everything_of(seen) + everything_of(caught.value) + caplog.text + frames_of(caught.value)
    shown += repr(pickle.dumps(caught.value)) + everything_of(pickle.loads(pickle.dumps(caught.value)))
    assert [canary for canary in CANARIES if canary in shown] == []
    assert "canary-body" not in everything_of(seen) + everything_of(caught.value) + caplog.text


def test_clients_cannot_be_pickled_and_copies_hide_their_secrets(server: Server):
    for client in (Kajabi("id", "canary-secret", base_url=server.url), AsyncKajabi("id", "canary-secret", base_url=server.url)):
        with pytest.raises(TypeError):
            pickle.dumps(client)
        assert "canary" not in everything_of(client.with_options(timeout=1))
        with pytest.raises(TypeError):
            copy.deepcopy(client)


def test_a_token_that_no_header_can_carry_is_not_quoted(server: Server, call: Call):
    with pytest.raises(AuthenticationError) as caught:
        call(me, access_token="canary-access\r\nx-evil: 1", client_id=None, client_secret=None)
    assert "canary-access" not in everything_of(caught.value) + frames_of(caught.value)
    assert server.requests == []


def test_arguments_changed_while_a_repetition_waits_do_not_matter(server: Server, call: Call):
    attributes = {"name": "before"}

    def change(request: Any) -> Reply:
        attributes["name"] = "after"
        return Reply(429)

    server.on("POST", "/v1/contacts", change, Reply(201, json={"data": {"type": "contacts", "id": "1"}}))
    call(lambda kajabi: kajabi.contacts.create(extra={"x": attributes}))
    assert server.last.json["data"]["attributes"]["x"] == {"name": "before"}


def test_one_client_serves_many_threads(server: Server):
    server.on("GET", ME, *[Reply(json={}, hang_up=n % 7 == 0) for n in range(200)], Reply(json={}))
    results: list[int] = []

    with Kajabi("id", "secret", base_url=server.url) as kajabi:
        threads = [
            threading.Thread(target=lambda: results.extend([kajabi.request("GET", ME, max_retries=9).status_code for _ in range(10)]))
            for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results == [200] * 200
    assert len(server.asked(TOKEN)) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_does_not_share_connections(server: Server):
    program = f"""
import os, sys
sys.path[:0] = {sys.path!r}
from kajabi import Kajabi
kajabi = Kajabi(access_token="t", base_url={server.url!r})
kajabi.request("GET", "{ME}")
child = os.fork()
status = kajabi.request("GET", "{ME}").status_code
if not child:
    os._exit(status == 200)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
"""
    server.on("GET", ME, Reply(json={}))
    subprocess.run([sys.executable, "-c", program], check=True, timeout=20)
    assert len(server.asked(ME)) == 3


def test_importing_is_light_and_silent():
    program = f"""
import sys, threading
sys.path[:0] = {sys.path!r}
before = threading.active_count()
import kajabi, kajabi.webhooks
assert not {{"httpx2", "msgspec", "asyncio"}} & set(sys.modules), "heavy imports"
assert threading.active_count() == before
"""
    for flags in ((), ("-O",), ("-OO",), ("-W", "error")):
        done = subprocess.run([sys.executable, *flags, "-c", program], check=True, timeout=20, capture_output=True)
        assert done.stdout + done.stderr == b""
