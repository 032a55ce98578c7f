"""What the generated methods call: from an operation and its arguments to a result."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final, TypedDict, TypeVar, Unpack

from ._body import encode_body
from ._call import Call, Defaults, frozen
from ._exchange import exchange
from ._operation import Operation, encode_query, loose_query, operation_by_hand
from ._pages import AsyncPage, AsyncPager, Listed, Page
from ._paging import Position
from ._raw import RawResponse
from ._read import Reader
from ._resource import Model, Resource, ResourceList
from ._types import JSON, RequestOptions

if TYPE_CHECKING:
    from ._async_driver import AsyncDriver
    from ._drivers import Driver

R = TypeVar("R", bound=Resource)
M = TypeVar("M", bound=Model)

_NO_OPTIONS: Final = RequestOptions()


class Parts(TypedDict, total=False):
    """What the methods of an engine take beside the operation."""

    path: Mapping[str, str | int]
    """Values for the `{names}` in the path."""
    query: Mapping[str, object]
    """Values for the query, by name in Python."""
    body: object
    """The body; `OMIT` inside is left out."""
    options: RequestOptions


def ready(defaults: Defaults, op: Operation, parts: Parts) -> Call:
    """The request, checked and encoded."""
    query = encode_query(op, parts.get("query", {}))
    options = parts.get("options", _NO_OPTIONS)
    body = encode_body(op.body, parts.get("body"))
    return defaults.call(op, parts.get("path", {}), query, body, options)


def by_hand(
    defaults: Defaults,
    method: str,
    path: str,
    query: Mapping[str, object] | None,
    json: object,
    options: RequestOptions,
) -> Call:
    """A request that is no operation of the document, checked and encoded."""
    op = operation_by_hand(method, path)
    body = encode_body(op.body, json)
    return defaults.call(op, {}, loose_query(query), body, options)


class Engine:
    """Carries out operations, blocking.

    Whatever goes wrong is raised as an error of this package.
    """

    def __init__(self, defaults: Defaults, reader: Reader, driver: Driver) -> None:
        self.defaults = defaults
        self._read = reader
        self._driver = driver

    def with_options(self, options: RequestOptions) -> Engine:
        """An engine with other defaults that shares connections and token."""
        return Engine(self.defaults.updated(frozen(options)), self._read, self._driver)

    def one(self, op: Operation, cls: type[R], **parts: Unpack[Parts]) -> R:
        """An operation whose reply is one resource."""
        return self._read.one(self._fetch(op, parts), cls)

    def identifier(
        self, op: Operation, cls: type[R], **parts: Unpack[Parts]
    ) -> R | None:
        """An operation whose reply is a to-one relationship."""
        return self._read.identifier(self._fetch(op, parts), cls)

    def identifiers(
        self, op: Operation, cls: type[R], **parts: Unpack[Parts]
    ) -> ResourceList[R]:
        """An operation whose reply is a to-many relationship."""
        return self._read.identifiers(self._fetch(op, parts), cls)

    def mixed(self, op: Operation, **parts: Unpack[Parts]) -> ResourceList[Resource]:
        """An operation whose reply lists resources of several types."""
        return self._read.identifiers(self._fetch(op, parts), Resource)

    def model(self, op: Operation, cls: type[M], **parts: Unpack[Parts]) -> M:
        """An operation whose reply is an object that is no resource."""
        return self._read.model(self._fetch(op, parts), cls)

    def value(self, op: Operation, **parts: Unpack[Parts]) -> JSON:
        """An operation whose reply is any other JSON."""
        return self._read.value(self._fetch(op, parts))

    def raw(self, op: Operation, **parts: Unpack[Parts]) -> RawResponse:
        """An operation whose reply is no JSON."""
        return self._fetch(op, parts)

    def nothing(self, op: Operation, **parts: Unpack[Parts]) -> None:
        """An operation whose reply does not matter."""
        self._read.nothing(self._fetch(op, parts))

    def many(
        self,
        op: Operation,
        cls: type[R],
        limit: int | None = None,
        **parts: Unpack[Parts],
    ) -> Page[R]:
        """An operation whose reply is a list; the first page is fetched at once."""
        fetch = self._pages(op, cls, parts)
        start = Position.first(op.paging, encode_query(op, parts.get("query", {})))
        return Page(fetch, fetch(start), op.paging, limit)

    def request(
        self,
        method: str,
        path: str,
        query: Mapping[str, object] | None = None,
        json: object = None,
        options: RequestOptions = _NO_OPTIONS,
    ) -> RawResponse:
        """A hand-made request, with token, repetitions and errors as everywhere."""
        return self._run(by_hand(self.defaults, method, path, query, json, options))

    def revoke(self, op: Operation) -> None:
        """Revoke the current token, if there is one."""
        self._driver.run(
            self._driver.store.revoke(
                lambda form: ready(self.defaults, op, {"body": form}),
                self._read.nothing,
            )
        )

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def _run(self, call: Call) -> RawResponse:
        return self._driver.run(exchange(call, self._driver.store.redact))

    def _fetch(self, op: Operation, parts: Parts) -> RawResponse:
        return self._run(ready(self.defaults, op, parts))

    def _pages(
        self, op: Operation, cls: type[R], parts: Parts
    ) -> Callable[[Position], Listed[R]]:
        path, options = parts.get("path", {}), frozen(parts.get("options", _NO_OPTIONS))
        body = encode_body(op.body, parts.get("body"))  # as it is now, for all pages

        def fetch(position: Position) -> Listed[R]:
            call = self.defaults.call(op, path, position.query, body, options)
            return Listed(*self._read.many(self._run(call), cls), position)

        return fetch


class AsyncEngine:
    """Carries out operations, in the running event loop.

    Whatever goes wrong is raised as an error of this package.
    """

    def __init__(self, defaults: Defaults, reader: Reader, driver: AsyncDriver) -> None:
        self.defaults = defaults
        self._read = reader
        self._driver = driver

    def with_options(self, options: RequestOptions) -> AsyncEngine:
        """An engine with other defaults that shares connections and token."""
        return AsyncEngine(
            self.defaults.updated(frozen(options)), self._read, self._driver
        )

    async def one(self, op: Operation, cls: type[R], **parts: Unpack[Parts]) -> R:
        """An operation whose reply is one resource."""
        return self._read.one(await self._fetch(op, parts), cls)

    async def identifier(
        self, op: Operation, cls: type[R], **parts: Unpack[Parts]
    ) -> R | None:
        """An operation whose reply is a to-one relationship."""
        return self._read.identifier(await self._fetch(op, parts), cls)

    async def identifiers(
        self, op: Operation, cls: type[R], **parts: Unpack[Parts]
    ) -> ResourceList[R]:
        """An operation whose reply is a to-many relationship."""
        return self._read.identifiers(await self._fetch(op, parts), cls)

    async def mixed(
        self, op: Operation, **parts: Unpack[Parts]
    ) -> ResourceList[Resource]:
        """An operation whose reply lists resources of several types."""
        return self._read.identifiers(await self._fetch(op, parts), Resource)

    async def model(self, op: Operation, cls: type[M], **parts: Unpack[Parts]) -> M:
        """An operation whose reply is an object that is no resource."""
        return self._read.model(await self._fetch(op, parts), cls)

    async def value(self, op: Operation, **parts: Unpack[Parts]) -> JSON:
        """An operation whose reply is any other JSON."""
        return self._read.value(await self._fetch(op, parts))

    async def raw(self, op: Operation, **parts: Unpack[Parts]) -> RawResponse:
        """An operation whose reply is no JSON."""
        return await self._fetch(op, parts)

    async def nothing(self, op: Operation, **parts: Unpack[Parts]) -> None:
        """An operation whose reply does not matter."""
        self._read.nothing(await self._fetch(op, parts))

    def many(
        self,
        op: Operation,
        cls: type[R],
        limit: int | None = None,
        concurrency: int = 1,
        **parts: Unpack[Parts],
    ) -> AsyncPager[R]:
        """An operation whose reply is a list; nothing is sent before it is awaited."""
        fetch = self._pages(op, cls, parts)
        start = Position.first(op.paging, encode_query(op, parts.get("query", {})))

        async def first() -> AsyncPage[R]:
            return AsyncPage(fetch, await fetch(start), op.paging, limit, concurrency)

        return AsyncPager(first)

    async def request(
        self,
        method: str,
        path: str,
        query: Mapping[str, object] | None = None,
        json: object = None,
        options: RequestOptions = _NO_OPTIONS,
    ) -> RawResponse:
        """A hand-made request, with token, repetitions and errors as everywhere."""
        call = by_hand(self.defaults, method, path, query, json, options)
        return await self._run(call)

    async def revoke(self, op: Operation) -> None:
        """Revoke the current token, if there is one."""
        await self._driver.run(
            self._driver.store.revoke(
                lambda form: ready(self.defaults, op, {"body": form}),
                self._read.nothing,
            )
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._driver.aclose()

    async def _run(self, call: Call) -> RawResponse:
        return await self._driver.run(exchange(call, self._driver.store.redact))

    async def _fetch(self, op: Operation, parts: Parts) -> RawResponse:
        return await self._run(ready(self.defaults, op, parts))

    def _pages(
        self, op: Operation, cls: type[R], parts: Parts
    ) -> Callable[[Position], Awaitable[Listed[R]]]:
        path, options = parts.get("path", {}), frozen(parts.get("options", _NO_OPTIONS))
        body = encode_body(op.body, parts.get("body"))  # as it is now, for all pages

        async def fetch(position: Position) -> Listed[R]:
            call = self.defaults.call(op, path, position.query, body, options)
            return Listed(*self._read.many(await self._run(call), cls), position)

        return fetch
