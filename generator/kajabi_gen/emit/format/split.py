"""How black splits a line that is too long, or holds a magic trailing comma (linegen.py, from `transform_line` down).

A line is split at brackets into head, body and tail; a body at its delimiters, if it does not fit. Optional brackets become visible where
that reads better. As in black, a bracket that was made visible by an attempt stays so.
"""

from __future__ import annotations

from kajabi_gen.emit.format.leaf import CLOSE, COMMA, COMMA_PRIORITY, DOT_PRIORITY, EQUAL, LINE_LENGTH, OPEN, DeclinedError, Leaf
from kajabi_gen.emit.format.line import Line, Part
from kajabi_gen.emit.format.optional import Halves, can_be_split, can_omit_optional, is_clear, prefers_without
from kajabi_gen.emit.format.trailers import omissions


class CannotSplitError(Exception):
    """This way of splitting leads nowhere; another may."""


class Splitter:
    """Splits the line of a statement.

    Black formats what it has formatted, where commas that were put in are magic. `is_settled`: that would change nothing for sure. It
    would not, as long as every line was split in the first way that was tried, and no choice depended on a length that a comma changes.
    """

    def __init__(self) -> None:
        self.is_settled = True

    def split(self, line: Line, is_forced: bool = False) -> list[str]:
        """The lines that a line becomes (black: transform_line). `is_forced`: optional brackets are used wherever they are."""
        text = line.text()
        if len(text) <= LINE_LENGTH and not line.must_split and not line.is_magic:
            return [text]
        try:
            if line.is_function and not _returns_magic(line):
                return self._by_first_bracket(line, is_forced)
            parts = _by_delimiter(line) if line.is_inside else []
            if parts:
                return self._split_all(parts, is_forced)
            return self._by_last_bracket(line, is_forced)
        except CannotSplitError:
            return [line.text()]

    def _split_all(self, parts: list[Line], is_forced: bool) -> list[str]:
        return [text for part in parts for text in self.split(part, is_forced)]

    def _by_first_bracket(self, line: Line, is_forced: bool) -> list[str]:
        """At the parameters of a function (black: left_hand_split)."""
        head, body, tail = _at_first_bracket(line)
        self.is_settled = self.is_settled and len(tail.text()) <= LINE_LENGTH
        return self._split_all([head, body, tail], is_forced)

    def _by_last_bracket(self, line: Line, is_forced: bool) -> list[str]:
        """At the best of the last brackets; where the first line is too long still, a second opinion is had (black: run_transformer)."""
        optional = [leaf for leaf in line.optional if leaf.depth == line.depth]
        has_optional = bool(line.optional)
        result = self._split_all(self._right_hand(line, is_forced), is_forced)
        if is_forced or not has_optional or any(leaf.value for leaf in optional) or len(result[0]) <= LINE_LENGTH:
            return result
        self.is_settled = False
        if any(leaf.is_foreign for leaf in line.leaves):
            return result
        second = self._by_last_bracket(line.copy(), is_forced=True)
        return second if all(len(text) <= LINE_LENGTH for text in second) else result

    def _right_hand(self, line: Line, is_forced: bool) -> list[Line]:
        """At the last bracket whose head fits (black: right_hand_split_with_omits)."""
        first: list[Line] | None = None
        lengths = [len(leaf.space) + len(leaf.value) for leaf in line.leaves]  # before attempts make brackets visible
        for omitted in omissions(line):
            self.is_settled = self.is_settled and not omitted
            if omitted and _begins_too_late(line, omitted, lengths):
                continue
            lines = self._without_optional(_halves(line, omitted), line, omitted, is_forced)
            if first is None and not omitted:
                first = lines
            if len(lines[0].text()) <= LINE_LENGTH:
                return lines
        if first is None:
            return self._without_optional(_halves(line, set()), line, set(), is_forced)
        self.is_settled = False
        return first

    def _without_optional(self, halves: Halves, line: Line, omitted: set[Leaf], is_forced: bool) -> list[Line]:
        """Split without the optional brackets, if they can be spared (black: _maybe_split_omitting_optional_parens)."""
        opening, closing = halves.opening, halves.closing
        if not (is_forced or opening.value or closing.value or line.is_import):
            self.is_settled = self.is_settled and is_clear(halves.body)
            if can_omit_optional(halves):
                omitted = {closing, *omitted}
                try:
                    other = _halves(line, omitted)
                    if prefers_without(other, halves):
                        return self._without_optional(other, line, omitted, is_forced)
                except CannotSplitError:
                    self.is_settled = False
                    if line.count_kind(EQUAL) <= 1 and not can_be_split(halves.body) and len(halves.body.text()) > LINE_LENGTH:
                        raise
        if not opening.value:
            opening.value, closing.value = "(", ")"
        return [part for part in (halves.head, halves.body, halves.tail) if part.leaves]


def _returns_magic(line: Line) -> bool:
    """Whether a magic comma in what a function returns comes before the parameters (black: should_split_funcdef_with_rhs)."""
    arrow = next((index for index, leaf in enumerate(line.leaves) if leaf.value == "->"), len(line.leaves))
    return any(leaf.is_magic for leaf in line.leaves[arrow:])


def _at_first_bracket(line: Line) -> tuple[Line, Line, Line]:
    leaves = line.leaves
    start = next((index for index, leaf in enumerate(leaves) if leaf.kind == OPEN), None)
    if start is None:
        raise CannotSplitError
    end = next((index for index, leaf in enumerate(leaves) if leaf.mate is leaves[start]), None)
    if end is None:
        raise CannotSplitError
    if end == start + 1:
        raise DeclinedError  # black looks for other brackets
    return _parts(line, start, end)


def _by_delimiter(line: Line) -> list[Line]:
    """At every delimiter of the highest priority (black: delimiter_split); a list gets a trailing comma. None, if there is none."""
    last = line.leaves[-1]
    priorities = [leaf.priority for leaf in line.leaves if leaf.priority and leaf.depth == line.depth and leaf is not last]
    highest = max(priorities, default=0)
    if not highest or (highest == DOT_PRIORITY and line.count(highest) == 1):
        return []
    parts: list[list[Leaf]] = [[]]
    for leaf in line.leaves:
        parts[-1].append(leaf)
        if leaf.priority == highest and leaf.depth == line.depth:
            parts.append([])
    if not parts[-1]:
        parts.pop()
    elif highest == COMMA_PRIORITY:
        parts[-1].append(_comma(line.depth))
    for leaves in parts:
        leaves[0].space = ""
    return [Line(leaves, line.indent, Part.BODY) for leaves in parts]


def _begins_too_late(line: Line, omitted: set[Leaf], lengths: list[int]) -> bool:
    """Whether the bracket to split at stands beyond the end of the line."""
    opening = next((leaf.mate for leaf in reversed(line.leaves) if leaf.kind == CLOSE and leaf not in omitted), None)
    if opening is None or not opening.value or opening not in line.leaves:
        return False
    return 4 * line.indent + sum(lengths[: line.leaves.index(opening)]) > LINE_LENGTH


def _halves(line: Line, omitted: set[Leaf]) -> Halves:
    """Head, body and tail at the last pair of brackets that is not omitted and not empty (black: _first_right_hand_split)."""
    leaves = line.leaves
    end = len(leaves)
    while end:
        end -= 1
        closing = leaves[end]
        if closing.kind != CLOSE or closing in omitted:
            continue
        opening = closing.mate
        start = next((index for index in range(end - 1, -1, -1) if leaves[index] is opening), -1)
        if start < 0 or opening is None:
            break
        if start == end - 1:
            end = start
            continue
        head, body, tail = _parts(line, start, end)
        return Halves(head, body, tail, opening, closing)
    raise CannotSplitError


def _parts(line: Line, start: int, end: int) -> tuple[Line, Line, Line]:
    """Head up to the bracket at `start`, tail from the one at `end`, and what is between (black: bracket_split_build_line)."""
    leaves = line.leaves
    opening, inner = leaves[start], leaves[start + 1 : end]
    if line.is_import or (line.is_function and opening.value == "("):
        _add_comma(leaves[:start], inner)
    body = Line(inner, line.indent + 1, Part.BODY)
    body.must_split = _explodes(body, opening)
    head = Line(leaves[: start + 1], line.indent, Part.HEAD)
    tail = Line(leaves[end:], line.indent, Part.TAIL)
    return head, body, tail


def _comma(depth: int) -> Leaf:
    comma = Leaf(COMMA, ",")
    comma.priority = COMMA_PRIORITY
    comma.depth = depth
    comma.is_foreign = True
    return comma


def _add_comma(before: list[Leaf], inner: list[Leaf]) -> None:
    """Imports get a trailing comma, and so does a lone parameter (black: _ensure_trailing_comma)."""
    depth = inner[0].depth
    if before[0].value not in ("from", "import"):
        if any(leaf.value == "->" for leaf in before):
            return
        is_default = False
        for leaf in inner:
            is_default = is_default or (leaf.kind == EQUAL and leaf.depth == depth)
            if leaf.kind == COMMA and (is_default or leaf.depth == depth):
                return
    if inner[-1].kind != COMMA:
        inner.append(_comma(depth))


def _explodes(body: Line, opening: Leaf) -> bool:
    """Whether the elements of brackets go on lines of their own as soon as not all fit beside the brackets (black: should_split_line)."""
    last = body.leaves[-1]
    if opening.is_foreign or all(leaf.priority != COMMA_PRIORITY or leaf.depth != body.depth or leaf is last for leaf in body.leaves):
        return False
    return last.kind == COMMA or opening.explodes
