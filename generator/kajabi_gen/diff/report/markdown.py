"""The report for a pull request: a summary, a table worst first, and the changelog entry. It keeps to the size of a comment on GitHub."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kajabi_gen.diff.change import Change, Diff, Sdk, Source, Spot, Wire
from kajabi_gen.diff.report.arrange import ARROW, counted, findings_label, plural, titles, without_sdk, worst_first
from kajabi_gen.diff.report.changelog import changelog_body
from kajabi_gen.diff.report.inline import cell_span, shown, span

_OPEN_ROWS: Final = 20
_TABLE_ROOM: Final = 40_000  # characters; a comment on GitHub may have 65 536
_ENTRY_ROOM: Final = 20_000
_MARKS: Final = {Wire.BREAKING: "🔴", Wire.DANGEROUS: "🟠", Wire.COMPATIBLE: "🟢", Wire.DOCS: "⚪"}
_HEAD: Final = ("| Wire | SDK | Operation | Where | Change | Lines |", "| --- | --- | --- | --- | --- | --- |")


def as_markdown(diff: Diff) -> str:
    """Summary, table and changelog entry; long parts are folded, and cut where a comment would be too long."""
    blocks = [f"## {shown(titles(diff.old, diff.new))}", _summary(diff)]
    if not diff.changes:
        return "\n\n".join([*blocks, "No changes."])
    blocks += _table(diff)
    blocks.append(_folded("Changelog entry", _fitted(changelog_body(diff).split("\n"), _ENTRY_ROOM)))
    return "\n\n".join(blocks)


def _summary(diff: Diff) -> str:
    lines = [
        f"- **Wire**: {counted(diff.wire_counts)}",
        f"- **SDK**: {shown(without_sdk(diff)) or counted(diff.sdk_counts)}",
        f"- **Versions**: API {diff.semver.api}, SDK {diff.semver.sdk}",
        f"- **Compared**: {span(diff.old.file)} {ARROW} {span(diff.new.file)}",
    ]
    if diff.repaired:
        lines.append(f"- **Repaired while reading**: {findings_label(diff.repaired)}")
    return "\n".join(lines)


def _table(diff: Diff) -> list[str]:
    """The table; rows after the first ones are folded."""
    rows = [_row(change, diff) for change in worst_first(diff.changes)]
    kept = _fitting(rows, _TABLE_ROOM)
    blocks = ["\n".join([*_HEAD, *rows[: min(kept, _OPEN_ROWS)]])]
    if kept > _OPEN_ROWS:
        blocks.append(_folded(f"{plural(kept - _OPEN_ROWS, 'more change')}", "\n".join([*_HEAD, *rows[_OPEN_ROWS:kept]])))
    if kept < len(rows):
        blocks.append(f"{plural(len(rows) - kept, 'change')} did not fit here.")
    return blocks


def _row(change: Change, diff: Diff) -> str:
    first = cell_span(str(change.operations[0])) if change.operations else ""
    more = f" +{len(change.operations) - 1}" if len(change.operations) > 1 else ""
    symbol = f" {cell_span(change.symbol)}" if change.symbol is not None and change.sdk is not Sdk.NONE else ""
    prose = " *(prose)*" if change.source is Source.PROSE else ""
    cells = (
        f"{_MARKS[change.wire]} {change.wire}",
        f"{change.sdk}{symbol}",
        f"{first}{more}",
        cell_span(change.where),
        f"{shown(change.message)}{prose}",
        f"{_line(change.old, diff.old.file)} {ARROW} {_line(change.new, diff.new.file)}",
    )
    return f"| {' | '.join(cells)} |"


def _line(spot: Spot | None, file: str) -> str:
    """The line; with the file where it is not the one compared, but an overlay."""
    if spot is None:
        return "∅"
    return str(spot.mark.line) if spot.mark.file == file else cell_span(f"{spot.mark.file}:{spot.mark.line}")


def _folded(title: str, body: str) -> str:
    """A block that opens on a click; Markdown inside of it needs the blank lines."""
    return f"<details>\n<summary>{title}</summary>\n\n{body}\n\n</details>"


def _fitting(lines: Sequence[str], room: int) -> int:
    """How many of the lines fit."""
    used = 0
    for index, line in enumerate(lines):
        used += len(line) + 1
        if used > room:
            return index
    return len(lines)


def _fitted(lines: Sequence[str], room: int) -> str:
    kept = _fitting(lines, room)
    cut = ["", f"{plural(len(lines) - kept, 'line')} did not fit here."] if kept < len(lines) else []
    return "\n".join([*lines[:kept], *cut])
