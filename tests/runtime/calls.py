"""One way to write a test for both clients: what a call gives is awaited where it must be."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Call(Protocol):
    """`call(lambda kajabi: …)` runs the lambda with a client, and awaits what it gives if that client is async."""

    def __call__(self, do: Callable[[Any], Any], **options: Any) -> Any: ...


async def settled(value: Any) -> Any:
    """`value`, or what it comes to; of several, each in turn."""
    if isinstance(value, list):
        return [await settled(each) for each in value]
    return await value if inspect.isawaitable(value) else value


def items(pages: Any) -> Any:
    """All items of a list: a list, or an awaitable of one."""
    return _collected(pages) if hasattr(pages, "__aiter__") else list(pages)


def pages(first: Any) -> Any:
    """All pages of a list."""
    return _collected(first.pages()) if hasattr(first, "__aiter__") else list(first.pages())


async def _collected(source: Any) -> list[Any]:
    return [each async for each in source]


def later(value: Any, do: Callable[[Any], T]) -> T | Awaitable[T]:
    """`do(value)`, as soon as there is a value."""

    async def run() -> T:
        return do(await value)

    return run() if inspect.isawaitable(value) else do(value)
