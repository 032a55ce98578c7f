"""What a build comes to, before it is written; and the same as plain values, so that the next build can know it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from kajabi_gen.report.findings import as_object
from kajabi_gen.spec.finding import Finding, Severity
from kajabi_gen.spec.node import Mark

_COUNTED: Final = ("title", "version", "operations", "resources", "events")


class Outcome(NamedTuple):
    """All files of an SDK, by path, and what there is to say of the document.

    `operations`, `resources`, `events`: how many there are. `parts`: a key for what a file was made of, to its path.
    """

    title: str
    version: str
    operations: int
    resources: int
    events: int
    findings: tuple[Finding, ...]
    files: Mapping[str, str]
    parts: Mapping[str, str]

    def known(self, key: str) -> str | None:
        """The text of the file that was made of the same."""
        path = self.parts.get(key)
        return None if path is None else self.files.get(path)


def as_plain(outcome: Outcome) -> dict[str, Any]:
    """The outcome as JSON has values, which `from_plain` reads."""
    value = {name: getattr(outcome, name) for name in (*_COUNTED, "files", "parts")}
    return value | {"findings": [as_object(finding) for finding in outcome.findings]}


def from_plain(value: dict[str, Any]) -> Outcome:
    """The outcome that `as_plain` has written down. Raises ValueError, KeyError or TypeError for another value."""
    members: dict[str, Any] = {**value, "findings": tuple(_finding(**finding) for finding in value["findings"])}
    return Outcome(**members)


def _finding(*, code: str, severity: str, message: str, action: str, file: str, line: int, column: int, pointer: str) -> Finding:
    mark = Mark(file, line, column)
    for token in pointer.split("/")[1:]:
        mark = Mark(file, line, column, mark, token.replace("~1", "/").replace("~0", "~"))  # RFC 6901 §4
    return Finding(code, Severity(severity), message, action, mark)
