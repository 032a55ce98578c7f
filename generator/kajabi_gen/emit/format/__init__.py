"""Black's style for every emitted Python file, and a look at the syntax on the way: what does not parse is never written.

What our templates emit is laid out by `layout`; whatever else there is, by black itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kajabi_gen.emit.format.layout import layout
from kajabi_gen.emit.format.leaf import LINE_LENGTH

if TYPE_CHECKING:
    from black.mode import Mode

_PLACE: Final = re.compile(r": (\d+):(\d+)$", re.MULTILINE)  # in black's message


class UnformattableError(RuntimeError):
    """An emitted file is no Python: a bug of a template or of the generator. Arguments: path, line and column, both from 1."""


def format_text(text: str, path: str) -> str:
    """A Python text in black's style. `path` is for errors. Raises UnformattableError."""
    laid_out = layout(text)
    return by_black(text, path) if laid_out is None else laid_out


def by_black(text: str, path: str) -> str:
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
