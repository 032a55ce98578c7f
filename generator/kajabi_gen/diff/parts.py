"""A difference on its way from one operation to the report: what the comparisons of operations and parameters give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kajabi_gen.diff.change import Change, Direction, Operation, Sdk, Spot, Wire
from kajabi_gen.diff.difference import Difference
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.schema import key
from kajabi_gen.spec.node import Node, plain


class Part(NamedTuple):
    """A difference within an operation, before it is known which operations share it."""

    kind: str
    direction: Direction
    where: str
    old: Node | None
    new: Node | None
    message: str
    wire: Wire | None = None

    def change(self, operation: Operation) -> Change:
        """The difference as a Change of one operation."""
        wire = self.wire or KINDS[self.kind].wire
        return Change(self.kind, wire, Sdk.NONE, self.direction, (operation,), self.where, spot(self.old), spot(self.new), self.message)


def spot(node: Node | None) -> Spot | None:
    """A Node as one side of a change."""
    return None if node is None else Spot(plain(node), node.mark)


def schema_parts(prefix: str, where: str, direction: Direction, found: Iterable[Difference]) -> Iterator[Part]:
    """Differences of a schema as parts of an operation."""
    for item in found:
        path = "".join(f"/{token.replace('~', '~0').replace('/', '~1')}" for token in item.place)
        subject = f"`{item.place[-1]}`: " if item.place and item.place[-1] not in ("*", "{}") else ""
        joint = ":" if path and prefix != "parameter" else ""
        yield Part(f"{prefix}-{item.aspect}", direction, f"{where}{joint}{path}", item.old, item.new, f"{subject}{item.message}", item.wire)


def value(node: Node | None) -> object:
    """The plain value of a Node that may be missing."""
    return None if node is None else plain(node)


def same(one: Node | None, other: Node | None) -> bool:
    """Whether two Nodes say the same, whatever the order of their members."""
    if one is None or other is None:
        return one is other
    return key(plain(one)) == key(plain(other))


def examples_differ(old: Node, new: Node) -> bool:
    """Whether a parameter or media type is exemplified otherwise; `example` is the same as `examples` of one that has no words."""
    one, other = _single_example(old), _single_example(new)
    return one is None or other is None or not same(one, other)


def _single_example(node: Node) -> Node | None:
    example, examples = node.get("example"), node.get("examples")
    if example is not None or examples is None:
        return example if examples is None else None
    only = next(iter(examples.members.values())) if len(examples.members) == 1 else None
    return only.get("value") if only is not None and len(only.members) == 1 else None


def listed(values: Iterable[str]) -> str:
    """Names as people read them."""
    return ", ".join(f"`{value}`" for value in values)
