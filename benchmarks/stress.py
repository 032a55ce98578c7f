"""One client under load while the server misbehaves at random: `python benchmarks/stress.py --requests 100000`.

Threads share a `Kajabi`, tasks an `AsyncKajabi`, both at once, against the conformance server in a process of its own. Each call must end
in a result or a documented error, no write may happen twice, and neither connections nor memory may grow. Exits with 1 if that fails.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import ctypes
import gc
import inspect
import multiprocessing
import os
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
SEEDED: Final = 1000
TIMEOUT: Final = 20.0
TOKEN: Final = "/v1/oauth/token"
CALM: Final = 15_000
"""Requests between two times at which all tokens expire, more than wait at any time: else a renewed token dies before it is used."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000, help="how many calls are made in all")
    parser.add_argument("--threads", type=int, default=50)
    parser.add_argument("--tasks", type=int, default=500)
    parser.add_argument("--faults", type=float, default=0.1, help="the share of requests that something befalls")
    parser.add_argument("--seconds", type=float, default=3600.0, help="stop making calls after so long")
    parser.add_argument("--sdk", type=Path, default=ROOT / "generated", help="the folder that holds the package `kajabi`")
    options = parser.parse_args()
    sys.path.insert(0, str(options.sdk))

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs, options.faults), daemon=True)
    server.start()
    url: str = ours.recv()
    before = descriptors()
    load = Load(options.requests, time.monotonic() + options.seconds)
    start = time.monotonic()
    asyncio.run(run(url, load, options.threads, options.tasks))
    seconds = time.monotonic() - start
    gc.collect()
    load.measure()
    ours.send("stop")
    seen: Seen = ours.recv()
    server.join(10)
    return report(load, seen, seconds, descriptors() - before)


@dataclass
class Load:
    """What is to be done, and what came of it."""

    calls: int
    until: float
    left: Iterator[int] = field(init=False)
    outcomes: Counter[str] = field(default_factory=Counter)
    undocumented: list[str] = field(default_factory=list)
    written: dict[str, bool] = field(default_factory=dict)
    """Each write that was tried, and whether it was reported as done."""
    memory: list[int] = field(default_factory=list)
    """KiB, after each tenth of the calls."""

    def __post_init__(self) -> None:
        self.left = iter(range(self.calls))
        self._lock = threading.Lock()

    def next(self) -> int | None:
        """The number of the next call."""
        with self._lock:
            number = next(self.left, None) if time.monotonic() < self.until else None
        if number and number % max(self.calls // 10, 1) == 0:
            gc.collect()
            self.measure()
        return number

    def measure(self) -> None:
        """Note the memory in use; what the allocator keeps for later is given back first."""
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.memory.append(pages * os.sysconf("SC_PAGE_SIZE") // 1024)

    def note(self, marker: str, result: object) -> None:
        """Note what a call came to."""
        from kajabi import KajabiError

        failed = isinstance(result, BaseException)
        kind = type(result).__name__ if failed else "result"
        with self._lock:
            self.outcomes[kind] += 1
            if failed and not (isinstance(result, KajabiError) and result.__cause__ is None and result.__context__ is None):
                self.undocumented.append(repr(result)[:200])
            if marker:
                self.written[marker] = not failed


def call(kajabi: Any, number: int) -> tuple[str, Callable[[], Any]]:
    """A call by its number: mostly reading, every sixth a write under a name of its own."""
    choice, some = number % 12, str(number % SEEDED + 1)
    if choice in (0, 6):
        marker = f"write-{number}"
        return marker, lambda: kajabi.contacts.create(name=marker, email=f"{marker}@example.com", site="1")
    calls: dict[int, Callable[[], Any]] = {
        1: lambda: kajabi.contacts.update(some, name=f"changed {number}"),
        2: lambda: kajabi.contacts.list(page_size=20, page_number=number % 20 + 1),
        3: lambda: kajabi.contacts.list(page_size=5, sort="-name") if number % 120 == 3 else kajabi.contacts.offers.list(some),
        4: lambda: kajabi.contacts.delete("999999"),
        5: lambda: kajabi.request("GET", "/v1/me"),
    }
    return "", calls.get(choice, lambda: kajabi.contacts.get(some))


async def run(url: str, load: Load, threads: int, tasks: int) -> None:
    """All calls: half of the workers block, the others do not."""
    from kajabi import AsyncKajabi, Kajabi

    options: dict[str, Any] = {"base_url": url, "timeout": TIMEOUT}
    with Kajabi("client-id", "client-secret", **options) as blocking, ThreadPoolExecutor(threads) as pool:
        async with AsyncKajabi("client-id", "client-secret", **options) as client:
            loop = asyncio.get_running_loop()
            workers = [loop.run_in_executor(pool, work, blocking, load) for _ in range(threads)]
            await asyncio.gather(*[work_async(client, load) for _ in range(tasks)])
            await asyncio.gather(*workers)


def work(kajabi: Any, load: Load) -> None:
    """Make calls until none is left."""
    while (number := load.next()) is not None:
        marker, do = call(kajabi, number)
        try:
            result: object = do()
        except BaseException as error:
            result = error
        load.note(marker, result)


async def work_async(kajabi: Any, load: Load) -> None:
    """Make calls until none is left."""
    while (number := load.next()) is not None:
        marker, do = call(kajabi, number)
        try:
            result: object = do()
            if inspect.isawaitable(result):
                result = await result
        except BaseException as error:
            result = error
        load.note(marker, result)


@dataclass
class Seen:
    """What the server has seen."""

    requests: int
    faults: Counter[str]
    written: Counter[str]
    tokens: int
    most_connections: int
    left_open: int


def serve(pipe: Connection, share: float) -> None:
    """The conformance server, with faults at random, until it is told to stop."""
    from kajabi_gen.config import Settings
    from kajabi_gen.modelling import model_of
    from kajabi_gen.server import ConformanceServer, Fault, Faults, Request, Response, Service, faults, seed

    mishaps: list[Fault] = [
        *[faults.status(code) for code in (500, 503, 408)],
        *[faults.rate_limited(after) for after in (0, None)],
        *[faults.hang_up(), faults.reset(0), faults.reset(30), faults.truncated(), faults.html(), faults.html(200)],
        *[faults.delay(0.05), faults.token_expired(), faults.content_type(), faults.top_level(data=[1], included="x")],
        *[faults.wrong(name=[1], created_at=7), faults.missing("name"), faults.extra(surprise={"a": [1]})],
    ]
    harmless_for_tokens = (503, 500)

    class AtRandom(Faults):
        """Something befalls a share of all requests."""

        def __init__(self) -> None:
            super().__init__()
            self.count = 0
            self.calm_until = 0
            self.befallen: Counter[str] = Counter()
            self.most = 0

        def handle(self, request: Request, service: Service) -> Response:
            fault = random.choice(mishaps) if random.random() < share else None
            if request.path == TOKEN and fault:
                fault = faults.status(random.choice(harmless_for_tokens))
            with self._lock:
                self.count += 1
                if fault and fault.name == "token expired":
                    # see CALM
                    fault, self.calm_until = (None, self.calm_until) if self.count < self.calm_until else (fault, self.count + CALM)
                self.befallen[fault.name if fault else "none"] += 1
                self.most = max(self.most, server.connections)
            try:
                return fault.effect(request, service) if fault else service.handle(request)
            except ValueError:  # a fault that changes JSON, on a reply that is none
                return service.handle(request) if request.method == "GET" else Response(500)

    api = model_of(Settings()).api
    with ConformanceServer(api, seed(api, {"contacts": SEEDED}, default=20)) as server:
        server.faults = mishap = AtRandom()
        pipe.send(server.url)
        pipe.recv()
        server.wait_until_idle(5)
        names = (str(item.attributes.get("name")) for item in server.store.all("contacts"))
        written = Counter(name for name in names if name.startswith("write-"))
        pipe.send(Seen(mishap.count, mishap.befallen, written, server.service.tokens.issued, mishap.most, server.connections))


def descriptors() -> int:
    """How many files and sockets are open."""
    return len(os.listdir("/proc/self/fd"))


def report(load: Load, seen: Seen, seconds: float, leaked: int) -> int:
    """Print what happened; 1 if something must not have."""
    done = {marker for marker, success in load.written.items() if success}
    calls = sum(load.outcomes.values())
    first, last = load.memory[0], load.memory[-1]
    rows: list[tuple[str, object, bool]] = [
        ("calls", f"{calls:,} in {seconds:.0f} s", calls > 0),
        ("requests that the server saw", f"{seen.requests:,}, {seen.requests - seen.faults['none']:,} of them befallen by a fault", True),
        ("results", f"{load.outcomes['result']:,}", load.outcomes["result"] > 0),
        ("documented errors", ", ".join(f"{count:,} {kind}" for kind, count in load.outcomes.most_common() if kind != "result"), True),
        ("undocumented errors", f"{len(load.undocumented)} {load.undocumented[:3]}".removesuffix(" []"), not load.undocumented),
        ("writes tried, reported as done, carried out", f"{len(load.written):,}, {len(done):,}, {sum(seen.written.values()):,}", True),
        ("writes carried out twice", sum(count > 1 for count in seen.written.values()), max(seen.written.values(), default=0) < 2),
        ("writes reported as done that were not", len(done - seen.written.keys()), not done - seen.written.keys()),
        ("writes that nobody asked for", len(seen.written.keys() - load.written.keys()), not seen.written.keys() - load.written.keys()),
        ("tokens handed out", f"{seen.tokens:,}, {seen.faults['token expired']:,} times all expired", True),
        ("most connections at once", seen.most_connections, seen.most_connections <= 200),
        ("connections left open", f"{seen.left_open} at the server, {max(leaked, 0)} descriptors here", not seen.left_open and leaked <= 2),
        (
            "memory after 10 % and 100 %",
            f"{first // 1024} MiB, {last // 1024} MiB; in between at most {max(load.memory) // 1024} MiB",
            last < first * 1.15 + 8192,
        ),
    ]
    print("| | |\n| --- | --- |")
    for name, value, good in rows:
        print(f"| {name} | {value}{'' if good else ' **wrong**'} |")
    print("\nfaults:", ", ".join(f"{count:,} {name}" for name, count in seen.faults.most_common() if name != "none"))
    return int(not all(good for _, _, good in rows))


if __name__ == "__main__":
    sys.exit(main())
