"""Schemas that say something in a roundabout or misplaced way."""

from __future__ import annotations

from kajabi_gen.spec.finding import Finding, warning
from kajabi_gen.spec.node import Node
from kajabi_gen.spec.normalize.repair import SchemaRepair

_KEYWORDS = frozenset(
    "$anchor $comment $defs $dynamicAnchor $dynamicRef $id $ref $schema $vocabulary additionalProperties allOf anyOf const contains "
    "contentEncoding contentMediaType contentSchema default definitions dependentRequired dependentSchemas deprecated description "
    "discriminator else enum example examples exclusiveMaximum exclusiveMinimum externalDocs format if items maxContains maxItems "
    "maxLength maxProperties maximum minContains minItems minLength minProperties minimum multipleOf not nullable oneOf pattern "
    "patternProperties prefixItems properties propertyNames readOnly required then title type unevaluatedItems unevaluatedProperties "
    "uniqueItems writeOnly xml".split()
)


def unwrap_single_all_of(_document: Node) -> SchemaRepair:
    """`allOf` of one schema says what that schema says."""
    return unwrapped, []


def unwrapped(schema: Node) -> Node:
    """A schema without an `allOf` of one, where that can be done."""
    parts = schema.get("allOf")
    if parts is None or len(parts.elements) != 1:
        return schema
    rest = schema.with_members(allOf=None)
    only = parts.elements[0]
    if not rest.members:
        return only
    if only.get("$ref") is None and only.is_mapping and not (only.members.keys() & rest.members.keys()):
        return only.with_changes(rest.members)
    return schema


def remark_misplaced_members(_document: Node) -> SchemaRepair:
    """A member beside `properties` that JSON Schema does not know and that looks like a schema: most likely one level too far out."""
    findings: list[Finding] = []

    def visit(node: Node) -> Node:
        if node.get("properties") is None:
            return node
        for name, child in node.members.items():
            unknown = name not in _KEYWORDS and not name.startswith("x-") and child.is_mapping
            if unknown and ({"type", "$ref", "properties"} & child.members.keys()):
                message = f"`{name}` is no schema keyword; it was probably meant to stand inside `properties`"
                findings.append(warning("schema-keyword", message, "not read; correct the indentation", child.mark))
        return node

    return visit, findings
