"""Do one of the main paths and print what it cost: `python costs.py PATH instructions|memory`. See `test_costs`.

Instructions are those of Python's own machine, memory is the most that was allocated at once, in bytes. Neither knows of seconds: both are
the same, to a thousandth, however busy the machine is.
"""

from __future__ import annotations

import atexit
import compileall
import os
import shutil
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
OLD, NEW = (str(ROOT / "spec" / f"kajabi-{revision}.yaml") for revision in ("1.0.1", "1.1.0"))


def build() -> Callable[[], object]:
    """A build of the embedded document, up to what it would write."""
    from kajabi_gen import pipeline  # noqa: F401  # what is loaded once is not counted
    from kajabi_gen.building import build_sdk
    from kajabi_gen.config import Settings

    return lambda: build_sdk(Settings(spec=NEW, out="nowhere"), check_only=True)


def again() -> Callable[[], object]:
    """The same build once more, with a cache."""
    from kajabi_gen.building import build_sdk
    from kajabi_gen.config import Settings

    def build() -> object:
        return build_sdk(Settings(spec=NEW, out=str(folder / "sdk")), known=lambda: folder / "cache")

    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    build()
    return build


def diff() -> Callable[[], object]:
    """A comparison of two revisions, up to the report for a terminal."""
    from kajabi_gen.config import Settings
    from kajabi_gen.diff import compare  # noqa: F401
    from kajabi_gen.diff.report.text import as_text
    from kajabi_gen.diff.run import compared

    return lambda: as_text(compared(Settings(), OLD, NEW, lambda _: None).diff, False, 120)


def start() -> Callable[[], object]:
    """The import of the SDK, and a client."""

    def first_client() -> object:
        from kajabi import Kajabi

        return Kajabi("id", "secret")

    return first_client


def walk() -> Callable[[], object]:
    """300 contacts over loopback: every attribute and relationship of all of them read."""
    from kajabi import Contact, Kajabi

    from conformance import TOKEN, serve

    server = serve({"contacts": 300})
    server.start()
    client = Kajabi(base_url=server.url, access_token=TOKEN)
    names = [name for name in Contact.__annotations__ if not name.startswith("_")]

    def read() -> int:
        listed = client.contacts.list(page_size=100)
        return sum(len([getattr(contact, name) for name in names]) for contact in listed)

    read()
    return read


def instructions(path: Callable[[], object]) -> int:
    """How many instructions of Python's machine the path takes."""
    count = 0

    def trace(frame: FrameType, _event: str, _argument: Any) -> Any:
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        return step

    def step(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "opcode"
        return step

    sys.settrace(trace)
    try:
        path()
    finally:
        sys.settrace(None)
    return count


def memory(path: Callable[[], object]) -> int:
    """How many bytes are allocated at the highest point."""
    tracemalloc.start()
    path()
    return tracemalloc.get_traced_memory()[1]


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "generated")]
    for sources in ("generator", "generated"):
        compileall.compile_dir(ROOT / sources, quiet=2)  # to compile is not counted either
    os.cpu_count = lambda: 1  # what happens in another process is counted too, in this one
    print(globals()[sys.argv[2]](globals()[sys.argv[1]]()))
