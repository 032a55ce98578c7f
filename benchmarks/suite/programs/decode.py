"""CPU seconds that our SDK and others take for a reply, in turns: `decode.py REPLY ROUNDS` prints samples by way, as JSON."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import orjson
from kajabi import Contact, ContactTag, Customer, Offer, Page
from kajabi._about import SETTINGS
from kajabi._operation import Paging
from kajabi._pages import Listed
from kajabi._paging import Position
from kajabi._raw import Headers, RawResponse
from kajabi._read import Reader
from kajabi._registry import Registry
from models import msgspec_decoder, pydantic_decoder
from replies import read_contact, read_customer, read_offer

_BURST = 5
"""Calls in a row, each of which pays for its own garbage only."""


def main() -> None:
    body = Path(sys.argv[1]).read_bytes()
    bare, models, page = msgspec_decoder(), pydantic_decoder(), page_maker(body)
    ways: dict[str, Callable[[], object]] = {
        "msgspec, typed by hand": lambda: bare(body),
        "kajabi, untouched": lambda: list(page().items),
        "kajabi, contacts read": lambda: read_contacts(page()),
        "kajabi, everything read": lambda: read_all(page()),
        "orjson, to dicts": lambda: orjson.loads(body),
        "json, to dicts": lambda: json.loads(body),
        "pydantic, typed by hand": lambda: models(body),
    }
    print(json.dumps(samples(ways, int(sys.argv[2]))))


def samples(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of a call, `rounds` times."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            gc.collect()
            start = process_time()
            for _ in range(_BURST):
                way()
            if number:
                times[name].append((process_time() - start) / _BURST)
    return times


def page_maker(body: bytes) -> Callable[[], Page[Contact]]:
    """What a list method does with a reply once it has come, without the request."""
    raw = RawResponse("GET", "/v1/contacts", 200, Headers([("content-type", "application/vnd.api+json")]), body)
    reader, paging = Reader(Registry(SETTINGS.registry)), Paging("number", number="page[number]", size="page[size]")
    position = Position.first(paging, ())

    def fetch(position: Position) -> Listed[Contact]:
        return Listed(*reader.many(raw, Contact), position)

    return lambda: Page(fetch, fetch(position), paging)


def read_contacts(page: Page[Contact]) -> None:
    for contact in page.items:
        read_contact(contact)


def read_all(page: Page[Contact]) -> None:
    """Everything, of the resources that come along too."""
    read_contacts(page)
    for resource in page.included:
        if isinstance(resource, Customer):
            read_customer(resource)
        elif isinstance(resource, Offer):
            read_offer(resource)
        elif isinstance(resource, ContactTag):
            _ = resource.name


main()
