"""A reply to decode, made from what the SDK knows of its types: the same bytes at each run, on each machine.

`replies.py FILE` writes it.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, get_args

from kajabi import Contact, ContactTag, Customer, Model, Offer, Resource, Site
from kajabi._resource import Many

CONTACTS = 100
INCLUDED: dict[type[Resource], int] = {Customer: 70, Offer: 40, ContactTag: 89, Site: 1}
"""How many of each come along: 200 in all."""
_LINKS_EACH = 2
"""Offers and tags of a contact."""
_TEXT = "Lorem ipsum dolor"
_START = dt.datetime(2025, 1, 1, 12, tzinfo=dt.UTC)


def contact_list() -> bytes:
    """A page of contacts with all attributes and relationships, and what they refer to, as an API would send it."""
    data = [_resource(Contact, number) for number in range(CONTACTS)]
    included = [_resource(cls, number) for cls, count in INCLUDED.items() for number in range(count)]
    links = {name: f"https://app.kajabi.com/api/v1/contacts?page%5Bnumber%5D={n}" for n, name in enumerate(("self", "next", "last"), 1)}
    meta = {"total_pages": 3, "total_count": 3 * CONTACTS, "current_page": 1}
    return json.dumps({"data": data, "included": included, "links": links, "meta": meta}, separators=(",", ":")).encode()


def schema_of(cls: type[Resource] | type[Model]) -> Any:
    """What the SDK knows of a class."""
    return cls._schema


def _resource(cls: type[Resource], number: int) -> dict[str, object]:
    schema = schema_of(cls)
    resource: dict[str, object] = {"type": schema.type, "id": str(1000 + number), "attributes": _members(cls, number)}
    if cls is Contact:
        resource["relationships"] = {schema.wire(name): {"data": _linkage(to, number)} for name, to in schema.relationships.items()}
    return resource


def _members(cls: type[Resource] | type[Model], number: int) -> dict[str, object]:
    """Each attribute in turn; every fourth of those that may be null is."""
    schema = schema_of(cls)
    members = dict[str, object]()
    for place, (name, kind) in enumerate(schema.attributes.items()):
        kinds = set(_kinds(kind))
        empty = type(None) in kinds and (number + place) % 4 == 0
        members[schema.wire(name)] = None if empty else _value((kinds - {type(None)}).pop(), number, place)
    return members


def _kinds(kind: Any) -> Iterator[Any]:
    yield from get_args(kind) if isinstance(kind, UnionType) else (kind,)


def _value(kind: Any, number: int, place: int) -> object:
    if kind is str:
        return f"{_TEXT[: 4 + (number * 7 + place * 5) % 12]} {number}"
    if kind is bool:
        return (number + place) % 2 == 0
    if kind is int:
        return number * 100 + place
    if kind is Decimal:
        return f"{number}.{place:02}"
    if kind is dt.datetime:
        return f"{_START + dt.timedelta(hours=number, milliseconds=place):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"
    return _members(kind, number)


def _linkage(relation: Any, number: int) -> object:
    """Offers and tags are shared by contacts; a contact without a purchase is no customer."""
    count = next(count for cls, count in INCLUDED.items() if schema_of(cls).type == relation.type)
    if isinstance(relation, Many):
        return [{"type": relation.type, "id": str(1000 + (number + step * 7) % count)} for step in range(_LINKS_EACH)]
    return {"type": relation.type, "id": str(1000 + number % count)} if number < count or count == 1 else None


def read_contact(contact: Contact) -> tuple[object, ...]:
    """Each attribute and relationship once, as a program would read it."""
    return (
        contact.id,
        contact.name,
        contact.email,
        contact.phone_number,
        contact.business_number,
        contact.subscribed,
        contact.address_line_1,
        contact.address_line_2,
        contact.address_city,
        contact.address_state,
        contact.address_country,
        contact.external_user_id,
        contact.address_zip,
        contact.custom_1,
        contact.custom_2,
        contact.custom_3,
        contact.created_at,
        contact.updated_at,
        contact.customer,
        contact.offers,
        contact.site,
        contact.tags,
    )


def read_customer(customer: Customer) -> tuple[object, ...]:
    """Each attribute once."""
    return (
        customer.id,
        customer.name,
        customer.email,
        customer.avatar,
        customer.external_user_id,
        customer.public_bio,
        customer.public_location,
        customer.public_website,
        customer.socials,
        customer.net_revenue,
        customer.sign_in_count,
        customer.last_request_at,
        customer.bounced_at,
        customer.created_at,
        customer.updated_at,
    )


def read_offer(offer: Offer) -> tuple[object, ...]:
    """Each attribute once."""
    return (
        offer.id,
        offer.title,
        offer.description,
        offer.internal_title,
        offer.currency,
        offer.price_in_cents,
        offer.payment_type,
        offer.token,
        offer.payment_method,
        offer.price_description,
        offer.checkout_url,
        offer.recurring_offer,
        offer.subscription,
        offer.one_time,
        offer.single,
        offer.free,
        offer.image_url,
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(contact_list())
