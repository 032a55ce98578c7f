"""Sync and async mixed up."""

from kajabi import AsyncKajabi, Contact, Kajabi
from kajabi.recipes import find_contact


async def without_await(kajabi: AsyncKajabi) -> None:
    """What is not awaited is no result."""
    contact = kajabi.contacts.get("1")
    print(contact.name)  # error: "name"
    kajabi.contacts.delete("1")  # error[mypy]: Coroutine  # error[pyright]: await
    page = kajabi.contacts.list()
    print(page.items)  # error: "items"
    first = await page
    print(first.next().items)  # error: "items"
    kajabi.request("GET", "/v1/me").json()  # error: "json"


async def wrong_loops(kajabi: AsyncKajabi, blocking: Kajabi) -> list[Contact]:
    """Each client has its own loop."""
    for _ in kajabi.contacts.list():  # error: __iter__
        pass
    async for _ in blocking.contacts.list():  # error: __aiter__
        pass
    await blocking.contacts.get("1")  # error: Contact
    return list(kajabi.contacts.list())  # error: AsyncPager


def wrong_clients(kajabi: AsyncKajabi) -> None:
    """And its own life."""
    with kajabi:  # error: __enter__
        pass
    find_contact(kajabi, "jo@example.com", site="1")  # error: "AsyncKajabi"
