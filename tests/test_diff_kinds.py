"""Every kind of change has a small pair of documents in `tests/diff`, with what must be said of it, both ways."""

from __future__ import annotations

import pytest

from diff_cases import Case, Document, Expected, cases, compared, prepared, told
from kajabi_gen.diff.change import Sdk
from kajabi_gen.diff.compare import diff
from kajabi_gen.diff.kinds import ASPECTS, KINDS, PREFIXES

CASES = cases()
BREAKING = """
added-required became-not-nullable became-nullable became-read-only became-required became-write-only format-added format-changed
format-removed removed removed-required type-changed type-narrowed type-widened
event-removed operation-removed parameter-added-required parameter-moved parameter-removed parameter-renamed request-body-added-required
request-body-became-required request-body-removed request-media-type-removed response-body-added response-body-removed
response-media-type-removed response-success-removed sdk-changed sdk-removed
""".split()
ADDITIVE = """
added became-not-read-only became-not-write-only enum-value-added
event-added operation-added parameter-added parameter-filter-key-added parameter-include-value-added parameter-sort-key-added
parameter-value-added request-body-added resource-attribute-described sdk-added
""".split()


def _assert_told(old: Document, new: Document, expected: tuple[Expected, ...]) -> None:
    """Each expected change is told exactly once, and nothing else is."""
    found = list(compared(old, new).changes)
    missing: list[Expected] = []
    for one in expected:
        match = next((change for change in found if told(change, one) == one), None)
        if match is None:
            missing.append(one)
        else:
            found.remove(match)
    assert ([told(change) for change in found], missing) == ([], []), "(told and not expected, expected and not told)"


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_pair(case: Case) -> None:
    """From old to new, every change is told once with its verdict, and nothing else."""
    _assert_told(case.old, case.new, case.expect)


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_mirror(case: Case) -> None:
    """From new to old, what came goes, and what was harmless one way may break the other way."""
    _assert_told(case.new, case.old, case.mirror)


def test_nothing_changes_against_itself() -> None:
    """A document against itself, or against itself as JSON with sorted keys, is no change."""
    for case in CASES:
        for document in (case.old, case.new):
            one = prepared(document)
            assert diff(one, one, "things").changes == (), case.id
            assert diff(one, prepared(document, sort_keys=True), "things").changes == (), case.id


def test_every_kind_has_a_pair() -> None:
    """No kind is listed that is never told, and none is told that is not listed."""
    expected = {one["kind"] for case in CASES for one in (*case.expect, *case.mirror)}
    assert sorted(KINDS.keys() - expected) == []
    assert sorted(expected - KINDS.keys()) == []


def test_what_a_kind_does_to_callers() -> None:
    """Where no name of the SDK says more: what takes a name, a signature or a type away breaks; what offers one adds; all else is nothing.

    A word without `request-property`, `response-property` or `parameter` in front is said of all three.
    """
    aspects = {f"{prefix}-{aspect}": aspect for prefix in PREFIXES for aspect in ASPECTS}
    for verdict, expected in ((Sdk.BREAKING, BREAKING), (Sdk.ADDITIVE, ADDITIVE)):
        found = {kind.id for kind in KINDS.values() if kind.sdk is verdict}
        assert found == {kind for kind in KINDS if kind in expected or aspects.get(kind) in expected}


def test_names_of_cases_differ() -> None:
    """Two cases of one name are one too many."""
    names = [case.id for case in CASES]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_schemas_that_all_hold_each_other() -> None:
    """A hundred schemas in one great circle are compared in no time, and a change of one is told once."""
    names = [f"S{index}" for index in range(100)]
    limits = ({}, {"maxLength": 3})
    old, new = (
        {
            name: {"type": "object", "properties": {"own": {"type": "string", **limit}, **{at: _ref(at) for at in _near(names, name)}}}
            for name, limit in ((name, side if name == "S99" else {}) for name in names)
        }
        for side in limits
    )
    paths = {f"/{name}": {"put": {"requestBody": {"content": {"application/json": {"schema": _ref(name)}}}}} for name in names[:20]}
    base = {"openapi": "3.1.0", "paths": paths}
    changes = compared({**base, "components": {"schemas": old}}, {**base, "components": {"schemas": new}}).changes
    assert [(change.kind, len(change.operations)) for change in changes] == [("request-property-max-length-added", 20)]


def _ref(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def _near(names: list[str], name: str) -> list[str]:
    """Some of the names, others for each, and the next one always."""
    index = names.index(name)
    return [names[(index * step + 1) % len(names)] for step in (1, 3, 7, 11)]


@pytest.mark.parametrize(
    ("path", "group"),
    [("/orders/{id}", "orders"), ("/api/v2.1/{site}/orders/tags", "orders"), ("/v1/{id}", ""), ("/v1-orders", "v1-orders")],
)
def test_changes_are_told_under_the_first_word_of_their_path(path: str, group: str) -> None:
    """Versions and placeholders are no words."""
    operation = {"responses": {"204": {"description": "Done"}}}
    old: Document = {"openapi": "3.1.0", "paths": {path: {"get": operation}}}
    new: Document = {"openapi": "3.1.0", "paths": {path: {"get": {**operation, "deprecated": True}}}}
    assert [change.group for change in compared(old, new).changes] == [group]


def test_an_operation_is_not_changed_by_what_it_does_not_reach() -> None:
    """Edits of components that no operation refers to are no change."""
    old = {
        "schemas": {"A": {"type": "string"}},
        "parameters": {"a": {"name": "a", "in": "query"}},
        "responses": {"a": {"description": "A"}},
    }
    new = {"schemas": {"A": {"type": "object"}}, "parameters": {"a": {"name": "b", "in": "path"}}, "responses": {"a": {"description": "B"}}}
    base: Document = {"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": {"204": {"description": "Done"}}}}}}
    assert compared({**base, "components": old}, {**base, "components": new}).changes == ()


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ({"parameters": [{"$ref": "#/components/parameters/gone"}]}, "ref-unresolved"),
        ({"responses": {"200": {"$ref": "replies.yaml#/ok"}}}, "ref-remote"),
        ({"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/gone"}}}}}, "ref-dangling"),
        ({"responses": {"200": {"$ref": "#/components/responses/a"}}}, "ref-cycle"),
    ],
)
def test_what_leads_nowhere_is_a_finding(operation: Document, code: str) -> None:
    """A half-done document is compared as far as it goes."""
    components = {"responses": {"a": {"$ref": "#/components/responses/a"}}}
    old: Document = {"openapi": "3.1.0", "paths": {"/a": {"get": operation}}, "components": components}
    new: Document = {"openapi": "3.1.0", "paths": {"/a": {"get": {**operation, "deprecated": True}}}, "components": components}
    told_of = compared(old, new)
    assert [change.kind for change in told_of.changes] == ["operation-deprecated"]
    assert code in {finding.code for finding in told_of.findings}


@pytest.mark.parametrize(
    "document",
    [
        {"openapi": "3.1.0"},
        {"openapi": "3.0.0", "paths": None, "info": None, "components": None, "servers": None, "security": None, "tags": None},
        {"openapi": "3.0.0", "paths": {"/a b": {"get": None, "post": {}}, "x-b": 3, "/c": {"parameters": None, "$ref": "#/paths/~1c"}}},
        {"openapi": "3.1.0", "paths": {"/{}/{a}/{a}": {"get": {"parameters": [None, 3, {"in": "path"}], "responses": {"200": None}}}}},
        {
            "openapi": "3.1.0",
            "paths": {"/a": {"get": {"requestBody": {"content": {"*/*": {"schema": False}}}, "callbacks": {"a": {"b": None}}}}},
        },
    ],
)
def test_odd_documents(document: Document) -> None:
    """Whatever a document lacks, the comparison goes on."""
    sound = {"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": {"204": {"description": "Done"}}}}}}
    assert compared(document, document).changes == ()
    compared(document, sound)
    compared(sound, document)
