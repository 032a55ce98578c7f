"""The way from two arguments of the command line to their `Diff`, the only place of the comparison that knows the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from kajabi_gen import aside
from kajabi_gen.config import Settings
from kajabi_gen.diff import prepare
from kajabi_gen.diff.change import Diff, Wire
from kajabi_gen.diff.inputs import refuse_stdin_twice, source_of
from kajabi_gen.diff.prepare import Prepared
from kajabi_gen.diff.sdk import Subject, subject
from kajabi_gen.diff.select import judged
from kajabi_gen.diff.versions import promise_finding
from kajabi_gen.sources import parse_document, parse_overlays, read_overlays
from kajabi_gen.spec import bounds, overlay
from kajabi_gen.spec.finding import Finding, InputError
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.node import Mark, Node
from kajabi_gen.spec.source import Source

Findings: TypeAlias = tuple[Finding, ...]
_Part: TypeAlias = Prepared | Subject | Findings


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison by the verdicts of the house. `promise`: a warning if `info.version` of the newer side says less than what changed."""

    diff: Diff
    promise: Finding | None


def compared(settings: Settings, old: str, new: str, progress: Callable[[str], None]) -> Compared:
    """Read, prepare and compare both sides. Raises InputError with what is wrong with either."""
    progress("reading")
    refuse_stdin_twice(old, new)
    olds, news = _read(old, settings.limits), _read(new, settings.limits)
    overlays = parse_overlays(read_overlays(settings), settings.limits)
    with aside.begun_parts(lambda: _side(olds, settings, overlays)) as other_side:
        return _compared(other_side, _side(news, settings, overlays), settings.diff.severity, progress)


def _compared(olds: Iterator[_Part], news: Iterator[_Part], severity: Mapping[str, str], progress: Callable[[str], None]) -> Compared:
    """The wire is compared while the SDK of the other side is still being made."""
    after, *made = news
    from kajabi_gen.diff.compare import on_the_wire, with_sdk  # meanwhile

    before = next(olds)
    if not isinstance(before, Prepared) or not isinstance(after, Prepared):
        raise InputError(finding for side in (before, after) if isinstance(side, tuple) for finding in side)
    progress("comparing")
    try:
        wire = on_the_wire(before, after)
        found = with_sdk(wire, cast("Subject", next(olds)), cast("Subject", made[0]))
    except RecursionError:
        raise InputError([bounds.too_deep(side.document.mark) for side in (before, after)]) from None
    found = judged(found, {kind: Wire(verdict) for kind, verdict in severity.items()})
    promise = promise_finding(found.old.version, found.new.version, found.semver.api, _version_mark(after.document))
    return Compared(found, promise)


def _read(argument: str, limits: Limits) -> Source | Findings:
    try:
        return source_of(argument, limits)
    except InputError as problem:
        return problem.findings


def _side(read: Source | Findings, settings: Settings, overlays: Sequence[Node]) -> Iterator[_Part]:
    """One document, prepared, and then the SDK that comes of it; or only the errors that are in the way."""
    if not isinstance(read, Source):
        yield read
        return
    try:
        document = parse_document(read, settings.limits)
        prepared = prepare.prepare(document, tuple(item for item in overlays if overlay.applies(item, document)))
        yield prepared
        yield subject(prepared, settings.package)
    except RecursionError:
        yield (bounds.too_deep(Mark(read.name, 1, 1)),)
    except InputError as problem:
        yield problem.findings


def _version_mark(document: Node) -> Mark:
    node = document.at("info", "version") or document.get("info") or document
    return node.mark
