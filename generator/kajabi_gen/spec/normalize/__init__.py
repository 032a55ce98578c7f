"""Bring a document into one spelling: every repair is one function, and this list is all of them, in the order they run.

A pass is a pure function from a document to a document and the Findings about what it did. After the last pass the document is
OpenAPI 3.1 (or 3.2) without path-level parameters, without references to anything but schemas, without `nullable`, and with each
parameter once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from kajabi_gen.spec.finding import Finding
from kajabi_gen.spec.grammar import Kind, transform
from kajabi_gen.spec.node import Node
from kajabi_gen.spec.normalize.dialect import content_encoding, null_in_type_array, numeric_exclusive_bounds, one_version
from kajabi_gen.spec.normalize.parameters import (
    hoist_path_parameters,
    match_path_templates,
    merge_repeated,
    require_path_parameters,
)
from kajabi_gen.spec.normalize.references import inline_references, untype_dangling
from kajabi_gen.spec.normalize.repair import SchemaRepair
from kajabi_gen.spec.normalize.schemas import leave_out_misfit_defaults, remark_misplaced_members, unwrap_single_all_of

StartRepair: TypeAlias = Callable[[Node], SchemaRepair]
Pass: TypeAlias = Callable[[Node], tuple[Node, list[Finding]]]

SCHEMA_REPAIRS: Final[tuple[StartRepair, ...]] = (
    null_in_type_array,
    numeric_exclusive_bounds,
    content_encoding,
    unwrap_single_all_of,
    remark_misplaced_members,
    leave_out_misfit_defaults,
)


def repair_schemas(document: Node, repairs: Sequence[StartRepair] = SCHEMA_REPAIRS) -> tuple[Node, list[Finding]]:
    """All repairs of schemas in one walk, in their order on each schema, inner schemas first."""
    begun = [repair(document) for repair in repairs]

    def visit(_kind: Kind, schema: Node) -> Node:
        for change, _findings in begun:
            schema = change(schema)
        return schema

    repaired = transform(document, visit, {Kind.SCHEMA})
    return repaired, [finding for _change, findings in begun for finding in findings]


PASSES: Final[tuple[Pass, ...]] = (
    untype_dangling,
    inline_references,
    repair_schemas,
    hoist_path_parameters,
    merge_repeated,
    match_path_templates,
    require_path_parameters,
    one_version,
)


def normalize(document: Node) -> tuple[Node, list[Finding]]:
    """Run all passes. The document must have passed `check.refuse`; nothing is refused here."""
    findings: list[Finding] = []
    for repair in PASSES:
        document, found = repair(document)
        findings.extend(found)
    return document, findings
