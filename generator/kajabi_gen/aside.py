"""Do something on the second core meanwhile: a function runs in a forked copy of the process, and its result comes back pickled."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import NoReturn, TypeVar, cast

T = TypeVar("T")


@contextmanager
def begun(function: Callable[[], T], *, pays: bool = True) -> Generator[Callable[[], T]]:
    """Begin the work; calling what is given waits for its result. Where it cannot be done aside, or does not pay, it is done then.

    Raises what the function raises. It has no effects but its result, so that doing it again here is right whatever became of the copy.
    """
    if not pays or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2 or threading.active_count() > 1:
        yield function
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(function, writing)
    os.close(writing)
    waited: list[int] = []

    def result() -> T:
        with os.fdopen(reading, "rb", closefd=False) as pipe:
            content = pipe.read()
        waited.append(os.waitpid(child, 0)[1])
        if waited != [0]:
            return function()
        value, problem = pickle.loads(content)
        if problem is not None:
            raise problem
        return cast("T", value)

    try:
        yield result
    finally:
        os.close(reading)
        if not waited:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _work(function: Callable[[], object], writing: int) -> NoReturn:
    """What the copy does, up to its end."""
    status = 1
    try:
        content = pickle.dumps(_done(function), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(content)
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is flushed or closed twice


def _done(function: Callable[[], object]) -> tuple[object, Exception | None]:
    """What the function gives, and what it raises."""
    try:
        return function(), None
    except Exception as problem:
        return None, problem
