"""Findings for people, for programs and for GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kajabi_gen.report.safe import json_text
from kajabi_gen.spec.finding import Finding, Severity, one_line


def as_text(findings: Sequence[Finding]) -> str:
    """One line each, and a count of them by severity."""
    lines = [str(finding) for finding in findings]
    counts = Counter(finding.severity for finding in findings)
    summary = ", ".join(f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}" for severity in Severity)
    return "\n".join([*lines, summary])


def as_json(findings: Iterable[Finding]) -> str:
    """A list of objects: code, severity, message, action, file, line, column, pointer."""
    return json_text([as_object(finding) for finding in findings], indent=2)


def as_object(finding: Finding) -> dict[str, str | int]:
    """A Finding as plain values."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "action": finding.action,
        "file": finding.mark.file,
        "line": finding.mark.line,
        "column": finding.mark.column,
        "pointer": finding.mark.pointer,
    }


def as_github(findings: Iterable[Finding]) -> str:
    """Workflow commands, which GitHub shows as annotations of the lines."""
    return "\n".join(_annotation(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    command = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}[finding.severity]
    mark = finding.mark
    place = f"file={_property(mark.file)},line={mark.line},col={mark.column},title={_property(finding.code)}"
    return f"::{command} {place}::{_data(f'{finding.message}; {finding.action}')}"


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
