"""Walk over contacts, page by page and one by one, with filters and sparse fieldsets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_type

from kajabi import JSON, Contact, Kajabi, Page


def newest(kajabi: Kajabi, site: str, tag: int) -> Iterator[str]:
    """Each name and address of those with a tag."""
    contacts = kajabi.contacts.list(
        filter={"site_id": site, "has_tag_id": tag, "subscribed": True, "created_in_last": 30},
        sort="-created_at",
        fields={"contacts": ["name", "email", "created_at"]},
        page_size=100,
        limit=1_000,
    )
    assert_type(contacts, Page[Contact])
    for contact in contacts:
        assert_type(contact, Contact)
        assert_type(contact.id, str)
        assert_type(contact.email, str)
        assert_type(contact.phone_number, str | None)
        assert_type(contact.subscribed, bool)
        assert_type(contact.created_at, dt.datetime)
        yield f"{contact.name.title()} <{contact.email}> since {contact.created_at:%Y-%m-%d}"


def by_hand(kajabi: Kajabi) -> int:
    """Pages, asked for one after the other."""
    page = kajabi.contacts.list(page_number=2, sort=["name", "-created_at"])
    assert_type(page.items, tuple[Contact, ...])
    assert_type(page.number, int)
    assert_type(page.total_count, int | None)
    assert_type(page.total_pages, int | None)
    assert_type(page.meta, Mapping[str, JSON])
    seen = len(page.items)
    while page.has_next:
        page = page.next()
        assert_type(page, Page[Contact])
        seen += len(page.items)
    return seen


def pages(kajabi: Kajabi) -> list[list[str]]:
    """Pages, as they come; a sort key that this version does not know is a plain text."""
    return [[contact.id for contact in page.items] for page in kajabi.contacts.list(sort="loyalty").pages()]


def addresses(contacts: Iterable[Contact]) -> list[str]:
    """A page goes wherever an iterable of contacts is taken."""
    return [contact.email for contact in contacts]


def main() -> None:
    with Kajabi() as kajabi:
        assert_type(kajabi, Kajabi)
        print(*newest(kajabi, "1", 2), by_hand(kajabi), pages(kajabi), addresses(kajabi.contacts.list()))
