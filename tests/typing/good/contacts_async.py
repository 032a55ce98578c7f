"""The same with asyncio: `await` for one page, `async for` over all items."""

from __future__ import annotations

import asyncio
from typing import assert_type

from kajabi import AsyncKajabi, AsyncPage, AsyncPager, Contact, Offer, ResourceList


async def report(kajabi: AsyncKajabi, site: str) -> list[str]:
    """A walk over all pages, four of them fetched at a time."""
    pager = kajabi.contacts.list(filter={"site_id": site}, concurrency=4)
    assert_type(pager, AsyncPager[Contact])
    lines = list[str]()
    async for contact in pager:
        assert_type(contact, Contact)
        lines.append(contact.email)
    async for page in pager.pages():
        assert_type(page, AsyncPage[Contact])
    return lines + [tag.name async for tag in kajabi.contact_tags.list()]


async def first_two(kajabi: AsyncKajabi) -> tuple[Contact, ...]:
    """Pages, asked for one after the other."""
    page = await kajabi.contacts.list(page_size=10)
    assert_type(page, AsyncPage[Contact])
    if page.has_next:
        page = await page.next()
    return page.items


async def write(kajabi: AsyncKajabi) -> str | None:
    """One call after the other, and two at once."""
    contact = await kajabi.contacts.create(name="Jo", email="jo@example.com", site=1)
    assert_type(contact, Contact)
    assert_type(await kajabi.contacts.offers.add(contact.id, ["1"]), ResourceList[Offer])
    updated, me = await asyncio.gather(kajabi.contacts.update(contact.id, phone_number=None), kajabi.me.get())
    await kajabi.contacts.delete(updated.id)
    reply = await kajabi.request("GET", "/v1/anything")
    return me.id if reply.status_code == 200 else None


async def main() -> None:
    async with AsyncKajabi() as kajabi:
        assert_type(kajabi, AsyncKajabi)
        print(await report(kajabi, "1"), await first_two(kajabi), await write(kajabi))


asyncio.run(main())
