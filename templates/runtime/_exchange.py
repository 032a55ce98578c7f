"""The course of one request — token, attempts, waits — as generators that do no I/O.

They yield steps; a driver (sync or async) carries them out and sends back what came of
it. So everything that decides
is written once.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, Final, NamedTuple, TypeAlias

from ._call import Call
from ._errors import APIConnectionError, RequestError
from ._failures import retry_after, status_error
from ._raw import RawResponse
from ._secret import Secret

_BASE: Final = 0.5
_LONGEST: Final = 8.0
_PATIENCE: Final = 60.0
"""Seconds that one call may spend waiting between attempts, in sum; a longer
`Retry-After` is the caller's affair.
"""


class Authorize(NamedTuple):
    """Asks for a token, other than `stale`; answered by a `Secret`."""

    stale: Secret | None


class Send(NamedTuple):
    """Asks for one attempt; answered by an `Outcome`."""

    call: Call
    token: Secret | None
    attempt: int


class Sleep(NamedTuple):
    """Asks to wait; answered by `None`."""

    seconds: float


Step: TypeAlias = Authorize | Send | Sleep
Outcome: TypeAlias = RawResponse | RequestError
Answer: TypeAlias = (
    Any  # each step has its own type of answer, which a generator cannot express
)
Exchange: TypeAlias = Generator[Step, Answer, RawResponse]


def exchange(call: Call, redact: Callable[[RawResponse], RawResponse]) -> Exchange:
    """Carry out `call` to a reply of success.

    Raises:
        APIStatusError: the server replied with an error.
        APIConnectionError: no reply came.
    """
    raw = yield from deliver(call)
    if 200 <= raw.status_code < 300:
        return raw
    raise status_error(redact(raw))


def deliver(call: Call, token: Secret | None = None) -> Exchange:
    """Carry out `call`, repeating it as is safe; returns the last reply, of whatever
    status.

    With `token` that one is used; else, if the call needs one, a token is asked for, and
    once renewed after a 401.
    """
    attempt, waited, own, renewed = 1, 0.0, token is None and call.auth, False
    while True:
        if own:
            token = yield Authorize(None)
        outcome: Outcome = yield Send(call, token, attempt)
        if (
            own
            and not renewed
            and isinstance(outcome, RawResponse)
            and outcome.status_code == 401
        ):
            renewed = True
            fresh: Secret = yield Authorize(token)
            if fresh != token:
                continue
        pause = pause_before_repeating(call, outcome, attempt, waited)
        if pause is None:
            break
        yield Sleep(pause)
        attempt, waited = attempt + 1, waited + pause
    if isinstance(outcome, RequestError):
        raise outcome
    return outcome


def pause_before_repeating(
    call: Call, outcome: Outcome, attempt: int, waited: float
) -> float | None:
    """Seconds to wait before the next attempt; `None` if there must be none.

    Exponential backoff with full jitter, or what `Retry-After` demands.
    """
    import random

    if attempt > call.max_retries or not _worth_repeating(call, outcome):
        return None
    pause = random.uniform(0, min(_LONGEST, _BASE * 2 ** min(attempt - 1, 9)))
    if isinstance(outcome, RawResponse):
        demanded = retry_after(outcome.headers)
        pause = pause if demanded is None else demanded
    return pause if waited + pause <= _PATIENCE else None


def _worth_repeating(call: Call, outcome: Outcome) -> bool:
    """A write is repeated only if it certainly was not carried out, or if the caller says
    that it may be.
    """
    if isinstance(outcome, APIConnectionError):
        return call.repeatable or not outcome.sent
    if isinstance(outcome, RequestError):
        return False
    status = outcome.status_code
    return status == 429 or (
        call.repeatable and (status == 408 or (status >= 500 and status != 501))
    )
