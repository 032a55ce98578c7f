"""What the programs that talk to the server have in common: `PROGRAM MODE URL COUNT` prints the seconds that COUNT things take.

Modes: `walk` and `walk-async` read COUNT contacts, in pages of 100, two attributes of each; `get` and `get-async` ask for one contact COUNT
times, the latter by 20 tasks at once. Each connects, and is warm, before the clock starts.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from time import perf_counter

TASKS = 20
WARM = 300
MODE, URL, COUNT = sys.argv[1], sys.argv[2], int(sys.argv[3])


def check(seen: int, count: int) -> None:
    """Whether as many contacts came as were asked for."""
    if seen != count:
        raise SystemExit(f"{seen} contacts came, and not {count}")


def timed(walk: Callable[[int], int], get: Callable[[], str]) -> None:
    """Run a synchronous mode."""
    job: Callable[[int], int] = walk if MODE == "walk" else lambda count: sum(bool(get()) for _ in range(count))
    check(job(WARM), WARM)
    start = perf_counter()
    check(job(COUNT), COUNT)
    print(perf_counter() - start)


async def timed_async(walk: Callable[[int], Awaitable[int]], get: Callable[[], Awaitable[str]]) -> None:
    """Run an asynchronous mode."""

    async def several(count: int) -> int:
        return sum([bool(await get()) for _ in range(count)])

    async def all_gets(count: int) -> int:
        return sum(await asyncio.gather(*(several(count // TASKS) for _ in range(TASKS))))

    job = walk if MODE == "walk-async" else all_gets
    check(await job(WARM), WARM)
    start = perf_counter()
    check(await job(COUNT), COUNT)
    print(perf_counter() - start)
