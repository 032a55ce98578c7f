"""What the last build of a project came to, kept in the user's cache folder, so that the next one does only what is new.

An entry belongs to a working folder and its settings, and holds what it was made of as one digest: of the documents, the templates, the
code of this tool, the libraries beside it and Python. It is trusted only where all of that is the same, and where its own digest is right.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from kajabi_gen import assets, outcome
from kajabi_gen.config import Settings
from kajabi_gen.outcome import Outcome
from kajabi_gen.sources import Sources

_VARIABLE: Final = "KAJABI_GEN_CACHE"
_KEPT: Final = 20  # entries


class Inputs(NamedTuple):
    """Digests of what a build is made of. `tool`: everything but the documents and settings."""

    tool: str
    all: str


class Entry(NamedTuple):
    """What a build came to, and of what."""

    inputs: Inputs
    outcome: Outcome


def default_folder() -> Path | None:
    """The folder that the environment names (`KAJABI_GEN_CACHE`; none for an empty text), or the user's."""
    named = os.environ.get(_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    import platformdirs

    return platformdirs.user_cache_path("kajabi-gen")


def place(folder: Path, settings: Settings) -> Path:
    """The file of the entry for these settings in the working folder."""
    return folder / f"{_digest([os.getcwdb(), repr(settings).encode()])}.json"


def inputs(settings: Settings, sources: Sources) -> Inputs:
    """Digests of what a build with these settings is made of."""
    overrides = _contents(Path(settings.templates), "*") if settings.templates else ()
    tool = _digest([sys.version.encode(), *_libraries(), *_code(), *overrides])
    read = [part for source in (sources.document, *sources.overlays) for part in (source.name.encode(), source.content)]
    extras = [part for source in sources.overlays for part in _contents(Path(source.name).parent, "*/*.py")]
    wanted = replace(settings, out="", allow_foreign_files=False)
    return Inputs(tool, _digest([tool.encode(), repr(wanted).encode(), *read, *extras]))


def load(file: Path) -> Entry | None:
    """The entry, if there is a sound one."""
    try:
        digest, content = file.read_bytes().split(b"\n", 1)
        if digest.decode() != hashlib.sha256(content).hexdigest():
            return None
        tool, all_, text = content.decode().split("\n", 2)
        return Entry(Inputs(tool, all_), outcome.from_json(text))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(file: Path, entry: Entry) -> None:
    """Keep the entry for the next build. A cache that cannot be written is none."""
    import tempfile

    content = "\n".join((*entry.inputs, outcome.as_json(entry.outcome))).encode()
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as new:
            new.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        os.replace(name, file)
        for old in sorted(file.parent.iterdir(), key=lambda path: -path.stat().st_mtime)[_KEPT:]:
            old.unlink()


def _code() -> Iterator[bytes]:
    """The code of this tool, its templates and the runtime: name, size and time of each file, which is enough for files that are installed,
    checked out or edited. To read them all would take as long as the rest of an unchanged build.
    """
    for root in (Path(__file__).parent, assets.templates()):
        yield os.fsencode(root)
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                found = os.stat(os.path.join(folder, name))
                yield b"%s %d %d" % (os.fsencode(name), found.st_size, found.st_mtime_ns)


def _contents(folder: Path, pattern: str) -> Iterator[bytes]:
    for path in sorted(folder.glob(pattern)):
        with suppress(OSError):  # a folder, or what a build could not read either
            content = path.read_bytes()
            yield from (path.relative_to(folder).as_posix().encode(errors="surrogateescape"), content)


def _libraries() -> Iterator[bytes]:
    """Name and version of every distribution that can be imported, as the folders of their metadata are called."""
    for folder in sys.path:
        with suppress(OSError):
            yield from sorted(os.fsencode(name) for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))


def _digest(parts: Iterable[bytes]) -> str:
    """SHA-256 over the parts, each with its length, so that no two lists of parts look the same."""
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(b"%d:" % len(part))
        hashed.update(part)
    return hashed.hexdigest()
