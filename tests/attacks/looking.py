"""Where secrets could show: everything that can be reached from an object, and everything that an error carries."""

from __future__ import annotations

import gc
import logging
import pickle
import threading
import traceback
import types
from collections.abc import Iterator
from typing import Any

from kajabi._secret import Secret

TESTS = __file__.rpartition("/attacks/")[0]
_OPAQUE = (type, types.ModuleType, types.CodeType, types.FrameType, logging.Logger, threading.Thread)


def reachable(*roots: object) -> Iterator[object]:
    """All objects that hang on `roots`, by attributes, slots, containers and closures; not what is inside a `Secret`."""
    queue, seen = list(roots), set[int]()
    keep: list[object] = []
    while queue:
        value = queue.pop()
        if id(value) in seen or isinstance(value, _OPAQUE):
            continue
        seen.add(id(value))
        keep.append(value)
        yield value
        if isinstance(value, Secret):
            continue
        if isinstance(value, types.FunctionType):
            queue += [value.__closure__, value.__defaults__, value.__kwdefaults__, value.__dict__]
        else:
            queue += gc.get_referents(value)


def texts(*roots: object) -> str:
    """All text and bytes that can be reached, and how each object shows itself."""
    found: list[str] = []
    for value in reachable(*roots):
        match value:
            case str():
                found.append(value)
            case bytes() | bytearray() | memoryview():
                found.append(bytes(value).decode("latin-1"))
            case _ if type(value).__module__.split(".")[0] in ("kajabi", "httpx2", "httpcore2"):
                found += [repr(value), str(value)]
    return "\n".join(found)


def shown(error: BaseException) -> str:
    """An error with its causes and contexts, pickled too, and the locals of all frames but those of the tests."""
    pieces: list[str] = []
    chain: list[BaseException | None] = [error]
    while chain:
        each = chain.pop()
        if each is None:
            continue
        pieces += [repr(each), str(each), texts(each.args, vars(each))]
        pieces += ["".join(traceback.format_exception_only(each)), *locals_of(each)]
        chain += [each.__cause__, each.__context__, *getattr(each, "exceptions", ())]
    return "\n".join([*pieces, repr(_pickled(error))])


def locals_of(error: BaseException) -> list[str]:
    """As error trackers record them: one repr for each local."""
    stack = traceback.TracebackException.from_exception(error, capture_locals=True).stack
    return [repr(frame.locals) for frame in stack if not frame.filename.startswith(TESTS)]


def _pickled(error: BaseException) -> Any:
    twin = pickle.loads(data := pickle.dumps(error))
    assert (type(twin), str(twin), vars(twin).keys()) == (type(error), str(error), vars(error).keys())
    return data
