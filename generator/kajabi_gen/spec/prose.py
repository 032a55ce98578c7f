"""Read the habits of API documentation written in Markdown: attribute bullets, lists of keys, example requests, JSON examples.

Nothing here knows an API: these are the forms in which documents of the JSON:API family tell in words what their schemas leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote_plus

from kajabi_gen.spec.examples import read_json
from kajabi_gen.spec.node import Plain

_FENCE: Final = re.compile(r"^\s*(`{3,}|~{3,})")
_HEADING: Final = re.compile(r"^\s*(?:#{1,6}\s+(.*)|\*\*([^*]+?):?\*\*:?\s*)$")
_BULLET: Final = re.compile(r"^(\s*)[*+-]\s+(.*)$")
_ATTRIBUTE: Final = re.compile(
    r"^(?:`(?P<code>[\w.-]+)`|\*\*(?P<bold>[\w.-]+)\*\*)(?:\s*\((?P<type>[^)]*)\))?\s*(?:[:–—-]+\s*(?P<text>.*))?$"  # noqa: RUF001
)
_BETWEEN_KEYS: Final = r"\s*(?:,(?:\s*(?:or|and)\b)?|\bor\b|\band\b)\s*"
_KEY_LIST: Final = re.compile(
    r"\b(?:use|available|allowed|one of|supported|values?)\b[^:.]{0,40}:\s*" rf"(?P<keys>`?-?\w[\w.]*`?(?:{_BETWEEN_KEYS}`?-?\w[\w.]*`?)*)",
    re.IGNORECASE,
)
_METHOD: Final = "|".join(rf"{name}(?<!\w{name})" for name in ("GET", "POST", "PUT", "PATCH", "DELETE"))
"""A whole word; with `\\b` in front instead, the search would take seven times as long."""
_REQUEST: Final = re.compile(rf"({_METHOD})\s+(/\S*)")
_QUERY: Final = re.compile(r"[?&]([\w.\[\]%-]+)=([^&\s`'\"),]*(?:,[^&\s`'\"),]+)*)")
_PARENTHESES: Final = re.compile(r"\((?:one of:? )?(?P<keys>[a-z][\w]*(?:,\s*(?:or\s+)?[a-z][\w]*)+)\)")
_SORTABLE: Final = re.compile(
    r"\bsort(?:ed|ing|able)?\b[^:.\n]{0,200}:\s*(?P<keys>`?\w+`?(?:,\s*`?\w+`?)+)\s*$", re.IGNORECASE | re.MULTILINE
)
_DEFAULT_SIZE: Final = re.compile(
    r"\bdefault\b(?: (?:page )?size)?(?: (?:is|of|=))?\s{0,9}(\d{1,9})\b|\b(\d{1,9}) (?:\w+ )?(?:per page )?by default", re.IGNORECASE
)
_MAXIMUM: Final = re.compile(r"\bmax(?:imum)?\b(?: (?:page )?size)?(?: (?:is|of|=))?\s{0,9}(\d{1,9})\b", re.IGNORECASE)
_STOP_WORDS: Final = frozenset(("for", "in", "the", "a", "to", "of", "descending", "ascending", "order", "example", "by"))


class Bullet(NamedTuple):
    """A documented name: `name` (type) - text, under a heading and perhaps a line that introduces the list ("Valid values:").

    Nested bullets are kept as further lines of the text; `values` are the code words among them.
    """

    heading: str
    lead: str
    name: str
    type: str
    text: str
    values: tuple[str, ...] = ()


class Prose(NamedTuple):
    """A description taken apart: its bullets, its example requests and its JSON examples (each with the heading above it)."""

    bullets: tuple[Bullet, ...] = ()
    requests: tuple[tuple[str, str, dict[str, str]], ...] = ()
    examples: tuple[Plain, ...] = ()


class _Reader:
    """Where in a description the reading is, and what has been found."""

    __slots__ = ("bullets", "examples", "heading", "indent", "lead")

    def __init__(self) -> None:
        self.heading = ""
        self.lead = ""
        self.indent: int | None = None  # of the bullet that deeper ones belong to
        self.bullets: list[Bullet] = []
        self.examples: list[Plain] = []


@lru_cache(maxsize=1024)  # two revisions say most things in the same words
def read(text: str) -> Prose:
    """Take a Markdown description apart."""
    reader = _Reader()
    lines = iter(text.split("\n"))
    for line in lines:
        if fence := _FENCE.match(line):
            example = read_json("\n".join(_until_fence(lines, fence[1])))
            if example is not None:
                reader.examples.append(example)
        elif heading := _HEADING.match(line):
            reader.heading, reader.lead, reader.indent = _heading_text(heading), "", None
        elif bullet := _BULLET.match(line):
            _read_bullet(reader, len(bullet[1]), bullet[2])
        elif line.strip():
            reader.lead = line.strip() if line.rstrip().endswith(":") else ""
            is_outside = len(line) - len(line.lstrip()) <= (reader.indent or 0)
            reader.indent = None if is_outside else reader.indent
    return Prose(tuple(reader.bullets), tuple(requests(text)), tuple(reader.examples))


def _heading_text(heading: re.Match[str]) -> str:
    """Without the `#` that may close a heading (CommonMark §4.2)."""
    return ((heading[1] or "").rstrip().rstrip("#") or heading[2] or "").strip()


def _until_fence(lines: Iterator[str], fence: str) -> Iterator[str]:
    for line in lines:
        if line.strip().startswith(fence[:3]) and not line.strip().strip(fence[0]):
            return
        yield line


def _read_bullet(reader: _Reader, indent: int, text: str) -> None:
    match = _ATTRIBUTE.match(text.strip())
    if reader.indent is not None and indent > reader.indent:
        last = reader.bullets[-1]
        value = (match["code"],) if match and match["code"] else ()
        joined = f"{last.text}\n* {text.strip()}" if last.text else f"* {text.strip()}"
        reader.bullets[-1] = last._replace(text=joined, values=tuple(dict.fromkeys((*last.values, *value))))
    elif match is None:
        reader.indent = None
    else:
        sentence = (match["text"] or "").strip()
        values = keys_in_parentheses(sentence)
        name, type_ = match["code"] or match["bold"], (match["type"] or "").strip()
        reader.bullets.append(Bullet(reader.heading, reader.lead, name, type_, sentence, values))
        reader.indent = indent


def requests(text: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(method, path, query) of each example request such as `GET /v1/things?sort=-name`."""
    for method, target in _REQUEST.findall(text):
        path, _, _query = target.rstrip("`.,)").partition("?")
        yield method, path, dict(query_pairs(target))


def query_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each `name=value` behind `?` or `&` in a text, percent-decoded."""
    for name, value in _QUERY.findall(text.replace("&&", "&")):
        yield unquote_plus(name), unquote_plus(value)


def listed_keys(text: str) -> tuple[str, ...]:
    """The keys of a list such as `use: name, email` or `Available: created_at, updated_at`, without `-` for descending."""
    found: dict[str, None] = {}
    for match in _KEY_LIST.finditer(re.sub(r"\s+", " ", text)):
        for key in re.split(_BETWEEN_KEYS, match["keys"], flags=re.IGNORECASE):
            if key.lower() in _STOP_WORDS:
                break
            found.setdefault(key.strip("`").lstrip("-").rstrip("."))
    return tuple(found)


def sortable_keys(text: str) -> tuple[str, ...]:
    """The keys of a line such as `Attributes that may be used to sort: title, created_at`."""
    return tuple(dict.fromkeys(key for match in _SORTABLE.finditer(text) for key in re.findall(r"\w+", match["keys"])))


def keys_in_parentheses(text: str) -> tuple[str, ...]:
    """The values of a list in brackets such as `(pending, paid, failed)`."""
    match = _PARENTHESES.search(text)
    return tuple(re.findall(r"[a-z]\w*", re.sub(r"\bor\b", " ", match["keys"]))) if match else ()


def page_sizes(text: str) -> tuple[int | None, int | None]:
    """(default, maximum) page size as far as the text tells."""
    lowered = text.lower()  # the patterns are slow to find that a word is nowhere
    default = _DEFAULT_SIZE.search(text) if "default" in lowered else None
    maximum = _MAXIMUM.search(text) if "max" in lowered else None
    return (
        int(next(group for group in default.groups() if group)) if default else None,
        int(maximum[1]) if maximum else None,
    )
