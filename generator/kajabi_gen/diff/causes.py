"""One cause, one change: differences that many operations meet in the same place, or in the same part of the same resource, are one."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final

from kajabi_gen.diff.change import Change, Operation, Spot, Wire
from kajabi_gen.diff.schema import key

_MEMBER: Final = re.compile(r"(?:requestBody|response:2\w\w):/data(?:/\*)?/(?P<rest>(?:attributes|relationships)/.+)")
_VERSION: Final = re.compile(r"v?\d[\w.]*|api", re.IGNORECASE)

ResourceOf = Callable[[Operation], str]
"""The JSON:API type that an operation is about, "" where there is none or several."""


def merge(changes: Iterable[Change], resource_of: ResourceOf) -> list[Change]:
    """Merge what has one cause; the first occurrence gives the place, all give their operations."""
    kept: list[list[Change]] = []
    index: dict[Hashable, int] = {}
    for change in changes:
        causes = [cause for cause in (_by_place(change), _by_member(change, resource_of)) if cause is not None]
        place = next((index[cause] for cause in causes if cause in index), len(kept))
        if place == len(kept):
            kept.append([])
        kept[place].append(change)
        index.update(dict.fromkeys(causes, place))
    return [_joined(occurrences) for occurrences in kept]


def _by_place(change: Change) -> Hashable:
    if not change.operations:
        return (change.kind, change.where, change.message)
    if change.where == "operation" and change.old is None and change.new is None:
        return (change.kind, change.operations)
    return (change.kind, change.direction, _place(change.old), _place(change.new), change.message)


def _place(spot: Spot | None) -> Hashable:
    return None if spot is None else (spot.mark.line, spot.mark.column, spot.mark.token)


def _by_member(change: Change, resource_of: ResourceOf) -> Hashable:
    """The same member of the same resource, which lists and single replies often describe apart."""
    match = _MEMBER.fullmatch(change.where)
    resource = resource_of(change.operations[0]) if match and change.operations else ""
    if match is None or not resource:
        return None
    sides = tuple(key(spot.value) if spot else None for spot in (change.old, change.new))
    return (change.kind, change.direction, resource, match["rest"], sides)


def _joined(occurrences: Sequence[Change]) -> Change:
    first = occurrences[0]
    operations = dict.fromkeys(operation for change in occurrences for operation in change.operations)
    is_one_place = len({change.where for change in occurrences}) == 1
    places = () if is_one_place else dict.fromkeys(place for change in occurrences for place in change.everywhere)
    wire = min((change.wire for change in occurrences), key=list(Wire).index)
    return first._replace(operations=tuple(operations), wire=wire, group=first.group or group_of(first), places=tuple(places))


def group_of(change: Change) -> str:
    """The first word of the path that is no version and no placeholder."""
    words = (segment for segment in (change.path or "").split("/") if segment and not segment.startswith("{"))
    return next((word for word in words if not _VERSION.fullmatch(word)), "")


def order(change: Change) -> tuple[str, int, str, str, str, str]:
    """How changes are sorted: by group, worst first, then by operation, place and kind."""
    return (change.group, list(Wire).index(change.wire), change.path or "", change.method or "", change.where, change.kind)
