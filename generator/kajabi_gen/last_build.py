"""What the last build of a project came to, and of what: an entry of the cache belongs to a working folder and its settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kajabi_gen import cache
from kajabi_gen.config import Settings
from kajabi_gen.outcome import Outcome
from kajabi_gen.sources import Sources, identity
from kajabi_gen.spec.finding import finding_from


class Inputs(NamedTuple):
    """Digests of what a build is made of. `tool`: everything but the documents and settings."""

    tool: str
    all: str


class Last(NamedTuple):
    """What the last build came to, and of what."""

    inputs: Inputs
    outcome: Outcome


def place(folder: Path, settings: Settings) -> Path:
    """The file of the cache for builds with these settings in the working folder."""
    return folder / f"{cache.digest([os.getcwdb(), repr(settings).encode()])}.json"


def load(file: Path, wanted: Inputs) -> Last | None:
    """What the last build came to, if it was made by the same tool."""
    last = cache.load(file, _read)
    return last if last is not None and last.inputs.tool == wanted.tool else None


def save(file: Path, last: Last) -> None:
    """Keep what a build came to."""
    cache.save(file, last)


def _read(members: list[Any]) -> Last:
    inputs, outcome = members
    title, version, operations, resources, events, findings, files, parts = outcome
    found = tuple(map(finding_from, findings))
    return Last(Inputs(*inputs), Outcome(title, version, operations, resources, events, found, files, parts))


def inputs(settings: Settings, sources: Sources) -> Inputs:
    """Digests of what a build with these settings is made of."""
    overrides = _contents(Path(settings.templates), "**/*") if settings.templates else ()
    tool = cache.digest([*cache.tool(), *overrides])
    wanted = settings._replace(out="", allow_foreign_files=False)
    read = identity((sources.document, *sources.overlays))
    extras = [part for source in sources.overlays for part in _contents(Path(source.name).parent, "*/*.py")]
    return Inputs(tool, cache.digest([tool.encode(), repr(wanted).encode(), *read, *extras]))


def _contents(folder: Path, pattern: str) -> Iterator[bytes]:
    """What is called so in a folder, by its whole name; also that it cannot be read, of which a build would tell.

    What lies behind a link to a folder may be anything, so that no other build is the same.
    """
    yield from (os.fsencode(folder), b"a folder" if folder.is_dir() else b"none")
    for path in sorted(folder.glob(pattern)):
        yield os.fsencode(path)
        try:
            yield os.urandom(16) if path.is_symlink() and path.is_dir() else path.read_bytes()
        except OSError as problem:
            yield str(problem.errno).encode()
