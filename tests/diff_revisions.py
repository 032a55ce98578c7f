"""Revisions to compare, the same ones written otherwise, and what is looked at of a change."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kajabi_gen.diff.change import Change, Diff
from kajabi_gen.diff.compare import diff
from kajabi_gen.diff.prepare import Prepared, prepare
from kajabi_gen.spec import overlay
from kajabi_gen.spec.load import load_file, load_source
from kajabi_gen.spec.node import Node, plain
from kajabi_gen.spec.source import Source
from support import SPEC

Document = dict[str, Any]
METHODS = ("get", "put", "post", "delete", "patch")


class Line(NamedTuple):
    """A change as the lists of the tests write it: one line, its parts two spaces or more apart; `-` for the API as a whole."""

    wire: str
    sdk: str
    kind: str
    operation: str
    where: str
    operations: int

    @staticmethod
    def of(change: Change) -> Line:
        place = f"{change.method} {change.path}" if change.operations else "-"
        return Line(change.wire.value, change.sdk.value, change.kind, place, change.where, len(change.operations))


def lines(text: str) -> list[Line]:
    """A list of the tests, read; the verdicts stand together, and one operation is understood."""
    found: list[Line] = []
    for row in text.strip().splitlines():
        verdicts, kind, operation, where, *number = row.split("  ") if row else []
        wire, sdk = verdicts.split("/")
        found.append(Line(wire, sdk, kind, operation, where, int(number[0]) if number else 0 if operation == "-" else 1))
    return found


@cache
def _overlay() -> Node:
    return load_file(str(SPEC / "kajabi.overlay.yaml"))


def ready(document: Node) -> Prepared:
    """A document as `kajabi-gen diff` prepares it."""
    return prepare(document, (_overlay(),) if overlay.applies(_overlay(), document) else ())


@cache
def revision(path: Path) -> Prepared:
    """A file, ready to be compared."""
    return ready(load_file(str(path)))


@cache
def bare(path: Path) -> Prepared:
    """A file without the overlay, which names the places of one way to write it."""
    return prepare(load_file(str(path)))


@cache
def compared(old: Path, new: Path) -> Diff:
    """What changed from one file to another."""
    return diff(revision(old), revision(new), "kajabi")


def document_of(path: Path) -> Document:
    """What a file says, as plain values."""
    found = plain(load_file(str(path)))
    assert isinstance(found, dict)
    return found


def written(document: Document, **options: Any) -> Prepared:
    """A document written as YAML, read again and made ready."""
    text = yaml.dump(document, allow_unicode=True, **{"Dumper": yaml.CSafeDumper, "sort_keys": False, **options})
    return _read(text, document)


def _read(text: str, document: Document) -> Prepared:
    node = load_source(Source("copy.yaml", text.encode()))
    assert plain(node) == document, "the copy is not a copy"
    return prepare(node)


class _Quoting(yaml.CSafeDumper):
    """Writes all text in double quotes."""


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def _json(document: Document) -> Prepared:
    return _read(json.dumps(document, indent=1), document)


def _sorted_json(document: Document) -> Prepared:
    return _read(json.dumps(document, sort_keys=True), document)


def _inlined(document: Document) -> Prepared:
    return written(inlined(document, document))


def inlined(value: Any, document: Document, trail: tuple[str, ...] = ()) -> Any:
    """A value with what its references lead to in their place, but for references back into what they are in and to nothing."""
    if isinstance(value, list):
        return [inlined(item, document, trail) for item in value]
    if not isinstance(value, dict):
        return value
    target = value.get("$ref")
    if isinstance(target, str) and target not in trail and len(value) == 1:
        found: Any = document
        for token in target.removeprefix("#/").split("/"):
            found = found.get(token) if isinstance(found, Mapping) else None
        if found is not None:
            return inlined(found, document, (*trail, target))
    return {name: inlined(item, document, trail) for name, item in value.items()}


def _shared_parameters(document: Document) -> Prepared:
    """Parameters that all operations of a path have in common stand on the path."""
    changed = copy.deepcopy(document)
    for item in changed["paths"].values():
        if "parameters" in item:
            continue
        operations = [item[method] for method in METHODS if method in item]
        first = operations[0].get("parameters", [])
        common = [one for one in first if all(one in operation.get("parameters", []) for operation in operations)]
        for operation in operations:
            operation["parameters"] = [one for one in operation.get("parameters", []) if one not in common]
        item["parameters"] = common
    return written(changed)


COPIES: Mapping[str, Callable[[Document], Prepared]] = {
    "keys sorted": lambda document: written(document, sort_keys=True),
    "JSON": _json,
    "JSON, keys sorted": _sorted_json,
    "quoted": lambda document: written(document, Dumper=_Quoting),
    "in flow style, in long lines": lambda document: written(document, default_flow_style=True, width=10_000),
    "references put in place": _inlined,
    "common parameters on the path": _shared_parameters,
}
"""Ways to write a document otherwise that change nothing of what it says."""
