"""The process of the command line, which lives for a second: `kajabi-gen` and `python -m kajabi_gen`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

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
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    run()
