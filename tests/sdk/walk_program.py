"""A program of its own for `test_walks`: walks over all contacts, and prints how many there were and what memory it took.

python walk_program.py URL TOKEN sync|async
"""

from __future__ import annotations

import asyncio
import gc
import sys
import tracemalloc
from typing import Any

from kajabi import AsyncKajabi, Kajabi

QUERY: dict[str, Any] = {"page_size": 1000, "fields": {"contacts": ["email"]}}


class Watch:
    """Counts contacts, and notes the memory held after a tenth of them, and at the end."""

    def __init__(self) -> None:
        self.count = 0
        self.held: list[int] = []

    def __call__(self, email: str) -> None:
        self.count += bool(email)
        if self.count in (10_000, 100_000):
            gc.collect()
            self.held.append(tracemalloc.get_traced_memory()[0])


def walk(url: str, token: str, watch: Watch) -> None:
    with Kajabi(base_url=url, access_token=token) as kajabi:
        for contact in kajabi.contacts.list(**QUERY):
            watch(contact.email)


async def async_walk(url: str, token: str, watch: Watch) -> None:
    async with AsyncKajabi(base_url=url, access_token=token) as kajabi:
        async for contact in kajabi.contacts.list(**QUERY):
            watch(contact.email)


def main(url: str, token: str, client: str) -> None:
    watch = Watch()
    tracemalloc.start()
    if client == "sync":
        walk(url, token, watch)
    else:
        asyncio.run(async_walk(url, token, watch))
    print(watch.count, *watch.held, tracemalloc.get_traced_memory()[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
