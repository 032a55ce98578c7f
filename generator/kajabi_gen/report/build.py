"""The summary of a build, for people and as JSON."""

from __future__ import annotations

from collections import Counter

from kajabi_gen.building import Built
from kajabi_gen.outcome import Outcome
from kajabi_gen.report.findings import as_object
from kajabi_gen.report.safe import json_text
from kajabi_gen.spec.finding import Severity, one_line


def summary(built: Built, out: str, seconds: float) -> str:
    """A few lines: what was read, what was found, what was written."""
    outcome, changes = built.outcome, built.changes
    title = one_line(" ".join(f"{outcome.title} {outcome.version}".split()))
    written, unchanged, removed = (len(paths) for paths in (changes.written, changes.unchanged, changes.removed))
    lines = [
        f"{title}: {outcome.operations} operations, {outcome.resources} resources, {outcome.events} webhook events",
        f"findings: {_findings(outcome)}",
        f"{one_line(out)}: {written} written, {unchanged} unchanged, {removed} removed, {seconds:.2f} s",
    ]
    return "\n".join(lines)


def _findings(outcome: Outcome) -> str:
    counts = Counter((finding.severity, finding.code) for finding in outcome.findings)
    ordered = sorted(counts.items(), key=lambda item: (item[0][0].rank, item[0][1]))
    return ", ".join(f"{count} {code} ({severity})" for (severity, code), count in ordered) or "none"


def report(built: Built, seconds: float) -> str:
    """Everything about a build as JSON: API, counts, findings, files."""
    outcome, changes = built.outcome, built.changes
    severities = Counter(str(finding.severity) for finding in outcome.findings)
    return json_text(
        {
            "schema": 1,
            "api": {"title": outcome.title, "version": outcome.version},
            "operations": outcome.operations,
            "resources": outcome.resources,
            "events": outcome.events,
            "findings": {
                "by_severity": {str(severity): severities[str(severity)] for severity in Severity},
                "by_code": dict(sorted(Counter(finding.code for finding in outcome.findings).items())),
                "all": [as_object(finding) for finding in outcome.findings],
            },
            "files": {"written": changes.written, "unchanged": changes.unchanged, "removed": changes.removed},
            "seconds": round(seconds, 3),
        },
        indent=2,
    )
