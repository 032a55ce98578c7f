"""What all reports share: the order and grouping of changes, and the words for counts, operations and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeVar

from kajabi_gen.diff.change import Change, Diff, Operation, Sdk, Side, Spot, Wire
from kajabi_gen.spec.finding import Finding, Severity, one_line

ARROW: Final = "→"
_Verdict = TypeVar("_Verdict", Wire, Sdk)
_RANK: Final = {wire: rank for rank, wire in enumerate(Wire)}


class Group(NamedTuple):
    """The changes of one resource or tag, worst first."""

    name: str
    changes: tuple[Change, ...]

    @property
    def title(self) -> str:
        """The name as a heading; changes without a group are those of the whole API."""
        return one_line(self.name) or "Whole API"

    @property
    def counts(self) -> dict[Wire, int]:
        """How many changes of each wire verdict, those that are there."""
        return {wire: count for wire in Wire if (count := sum(change.wire is wire for change in self.changes))}


def groups(changes: Iterable[Change]) -> list[Group]:
    """The changes by group: the group with the worst change first, equal ones by name."""
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for change in worst_first(changes):
        found[change.group].append(change)
    ordered = sorted(found.items(), key=lambda item: (_RANK[item[1][0].wire], item[0].casefold(), item[0]))
    return [Group(name, tuple(members)) for name, members in ordered]


def worst_first(changes: Iterable[Change]) -> list[Change]:
    """The changes by wire verdict; within one they keep their order."""
    return sorted(changes, key=lambda change: _RANK[change.wire])


def counted(counts: Mapping[_Verdict, int], separator: str = ", ") -> str:
    """Counts in words: "2 breaking, 1 docs"."""
    return separator.join(f"{count} {verdict}" for verdict, count in counts.items())


def plural(count: int, noun: str) -> str:
    """A number with its noun: "1 change", "2 changes"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def heading(side: Side) -> str:
    """Title and version of a document on one line."""
    return one_line(" ".join(f"{side.title} {side.version}".split()))


def titles(old: Side, new: Side) -> str:
    """What is compared: one title where it stayed, both versions."""
    if old.title == new.title:
        return one_line(" ".join(f"{old.title} {old.version} {ARROW} {new.version}".split()))
    return f"{heading(old)} {ARROW} {heading(new)}"


def operations_label(operations: tuple[Operation, ...], shown: int = 2) -> str:
    """The operation; for several, how many, and the first of them."""
    if len(operations) <= 1:
        return "".join(one_line(str(operation)) for operation in operations)
    first = ", ".join(one_line(str(operation)) for operation in operations[:shown])
    rest = len(operations) - shown
    return f"{len(operations)} operations ({first}{f', and {rest} more' if rest > 0 else ''})"


def place(spot: Spot) -> str:
    """`file:line` of one side."""
    return one_line(f"{spot.mark.file}:{spot.mark.line}")


def places(change: Change) -> str:
    """`file:line` on both sides, or on the one where there is something."""
    if change.old and change.new:
        return f"{place(change.old)} {ARROW} {place(change.new)}"
    return "".join(f"{side} {place(spot)}" for side, spot in (("old", change.old), ("new", change.new)) if spot)


def without_sdk(diff: Diff) -> str:
    """Which sides no SDK can be built of, in words; empty where the SDK's verdicts are known."""
    files = dict.fromkeys(one_line(finding.mark.file) for finding in diff.sdk_unknown)
    return f"unknown: no SDK can be built of {' and '.join(files)}" if files else ""


def findings_label(findings: Iterable[Finding]) -> str:
    """How many findings of each severity, in words; empty where there are none."""
    severities = [finding.severity for finding in findings]
    return ", ".join(plural(count, str(severity)) for severity in Severity if (count := severities.count(severity)))
