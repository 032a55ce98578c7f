"""Which public names of the SDK a change of the wire can be about, and how near it is to each: the nearest change explains a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from kajabi_gen.diff.change import Change, Direction, Operation, Sdk
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.surface import Parts, is_of_reply

PartsOf: TypeAlias = Callable[[Operation, bool], tuple[Parts, Parts]]
"""The parts of what an operation takes, or (True) gives, on both sides."""
_Former: TypeAlias = Mapping[tuple[Operation, str], str]

_NAMELESS: Final = frozenset(kind for kind in KINDS if kind.endswith(("description-changed", "example-changed")))


def candidates(changes: Sequence[Change], parts_of: PartsOf) -> list[dict[str, int]]:
    """For each change, the names that it can be about, and how far it is from each.

    0: the name stands for the part that changed, or for what holds it. More: it stands for something in that part, which explains it if
    nothing nearer does; of several such changes, the one whose kind is known to break callers does, or else to offer something.
    """
    former = {(operation, change.where): was for change in changes if (was := _former(change)) for operation in change.operations}
    return [_candidates(change, parts_of, former) for change in changes]


def _former(change: Change) -> str:
    """Where a parameter was that is called otherwise now, or is in another place; "" for other changes."""
    place, _, name = change.where.partition(":")
    was = change.old.value if change.old else ""
    return f"{was}:{name}" if change.kind == "parameter-moved" else f"{place}:{was}" if change.kind == "parameter-renamed" else ""


def _candidates(change: Change, parts_of: PartsOf, former: _Former) -> dict[str, int]:
    if change.kind in _NAMELESS or (change.direction is Direction.NONE and change.where not in ("operation", "event")):
        return {}
    farther = 1 + list(Sdk).index(KINDS[change.kind].sdk)
    found: dict[str, int] = {}
    for operation, where in change.everywhere:
        before, after = parts_of(operation, is_of_reply(where))
        parameter, slash, rest = where.partition("/")
        was = former.get((operation, parameter), parameter) + slash + rest
        if change.kind == "operation-moved":  # only its name matters; what it gives is told apart
            names = [*before.near(was)[0], *after.near(where)[0]]
            found |= {name: 0 for name in names if names.count(name) == 1}
            continue
        for own, inside in (before.near(was), after.near(where)):
            found |= dict.fromkeys(own, 0)
            for name in inside:
                found.setdefault(name, farther)
    return found
