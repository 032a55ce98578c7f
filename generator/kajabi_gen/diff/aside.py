"""Do something on the second core meanwhile: a function runs in a forked copy of the process, and its result comes back pickled."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from typing import NoReturn, TypeVar, cast

T = TypeVar("T")


def begun(function: Callable[[], T]) -> Callable[[], T]:
    """Begin the work; calling what is returned waits for its result. Where it cannot be done aside, it is done then and there.

    The function has no effects but its result, so that doing it again here is right whatever became of the copy.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2 or threading.active_count() > 1:
        return function
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(function, writing)
    os.close(writing)
    return lambda: _result(function, reading, child)


def _work(function: Callable[[], object], writing: int) -> NoReturn:
    """What the copy does, up to its end."""
    status = 1
    try:
        content = pickle.dumps(function(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(content)
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is flushed or closed twice


def _result(function: Callable[[], T], reading: int, child: int) -> T:
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    _, status = os.waitpid(child, 0)
    return cast("T", pickle.loads(content)) if status == 0 else function()
