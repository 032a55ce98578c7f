"""The summary of a build, for people and as JSON."""

from __future__ import annotations

import json
from collections import Counter

from kajabi_gen.model.ir import Api
from kajabi_gen.pipeline import Built
from kajabi_gen.report.findings import as_object
from kajabi_gen.spec.finding import Severity, one_line


def summary(built: Built, out: str, seconds: float) -> str:
    """A few lines: what was read, what was found, what was written."""
    api, changes = built.modelled.api, built.changes
    lines = [
        f"{_title(api)}: {len(api.operations)} operations, {len(api.resources)} resources, {len(api.events)} webhook events",
        f"findings: {_findings(built)}",
        f"{out}: {len(changes.written)} written, {len(changes.unchanged)} unchanged, {len(changes.removed)} removed, {seconds:.2f} s",
    ]
    return "\n".join(lines)


def _title(api: Api) -> str:
    return one_line(" ".join(f"{api.title} {api.version}".split()))


def _findings(built: Built) -> str:
    counts = Counter((finding.severity, finding.code) for finding in built.modelled.findings)
    ordered = sorted(counts.items(), key=lambda item: (item[0][0].rank, item[0][1]))
    return ", ".join(f"{count} {code} ({severity})" for (severity, code), count in ordered) or "none"


def report(built: Built, seconds: float) -> str:
    """Everything about a build as JSON: API, counts, findings, files."""
    api, changes = built.modelled.api, built.changes
    severities = Counter(str(finding.severity) for finding in built.modelled.findings)
    return json.dumps(
        {
            "schema": 1,
            "api": {"title": api.title, "version": api.version},
            "operations": len(api.operations),
            "resources": len(api.resources),
            "events": len(api.events),
            "findings": {
                "by_severity": {str(severity): severities[str(severity)] for severity in Severity},
                "by_code": dict(sorted(Counter(finding.code for finding in built.modelled.findings).items())),
                "all": [as_object(finding) for finding in built.modelled.findings],
            },
            "files": {"written": changes.written, "unchanged": changes.unchanged, "removed": changes.removed},
            "seconds": round(seconds, 3),
        },
        indent=2,
        ensure_ascii=False,
    )
