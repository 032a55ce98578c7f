"""What a build comes to, before it is written; and the same as text, so that the next build can know it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, NamedTuple

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


def as_json(outcome: Outcome) -> str:
    """The outcome as JSON, which `from_json` reads."""
    value = {name: getattr(outcome, name) for name in (*_COUNTED, "files", "parts")}
    return json.dumps(value | {"findings": [as_object(finding) for finding in outcome.findings]})


def from_json(text: str) -> Outcome:
    """The outcome that `as_json` has written. Raises ValueError, KeyError or TypeError for another text."""
    value = json.loads(text)
    findings = tuple(_finding(**finding) for finding in value.pop("findings"))
    return Outcome(**value, findings=findings)


def _finding(*, code: str, severity: str, message: str, action: str, file: str, line: int, column: int, pointer: str) -> Finding:
    mark = Mark(file, line, column)
    for token in pointer.split("/")[1:]:
        mark = Mark(file, line, column, mark, token.replace("~1", "/").replace("~0", "~"))  # RFC 6901 §4
    return Finding(code, Severity(severity), message, action, mark)
