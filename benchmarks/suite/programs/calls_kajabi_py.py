"""kajabi-py: see `calls.py`. Its lists are read as far as wanted."""

import asyncio
from itertools import islice

import calls
from kajabi import AsyncClient, Client


def main() -> None:
    with Client(client_id="id", client_secret="secret", base_url=calls.URL, page_size=100) as client:

        def walk(count: int) -> int:
            return sum(bool(contact.name and contact.email) for contact in islice(client.contacts.list(), count))

        calls.timed(walk, lambda: str(client.contacts.get("1").id))


async def main_async() -> None:
    async with AsyncClient(client_id="id", client_secret="secret", base_url=calls.URL, page_size=100) as client:

        async def walk(count: int) -> int:
            seen = 0
            async for contact in client.contacts.list():
                seen += bool(contact.name and contact.email)
                if seen == count:
                    break
            return seen

        async def get() -> str:
            return str((await client.contacts.get("1")).id)

        await calls.timed_async(walk, get)


if calls.MODE.endswith("async"):
    asyncio.run(main_async())
else:
    main()
