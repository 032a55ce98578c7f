"""The report as SARIF 2.1.0 (OASIS), for code scanning: a rule for each kind, a result for each change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from kajabi_gen import __version__
from kajabi_gen.diff.change import Change, Diff, Spot, Wire
from kajabi_gen.diff.report.arrange import operations_label, worst_first
from kajabi_gen.report.safe import json_text
from kajabi_gen.spec.finding import one_line

_LEVELS: Final = {Wire.BREAKING: "error", Wire.DANGEROUS: "warning"}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(diff: Diff, reasons: Mapping[str, str]) -> str:
    """One run. `reasons`: one line of why for each kind, as `diff --list-kinds` prints it; a kind without one goes without."""
    changes = worst_first(diff.changes)
    kinds = sorted({change.kind for change in changes})
    driver = {"name": "kajabi-gen", "semanticVersion": __version__, "rules": [_rule(kind, reasons.get(kind)) for kind in kinds]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(change, kinds.index(change.kind)) for change in changes],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(kind: str, reason: str | None) -> dict[str, Any]:
    name = "".join(word.capitalize() for word in kind.split("-"))
    return {"id": kind, "name": name, **({"shortDescription": {"text": one_line(reason)}} if reason else {})}


def _result(change: Change, rule: int) -> dict[str, Any]:
    """A result at the place in the new document, or in the old one where it is gone; the other side is a related location."""
    spot = change.new or change.old
    subject = " ".join(part for part in (operations_label(change.operations), change.where) if part)
    text = one_line(f"{subject}: {change.message}" if subject else change.message)
    result: dict[str, Any] = {
        "ruleId": change.kind,
        "ruleIndex": rule,
        "level": _LEVELS.get(change.wire, "note"),
        "message": {"text": _literal(text)},
        "locations": [_location(spot, change)] if spot else [],
        "partialFingerprints": {"change/v1": _fingerprint(change)},
        "properties": _properties(change),
    }
    if change.old and change.new:
        result["relatedLocations"] = [{**_location(change.old, change), "id": 1, "message": {"text": "before"}}]
    return result


def _properties(change: Change) -> dict[str, Any]:
    return {
        "wire": str(change.wire),
        "sdk": str(change.sdk),
        "direction": str(change.direction),
        "source": str(change.source),
        "where": change.where,
        "symbol": change.symbol,
        "operations": [str(operation) for operation in change.operations],
        "pointer": change.pointer,
    }


def _literal(text: str) -> str:
    """The text as a message string, where braces are placeholders and `[text](target)` is a link (SARIF §3.11.5, §3.11.6)."""
    doubled = text.replace("{", "{{").replace("}", "}}")
    return re.sub(r"([\\[\]])", r"\\\1", doubled) if "](" in doubled else doubled


def _location(spot: Spot, change: Change) -> dict[str, Any]:
    physical = {
        "artifactLocation": {"uri": _uri(spot.mark.file)},
        "region": {"startLine": spot.mark.line, "startColumn": spot.mark.column},
    }
    logical = [{"fullyQualifiedName": change.where, "kind": "member"}] if change.where else []
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


def _uri(file: str) -> str:
    """The file as a URI reference (RFC 3986): relative as it was given, or a file URI."""
    path = quote(file.replace("\\", "/"), safe="/", errors="replace")
    return f"file://{path}" if path.startswith("/") else path


def _fingerprint(change: Change) -> str:
    """The same for the same change in a later run, whatever lines have moved."""
    parts = (change.kind, *(str(operation) for operation in change.operations), change.where, change.message)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
