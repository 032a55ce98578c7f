"""Strings as black writes them: quotes, escapes, docstrings."""

from __future__ import annotations

import re
import sys
from typing import Final

from kajabi_gen.emit.format.leaf import LINE_LENGTH, DeclinedError

_REWRITTEN: Final = re.compile(r"\\(?:[xuU][0-9a-f]*[A-F]|N)")  # escapes that black spells in another way
_DOUBLE: Final = re.compile(r'(([^\\]|^)(\\\\)*)"')
_SINGLE: Final = re.compile(r"(([^\\]|^)(\\\\)*)'")
_ESCAPED_DOUBLE: Final = re.compile(r'([^\\]|^)\\((?:\\\\)*)"')
_ESCAPED_SINGLE: Final = re.compile(r"([^\\]|^)\\((?:\\\\)*)'")


def string(source: str) -> str:
    """A one-line string literal with the quotes that black prefers (normalize_string_quotes). Raises DeclinedError."""
    prefix, quote, body = _parts(source)
    if "\\" in body and (prefix or _REWRITTEN.search(body)):
        raise DeclinedError
    if "\\" not in body and quote == '"':
        return source
    if prefix:
        raise DeclinedError
    return _requoted(quote, body)


def _parts(source: str) -> tuple[str, str, str]:
    prefix = "f" if source[0] == "f" else ""
    quote = source[len(prefix)]
    body = source[len(prefix) + 1 : -1]
    is_nested = prefix and body.count("{") != body.count("}")  # strings inside an f-string (PEP 701) come to us in pieces
    if is_nested or len(source) < len(prefix) + 2:
        raise DeclinedError
    return prefix, quote, body


def _requoted(quote: str, body: str) -> str:
    """Double quotes, unless the other ones need fewer backslashes."""
    is_double = quote == '"'
    other = "'" if is_double else '"'
    plain_other, escaped_other = (_SINGLE, _ESCAPED_SINGLE) if is_double else (_DOUBLE, _ESCAPED_DOUBLE)
    escaped_own = _ESCAPED_DOUBLE if is_double else _ESCAPED_SINGLE
    body = _twice(escaped_other, rf"\1\2{other}", body)
    changed = _twice(escaped_own, rf"\1\2{quote}", body)
    changed = _twice(plain_other, rf"\1\\{other}", changed)
    before, after = body.count("\\"), changed.count("\\")
    if after > before or (after == before and is_double):
        return f"{quote}{body}{quote}"
    return f"{other}{changed}{other}"


def _twice(pattern: re.Pattern[str], replacement: str, text: str) -> str:
    """Matches overlap, so once is not enough (black: sub_twice)."""
    return pattern.sub(replacement, pattern.sub(replacement, text))


def loose_string(source: str) -> str:
    '''A `"""` string that is no docstring: it stays as it is. Raises DeclinedError.'''
    if "\\" in source and _REWRITTEN.search(source):
        raise DeclinedError
    return source


def docstring(source: str, depth: int) -> str:
    '''A `"""` docstring, indented anew and trimmed (black: visit_default for docstrings). Raises DeclinedError.'''
    if "\\" in source and (_REWRITTEN.search(source) or re.search(r"\\\s*\n", source)):
        raise DeclinedError
    indent = " " * 4 * depth
    body = source[3:-3]
    text = _reindented(body, indent) if "\n" in source else body.strip()
    if not text:
        return f'"""{"" if not body else " "}"""'
    text = _padded(text)
    lines = text.splitlines()
    last = 0 if text.endswith("\n") else len(lines[-1])
    if len(lines) > 1 and last + 3 > LINE_LENGTH and source[-4] != "\n":
        return f'"""{text}\n{indent}"""'
    return f'"""{text}"""'


def _padded(text: str) -> str:
    """A blank between a quote of the text and the quotes around it."""
    if text[-1] == "\\":
        raise DeclinedError
    return (" " if text[0] == '"' else "") + text + (" " if text[-1] == '"' else "")


def _reindented(body: str, indent: str) -> str:
    """PEP 257, "Handling Docstring Indentation" (black: fix_multiline_docstring)."""
    first, *rest = body.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=sys.maxsize)
    lines = [first.strip()]
    if margin < sys.maxsize:
        for number, line in enumerate(rest, 1):
            kept = line[margin:].rstrip()
            lines.append(indent + kept if kept or number == len(rest) else "")
    return "\n".join(lines)
