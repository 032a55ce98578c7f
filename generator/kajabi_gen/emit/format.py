"""Black's style for every emitted Python file, and a look at the syntax on the way: what does not parse is never written."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from black.mode import Mode

LINE_LENGTH: Final = 88
_PLACE: Final = re.compile(r": (\d+):(\d+)$", re.MULTILINE)  # in black's message
_PARALLEL_FROM: Final = 60_000  # characters; below that, starting a second process costs more than it saves


class UnformattableError(RuntimeError):
    """An emitted file is no Python: a bug of a template or of the generator. Arguments: path, line and column, both from 1."""


def format_files(files: Mapping[str, str]) -> dict[str, str]:
    """The files with every Python file in black's style."""
    python = [path for path in files if path.endswith(".py")]
    texts = [files[path] for path in python]
    if sum(map(len, texts)) > _PARALLEL_FROM and (os.cpu_count() or 1) > 1:
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        with ProcessPoolExecutor(min(os.cpu_count() or 1, 8)) as pool:
            done = dict(zip(order, pool.map(_format, [python[i] for i in order], [texts[i] for i in order]), strict=True))
        results = [done[index] for index in range(len(texts))]
    else:
        results = [_format(path, text) for path, text in zip(python, texts, strict=True)]
    return {**files, **dict(zip(python, results, strict=True))}


def _format(path: str, text: str) -> str:
    import black
    from black.parsing import InvalidInput

    try:
        return black.format_str(text, mode=_mode())
    except InvalidInput as problem:
        place = _PLACE.search(str(problem))
        line, column = (int(place[1]), int(place[2]) + 1) if place else (1, 1)
        raise UnformattableError(path, line, column) from None


@cache
def _mode() -> Mode:
    from black.mode import Mode, TargetVersion

    return Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH)
