"""The jobs that integrations do again and again, done from beginning to end."""

from __future__ import annotations

import csv
import io
import json
import warnings
from typing import Any

import pytest
from kajabi import ArgumentError, Contact, Kajabi, UnexpectedTypeWarning, recipes

from kajabi_gen.server import ConformanceServer, Identifier
from runtime.calls import Call

SITE = {"site": Identifier("sites", "1")}


def recipe(client: Any, job: str, /, *args: Any, **options: Any) -> Any:
    """A recipe, or its twin for an asynchronous client."""
    prefix = "" if isinstance(client, Kajabi) else "async_"
    return getattr(recipes, prefix + job)(client, *args, **options)


def contacts(server: ConformanceServer) -> list[Any]:
    return list(server.store.all("contacts"))


def test_a_contact_is_found_by_its_whole_address(server: ConformanceServer, call: Call):
    """The search of the API is fuzzy and looks at names too; the recipe wants the address, in whatever case, in that site."""
    for name, email, site in [("jo@example.com", "x@example.com", "1"), ("Ann", "ann.jo@example.com", "1"), ("Jo", "Jo@Example.com", "2")]:
        server.store.create("contacts", {"name": name, "email": email}, {"site": Identifier("sites", site)})
    assert call(lambda kajabi: recipe(kajabi, "find_contact", "JO@example.com", site="1")) is None
    found: Contact = call(lambda kajabi: recipe(kajabi, "find_contact", "JO@example.com", site="2"))
    assert (found.name, found.email) == ("Jo", "Jo@Example.com")


def test_a_contact_is_created_once_and_then_updated(server: ConformanceServer, call: Call):
    """What is not named stays as it is."""
    before = len(contacts(server))
    created = call(lambda kajabi: recipe(kajabi, "save_contact", "jo@example.com", site="1", name="Jo", custom_fields={"custom_7": "blue"}))
    updated = call(lambda kajabi: recipe(kajabi, "save_contact", "JO@example.com", site="1", attributes={"phone_number": "7"}))
    assert updated == created
    assert len(contacts(server)) == before + 1
    held = server.store.get("contacts", created.id)
    assert held is not None
    assert {name: held.attributes[name] for name in ("name", "email", "custom_7", "phone_number")} == {
        "name": "Jo",
        "email": "jo@example.com",
        "custom_7": "blue",
        "phone_number": "7",
    }
    assert held.relationships["site"] == Identifier("sites", "1")


def test_offers_are_granted_to_whoever_has_the_address(server: ConformanceServer, call: Call):
    """The contact is made if need be; offers that it has already stay."""
    first = call(
        lambda kajabi: recipe(kajabi, "grant_offers", "jo@example.com", ["1"], site="1", name="Jo", send_customer_welcome_email=False)
    )
    second = call(lambda kajabi: recipe(kajabi, "grant_offers", "jo@example.com", ["3", 1], site="1"))
    assert ([offer.id for offer in first], [offer.id for offer in second]) == (["1"], ["1", "3"])
    grants = [request for request in server.requests if request.path.endswith("/relationships/offers")]
    assert grants[0].json()["meta"] == {"send_customer_welcome_email": False}
    assert "meta" not in grants[1].json()


def test_what_cannot_be_granted_makes_no_contact(server: ConformanceServer, call: Call):
    """One id instead of several, which would be read as one for each character, is refused before anything is sent."""
    with pytest.raises(ArgumentError, match="several ids"):
        call(lambda kajabi: recipe(kajabi, "grant_offers", "jo@example.com", "12", site="1"))
    with pytest.raises(ArgumentError, match="several names"):
        call(lambda kajabi: recipe(kajabi, "export_contacts", io.StringIO(), site="1", columns="email"))
    assert not server.requests


def test_a_contact_without_an_address_is_passed_over(server: ConformanceServer, call: Call):
    """The search finds names too, and not every contact that the API lists has the address that it promises."""
    for attributes in ({"name": "jo@example.com", "email": None}, {"name": "Jo", "email": "jo@example.com"}):
        server.store.create("contacts", attributes, {"site": SITE["site"]})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnexpectedTypeWarning)
        found: Contact = call(lambda kajabi: recipe(kajabi, "find_contact", "jo@example.com", site="1"))
    assert found.name == "Jo"


@pytest.mark.parametrize("server", [{"contacts": 250, "sites": 2}], indirect=True)
def test_all_contacts_of_a_site_are_exported(server: ConformanceServer, call: Call):
    """As CSV with a header, or as JSON lines; page by page, and only the columns."""
    expected = [(item.id, item.attributes["email"]) for item in contacts(server) if item.relationships["site"] == SITE["site"]]
    table, lines = io.StringIO(newline=""), io.StringIO()
    assert call(lambda kajabi: recipe(kajabi, "export_contacts", table, site="1")) == len(expected) == 125
    rows = list(csv.DictReader(io.StringIO(table.getvalue(), newline="")))
    assert list(rows[0]) == ["id", "name", "email", "phone_number", "subscribed", "created_at"]
    assert [(row["id"], row["email"]) for row in rows] == expected
    pages = [request for request in server.requests if request.path == "/v1/contacts"]
    assert len(pages) == 2
    assert call(lambda kajabi: recipe(kajabi, "export_contacts", lines, site="1", format="jsonl", columns=["email"])) == 125
    assert [tuple(json.loads(line).values()) for line in lines.getvalue().splitlines()] == expected
