"""What the pipeline has to say about a document: one `Finding` for each thing repaired, inferred or refused.

Nothing is repaired silently. A stage that changes or doubts something returns Findings next to its result; `lint` prints them,
`build` counts them, and a Finding of severity `error` that a stage cannot work around is raised inside an `InputError`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from kajabi_gen.packing import packed
from kajabi_gen.spec.node import Mark, mark_from


class Severity(StrEnum):
    """How much a Finding matters, from the most to the least."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the most severe; used for sorting and thresholds."""
        return list(Severity).index(self)


@packed
class Finding(NamedTuple):
    """One remark on a document.

    `code` is stable and can be filtered on; `message` says what is the matter in one line; `action` says what was done about it
    or, for an error, what the reader can do; `mark` says where.
    """

    code: str
    severity: Severity
    message: str
    action: str
    mark: Mark

    def __str__(self) -> str:
        return one_line(f"{self.mark}: {self.severity}: {self.message} [{self.code}]; {self.action}")

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by place in the file, then by code and text."""
        return (self.mark.file, self.mark.line, self.mark.column, self.code, self.message)


def finding_from(members: list[Any]) -> Finding:
    """The Finding that was written down as an array of its members. Raises ValueError or TypeError for what is none."""
    code, severity, message, action, mark = members
    return Finding(code, Severity(severity), message, action, mark_from(mark))


Findings: TypeAlias = tuple[Finding, ...]


class InputError(Exception):
    """Bad input: carries every error of the document at once, each a Finding with its place and remedy."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings), key=lambda finding: finding.order))
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Finding, ...]]]:
        return InputError, (self.findings,)


def one_line(text: str) -> str:
    """Text of a document as it may go to a terminal or a log of CI: no second line, no control characters, no command."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return no_command(text)


def no_command(line: str) -> str:
    """A line that GitHub does not take for a workflow command, which a line can begin with (`::`) or hold (`##[`)."""
    line = line.replace("##[", "# #[")
    return line.replace("::", ": :", 1) if line.lstrip().startswith("::") else line


def error(code: str, message: str, action: str, mark: Mark) -> Finding:
    """A Finding of severity `error`."""
    return Finding(code, Severity.ERROR, message, action, mark)


def warning(code: str, message: str, action: str, mark: Mark) -> Finding:
    """A Finding of severity `warning`: the document contradicts itself or the standard, and was repaired."""
    return Finding(code, Severity.WARNING, message, action, mark)


def note(code: str, message: str, action: str, mark: Mark) -> Finding:
    """A Finding of severity `note`: something was inferred or merged, and nothing is wrong."""
    return Finding(code, Severity.NOTE, message, action, mark)
