"""Functions that ask only for what they use: resources fit protocols of one's own, and so do stand-ins in tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, assert_type

from kajabi import Customer, Kajabi


class Addressed(Protocol):
    """Whoever can be written to."""

    @property
    def id(self) -> str: ...
    @property
    def email(self) -> str: ...


class Buyer(Protocol):
    """What stands behind a purchase."""

    @property
    def customer(self) -> Customer: ...


@dataclass
class StandIn:
    """Of a test."""

    id: str
    email: str


def addresses(people: Iterable[Addressed]) -> dict[str, str]:
    return {one.id: one.email.casefold() for one in people}


def buyer(of: Buyer) -> str:
    return of.customer.name


def everybody(kajabi: Kajabi) -> dict[str, str]:
    found = addresses(kajabi.contacts.list()) | addresses(kajabi.customers.list()) | addresses([StandIn("1", "Jo@example.com")])
    assert_type(found, dict[str, str])
    return {**found, "buyer": buyer(kajabi.purchases.get("1"))}
