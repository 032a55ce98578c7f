"""Pages of lists, as users walk over them."""

from __future__ import annotations

from collections import deque
from collections.abc import (
    AsyncGenerator,
    Awaitable,
    Callable,
    Generator,
    Iterator,
    Mapping,
)
from contextlib import aclosing
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ._document import Document
from ._errors import SDKError
from ._operation import Paging
from ._paging import Facts, Position, Walk, next_position, pages_in_all, read_facts
from ._raw import RawResponse
from ._resource import Resource
from ._types import JSON

if TYPE_CHECKING:
    import asyncio

R = TypeVar("R", bound=Resource)


class Listed(NamedTuple, Generic[R]):
    """One page as it came: the items, the document around them, and where it stands."""

    items: tuple[R, ...]
    document: Document
    position: Position


class _Page(Generic[R]):
    """What sync and async pages share: everything but going on."""

    def __init__(
        self, listed: Listed[R], paging: Paging | None, limit: int | None
    ) -> None:
        self._listed = listed
        self._paging = paging
        self._limit = limit

    @cached_property
    def _facts(self) -> Facts:
        return read_facts(self.meta, self.links)

    @cached_property
    def _next(self) -> Position | None:
        listed = self._listed
        return next_position(
            self._paging, listed.position, self._facts, len(listed.items)
        )

    @property
    def items(self) -> tuple[R, ...]:
        """The resources on this page."""
        return self._listed.items

    @property
    def number(self) -> int:
        """The number of this page, from 1, by own count."""
        return self._listed.position.number

    @property
    def total_count(self) -> int | None:
        """The number of items on all pages, if the server tells."""
        return self._facts.total_count

    @property
    def total_pages(self) -> int | None:
        """The number of pages, if the server tells, or tells the number of items."""
        return pages_in_all(
            self._facts, self._paging, self._listed.position, len(self.items)
        )

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one, as far as the reply tells."""
        return self._next is not None

    @property
    def meta(self) -> Mapping[str, JSON]:
        """The meta information of the reply."""
        return self._listed.document.meta

    @property
    def links(self) -> Mapping[str, JSON]:
        """The links of the reply; they are never followed."""
        return self._listed.document.links

    @property
    def included(self) -> tuple[Resource, ...]:
        """Every related resource that came with this page."""
        return self._listed.document.included

    @property
    def raw(self) -> RawResponse:
        """The reply."""
        return self._listed.document.raw

    def __repr__(self) -> str:
        total = self.total_pages
        return f"<{type(self).__name__} {self.number}{f' of {total}' if total else ''}: {len(self.items)} items>"

    def _after(self) -> Position:
        if self._next is None:
            raise SDKError("this is the last page: ask has_next before next()")
        return self._next


class Page(_Page[R]):
    """One page of a list; iterating over it goes through this and all further pages, each
    fetched when it is needed.
    """

    def __init__(
        self,
        fetch: Callable[[Position], Listed[R]],
        listed: Listed[R],
        paging: Paging | None,
        limit: int | None = None,
    ) -> None:
        super().__init__(listed, paging, limit)
        self._fetch = fetch

    def next(self) -> Page[R]:
        """Fetch the page after this one.

        Raises:
            __CLIENT_NAME__Error: this is the last one, see `has_next`.
        """
        return Page(self._fetch, self._fetch(self._after()), self._paging, self._limit)

    def pages(self) -> Iterator[Page[R]]:
        """This and all further pages, until `limit` is reached."""
        walk = Walk[R](self._limit)
        for page in self._walked(walk):
            yield page
            walk.fresh(page.items)  # counts them

    def __iter__(self) -> Iterator[R]:
        walk = Walk[R](self._limit)
        for page in self._walked(walk):
            yield from walk.fresh(page.items)

    def _walked(self, walk: Walk[R]) -> Iterator[Page[R]]:
        page = self
        while walk.admit(page.items):
            yield page
            if walk.done or not page.has_next:
                return
            page = page.next()


class AsyncPage(_Page[R]):
    """One page of a list; `async for` over it goes through this and all further pages,
    each fetched when it is needed.
    """

    def __init__(
        self,
        fetch: Callable[[Position], Awaitable[Listed[R]]],
        listed: Listed[R],
        paging: Paging | None,
        limit: int | None = None,
        concurrency: int = 1,
    ) -> None:
        super().__init__(listed, paging, limit)
        self._fetch = fetch
        self._concurrency = concurrency

    async def next(self) -> AsyncPage[R]:
        """Fetch the page after this one.

        Raises:
            __CLIENT_NAME__Error: this is the last one, see `has_next`.
        """
        return await self._at(self._after())

    async def _at(self, position: Position) -> AsyncPage[R]:
        return AsyncPage(
            self._fetch,
            await self._fetch(position),
            self._paging,
            self._limit,
            self._concurrency,
        )

    async def pages(self) -> AsyncGenerator[AsyncPage[R], None]:
        """This and all further pages, until `limit` is reached."""
        walk = Walk[R](self._limit)
        async with aclosing(self._walked(walk)) as pages:
            async for page in pages:
                yield page
                walk.fresh(page.items)  # counts them

    async def __aiter__(self) -> AsyncGenerator[R, None]:
        walk = Walk[R](self._limit)
        async with aclosing(self._walked(walk)) as pages:
            async for page in pages:
                for item in walk.fresh(page.items):
                    yield item

    async def _walked(self, walk: Walk[R]) -> AsyncGenerator[AsyncPage[R], None]:
        import asyncio  # only here, so that the sync client does without

        ahead: deque[asyncio.Task[AsyncPage[R]]] = deque()
        coming = self._foreseen(walk)
        page = self
        try:
            while walk.admit(page.items):
                yield page
                while len(ahead) < self._concurrency and (
                    position := next(coming, None)
                ):
                    ahead.append(asyncio.ensure_future(self._at(position)))
                if walk.done or not (ahead or page.has_next):
                    return
                page = await (ahead.popleft() if ahead else page.next())
        finally:
            for task in ahead:
                task.cancel()
            await asyncio.gather(*ahead, return_exceptions=True)

    def _foreseen(self, walk: Walk[R]) -> Iterator[Position]:
        """The pages after this one that surely exist and are wanted, by page number:
        those that can be fetched side by side.
        """
        paging, count, total = self._paging, len(self.items), self.total_pages
        if (
            self._concurrency < 2
            or paging is None
            or paging.kind != "number"
            or not total
            or not count
        ):
            return
        wanted = (
            total if walk.left is None else self.number - 1 + ceil(walk.left / count)
        )
        for number in range(self.number + 1, min(total, wanted) + 1):
            yield self._listed.position.moved(paging, number, None, str(number))


class AsyncPager(Generic[R]):
    """What an async list method returns: `await` it for the first page, or `async for`
    over all items.
    """

    def __init__(self, start: Callable[[], Awaitable[AsyncPage[R]]]) -> None:
        self._start = start

    def __await__(self) -> Generator[object, None, AsyncPage[R]]:
        return self._start().__await__()

    async def __aiter__(self) -> AsyncGenerator[R, None]:
        async with aclosing((await self).__aiter__()) as items:
            async for item in items:
                yield item

    async def pages(self) -> AsyncGenerator[AsyncPage[R], None]:
        """All pages, each fetched when it is needed."""
        async with aclosing((await self).pages()) as pages:
            async for page in pages:
                yield page
