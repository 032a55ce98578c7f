"""The tree every stage works on: plain JSON values, each with the place in the file it came from.

A `Node` is never changed once made. A stage that edits a document builds new Nodes for the path it touches and shares the rest,
so a Node keeps the `Mark` of the text it was read from however far it travels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias, cast

from kajabi_gen.packing import packed, packed_by

Scalar: TypeAlias = str | int | float | bool | None
Plain: TypeAlias = "Scalar | list[Plain] | dict[str, Plain]"

_NOTHING: Final[Mapping[str, Node]] = {}


@packed
class Mark(NamedTuple):
    """A place in a document: file, line and column (both from 1), and the way down from the root."""

    file: str
    line: int
    column: int
    parent: Mark | None = None
    token: str = ""

    @property
    def pointer(self) -> str:
        """The JSON pointer (RFC 6901) of the place in the file as it was read."""
        tokens: list[str] = []
        mark = self
        while mark.parent is not None:
            tokens.append(mark.token.replace("~", "~0").replace("/", "~1"))
            mark = mark.parent
        return "".join(f"/{token}" for token in reversed(tokens))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


made_mark: Final = cast("Callable[[tuple[str, int, int, Mark | None, str]], Mark]", partial(cast("Any", tuple).__new__, Mark))
"""`Mark(...)` in half the time, for where there are two of them for each member of a document."""


def mark_from(members: list[Any]) -> Mark:
    """The Mark that was written down as an array of its members, with those of its parent inside. Raises ValueError for what is none."""
    file, line, column, parent, token = members
    return Mark(file, line, column, None if parent is None else mark_from(parent), token)


class Node:
    """A JSON value and where it stands. Mappings map member names to Nodes, sequences are tuples of Nodes."""

    __slots__ = ("mark", "value")

    def __init__(self, value: Scalar | dict[str, Node] | tuple[Node, ...], mark: Mark) -> None:
        self.value: Final = value
        self.mark: Final = mark

    def __repr__(self) -> str:
        return f"Node({self.mark}, {type(self.value).__name__})"

    @property
    def members(self) -> Mapping[str, Node]:
        """The members of a mapping; empty for anything else, so that a walk over a wrong document just finds nothing."""
        # `dict`, not `Mapping`: the test of an abstract class takes five times as long, and this is asked a million times
        return self.value if isinstance(self.value, dict) else _NOTHING

    @property
    def elements(self) -> tuple[Node, ...]:
        """The elements of a sequence; empty for anything else."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def text(self) -> str | None:
        """The value of a string; None for anything else."""
        return self.value if isinstance(self.value, str) else None

    @property
    def is_mapping(self) -> bool:
        """Whether the value is a mapping (a JSON object)."""
        return isinstance(self.value, dict)

    @property
    def is_sequence(self) -> bool:
        """Whether the value is a sequence (a JSON array)."""
        return isinstance(self.value, tuple)

    @property
    def kind(self) -> str:
        """The JSON name of the value's type, as it is said to people."""
        return _kind(self.value)

    def get(self, name: str) -> Node | None:
        """The member of that name, or None."""
        value = self.value
        return value.get(name) if isinstance(value, dict) else None

    def at(self, *path: str) -> Node | None:
        """The Node that the member names lead to, or None where one of them is missing."""
        node: Node | None = self
        for name in path:
            node = None if node is None else node.get(name)
        return node

    def string(self, name: str) -> str | None:
        """The string member of that name, or None where it is missing or no string."""
        value = self.value  # not by `get`: this is asked more often than anything else
        member = value.get(name) if isinstance(value, dict) else None
        return member.value if member is not None and isinstance(member.value, str) else None

    def flag(self, name: str) -> bool:
        """Whether the member of that name is `true`."""
        value = self.value
        member = value.get(name) if isinstance(value, dict) else None
        return member is not None and member.value is True

    def texts(self, name: str) -> tuple[str, ...]:
        """The strings of the sequence member of that name."""
        member = self.get(name)
        return () if member is None else tuple(item.text for item in member.elements if item.text is not None)

    def with_members(self, **changes: Node | None) -> Node:
        """A copy with the members set, or left out where None is given."""
        return self.with_changes(changes)

    def with_changes(self, changes: Mapping[str, Node | None]) -> Node:
        """As `with_members`, for names that are no Python identifiers."""
        members = {**self.members, **changes}
        return Node({name: node for name, node in members.items() if node is not None}, self.mark)

    def with_value(self, value: Scalar | dict[str, Node] | tuple[Node, ...]) -> Node:
        """A Node at the same place with another value."""
        return self if value is self.value else Node(value, self.mark)


packed_by(Node, attrgetter("value", "mark"))


def _kind(value: object) -> str:
    kinds = ((bool, "boolean"), (str, "string"), ((int, float), "number"), (tuple, "array"), (dict, "object"))
    return next((name for types, name in kinds if isinstance(value, types)), "null")


def plain(node: Node) -> Plain:
    """The value of a Node and all below it as lists, dicts and scalars."""
    value = node.value
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items()}
    if isinstance(value, tuple):
        return [plain(element) for element in value]
    return value


def node_from(value: Plain, mark: Mark) -> Node:
    """A Node tree of plain values, every part of it standing at `mark`."""
    if isinstance(value, dict):
        return Node({name: node_from(member, mark) for name, member in value.items()}, mark)
    if isinstance(value, list):
        return Node(tuple(node_from(element, mark) for element in value), mark)
    return Node(value, mark)


def replace_children(node: Node, change: Callable[[str, Node], Node]) -> Node:
    """The Node with `change(token, child)` in place of each child; the very same Node where no child changed."""
    value = node.value
    if isinstance(value, dict):
        members = {name: change(name, child) for name, child in value.items()}
        return node if all(members[name] is child for name, child in value.items()) else Node(members, node.mark)
    if isinstance(value, tuple):
        elements = tuple(change(str(index), child) for index, child in enumerate(value))
        return node if all(new is old for new, old in zip(elements, value, strict=True)) else Node(elements, node.mark)
    return node


def walk(node: Node) -> Iterator[Node]:
    """The Node and all below it, parents first, in document order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        children = current.members.values() if current.is_mapping else current.elements
        stack.extend(reversed(list(children)))
