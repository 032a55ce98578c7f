"""The blocking shell around an exchange: it carries out its steps, and shares one token
among all who wait for it; and what its asynchronous twin needs too.
"""

from __future__ import annotations

import copy
import logging
import os
import threading
import time
import weakref
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast

from ._errors import SDKError
from ._exchange import Answer, Authorize, Outcome, Send, Step
from ._raw import RawResponse
from ._secret import Secret, text_of
from ._tokens import TokenStore
from ._types import RequestHook, RequestInfo, ResponseHook, ResponseInfo

if TYPE_CHECKING:
    from ._transport import Transport

T = TypeVar("T")

CLOSED: Final = "this client is closed"
FORKED: Final = (
    "the http_client of this client was used before the fork, and shares its connections "
    "with the parent process: give the child one of its own"
)
"""Whose connection it is cannot be told apart, so replies would get into wrong hands."""
ENTERED: Final = (
    "a hook used this client while it was getting a token, which would wait for itself: "
    "use another client there"
)


class Observer:
    """Tells hooks and the log about attempts: method, path, status, never a query, a
    header or a body.
    """

    def __init__(
        self,
        name: str,
        on_request: RequestHook | None,
        on_response: ResponseHook | None,
    ) -> None:
        self._log = logging.getLogger(name)
        self._on_request = on_request
        self._on_response = on_response

    def before(self, step: Send) -> object:
        """Announce an attempt; returns what the hook returned."""
        call = step.call
        self._log.debug("%s %s: attempt %d", call.method, call.path, step.attempt)
        return (
            self._on_request(RequestInfo(call.method, call.path, step.attempt))
            if self._on_request
            else None
        )

    def after(self, step: Send, outcome: Outcome, elapsed: float) -> object:
        """Report its outcome; returns what the hook returned."""
        call = step.call
        if not isinstance(outcome, RawResponse):
            self._log.debug("%s after %.3f s", outcome, elapsed)
            return None
        status, request_id = outcome.status_code, outcome.request_id
        self._log.debug(
            "%s %s: %d in %.3f s (request id %s)",
            call.method,
            call.path,
            status,
            elapsed,
            request_id,
        )
        info = ResponseInfo(
            call.method, call.path, step.attempt, status, request_id, elapsed
        )
        return self._on_response(info) if self._on_response else None


class Flight:
    """What those who wait for a token share: how many requests for one have failed, and
    the last failure.
    """

    def __init__(self) -> None:
        self.failures = 0
        self._failure: SDKError | None = None

    def failed(self, error: SDKError) -> None:
        """Note a failure."""
        self.failures += 1
        self._failure = copy.copy(error)  # without the frames that it came through

    def check(self, seen: int) -> None:
        """Raise the failure that happened since `seen`: who waited for a request shares
        its failure and makes no own one.
        """
        if self.failures != seen and self._failure is not None:
            raise copy.copy(self._failure)


class Renewable(Protocol):
    """What holds connections or locks."""

    def renew(self) -> None: ...


_renewables: weakref.WeakSet[Renewable] = weakref.WeakSet()

connecting: Final = threading.RLock()
"""Held while the HTTP library is imported and a client of it is made; no process is
forked meanwhile, since a child can never import what a thread of its parent has half
imported. Reentrant: a signal handler may close the client while it connects.
"""


def renew_after_fork(driver: Renewable) -> None:
    """See to it that a child process uses neither the connections of its parent nor a
    lock that a thread held.
    """
    _renewables.add(driver)


def _after_fork() -> None:
    connecting.release()
    for each in list(_renewables):
        each.renew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=connecting.acquire,
        after_in_parent=connecting.release,
        after_in_child=_after_fork,
    )


class Driver:
    """Carries out steps, blocking."""

    def __init__(
        self,
        connect: Callable[[], Transport],
        store: TokenStore,
        observer: Observer,
    ) -> None:
        self.store = store
        self._connect = connect
        self._observer = observer
        self._flight = Flight()
        self._transport: Transport | None = None
        self._refusal: str | None = None
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Start afresh, as a child process must."""
        self._lock = threading.Lock()
        self._fetcher: int | None = None
        if self._transport is not None and not self._transport.own:
            self._refusal = FORKED
        self._transport = None

    def close(self) -> None:
        """Close the connections; nothing can be sent any more."""
        with connecting:
            self._refusal = CLOSED
            if self._transport is not None:
                self._transport.close()

    @property
    def transport(self) -> Transport:
        """What sends, made with the first request: it costs more than all the rest of a
        client.
        """
        transport = self._transport
        if transport is None and self._refusal is None:
            with connecting:
                if self._transport is None and self._refusal is None:
                    self._transport = self._connect()
                transport = self._transport
        if transport is None or self._refusal is not None:
            raise SDKError(self._refusal)
        return transport

    def run(self, exchange: Generator[Step, Answer, T]) -> T:
        """Carry out `exchange` to its end."""
        answer: object = None
        while True:
            try:
                step = exchange.send(answer)
            except StopIteration as end:
                return cast("T", end.value)
            answer = self._carry_out(step)

    def _carry_out(self, step: Step) -> object:
        match step:
            case Send():
                return self._send(step)
            case Authorize(stale):
                return self.store.checked(self._token(stale))
            case _:
                time.sleep(step.seconds)
                return None

    def _send(self, step: Send) -> Outcome:
        self._observer.before(step)
        transport = self.transport
        start = time.monotonic()
        outcome = transport.send(step.call, step.token)
        outcome = self.store.cleaned(outcome, step.token)
        self._observer.after(step, outcome, time.monotonic() - start)
        return outcome

    def _token(self, stale: Secret | None) -> Secret:
        store, flight = self.store, self._flight
        if store.source:
            return Secret(text_of(store.source()))
        seen = flight.failures
        if token := store.usable(stale):
            return token
        if self._fetcher == threading.get_ident():
            raise SDKError(ENTERED)
        with self._lock:
            if token := store.usable(stale):
                return token
            flight.check(seen)
            self._fetcher = threading.get_ident()
            try:
                return self.run(store.acquire())
            except SDKError as error:
                flight.failed(error)
                raise
            finally:
                self._fetcher = None
