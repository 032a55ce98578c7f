"""What a comparison comes to by the verdicts of the house; and the same as text, so that another report of it is no second comparison."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from kajabi_gen.diff.change import Change, Diff, Direction, Operation, Sdk, Side, Source, Spot, Wire
from kajabi_gen.spec.finding import Finding, Severity
from kajabi_gen.spec.node import Mark


class Compared(NamedTuple):
    """A finished comparison. `promise`: a warning if `info.version` of the newer side says less than what changed."""

    diff: Diff
    promise: Finding | None


def as_json(compared: Compared) -> str:
    """The comparison as JSON, which `from_json` reads: each value an array of its members."""
    return json.dumps(compared)


def from_json(text: str) -> Compared:
    """The comparison that `as_json` has written."""
    (old, new, changes, findings), promise = json.loads(text)
    diff = Diff(Side(*old), Side(*new), tuple(map(_change, changes)), tuple(map(_finding, findings)))
    return Compared(diff, None if promise is None else _finding(promise))


def _change(members: list[Any]) -> Change:
    kind, wire, sdk, direction, operations, where, old, new, message, symbol, source, group = members
    verdicts = (Wire(wire), Sdk(sdk), Direction(direction))
    reached = tuple(Operation(*operation) for operation in operations)
    return Change(kind, *verdicts, reached, where, _spot(old), _spot(new), message, symbol, Source(source), group)


def _spot(members: list[Any] | None) -> Spot | None:
    return None if members is None else Spot(members[0], _mark(members[1]))


def _finding(members: list[Any]) -> Finding:
    code, severity, message, action, mark = members
    return Finding(code, Severity(severity), message, action, _mark(mark))


def _mark(members: list[Any]) -> Mark:
    file, line, column, parent, token = members
    return Mark(file, line, column, None if parent is None else _mark(parent), token)
