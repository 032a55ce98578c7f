"""Long walks: memory does not grow with them, and one that ends early leaves nothing behind."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import kajabi
import pytest
from kajabi import AsyncKajabi, Kajabi, KajabiError

from conformance import TOKEN, serve
from kajabi_gen.server import ConformanceServer, faults

PROGRAM = Path(__file__).with_name("walk_program.py")
CONTACTS = "/v1/contacts"
MANY = pytest.mark.parametrize("server", [{"contacts": 50}], indirect=True)


@pytest.mark.parametrize("client", ["sync", "async"])
def test_100_000_contacts_are_walked_in_constant_memory(client: str):
    """Between the 10,000th and the 100,000th not even a byte for each is kept, and at no time more than some pages are in memory."""
    with serve({"contacts": 100_000}, maximum_page_size=1000) as server:
        command = [sys.executable, str(PROGRAM), server.url, TOKEN, client]
        run = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(Path(kajabi.__file__).parents[1])})
    count, early, late, peak = map(int, run.stdout.split())
    assert count == 100_000
    assert late - early < 90_000
    assert peak < 40_000_000
    assert len([request for request in server.requests if request.path == CONTACTS]) == 100


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.001)


def alone() -> bool:
    """Whether no task is left but the one that asks."""
    return asyncio.all_tasks() == {asyncio.current_task()}


def stall(server: ConformanceServer, *, skip: int) -> None:
    """Replies with contacts take forever, after the first ones. Of requests that run ahead, any may be the first."""
    server.faults.add(faults.delay(60).on("GET", CONTACTS, skip=skip, times=None))


@MANY
@pytest.mark.parametrize("concurrency", [1, 4])
def test_a_cancelled_walk_leaves_nothing_behind(server: ConformanceServer, concurrency: int):
    """No task, and no connection that waits for a reply; the client can be used further."""
    stall(server, skip=1)

    async def run() -> None:
        async with AsyncKajabi(base_url=server.url, access_token=TOKEN) as client:

            async def walk() -> None:
                async for _ in client.contacts.list(page_size=5, concurrency=concurrency):
                    pass

            task = asyncio.create_task(walk())
            await until(lambda: len(server.requests) == 1 + concurrency)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asyncio.wait_for(task, 5)
            assert alone()
            await until(lambda: server.connections <= 1)
            assert (await client.me.get()).id == "1"
        await until(lambda: server.connections == 0)
        assert alone()

    asyncio.run(run())


@MANY
@pytest.mark.parametrize("concurrency", [1, 4])
def test_an_abandoned_async_walk_leaves_nothing_behind(server: ConformanceServer, concurrency: int):
    """`break` ends what runs ahead: nobody waits for a reply any more. Connections that are free may stay with the client."""
    stall(server, skip=1 + concurrency)

    async def run() -> None:
        async with AsyncKajabi(base_url=server.url, access_token=TOKEN) as client:
            async for contact in client.contacts.list(page_size=5, concurrency=concurrency):
                if contact.id == "6":
                    break
            await until(alone)
            await until(lambda: server.waiting == 0)
        await until(lambda: server.connections == 0)

    asyncio.run(run())


@MANY
@pytest.mark.parametrize("concurrency", [1, 4])
def test_closing_an_async_client_in_the_middle_ends_its_walks(server: ConformanceServer, concurrency: int):
    """A walk that waits for a page gets an error of this package; neither task nor connection stays."""
    stall(server, skip=1)

    async def run() -> None:
        client = AsyncKajabi(base_url=server.url, access_token=TOKEN, max_retries=0)

        async def walk() -> None:
            async for _ in client.contacts.list(page_size=5, concurrency=concurrency):
                pass

        task = asyncio.create_task(walk())
        await until(lambda: len(server.requests) == 1 + concurrency)
        await client.aclose()
        with pytest.raises(KajabiError):
            await asyncio.wait_for(task, 5)
        assert alone()
        await until(lambda: server.connections == 0)

    asyncio.run(run())


@MANY
def test_closing_a_client_in_the_middle_ends_its_walks(server: ConformanceServer):
    """The next page is refused, and no connection stays; an abandoned walk holds none."""
    client = Kajabi(base_url=server.url, access_token=TOKEN)
    for _, _ in zip(client.contacts.list(page_size=5), range(7), strict=False):
        pass
    assert server.connections == 1
    contacts = iter(client.contacts.list(page_size=5))
    assert next(contacts).id == "1"
    client.close()
    assert server.wait_until_idle()
    with pytest.raises(KajabiError, match="closed"):
        list(contacts)
