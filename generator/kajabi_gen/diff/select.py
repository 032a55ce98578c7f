"""Which changes count: what is shown, what was reviewed, how the house judges a kind, and what makes a run fail. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from kajabi_gen.diff.change import Change, Diff, Operation, Sdk, Wire
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.spec.finding import InputError, error
from kajabi_gen.spec.node import Mark

_METHOD: Final = re.compile(r"(?:(?P<method>[A-Za-z]+|\*)[ ]+)?(?P<path>.*)\Z", re.DOTALL)
_SDK: Final = "sdk-"


class Threshold(StrEnum):
    """What makes a run fail. DANGEROUS takes in what is breaking; ANY every change; SDK_BREAKING goes by the SDK's verdict alone."""

    BREAKING = "breaking"
    DANGEROUS = "dangerous"
    ANY = "any"
    SDK_BREAKING = "sdk-breaking"
    NONE = "none"


class Sort(StrEnum):
    """What a pattern is about."""

    KIND = "kind"
    PATH = "path"
    VERDICT = "verdict"


_FAILING: Final[Mapping[Threshold, Callable[[Change], bool]]] = {
    Threshold.BREAKING: lambda change: change.wire is Wire.BREAKING,
    Threshold.DANGEROUS: lambda change: change.wire in (Wire.BREAKING, Wire.DANGEROUS),
    Threshold.ANY: lambda change: True,
    Threshold.SDK_BREAKING: lambda change: change.sdk is Sdk.BREAKING,
    Threshold.NONE: lambda change: False,
}
_VERDICTS: Final = (*(str(wire) for wire in Wire), *(f"{_SDK}{sdk}" for sdk in Sdk))


class Pattern(NamedTuple):
    """A verdict, a glob of kinds, or a glob of paths with or without a method in front."""

    sort: Sort
    text: str

    @staticmethod
    def parse(text: str, mark: Mark) -> Pattern:
        """Read a pattern: with a slash it is about paths, the name of a verdict is one, anything else is about kinds.

        Raises InputError for a pattern that no kind there is would ever match.
        """
        if "/" in text:
            return Pattern(Sort.PATH, text)
        if text in _VERDICTS:
            return Pattern(Sort.VERDICT, text)
        refuse_kind(text, mark, (*_VERDICTS, *KINDS))
        return Pattern(Sort.KIND, text)

    def matches(self, change: Change, whole: bool = False) -> bool:
        """Whether the change is meant. A path must be that of any of its operations; if `whole`, of all of them."""
        if self.sort is Sort.VERDICT:
            return self.text in (change.wire, f"{_SDK}{change.sdk}")
        if self.sort is Sort.KIND:
            return glob_matches(self.text, change.kind)
        return reaches(self.text, change.operations, whole)


class Selection(NamedTuple):
    """What is shown. `only`: the change must match one pattern of each sort given. `exclude`: it must match none.

    A change that reaches several operations is shown if one of them is asked for, and left out only if all of them are excluded: what
    is said about a path must not hide what happens at another.
    """

    only: tuple[Pattern, ...] = ()
    exclude: tuple[Pattern, ...] = ()

    @staticmethod
    def parse(only: Iterable[str], exclude: Iterable[str]) -> Selection:
        """Read patterns of the command line or the settings. Raises InputError."""
        return Selection(
            tuple(Pattern.parse(text, Mark("--only", 1, 1)) for text in only),
            tuple(Pattern.parse(text, Mark("--exclude", 1, 1)) for text in exclude),
        )

    def holds(self, change: Change) -> bool:
        """Whether the change is shown."""
        if any(pattern.matches(change, whole=True) for pattern in self.exclude):
            return False
        sorts = {pattern.sort for pattern in self.only}
        return all(any(pattern.matches(change) for pattern in self.only if pattern.sort is sort) for sort in sorts)


def selected(diff: Diff, selection: Selection) -> Diff:
    """The comparison with the selected changes alone."""
    return diff._replace(changes=tuple(change for change in diff.changes if selection.holds(change)))


def judged(diff: Diff, severity: Mapping[str, Wire]) -> Diff:
    """The comparison with the wire verdicts that the settings give to kinds."""
    changes = tuple(change._replace(wire=severity.get(change.kind, change.wire)) for change in diff.changes)
    return diff._replace(changes=changes)


def failing(changes: Iterable[Change], thresholds: Iterable[Threshold]) -> tuple[Change, ...]:
    """The changes at or over any of the thresholds."""
    tests = [_FAILING[threshold] for threshold in thresholds]
    return tuple(change for change in changes if any(test(change) for test in tests))


def fails(diff: Diff, threshold: Threshold) -> bool:
    """Whether any change is at or over the threshold."""
    return bool(failing(diff.changes, (threshold,)))


def reaches(pattern: str, operations: Sequence[Operation], whole: bool) -> bool:
    """Whether a glob such as `/v1/contacts*` or `GET /v1/*` matches one of the operations; if `whole`, all of them, and there are some."""
    parts = _METHOD.match(pattern)
    method, path = (parts["method"] or "*", parts["path"]) if parts else ("*", pattern)
    found = [glob_matches(method.upper(), item.method.upper()) and glob_matches(path, item.path) for item in operations]
    return bool(found) and (all(found) if whole else any(found))


def glob_matches(pattern: str, text: str) -> bool:
    """Whether the whole text matches: `*` is any run of characters, slashes too; all else is itself.

    Brackets mean nothing special, since names of parameters have them.
    """
    return re.fullmatch(".*".join(re.escape(part) for part in re.split(r"\*+", pattern)), text, re.DOTALL) is not None


def refuse_kind(text: str, mark: Mark, known: Sequence[str] = tuple(KINDS)) -> None:
    """Raise InputError for a glob of kinds that matches none."""
    if any(glob_matches(text, kind) for kind in KINDS):
        return
    import difflib

    close = difflib.get_close_matches(text, known, 1)
    remedy = f"did you mean {close[0]}?" if close else "`kajabi-gen diff --list-kinds` prints all of them"
    raise InputError([error("unknown-kind", f"there is no kind of change {text[:80]!r}", remedy, mark)])
