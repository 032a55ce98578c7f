"""Values of a document as people read them: on one line and cut short, or over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kajabi_gen.report.safe import json_text, visible
from kajabi_gen.spec.node import Plain

_CONTEXT: Final = 12  # characters kept before the first difference of two long values
_ELLIPSIS: Final = "…"
_PLAIN_TEXT: Final = re.compile(r"[A-Za-z_/$<(](?:[^\s:#]|[:#](?=\S)| (?=[^\s#]))*")
_NO_TEXT: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off"})  # read as other types by one YAML or another


def short(value: Plain, room: int = 48) -> str:
    """The value as JSON on one line, cut to `room` characters."""
    return _window(json_text(value), 0, room)


def short_pair(old: Plain, new: Plain, room: int = 48) -> tuple[str, str]:
    """Both values on one line each, cut so that the first difference can be seen."""
    left, right = json_text(old), json_text(new)
    same = next((at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other), min(len(left), len(right)))
    start = 0 if max(len(left), len(right)) <= room else left.rfind(" ", 0, max(0, same - _CONTEXT)) + 1
    return _window(left, start, room), _window(right, start, room)


def _window(text: str, start: int, room: int) -> str:
    start = start if start > 1 else 0
    head = _ELLIPSIS if start else ""
    piece = text[start : start + room - len(head)]
    return head + (piece if start + len(piece) >= len(text) else piece[:-1] + _ELLIPSIS)


def text_lines(text: str) -> list[str]:
    """The lines of a text by themselves; an empty text, which has none to show, in quotes."""
    return [visible(line.rstrip()) for line in text.rstrip("\n").split("\n")] if text.strip() else [json_text(text)]


def pretty(value: Plain) -> list[str]:
    """The value over several lines, in the style of YAML: easy to read, and not meant to be read back."""
    return [visible(line) for line in _lines(value)]


def _lines(value: Plain) -> Iterator[str]:
    match value:
        case dict() if value:
            for name, member in value.items():
                yield from _under(f"{_string(name)}:", member)
        case list() if value:
            for element in value:
                first, *rest = _lines(element)
                yield f"- {first}"
                yield from (f"  {line}" for line in rest)
        case str() if "\n" in value:
            yield "|"
            yield from (f"  {line.rstrip()}".rstrip() for line in value.rstrip("\n").split("\n"))
        case str():
            yield _string(value)
        case _:
            yield json_text(value)


def _under(key: str, member: Plain) -> Iterator[str]:
    """The member below its key; on the same line where it is a single value."""
    lines = list(_lines(member))
    if isinstance(member, dict | list) and member:
        yield key
        yield from (f"  {line}" for line in lines)
        return
    yield f"{key} {lines[0]}"
    yield from lines[1:]


def _string(text: str) -> str:
    """The text as it is where it cannot be taken for anything else, quoted otherwise."""
    is_plain = _PLAIN_TEXT.fullmatch(text) and text.lower() not in _NO_TEXT and text.isprintable()
    return text if is_plain else json_text(text)
