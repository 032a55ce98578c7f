"""Both sides of a comparison, from their bytes to the `Diff`; the only place of it that knows the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, cast

from kajabi_gen import aside
from kajabi_gen.config import Settings
from kajabi_gen.diff import prepare
from kajabi_gen.diff.change import Wire
from kajabi_gen.diff.compared import Compared
from kajabi_gen.diff.prepare import Prepared
from kajabi_gen.diff.sdk import Subject, subject
from kajabi_gen.diff.select import judged
from kajabi_gen.diff.versions import promise_finding
from kajabi_gen.sources import parse_document, parse_overlays
from kajabi_gen.spec import bounds, overlay
from kajabi_gen.spec.finding import Findings, InputError
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.node import Mark, Node
from kajabi_gen.spec.source import Source

if TYPE_CHECKING:
    from kajabi_gen.reading import Progress

_Part: TypeAlias = Prepared | Subject | Findings


def compare_sides(
    old: Source | Findings, new: Source | Findings, overlays: tuple[Source, ...], settings: Settings, progress: Progress
) -> Compared:
    """Prepare both sides, at once where that can be done, and compare them. Instead of a side there may be what is wrong with it.

    Raises InputError with everything that is wrong with either.
    """
    corrections = parse_overlays(overlays, settings.limits)
    with aside.begun_parts(lambda: _side(old, settings, corrections)) as olds:
        return _compared(olds, _side(new, settings, corrections), settings.diff.severity, progress)


def _compared(olds: Iterator[_Part], news: Iterator[_Part], severity: Mapping[str, str], progress: Progress) -> Compared:
    """The wire is compared while the SDK of the other side is still being made."""
    after, *made = news
    from kajabi_gen.diff.compare import on_the_wire, with_sdk  # meanwhile

    before = next(olds)
    if not isinstance(before, Prepared) or not isinstance(after, Prepared):
        raise InputError(finding for side in (before, after) if not isinstance(side, Prepared) for finding in cast("Findings", side))
    progress("comparing")
    try:
        wire = on_the_wire(before, after)
        found = with_sdk(wire, cast("Subject", next(olds)), cast("Subject", made[0]))
    except RecursionError:
        raise InputError([bounds.too_deep(side.document.mark) for side in (before, after)]) from None
    found = judged(found, {kind: Wire(verdict) for kind, verdict in severity.items()})
    promise = promise_finding(found.old.version, found.new.version, found.semver.api, _version_mark(after.document))
    return Compared(found, promise)


def _side(read: Source | Findings, settings: Settings, overlays: Sequence[Node]) -> Iterator[_Part]:
    """One document, prepared, and then the SDK that comes of it; or only the errors that are in the way."""
    if not isinstance(read, Source):
        yield read
        return
    try:
        prepared = _prepared(read, settings.limits, overlays)
        yield prepared
        sdk = subject(prepared, settings.package)
        del prepared  # a large document takes room while the other side goes on
        yield sdk
    except RecursionError:
        yield (bounds.too_deep(Mark(read.name, 1, 1)),)
    except InputError as problem:
        yield problem.findings


def _prepared(read: Source, limits: Limits, overlays: Sequence[Node]) -> Prepared:
    document = parse_document(read, limits)
    return prepare.prepare(document, tuple(item for item in overlays if overlay.applies(item, document)))


def _version_mark(document: Node) -> Mark:
    node = document.at("info", "version") or document.get("info") or document
    return node.mark
