"""Related resources are typed, whether the reply includes them or only names them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, assert_type

from kajabi import JSON, ContactTag, Customer, Kajabi, NotLoadedError, Offer, RawResponse, Resource, Site


def revenue(kajabi: Kajabi) -> Decimal:
    """A to-one relationship that may be empty is `X | Any`: no check is forced on those who know better."""
    contact = kajabi.contacts.get("1", include=["customer", "offers", "tags"])
    assert_type(contact.customer, Customer | Any)
    assert_type(contact.site, Site)
    assert_type(contact.offers, tuple[Offer, ...])
    assert_type(contact.tags, tuple[ContactTag, ...])
    assert_type([offer.price_in_cents for offer in contact.offers], list[int])
    customer: Customer | None = contact.customer
    if customer is None:
        return Decimal(0)
    assert_type(customer.net_revenue, Decimal | None)
    return customer.net_revenue or Decimal(0)


def twitter(customer: Customer) -> str | None:
    """Objects inside attributes are typed too."""
    return customer.socials.twitter if customer.socials is not None else None


def everything(kajabi: Kajabi) -> dict[str, object]:
    """What the document does not name is there as JSON."""
    contact = kajabi.contacts.get(1, include="tags")
    assert_type(contact.extra, Mapping[str, JSON])
    assert_type(contact.custom_fields, Mapping[str, JSON])
    assert_type(contact.custom_1, str | None)
    assert_type(contact.related, Mapping[str, Resource | tuple[Resource, ...] | None])
    assert_type(contact.links, Mapping[str, JSON])
    assert_type(contact.raw, RawResponse)
    assert_type(contact.to_dict(), dict[str, object])
    return contact.to_dict() | {"seven": contact.custom_fields.get("custom_7"), "level": contact.extra["loyalty"]}


def title(offer: Offer) -> str:
    """What may be missing is caught, not checked for."""
    try:
        return offer.title
    except NotLoadedError as error:
        return str(error)


def known(resources: tuple[Resource, ...]) -> list[str]:
    """Resources of any type are told apart by their class."""
    names = list[str]()
    for resource in resources:
        match resource:
            case Customer(name=name):
                assert_type(name, str)
                names.append(name)
            case ContactTag():
                names.append(resource.name)
            case _:
                names.append(f"{resource.type} {resource.id}")
    return names
