"""What earlier runs came to, kept as JSON in the user's cache folder, so that the next one does only what is new.

An entry is trusted only where its own digest is right, and used only where all that it was made of is the same: whoever keeps it says what
that is.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from kajabi_gen import assets
from kajabi_gen.emit.textfile import put

T = TypeVar("T")

_VARIABLE: Final = "KAJABI_GEN_CACHE"
_KEPT: Final = 20  # entries
_ENTRY: Final = re.compile(r"[0-9a-f]{64}\.json")


def default_folder() -> Path | None:
    """The folder that the environment names (`KAJABI_GEN_CACHE`; none for an empty text), or the user's."""
    named = os.environ.get(_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    import platformdirs

    try:
        return platformdirs.user_cache_path("kajabi-gen")
    except RuntimeError:  # a user without a home
        return None


def load(file: Path, read: Callable[[Any], T]) -> T | None:
    """What `read` makes of the plain value of an entry, if there is a sound one."""
    try:
        digest, content = file.read_bytes().split(b"\n", 1)
        return read(json.loads(content)) if digest.decode() == hashlib.sha256(content).hexdigest() else None
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def save(file: Path, value: object) -> None:
    """Keep what JSON can write, tuples as arrays, in a file that is called by a `digest`.

    A cache that cannot be written is none, and what nests too deep to be written down is not kept.
    """
    with suppress(OSError, RecursionError):
        content = json.dumps(value).encode()
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        put(file, hashlib.sha256(content).hexdigest().encode() + b"\n" + content, 0o600)
        entries = [path for path in file.parent.iterdir() if _ENTRY.fullmatch(path.name)]  # whatever else lies there is not ours
        for old in sorted(entries, key=lambda path: -path.stat().st_mtime)[_KEPT:]:
            old.unlink()


def tool() -> tuple[bytes, ...]:
    """What everything is made with, whatever the documents: Python, the libraries beside this tool, its code."""
    return (sys.version.encode(), *_libraries(), *_code())


def digest(parts: Iterable[bytes]) -> str:
    """SHA-256 over the parts, each with its length, so that no two lists of parts look the same."""
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(b"%d:" % len(part))
        hashed.update(part)
    return hashed.hexdigest()


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


def _libraries() -> Iterator[bytes]:
    """Name and version of every distribution that can be imported, as the folders of their metadata are called."""
    for folder in sys.path:
        with suppress(OSError):
            yield from sorted(os.fsencode(name) for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))
