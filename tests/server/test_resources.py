"""Resources: made, read, changed, deleted, linked; and what is said when that cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conformance import Http, serve
from kajabi_gen.server import ConformanceServer

THINGS = Path(__file__).parents[1] / "things.yaml"


def contact(**attributes: Any) -> dict[str, Any]:
    site = {"data": {"type": "sites", "id": "1"}}
    return {"data": {"type": "contacts", "attributes": {"email": "jo@example.com", **attributes}, "relationships": {"site": site}}}


def test_a_resource_lives_from_create_to_delete(http: Http):
    """What is created is found, listed and counted, until it is deleted."""
    made = http("POST", "/v1/contacts", contact(name="Jo"))
    assert (made.status, made.data["id"], made.data["attributes"]["name"]) == (201, "4", "Jo")
    assert made.headers["location"].endswith("/v1/contacts/4")
    listed = http("GET", "/v1/contacts")
    assert listed.ids == ["1", "2", "3", "4"]
    assert listed.json["meta"]["total_count"] == 4
    changed = http("PATCH", "/v1/contacts/4", {"data": {"type": "contacts", "id": "4", "attributes": {"phone_number": "1"}}})
    assert changed.data["attributes"]["phone_number"] == "1"
    assert http("GET", "/v1/contacts/4").data == changed.data
    gone = http("DELETE", "/v1/contacts/4")
    assert (gone.status, gone.body) == (200, b"")
    assert http("GET", "/v1/contacts/4").status == 404
    assert http("DELETE", "/v1/contacts/2").status == 200
    assert http("GET", "/v1/contacts").ids == ["1", "3"]


@pytest.mark.parametrize(
    ("document", "status", "pointer"),
    [
        (b"{", 400, ""),
        ({}, 422, "/data/type"),
        ({"data": {"type": "sites", "attributes": {"email": "a@example.com"}}}, 409, "/data/type"),
        ({"data": {**contact()["data"], "id": "7"}}, 403, "/data/id"),
        (contact(name=7), 422, "/data/attributes/name"),
        (contact(custom_151="x"), 422, "/data/attributes/custom_151"),
        ({"data": {**contact()["data"], "relationships": {"site": {"data": {"type": "sites", "id": "99"}}}}}, 404, None),
    ],
)
def test_a_wrong_body_is_refused_with_its_place(http: Http, document: object, status: int, pointer: str | None):
    """The error points to what is wrong, and nothing is made."""
    reply = http("POST", "/v1/contacts", document)
    assert reply.status == status
    assert reply.json["errors"][0]["status"] == str(status)
    assert reply.json["errors"][0]["source"]["pointer"] == (pointer if pointer is not None else "/data/relationships/site/data")
    assert http("GET", "/v1/contacts").ids == ["1", "2", "3"]


def test_a_body_needs_the_media_type_of_json_api(http: Http):
    """JSON:API 1.1 §5.4: 415 for any other."""
    assert http("POST", "/v1/contacts", contact(), content_type="application/json").status == 415


def test_a_relationship_is_extended_shortened_and_replaced(http: Http):
    """POST adds what is not there yet, DELETE takes away, PATCH replaces; the resource shows the same."""
    path = "/v1/contacts/1/relationships/tags"

    def tags(*ids: str) -> dict[str, Any]:
        return {"data": [{"type": "contact_tags", "id": id_} for id_ in ids]}

    assert http("PATCH", path, tags("1")).ids == ["1"]
    assert http("POST", path, tags("1", "3")).ids == ["1", "3"]
    assert http("DELETE", path, tags("1")).ids == ["3"]
    assert http("GET", path).json == tags("3")
    assert http("GET", "/v1/contacts/1").data["relationships"]["tags"] == tags("3")
    refused = http("POST", path, tags("2", "99"))
    assert (refused.status, refused.json["errors"][0]["source"]["pointer"]) == (404, "/data/1")
    assert http("GET", path).ids == ["3"]


def test_a_deleted_resource_is_linked_no_more(http: Http):
    """No linkage leads to what is not there."""
    assert http("GET", "/v1/contact_notes/2").data["relationships"]["contact"]["data"] == {"type": "contacts", "id": "2"}
    http("DELETE", "/v1/contacts/2")
    assert http("GET", "/v1/contact_notes/2").data["relationships"]["contact"]["data"] is None


def test_an_action_changes_its_resource(http: Http):
    """An action sets the time it is named after; its reverse takes it back."""
    assert http("POST", "/v1/purchases/1/deactivate").data["attributes"]["deactivated_at"] is not None
    assert http("POST", "/v1/purchases/1/reactivate").data["attributes"]["deactivated_at"] is None
    assert http("POST", "/v1/purchases/99/deactivate").status == 404


def test_what_is_made_below_a_resource_belongs_to_it(http: Http):
    """A submission of a form is linked to the form, and to the form's site."""
    submission = {"data": {"type": "form_submissions", "attributes": {"name": "Jo", "email": "jo@example.com"}}}
    made = http("POST", "/v1/forms/2/submit", submission)
    assert made.status == 201
    assert made.data["relationships"]["form"]["data"] == {"type": "forms", "id": "2"}
    assert made.data["relationships"]["site"]["data"] == {"type": "sites", "id": "2"}
    assert http("POST", "/v1/forms/99/submit", submission).status == 404


def test_paths_and_methods_that_are_not_there(http: Http):
    """404 for a path, 405 with `Allow` for a method; an encoded slash does not lead elsewhere."""
    assert http("GET", "/v1/nothing").status == 404
    assert http("GET", "/v1/contacts/1%2Frelationships%2Ftags").status == 404
    assert http("GET", "//elsewhere/v1/contacts").status == 404
    assert http("GET", "//[/v1/contacts?%zz&&=;").status == 404
    reply = http("PUT", "/v1/contacts/1")
    assert (reply.status, reply.headers["allow"]) == (405, "DELETE, GET, PATCH")


def test_any_document_can_be_served():
    """Nothing is known by name: a document about things is served as well."""
    with serve(spec=str(THINGS)) as server, Http(server.url) as http:
        assert http("GET", "/v1/things?include=owner").ids == ["1", "2", "3"]
        made = http("POST", "/v1/things", {"data": {"type": "things", "attributes": {"name": "Kettle", "weight": 1.5}}})
        assert (made.status, made.data["attributes"]["weight"]) == (201, 1.5)
        assert http("DELETE", "/v1/things/4").status == 204


def test_the_store_is_open_to_tests(server: ConformanceServer, http: Http):
    """A test puts in what it needs, and looks at what a request has left."""
    item = server.store.create("contacts", {"name": "Jo"})
    assert http("GET", f"/v1/contacts/{item.id}").data["attributes"]["name"] == "Jo"
    http("DELETE", f"/v1/contacts/{item.id}")
    assert server.store.get("contacts", item.id) is None
    assert [(request.method, request.target) for request in server.requests][-1] == ("DELETE", f"/v1/contacts/{item.id}")
