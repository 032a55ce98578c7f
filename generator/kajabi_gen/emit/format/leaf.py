"""The tokens of a statement, with what black's rules ask of them."""

from __future__ import annotations

from typing import Final

LINE_LENGTH: Final = 88

NAME: Final = 0
STRING: Final = 1
OTHER: Final = 2  # numbers, operators, `...`, whole module paths
OPEN: Final = 3
CLOSE: Final = 4
COMMA: Final = 5
EQUAL: Final = 6
DOT: Final = 7

# what splits first (black: brackets.py); a line is split at all delimiters of its highest priority
COMMA_PRIORITY: Final = 18
LOGIC_PRIORITY: Final = 14
COMPARATOR_PRIORITY: Final = 10
UNION_PRIORITY: Final = 9
ARITHMETIC_PRIORITY: Final = 5
DOT_PRIORITY: Final = 1


class DeclinedError(Exception):
    """This is not for us: black has to format the file."""


class Leaf:
    """A token. `space`: what stands before it if it does not begin a line.

    `value` of a bracket that black may put in is "" until a split makes it visible.
    """

    # what is seldom set has its default here, which makes a token cheap
    mate: Leaf | None = None  # of a closing bracket: the opening one
    priority: int = 0  # of a line break after this token; 0 for none
    depth: int = 0  # brackets around it
    explodes: bool = False  # of an opening bracket: two elements go on lines of their own if not all fit (black: should_split_line)
    is_magic: bool = False  # of a closing bracket: a trailing comma before it keeps its elements on lines of their own
    is_argument: bool = False  # of a comma: between arguments or parameters
    marked: int = 0  # of a bracket or comma: brackets around it on the line that was last made with it (black: bracket_depth)
    is_subscript: bool = False  # of a closing bracket
    is_foreign: bool = False  # put in by a split, or replaced by a copy: black's tree no longer knows it (its `parent` is None)

    def __init__(self, kind: int, value: str, space: str = "") -> None:
        self.kind = kind
        self.value = value
        self.space = space

    def copy(self) -> Leaf:
        """Another token of the same look, not yet part of a line."""
        other = Leaf(self.kind, self.value, self.space)
        other.priority = self.priority
        other.depth = self.depth
        other.explodes = self.explodes
        other.is_magic = self.is_magic
        other.is_argument = self.is_argument
        other.is_subscript = self.is_subscript
        return other
