"""Clients that are closed and shared, and the import of the package."""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from kajabi import APIConnectionError, AsyncKajabi, Kajabi, KajabiError

from attacks.outcomes import documented, outcome
from runtime.calls import Call
from runtime.server import TOKEN, Reply, Request, Server, contact

ME = "/v1/me"


def me(kajabi: Any, **options: Any) -> Any:
    return outcome(lambda: kajabi.request("GET", ME, **options))


def test_use_after_close(server: Server, call: Call, idle_connections: None):
    """Whatever is tried with a closed client, or with one that shares its connections, is one documented error; nothing is sent."""
    server.on("GET", "/v1/contacts", Reply(json={"data": [contact(1)], "links": {"next": "x"}}))

    def do(kajabi: Any) -> Any:
        async def run() -> list[Any]:
            page = await kajabi.contacts.list()
            twin = kajabi.with_options(timeout=1)
            await twin.close()
            await kajabi.aclose()
            await kajabi.aclose()
            return [await outcome(do) for do in (lambda: me(kajabi), lambda: me(twin), page.next, kajabi.contacts.list, kajabi.revoke)]

        if isinstance(kajabi, AsyncKajabi):
            return run()
        page = kajabi.contacts.list()
        twin = kajabi.with_options(timeout=1)
        twin.close()
        kajabi.close()
        kajabi.close()
        return [outcome(do) for do in (lambda: me(kajabi), lambda: me(twin), page.next, kajabi.contacts.list, kajabi.revoke)]

    errors = call(do)
    assert all(documented(error) and "closed" in str(error) for error in errors), errors
    assert len(server.asked("/v1/contacts")) == 1


def test_closed_before_the_first_request(server: Server, call: Call):
    """A client that was never used can be closed, and is closed then."""

    def do(kajabi: Any) -> Any:
        async def run() -> Any:
            await kajabi.aclose()
            return await me(kajabi)

        return run() if isinstance(kajabi, AsyncKajabi) else [kajabi.close(), me(kajabi)][1]

    assert "closed" in str(call(do))
    assert server.requests == []


def test_closed_by_another_thread(server: Server):
    """Requests on their way end in a result or a documented error, in their time, and closing in none."""
    server.on("GET", ME, Reply(json={}, delay=0.1))
    for _ in range(2):
        kajabi = Kajabi(access_token="t", base_url=server.url, max_retries=0)
        found: list[Any] = []
        threads = [threading.Thread(target=lambda k=kajabi, f=found: f.append(me(k, timeout=1))) for _ in range(10)]
        for thread in threads:
            thread.start()
        time.sleep(0.05)
        kajabi.close()
        for thread in threads:
            thread.join(5)
        assert len(found) == 10
        assert all(documented(each) or getattr(each, "status_code", 0) == 200 for each in found), found


def test_closed_by_another_task(server: Server):
    """The same for tasks."""
    server.on("GET", ME, Reply(json={}, delay=0.1))

    async def run() -> list[Any]:
        kajabi = AsyncKajabi(access_token="t", base_url=server.url, max_retries=0)
        tasks = [asyncio.ensure_future(me(kajabi)) for _ in range(10)]
        await asyncio.sleep(0.05)
        await kajabi.aclose()
        return await asyncio.wait_for(asyncio.gather(*tasks), 5)

    found = asyncio.run(run())
    assert all(documented(each) or getattr(each, "status_code", 0) == 200 for each in found), found


def test_a_client_of_the_caller_stays_open(server: Server):
    """It is closed by whoever made it; after that, calls are documented errors."""
    import httpx2

    server.on("GET", ME, Reply(json={}))
    with httpx2.Client() as http:
        for _ in range(2):
            with Kajabi(access_token="t", base_url=server.url, http_client=http) as kajabi:
                assert me(kajabi).status_code == 200
    error = me(Kajabi(access_token="t", base_url=server.url, http_client=http, max_retries=0))
    assert isinstance(error, APIConnectionError)
    assert documented(error)


def test_an_async_client_in_a_second_loop(server: Server):
    """It belongs to one event loop; in another one it works, or fails with a documented error."""
    server.on("GET", ME, Reply(json={}))
    kajabi = AsyncKajabi("id", "secret", base_url=server.url, max_retries=0)

    async def many() -> list[Any]:
        return await asyncio.gather(*[me(kajabi) for _ in range(5)])

    asyncio.run(many())
    for found in asyncio.run(many()):
        assert documented(found) or found.status_code == 200, found


def test_an_async_client_closed_in_a_second_loop(server: Server):
    """The loop of its connections has ended: there is nothing left to close, and it is closed."""
    server.on("GET", ME, Reply(json={}))
    kajabi = AsyncKajabi(access_token="t", base_url=server.url)
    assert asyncio.run(me(kajabi)).status_code == 200
    asyncio.run(kajabi.aclose())
    assert "closed" in str(asyncio.run(me(kajabi)))


IMPORT = """
import sys
sys.path[:0] = {path!r}
events = []
sys.addaudithook(lambda event, args: events.append((event, args)))
import threading, warnings
threads = threading.active_count()
import importlib, pkgutil
import kajabi
for module in pkgutil.walk_packages(kajabi.__path__, "kajabi."):
    importlib.import_module(module.name)
for name in kajabi.__all__:
    getattr(kajabi, name)
bad = [event for event in events if event[0].startswith(("socket.connect", "socket.bind", "subprocess", "os.system", "os.exec", "os.fork"))]
bad += [(event, args) for event, args in events if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")]
bad += [(event, args) for event, args in events if event in ("os.putenv", "os.mkdir", "os.remove", "os.rename")]
assert not bad, bad
assert threading.active_count() == threads
"""


@pytest.mark.parametrize(
    "flags", [["-B"], ["-B", "-O"], ["-B", "-OO"], ["-B", "-W", "error"], ["-B", "-I"], ["-B", "-X", "dev"]], ids=" ".join
)
def test_import(flags: list[str], tmp_path: Path):
    """Importing every module opens no socket, writes no file, starts no thread or process and says nothing, under any flags."""
    run = subprocess.run([sys.executable, *flags, "-c", IMPORT.format(path=sys.path)], capture_output=True, timeout=30, cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []


USE = """
import sys
sys.path[:0] = {path!r}
from kajabi import Kajabi, ArgumentError
with Kajabi("id", "secret", base_url={url!r}) as kajabi:
    assert_ = kajabi.contacts.get("1")
    if assert_.name != "Jo" or [each.id for each in kajabi.contacts.list()] != ["1"]:
        sys.exit(3)
    try:
        kajabi.contacts.get("..")
    except ArgumentError:
        pass
    else:
        sys.exit(4)
"""


@pytest.mark.parametrize("flags", [["-O"], ["-OO"], ["-W", "error"]], ids=" ".join)
def test_checks_do_not_hang_on_flags(server: Server, flags: list[str]):
    """Under -O no check goes, and under -W error nothing warns."""
    server.on("GET", "/v1/contacts/1", Reply(json={"data": contact(1, name="Jo")}))
    server.on("GET", "/v1/contacts", Reply(json={"data": [contact(1)], "meta": {"total_pages": 1}}))
    program = USE.format(path=sys.path, url=server.url)
    run = subprocess.run([sys.executable, *flags, "-c", program], capture_output=True, timeout=30)
    assert (run.returncode, run.stderr) == (0, b"")


def busy(server: Server) -> None:
    """Answers with the id that was asked for; every seventh answer is an error, every eleventh none."""
    numbers = itertools.count(1)

    def answer(request: Request) -> Reply:
        number = next(numbers)
        id_ = request.path.rpartition("/")[2]
        if number % 11 == 0:
            return Reply(hang_up=True)
        return Reply(503, headers={"Retry-After": "0"}) if number % 7 == 0 else Reply(json={"data": contact(id_, name=f"Contact {id_}")})

    for id_ in range(40):
        server.on("GET", f"/v1/contacts/{id_}", answer)


def test_one_client_for_many_threads(server: Server, idle_connections: None):
    """Each call gets the reply to its own request, though connections break all the time; no connection is left."""
    busy(server)
    found: list[bool] = []

    def work(kajabi: Any, number: int) -> None:
        for turn in range(6):
            id_ = str((number * 7 + turn) % 40)
            got = outcome(lambda id_=id_: kajabi.contacts.get(id_, max_retries=8))
            found.append(documented(got) if isinstance(got, Exception) else (got.id, got.name) == (id_, f"Contact {id_}"))

    with Kajabi("id", "secret", base_url=server.url) as kajabi:
        threads = [threading.Thread(target=work, args=(kajabi, number)) for number in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert found == [True] * 300
    assert len(server.asked(TOKEN)) == 1


def test_one_client_for_many_tasks(server: Server, idle_connections: None):
    """The same for tasks, a few of which are cancelled."""
    busy(server)

    async def run() -> list[Any]:
        async with AsyncKajabi("id", "secret", base_url=server.url) as kajabi:
            ids = [str(number % 40) for number in range(300)]
            tasks = [asyncio.ensure_future(outcome(lambda id_=id_: kajabi.contacts.get(id_, max_retries=8))) for id_ in ids]
            for task in tasks[::10]:
                await asyncio.sleep(0.002)
                task.cancel()
            got = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 20)
            return [(id_, each) for id_, each in zip(ids, got, strict=True) if not isinstance(each, asyncio.CancelledError)]

    found = asyncio.run(run())
    assert len(found) >= 270
    for id_, got in found:
        assert isinstance(got, KajabiError) or (got.id, got.name) == (id_, f"Contact {id_}")
