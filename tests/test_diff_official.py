"""What the revisions of the API changed: every change once, nothing else, written down from the differences of the texts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from diff_revisions import COPIES, METHODS, Document, Line, bare, compared, document_of, lines
from kajabi_gen.diff.compare import diff
from support import SPEC, official

FROM_1_0_0_TO_1_0_1 = """
docs/none  api-version-changed  -  info/version
docs/none  operation-tags-changed  GET /v1/blog_posts  operation:tags
docs/none  operation-tags-changed  GET /v1/blog_posts/{id}  operation:tags
docs/none  operation-tags-changed  GET /v1/courses  operation:tags
docs/none  operation-tags-changed  GET /v1/courses/{id}  operation:tags
docs/none  operation-tags-changed  GET /v1/landing_pages  operation:tags
docs/none  operation-tags-changed  GET /v1/landing_pages/{id}  operation:tags
compatible/additive  parameter-added  GET /v1/customers/{id}  query:filter[offers_page]
compatible/additive  parameter-added  GET /v1/customers/{id}  query:filter[offers_per]
compatible/additive  parameter-added  GET /v1/customers/{id}  query:filter[offers_search]
compatible/additive  parameter-added  GET /v1/customers/{id}  query:filter[products_page]
compatible/additive  parameter-added  GET /v1/customers/{id}  query:filter[products_per]
compatible/additive  parameter-added  GET /v1/customers/{id}  query:filter[products_search]
docs/none  response-description-changed  GET /v1/customers/{id}  response:200
dangerous/none  prose-behaviour  GET /v1/customers/{id}  response:200
breaking/breaking  response-property-became-nullable  GET /v1/forms  response:200:/data/*/attributes/created_at  2
breaking/breaking  response-property-became-nullable  GET /v1/forms  response:200:/data/*/attributes/updated_at  2
breaking/none  operation-moved  GET /v1/hooks  operation
breaking/none  operation-moved  POST /v1/hooks  operation
breaking/none  operation-moved  GET /v1/hooks/{id}  operation
breaking/none  operation-moved  DELETE /v1/hooks/{id}  operation
breaking/none  operation-moved  GET /v1/hooks/form_submission_sample  operation
breaking/none  operation-moved  GET /v1/hooks/order_created_sample  operation
breaking/none  operation-moved  GET /v1/hooks/payment_succeeded_sample  operation
breaking/none  operation-moved  GET /v1/hooks/purchase_sample  operation
breaking/none  operation-moved  GET /v1/hooks/tag_added_sample  operation
breaking/none  operation-moved  GET /v1/hooks/tag_removed_sample  operation
compatible/breaking  response-property-added  GET /v1/hooks/form_submission_sample  response:200:/*/attributes
compatible/breaking  response-property-added  GET /v1/hooks/order_created_sample  response:200:/*/attributes
compatible/breaking  response-property-added  GET /v1/hooks/order_created_sample  response:200:/*/attributes
compatible/breaking  response-property-added  GET /v1/hooks/order_created_sample  response:200:/*/attributes
compatible/breaking  response-property-added  GET /v1/hooks/order_created_sample  response:200:/*/attributes
compatible/breaking  response-property-added  GET /v1/hooks/order_created_sample  response:200:/*/relationships
compatible/breaking  response-property-added  GET /v1/hooks/order_created_sample  response:200:/*/relationships
compatible/breaking  response-property-added  GET /v1/hooks/payment_succeeded_sample  response:200:/*/attributes
compatible/breaking  response-property-added  GET /v1/hooks/payment_succeeded_sample  response:200:/*/attributes
compatible/breaking  response-property-added  GET /v1/hooks/purchase_sample  response:200:/*/attributes
compatible/breaking  response-property-added  GET /v1/hooks/purchase_sample  response:200:/*/attributes
compatible/breaking  response-property-added  GET /v1/hooks/tag_added_sample  response:200:/*/attributes
compatible/breaking  response-property-added  GET /v1/hooks/tag_removed_sample  response:200:/*/attributes
compatible/additive  operation-added  GET /v1/kajabi_payments_payouts  operation
compatible/additive  operation-added  GET /v1/kajabi_payments_payouts/{id}  operation
dangerous/none  response-status-added  POST /v1/oauth/token  response:400
compatible/additive  operation-added  GET /v1/podcasts  operation
compatible/additive  operation-added  GET /v1/podcasts/{id}  operation
docs/none  operation-description-changed  GET /v1/purchases/{id}  operation
compatible/additive  resource-attribute-described  GET /v1/purchases/{id}  attribute:payment_plan_total_payments
compatible/additive  resource-attribute-described  GET /v1/purchases/{id}  attribute:status
compatible/additive  resource-attribute-described  GET /v1/purchases/{id}  attribute:trial
compatible/additive  resource-attribute-described  GET /v1/purchases/{id}  attribute:trial_end_at
docs/none  operation-description-changed  GET /v1/transactions/{id}  operation
compatible/additive  resource-attribute-described  GET /v1/transactions/{id}  attribute:payment_fee_in_cents
compatible/additive  resource-attribute-described  GET /v1/transactions/{id}  attribute:provider
compatible/additive  resource-attribute-described  GET /v1/transactions/{id}  attribute:settlement_amount_in_cents
compatible/additive  resource-attribute-described  GET /v1/transactions/{id}  attribute:settlement_currency
compatible/additive  resource-attribute-described  GET /v1/transactions/{id}  attribute:settlement_fee_amount_in_cents
"""

# customers.list(filter={"has_product_id": …}) was offered before it was declared: an example request uses it
FROM_1_0_1_TO_1_1_0 = """
docs/none  api-version-changed  -  info/version
breaking/breaking  parameter-removed  GET /v1/contacts  query:filter[is_suppressed]
compatible/additive  parameter-added  GET /v1/contacts  query:filter[has_active_product_id]
compatible/additive  parameter-added  GET /v1/contacts  query:filter[has_no_product_id]
compatible/additive  parameter-added  GET /v1/contacts  query:filter[has_product_id]
compatible/additive  parameter-added  GET /v1/contacts  query:filter[previously_owned_product_id]
dangerous/none  response-status-added  DELETE /v1/contacts/{id}  response:422
breaking/breaking  parameter-removed  GET /v1/customers  query:filter[is_suppressed]
compatible/additive  parameter-added  GET /v1/customers  query:filter[has_active_product_id]
compatible/additive  parameter-added  GET /v1/customers  query:filter[has_no_product_id]
compatible/none  parameter-added  GET /v1/customers  query:filter[has_product_id]
compatible/additive  parameter-added  GET /v1/customers  query:filter[previously_owned_product_id]
docs/none  response-description-changed  GET /v1/customers  response:200
docs/none  operation-description-changed  GET /v1/products  operation
compatible/additive  parameter-added  GET /v1/products  query:filter[exclude_product_types][]
compatible/none  response-property-deprecated  GET /v1/transactions  response:200:/data/*/relationships/offer  2
docs/none  response-property-description-changed  GET /v1/transactions  response:200:/data/*/relationships/offer  2
dangerous/none  prose-null  GET /v1/transactions  response:200:/data/*/relationships/offer  2
compatible/additive  response-property-added  GET /v1/transactions  response:200:/data/*/relationships/purchases  2
docs/none  operation-description-changed  GET /v1/transactions/{id}  operation
docs/none  parameter-description-changed  GET /v1/transactions/{id}  query:include
dangerous/none  parameter-include-value-removed  GET /v1/transactions/{id}  query:include
compatible/additive  parameter-include-value-added  GET /v1/transactions/{id}  query:include
"""

REVISIONS = tuple(sorted(path.name for path in SPEC.glob("kajabi-*.yaml")))
OFFICIAL = ("1.0.0", "1.0.1", "1.1.0")


def _lines(old: Path, new: Path) -> list[Line]:
    return sorted(Line.of(change) for change in compared(old, new).changes)


def test_official_1_0_0_to_1_0_1() -> None:
    """Moved paths are followed: thirteen properties of the samples stand behind them."""
    assert _lines(official("1.0.0"), official("1.0.1")) == sorted(lines(FROM_1_0_0_TO_1_0_1))


def test_official_1_0_1_to_1_1_0() -> None:
    """Four changes stand only in the words."""
    assert _lines(official("1.0.1"), official("1.1.0")) == sorted(lines(FROM_1_0_1_TO_1_1_0))


def test_official_1_0_0_to_1_1_0() -> None:
    """Two steps at once are the changes of both: nothing that the first brought was taken back by the second."""
    first, second = Counter(lines(FROM_1_0_0_TO_1_0_1)), Counter(lines(FROM_1_0_1_TO_1_1_0))
    assert Counter(_lines(official("1.0.0"), official("1.1.0"))) == first | second
    assert [line[2:5] for line in first & second] == [
        ("api-version-changed", "-", "info/version"),
        ("operation-description-changed", "GET /v1/transactions/{id}", "operation"),
    ]


def test_ours_1_0_1_to_1_1_0() -> None:
    """Our transcriptions say the same in other words, so the same has changed."""
    assert _lines(SPEC / "kajabi-1.0.1.yaml", SPEC / "kajabi-1.1.0.yaml") == sorted(lines(FROM_1_0_1_TO_1_1_0))


def test_the_names_that_callers_lose() -> None:
    """A breaking change names what it breaks in the SDK."""
    found = compared(SPEC / "kajabi-1.0.1.yaml", SPEC / "kajabi-1.1.0.yaml")
    assert [change.symbol for change in found.changes if change.sdk == "breaking"] == [
        'kajabi.contacts.list(filter={"is_suppressed"})',
        'kajabi.customers.list(filter={"is_suppressed"})',
    ]
    assert (found.semver.api, found.semver.sdk) == ("major", "major")


def test_ours_0_4_0_to_1_0_1_has_what_the_paths_say() -> None:
    """Operations, parameters and statuses that came and went, counted in the files themselves."""
    old, new = SPEC / "kajabi-0.4.0.yaml", SPEC / "kajabi-1.0.1.yaml"
    before, after = _operations(document_of(old)), _operations(document_of(new))
    expected = {("operation-added", name, "operation") for key, (name, _) in after.items() if key not in before}
    assert before.keys() <= after.keys()
    for key, (_, operation) in before.items():
        name, other = after[key]
        was, now = _parameters(operation), _parameters(other)
        expected |= {("parameter-removed", name, one) for one in was - now} | {("parameter-added", name, one) for one in now - was}
        was, now = set(operation["responses"]), set(other["responses"])
        expected |= {("response-status-added", name, f"response:{status}") for status in now - was}
        assert was <= now
    others = {"operation-removed", "operation-moved", "parameter-added-required", "parameter-renamed", "parameter-moved"}
    kinds = {kind for kind, _, _ in expected} | others | {"response-status-removed"}
    found = [(line.kind, line.operation, line.where) for line in _lines(old, new) if line.kind in kinds]
    assert Counter(found) == Counter(expected)
    assert Counter(kind for kind, _, _ in expected) == {
        "operation-added": 36,
        "parameter-added": 141,
        "parameter-removed": 14,
        "response-status-added": 1,
    }


@pytest.mark.parametrize(
    ("operation", "where", "kind", "wire", "sdk"),
    [
        ("GET /v1/contacts", "query:use_indexed_data", "parameter-removed", "breaking", "breaking"),
        ("GET /v1/customers", "query:filter[has_product_id]", "parameter-removed", "breaking", "none"),
        ("GET /v1/custom_fields", "response:200:/data/*/attributes/archived", "response-property-removed", "dangerous", "breaking"),
        ("GET /v1/customers", "response:200:/data/*/attributes/socials/linkedin", "response-property-removed", "dangerous", "breaking"),
        ("GET /v1/customers", "response:200:/data/*/attributes/socials/instagram", "response-property-added", "compatible", "additive"),
        ("GET /v1/forms", "response:200:/data/*/attributes/title", "response-property-became-nullable", "breaking", "breaking"),
        ("GET /v1/products", "response:200:/data/*/attributes/title", "response-property-became-required", "compatible", "none"),
        ("POST /v1/forms/{id}/submit", "requestBody:/data/attributes/custom_1", "request-property-added", "compatible", "additive"),
        (
            "POST /v1/forms/{id}/submit",
            "requestBody:/data/attributes/mobile_phone_number",
            "request-property-removed",
            "dangerous",
            "breaking",
        ),
        (
            "GET /v1/transactions",
            "response:200:/data/*/attributes/currency",
            "response-property-became-not-nullable",
            "compatible",
            "additive",
        ),
        ("GET /v1/transactions/{id}", "attribute:provider", "resource-attribute-described", "compatible", "additive"),
    ],
)
def test_ours_0_4_0_to_1_0_1_inside(operation: str, where: str, kind: str, wire: str, sdk: str) -> None:
    """Each of these is told once."""
    found = _lines(SPEC / "kajabi-0.4.0.yaml", SPEC / "kajabi-1.0.1.yaml")
    assert [line[:3] for line in found if (line.operation, line.where) == (operation, where)] == [(wire, sdk, kind)]


@pytest.mark.parametrize("ours_is_old", [True, False], ids=["ours to official", "official to ours"])
def test_ours_is_the_official_one_in_other_words(ours_is_old: bool) -> None:
    """A transcription changes words and nothing else."""
    ours, theirs = SPEC / "kajabi-1.1.0.yaml", official("1.1.0")
    found = compared(ours, theirs) if ours_is_old else compared(theirs, ours)
    assert found.changes
    assert [Line.of(change) for change in found.changes if (change.wire, change.sdk) != ("docs", "none")] == []


@pytest.mark.parametrize(
    ("revision", "copy"),
    [
        *(("kajabi-1.1.0.yaml", copy) for copy in COPIES),
        *((revision, "JSON, keys sorted") for revision in (*OFFICIAL, *REVISIONS[:-1])),
        ("1.0.0", "references put in place"),  # some of them lead nowhere
    ],
)
def test_nothing_changes_for_a_revision_written_otherwise(revision: str, copy: str) -> None:
    """Order, format, quoting and references are ways to write, and no part of what is said."""
    path = official(revision) if revision in OFFICIAL else SPEC / revision
    one, other = bare(path), COPIES[copy](document_of(path))
    for found in (diff(one, other, "kajabi"), diff(other, one, "kajabi")):
        assert [change.symbol or Line.of(change) for change in found.changes] == []


@pytest.mark.parametrize("revision", [*OFFICIAL, *REVISIONS])
def test_nothing_changes_within_a_revision(revision: str) -> None:
    """A document against itself."""
    path = official(revision) if revision in OFFICIAL else SPEC / revision
    assert compared(path, path).changes == ()


def _operations(document: Document) -> dict[str, tuple[str, Document]]:
    """Each operation and its name, by method and path with nameless placeholders."""
    found: dict[str, tuple[str, Document]] = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                name = f"{method.upper()} {path}"
                found[re.sub(r"{[^}]*}", "{}", name)] = (name, item[method])
    return found


def _parameters(operation: Document) -> set[str]:
    """The parameters that are known by their names, not by their place in the path."""
    return {f"{one['in']}:{one['name']}" for one in operation.get("parameters", []) if one["in"] != "path"}
