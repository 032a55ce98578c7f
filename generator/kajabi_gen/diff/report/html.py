"""The report as one page that needs nothing else: no server, no network, and no script to be read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import jinja2
from markupsafe import Markup

from kajabi_gen.diff.change import Change, Diff, Sdk, Wire
from kajabi_gen.diff.report.arrange import Group, groups, operations_label, place, plural, titles, without_sdk
from kajabi_gen.diff.report.sidebyside import Row, rows
from kajabi_gen.spec.finding import one_line

_PACKAGE: Final = "kajabi_gen.diff.report"


class Entry(NamedTuple):
    """A change as the page shows it. `message`: its pieces, those in backticks as code."""

    id: str
    change: Change
    label: str
    message: tuple[tuple[str, bool], ...]
    old_place: str
    new_place: str
    rows: list[Row]


class Section(NamedTuple):
    """A group with its entries; `id` is what its link leads to."""

    id: str
    group: Group
    entries: list[Entry]


def as_html(diff: Diff) -> str:
    """The page. Its Content-Security-Policy allows its own style and script by their hashes, and nothing else."""
    style, script = _text("page.css"), _text("page.js")
    return _template().render(
        diff=diff,
        title=titles(diff.old, diff.new),
        sections=list(_sections(groups(diff.changes))),
        wires=list(Wire),
        sdks=list(Sdk),
        without_sdk=without_sdk(diff),
        count=plural(len(diff.changes), "change"),
        style=Markup(style),  # ours, and without any text of a document
        script=Markup(script),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'",
    )


def _sections(found: Iterable[Group]) -> Iterable[Section]:
    number = 0
    for index, group in enumerate(found, 1):
        entries = [_entry(f"change-{number + offset}", change) for offset, change in enumerate(group.changes, 1)]
        number += len(entries)
        yield Section(f"group-{index}", group, entries)


def _entry(identity: str, change: Change) -> Entry:
    return Entry(
        id=identity,
        change=change,
        label=operations_label(change.operations, shown=0) if len(change.operations) > 1 else "",
        message=_message(change.message),
        old_place=place(change.old) if change.old else "",
        new_place=place(change.new) if change.new else "",
        rows=rows(change.old, change.new),
    )


def _message(text: str) -> tuple[tuple[str, bool], ...]:
    """Pieces of the message; every second one stood in backticks, unless one of those has no partner."""
    pieces = one_line(text).split("`")
    if len(pieces) % 2 == 0:
        return ((one_line(text), False),)
    return tuple((piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece)


def _text(name: str) -> str:
    """A file of the page; what ends its element would end the page, so it must not hold any."""
    text = files(_PACKAGE).joinpath(name).read_text(encoding="utf-8")
    assert "</" not in text
    return text


def _hash(text: str) -> str:
    """The hash of an inline style or script for a policy (CSP Level 3 §2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(_PACKAGE, ""),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["one_line"] = one_line
    return environment.get_template("page.html.jinja")
