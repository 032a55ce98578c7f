"""Schemas that say something in a roundabout or misplaced way."""

from __future__ import annotations

from kajabi_gen.spec.finding import Finding, warning
from kajabi_gen.spec.node import Node, plain
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


def leave_out_misfit_defaults(_document: Node) -> SchemaRepair:
    """A `default` that the `type`, `enum` or `const` beside it rules out says nothing; nobody is obliged to make it fit (JSON Schema
    Validation 2020-12 §9.2)."""
    findings: list[Finding] = []

    def visit(schema: Node) -> Node:
        default = schema.get("default")
        if default is None or _fits(default, schema):
            return schema
        message = "the default is none of the values that its schema allows"
        findings.append(warning("default-misfit", message, "left out; correct the default, or the schema", default.mark))
        return schema.with_members(default=None)

    return visit, findings


def _fits(value: Node, schema: Node) -> bool:
    listed, only, named = schema.get("enum"), schema.get("const"), schema.get("type")
    allowed = (*(listed.elements if listed else ()), *((only,) if only else ()))
    if allowed and not any(each.kind == value.kind and plain(each) == plain(value) for each in allowed):
        return False
    types = {each.text for each in (named.elements or (named,))} if named else set[str | None]()
    return not types or value.kind in types or (_is_whole(value.value) and "integer" in types)


def _is_whole(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()
