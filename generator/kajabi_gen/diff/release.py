"""`kajabi-gen changelog`: the entry of a comparison on top of the SDK's changelog, and the version it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kajabi_gen.diff import changelog_file
from kajabi_gen.diff.change import Bump, Diff
from kajabi_gen.diff.report.changelog import changelog_entry
from kajabi_gen.diff.versions import sdk_next_version
from kajabi_gen.emit.textfile import read_text, write_text
from kajabi_gen.emit.version import refuse_version
from kajabi_gen.spec.finding import InputError, error
from kajabi_gen.spec.node import Mark


@dataclass(frozen=True, slots=True)
class Release:
    """What comes of a comparison: the SDK's version before and after it. `written`: whether the changelog has an entry more."""

    before: str
    version: str
    bump: Bump
    written: bool


def release(diff: Diff, file: Path, current: str, version: str | None, day: date) -> Release:
    """Put the entry into the changelog file; none where nothing changed, or where the newest entry tells the same.

    `current`: the SDK's version where the changelog tells of none yet. `version`: the next one, None for what the changes ask for. Raises
    InputError, with nothing written, for a version that has an entry already, for one that no installer takes, and if the file cannot be
    read or written.
    """
    mark = Mark(file.as_posix(), 1, 1)
    text = read_text(file) or ""
    told = changelog_file.versions(text)
    before = told[0] if told else current
    bump = diff.semver.sdk
    chosen = version or sdk_next_version(before, bump)
    refuse_version(chosen, Mark("--version", 1, 1))
    if not diff.changes:
        return Release(before, chosen, bump, False)
    entry = changelog_entry(diff, chosen, day)
    if version is None and changelog_file.newest_entry(entry) == changelog_file.newest_entry(text):
        return Release(before, before, Bump.NONE, False)  # a job of CI that runs again
    if changelog_file.has_version(text, chosen):
        remedy = "give another --version, or take the old entry out"
        raise InputError([error("version-twice", f"version {chosen} has an entry already", remedy, mark)])
    write_text(file, changelog_file.with_entry(text, entry))
    return Release(before, chosen, bump, True)
