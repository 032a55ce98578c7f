"""Whether a line reads better with optional brackets, or without (black: can_omit_invisible_parens, _prefer_split_rhs_oop_over_rhs)."""

from __future__ import annotations

from typing import NamedTuple

from kajabi_gen.emit.format.leaf import CLOSE, COMMA_PRIORITY, DOT, DOT_PRIORITY, EQUAL, LINE_LENGTH, NAME, OPEN, STRING, Leaf
from kajabi_gen.emit.format.line import Line


class Halves(NamedTuple):
    """A line split at a pair of brackets: what is before, inside and after (black: RHSResult)."""

    head: Line
    body: Line
    tail: Line
    opening: Leaf
    closing: Leaf


def can_omit_optional(halves: Halves) -> bool:
    """Whether the optional brackets around the body may go without making lines too long."""
    body = halves.body
    leaves = body.leaves
    highest = max((leaf.priority for leaf in leaves if leaf.depth == body.depth), default=0)
    if not highest:
        return True
    if body.count(highest) > 1:
        return False  # with more than one delimiter of a kind they read better
    if highest == DOT_PRIORITY:
        return True  # a single call of a method needs none
    first, last = leaves[0], leaves[-1]
    if first.kind == OPEN and leaves[1].kind != CLOSE and _fits_after(body, first):
        return True
    if last.kind != CLOSE or last.is_subscript:
        return False
    return leaves[-2].kind != OPEN and _fits_before(body, last)


def is_clear(body: Line) -> bool:
    """Whether `can_omit_optional` looks at no length, and at no commas of a tuple."""
    leaves = body.leaves
    highest = max((leaf.priority for leaf in leaves if leaf.depth == body.depth), default=0)
    if highest in (COMMA_PRIORITY, DOT_PRIORITY):
        return False
    return not highest or body.count(highest) > 1 or (leaves[0].kind != OPEN and leaves[-1].kind != CLOSE)


def _fits_after(line: Line, first: Leaf) -> bool:
    """Whether what follows the first pair of brackets fits on a line, or can be split further (black: _can_omit_opening_paren)."""
    length = 4 * line.indent
    is_after = False
    for leaf in line.leaves:
        if leaf.kind == CLOSE and leaf.mate is first:
            is_after = True
        if is_after:
            length += len(leaf.space) + len(leaf.value)
            if length > LINE_LENGTH:
                return False
            if leaf.kind == OPEN:
                is_after = False
    return True


def _fits_before(line: Line, last: Leaf) -> bool:
    """Whether what precedes the last pair of brackets fits on a line, or can be split further (black: _can_omit_closing_paren)."""
    length = 4 * line.indent
    has_others = False
    for leaf in line.leaves:
        length += len(leaf.space) + len(leaf.value)
        if leaf is last.mate:
            if has_others or length <= LINE_LENGTH:
                return True
        elif leaf.kind == OPEN:
            has_others = True
    return False


def prefers_without(without: Halves, halves: Halves) -> bool:
    """Whether the split without the optional brackets is the better one."""
    head = halves.head
    leaves = head.leaves
    if not (len(leaves) >= 2 and leaves[-2].kind == EQUAL):
        return True  # the question is only asked right after `=`
    if all(leaf.kind not in (OPEN, CLOSE) for leaf in leaves[:-1]):
        return True
    if len(head.text()) > LINE_LENGTH - 1 or head.is_magic:
        return True
    if head.count_kind(EQUAL) > 1 and head.count_kind(EQUAL) > without.head.count_kind(EQUAL):
        return False
    others = without.head.leaves
    after = next((leaf for leaf in reversed(others) if leaf.kind in (EQUAL, CLOSE)), None)
    if after is not None and after.kind == CLOSE:
        return True
    return without.head.count_kind(EQUAL) > 0 and len(without.head.text()) <= LINE_LENGTH


def can_be_split(line: Line) -> bool:
    """Whether there is hope that a line can be split: a rough guess (black: can_be_split)."""
    leaves = line.leaves
    if len(leaves) < 2:
        return False
    if leaves[0].kind != STRING or leaves[1].kind != DOT:
        return True
    calls = dots = 0
    following = leaves[-1]
    for leaf in leaves[-2::-1]:
        if leaf.kind == OPEN:
            if following.kind != CLOSE:
                return False
            calls += 1
        elif leaf.kind == DOT:
            dots += 1
        elif leaf.kind == NAME:
            if following.kind not in (DOT, OPEN):
                return False
        elif leaf.kind != CLOSE:
            return False
        if dots > 1 and calls > 1:
            return False
    return True
