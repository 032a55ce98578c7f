"""Create, update, delete: `None` goes out as null, and what a call leaves out stays out."""

from __future__ import annotations

from typing import assert_type

from kajabi import JSON, OMIT, Contact, ContactNote, Hook, Kajabi, Offer, Omit, ResourceList, Site


def add(kajabi: Kajabi, site: Site) -> Contact:
    """A relationship takes an id or the resource itself; numbered and unknown attributes have their own places."""
    contact = kajabi.contacts.create(
        name="Jo",
        email="jo@example.com",
        phone_number=None,
        subscribed=True,
        custom_1="blue",
        custom_fields={"custom_7": "green", "custom_8": None},
        extra={"loyalty": {"level": 3, "since": [2024, "May"]}},
        site=site,
    )
    assert_type(contact, Contact)
    return kajabi.contacts.update(contact.id, external_user_id=None, custom_2=None, tags=["1", 2])


def rename(kajabi: Kajabi, contact: Contact, name: str | None, email: str | Omit = OMIT) -> Contact:
    """`OMIT` leaves out what is not known yet."""
    return kajabi.contacts.update(contact.id, name=OMIT if name is None else name, email=email)


def grant(kajabi: Kajabi, contact: Contact, offer: Offer) -> list[str]:
    """Relationships have operations of their own."""
    offers = kajabi.contacts.offers.add(contact.id, [offer, "456", 7], send_customer_welcome_email=False)
    assert_type(offers, ResourceList[Offer])
    assert_type(offers[0], Offer)
    assert_type(offers[1:], tuple[Offer, ...])
    kajabi.contacts.offers.remove(contact.id, offers)
    kajabi.contacts.tags.replace(contact.id, contact.tags)
    return [offer.title for offer in kajabi.contacts.offers.replace(contact.id, (one.id for one in offers))]


def other(kajabi: Kajabi, contact: Contact, attributes: dict[str, JSON]) -> tuple[ContactNote, Hook]:
    """Required members are required arguments."""
    note = kajabi.contact_notes.create(body="called", contact=contact, extra=attributes)
    hook = kajabi.hooks.create(event="tag_added", target_url="https://example.com/hook", site="1", resource_id=5)
    kajabi.hooks.create(event="event_of_next_year", target_url="https://example.com/hook", site=1)
    kajabi.contacts.delete(contact.id)
    kajabi.purchases.cancel_subscription("789")
    return note, hook
