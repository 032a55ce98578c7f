"""How large a document may be."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """How large a document may be before it is refused.

    `bytes`: size of the file. `nodes`: values in the tree, aliases counted as often as they are used. `aliases`: those of them that come
    from aliases. `depth`: levels of nesting. `operations`: methods of all paths. `name`: bytes (UTF-8) of what becomes a name in Python: a
    segment of a path, a parameter, a property, a resource type.
    """

    bytes: int = 50_000_000
    nodes: int = 2_000_000
    aliases: int = 200_000
    depth: int = 100
    operations: int = 10_000
    name: int = 200
