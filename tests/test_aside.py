"""Work on the second core: the same results as here, in order, also if the copy of the process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from kajabi_gen import aside

HERE = os.getpid()
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")  # of servers that other tests left


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that other tests have left, and machines with one core, do not matter here."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def killed_aside() -> None:
    """End the copy at once; does nothing here."""
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)


def parts() -> Iterator[int]:
    """Three parts; a copy is killed before the third."""
    yield from (1, 2)
    killed_aside()
    yield 3


def test_the_result_comes_back_or_is_made_here() -> None:
    """A result, or what is raised instead."""
    with aside.begun(lambda: os.getpid() != HERE) as result:
        assert result()
    with aside.begun(lambda: int("none")) as number, pytest.raises(ValueError, match="none"):
        number()


class Odd(Exception):
    """Pickles, and cannot be put together again."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def odd(_: object = None) -> int:
    """Raise what does not come through a pipe."""
    raise Odd("o", "dd")


def test_what_does_not_come_through_the_pipe_is_made_here() -> None:
    """The exception is the function's own, not one of the pipe."""
    with aside.begun(odd) as result, pytest.raises(Odd, match="odd"):
        result()
    with pytest.raises(Odd):
        aside.each(odd, range(3))


@pytest.mark.parametrize("name", ["fork", "pipe"])
def test_without_room_for_a_process_all_is_done_here(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system may refuse another process, or another pipe."""

    def refuse() -> None:
        raise BlockingIOError

    with monkeypatch.context() as patched:
        patched.setattr(os, name, refuse)
        with aside.begun_parts(parts) as found:
            assert list(found) == [1, 2, 3]


def test_where_children_are_not_waited_for_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """With SIGCHLD ignored, as some parents leave it, a number could mean another process by the time it is killed."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with aside.begun(os.getpid) as result:
            assert result() == HERE
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_a_copy_ends_when_nobody_listens() -> None:
    """A process that is killed leaves none behind that waits forever to be read."""
    program = """
import sys
from kajabi_gen import aside
with aside.begun(lambda: print("begun", flush=True) or bytes(10_000_000)):
    sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.kill()
        assert process.communicate(timeout=20) == ("", None)  # the output ends with the copy, which has it too


def test_parts_come_one_by_one_and_none_twice() -> None:
    """Those that a killed copy did not come to are made here."""
    with aside.begun_parts(parts) as found:
        assert list(found) == [1, 2, 3]


@pytest.mark.parametrize("count", [0, 1, 5, 3000])
def test_each_item_is_done_once_and_results_are_in_order(count: int) -> None:
    """Also where there are more items than a pipe can hold."""
    assert aside.each(lambda item: item * 2, range(count)) == [item * 2 for item in range(count)]


def test_both_take_what_is_next() -> None:
    """The copy does some of the items, and this process the others."""
    busy: Callable[[int], int] = lambda _: time.sleep(0.05) or os.getpid()  # noqa: E731
    assert len(set(aside.each(busy, range(20)))) == 2


def test_beside_other_threads_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of a process with threads may wait forever for a lock that none of its own holds."""
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    with aside.begun(os.getpid) as result:
        assert result() == HERE


def test_what_a_killed_copy_took_is_done_here() -> None:
    """No item is lost."""

    def fatal(item: int) -> int:
        killed_aside()
        time.sleep(0.001)
        return item

    assert aside.each(fatal, range(20)) == list(range(20))


def test_the_first_failure_is_told_whoever_met_it() -> None:
    """What is said of a document with two mistakes does not hang on which process was faster."""

    def failing(item: int) -> int:
        if item in (4, 5, 6, 7):
            raise ValueError(item)
        return item

    for _ in range(5):
        with pytest.raises(ValueError, match="4"):
            aside.each(failing, range(20))
