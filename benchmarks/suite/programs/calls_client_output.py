"""What openapi-python-client emits: see `calls.py`. It knows no pages, and takes tokens as they are."""

import asyncio
from typing import Any

import calls
from kajabi_api_v1_client import AuthenticatedClient
from kajabi_api_v1_client.api.contacts import get_v1_contacts, get_v1_contacts_id
from kajabi_api_v1_client.models import ContactsIndexResponse, ContactsShowResponse


def items(page: Any) -> list[Any]:
    """The contacts of a page."""
    assert isinstance(page, ContactsIndexResponse)
    return page.data


def got(reply: Any) -> str:
    """The id of a contact."""
    assert isinstance(reply, ContactsShowResponse)
    return str(reply.data.id)


def main() -> None:
    with AuthenticatedClient(base_url=calls.URL, token="token") as client:

        def walk(count: int) -> int:
            seen = 0
            for number in range(1, 1 + count // 100):
                for contact in items(get_v1_contacts.sync(client=client, pagenumber=number, pagesize=100)):
                    seen += bool(contact.attributes.name and contact.attributes.email)
            return seen

        calls.timed(walk, lambda: got(get_v1_contacts_id.sync("1", client=client)))


async def main_async() -> None:
    async with AuthenticatedClient(base_url=calls.URL, token="token") as client:

        async def walk(count: int) -> int:
            seen = 0
            for number in range(1, 1 + count // 100):
                for contact in items(await get_v1_contacts.asyncio(client=client, pagenumber=number, pagesize=100)):
                    seen += bool(contact.attributes.name and contact.attributes.email)
            return seen

        async def get() -> str:
            return got(await get_v1_contacts_id.asyncio("1", client=client))

        await calls.timed_async(walk, get)


if calls.MODE.endswith("async"):
    asyncio.run(main_async())
else:
    main()
