"""Do something on the second core meanwhile: a function runs in a forked copy of the process, and what it gives comes back pickled."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import BinaryIO, Final, NoReturn, TypeVar, cast

A = TypeVar("A")
T = TypeVar("T")

_LOTS: Final = 1024  # a pipe holds them everywhere
_LENGTH: Final = 4  # bytes of each
_ROOM: Final = 1 << 20  # bytes, what Linux gives everybody


@contextmanager
def begun(function: Callable[[], T], *, pays: bool = True) -> Generator[Callable[[], T]]:
    """Begin the work; calling what is given waits for its result. As `begun_parts`, with one part."""
    with begun_parts(lambda: (function() for _ in range(1)), pays=pays) as parts:
        yield lambda: next(parts)


@contextmanager
def begun_parts(function: Callable[[], Iterable[T]], *, pays: bool = True) -> Generator[Iterator[T]]:
    """Begin the work; what is given waits for each part of its result. Where it cannot be done aside, or does not pay, it is done then.

    Raises what the function raises. It has no effects but its result, so that doing it again here is right whatever became of the copy.
    """
    forked = _forked(function) if pays and _can_fork() else None
    if forked is None:
        yield iter(function())
        return
    child, reading = forked
    with os.fdopen(reading, "rb") as pipe:
        try:
            yield _received(pipe, function)
        finally:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)  # which has nothing left to do, or nobody waits for
                os.waitpid(child, 0)


def _can_fork() -> bool:
    """Not where it is of no use, not beside other threads, and not where children vanish, so that their number may mean another process."""
    is_of_use = hasattr(os, "fork") and (os.cpu_count() or 1) > 1
    return is_of_use and threading.active_count() == 1 and signal.getsignal(signal.SIGCHLD) is not signal.SIG_IGN


def _forked(function: Callable[[], Iterable[object]]) -> tuple[int, int] | None:
    """Number of the copy and the end of the pipe to read from; None where the system has no room for another process."""
    ends: tuple[int, ...] = ()
    try:
        ends = reading, writing = os.pipe()
        _make_room(writing)
        child = os.fork()
    except OSError:
        for end in ends:
            os.close(end)
        return None
    if child == 0:
        os.close(reading)  # so that the copy ends when nobody listens any more
        _work(function, writing)
    os.close(writing)
    return child, reading


def _make_room(pipe: int) -> None:
    """Let a pipe take more than usual, where the system can, so that a copy goes on with its next part while this process is busy."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def each(function: Callable[[A], T], items: Sequence[A], *, pays: bool = True) -> list[T]:
    """`function` of each item, in their order. This process and its copy take one after the other, from the first on, whoever is free.

    Raises what the function raises for the first of those that it fails for. As for `begun`, it has no effects but its result.
    """
    lots = min(len(items), _LOTS)
    drawing, putting = os.pipe()
    os.write(putting, b"".join(lot.to_bytes(_LENGTH) for lot in range(lots)))
    os.close(putting)

    def drawn() -> dict[int, tuple[T | None, Exception | None]]:
        done: dict[int, tuple[T | None, Exception | None]] = {}
        while lot := os.read(drawing, _LENGTH):
            for index in range(int.from_bytes(lot), len(items), lots):
                done[index] = _tried(function, items[index])
        return done

    try:
        with begun(drawn, pays=pays) as others:
            done = {**drawn(), **others()}
    finally:
        os.close(drawing)
    found: list[T] = []
    for index, item in enumerate(items):
        value, problem = done.get(index) or (function(item), None)  # what a copy took with it that was killed
        if problem is not None:
            raise problem
        found.append(cast("T", value))
    return found


def _tried(function: Callable[[A], T], item: A) -> tuple[T | None, Exception | None]:
    try:
        return function(item), None
    except Exception as problem:
        return None, problem


def _received(pipe: BinaryIO, function: Callable[[], Iterable[T]]) -> Generator[T]:
    """The parts that the copy sends; those that it did not come to are made here."""
    count = 0
    while (part := _next_part(pipe)) is not None:
        if not part:
            return
        value, problem = part
        if problem is not None:
            raise problem
        count += 1
        yield cast("T", value)
    yield from islice(function(), count, None)


def _next_part(pipe: BinaryIO) -> tuple[object, Exception | None] | tuple[()] | None:
    """What `_done` gave; nothing behind the last one; None where it was lost with the copy, or cannot be put together again."""
    try:
        return cast("tuple[object, Exception | None] | tuple[()]", pickle.load(pipe))
    except Exception:
        return None


def _work(function: Callable[[], Iterable[object]], writing: int) -> NoReturn:
    """What the copy does, up to its end."""
    try:
        with os.fdopen(writing, "wb") as pipe:
            for part in chain(_done(function), [()]):
                pickle.dump(part, pipe, pickle.HIGHEST_PROTOCOL)
                pipe.flush()
    finally:
        os._exit(0)  # nothing of the parent's is flushed or closed twice


def _done(function: Callable[[], Iterable[T]]) -> Iterator[tuple[T | None, Exception | None]]:
    """What the function gives, part by part, and what it raises."""
    try:
        for part in function():
            yield part, None
    except Exception as problem:
        yield None, problem
