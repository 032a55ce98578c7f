"""The report for programs: JSON, stable and versioned, with its JSON Schema beside it."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Final

from kajabi_gen.diff.change import Change, Diff, Side, Spot
from kajabi_gen.report.findings import as_object
from kajabi_gen.report.safe import json_text

SCHEMA_VERSION: Final = 1


def as_json(diff: Diff) -> str:
    """The whole comparison; `schema` holds for its form."""
    return json_text(as_plain(diff), indent=2)


def schema() -> str:
    """The JSON Schema (2020-12) of the report, as text."""
    return files("kajabi_gen.diff.report").joinpath("diff.schema.json").read_text(encoding="utf-8").rstrip("\n")


def as_plain(diff: Diff) -> dict[str, Any]:
    """The report as plain values, before they are written."""
    return {
        "schema": SCHEMA_VERSION,
        "old": _side(diff.old),
        "new": _side(diff.new),
        "summary": {
            "wire": {str(wire): count for wire, count in diff.wire_counts.items()},
            "sdk": {str(sdk): count for sdk, count in diff.sdk_counts.items()},
            "semver": {"api": str(diff.semver.api), "sdk": str(diff.semver.sdk)},
        },
        "changes": [change_plain(change) for change in diff.changes],
        "findings": [as_object(finding) for finding in diff.findings],
    }


def _side(side: Side) -> dict[str, str]:
    return {"file": side.file, "title": side.title, "version": side.version}


def change_plain(change: Change) -> dict[str, Any]:
    """One change as plain values."""
    return {
        "kind": change.kind,
        "wire": str(change.wire),
        "sdk": str(change.sdk),
        "direction": str(change.direction),
        "method": change.method,
        "path": change.path,
        "operations": [str(operation) for operation in change.operations],
        "where": change.where,
        "pointer": change.pointer,
        "old": _spot(change.old),
        "new": _spot(change.new),
        "message": change.message,
        "symbol": change.symbol,
        "source": str(change.source),
    }


def _spot(spot: Spot | None) -> dict[str, Any] | None:
    if spot is None:
        return None
    return {"file": spot.mark.file, "line": spot.mark.line, "column": spot.mark.column, "value": spot.value}
