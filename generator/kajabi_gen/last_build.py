"""What the last build of a project came to, and of what: an entry of the cache belongs to a working folder and its settings."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kajabi_gen import cache
from kajabi_gen.config import Settings
from kajabi_gen.outcome import Outcome, as_plain, from_plain
from kajabi_gen.sources import Sources


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
    last = cache.load(file, _from_json)
    return last if last is not None and last.inputs.tool == wanted.tool else None


def _from_json(text: str) -> Last:
    inputs, outcome = json.loads(text)
    return Last(Inputs(*inputs), from_plain(outcome))


def save(file: Path, made_of: Inputs, outcome: Outcome) -> None:
    """Keep what a build came to for the next one."""
    cache.save(file, json.dumps([made_of, as_plain(outcome)]))


def inputs(settings: Settings, sources: Sources) -> Inputs:
    """Digests of what a build with these settings is made of."""
    overrides = _contents(Path(settings.templates), "**/*") if settings.templates else ()
    tool = cache.digest([*cache.tool(), *overrides])
    wanted = settings._replace(out="", allow_foreign_files=False)
    read = [part for source in (sources.document, *sources.overlays) for part in (os.fsencode(source.name), source.content)]
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
