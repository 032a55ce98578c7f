"""Values of a document as they may go to a terminal, a log of CI or any reader of JSON."""

from __future__ import annotations

import json
import math
import re
from typing import cast


def visible(text: str) -> str:
    """The text on one line, with an escape in the style of JSON for every character that is not plain to see, or begins a command of CI."""
    seen = text if text.isprintable() else "".join(char if char.isprintable() else _escape(char) for char in text)
    return seen.replace("##[", "#\\u0023[")


def _escape(char: str) -> str:
    return json.dumps(char)[1:-1] if char != "\x7f" else "\\u007f"


def json_text(value: object, indent: int | None = None) -> str:
    """JSON (RFC 8259) that is safe on a terminal and for every reader.

    What cannot be seen is escaped; lone surrogates become U+FFFD, numbers that are not finite their YAML spelling as a string.
    """
    text = json.dumps(_sound(value), indent=indent, ensure_ascii=False, allow_nan=False)
    return "\n".join(visible(line) for line in text.split("\n"))


def _sound(value: object) -> object:
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    if isinstance(value, dict):
        return {_sound(key): _sound(member) for key, member in cast("dict[str, object]", value).items()}
    if isinstance(value, list | tuple):
        return [_sound(element) for element in cast("list[object]", value)]
    return value
