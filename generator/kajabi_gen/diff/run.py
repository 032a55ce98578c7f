"""The way from two arguments of the command line to their `Diff`, the only place of the comparison that knows the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kajabi_gen.config import Settings
from kajabi_gen.diff import compare, prepare
from kajabi_gen.diff.change import Diff, Wire
from kajabi_gen.diff.inputs import load_pair
from kajabi_gen.diff.select import judged
from kajabi_gen.diff.versions import promise_finding
from kajabi_gen.sources import load_overlays
from kajabi_gen.spec import overlay
from kajabi_gen.spec.finding import Finding, InputError, error
from kajabi_gen.spec.node import Mark, Node


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison by the verdicts of the house. `promise`: a warning if `info.version` of the newer side says less than what changed."""

    diff: Diff
    promise: Finding | None


def compared(settings: Settings, old: str, new: str, progress: Callable[[str], None]) -> Compared:
    """Read, prepare and compare both sides. Raises InputError with what is wrong with either."""
    progress("reading")
    documents = load_pair(old, new, settings.limits)
    overlays = load_overlays(settings)
    try:
        sides = _prepared(documents, overlays, progress)
        progress("comparing")
        found = compare.diff(*sides, settings.package)
    except RecursionError:
        remedy = "flatten it, or lower `limits.depth`"
        raise InputError([error("too-deep", "a document nests too deep to be followed", remedy, node.mark) for node in documents]) from None
    found = judged(found, {kind: Wire(verdict) for kind, verdict in settings.diff.severity.items()})
    promise = promise_finding(found.old.version, found.new.version, found.semver.api, _version_mark(sides[1].document))
    return Compared(found, promise)


def _prepared(
    documents: Sequence[Node], overlays: Sequence[Node], progress: Callable[[str], None]
) -> tuple[prepare.Prepared, prepare.Prepared]:
    sides, errors = list[prepare.Prepared](), list[Finding]()
    for document in documents:
        progress(f"preparing {document.mark.file}")
        try:
            sides.append(prepare.prepare(document, tuple(item for item in overlays if overlay.applies(item, document))))
        except InputError as problem:
            errors.extend(problem.findings)
    if errors:
        raise InputError(errors)
    return sides[0], sides[1]


def _version_mark(document: Node) -> Mark:
    node = document.at("info", "version") or document.get("info") or document
    return node.mark
