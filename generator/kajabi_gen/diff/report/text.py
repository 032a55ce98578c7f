"""The report for a terminal: what changed, what breaks and what comes next, to be read in a minute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from kajabi_gen.diff.change import Bump, Change, Diff, Sdk, Source, Wire
from kajabi_gen.diff.report.arrange import ARROW, Group, counted, findings_label, groups, operations_label, places, titles, without_sdk
from kajabi_gen.diff.report.values import short, short_pair
from kajabi_gen.spec.finding import one_line

_BOLD: Final = "1"
_DIM: Final = "2"
_COLOURS: Final = {Wire.BREAKING: "1;31", Wire.DANGEROUS: "33", Wire.COMPATIBLE: "32", Wire.DOCS: "36"}
_MARKS: Final = {Wire.BREAKING: "✗", Wire.DANGEROUS: "!", Wire.COMPATIBLE: "✓", Wire.DOCS: "i"}
_MARGIN: Final = 15  # the verdict has this much room before the text of an entry
_NARROWEST: Final = 60

_Piece: TypeAlias = tuple[str, str]
"""Text and its SGR parameters (ECMA-48 §8.3.117); no parameters for the terminal's own colour."""


def as_text(diff: Diff, colour: bool, width: int) -> str:
    """Header, then the changes by group, worst first. Lines keep to `width` where words allow; escapes only if `colour`."""
    pen = _Pen(colour, max(width, _NARROWEST))
    lines = list(_header(diff, pen))
    for group in groups(diff.changes):
        lines += ["", *_group(group, pen)]
    if not diff.changes:
        lines += ["", "No changes."]
    if diff.repaired:
        lines += ["", pen.paint(f"Repaired while reading: {findings_label(diff.repaired)}; `kajabi-gen lint` tells them.", _DIM)]
    return "\n".join(lines)


class _Pen:
    """Lays out pieces of text: wraps at words, and paints where colours are wanted."""

    def __init__(self, colour: bool, width: int) -> None:
        self._colour = colour
        self._width = width

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and style and text else text

    def wrap(self, pieces: list[_Piece], margin: str, whole: bool = False) -> list[str]:
        """The pieces, one space between any two, on as many lines as it takes; every line begins with the margin.

        `whole`: a piece is not broken where it fits on one line. No line begins with `::`, which would be a command to GitHub's runner.
        """
        room = self._width - len(margin)
        lines: list[list[_Piece]] = [[]]
        used = 0
        for text, style in pieces:
            for word in [text] if whole and len(text) <= room else text.split():
                if lines[-1] and used + 1 + len(word) > room and not word.startswith("::"):
                    lines.append([])
                    used = 0
                used += len(word) + bool(lines[-1])
                lines[-1].append((word, style))
        return [margin + self._line(line) for line in lines]

    def _line(self, words: list[_Piece]) -> str:
        runs: list[_Piece] = []
        for word, style in words:
            if runs and runs[-1][1] == style:
                runs[-1] = (f"{runs[-1][0]} {word}", style)
            else:
                runs.append((word, style))
        return " ".join(self.paint(text, style) for text, style in runs)


def _header(diff: Diff, pen: _Pen) -> Iterator[str]:
    yield pen.paint(titles(diff.old, diff.new), _BOLD)
    yield f"  old   {one_line(diff.old.file)}"
    yield f"  new   {one_line(diff.new.file)}"
    yield "  wire  " + " · ".join(
        pen.paint(f"{count} {wire}", _COLOURS[wire] if count else _DIM) for wire, count in diff.wire_counts.items()
    )
    yield "  sdk   " + (pen.paint(without_sdk(diff), _COLOURS[Wire.DANGEROUS]) or _sdk_counts(diff, pen))
    yield f"  next  API {_bump(diff.semver.api, pen)} · SDK {_bump(diff.semver.sdk, pen)}"


def _sdk_counts(diff: Diff, pen: _Pen) -> str:
    return " · ".join(
        pen.paint(f"{count} {sdk}", _COLOURS[Wire.BREAKING] if count and sdk is Sdk.BREAKING else "" if count else _DIM)
        for sdk, count in diff.sdk_counts.items()
    )


def _bump(bump: Bump, pen: _Pen) -> str:
    return pen.paint(str(bump), _COLOURS[Wire.BREAKING] if bump is Bump.MAJOR else _BOLD)


def _group(group: Group, pen: _Pen) -> Iterator[str]:
    yield f"{pen.paint(group.title, _BOLD)}  {pen.paint(counted(group.counts, ' · '), _DIM)}"
    for change in group.changes:
        yield from _entry(change, pen)


def _entry(change: Change, pen: _Pen) -> Iterator[str]:
    verdict = pen.paint(f"{_MARKS[change.wire]} {change.wire:<10}", _COLOURS[change.wire])
    margin = " " * _MARGIN
    first, *rest = pen.wrap(_statement(change), margin)
    yield f"  {verdict}{first[_MARGIN - 1 :]}"
    yield from rest
    yield from pen.wrap(_details(change), margin, whole=True)


def _statement(change: Change) -> list[_Piece]:
    """What it is about, and what happened to it."""
    subject = [(operations_label(change.operations), _BOLD), (one_line(change.where), _DIM)]
    prose = [("(prose)", _COLOURS[Wire.DOCS])] if change.source is Source.PROSE else []
    about = [(text, style) for text, style in subject if text]
    return [*about, *([("—", _DIM)] if about else []), (one_line(change.message), ""), *prose]


def _details(change: Change) -> list[_Piece]:
    """Values, places and the SDK symbol, as far as there are any, with dots between."""
    parts = [part for part in (_values(change), places(change), _symbol(change)) if part]
    return [(part if part is parts[-1] else f"{part} ·", _DIM) for part in parts]


def _values(change: Change) -> str:
    """Both values where they tell the difference; a lone one only where it is no structure, since the message says what it is."""
    if change.old and change.new:
        old, new = short_pair(change.old.value, change.new.value)
        is_cut = isinstance(change.old.value, dict) and "…" in old + new
        return "" if old == new or is_cut else f"{old} {ARROW} {new}"
    spot = change.old or change.new
    return short(spot.value) if spot and not isinstance(spot.value, dict | list | None) else ""


def _symbol(change: Change) -> str:
    if change.symbol is None or change.sdk is Sdk.NONE:
        return ""
    return f"sdk {change.sdk}: {one_line(change.symbol)}"
