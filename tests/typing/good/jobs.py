"""The recipes that ship with the package, sync and async."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import assert_type

from kajabi import AsyncKajabi, Contact, Kajabi, Offer, ResourceList
from kajabi.recipes import (
    async_export_contacts,
    async_find_contact,
    async_grant_offers,
    async_save_contact,
    export_contacts,
    find_contact,
    grant_offers,
    save_contact,
)


def sell(kajabi: Kajabi, email: str, offer: Offer | str) -> ResourceList[Offer]:
    """Grant an offer to whoever has that address."""
    assert_type(find_contact(kajabi, email, site="1"), Contact | None)
    contact = save_contact(kajabi, email, site="1", name="Jo", custom_fields={"custom_1": None})
    return grant_offers(kajabi, contact.email, [offer], site="1", send_customer_welcome_email=False)


def export(kajabi: Kajabi, path: Path) -> int:
    """All contacts of a site, in constant memory."""
    with path.open("w", newline="", encoding="utf-8") as file:
        return export_contacts(kajabi, file, site="1", format="csv", columns=["name", "email", "custom_7"])


async def main() -> int:
    async with AsyncKajabi() as kajabi:
        found = await async_find_contact(kajabi, "jo@example.com", site="1")
        assert_type(found, Contact | None)
        contact = found or await async_save_contact(kajabi, "jo@example.com", site="1")
        assert_type(await async_grant_offers(kajabi, contact.email, [1], site="1"), ResourceList[Offer])
        with Path("contacts.jsonl").open("w", encoding="utf-8") as file:
            return await async_export_contacts(kajabi, file, site="1", format="jsonl")


asyncio.run(main())
