"""Normalization, pass by pass: each file in tests/normalize is a small document that shows what a pass does, and what it leaves alone.

`<pass>[.<variant>].yaml` goes in; `….out.yaml` is what comes out, `….findings` what is said about it. `normalize.…` runs all passes.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from kajabi_gen.spec.load import load_file, load_text
from kajabi_gen.spec.node import plain, walk
from kajabi_gen.spec.normalize import PASSES, SCHEMA_REPAIRS, Pass, normalize, repair_schemas
from kajabi_gen.spec.normalize.parameters import merge_repeated, require_path_parameters
from kajabi_gen.spec.normalize.references import inline_references
from support import Golden

CASES = Path(__file__).parent / "normalize"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml") if not path.stem.endswith(".out"))
ENDLESS = {"inline_references.callback"}
"""What holds itself can be put in place once more each time."""
RUN: dict[str, Pass] = {
    "normalize": normalize,
    **{repair.__name__: repair for repair in PASSES if repair is not repair_schemas},
    **{repair.__name__: partial(repair_schemas, repairs=(repair,)) for repair in SCHEMA_REPAIRS},
}


def of(name: str) -> Pass:
    """The pass that a case is about."""
    return RUN[name.split(".")[0]]


def dumped(value: object) -> str:
    """YAML in block style with members in their order, and nothing abbreviated."""

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    return yaml.dump(value, Dumper=Dumper, sort_keys=False, default_flow_style=False, allow_unicode=True, width=140)


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, golden: Golden) -> None:
    """The document that comes out, and each Finding with its place in what went in."""
    document = load_text((CASES / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")
    result, findings = of(name)(document)
    golden(CASES / f"{name}.out.yaml", dumped(plain(result)))
    golden(CASES / f"{name}.findings", "".join(f"{finding}\n" for finding in findings))


def test_every_pass_is_shown() -> None:
    """A new pass comes with a case; a case is of a pass that there is."""
    assert {name.split(".")[0] for name in NAMES} == RUN.keys()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ENDLESS])
def test_a_pass_is_done_after_once(name: str) -> None:
    """Running it again changes nothing: the result is normal already."""
    result, _ = of(name)(load_file(str(CASES / f"{name}.yaml")))
    assert plain(of(name)(result)[0]) == plain(result)


@pytest.mark.parametrize("name", NAMES)
def test_a_pass_changes_nothing_in_place(name: str) -> None:
    """The document given stays as it was read, and every Node of the result still knows a place in the file."""
    path = CASES / f"{name}.yaml"
    document = load_file(str(path))
    result, findings = of(name)(document)
    assert plain(document) == yaml.safe_load(path.read_text(encoding="utf-8"))
    lines = path.read_text(encoding="utf-8").count("\n")
    marks = [*(node.mark for node in walk(result)), *(finding.mark for finding in findings)]
    assert all(mark.file == path.as_posix() and 1 <= mark.line <= lines for mark in marks)


def test_a_document_in_good_order_is_handed_through() -> None:
    """Nothing to repair, nothing to say; parts that are left alone are shared, not copied."""
    text = "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: ok}}}}}\n"
    document = load_text(text, "good.yaml")
    result, findings = normalize(document)
    assert result is document
    assert findings == []


NULL = {"type": "null"}
_TREE = "#/components/schemas/Tree"


@pytest.mark.parametrize(
    ("schema", "normal"),
    [
        *(
            ({name: value, "nullable": True}, {"anyOf": [{name: value}, NULL]})
            for name, value in {
                "$ref": "#/components/schemas/A",
                "allOf": [{"type": "string"}, {"minLength": 1}],
                "anyOf": [{"type": "string"}, {"type": "integer"}],
                "oneOf": [{"type": "string"}, {"type": "integer"}],
                "const": "a",
                "not": {"type": "string"},
                "properties": {"a": {"type": "string"}},
                "additionalProperties": {"type": "string"},
                "items": {"type": "string"},
                "enum": ["a"],
            }.items()
        ),
        ({"description": "Any value", "nullable": True}, {"description": "Any value"}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        ({"type": "number", "maximum": 5, "exclusiveMaximum": True}, {"type": "number", "exclusiveMaximum": 5}),
        ({"type": "number", "minimum": 5, "exclusiveMinimum": True}, {"type": "number", "exclusiveMinimum": 5}),
        ({"type": "number", "maximum": 5, "exclusiveMaximum": False}, {"type": "number", "maximum": 5}),
    ],
)
def test_schemas_of_3_0_in_the_words_of_3_1(schema: dict[str, Any], normal: dict[str, Any]) -> None:
    """Whatever says of what type a value is, `nullable` beside it adds `null`; a limit that is excluded stands for itself."""
    document = {"openapi": "3.0.3", "paths": {}, "components": {"schemas": {"A": {}, "B": schema}}}
    result, findings = repair_schemas(load_text(yaml.safe_dump(document), "a.yaml"))
    assert plain(result) == {**document, "components": {"schemas": {"A": {}, "B": normal}}}
    assert findings == []


def test_a_path_parameter_that_is_required_already_needs_no_word() -> None:
    """Findings are for what was wrong."""
    document = load_text("paths: {'/{a}': {get: {parameters: [{name: a, in: path, required: true}]}}}", "a.yaml")
    assert require_path_parameters(document) == (document, [])


def test_a_text_that_is_repeated_stays_as_it_was_written() -> None:
    """Blanks and line ends too: what is said once is not written anew."""
    same = {"name": "a", "in": "query", "description": "All of them.\n"}
    document = {"paths": {"/": {"get": {"parameters": [same, {**same, "description": "All"}]}}}}
    result, _ = merge_repeated(load_text(yaml.safe_dump(document), "a.yaml"))
    assert plain(result) == {"paths": {"/": {"get": {"parameters": [same]}}}}


@pytest.mark.parametrize("looks_like", [{"type": "string"}, {"$ref": "#/components/schemas/A"}, {"properties": {}}])
def test_what_looks_like_a_schema_beside_properties_is_told(looks_like: dict[str, Any]) -> None:
    """By any of the three members that begin most schemas."""
    schema = {"properties": {"a": {"type": "string"}}, "b": looks_like}
    document = load_text(yaml.safe_dump({"openapi": "3.1.0", "components": {"schemas": {"A": schema}}}), "a.yaml")
    assert [finding.code for finding in repair_schemas(document)[1]] == ["schema-keyword"]


def test_a_schema_within_itself_keeps_no_reference_beside_it_from_its_place() -> None:
    """Only references to schemas stay; the header is put in place though the schema of the same reply has no end."""
    header = {"description": "How many are left", "examples": {"few": {"$ref": "#/components/examples/few"}}}
    components = {
        "responses": {"A": {"headers": {"X": {"$ref": "#/components/headers/X"}}, "content": {"a/b": {"schema": {"$ref": _TREE}}}}},
        "headers": {"X": header},
        "examples": {"few": {"value": 3}},
        "schemas": {"Tree": {"items": {"$ref": _TREE}}},
    }
    document = {"components": components, "paths": {"/": {"get": {"responses": {"200": {"$ref": "#/components/responses/A"}}}}}}
    result, _ = inline_references(load_text(yaml.safe_dump(document), "a.yaml"))
    inlined = {**header, "examples": {"few": {"value": 3}}}
    response = {"headers": {"X": inlined}, "content": {"a/b": {"schema": {"$ref": _TREE}}}}
    assert plain(result.members["paths"]) == {"/": {"get": {"responses": {"200": response}}}}


def test_a_reference_to_what_is_no_object_gives_that() -> None:
    """What stands beside the reference has nowhere to go."""
    components = {"parameters": {"a": "text"}}
    document = {"components": components, "paths": {"/": {"parameters": [{"$ref": "#/components/parameters/a", "description": "b"}]}}}
    result, _ = inline_references(load_text(yaml.safe_dump(document), "a.yaml"))
    assert plain(result.members["paths"]) == {"/": {"parameters": ["text"]}}


def test_a_circle_of_two_references_is_put_in_place_once() -> None:
    """A path item whose callback leads to the same path item."""
    item = {"post": {"callbacks": {"again": {"$ref": "#/components/callbacks/Again"}}}}
    components = {"pathItems": {"Item": item}, "callbacks": {"Again": {"{$url}": {"$ref": "#/components/pathItems/Item"}}}}
    document = {"components": components, "paths": {"/": {"$ref": "#/components/pathItems/Item"}}}
    result, _ = inline_references(load_text(yaml.safe_dump(document), "a.yaml"))
    assert plain(result.members["paths"]) == {"/": item}
