"""The process of the command line, which lives for a second: `kajabi-gen` and `python -m kajabi_gen`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO

from kajabi_gen.lazily import import_when_used


def run() -> NoReturn:
    """The entry point. Such a process does not look for circles of garbage, of which there are hardly any, and ends without taking the
    documents apart again, node by node.
    """
    gc.disable()
    import_when_used("inspect")  # large, and click needs it for the text of help only
    from kajabi_gen.cli import main

    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    except OSError as problem:  # errors of files are told where they arise
        code = _not_printed(problem)
    try:
        _flush(sys.stdout)
    except OSError as problem:
        code = _not_printed(problem)
    with suppress(OSError):
        _flush(sys.stderr)
    os._exit(code if isinstance(code, int) else int(code is not None))


def _flush(stream: TextIO | None) -> None:
    """Write out what is waiting; a stream that was closed before the start is None."""
    if stream is not None and not stream.closed:
        stream.flush()


def _not_printed(problem: OSError) -> int:
    """The exit code where standard output cannot be written; whoever closed a pipe has read enough."""
    if isinstance(problem, BrokenPipeError):
        return 1
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"<stdout>:1:1: error: cannot be written: {problem.strerror or problem} [cannot-write]; check where it goes\n")
    return 2


if __name__ == "__main__":
    run()
