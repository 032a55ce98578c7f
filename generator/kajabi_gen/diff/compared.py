"""What a comparison comes to by the verdicts of the house, and how it is read again for another report."""

from __future__ import annotations

from typing import Any, NamedTuple

from kajabi_gen.diff.change import Change, Diff, Direction, Operation, Sdk, Side, Source, Spot, Wire
from kajabi_gen.spec.finding import Finding, finding_from
from kajabi_gen.spec.node import mark_from


class Compared(NamedTuple):
    """A finished comparison. `promise`: a warning if `info.version` of the newer side says less than what changed."""

    diff: Diff
    promise: Finding | None


def compared_from(members: list[Any]) -> Compared:
    """The comparison that was written down as arrays of members."""
    (old, new, changes, findings), promise = members
    diff = Diff(Side(*old), Side(*new), tuple(map(_change, changes)), tuple(map(finding_from, findings)))
    return Compared(diff, None if promise is None else finding_from(promise))


def _change(members: list[Any]) -> Change:
    kind, wire, sdk, direction, operations, where, old, new, message, symbol, source, group, _places = members
    verdicts = (Wire(wire), Sdk(sdk), Direction(direction))
    reached = tuple(Operation(*operation) for operation in operations)
    return Change(kind, *verdicts, reached, where, _spot(old), _spot(new), message, symbol, Source(source), group)


def _spot(members: list[Any] | None) -> Spot | None:
    return None if members is None else Spot(members[0], mark_from(members[1]))
