"""Docstrings of methods: what the document says about an operation and its parameters, without the JSON examples (those are in api.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kajabi_gen.emit.code import Code, docstring
from kajabi_gen.model.ir import KeywordKind, Operation, QueryParameter, ResultKind

_FENCE: Final = re.compile(r"[ \t]*(```|~~~)")
_LEAD: Final = re.compile(r"[^\s#*+-]")
_HEADING: Final = re.compile(r"^(?=\s*(?:#{1,6} |\*\*[^*]+\*\*\s*$))", re.MULTILINE)
_EXAMPLE_REQUEST: Final = re.compile(r"`(?:GET|POST|PUT|PATCH|DELETE) /")
_INDENT: Final = 8


def method_docstring(operation: Operation, *, short: bool) -> Code:
    """The docstring of a method: summary and request line, what it does, arguments. `short`: the first only (the synchronous twin has all).

    Example requests and JSON stay out, and so do lists of attributes, which stand with the resource classes; api.md has the whole text.
    """
    title = operation.summary.strip().rstrip(".")
    title = f"{title} (`{operation.method} {operation.path}`)." if title else f"`{operation.method} {operation.path}`."
    parts = [title]
    if operation.deprecated:
        parts.append("Deprecated.")
    if not short:
        description = essence(operation.description)
        if description and description != operation.summary.strip():
            parts.append(description)
        arguments = [_argument(name, text) for name, text in _arguments(operation) if text.strip()]
        if arguments:
            parts.append("Args:\n" + "\n".join(arguments))
    return docstring("\n\n".join(parts), _INDENT)


def essence(description: str) -> str:
    """A description without its example sections, lists of attributes and fenced blocks."""
    sections = _HEADING.split(_few_blanks(description))
    kept = [_without_lead(_without_fences(section)) for section in sections if not _is_reference(section)]
    said = [section for section in kept if _says_something(section)]
    return re.sub(r"\n{3,}", "\n\n", "".join(said)).strip()


def _few_blanks(text: str) -> str:
    """The text with at most two blank lines in a row: what is looked for behind them would else be looked for behind each of them."""
    lines = text.split("\n")
    blank = [not line.strip() for line in lines]
    return "\n".join("" if blank[index] else line for index, line in enumerate(lines) if not all(blank[max(index - 2, 0) : index + 1]))


def _without_fences(section: str) -> str:
    """A section without its fenced blocks, and without the line before each, which leads up to it. A fence that is not closed stays."""
    lines = section.split("\n")
    bare = [(index, line.strip(" \t")) for index, line in enumerate(lines)]
    closing = {fence: iter([index for index, line in bare if line == fence]) for fence in ("```", "~~~")}
    kept: list[str] = []
    at = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        end = next((index for index in closing[fence[1]] if index > at), None) if fence else None
        if end is None:
            kept.append(lines[at])
            at += 1
            continue
        before = next((index for index in range(len(kept) - 1, -1, -1) if kept[index].strip()), None)
        if before is not None and _LEAD.match(kept[before]):
            del kept[before:]
        at = end + 1
    return "\n".join(kept)


def _without_lead(section: str) -> str:
    """A section without the line that led up to what was taken out behind it."""
    lines = section.rstrip().split("\n")
    while lines and (lines[-1].rstrip().endswith(":") or not lines[-1].strip()):
        lines.pop()
    return "\n".join([*lines, ""]) if lines else ""


def _says_something(section: str) -> bool:
    lines = [line for line in section.split("\n") if line.strip()]
    return len(lines) > 1 or (len(lines) == 1 and not _HEADING.match(lines[0]))


def _is_reference(section: str) -> bool:
    heading = section.lstrip().split("\n")[0]
    is_heading = heading.startswith(("#", "**"))
    return bool(_EXAMPLE_REQUEST.search(section)) or (is_heading and "attribute" in heading.lower())


def _arguments(operation: Operation) -> Iterator[tuple[str, str]]:
    for item in operation.path_parameters:
        yield item.name, f"{item.description} Deprecated." if item.deprecated else item.description
    for parameter in operation.query:
        yield parameter.name, _query_text(parameter)
    for keyword in operation.body.keywords if operation.body else ():
        text = keyword.description
        if keyword.kind in (KeywordKind.TO_ONE, KeywordKind.IDENTIFIER):
            text = text or f"The id of one of `{keyword.target}`, or such a resource."
        elif keyword.kind in (KeywordKind.TO_MANY, KeywordKind.IDENTIFIERS):
            text = text or f"Ids of `{keyword.target}`, or such resources."
        if keyword.deprecated:
            text = f"{text} Deprecated."
        yield keyword.name, text
    if operation.result.kind is ResultKind.MANY:
        yield "limit", "Stop after so many items."


def _argument(name: str, text: str) -> str:
    return f"    {name}: {' '.join(text.split())}"


def _query_text(parameter: QueryParameter) -> str:
    notes = [parameter.description]
    said = re.findall(r"\d+", parameter.description)
    if parameter.default and parameter.default not in said:
        notes.append(f"Default {parameter.default}.")
    if parameter.maximum and parameter.maximum not in said:
        notes.append(f"At most {parameter.maximum}.")
    if parameter.deprecated:
        notes.append("Deprecated.")
    return " ".join(note for note in notes if note)
