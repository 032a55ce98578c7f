"""Black's style for every emitted Python file, and a look at the syntax on the way: what does not parse is never written.

What our templates emit is laid out by `layout`; whatever else there is, by black itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from kajabi_gen.emit.format.layout import layout
from kajabi_gen.emit.format.leaf import LINE_LENGTH

if TYPE_CHECKING:
    from black.mode import Mode

_PLACE: Final = re.compile(r": (\d+):(\d+)$", re.MULTILINE)  # in black's message
_PARALLEL_FROM: Final = 60_000  # characters; below that, starting a second process costs more than it saves


class UnformattableError(RuntimeError):
    """An emitted file is no Python: a bug of a template or of the generator. Arguments: path, line and column, both from 1."""


def format_files(files: Mapping[str, str]) -> dict[str, str]:
    """The files with every Python file in black's style. Raises UnformattableError."""
    laid_out = {path: layout(text) for path, text in files.items() if path.endswith(".py")}
    declined = {path: files[path] for path, text in laid_out.items() if text is None}
    return {**files, **{path: text for path, text in laid_out.items() if text is not None}, **_by_black(declined)}


def _by_black(files: Mapping[str, str]) -> dict[str, str]:
    """Formatted by black: on all cores, where that pays."""
    if sum(map(len, files.values())) <= _PARALLEL_FROM or (os.cpu_count() or 1) == 1:
        return {path: format_text(text, path) for path, text in files.items()}
    from concurrent.futures import ProcessPoolExecutor

    paths = sorted(files, key=lambda path: -len(files[path]))
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 8)) as pool:
        return dict(zip(paths, pool.map(format_text, [files[path] for path in paths], paths), strict=True))


def format_text(text: str, path: str) -> str:
    """A Python text, formatted by black. `path` is for errors. Raises UnformattableError."""
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
