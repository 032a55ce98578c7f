"""The base of the parser: tokens on one side, leaves on the other."""

from __future__ import annotations

import keyword
from typing import Final

from kajabi_gen.emit.format.leaf import CLOSE, COMMA, NAME, OPEN, OTHER, DeclinedError, Leaf

VALUES: Final = {"None", "True", "False"}
RESERVED: Final = frozenset(keyword.kwlist) - VALUES


class Reader:
    """Reads tokens into leaves. What is not known raises DeclinedError."""

    __slots__ = ("at", "is_inline", "leaves", "tokens")

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at: int = 0
        self.leaves: list[Leaf] = []
        self.is_inline = False  # holds what we know how to write on one line only

    def peek(self) -> str:
        """The next token; "" at the end."""
        return self.tokens[self.at]

    def take(self, kind: int, space: str = "") -> Leaf:
        """Make a leaf of the next token."""
        leaf = Leaf(kind, self.tokens[self.at], space)
        self.at += 1
        self.leaves.append(leaf)
        return leaf

    def expect(self, token: str, kind: int = OTHER, space: str = "") -> Leaf:
        """Take this token and no other."""
        if self.tokens[self.at] != token:
            raise DeclinedError
        return self.take(kind, space)

    def name(self, space: str = "") -> None:
        """Take an identifier."""
        if not is_name(self.tokens[self.at]):
            raise DeclinedError
        self.take(NAME, space)

    def optional_parentheses(self, start: int) -> None:
        """Brackets that a split may make visible, around the leaves from `start`, unless that is a tuple (black: wrap_in_parentheses)."""
        leaves = self.leaves
        first, last = leaves[start], leaves[-1]
        if last.mate is first and first.value == "(":
            return
        opening, closing = Leaf(OPEN, "", first.space), Leaf(CLOSE, "")
        opening.explodes = True
        closing.mate = opening
        first.space = ""
        leaves.insert(start, opening)
        leaves.append(closing)

    def close(self, opening: Leaf) -> Leaf:
        """Take the closing bracket."""
        has_comma = self.leaves[-1].kind == COMMA
        closing = self.take(CLOSE)
        closing.mate = opening
        closing.is_magic = has_comma
        return closing


def is_name(token: str) -> bool:
    """An identifier that is no keyword."""
    return token.isidentifier() and token not in RESERVED and token not in VALUES
