"""Put the files of a build into the output folder: all of them in one step, or none.

The new tree is made beside the folder and then changes places with it. Whoever looks, or kills the process, sees the old tree or the new
one. The manifest lists what the tool owns: only that is ever removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from itertools import accumulate
from pathlib import Path, PurePath, PurePosixPath
from typing import Final, NamedTuple, cast

from kajabi_gen.emit.textfile import umask
from kajabi_gen.spec.finding import InputError, error, one_line
from kajabi_gen.spec.node import Mark

MANIFEST: Final = ".kajabi-gen.json"
_STAGE: Final = ".kajabi-gen-new-"
_OLD: Final = ".kajabi-gen-old"
_IGNORED: Final = (
    ".git",
    ".venv",
    "venv",
    "__pycache__",
    "*.egg-info",
    ".*_cache",
    ".DS_Store",
    "build",
    "dist",
    "CHANGELOG.md",
)
_AT_FDCWD: Final = -100
_EXCHANGE: Final = 2


class Changes(NamedTuple):
    """What a build does to the output folder; paths are relative to it and sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether anything changes."""
        return bool(self.written or self.removed)


def with_manifest(files: Mapping[str, str], generator: str) -> dict[str, str]:
    """The files and the manifest that lists them with their SHA-256."""
    for path in files:
        _refuse_escape(path)
    hashes = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in sorted(files.items())}
    manifest = json.dumps({"generator": f"kajabi-gen {generator}", "files": hashes}, indent=2, ensure_ascii=False)
    return {**files, MANIFEST: manifest + "\n"}


def _refuse_escape(path: str) -> None:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\x00" in path:
        raise ValueError(f"not a path inside the output folder: {path!r}")


def _owned(out: Path) -> tuple[str, ...]:
    try:
        listed: object = json.loads(_read(out, MANIFEST) or "{}")["files"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()
    paths = cast("dict[str, object]", listed) if isinstance(listed, dict) else {}
    return tuple(path for path in paths if _is_inside(path))


def _is_inside(path: str) -> bool:
    try:
        _refuse_escape(path)
    except ValueError:
        return False
    return True


def _read(out: Path, path: str) -> str | None:
    """The text of a file in `out`; None for what is none. Links are not followed: they may lead to secrets, and a diff is printed."""
    steps = accumulate(path.split("/"), os.path.join, initial=os.fspath(out))
    next(steps)  # `out` itself may be a link
    if any(map(os.path.islink, steps)) or not os.path.isfile(file := os.path.join(out, path)):
        return None
    try:
        with open(file, "rb") as stream:
            return stream.read().decode()
    except (OSError, UnicodeDecodeError):
        return None


def plan(out: Path, files: Mapping[str, str]) -> Changes:
    """What writing the files to `out` would change."""
    written = [path for path, text in files.items() if _read(out, path) != text]
    removed = [path for path in _owned(out) if path not in files and (out / path).is_file()]
    return Changes(tuple(sorted(written)), tuple(sorted(files.keys() - set(written))), tuple(sorted(removed)))


def stale_diff(out: Path, files: Mapping[str, str], changes: Changes) -> Iterator[str]:
    """A unified diff from what is in `out` to what should be there, line by line."""
    import difflib

    for path in sorted((*changes.written, *changes.removed)):
        old, new = _read(out, path), files.get(path)
        old_name = f"a/{path}" if old is not None else "/dev/null"
        new_name = f"b/{path}" if new is not None else "/dev/null"
        if old is not None and old.replace("\r\n", "\n") == new:
            yield one_line(f"{path} differs in line ends only: git must not change them (`* text=auto eol=lf` in .gitattributes)")
            continue
        diff = list(difflib.unified_diff(_lines(old), _lines(new), old_name, new_name))
        yield from (one_line(line.rstrip("\n")) for line in diff or (f"--- {old_name}", f"+++ {new_name}"))  # an empty file has no lines


def _lines(text: str | None) -> list[str]:
    return (text or "").splitlines(keepends=True)


def _refuse_foreign(out: Path, files: Mapping[str, str], allowed: bool, mark: Mark) -> None:
    """Raise InputError if `out` holds files that no build has put there, unless that is allowed; or links where our folders belong."""
    foreign = [] if allowed else list(_foreign(out))
    if foreign:
        shown = ", ".join(foreign[:3]) + (f" and {len(foreign) - 3} more" if len(foreign) > 3 else "")
        message = f"the folder holds files that are not ours: {shown}"
        remedy = "choose another --out, or say --allow-foreign-files to keep them beside the SDK"
        raise InputError([error("foreign-files", message, remedy, mark)])
    ours = {folder for path in (*files, *_owned(out)) for folder in PurePosixPath(path).parents if folder.name}
    links = sorted(str(folder) for folder in ours if (out / folder).is_symlink())
    if links:
        message = f"symbolic links stand where folders of the SDK belong: {', '.join(links)}"
        raise InputError([error("linked-folder", message, "remove them, or choose another --out", mark)])


def _refuse_place(out: Path, mark: Mark) -> None:
    """Raise InputError if no folder can be put at `out`, or not without taking it away under somebody's feet."""
    if out.exists() and not out.is_dir():
        raise InputError([error("out-not-a-folder", "this is a file", "give a folder for --out", mark)])
    if Path.cwd().is_relative_to(out):
        remedy = "run it from outside of the folder, which is replaced as a whole"
        raise InputError([error("out-is-here", "the working folder is the output folder, or inside it", remedy, mark)])


def _foreign(out: Path) -> Iterator[str]:
    """Files in `out` that the manifest does not list, caches and the like left aside."""
    owned = {MANIFEST, *_owned(out)}
    for folder, folders, names in os.walk(out):
        folders[:] = sorted(item for item in folders if not _is_ignored(item))
        links = [item for item in folders if os.path.islink(os.path.join(folder, item))]
        for item in sorted((*names, *links)):
            relative = Path(folder, item).relative_to(out).as_posix()
            if relative not in owned and not _is_ignored(item):
                yield relative


def _is_ignored(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in _IGNORED)


def write(out: Path, files: Mapping[str, str], allow_foreign: bool = False) -> Changes:
    """Bring `out` to hold exactly these files of ours, in one step; foreign ones stay, where they are allowed.

    Raises InputError, with nothing written, for foreign files that are not, and if the disk or the permissions do not allow it.
    """
    mark = Mark(str(out), 1, 1)
    out = Path(os.path.realpath(out))
    if os.path.ismount(out):
        raise InputError([error("out-is-a-mount", "this cannot be replaced as a whole", "give a folder inside of it for --out", mark)])
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _locked(out.parent):
            _clean_up(out)
            _refuse_foreign(out, files, allow_foreign, mark)
            changes = plan(out, files)
            if changes.any:
                _refuse_place(out, mark)
                _swap_in(out, _stage(out, files, changes))
            return changes
    except OSError as problem:
        reason = problem.strerror or str(problem)
        finding = error("cannot-write", f"cannot be written: {reason}", "the old output is untouched; check the path", mark)
        raise InputError([finding]) from None


@contextmanager
def _locked(folder: Path) -> Generator[None]:
    """Hold the lock of a folder, so that two builds do not swap at once. Waits for the other."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _clean_up(out: Path) -> None:
    """Take away what a killed build has left beside `out`; put the old tree back if it was moved and nothing took its place."""
    old = out.with_name(f".{out.name}{_OLD}")
    if old.exists() and not out.exists():
        old.rename(out)
    for leftover in (old, *out.parent.glob(f".{glob_escape(out.name)}{_STAGE}*")):
        _remove(leftover)


def _remove(tree: Path) -> None:
    """Take away a folder with all that is in it, also where nobody may write; of a link, the link only."""
    with suppress(OSError):
        if tree.is_symlink():
            tree.unlink()
            return
        tree.chmod(0o700)
        for folder, folders, _ in os.walk(tree):
            for path in (Path(folder, item) for item in folders):
                if not path.is_symlink():
                    path.chmod(0o700)
    import shutil  # which is not needed where nothing changes

    shutil.rmtree(tree, ignore_errors=True)


def glob_escape(text: str) -> str:
    """The text for a glob pattern, meaning itself."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in text)


def _stage(out: Path, files: Mapping[str, str], changes: Changes) -> Path:
    """The whole new tree in a folder beside `out`: our files, and everything else that lies in `out` now."""
    import tempfile

    stage = Path(tempfile.mkdtemp(prefix=f".{out.name}{_STAGE}", dir=out.parent))
    try:
        if out.is_dir():
            gone = {*changes.written, *changes.removed}
            _link_tree(out, stage, gone)
            _drop_emptied(stage, changes.removed)
        else:
            stage.chmod(0o777 & ~umask())
        for path in changes.written:
            target = stage / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(files[path].encode())
        _copy_modes(out, stage)
    except BaseException:
        _remove(stage)
        raise
    return stage


def _link_tree(source: Path, target: Path, without: set[str]) -> None:
    for folder, folders, names in os.walk(source, onerror=_raise):
        here = PurePath(folder).relative_to(source)
        place = target / here
        prefix = "" if here == PurePath() else f"{here.as_posix()}/"
        wanted = [item for item in names if prefix + item not in without]
        place.mkdir(exist_ok=True)
        for item in list(folders):
            if os.path.islink(os.path.join(folder, item)):
                folders.remove(item)
                wanted.append(item)
        for item in wanted:
            _link(os.path.join(folder, item), os.path.join(place, item))


def _raise(problem: OSError) -> None:
    """A folder that cannot be read would be lost: better nothing is written."""
    raise problem


def _drop_emptied(stage: Path, removed: Iterable[str]) -> None:
    """Take away the folders that held nothing but files that are removed."""
    folders = {folder for path in removed for folder in PurePosixPath(path).parents if folder.name}
    for folder in sorted(folders, key=lambda item: -len(item.parts)):
        with suppress(OSError):
            (stage / folder).rmdir()


def _copy_modes(source: Path, target: Path) -> None:
    """Give the folders the permissions that they have in `source`, the deepest first."""
    for folder, _, _ in os.walk(target, topdown=False):
        old = source / Path(folder).relative_to(target)
        if old.is_dir():
            os.chmod(folder, stat.S_IMODE(old.stat().st_mode))


def _link(source: str, target: str) -> None:
    if os.path.islink(source):
        os.symlink(os.readlink(source), target)
        return
    try:
        os.link(source, target)
    except OSError:
        import shutil

        shutil.copy2(source, target)


def _swap_in(out: Path, stage: Path) -> None:
    """Put `stage` in the place of `out`: exchanged in one step where the system can, renamed one after the other elsewhere."""
    old = out.with_name(f".{out.name}{_OLD}")
    try:
        if out.exists() and not _exchange(stage, out):
            out.rename(old)
        if not out.exists():
            stage.rename(out)
    finally:
        if old.exists() and not out.exists():
            old.rename(out)
        for leftover in (stage, old):
            _remove(leftover)


def _exchange(one: Path, other: Path) -> bool:
    """renameat2(2) with RENAME_EXCHANGE, as one atomic step; False where the system does not have it."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        import ctypes

        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)
