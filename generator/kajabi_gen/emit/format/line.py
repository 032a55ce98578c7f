"""A line of leaves, on the way to being split (black: lines.py, `Line`)."""

from __future__ import annotations

from enum import Enum, auto

from kajabi_gen.emit.format.leaf import CLOSE, COMMA, COMMA_PRIORITY, NAME, OPEN, Leaf


class Part(Enum):
    """What a line was to the line it comes from. Black looks at brackets in a head only in pairs, and in a tail not at all."""

    WHOLE = auto()
    HEAD = auto()
    BODY = auto()
    TAIL = auto()


class Line:
    """A line. `depth`: how many brackets are around it. `is_inside`: it is the content of brackets."""

    __slots__ = ("depth", "indent", "is_inside", "is_magic", "leaves", "must_split", "optional")

    def __init__(self, leaves: list[Leaf], indent: int, part: Part = Part.WHOLE) -> None:
        self.leaves = leaves
        self.indent = indent
        self.is_inside = part is Part.BODY
        self.must_split = False
        self.depth = leaves[0].depth if leaves else 0
        self.optional: list[Leaf] = []
        self.is_magic = False
        if part is Part.HEAD:
            self._mark(self._paired())
        elif part is not Part.TAIL:
            self._mark(leaves)

    def _mark(self, leaves: list[Leaf]) -> None:
        """Count the brackets around each bracket and comma, and find optional brackets and magic commas (black: BracketTracker)."""
        depth = 0
        for leaf in leaves:
            kind = leaf.kind
            if kind == CLOSE:
                depth -= 1
                leaf.marked = depth
                if leaf.mate is not None and not leaf.value:
                    self.optional += (leaf.mate, leaf)
                self.is_magic = self.is_magic or leaf.is_magic
            elif kind == OPEN:
                leaf.marked = depth
                depth += 1
            elif kind == COMMA:
                leaf.marked = depth

    def _paired(self) -> list[Leaf]:
        """The leaves inside pairs of brackets, with the brackets: all that black looks at in a head."""
        openings = {leaf.mate for leaf in self.leaves if leaf.kind == CLOSE}
        if not openings:
            return []
        known: set[Leaf] = set()
        found: list[Leaf] = []
        depth = 0
        for leaf in self.leaves:
            if leaf.kind == OPEN and leaf in openings:
                known.add(leaf)
                depth += 1
            if depth and (leaf.kind != OPEN or leaf in known):
                found.append(leaf)
            if leaf.kind == CLOSE and leaf.mate in known:
                depth -= 1
        return found

    @property
    def is_function(self) -> bool:
        """Whether it begins a function."""
        first = self.leaves[0]
        return first.kind == NAME and (first.value == "def" or (first.value == "async" and self.leaves[1].value == "def"))

    @property
    def is_import(self) -> bool:
        """Whether it begins an import."""
        first = self.leaves[0]
        return first.kind == NAME and first.value in ("from", "import")

    def text(self) -> str:
        """The line as it is written, without its end."""
        leaves = self.leaves
        return "    " * self.indent + leaves[0].value + "".join([leaf.space + leaf.value for leaf in leaves[1:]])

    def count(self, priority: int) -> int:
        """How many delimiters of a priority are not inside brackets."""
        found = sum(leaf.priority == priority and leaf.depth == self.depth for leaf in self.leaves[:-1])
        return found + (priority == COMMA_PRIORITY and self.leaves[-1].kind == COMMA)

    def count_kind(self, kind: int) -> int:
        """How many leaves are of a kind."""
        return sum(leaf.kind == kind for leaf in self.leaves)

    def copy(self) -> Line:
        """A line of copies, for a second opinion. The leaves of this line are cut off from black's tree by that."""
        copies = {leaf: leaf.copy() for leaf in self.leaves}
        copies[self.leaves[0]].space = ""
        for leaf, twin in copies.items():
            twin.mate = copies.get(leaf.mate, leaf.mate) if leaf.mate else None
            leaf.is_foreign = True
        other = Line(list(copies.values()), self.indent, Part.BODY if self.is_inside else Part.WHOLE)
        other.must_split, other.is_magic = self.must_split, self.is_magic
        return other
