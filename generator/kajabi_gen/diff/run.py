"""The way from two arguments of the command line to their `Diff`, the only place of the comparison that knows the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kajabi_gen import aside
from kajabi_gen.config import Settings
from kajabi_gen.diff import prepare
from kajabi_gen.diff.change import Diff, Wire
from kajabi_gen.diff.inputs import load, refuse_stdin_twice
from kajabi_gen.diff.sdk import Subject, subject
from kajabi_gen.diff.select import judged
from kajabi_gen.diff.versions import promise_finding
from kajabi_gen.sources import parse_overlays, read_overlays
from kajabi_gen.spec import bounds, overlay
from kajabi_gen.spec.finding import Finding, InputError
from kajabi_gen.spec.node import Mark, Node


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison by the verdicts of the house. `promise`: a warning if `info.version` of the newer side says less than what changed."""

    diff: Diff
    promise: Finding | None


def compared(settings: Settings, old: str, new: str, progress: Callable[[str], None]) -> Compared:
    """Read, prepare and compare both sides. Raises InputError with what is wrong with either."""
    progress("reading")
    refuse_stdin_twice(old, new)
    overlays = parse_overlays(read_overlays(settings), settings.limits)
    with aside.begun(lambda: _side(old, settings, overlays)) as other_side:
        after = _side(new, settings, overlays)
        from kajabi_gen.diff.compare import compare  # meanwhile

        before = other_side()
    if isinstance(before, tuple) or isinstance(after, tuple):
        raise InputError(finding for side in (before, after) if isinstance(side, tuple) for finding in side)
    progress("comparing")
    try:
        found = compare(before, after)
    except RecursionError:
        raise InputError([bounds.too_deep(side.prepared.source.mark) for side in (before, after)]) from None
    found = judged(found, {kind: Wire(verdict) for kind, verdict in settings.diff.severity.items()})
    promise = promise_finding(found.old.version, found.new.version, found.semver.api, _version_mark(after.prepared.document))
    return Compared(found, promise)


def _side(argument: str, settings: Settings, overlays: Sequence[Node]) -> Subject | tuple[Finding, ...]:
    """One document, read and prepared; or the errors that are in the way."""
    try:
        document = load(argument, settings.limits)
        prepared = prepare.prepare(document, tuple(item for item in overlays if overlay.applies(item, document)))
        return subject(prepared, settings.package)
    except RecursionError:
        return (bounds.too_deep(Mark(argument, 1, 1)),)
    except InputError as problem:
        return problem.findings


def _version_mark(document: Node) -> Mark:
    node = document.at("info", "version") or document.get("info") or document
    return node.mark
