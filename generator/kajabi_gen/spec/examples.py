"""A small, tolerant reader for the JSON examples in prose: it forgives trailing commas, missing commas, comments and `...`.

What it cannot make sense of it gives up on, whole: an example is evidence, and half an example is none.
"""

from __future__ import annotations

import json
import re
from typing import Final, cast

from kajabi_gen.spec.node import Plain

_SPACE: Final = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/|\.\.\.)*", re.DOTALL)
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_WORD: Final = re.compile(r"[-+.\w]+")
_JSON: Final = json.JSONDecoder(strict=False)
_DEPTH: Final = 60


class _Unreadable(Exception):
    pass


def read_json(text: str) -> Plain:
    """The value of a JSON-like text, or None where it cannot be read."""
    if text.count("{") + text.count("[") <= _DEPTH:
        try:
            return cast("Plain", _JSON.decode(text))  # most texts are JSON, and the parser in C is far faster than this one
        except ValueError:
            pass
    try:
        value, end = _value(text, _skip(text, 0), 0)
    except _Unreadable:
        return None
    return value if _skip(text, end) == len(text) else None


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int, depth: int) -> tuple[Plain, int]:
    if depth > _DEPTH or at >= len(text):
        raise _Unreadable
    if text[at] == "{":
        return _object(text, _skip(text, at + 1), depth)
    if text[at] == "[":
        return _array(text, _skip(text, at + 1), depth)
    match = _STRING.match(text, at) or _WORD.match(text, at)
    if match is None:
        raise _Unreadable
    try:
        return _JSON.decode(match[0]), match.end()
    except (ValueError, RecursionError):
        raise _Unreadable from None


def _object(text: str, at: int, depth: int) -> tuple[dict[str, Plain], int]:
    members: dict[str, Plain] = {}
    while at < len(text) and text[at] != "}":
        name = _STRING.match(text, at)
        colon = _skip(text, name.end()) if name else at
        if name is None or text[colon : colon + 1] != ":":
            raise _Unreadable
        value, at = _value(text, _skip(text, colon + 1), depth + 1)
        members[str(json.loads(name[0], strict=False))] = value
        at = _comma(text, at)
    return members, _closed(text, at)


def _array(text: str, at: int, depth: int) -> tuple[list[Plain], int]:
    elements: list[Plain] = []
    while at < len(text) and text[at] != "]":
        value, at = _value(text, at, depth + 1)
        elements.append(value)
        at = _comma(text, at)
    return elements, _closed(text, at)


def _comma(text: str, at: int) -> int:
    at = _skip(text, at)
    while text[at : at + 1] == ",":
        at = _skip(text, at + 1)
    return at


def _closed(text: str, at: int) -> int:
    if at >= len(text):
        raise _Unreadable
    return at + 1
