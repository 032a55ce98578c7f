"""One text file beside the output of a build, such as a report: written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kajabi_gen.spec.finding import InputError, error
from kajabi_gen.spec.node import Mark


def read_text(path: Path) -> str | None:
    """The text of a file, its line ends as they are; None where there is no file. Raises InputError if it cannot be read."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise _refused(path, "not-text", "not UTF-8 text", "save it as UTF-8") from None
    except OSError as problem:
        raise _refused(path, "unreadable", f"cannot be read: {problem.strerror or problem}", "check the path") from None


def write_text(path: Path, text: str) -> None:
    """Put the text into the file in one step: whoever looks sees the old text or the new one. Links are followed, the mode is kept.

    What is no regular file, such as `/dev/stdout`, is written to as it is. Raises InputError, with the file as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(text.encode())
        else:
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~umask()
            put(target, text.encode(), mode)
    except OSError as problem:
        remedy = "check that the folder exists and can be written to"
        raise _refused(path, "cannot-write", f"cannot be written: {problem.strerror or problem}", remedy) from None


def put(target: Path, content: bytes, mode: int) -> None:
    """Put a file with these permissions in the place of another, in one step. Raises OSError, with all as it was."""
    import tempfile  # which is not needed where nothing changes

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def umask() -> int:
    """The permissions that new files and folders do not get."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _refused(path: Path, code: str, message: str, remedy: str) -> InputError:
    return InputError([error(code, message, remedy, Mark(path.as_posix(), 1, 1))])
