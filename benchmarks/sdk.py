"""How fast the SDK reads a page, and how fast it is imported, beside others: `python benchmarks/sdk.py`.

Everything is measured in one run, in turns, and compared by medians. Needs the `bench` dependency group.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kajabi import Contact, Page

ROOT = Path(__file__).resolve().parents[1]


class Row(NamedTuple):
    """One line of a table; a limit is the highest ratio that is good enough."""

    name: str
    limit: float | None
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sdk", type=Path, default=ROOT / "generated", help="the folder that holds the package `kajabi`")
    parser.add_argument("--rounds", type=int, default=200, help="how often each way of decoding is measured")
    parser.add_argument("--starts", type=int, default=21, help="how often each import is measured")
    parser.add_argument("--check", action="store_true", help="exit 1 if a ratio is over its limit")
    options = parser.parse_args()
    sys.path.insert(0, str(options.sdk))

    packages = ", ".join(f"{name} {version(name)}" for name in ("httpx2", "msgspec", "orjson", "pydantic"))
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; {packages}\n")
    decoding = _decoding(options.rounds)
    starting = _starting(options.starts, options.sdk)
    return int(options.check and not (decoding and starting))


def _decoding(rounds: int) -> bool:
    import orjson
    from kajabi import ContactTag, Customer, Offer
    from peers import msgspec_decoder, pydantic_decoder
    from replies import contact_list, read_contact, read_customer, read_offer

    body = contact_list()
    bare, models, page = msgspec_decoder(), pydantic_decoder(), _page_maker(body)

    def read_contacts() -> Page[Contact]:
        made = page()
        for contact in made.items:
            read_contact(contact)
        return made

    def read_all() -> None:
        for resource in read_contacts().included:
            if isinstance(resource, Customer):
                read_customer(resource)
            elif isinstance(resource, Offer):
                read_offer(resource)
            elif isinstance(resource, ContactTag):
                _ = resource.name

    ways: dict[str, tuple[float | None, Callable[[], object]]] = {
        "msgspec, all typed": (None, lambda: bare(body)),
        "SDK, untouched": (1.3, lambda: list(page().items)),
        "SDK, contacts read": (3.0, read_contacts),
        "SDK, contacts and included read": (3.0, read_all),
        "orjson, to dicts": (None, lambda: orjson.loads(body)),
        "json, to dicts": (None, lambda: json.loads(body)),
        "pydantic, all typed": (None, lambda: models(body)),
    }
    medians = _in_turns({name: way for name, (_, way) in ways.items()}, rounds, 5, process_time)
    rows = [Row(name, limit, medians[name]) for name, (limit, _) in ways.items()]
    return _table(f"A page of 100 contacts with 200 included, {len(body):,} bytes; CPU time", rows)


def _page_maker(body: bytes) -> Callable[[], Page[Contact]]:
    """What a list method does with a reply once it has come, without the request."""
    from kajabi import Contact, Page
    from kajabi._client import SETTINGS
    from kajabi._operation import Paging
    from kajabi._pages import Listed
    from kajabi._paging import Position
    from kajabi._raw import Headers, RawResponse
    from kajabi._read import Reader
    from kajabi._registry import Registry

    raw = RawResponse("GET", "/v1/contacts", 200, Headers([("content-type", "application/vnd.api+json")]), body)
    reader, paging = Reader(Registry(SETTINGS.registry)), Paging("number", number="page[number]", size="page[size]")
    position = Position.first(paging, ())

    def fetch(position: Position) -> Listed[Contact]:
        return Listed(*reader.many(raw, Contact), position)

    return lambda: Page(fetch, fetch(position), paging)


def _starting(rounds: int, sdk: Path) -> bool:
    client = "from kajabi import Kajabi; Kajabi('id', 'secret')"
    programs: dict[str, tuple[float | None, str]] = {
        "import httpx2, msgspec": (None, "import httpx2, msgspec"),
        "import kajabi": (0.25, "import kajabi"),
        "import kajabi, make a client": (1.1, client),
        "import kajabi, make a client, be ready to send": (None, f"{client}._engine._driver.transport"),
        "import httpx2, pydantic": (None, "import httpx2, pydantic"),
    }
    environment = {**os.environ, "PYTHONPATH": str(sdk)}

    def starter(program: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", program], env=environment, check=True)

    medians = _in_turns(
        {"": starter("pass"), **{name: starter(program) for name, (_, program) in programs.items()}}, rounds, 1, perf_counter
    )
    bare = medians[""]
    rows = [Row(name, limit, medians[name] - bare) for name, (limit, _) in programs.items()]
    return _table(f"Imports, wall time over that of a bare interpreter ({bare * 1e3:.1f} ms)", rows)


def _in_turns(ways: Mapping[str, Callable[[], object]], rounds: int, burst: int, clock: Callable[[], float]) -> dict[str, float]:
    """The median time of each. All take turns, so that what else the machine does meets all alike.

    A turn is a few calls in a row, and each pays for its own garbage only.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    for _ in range(rounds):
        for name, way in ways.items():
            gc.collect()
            start = clock()
            for _ in range(burst):
                way()
            times[name].append((clock() - start) / burst)
    return {name: median(each) for name, each in times.items()}


def _table(title: str, rows: list[Row]) -> bool:
    """Print rows by their ratio to the first; tell whether all are within their limits."""
    good = True
    print(f"{title}\n\n| Ratio | Median, ms | Limit | |\n| ---: | ---: | ---: | --- |")
    for row in rows:
        ratio = row.seconds / rows[0].seconds
        over = row.limit is not None and ratio > row.limit
        good = good and not over
        print(f"| {ratio:.2f} | {row.seconds * 1e3:.3f} | {row.limit or ''}{' (over)' if over else ''} | {row.name} |")
    print()
    return good


if __name__ == "__main__":
    sys.exit(main())
