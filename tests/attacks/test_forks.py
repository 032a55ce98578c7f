"""Processes that fork: the child uses neither connections nor locks of its parent."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from runtime.server import TOKEN, Reply, Server, contact

ME = "/v1/me"
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")

FORK = """
import os, sys, threading
sys.path[:0] = {path!r}
from kajabi import Kajabi
asked = threading.Event()
kajabi = Kajabi("id", "secret", base_url={url!r}, max_retries=0, on_request=lambda info: asked.set())
other = threading.Thread(target=lambda: kajabi.request("GET", "/v1/me"), daemon=True)
{before}
child = os.fork()
ok = kajabi.request("GET", "/v1/me").status_code == 200
if not child:
    os._exit(0 if ok else 1)
assert ok and os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""


@pytest.mark.parametrize(
    "before",
    ["", 'kajabi.request("GET", "/v1/me")', "kajabi._engine._driver.transport; other.start(); asked.wait()", "other.start(); asked.wait()"],
    ids=["unused", "used", "while a thread waits for a token", "while a thread imports the HTTP library"],
)
def test_fork(server: Server, before: str):
    """Parent and child go on with connections of their own, whatever the parent was doing; nobody waits for a lock of the other."""
    server.on("POST", TOKEN, Reply(json={"access_token": "t"}, delay=0.4))
    server.on("GET", ME, Reply(json={}))
    subprocess.run([sys.executable, "-c", FORK.format(path=sys.path, url=server.url, before=before)], check=True, timeout=20)


FORK_ASYNC = """
import asyncio, os, sys
sys.path[:0] = {path!r}
from kajabi import AsyncKajabi
kajabi = AsyncKajabi("id", "secret", base_url={url!r}, max_retries=0)

async def ask(id):
    return (await kajabi.contacts.get(id)).id == id

async def run():
    assert await ask("1")
    child = os.fork()
    if not child:
        asyncio._set_running_loop(None)
        os._exit(0 if asyncio.new_event_loop().run_until_complete(ask("2")) else 1)
    assert await ask("1") and os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

asyncio.run(run())
"""


def test_fork_of_an_async_client(server: Server):
    """The child begins a loop of its own: its calls go over new connections too, each gets its own reply."""
    for id_ in "12":
        server.on("GET", f"/v1/contacts/{id_}", Reply(json={"data": contact(id_)}))
    subprocess.run([sys.executable, "-c", FORK_ASYNC.format(path=sys.path, url=server.url)], check=True, timeout=20)


FORK_GIVEN = """
import os, sys
sys.path[:0] = {path!r}
import httpx2
from kajabi import Kajabi, KajabiError
http = httpx2.Client()
used = Kajabi(access_token="t", base_url={url!r}, http_client=http)
used.request("GET", "/v1/me")
child = os.fork()
if not child:
    try:
        used.request("GET", "/v1/me")
    except KajabiError as error:
        os._exit(0 if "fork" in str(error) else 1)
    os._exit(2)
assert used.request("GET", "/v1/me").status_code == 200
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""


def test_fork_with_a_client_of_the_caller(server: Server):
    """Its connections would be shared with the parent, and replies get into wrong hands: one documented error, and nothing is sent."""
    server.on("GET", ME, Reply(json={}))
    subprocess.run([sys.executable, "-c", FORK_GIVEN.format(path=sys.path, url=server.url)], check=True, timeout=20)
    assert len(server.requests) == 2
