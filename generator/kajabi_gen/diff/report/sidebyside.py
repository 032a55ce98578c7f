"""Old and new value of a change side by side: which lines stayed, and which words of a line changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, NamedTuple

from kajabi_gen.diff.change import Spot
from kajabi_gen.diff.report.values import pretty, text_lines

_MOST_LINES: Final = 120  # of one value; the rest is told, not shown
_CONTEXT: Final = 3
_WORDS: Final = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE: Final = 0.4  # lines that share less are shown whole, since marks on every other word help nobody


class Piece(NamedTuple):
    """Some text of a line, and whether the other side has it too."""

    text: str
    changed: bool


class Cell(NamedTuple):
    """One side of a row. `line`: the line in the document where it is known, that is for the first line of a value."""

    pieces: tuple[Piece, ...]
    line: int | None = None


class Row(NamedTuple):
    """One row: both sides, or one of them; `skipped` lines instead, where so many are the same."""

    left: Cell | None
    right: Cell | None
    changed: bool
    skipped: int = 0


def rows(old: Spot | None, new: Spot | None) -> list[Row]:
    """The rows of both values; a side that is not there has no cells."""
    left, right = _shown(old), _shown(new)
    found: list[Row] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            same = [Row(_cell(line), _cell(line), False) for line in left[i1:i2]]
            found += _folded(same, is_first=i1 == 0, is_last=i2 == len(left))
        else:
            found += _changed(left[i1:i2], right[j1:j2])
    return list(_numbered(found, old, new))


def _shown(spot: Spot | None) -> list[str]:
    """The lines of a value; of a lone text its own lines, without quotes."""
    lines = text_lines(spot.value) if spot and isinstance(spot.value, str) else pretty(spot.value) if spot else []
    more = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], f"… {more} more lines"] if more > 1 else lines


def _folded(same: list[Row], is_first: bool, is_last: bool) -> list[Row]:
    """Rows that are the same, without those far from any change."""
    head = 1 if is_first else _CONTEXT
    tail = 0 if is_last else _CONTEXT
    skipped = len(same) - head - tail
    if skipped < 3:
        return same
    return [*same[:head], Row(None, None, False, skipped), *same[len(same) - tail :]]


def _changed(left: list[str], right: list[str]) -> Iterator[Row]:
    for old, new in zip_longest(left, right):
        if old is None:
            yield Row(None, _cell(new or ""), True)
        elif new is None:
            yield Row(_cell(old), None, True)
        else:
            yield Row(*_words(old, new), True)


def _cell(line: str) -> Cell:
    return Cell((Piece(line, False),))


def _words(old: str, new: str) -> tuple[Cell, Cell]:
    """Both lines with the words marked that the other one does not have."""
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _cell(old), _cell(new)
    opcodes = matcher.get_opcodes()
    olds = tuple(Piece("".join(left[i1:i2]), tag != "equal") for tag, i1, i2, _, _ in opcodes if i1 < i2)
    news = tuple(Piece("".join(right[j1:j2]), tag != "equal") for tag, _, _, j1, j2 in opcodes if j1 < j2)
    return Cell(olds), Cell(news)


def _numbered(found: list[Row], old: Spot | None, new: Spot | None) -> Iterator[Row]:
    """The rows, the first line of each side with its line in the document."""
    lines = [old.mark.line if old else None, new.mark.line if new else None]
    for row in found:
        left = row.left._replace(line=lines[0]) if row.left else None
        right = row.right._replace(line=lines[1]) if row.right else None
        lines = [None if row.left else lines[0], None if row.right else lines[1]]
        yield row._replace(left=left, right=right)
