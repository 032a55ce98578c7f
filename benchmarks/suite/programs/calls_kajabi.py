"""Our SDK: see `calls.py`. `walk-all` reads all attributes and relationships of each contact."""

import asyncio

import calls
from kajabi import AsyncKajabi, Kajabi
from replies import read_contact


def main() -> None:
    with Kajabi("id", "secret", base_url=calls.URL) as kajabi:

        def walk(count: int) -> int:
            return sum(bool(contact.name and contact.email) for contact in kajabi.contacts.list(page_size=100, limit=count))

        def walk_all(count: int) -> int:
            return sum(bool(read_contact(contact)) for contact in kajabi.contacts.list(page_size=100, limit=count))

        if calls.MODE == "walk-all":
            calls.MODE = "walk"
            calls.timed(walk_all, lambda: kajabi.contacts.get("1").id)
        else:
            calls.timed(walk, lambda: kajabi.contacts.get("1").id)


async def main_async() -> None:
    async with AsyncKajabi("id", "secret", base_url=calls.URL) as kajabi:

        async def walk(count: int) -> int:
            return sum([bool(contact.name and contact.email) async for contact in kajabi.contacts.list(page_size=100, limit=count)])

        async def get() -> str:
            return (await kajabi.contacts.get("1")).id

        await calls.timed_async(walk, get)


if calls.MODE.endswith("async"):
    asyncio.run(main_async())
else:
    main()
