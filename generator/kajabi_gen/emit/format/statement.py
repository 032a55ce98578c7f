"""Statements of one logical line: their leaves, with the brackets that black may put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from kajabi_gen.emit.format.imports import Imports
from kajabi_gen.emit.format.leaf import (
    CLOSE,
    DOT_PRIORITY,
    EQUAL,
    NAME,
    OPEN,
    OTHER,
    STRING,
    UNION_PRIORITY,
    DeclinedError,
    Leaf,
)
from kajabi_gen.emit.format.reader import is_name

_TOKEN: Final = re.compile(
    r"[ \n]*("
    r'(?!f?"""|f?\'\'\')[A-Za-z]{0,2}(?:"(?:[^"\\\n]|\\[^\n])*"|\'(?:[^\'\\\n]|\\[^\n])*\')'  # strings
    r"|\d+\.\d+|\w+"
    r"|\.\.\.|->|[=!<>]=|[-+|]=|\*\*"
    r"|\#[^\n]*|[^ \n])"
)
_AUGMENTED: Final = {"+=", "-=", "|="}
_SIMPLE: Final = {"pass", "break", "continue"}
_CONDITIONS: Final = {"if", "elif", "while"}


@lru_cache(4096)
def tokens_of(text: str) -> tuple[str, ...]:
    """The tokens of a statement; what is no token of Python's comes as single characters, which no rule knows."""
    return tuple(_TOKEN.findall(text))


def read(tokens: Sequence[str]) -> Statement:
    """The leaves of a statement. Raises DeclinedError for what is not known."""
    statement = Statement([*tokens, ""])
    _READERS.get(tokens[0], Statement.expression_or_assignment)(statement)
    if statement.peek():
        raise DeclinedError
    return statement


class Statement(Imports):
    """Reads one statement."""

    __slots__ = ()

    def expression_or_assignment(self) -> None:
        """An expression, `a = b`, `a: b`, `a: b = c`, `a += b`."""
        self.expression()
        if not self.peek():
            if any(leaf.priority > DOT_PRIORITY for leaf in self._outside_brackets()):
                raise DeclinedError  # black puts brackets around sums
            return
        self._refuse_target()
        is_annotated = self.peek() == ":"
        if is_annotated:
            self.take(OTHER)
            self._wrapped(self.expression)
        if self.peek() == "=":
            self.take(EQUAL, " ")
            self._wrapped(self.expressions)
        elif self.peek() in _AUGMENTED and not is_annotated:
            self.take(OTHER, " ")
            self._wrapped(self.expressions)

    def _refuse_target(self) -> None:
        """Whatever cannot be assigned to: all but names, attributes and subscripts."""
        first, last = self.leaves[0], self.leaves[-1]
        if not (is_name(first.value) and (last.kind == NAME or last.is_subscript)):
            raise DeclinedError
        if any(leaf.kind == OTHER for leaf in self._outside_brackets()):
            raise DeclinedError

    def _outside_brackets(self, start: int = 0) -> Iterator[Leaf]:
        depth = 0
        for leaf in self.leaves[start:]:
            depth += (leaf.kind == OPEN) - (leaf.kind == CLOSE)
            if not depth:
                yield leaf

    def _wrapped(self, reader: Callable[[str], None]) -> None:
        """Read what gets optional parentheses; those that are there become optional (black: maybe_make_parens_invisible_in_atom)."""
        start = len(self.leaves)
        if self.peek() == "(" and self.is_parenthesized():
            opening, closing = self.parenthesized(" ")
            opening.value = closing.value = ""
        else:
            reader(" ")
            self.optional_parentheses(start)

    def decorator(self) -> None:
        """`@name`, `@name(...)`."""
        self.take(OTHER)
        self._operand("")

    def class_definition(self) -> None:
        """`class A:`, `class A(B, c=d):`. Empty brackets would go, which is left to black."""
        self.take(NAME)
        self.name(" ")
        if self.peek() == "(":
            if self.tokens[self.at + 1] == ")":
                raise DeclinedError
            self.arguments()
        self.expect(":")

    def async_statement(self) -> None:
        """`async def`, `async for`."""
        self.take(NAME)
        if self.peek() == "def":
            self.function(" ")
        elif self.peek() == "for":
            self.loop(" ")
        else:
            raise DeclinedError

    def function(self, space: str = "") -> None:
        """`def f(a: B, *, c: D = e) -> F:`. What is returned gets optional parentheses."""
        self.take(NAME, space)
        self.name(" ")
        if self.peek() != "(":
            raise DeclinedError
        self._parameters()
        if self.peek() == "->":
            self._returned()
        self.expect(":")

    def _returned(self) -> None:
        """What is returned. A string may be split before the parameters, which is left to black (should_split_funcdef_with_rhs)."""
        self.take(OTHER, " ")
        start = len(self.leaves)
        self._wrapped(self.expression)
        returned = self.leaves[start:]
        self.is_inline = self.is_inline or any(leaf.kind == STRING for leaf in returned)
        if any(leaf.value == "(" for leaf in returned):
            raise DeclinedError

    def _parameters(self) -> None:
        opening = self.take(OPEN)
        space, stars = "", set[str]()
        while self.peek() != ")":
            star = self._star(space, stars) if self.peek() in ("*", "**") else ""
            if star == "*" and self.peek() == ",":
                space = self._separator(")", is_argument=True)
                continue
            self.name("" if star else space)
            self._annotation_and_default(may_have_default=not star)
            space = self._separator(")", is_argument=True)
            if star == "**" and self.peek() != ")":
                raise DeclinedError
        if "*" in stars and self.leaves[-2].value == "*":
            raise DeclinedError  # a lone star at the end
        self.close(opening)

    def _star(self, space: str, stars: set[str]) -> str:
        """Take a star, of which there is but one of each sort."""
        star = self.take(OTHER, space).value
        if star in stars:
            raise DeclinedError
        stars.add(star)
        return star

    def _annotation_and_default(self, *, may_have_default: bool) -> None:
        """A union gets optional parentheses (black: visit_tname); the equal sign gets spaces after an annotation only."""
        space = ""
        if self.peek() == ":":
            self.take(OTHER)
            self._annotation()
            space = " "
        if self.peek() == "=" and may_have_default:
            self.take(EQUAL, space)
            self.expression(space)

    def _annotation(self) -> None:
        if self.peek() == "(":
            self._wrapped(self.expression)
            return
        start = len(self.leaves)
        self.expression(" ")
        priorities = {leaf.priority for leaf in self._outside_brackets(start)} - {0, DOT_PRIORITY}
        if priorities == {UNION_PRIORITY}:
            self.optional_parentheses(start)
        elif priorities:
            raise DeclinedError

    def value_statement(self) -> None:
        """`return a, b`: what is returned gets optional parentheses."""
        self.take(NAME)
        if self.peek():
            self._wrapped(self.expressions)

    def delete(self) -> None:
        """`del a, b`, as `return`."""
        self.take(NAME)
        self._wrapped(self.expressions)

    def raise_statement(self) -> None:
        """`raise`, `raise a`: no optional parentheses."""
        self.take(NAME)
        if self.peek():
            self.expression(" ")

    def condition(self) -> None:
        """`if a:` and its like."""
        self.take(NAME)
        self._wrapped(self.expression)
        self.expect(":")

    def loop(self, space: str = "") -> None:
        """`for a in b:`; both get optional parentheses."""
        self.take(NAME, space)
        self._wrapped(self.name)
        self.expect("in", NAME, " ")
        self._wrapped(self.expression)
        self.expect(":")

    def otherwise(self) -> None:
        """`else:`."""
        self.take(NAME)
        self.expect(":")

    def word(self) -> None:
        """`pass` and its like."""
        self.take(NAME)


_READERS: Final[dict[str, Callable[[Statement], None]]] = {
    "@": Statement.decorator,
    "class": Statement.class_definition,
    "async": Statement.async_statement,
    "def": Statement.function,
    "import": Statement.import_names,
    "from": Statement.import_from,
    "return": Statement.value_statement,
    "del": Statement.delete,
    "raise": Statement.raise_statement,
    "for": Statement.loop,
    **dict.fromkeys(_CONDITIONS, Statement.condition),
    "else": Statement.otherwise,
    **dict.fromkeys(_SIMPLE, Statement.word),
}
