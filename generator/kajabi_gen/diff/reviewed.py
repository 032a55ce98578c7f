"""Reviewed exceptions: changes that people have looked at and accept, each with a reason, until a day where one is set.

An exception takes changes out of what makes a run fail; they are listed as before. One that is over, or that nothing matches any more, is
a Finding, so that the file stays short and true.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, cast

from kajabi_gen.config import no_toml
from kajabi_gen.diff.change import Change
from kajabi_gen.diff.select import glob_matches, reaches, refuse_kind
from kajabi_gen.spec.finding import Finding, InputError, error, warning
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.load import load_file
from kajabi_gen.spec.node import Mark, Node, Plain, node_from, plain

_LIST: Final = "exceptions"
_MEMBERS: Final = ("kind", "path", "where", "reason", "expires")
_NEEDED: Final = ("kind", "reason")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One accepted change, or several of a sort.

    `kind`, `path` and `where` are globs; the path may have a method in front. `expires`: the last day that it counts; None for no end.
    """

    kind: str
    reason: str
    mark: Mark
    path: str | None = None
    where: str | None = None
    expires: date | None = None

    def matches(self, change: Change) -> bool:
        """Whether it is about the change; about one that reaches several operations only if it names them all."""
        if not glob_matches(self.kind, change.kind):
            return False
        if self.path is not None and not reaches(self.path, change.operations, whole=True):
            return False
        return self.where is None or glob_matches(self.where, change.where)


@dataclass(frozen=True, slots=True)
class Review:
    """`accepted` and `open` are all changes, in their order. `findings`: the exceptions that are over, and those that match nothing."""

    accepted: tuple[Change, ...]
    open: tuple[Change, ...]
    findings: tuple[Finding, ...]


def review(changes: Sequence[Change], exceptions: Iterable[Reviewed], today: date) -> Review:
    """Hold the changes against the exceptions."""
    accepted, findings = set[int](), list[Finding]()
    for exception in exceptions:
        matched = {index for index, change in enumerate(changes) if exception.matches(change)}
        if exception.expires is not None and exception.expires < today:
            message = f"the exception of {exception.kind} was good until {exception.expires}; it counts no more"
            findings.append(warning("exception-expired", message, "review the change again, or remove the exception", exception.mark))
        elif not matched:
            message = f"the exception of {exception.kind} matches no change"
            findings.append(warning("exception-unused", message, "remove it, or correct what it names", exception.mark))
        else:
            accepted |= matched
    parts = [tuple(change for index, change in enumerate(changes) if (index in accepted) is wanted) for wanted in (True, False)]
    return Review(parts[0], parts[1], tuple(findings))


def load_exceptions(path: str, limits: Limits = Limits()) -> tuple[Reviewed, ...]:
    """Read a file of exceptions: TOML where its name ends so, else YAML or JSON. Raises InputError with every mistake in it."""
    return exceptions_of(_from_toml(path) if path.lower().endswith(".toml") else load_file(path, limits))


def exceptions_of(document: Node) -> tuple[Reviewed, ...]:
    """The exceptions that a document lists under `exceptions`. Raises InputError with every mistake in it."""
    entries = document.get(_LIST)
    if entries is None or not entries.is_sequence:
        message = f"there is no list `{_LIST}`"
        raise InputError([error("exception-form", message, f"list them under `{_LIST}`", (entries or document).mark)])
    errors = [*_strangers(document, (_LIST,)), *(mistake for entry in entries.elements for mistake in _mistakes(entry))]
    if errors:
        raise InputError(errors)
    return tuple(_reviewed(entry) for entry in entries.elements)


def _reviewed(entry: Node) -> Reviewed:
    expires = entry.string("expires")
    day = None if expires is None else date.fromisoformat(expires)
    kind, reason = entry.string("kind") or "", entry.string("reason") or ""
    return Reviewed(kind, reason.strip(), entry.mark, entry.string("path"), entry.string("where"), day)


def _mistakes(entry: Node) -> Iterator[Finding]:
    if not entry.is_mapping:
        yield error(
            "exception-form", f"an exception is an object, not {entry.kind}", f"give {', '.join(_NEEDED)} and what else", entry.mark
        )
        return
    yield from _strangers(entry, _MEMBERS)
    for name in _NEEDED:
        if name not in entry.members:
            yield error(f"exception-{name}", f"an exception without a {name}", f"say its {name}", entry.mark)
    for name in _MEMBERS:
        member = entry.get(name)
        if member is not None and not (member.text or "").strip():
            yield error("exception-form", f"`{name}` must be text", "write it out, in quotes if need be", member.mark)
    yield from _wrong_values(entry)


def _wrong_values(entry: Node) -> Iterator[Finding]:
    kind, expires = entry.get("kind"), entry.get("expires")
    if kind is not None and kind.text:
        try:
            refuse_kind(kind.text, kind.mark)
        except InputError as problem:
            yield from problem.findings
    if expires is not None and expires.text and not _is_day(expires.text):
        yield error("exception-expires", f"{expires.text[:40]!r} is no day", "write it as YYYY-MM-DD", expires.mark)


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.match(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _strangers(node: Node, known: Sequence[str]) -> Iterator[Finding]:
    for name, member in node.members.items():
        if name not in known:
            yield error("exception-form", f"unknown member {name[:60]!r}", f"known: {', '.join(known)}", member.mark)


def _from_toml(path: str) -> Node:
    """The file as Nodes. TOML readers tell no places, so each entry gets the line of its `[[exceptions]]`."""
    name, top = Path(path).as_posix(), Mark(Path(path).as_posix(), 1, 1)
    try:
        text = Path(path).read_text(encoding="utf-8")
        table = _json_value(tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        raise InputError([no_toml(problem, "syntax", name)]) from None
    except UnicodeDecodeError:
        raise InputError([error("not-text", "not UTF-8 text", "save it as UTF-8", top)]) from None
    except OSError as problem:
        raise InputError([error("unreadable", f"cannot be read: {problem.strerror or problem}", "check the path", top)]) from None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[\[\s*{_LIST}\s*]]", line)]
    document = node_from(table, top)
    entries = document.members[_LIST].elements if _LIST in document.members else ()
    if len(lines) != len(entries):
        return document
    placed = tuple(node_from(plain(entry), Mark(name, line, 1)) for entry, line in zip(entries, lines, strict=True))
    return document.with_changes({_LIST: Node(placed, top)}) if placed else document


def _json_value(value: object) -> Plain:
    """TOML values as JSON has them: dates become text."""
    if isinstance(value, Mapping):
        return {key: _json_value(item) for key, item in cast("Mapping[str, object]", value).items()}
    if isinstance(value, list):
        return [_json_value(item) for item in cast("list[object]", value)]
    return value if isinstance(value, str | int | float | bool) else str(value)
