"""The asynchronous shell around an exchange, see `_drivers`."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, TypeVar, cast

from ._drivers import (
    CLOSED,
    ENTERED,
    FORKED,
    Flight,
    Observer,
    connecting,
    renew_after_fork,
)
from ._errors import SDKError
from ._exchange import Answer, Authorize, Outcome, Send, Step
from ._secret import Secret, text_of
from ._tokens import TokenStore

if TYPE_CHECKING:
    from ._async_transport import AsyncTransport

T = TypeVar("T")


class AsyncDriver:
    """Carries out steps in the running event loop."""

    def __init__(
        self,
        connect: Callable[[], AsyncTransport],
        store: TokenStore,
        observer: Observer,
    ) -> None:
        self.store = store
        self._connect = connect
        self._observer = observer
        self._flight = Flight()
        self._transport: AsyncTransport | None = None
        self._refusal: str | None = None
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Start afresh, as a child process must."""
        self._fetching: asyncio.Event | None = None
        self._fetcher: object = None
        if self._transport is not None and not self._transport.own:
            self._refusal = FORKED
        self._transport = None

    async def aclose(self) -> None:
        """Close the connections; nothing can be sent any more."""
        self._refusal = CLOSED
        if self._transport is not None:
            await self._transport.aclose()

    @property
    def transport(self) -> AsyncTransport:
        """What sends, made with the first request: it costs more than all the rest of a
        client.
        """
        if self._refusal is not None:
            raise SDKError(self._refusal)
        if self._transport is None:
            with connecting:
                self._transport = self._connect()
        return self._transport

    async def run(self, exchange: Generator[Step, Answer, T]) -> T:
        """Carry out `exchange` to its end."""
        answer: object = None
        while True:
            try:
                step = exchange.send(answer)
            except StopIteration as end:
                return cast("T", end.value)
            answer = await self._carry_out(step)

    async def _carry_out(self, step: Step) -> object:
        match step:
            case Send():
                return await self._send(step)
            case Authorize(stale):
                return self.store.checked(await self._token(stale))
            case _:
                await asyncio.sleep(step.seconds)
                return None

    async def _send(self, step: Send) -> Outcome:
        await _settled(self._observer.before(step))
        transport = self.transport
        start = time.monotonic()
        outcome = await transport.send(step.call, step.token)
        outcome = self.store.cleaned(outcome, step.token)
        await _settled(self._observer.after(step, outcome, time.monotonic() - start))
        return outcome

    async def _token(self, stale: Secret | None) -> Secret:
        store, flight = self.store, self._flight
        if store.source:
            return Secret(text_of(await _settled(store.source())))
        seen = flight.failures
        while (token := store.usable(stale)) is None and self._fetching is not None:
            if self._fetcher is asyncio.current_task():
                raise SDKError(ENTERED)
            await self._fetching.wait()
            flight.check(seen)
        return token or await self._fetch()

    async def _fetch(self) -> Secret:
        """Get a new token. All who wait go on at once: through a lock they would come one
        by one, each in a turn of the event loop.
        """
        self._fetching, self._fetcher = asyncio.Event(), asyncio.current_task()
        try:
            return await self.run(self.store.acquire())
        except SDKError as error:
            self._flight.failed(error)
            raise
        finally:
            self._fetching.set()
            self._fetching = self._fetcher = None


async def _settled(value: object) -> object:
    """What `value` is, or comes to: hooks and token sources of the async client may be
    coroutine functions.
    """
    return cast("object", await value) if inspect.isawaitable(value) else value
