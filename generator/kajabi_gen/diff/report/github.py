"""The report as workflow commands, which GitHub shows as annotations of the lines."""

from __future__ import annotations

from typing import Final

from kajabi_gen.diff.change import Change, Diff, Wire
from kajabi_gen.diff.report.arrange import operations_label, worst_first
from kajabi_gen.spec.finding import one_line

_COMMANDS: Final = {Wire.BREAKING: "error", Wire.DANGEROUS: "warning"}


def as_github(diff: Diff) -> str:
    """One command a change, worst first: GitHub keeps only the first few of each level."""
    return "\n".join(_annotation(change) for change in worst_first(diff.changes))


def _annotation(change: Change) -> str:
    command = _COMMANDS.get(change.wire, "notice")
    spot = change.new or change.old
    place = f"file={_property(spot.mark.file)},line={spot.mark.line},col={spot.mark.column}," if spot else ""
    subject = " ".join(part for part in (operations_label(change.operations), change.where) if part)
    message = f"{subject}: {change.message}" if subject else change.message
    return f"::{command} {place}title={_property(f'{change.wire}: {change.kind}')}::{_data(message)}"


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
