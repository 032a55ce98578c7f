"""The changelog of an SDK as a file: which versions it tells of, and where a new entry goes (Keep a Changelog 1.1.0). Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

HEAD: Final = "# Changelog\n\nWhat changed for callers of this package, the newest version first.\n"
_HEADING: Final = re.compile(r" {0,3}##[ \t]+(?P<title>.*)")
_FENCE: Final = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_VERSION: Final = re.compile(r"\[?(?P<version>[^\s\]]+)")
_UNRELEASED: Final = "unreleased"


class _Section(NamedTuple):
    line: int
    version: str


def versions(text: str) -> tuple[str, ...]:
    """The versions that have an entry, in the order of the file: the newest first."""
    return tuple(section.version for section in _sections(text.splitlines()) if section.version.lower() != _UNRELEASED)


def newest_entry(text: str) -> str:
    """What stands below the heading of the newest version, without blank lines around it."""
    lines = text.splitlines()
    first, *more = [section.line for section in _sections(lines) if section.version.lower() != _UNRELEASED] or [len(lines)]
    return "\n".join(_trimmed(lines[first + 1 : more[0] if more else None]))


def has_version(text: str, version: str) -> bool:
    """Whether the version has an entry; a `v` in front makes no difference."""
    return version.lstrip("vV") in {found.lstrip("vV") for found in versions(text)}


def with_entry(text: str, entry: str) -> str:
    """The changelog with an entry above all others, below the heading, the introduction and what is unreleased.

    An empty text gets a heading. Line ends stay as the file has them.
    """
    if not text.strip("\ufeff \t\r\n"):
        return f"{HEAD}\n{entry.rstrip()}\n"
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    before, after = _split(lines)
    blocks = (_trimmed(before), entry.rstrip().splitlines(), _trimmed(after))
    return f"{end}{end}".join(end.join(block) for block in blocks if block) + end


def _split(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    released = [section.line for section in _sections(lines) if section.version.lower() != _UNRELEASED]
    at = released[0] if released else len(lines)
    return lines[:at], lines[at:]


def _sections(lines: Sequence[str]) -> Iterator[_Section]:
    """The headings of the second level, those in code left aside."""
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark:
            if not fence:
                fence = mark["fence"]
            elif mark["fence"].startswith(fence):
                fence = ""
        heading = None if fence else _HEADING.match(line)
        version = _VERSION.match(heading["title"].replace("\\", "")) if heading else None
        if version:
            yield _Section(number, version["version"])


def _trimmed(lines: Sequence[str]) -> list[str]:
    """Without blank lines at both ends."""
    kept = list(lines)
    while kept and not kept[0].strip():
        del kept[0]
    while kept and not kept[-1].strip():
        del kept[-1]
    return kept
