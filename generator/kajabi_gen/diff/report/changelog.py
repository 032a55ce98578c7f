"""The changelog entry of a comparison, for those who call the SDK (Keep a Changelog 1.1.0)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from kajabi_gen.diff.change import Change, Diff, Sdk, Source, Wire
from kajabi_gen.diff.report.arrange import groups, titles
from kajabi_gen.diff.report.inline import shown, span


class Heading(StrEnum):
    """The headings of an entry, in their order: those of Keep a Changelog, and two of ours around them."""

    BREAKING = "Breaking"
    ADDED = "Added"
    CHANGED = "Changed"
    DEPRECATED = "Deprecated"
    REMOVED = "Removed"
    DOCUMENTATION = "Documentation"


def changelog_entry(diff: Diff, version: str, day: date) -> str:
    """The entry of a version of the SDK: its heading, the revisions compared, and the changes by what they mean to callers."""
    return f"## {shown(version)} - {day.isoformat()}\n\n{shown(titles(diff.old, diff.new))}.\n\n{changelog_body(diff)}"


def changelog_body(diff: Diff) -> str:
    """The changes below their headings."""
    found: defaultdict[Heading, list[Change]] = defaultdict(list)
    for group in groups(diff.changes):
        for change in group.changes:
            found[heading_of(change)].append(change)
    blocks = [
        f"### {heading}\n\n" + "\n".join(f"- {entry_line(change)}" for change in found[heading]) for heading in Heading if found[heading]
    ]
    return "\n\n".join(blocks) or "No changes."


def heading_of(change: Change) -> Heading:
    """The heading that a change belongs under. What breaks callers stands first, whatever else it is."""
    if change.wire is Wire.BREAKING or change.sdk is Sdk.BREAKING:
        return Heading.BREAKING
    words = change.kind.split("-")
    if "deprecated" in words or "sunset" in words:
        return Heading.DEPRECATED
    if change.wire is Wire.DOCS and change.sdk is Sdk.NONE:
        return Heading.DOCUMENTATION
    if words[-1] == "added" or change.old is None:
        return Heading.ADDED
    if words[-1] == "removed" or change.new is None:
        return Heading.REMOVED
    return Heading.CHANGED


def entry_line(change: Change) -> str:
    """One change in Markdown: the group, what happened, and what it concerns."""
    group = f"**{shown(change.group)}**: " if change.group else ""
    concerns = ", ".join(_concerns(change))
    prose = " (from the prose)" if change.source is Source.PROSE else ""
    return f"{group}{shown(change.message)}{prose}{f' — {concerns}' if concerns else ''}"


def _concerns(change: Change) -> Iterator[str]:
    if change.symbol is not None:
        yield span(change.symbol)
    if change.operations:
        more = len(change.operations) - 1
        yield span(str(change.operations[0])) + (f" and {more} more" if more else "")
