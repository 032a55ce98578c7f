"""The bytes of a document, before anything is made of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from kajabi_gen.spec.finding import InputError, error
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.node import Mark

STDIN: Final = "-"
_CHUNK: Final = 1 << 20


class Source(NamedTuple):
    """What a file holds; `name` stands for it in positions."""

    name: str
    content: bytes


def read(path: str, limits: Limits = Limits()) -> Source:
    """Read the file at `path`, or standard input for `-`. Raises InputError: no such file, a folder, unreadable, too large."""
    name = "<stdin>" if path == STDIN else Path(path).as_posix()
    content = _content(path, name, limits)
    if len(content) > limits.bytes:
        raise too_large(name, limits)
    return Source(name, content)


def too_large(name: str, limits: Limits) -> InputError:
    """What is raised for a document of more bytes than the limits allow."""
    remedy = "raise `limits.bytes` in the configuration if it is meant"
    return InputError([error("too-large", f"over {limits.bytes} bytes", remedy, Mark(name, 1, 1))])


def _content(path: str, name: str, limits: Limits) -> bytes:
    top = Mark(name, 1, 1)
    try:
        if path == STDIN:
            if not hasattr(sys.stdin, "buffer"):  # None, where it is closed
                raise ValueError("standard input is closed")
            return _read(sys.stdin.buffer, limits.bytes)
        with open(path, "rb") as file:
            return _read(file, limits.bytes)
    except IsADirectoryError:
        raise InputError([error("not-a-file", "this is a folder", "name the OpenAPI document itself", top)]) from None
    except FileNotFoundError:
        raise InputError([error("no-such-file", "there is no such file", "check the path", top)]) from None
    except (OSError, ValueError) as problem:
        reason = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
        raise InputError([error("unreadable", f"cannot be read: {reason}", "check the path and the permissions", top)]) from None


def _read(file: BinaryIO, most: int) -> bytes:
    """All of a file, or a little over `most` bytes of it; memory is taken as there is something to hold."""
    content = bytearray()
    while len(content) <= most and (chunk := file.read(_CHUNK)):
        content += chunk
    return bytes(content)
