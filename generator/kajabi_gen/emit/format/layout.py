"""Black's style for the Python that our templates emit, some fifteen times as fast as black.

Only what is positively known is laid out: one token, statement or comment that no rule here knows, and the file is black's. So speed
depends on how complete these rules are, and correctness does not. tests/test_format.py holds them against black byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kajabi_gen.emit.format.blank import (
    BLOCK,
    CLASS,
    COMMENT,
    CONDITION,
    DECORATOR,
    DEFINITION,
    DEPENDENT,
    DOCSTRING,
    FUNCTION,
    IMPORT,
    BlankLines,
    Placed,
)
from kajabi_gen.emit.format.expression import CLOSING, OPENING
from kajabi_gen.emit.format.leaf import CLOSE, LINE_LENGTH, NAME, OPEN, DeclinedError, Leaf
from kajabi_gen.emit.format.line import Line
from kajabi_gen.emit.format.split import Splitter
from kajabi_gen.emit.format.statement import read, tokens_of
from kajabi_gen.emit.format.text import docstring, loose_string

_STRANGE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")  # line ends for some, not for others
_WIDE: Final = re.compile("[^\x00-\u10ff\u2000-\u2319]")  # may be of another width than one (black: _width_table.py)
_COMMENT: Final = re.compile(r"#(?: [!-~].*)?(?<!\s)\Z")
_DIRECTIVE: Final = re.compile(r"(?:fmt|yapf|type|coding)\s*[:=]")  # comments that mean something to black or to Python
_TRIPLE: Final = re.compile(r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?=\n|\Z)', re.DOTALL)
_ROLES: Final = {
    "import": IMPORT,
    "from": IMPORT,
    "class": CLASS,
    "def": FUNCTION,
    "@": DECORATOR,
    "if": CONDITION,
    "elif": CONDITION | DEPENDENT,
    "else": DEPENDENT,
}


class _Source(NamedTuple):
    """A statement as it was written. `text` has no indentation before its first line."""

    text: str
    indent: int
    blank_lines: int


def layout(text: str) -> str | None:
    """The text in black's style, or None if black has to be asked."""
    try:
        return _layout(text)
    except (DeclinedError, RecursionError):
        return None


def _layout(text: str) -> str:
    if _STRANGE.search(text):
        raise DeclinedError
    out: list[str] = []
    blank_lines = BlankLines()
    blocks = _Blocks()
    for source in _statements(text):
        depth, is_first = blocks.enter(source)
        role, lines = _statement(source.text, depth, is_first)
        blocks.leave(role)
        out.append("\n" * blank_lines.before(Placed(role, depth), source.blank_lines))
        out.append(lines)
    blocks.end()
    return "".join(out)


class _Blocks:
    """Indentation: how deep a statement is, whether it is the first of its block, and whether it may stand where it does."""

    def __init__(self) -> None:
        self._columns = [0]
        self._roles = [0]  # of the last statement of each open block
        self._is_first = True

    def enter(self, source: _Source) -> tuple[int, bool]:
        """Depth of a statement, and whether it is the first of its block. Raises DeclinedError for indentation that is no Python's."""
        columns, roles, column = self._columns, self._roles, source.indent
        if roles[-1] & BLOCK:
            if column <= columns[-1] or source.text[0] == "#":
                raise DeclinedError
            columns.append(column)
            roles.append(0)
        while columns[-1] > column:
            if roles[-1] & (COMMENT | DECORATOR):
                raise DeclinedError  # a comment at the end of a block
            columns.pop()
            roles.pop()
        if columns[-1] != column:
            raise DeclinedError
        return len(columns) - 1, self._is_first

    def leave(self, role: int) -> None:
        """After a statement. Raises DeclinedError for `else` without `if`, and for a decorator of nothing."""
        before = self._roles[-1]
        if (role & DEPENDENT and not before & CONDITION) or (before & DECORATOR and not role & DEFINITION):
            raise DeclinedError
        self._roles[-1] = role
        self._is_first = bool(role & BLOCK) or (self._is_first and bool(role & COMMENT))

    def end(self) -> None:
        """At the end of the file: nothing is left open."""
        if self._is_first or self._roles[-1] & (COMMENT | DECORATOR):
            raise DeclinedError


def _statements(text: str) -> Iterator[_Source]:
    """The statements and comments of a file. Raises DeclinedError."""
    at, blank_lines = 0, 0
    end = len(text)
    while at < end:
        newline = text.find("\n", at)
        newline = end if newline < 0 else newline
        line = text[at:newline]
        stripped = line.lstrip(" ")
        if not stripped:
            blank_lines += 1
            at = newline + 1
            continue
        indent = len(line) - len(stripped)
        stop = _end(text, at + indent, newline, stripped)
        yield _Source(text[at + indent : stop].rstrip(" "), indent, blank_lines)
        at, blank_lines = stop + 1, 0


def _end(text: str, start: int, newline: int, line: str) -> int:
    """Where a statement ends that begins at `start`."""
    if line.startswith('"""'):
        found = _TRIPLE.match(text, start)
        if found is None:
            raise DeclinedError
        return found.end()
    if line[0] == "#":
        return newline
    depth = _balance(line)
    while depth > 0 and newline < len(text):
        begin = newline + 1
        newline = text.find("\n", begin)
        newline = len(text) if newline < 0 else newline
        depth += _balance(text[begin:newline])
    return newline


def _balance(line: str) -> int:
    """How many brackets a line leaves open."""
    depth = 0
    for token in tokens_of(line):
        if token in OPENING:
            depth += 1
        elif token in CLOSING:
            depth -= 1
    return depth


@lru_cache(16_384)
def _statement(text: str, depth: int, is_first: bool) -> tuple[int, str]:
    """What a statement is, and its lines. Raises DeclinedError."""
    indent = "    " * depth
    if text[0] == "#":
        return COMMENT, f"{indent}{_comment(text)}\n"
    if text.startswith('"""'):
        string = docstring(text, depth) if is_first else loose_string(text)
        return DOCSTRING if is_first else 0, f"{indent}{string}\n"
    if _WIDE.search(text):
        raise DeclinedError
    tokens = tokens_of(text)
    if is_first and tokens[0][-1] in "\"'":
        raise DeclinedError  # a docstring in other quotes
    comment = ""
    if tokens[-1][0] == "#":
        tokens, comment = tokens[:-1], f"  {_comment(tokens[-1])}"
    lines, is_settled = _lines(tokens, depth)
    if comment and (len(lines) > 1 or len(lines[0]) + len(comment) > LINE_LENGTH):
        raise DeclinedError  # black may move the comment
    if not is_settled:
        lines, _ = _lines(tokens_of("\n".join(lines)), depth)
    return _role(tokens), "\n".join(lines) + comment + "\n"


def _comment(text: str) -> str:
    """A comment, which stays as it is. Raises DeclinedError for what is no plain one."""
    if not _COMMENT.match(text) or _DIRECTIVE.search(text):
        raise DeclinedError
    return text


def _role(tokens: Sequence[str]) -> int:
    first = tokens[1] if tokens[0] == "async" else tokens[0]
    role = _ROLES.get(first, 0)
    return role | BLOCK if tokens[-1] == ":" else role


def _lines(tokens: Sequence[str], indent: int) -> tuple[list[str], bool]:
    """The lines of a statement, and whether black would leave them like that."""
    statement = read(tokens)
    leaves = statement.leaves
    if len(leaves) == 1 and leaves[0].value == "...":
        raise DeclinedError  # black joins a dummy body with its head
    text = "    " * indent + "".join([leaf.space + leaf.value for leaf in leaves])
    if len(text) <= LINE_LENGTH and not any(leaf.is_magic for leaf in leaves):
        return [text], True
    if statement.is_inline:
        raise DeclinedError
    _number(leaves)
    splitter = Splitter()
    return splitter.split(Line(leaves, indent)), splitter.is_settled


def _number(leaves: list[Leaf]) -> None:
    """Tell the leaves how many brackets are around them. As in black, the target of a loop counts as bracketed."""
    depth = 0
    for leaf in leaves:
        if leaf.kind == CLOSE or (leaf.kind == NAME and leaf.value == "in"):
            depth -= 1
        leaf.depth = depth
        if leaf.kind == OPEN or (leaf.kind == NAME and leaf.value == "for"):
            depth += 1
