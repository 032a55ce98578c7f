"""OpenAPI 3.0 and 3.1 write the same facts differently, and real documents mix them: give all of them the 3.1 spelling."""

from __future__ import annotations

from kajabi_gen.spec.finding import Finding, warning
from kajabi_gen.spec.node import Node, node_from
from kajabi_gen.spec.normalize.repair import SchemaRepair
from kajabi_gen.spec.normalize.schemas import unwrapped

_TARGET = "3.1.1"
_SPECIFIC = frozenset(("$ref", "allOf", "anyOf", "oneOf", "const", "not"))
_TYPE_BY_MEMBER = frozenset(("properties", "additionalProperties", "items", "enum"))


def one_version(document: Node) -> tuple[Node, list[Finding]]:
    """Name the version that the passes before have arrived at (3.2 says the same things in the same way, and keeps its name)."""
    version = document.get("openapi")
    if version is None or not (version.text or "").startswith("3.0"):
        return document, []
    return document.with_members(openapi=version.with_value(_TARGET)), []


def null_in_type_array(document: Node) -> SchemaRepair:
    """`nullable: true` (OpenAPI 3.0.3 §4.7.24) becomes `null` among the types; beside a `$ref` or a composition, an alternative."""
    findings: list[Finding] = []
    is_3_0 = (document.string("openapi") or "").startswith("3.0")

    def visit(node: Node) -> Node:
        nullable = node.get("nullable")
        if nullable is None or not isinstance(nullable.value, bool):
            return node
        if not is_3_0:
            message = "`nullable` is OpenAPI 3.0, in a document of a later version"
            action = "read as meant: `null` is one of the types" if nullable.value else "left out: `null` is no type unless it is named"
            findings.append(warning("nullable-dialect", message, action, nullable.mark))
        rest = node.with_members(nullable=None)
        return _with_null(rest) if nullable.value else rest

    return visit, findings


def _with_null(schema: Node) -> Node:
    if _SPECIFIC & schema.members.keys():
        return _null_alternative(schema)
    types = schema.get("type")
    if types is None:
        return _null_alternative(schema) if _TYPE_BY_MEMBER & schema.members.keys() else schema
    names = [types] if types.text is not None else list(types.elements)
    if any(name.value == "null" for name in names):
        return schema
    widened = schema.with_members(type=types.with_value((*names, node_from("null", types.mark))))
    enum = widened.get("enum")
    if enum is None or any(value.value is None for value in enum.elements):
        return widened
    return widened.with_members(enum=enum.with_value((*enum.elements, node_from(None, enum.mark))))


def _null_alternative(schema: Node) -> Node:
    """anyOf [schema, null], keeping beside it what is said about the value and not about its type."""
    kept = {name: schema.members[name] for name in ("description", "readOnly", "writeOnly", "deprecated") if name in schema.members}
    inner = unwrapped(schema.with_changes(dict.fromkeys(kept)))
    null = node_from({"type": "null"}, schema.mark)
    return Node({**kept, "anyOf": Node((inner, null), schema.mark)}, schema.mark)


def numeric_exclusive_bounds(_document: Node) -> SchemaRepair:
    """`exclusiveMinimum: true` beside `minimum` (3.0) becomes the number itself (JSON Schema 2020-12 §6.2)."""

    def visit(node: Node) -> Node:
        for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            flag = node.get(exclusive)
            if flag is None or not isinstance(flag.value, bool):
                continue
            changes: dict[str, Node | None] = {exclusive: None}
            if flag.value and node.get(bound) is not None:
                changes = {exclusive: node.get(bound), bound: None}
            node = node.with_changes(changes)
        return node

    return visit, []


def content_encoding(_document: Node) -> SchemaRepair:
    """`format: byte` (3.0) becomes `contentEncoding: base64`, as the Format Registry of OpenAPI says of `byte`."""

    def visit(node: Node) -> Node:
        if node.string("format") != "byte" or "contentEncoding" in node.members:
            return node
        return node.with_members(format=None, contentEncoding=node.members["format"].with_value("base64"))

    return visit, []
