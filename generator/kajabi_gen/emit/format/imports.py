"""Imports."""

from __future__ import annotations

from kajabi_gen.emit.format.expression import Expressions
from kajabi_gen.emit.format.leaf import CLOSE, COMMA, COMMA_PRIORITY, NAME, OPEN, OTHER, DeclinedError, Leaf
from kajabi_gen.emit.format.reader import is_name


class Imports(Expressions):
    """Reads imports."""

    __slots__ = ()

    def import_names(self) -> None:
        """`import a.b as c, d`."""
        self.take(NAME)
        self._dotted_as(" ")
        while self.peek() == ",":
            self.take(COMMA).priority = COMMA_PRIORITY
            self._dotted_as(" ")

    def _dotted_as(self, space: str) -> None:
        self.name(space)
        while self.peek() == ".":
            self.take(OTHER)
            self.name()
        self._alias()

    def _alias(self) -> None:
        if self.peek() == "as":
            self.take(OTHER, " ")
            self.name(" ")

    def import_from(self) -> None:
        """`from .a import b, c as d`. Its brackets are always optional; a trailing comma keeps them."""
        self.take(NAME)
        self._module()
        self.expect("import", NAME, " ")
        opening = Leaf(OPEN, "", " ")
        opening.explodes = True
        closing = Leaf(CLOSE, "")
        closing.mate = opening
        end = ")" if self.peek() == "(" else ""
        self.at += len(end)
        self.leaves.append(opening)
        self._imported(end)
        self.at += len(end)
        closing.is_magic = self.leaves[-1].kind == COMMA
        self.leaves.append(closing)

    def _module(self) -> None:
        """A module path is one token for us: black never splits it."""
        start = self.at
        while self.peek() in (".", "..."):
            self.at += 1
        if self.peek() not in ("", "import"):
            self.at += 1
            while self.peek() == ".":
                if not self.tokens[self.at + 1]:
                    raise DeclinedError
                self.at += 2
        path = "".join(self.tokens[start : self.at])
        parts = path.lstrip(".").split(".")
        if not path or (parts != [""] and not all(map(is_name, parts))):
            raise DeclinedError
        self.leaves.append(Leaf(OTHER, path, " "))

    def _imported(self, end: str) -> None:
        space = ""
        while True:
            self.name(space)
            self._alias()
            if self.peek() == end:
                return
            self.expect(",", COMMA).priority = COMMA_PRIORITY
            if end and self.peek() == end:
                return
            space = " "
