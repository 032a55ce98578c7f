"""Tell in milliseconds that a document is sound; never tell that it is not.

The same rules as openapi-spec-validator's: its own schema of OpenAPI, held against the whole document at once; the meta-schema of JSON
Schema 2020-12 against each schema; unique operation ids. A document with anything that needs a closer look (discriminators, XML,
another dialect …) is not accepted here, and the validator itself decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kajabi_gen.spec.grammar import METHODS, Kind, objects
from kajabi_gen.spec.node import Node, Plain, plain

if TYPE_CHECKING:
    import jsonschema_rs

_VALIDATOR: Final = "openapi_spec_validator"
_CLOSER_LOOK: Final = frozenset(("discriminator", "xml", "externalDocs", "$schema", "$id", "$dynamicRef", "$anchor"))


def accepts(document: Node, value: Plain) -> bool:
    """Whether the document (`value` is the same as plain data) is certainly valid."""
    schema = _schema_of(document.string("openapi") or "")
    if schema is None or document.get("jsonSchemaDialect") is not None or not schema.is_valid(value):
        return False
    ids = list(_operation_ids(document))
    return len(ids) == len(set(ids)) and all(map(_is_sound, _outermost_schemas(document)))


@cache
def _schema_of(version: str) -> jsonschema_rs.Validator | None:
    """The validator's schema of that version of OpenAPI. Its package is not imported: that alone takes a quarter of a second."""
    import jsonschema_rs

    package = find_spec(_VALIDATOR)
    minor = ".".join(version.split(".")[:2])
    if package is None or package.origin is None or minor not in ("3.1", "3.2"):
        return None
    file = Path(package.origin).parent / "resources" / "schemas" / f"v{minor}" / "schema.json"
    if not file.is_file():
        return None
    return jsonschema_rs.Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))


def _operation_ids(document: Node) -> Iterator[str]:
    for _kind, item in objects(document, kinds={Kind.PATH_ITEM}):
        for method in METHODS:
            operation = item.get(method)
            id_ = operation.string("operationId") if operation is not None else None
            if id_ is not None:
                yield id_


def _outermost_schemas(document: Node) -> Iterator[Node]:
    inside = set[int]()
    for _kind, node in objects(document, kinds={Kind.SCHEMA}):
        if id(node) not in inside:
            inside.update(id(inner) for _, inner in objects(node, Kind.SCHEMA, {Kind.SCHEMA}))
            yield node


def _is_sound(schema: Node) -> bool:
    """Whether a schema, with all in it, is well formed and says nothing that needs a closer look."""
    import jsonschema_rs

    inner = (node for _kind, node in objects(schema, Kind.SCHEMA, {Kind.SCHEMA}))
    value = plain(schema)
    return all(map(_is_simple, inner)) and isinstance(value, dict | bool) and jsonschema_rs.meta.is_valid(value)


def _is_simple(schema: Node) -> bool:
    members = schema.members
    if _CLOSER_LOOK & members.keys() or ("allOf" in members and "required" in members):
        return False
    pattern = schema.string("pattern")
    return pattern is None or is_pattern(pattern)


def is_pattern(text: str) -> bool:
    """Whether the text is a regular expression."""
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return False
    return True
