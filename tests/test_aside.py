"""Work on the second core: the same results as here, in order, also if the copy of the process is killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from kajabi_gen import aside

HERE = os.getpid()


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
    busy: Callable[[int], int] = lambda _: time.sleep(0.01) or os.getpid()  # noqa: E731
    assert len(set(aside.each(busy, range(20)))) == 2


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
