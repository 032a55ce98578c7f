"""Nothing that the document states is lost on the way to the SDK's users.

`openapi_walk` lists what spec/kajabi-1.1.0.yaml states, without the generator. Each of it is looked for in the model, and in what the
emitted package shows: signatures, classes and docstrings (`sdk_surface`), and api.md.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import sdk_surface
from kajabi_gen import modelling
from kajabi_gen.building import build_sdk
from kajabi_gen.config import Settings
from openapi_walk import Stated, Walk, load, members, operations
from sdk_lookup import Fact, Sdk, in_document, in_model, in_package, model_member, package_member, plain
from support import SPEC

DOCUMENT = load(SPEC / "kajabi-1.1.0.yaml")
OPERATIONS = {operation.key: operation.place for operation in operations(DOCUMENT)}
WALK = Walk(DOCUMENT)

LEFT_OUT = {
    "/servers/0/description": "a word for the only server; its URL is what `base_url` stands for",
    "form_submissions.tags": "a mistake of the document, which the overlay removes: the sample's own example has a form there",
    "purchases.offers": "a mistake of the document: the overlay has the one offer of the sample's own example in its place",
    "the type of form_submissions.tags": "as above",
    "the type of purchases.offers": "as above",
    "the type of purchases.products": "a mistake of the document, which says offers; the overlay has the products of the example",
}
"""What of the document is not in the SDK, and why."""

ERRORS = {
    "errors": ("APIStatusError", "errors"),
    "errors.status": ("ErrorDetail", "status"),
    "errors.title": ("ErrorDetail", "title"),
    "errors.detail": ("ErrorDetail", "detail"),
    "errors.source": ("ErrorDetail", "pointer"),
    "errors.source.pointer": ("ErrorDetail", "pointer"),
    "error": ("ErrorDetail", "title"),
}
"""Where users find what errors say: those of JSON:API, and that of OAuth."""

ENVELOPES = {
    "Page data": ("Page", "items"),
    "Page links": ("Page", "links"),
    "Page meta": ("Page", "meta"),
    "ResourceList links": ("ResourceList", "links"),
    "one included": ("Resource", "related"),
    "one links": ("Resource", "raw"),
    "link of a resource": ("Resource", "links"),
    "link of a relationship": ("Resource", "raw"),
}
"""Where users find what stands beside the resources of a reply. What has no better place is in `raw.json()`: links of the document of a
single resource, and those of relationships. (They are never followed.)"""


@pytest.fixture(scope="module")
def sdk(tmp_path_factory: pytest.TempPathFactory) -> Sdk:
    """Built from the code as it stands; looked at in another process, where no other `kajabi` can be in the way."""
    out = tmp_path_factory.mktemp("nothing_lost") / "sdk"
    settings = Settings(spec=str(SPEC / "kajabi-1.1.0.yaml"), out=str(out))
    build_sdk(settings)
    command = [sys.executable, "-I", sdk_surface.__file__, str(out), "kajabi", "Kajabi"]
    surface = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=out.parent).stdout)
    return Sdk(modelling.model_of(settings).api, surface, (out / "api.md").read_text(encoding="utf-8"))


def lost(items: Iterable[Stated], look: Callable[[Stated], Fact | None]) -> list[str]:
    """The places of all that is not where `look` looks, or about which less is said there."""
    pairs = [(item, look(item)) for item in items if f"{item.owner}.{item.name}" not in LEFT_OUT]
    return [
        f"{item.operation}: {item.name} ({item.place.pointer})" for item, fact in pairs if not (fact and in_document(item).is_told_by(fact))
    ]


KINDS = ("parameter", "keyword", "attribute", "relationship", "included", "member")


def writable(kind: str) -> list[Stated]:
    """All that is stated of a kind, but for what the API does not let users write."""
    return [item for item in WALK.of(kind) if kind != "keyword" or not in_document(item).read_only]


@pytest.mark.parametrize("kind", KINDS)
def test_the_model_has_all_that_is_stated(sdk: Sdk, kind: str) -> None:
    """Parameters, attributes, relationships …, each with its description, enum values, required, deprecated and readOnly."""
    assert len(writable(kind)) > 10
    assert lost(writable(kind), lambda item: in_model(sdk, item)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_package_shows_all_that_is_stated(sdk: Sdk, kind: str) -> None:
    """The same, in signatures, typed keys and classes, and in what editors show of them."""
    assert lost(writable(kind), lambda item: in_package(sdk, item)) == []


def test_asynchronous_methods_take_the_same(sdk: Sdk) -> None:
    """Every method of `Kajabi` is one of `AsyncKajabi` with the same arguments; walks of lists can go ahead there (`concurrency`)."""
    own, others = sdk.surface["methods"], sdk.surface["async_methods"]
    assert len(own) == 77
    assert own.keys() == others.keys()
    for name, method in own.items():
        taken = {argument: told for argument, told in others[name]["parameters"].items() if argument != "concurrency"}
        assert taken == method["parameters"]


def test_read_only_attributes_cannot_be_written(sdk: Sdk) -> None:
    """No write method has an argument for a readOnly attribute."""
    fixed = [item for item in WALK.of("keyword") if in_document(item).read_only]
    assert {item.operation for item in fixed} == {"POST /v1/contacts", "PATCH /v1/contacts/{id}", "POST /v1/hooks"}
    assert [item for item in fixed if in_model(sdk, item) or in_package(sdk, item)] == []


def test_types_have_classes_and_relationships_lead_to_them(sdk: Sdk) -> None:
    """Each `enum` of a resource type is the type of an exported class; within a relationship, the class that it is annotated with."""
    types = [item for item in WALK.of("type") if f"the type of {item.owner}.{item.name}" not in LEFT_OUT]
    assert len(types) > 50
    for item in types:
        (type_,) = item.place.node["enum"]
        assert sdk.class_of(type_) in sdk.surface["exported"]
        if item.name:
            owner = model_member(sdk.api, sdk.class_of(item.owner), item.name)
            shown = package_member(sdk.surface["classes"], sdk.class_of(item.owner), item.name)
            assert (owner.target, shown and sdk.class_of(type_) in shown["classes"]) == (type_, True)


def test_operations_say_what_the_document_says(sdk: Sdk) -> None:
    """Summary, description and deprecation of each operation, and what each of its statuses means; api.md has it, and the docstrings."""
    assert len(OPERATIONS) == 77
    for key, (_pointer, node) in OPERATIONS.items():
        model, section = sdk.operation(key), sdk.section(key)
        statuses = {status: response["description"] for status, response in node["responses"].items()}
        assert (model.summary, model.description.strip()) == (node["summary"], node.get("description", "").strip())
        assert (dict(model.statuses), model.deprecated) == (statuses, node.get("deprecated", False))
        assert plain(node["summary"]) in section
        assert plain(node.get("description", "")) in section
        assert [status for status, text in statuses.items() if f"`{status}`: {plain(text)}" not in section] == []
        assert plain(sdk.method(key)["doc"]).startswith(node["summary"])
        assert plain(sdk.method(key, "async_methods")["doc"]).startswith(node["summary"])


def test_parameters_are_explained_in_api_md(sdk: Sdk) -> None:
    """api.md has what is said of each parameter and each part of a body, in the section of its operation."""
    items = [item for item in (*writable("parameter"), *writable("keyword")) if in_document(item).description]
    assert len(items) > 200
    assert [item for item in items if in_document(item).description not in sdk.section(item.operation)] == []


def test_the_document_is_described(sdk: Sdk) -> None:
    """What the document says of the whole API stands in the model and in api.md."""
    text = DOCUMENT["info"]["description"]
    assert sdk.api.description.strip() == text.strip()
    assert plain(text) in plain(sdk.api_md)


def test_sort_keys_and_include_values_can_be_completed(sdk: Sdk) -> None:
    """Descriptions list them in these two ways; the arguments' types name each, and sort keys with `-` too."""
    told = [(item, in_document(item).description) for item in WALK.of("parameter") if item.name in ("query sort", "query include")]
    listed = [(item, re.findall(r"\w+", found[1])) for item, text in told if (found := re.search(r"\b(?:use|Available): ([\w, ]+)", text))]
    shown = [(item, re.findall(r"[\w.]+", found[1])) for item, text in told if (found := re.search(r"\?include=([\w.,]+)", text))]
    assert (len(listed), len(shown)) == (17, 10)
    for item, keys in (*listed, *shown):
        fact = in_package(sdk, item)
        assert fact is not None
        assert {*keys, *(f"-{key}" for key in keys if item.name == "query sort")} <= fact.values


def test_errors_have_their_members(sdk: Sdk) -> None:
    """What the schemas of error replies hold is on the exceptions."""
    assert {item.name for item in WALK.of("error")} == ERRORS.keys()
    classes = sdk.surface["classes"]
    assert [name for owner, name in ERRORS.values() if name not in {*classes[owner]["members"], *classes[owner]["properties"]}] == []


def test_envelopes_have_their_members(sdk: Sdk) -> None:
    """What stands beside the resources of a reply (links, meta, included) is on what the method returns."""
    found = {"link of a relationship" if "." in item.name else "link of a resource" for item in WALK.of("link")}
    for item in WALK.of("envelope"):
        returned = [*sdk.method(item.operation)["returns"], "None"][0]
        holder = returned if returned in ("None", "Page", "ResourceList") else "one"
        found.add(f"{holder} {item.name.partition('.')[0]}")
    assert found - {"None data", "one data", "ResourceList data"} == ENVELOPES.keys()
    assert [name for owner, name in ENVELOPES.values() if name not in sdk.surface["classes"][owner]["properties"]] == []


def test_the_walk_goes_everywhere() -> None:
    """No property, description, enum, deprecation or readOnly of the document stands where these tests do not look."""
    looked = {item.place.pointer for item in WALK.stated}
    looked |= {f"{item.place.pointer}/schema" for item in WALK.of("parameter")}
    looked |= {place.pointer for place in OPERATIONS.values()} | {"/info"}
    looked |= {f"{pointer}/responses/{status}" for pointer, node in OPERATIONS.values() for status in node["responses"]}
    missed: list[str] = []
    for pointer, value, is_prose in members(DOCUMENT):
        parent, _, last = pointer.rpartition("/")
        if parent.endswith("/properties") and isinstance(value, dict):
            missed += [pointer] if pointer not in WALK.passed else []
        elif is_prose or last in ("enum", "deprecated", "readOnly"):
            missed += [pointer] if parent not in looked else []
    assert [pointer for pointer in missed if pointer not in LEFT_OUT] == []


def test_what_is_left_out_is_not_there(sdk: Sdk) -> None:
    """LEFT_OUT excuses nothing that the SDK has by now."""
    server = DOCUMENT["servers"][0]
    assert server["description"] not in plain(sdk.api_md)
    assert sdk.api.server == server["url"]
    excused = [item for item in WALK.of("relationship") if f"{item.owner}.{item.name}" in LEFT_OUT]
    assert [in_model(sdk, item) for item in excused] == [None, None]
    assert model_member(sdk.api, "Purchase", "products").target == "products"


DEPRECATED = """
openapi: 3.1.0
info: {title: Things, version: '1'}
servers: [{url: 'https://example.test'}]
paths:
  /things:
    get:
      deprecated: true
      parameters:
      - {name: 'filter[old_key]', in: query, deprecated: true, schema: {type: string}}
      - {name: old_word, in: query, deprecated: true, schema: {type: string}}
      - {name: old_word, in: query, schema: {type: string}}
      responses: {'200': {description: All, content: {application/vnd.api+json: {schema: {$ref: '#/components/schemas/things'}}}}}
    post:
      requestBody: {content: {application/vnd.api+json: {schema: {type: object, properties: {data: {$ref: '#/components/schemas/thing'}}}}}}
      responses: {'204': {description: Made}}
components:
  schemas:
    things: {type: object, properties: {data: {type: array, items: {$ref: '#/components/schemas/thing'}}}}
    thing:
      type: object
      properties:
        type: {const: things}
        attributes: {type: object, properties: {old_name: {type: string, deprecated: true}}}
        relationships: {type: object, properties: {old_friend: {type: object, deprecated: true, properties: {data: {type: object}}}}}
"""


def test_every_deprecation_is_told(tmp_path: Path) -> None:
    """Deprecated operations, parameters (if only one of their repetitions says so), attributes, relationships and keywords: all say so."""
    spec = tmp_path / "things.yaml"
    spec.write_text(DEPRECATED, encoding="utf-8")
    built = build_sdk(Settings(spec=str(spec), out=str(tmp_path / "sdk"), package="things"), check_only=True)
    rows = [line for line in built.outcome.files["api.md"].splitlines() if "old_" in line or "→" in line]
    assert [row for row in rows if "deprecated" not in row.lower()] == ["`POST /things` → `None`"]
    assert len(rows) == 8
    assert built.outcome.files["things/resources/things.py"].count("Deprecated.") == 2
    assert built.outcome.files["things/api/things.py"].count("Deprecated.") == 6
