"""Expressions: a parser of a part of Python's grammar, with black's spaces (nodes.py, `whitespace`) and delimiters (brackets.py)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kajabi_gen.emit.format.leaf import (
    ARITHMETIC_PRIORITY,
    CLOSE,
    COMMA,
    COMMA_PRIORITY,
    COMPARATOR_PRIORITY,
    DOT,
    DOT_PRIORITY,
    EQUAL,
    LOGIC_PRIORITY,
    NAME,
    OPEN,
    OTHER,
    STRING,
    UNION_PRIORITY,
    DeclinedError,
    Leaf,
)
from kajabi_gen.emit.format.reader import RESERVED, Reader
from kajabi_gen.emit.format.text import string

_OPERATORS: Final = {
    "|": UNION_PRIORITY,
    "+": ARITHMETIC_PRIORITY,
    "-": ARITHMETIC_PRIORITY,
    "and": LOGIC_PRIORITY,
    "or": LOGIC_PRIORITY,
    **dict.fromkeys(("==", "!=", "<", ">", "<=", ">=", "in", "not", "is"), COMPARATOR_PRIORITY),
}
OPENING: Final = frozenset("([{")
CLOSING: Final = frozenset(")]}")
_ENDS: Final = {"", ":", "=", ",", ")", "]", "}"}
_PREFIXES: Final = {"not", "-", "await"}
_NUMBER: Final = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z", re.ASCII)
_STRING: Final = re.compile(r"f?[\"']")
_TRAILERS: Final = {".", "(", "["}


class Expressions(Reader):
    """Reads expressions."""

    __slots__ = ()

    def expression(self, space: str = "", *, may_be_ternary: bool = True) -> None:
        """One expression, without commas outside brackets."""
        self._operand(space)
        tokens, leaves = self.tokens, self.leaves
        while (priority := _OPERATORS.get(tokens[self.at])) is not None:
            leaves[-1].priority = priority
            word = self.take(OTHER, " ").value
            if word == "not":
                self.expect("in", OTHER, " ")
            elif word == "is" and tokens[self.at] == "not":
                self.take(OTHER, " ")
            if priority != LOGIC_PRIORITY and tokens[self.at] == "not":
                raise DeclinedError
            self._operand(" ")
        if may_be_ternary and tokens[self.at] == "if":
            self._ternary()

    def _ternary(self) -> None:
        self.is_inline = True
        self.take(OTHER, " ")
        self.expression(" ", may_be_ternary=False)
        self.expect("else", OTHER, " ")
        self.expression(" ")

    def expressions(self, space: str) -> None:
        """One expression, or several in a tuple without brackets of its own."""
        self.expression(space)
        while self.peek() == ",":
            self._comma()
            self.expression(" ")

    def _operand(self, space: str) -> None:
        tokens = self.tokens
        token = tokens[self.at]
        if token in _PREFIXES:
            space = self._prefixes(space)
            token = tokens[self.at]
        if token.isidentifier():
            if token in RESERVED:
                raise DeclinedError
            self.take(NAME, space)
        elif token in _ATOMS:
            _ATOMS[token](self, space)
        elif token[-1:] in ('"', "'") and _STRING.match(token):
            self.take(STRING, space).value = string(token)
        else:
            self._number(token, space)
        if tokens[self.at] in _TRAILERS:
            self._trailers()

    def _prefixes(self, space: str) -> str:
        """`not`, minus, `await`, in the order of the grammar; the space after them."""
        for prefix, after in (("not", " "), ("-", ""), ("await", " ")):
            while self.peek() == prefix:
                self.take(OTHER, space)
                space = after
        return space

    def _number(self, token: str, space: str) -> None:
        if not _NUMBER.match(token):
            raise DeclinedError
        self.take(OTHER, space)
        if self.peek() == ".":
            raise DeclinedError

    def _trailers(self) -> None:
        """Attributes, calls, subscripts. A dot is a delimiter where it follows a bracket."""
        tokens, leaves = self.tokens, self.leaves
        while (token := tokens[self.at]) in _TRAILERS:
            if token == ".":
                if leaves[-1].kind == CLOSE:
                    leaves[-1].priority = DOT_PRIORITY
                self.take(DOT)
                self.name()
            elif token == "(":
                self.arguments()
            else:
                self._subscript()

    def arguments(self) -> None:
        """What is called with: `(a, b=c, *d, **e)`. Its trailing comma is magic."""
        opening = self.take(OPEN)
        tokens, space = self.tokens, ""
        while tokens[self.at] != ")":
            if tokens[self.at] in ("*", "**"):
                self._starred(space)
            elif tokens[self.at + 1 : self.at + 2] == ["="]:
                self.name(space)
                self.take(EQUAL)
                self.expression()
            else:
                self.expression(space)
                self._comprehension()
            space = self._separator(")", is_argument=True)
        self.close(opening)

    def _starred(self, space: str) -> str:
        """`*a` or `**a`; what sort of star. Parentheses are kept here."""
        star = self.take(OTHER, space).value
        if self.peek() == "(" and self.is_parenthesized():
            self.parenthesized("")
        else:
            self.expression()
        return star

    def parenthesized(self, space: str) -> tuple[Leaf, Leaf]:
        """One expression in parentheses, which are not redundant where they stand, or become optional."""
        opening = self.take(OPEN, space)
        opening.explodes = True
        self.expression()
        return opening, self.close(opening)

    def is_parenthesized(self) -> bool:
        """Whether what comes, up to the end of an annotation, value or element, is one pair of parentheses around one expression."""
        depth = 0
        for index in range(self.at, len(self.tokens)):
            token = self.tokens[index]
            depth += (token in OPENING) - (token in CLOSING)
            if depth == 1 and token in (",", "for"):
                return False
            if not depth:
                return index > self.at + 1 and self.tokens[index + 1] in _ENDS
        raise DeclinedError

    def _subscript(self) -> None:
        """`[a, b]` after a value. The comma of `[a,]` is no magic one (black: has_magic_trailing_comma); it is left to black."""
        opening = self.take(OPEN)
        commas = self._elements("]")
        closing = self.close(opening)
        closing.is_subscript = True
        if (closing.is_magic and commas < 2) or self.leaves[-2] is opening:
            raise DeclinedError

    def list_display(self, space: str) -> None:
        opening = self.take(OPEN, space)
        opening.explodes = True
        self._elements("]")
        self.close(opening)

    def tuple_display(self, space: str) -> None:
        """A tuple. Brackets around one expression may be redundant, which is left to black."""
        opening = self.take(OPEN, space)
        opening.explodes = True
        commas = self._elements(")")
        closing = self.close(opening)
        if not commas and self.leaves[-2] is not opening:
            raise DeclinedError
        if commas == 1:
            closing.is_magic = False

    def _elements(self, end: str) -> int:
        commas, space = 0, ""
        while self.peek() != end:
            if self.peek() == "*":
                self._starred(space)
            else:
                self.expression(space)
                self._comprehension()
            space = self._separator(end)
            commas += self.leaves[-1].kind == COMMA
        return commas

    def brace_display(self, space: str) -> None:
        """A dictionary or a set."""
        opening = self.take(OPEN, space)
        opening.explodes = True
        space = ""
        is_dictionary: bool | None = None
        while self.peek() != "}":
            was = is_dictionary
            is_dictionary = self._entry(space)
            if was not in (None, is_dictionary):
                raise DeclinedError
            space = self._separator("}")
        self.close(opening)

    def _entry(self, space: str) -> bool:
        """An element of braces; whether it is one of a dictionary."""
        if self.peek() in ("*", "**"):
            return self._starred(space) == "**"
        self.expression(space)
        is_pair = self.peek() == ":"
        if is_pair:
            self.take(OTHER)
            self.expression(" ")
        self._comprehension()
        return is_pair

    def _comprehension(self) -> None:
        if self.peek() != "for":
            return
        self.is_inline = True
        self.take(OTHER, " ")
        self.name(" ")
        while self.peek() == ",":
            self._comma()
            self.name(" ")
        self.expect("in", OTHER, " ")
        self.expression(" ", may_be_ternary=False)
        while self.peek() == "if":
            self.take(OTHER, " ")
            self.expression(" ", may_be_ternary=False)

    def _separator(self, end: str, *, is_argument: bool = False) -> str:
        """Take the comma after an element, if there is one; the space before the next element."""
        if self.peek() == ",":
            self._comma()
            if is_argument:
                self.leaves[-1].is_argument = True
        elif self.peek() != end:
            raise DeclinedError
        return " "

    def _comma(self) -> None:
        self.take(COMMA).priority = COMMA_PRIORITY


_ATOMS: Final[dict[str, Callable[[Expressions, str], object]]] = {
    "(": Expressions.tuple_display,
    "[": Expressions.list_display,
    "{": Expressions.brace_display,
    "...": lambda self, space: self.take(OTHER, space),
}
