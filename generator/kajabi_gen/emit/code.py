"""The one way for text of a document into emitted files: encoders that give `Code`, and nothing but `Code` may be written.

A template can only print `Code` (see `render`): a plain string from a document raises, wherever it was forgotten. So an attack has to get
through one of the few functions below, and each of them is tested by reading its output back.
"""

from __future__ import annotations

import keyword
import math
import re
import textwrap
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from markupsafe import Markup

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_WIDTH: Final = 88
_BULLET: Final = re.compile(r"(\s*)([*+-]|\d+\.)\s")
_FENCE: Final = re.compile(r"(\s*)(`{3,}(?=[^`]*\Z)|~{3,})\s*(.*)")  # CommonMark §4.5
_NEWLINE: Final = re.compile(r"\r\n|[\n\r]")
_QUOTE_AT_END: Final = re.compile(r'(?<!\\)((?:\\\\)*)"\Z')
_COOKIE: Final = re.compile(r"(coding)([:=])")
_MARKUP: Final = re.compile(r"([\\`*_~\[\]>|#])")
_BACKTICKS: Final = re.compile(r"`+")
_ENTITY: Final = re.compile(r"&(?=#|(?:colon|tab|newline);)", re.IGNORECASE)
_SCRIPT: Final = re.compile(r"\b((?:java|vb)script|data)(\\?:)(?=\S)", re.IGNORECASE)
_TIGHT_COLON: Final = re.compile(r":\S")  # much sooner found than what may stand before it
_TAG: Final = re.compile(r"<(?=[a-zA-Z/!?])")
_HEADING: Final = re.compile(r"^ {0,3}(#{1,6})(?=\s|\Z)")


class Code(Markup):
    """Text that may be written to a file as it is."""

    __slots__ = ()


def literal(value: object) -> Code:
    """A Python literal of a string, finite number, boolean or None: `ast.literal_eval` gives the value back."""
    if isinstance(value, str):
        return Code(f'"{_escaped(value)}"')
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return Code(repr(value))
    raise TypeError(f"no literal: {type(value).__name__}")


def _escaped(text: str, kept: str = "") -> str:
    """The text without what could end a string or hide in it. `kept`: a character that is left as it is."""
    if text.isprintable() and "\\" not in text and (kept == '"' or '"' not in text):
        return text
    return "".join(char if char == kept else _character(char) for char in text)


def _character(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@cache
def name(text: str) -> Code:
    """A Python identifier, made by `model.naming`; anything else is a bug and raises ValueError."""
    if not text.isidentifier() or keyword.iskeyword(text) or text != unicodedata.normalize("NFKC", text):
        raise ValueError(f"no identifier: {text!r}")
    return Code(text)


def dotted(parts: Iterable[str]) -> Code:
    """Identifiers joined by dots."""
    return Code(".".join(name(part) for part in parts))


def docstring(text: str, indent: int = 0) -> Code:
    """A triple-quoted string of the text, wrapped, at an indentation of so many spaces; reading it back gives the same words."""
    lines = wrapped(text, _WIDTH - indent)
    margin = " " * indent
    escaped = [_docstring_line(line) for line in lines] or [""]
    if len(escaped) == 1:
        return Code(f'"""{_closed(escaped[0])}"""')
    body = "\n".join(f"{margin}{line}" if line else "" for line in escaped[1:])
    return Code(f'"""{escaped[0]}\n{body}\n{margin}"""')


def _docstring_line(line: str) -> str:
    return _escaped(line, kept='"').replace('"""', '\\"\\"\\"')


def _closed(line: str) -> str:
    """The line with a quote at its end escaped, if it is not yet (that is, if an even number of backslashes stands before it)."""
    return _QUOTE_AT_END.sub(r'\1\\"', line) if line.endswith('"') else line


def wrapped(text: str, width: int) -> list[str]:
    """Lines of the text, long ones wrapped at words, without trailing blanks; list items hang under their text."""
    lines: list[str] = []
    for raw in _sane_lines(text):
        bullet = _BULLET.match(raw)
        margin = len(raw) - len(raw.lstrip())
        hang = " " * (len(bullet[0]) if bullet else margin + 4 if margin else 0)
        lines.extend(_folded(raw, max(width, 40), hang))
    while lines and not lines[-1]:
        lines.pop()
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept


def _folded(line: str, width: int, hang: str) -> list[str]:
    if len(line) <= width and "\t" not in line:
        return [line]
    return textwrap.wrap(line, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False) or [""]


def _sane_lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def comment(text: str) -> Code:
    """The text for the rest of a comment line: one line, nothing that could end it or hide in it, and no coding cookie (PEP 263)."""
    flat = _one_line(text)
    return Code(_COOKIE.sub(r"\1 \2", flat))


def _one_line(text: str) -> str:
    return " ".join(_visible(text).split())


def _visible(text: str, kept: str = "") -> str:
    """The text with a blank for each character that cannot be seen. `kept`: a character that is left as it is."""
    return text if text.isprintable() else "".join(char if char.isprintable() or char == kept else " " for char in text)


def toml(text: str) -> Code:
    """A TOML basic string (TOML 1.0, String); a lone surrogate, which TOML cannot express, becomes U+FFFD."""
    sound = re.sub("[\ud800-\udfff]", "\ufffd", text)
    out = "".join(char if char.isprintable() and char not in '\\"' else _toml_escape(char) for char in sound)
    return Code(f'"{out}"')


def _toml_escape(char: str) -> str:
    return "\\" + char if char in '\\"' else f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


@cache
def markdown(text: str) -> Code:
    """Text for Markdown that stays text: no HTML, no links, no emphasis by accident, on one line."""
    flat = _one_line(text)
    return Code(_MARKUP.sub(r"\\\1", flat).replace("<", "&lt;"))  # not every reader knows `\<`


def markdown_block(text: str) -> Code:
    """A Markdown description of the document inside our Markdown: its headings a few levels down, HTML and script links made harmless.

    Where a fenced block begins and ends, Markdown readers do not agree, and in lists the best of them must guess. So a `<` in one gets a
    blank behind it: that is never a tag, and in code it reads well.
    """
    lines: list[str] = []
    fence = ""
    is_sure = True
    for line in _sane_lines(_visible_lines(text).strip()):
        marker = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            is_near = not is_sure or (marker is not None and len(marker[1].expandtabs(4)) < 4)
            is_end = marker is not None and is_near and marker[2].startswith(fence.strip()) and not marker[3]
            fence = "" if is_end else fence
            lines.append(_without_tags(line, "< "))
        elif marker:
            is_sure = is_sure and not marker[1]
            fence = marker[1] + marker[2]
            lines.append(_without_tags(line, "< "))
        else:
            lowered = _HEADING.sub(lambda match: "#" * min(len(match[1]) + 3, 6), line) if "#" in line else line
            lines.append(_without_tags(lowered, "&lt;" if is_sure else "< "))
    if fence:
        lines.append(fence)  # as far in as it was opened, so that it ends the same block
    return Code("\n".join(lines))


def _visible_lines(text: str) -> str:
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "\n".join(_visible(line, kept="\t") for line in _NEWLINE.split(text))


def _without_tags(line: str, less: str) -> str:
    """A line of Markdown that cannot begin an HTML tag, nor link to a script (CommonMark §6.3: a destination has no blank)."""
    plain = _ENTITY.sub("&amp;", line) if "&" in line else line
    harmless = _SCRIPT.sub(r"\1 \2", plain) if _TIGHT_COLON.search(plain) else plain
    return _TAG.sub(less, harmless) if "<" in harmless else harmless


@cache
def code_span(text: str) -> Code:
    """Text as inline code in Markdown, whatever backticks it holds (CommonMark §6.1)."""
    flat = _one_line(text).replace("|", "\\|")
    longest = max(map(len, _BACKTICKS.findall(flat)), default=0) if "`" in flat else 0
    fence = "`" * (longest + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return Code(f"{fence}{pad}{flat}{pad}{fence}")
