"""The cases in `tests/diff`: a small change of a document each, put into a whole document at a named slot.

A case reads `slot: {old: …, new: …}`; a side that is missing has nothing there. The slots:

    schema       the property `value` of a request body, the same of a reply, and the query parameter `value`: three cases in one
    parameter    the one parameter of `GET /things`             parameters   all of them
    body         the request body of `POST /things`             operation    members of `GET /things` (its 200 has no content)
    response     the reply 200 of `GET /things`                 responses    all its replies
    item         members of the path `/things`                  paths        all paths
    document     members of the document

`components` (old, new, or both as one) stands beside any slot. `in` says which of the three a schema is put into, if not all.

`expect` lists every change from old to new, `mirror` every change from new to old; neither where there is none. For a schema, `aspect` is
the kind without its first words, `at` the place below `value`, and the verdict stands under the name of each of the three. `message`, and
`old` and `new`, the values on both sides as reports show them, may stand beside (see `schema-messages.yaml`).
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from kajabi_gen.diff.change import Change, Diff
from kajabi_gen.diff.compare import diff
from kajabi_gen.diff.prepare import Prepared, prepare
from kajabi_gen.spec.load import load_source
from kajabi_gen.spec.source import Source
from support import ROOT

FOLDER = ROOT / "tests" / "diff"
Document: TypeAlias = dict[str, Any]
Expected: TypeAlias = dict[str, Any]

SCHEMA_SLOTS = {
    "request": ("request-property", "requestBody:/value"),
    "response": ("response-property", "response:200:/value"),
    "parameter": ("parameter", "query:value"),
}
_BASE: Document = {
    "openapi": "3.1.0",
    "info": {"title": "Things", "version": "1.0.0"},
    "paths": {"/things": {"get": {"responses": {"200": {"description": "All is well"}}}}},
}


@dataclass(frozen=True)
class Case:
    """Two documents and what must be said of them, both ways."""

    id: str
    old: Document
    new: Document
    expect: tuple[Expected, ...]
    mirror: tuple[Expected, ...]


def cases() -> list[Case]:
    """Every case of every file, a schema once for each of its slots."""
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in _of_file(path)]


def _of_file(path: Path) -> Iterator[Case]:
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        name = f"{path.stem}: {entry['name']}"
        slot = next(name for name in _SLOTS if name in entry)
        expect, mirror = entry.get("expect", []), entry.get("mirror", [])
        for variant in entry.get("in", list(SCHEMA_SLOTS)) if slot == "schema" else [""]:
            old, new = (_document(entry, slot, variant, side) for side in ("old", "new"))
            if variant:
                yield Case(f"{name} ({variant})", old, new, _of_schema(expect, variant), _of_schema(mirror, variant))
            else:
                yield Case(name, old, new, tuple(expect), tuple(mirror))


def _of_schema(expect: list[Expected], variant: str) -> tuple[Expected, ...]:
    prefix, where = SCHEMA_SLOTS[variant]
    direction = "response" if variant == "response" else "request"
    return tuple(
        {
            "kind": f"{prefix}-{one['aspect']}",
            "wire": one[variant],
            "direction": direction,
            "where": where + one.get("at", ""),
            **{name: one[name] for name in ("old", "new", "message") if name in one},
        }
        for one in expect
        if variant in one
    )


def _document(entry: Document, slot: str, variant: str, side: str) -> Document:
    document = copy.deepcopy(_BASE)
    fragment = copy.deepcopy(entry[slot].get(side))
    components = entry.get("components", {})
    components = components.get(side) if {"old", "new"} & components.keys() else components
    if components:
        document["components"] = copy.deepcopy(components)
    if fragment is not None:
        _SLOTS[slot](document, fragment, variant)
    return document


def _schema(document: Document, schema: Any, variant: str) -> None:
    item = document["paths"]["/things"]
    media = {"application/json": {"schema": {"type": "object", "properties": {"value": schema}}}}
    if variant == "request":
        item["post"] = {"requestBody": {"content": media}, "responses": {"204": {"description": "Done"}}}
    elif variant == "response":
        item["get"]["responses"]["200"]["content"] = media
    else:
        item["get"]["parameters"] = [{"name": "value", "in": "query", "schema": schema}]


def _parameter(document: Document, parameter: Any, _variant: str) -> None:
    document["paths"]["/things"]["get"]["parameters"] = [parameter]


def _parameters(document: Document, parameters: Any, _variant: str) -> None:
    document["paths"]["/things"]["get"]["parameters"] = parameters


def _body(document: Document, body: Any, _variant: str) -> None:
    document["paths"]["/things"]["post"] = {"requestBody": body, "responses": {"204": {"description": "Done"}}}


def _response(document: Document, response: Any, _variant: str) -> None:
    document["paths"]["/things"]["get"]["responses"]["200"] |= response


def _responses(document: Document, responses: Any, _variant: str) -> None:
    document["paths"]["/things"]["get"]["responses"] = responses


def _operation(document: Document, members: Any, _variant: str) -> None:
    document["paths"]["/things"]["get"] |= members


def _item(document: Document, members: Any, _variant: str) -> None:
    document["paths"]["/things"] |= members


def _paths(document: Document, paths: Any, _variant: str) -> None:
    document["paths"] = paths


def _members(document: Document, members: Any, _variant: str) -> None:
    document |= members


_SLOTS = {
    "schema": _schema,
    "parameter": _parameter,
    "parameters": _parameters,
    "body": _body,
    "response": _response,
    "responses": _responses,
    "operation": _operation,
    "item": _item,
    "paths": _paths,
    "document": _members,
}


def prepared(document: Document, *, sort_keys: bool = False) -> Prepared:
    """A document as it comes from a file, ready to be compared."""
    text = json.dumps(document, sort_keys=True, indent=1) if sort_keys else yaml.safe_dump(document, sort_keys=False)
    return prepare(load_source(Source("api.yaml", text.encode())))


def compared(old: Document, new: Document) -> Diff:
    """What the comparison says."""
    return diff(prepared(old), prepared(new), "things")


def told(change: Change, expected: Expected | None = None) -> Expected:
    """A change as a case writes it: the members that every expectation has, and those that this one has."""
    found: Expected = {
        "kind": change.kind,
        "wire": change.wire.value,
        "direction": change.direction.value,
        "where": change.where,
        "method": change.method,
        "path": change.path,
        "sdk": change.sdk.value,
        "symbol": change.symbol,
        "source": change.source.value,
        "operations": [str(operation) for operation in change.operations],
        "old": change.old.value if change.old else None,
        "new": change.new.value if change.new else None,
        "message": change.message,
    }
    names = expected.keys() if expected else ("kind", "wire", "direction", "where")
    return {name: found[name] for name in names}
