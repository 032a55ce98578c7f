"""What the last build of a project came to, and of what: an entry of the cache belongs to a working folder and its settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kajabi_gen import cache
from kajabi_gen.config import Settings
from kajabi_gen.outcome import Outcome, as_json, from_json
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
    tool, _, rest = (cache.load(file) or "").partition("\n")
    if tool != wanted.tool:
        return None
    all_, _, text = rest.partition("\n")
    return Last(Inputs(tool, all_), from_json(text))


def save(file: Path, made_of: Inputs, outcome: Outcome) -> None:
    """Keep what a build came to for the next one."""
    cache.save(file, "\n".join((*made_of, as_json(outcome))))


def inputs(settings: Settings, sources: Sources) -> Inputs:
    """Digests of what a build with these settings is made of."""
    overrides = _contents(Path(settings.templates), "*") if settings.templates else ()
    tool = cache.digest([*cache.tool(), *overrides])
    read = [part for source in (sources.document, *sources.overlays) for part in (source.name.encode(), source.content)]
    extras = [part for source in sources.overlays for part in _contents(Path(source.name).parent, "*/*.py")]
    wanted = replace(settings, out="", allow_foreign_files=False)
    return Inputs(tool, cache.digest([tool.encode(), repr(wanted).encode(), *read, *extras]))


def _contents(folder: Path, pattern: str) -> Iterator[bytes]:
    for path in sorted(folder.glob(pattern)):
        with suppress(OSError):  # a folder, or what a build could not read either
            content = path.read_bytes()
            yield from (path.relative_to(folder).as_posix().encode(errors="surrogateescape"), content)
