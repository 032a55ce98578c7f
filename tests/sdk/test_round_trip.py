"""A contact from its creation to its end, as an integration would lead it."""

from __future__ import annotations

from typing import Any

import pytest
from kajabi import NotFoundError, NotLoadedError, UnprocessableEntityError

from kajabi_gen.server import ConformanceServer
from runtime.calls import Call, items


def test_a_contact_from_beginning_to_end(server: ConformanceServer, call: Call):
    """Create, list, get with related resources, update, link, unlink, delete."""
    made = call(lambda kajabi: kajabi.contacts.create(name="Jo", email="jo@example.com", site="1", custom_fields={"custom_7": "blue"}))
    assert (made.name, made.site.id, made.custom_fields["custom_7"]) == ("Jo", "1", "blue")
    listed = call(lambda kajabi: items(kajabi.contacts.list(filter={"search": "jo@example.com"})))
    assert listed == [made]

    offers = call(lambda kajabi: kajabi.contacts.offers.add(made.id, ["1", "2"], send_customer_welcome_email=False))
    assert [offer.id for offer in offers] == ["1", "2"]
    call(lambda kajabi: kajabi.contacts.offers.remove(made.id, ["1"]))
    call(lambda kajabi: kajabi.contacts.tags.replace(made.id, ["3"]))
    assert [tag.id for tag in call(lambda kajabi: kajabi.contacts.tags.list(made.id))] == ["3"]

    asked = len(server.requests)
    full = call(lambda kajabi: kajabi.contacts.get(made.id, include=["offers", "tags"]), access_token="a-token")
    title = server.store.get("offers", "2")
    assert title is not None
    assert [offer.title for offer in full.offers] == [title.attributes["title"]]
    assert [tag.id for tag in full.tags] == ["3"]
    assert len(server.requests) == asked + 1, "what is included is resolved without further requests"

    changed = call(lambda kajabi: kajabi.contacts.update(made.id, phone_number="7", subscribed=True))
    assert (changed.name, changed.phone_number, changed.subscribed) == ("Jo", "7", True)
    assert call(lambda kajabi: kajabi.contacts.update(made.id, phone_number=None)).phone_number is None

    assert call(lambda kajabi: kajabi.contacts.delete(made.id)) is None
    with pytest.raises(NotFoundError) as caught:
        call(lambda kajabi: kajabi.contacts.get(made.id))
    assert (caught.value.status, caught.value.request_id) == (404, f"request-{len(server.requests)}")


def test_what_was_not_asked_for_is_told(call: Call):
    """A sparse fieldset leaves the rest out; reading it says so instead of asking the server."""
    contact = call(lambda kajabi: kajabi.contacts.get("1", fields={"contacts": ["email"]}))
    assert contact.email
    with pytest.raises(NotLoadedError):
        _ = contact.name


def test_a_refusal_points_to_its_cause(call: Call):
    """The error carries what the server says about the place."""
    wrong: Any = 7
    with pytest.raises(UnprocessableEntityError) as caught:
        call(lambda kajabi: kajabi.contacts.create(name=wrong, email="jo@example.com", site="1"))
    assert [(error.pointer, error.detail) for error in caught.value.errors] == [("/data/attributes/name", "must be a string")]


@pytest.mark.parametrize("server", [{"kajabi_payments_payouts": 45}], indirect=True)
def test_payouts_page_in_their_own_style(call: Call):
    """Their `meta` counts records; all of them come."""
    payouts = call(lambda kajabi: items(kajabi.kajabi_payments_payouts.list(filter={"site_id": "1"})))
    assert [payout.id for payout in payouts] == [str(number) for number in range(1, 46)]
