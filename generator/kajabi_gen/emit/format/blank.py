"""Blank lines between statements (black: EmptyLineTracker)."""

from __future__ import annotations

from typing import Final, NamedTuple

from kajabi_gen.emit.format.leaf import DeclinedError

# what a statement is to the blank lines around it; a set of these, as bits
IMPORT: Final = 1
CLASS: Final = 2
FUNCTION: Final = 4
DECORATOR: Final = 8
BLOCK: Final = 16  # opens one
DOCSTRING: Final = 32
COMMENT: Final = 64
CONDITION: Final = 128  # `if`, `elif`
DEPENDENT: Final = 256  # `else`, `elif`
_CLASS_OR_FUNCTION: Final = CLASS | FUNCTION
DEFINITION: Final = CLASS | FUNCTION | DECORATOR


class Placed(NamedTuple):
    """A statement: its role and how many blocks it is in."""

    role: int
    depth: int


class BlankLines:
    """Says how many blank lines go before each statement, told one after the other."""

    def __init__(self) -> None:
        self._previous: Placed | None = None
        self._definitions: list[Placed] = []
        self._after = 0  # blank lines after the previous statement
        self._follows_module_docstring = False
        self._has_begun = False

    def before(self, current: Placed, wanted: int) -> int:
        """Blank lines before a statement that had so many in the source. Raises DeclinedError."""
        role = current.role
        count, after = self._count(current, min(wanted, 1 if current.depth else 2))
        previous_after = self._after
        count = max(0, count - previous_after)
        if self._follows_module_docstring and not role & _CLASS_OR_FUNCTION:
            count = 1
        self._follows_module_docstring = bool(role & DOCSTRING) and not current.depth and not self._has_begun
        self._has_begun = self._has_begun or not role & COMMENT
        self._previous, self._after = current, after
        return count + previous_after

    def _count(self, current: Placed, wanted: int) -> tuple[int, int]:
        role, depth = current
        last_definition: Placed | None = None
        while self._definitions and self._definitions[-1].depth >= depth:
            last_definition = self._definitions.pop()
        if role & _CLASS_OR_FUNCTION:
            self._definitions.append(current)
        previous = self._previous
        if previous is None:
            return 0, 0
        if role & DOCSTRING and previous.role & _CLASS_OR_FUNCTION:
            return 0, 1 if previous.role & CLASS else 0
        count = wanted if last_definition is None else _after_definition(current, last_definition)
        if role & DEFINITION:
            return _before_definition(current, previous, count, wanted), 0
        if previous.role & IMPORT and not role & IMPORT and previous.depth == depth:
            return (count or 1) if depth else 1, 0
        return count, 0


def _after_definition(current: Placed, definition: Placed) -> int:
    """After the body of a class or function."""
    if current.depth or (definition.depth and current.role & DEPENDENT):
        return 1
    return 2


def _before_definition(current: Placed, previous: Placed, count: int, wanted: int) -> int:
    if previous.role & DECORATOR:
        return 0
    if previous.depth < current.depth and previous.role & _CLASS_OR_FUNCTION:
        return 1 if wanted else 0
    if previous.role & COMMENT and previous.depth == current.depth and not count:
        raise DeclinedError  # blank lines may belong before the comment
    return 1 if current.depth else 2
