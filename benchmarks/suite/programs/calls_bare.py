"""What is possible: httpx2 and msgspec with types written by hand, without pages, tokens, errors or repetitions. See `calls.py`."""

import asyncio
from typing import Any

import calls
import httpx2
from models import msgspec_decoder

decode: Any = msgspec_decoder()


def main() -> None:
    with httpx2.Client(base_url=calls.URL) as client:

        def walk(count: int) -> int:
            seen = 0
            for number in range(1, 1 + count // 100):
                page = decode(client.get("/v1/contacts", params={"page[number]": number, "page[size]": 100}).content)
                seen += sum(bool(contact.attributes.name and contact.attributes.email) for contact in page.data)
            return seen

        calls.timed(walk, lambda: str(client.get("/v1/contacts/1").json()["data"]["id"]))


async def main_async() -> None:
    async with httpx2.AsyncClient(base_url=calls.URL) as client:

        async def walk(count: int) -> int:
            seen = 0
            for number in range(1, 1 + count // 100):
                page = decode((await client.get("/v1/contacts", params={"page[number]": number, "page[size]": 100})).content)
                seen += sum(bool(contact.attributes.name and contact.attributes.email) for contact in page.data)
            return seen

        async def get() -> str:
            return str((await client.get("/v1/contacts/1")).json()["data"]["id"])

        await calls.timed_async(walk, get)


if calls.MODE.endswith("async"):
    asyncio.run(main_async())
else:
    main()
