"""Webhook bodies as typed events."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal

import pytest
from kajabi import NotLoadedError, WebhookError, webhooks

SITE = {"site": {"data": {"id": "2", "type": "sites"}}}
TAG_ADDED = {
    "id": "hash_id",
    "event": "tag_added",
    "payload": [
        {
            "id": "0",
            "type": "contacts",
            "attributes": {"name": "Sample Recipient", "created_at": "2025-07-31T16:51:04.010Z"},
            "relationships": SITE,
        },
        {"id": "0", "type": "contact_tags", "attributes": {"name": "Tag"}, "relationships": SITE},
    ],
}


@pytest.mark.parametrize("body", [json.dumps(TAG_ADDED), json.dumps(TAG_ADDED).encode(), TAG_ADDED])
def test_events_work_with_match(body):
    match webhooks.parse(body):
        case webhooks.TagRemovedEvent():
            pytest.fail("another event")
        case webhooks.TagAddedEvent(contact=contact, tag=tag) as event:
            assert (contact.name, contact.created_at.year, tag.name) == ("Sample Recipient", 2025, "Tag")
            assert contact.site is tag.site
            assert (event.id, event.event, event.payload) == ("hash_id", "tag_added", (contact, tag))
            assert event.raw == TAG_ADDED
            assert repr(event) == "TagAddedEvent(event='tag_added', id='hash_id')"
            assert pickle.loads(pickle.dumps(event)) == event


@pytest.mark.parametrize("encode", [str, str.encode])
def test_money_is_never_rounded(encode):
    """More digits than a float holds; where no type is documented, a fraction is a float."""
    customer = '{"type": "customers", "id": "1", "attributes": {"net_revenue": 12345678901234567.89}}'
    purchase = '{"type": "purchases", "id": "2", "attributes": {"raw_extra_contact_information": {"score": 1.5}}}'
    event = webhooks.parse(encode(f'{{"event": "purchase", "payload": [{customer}, {purchase}]}}'))
    assert event.customer.net_revenue == Decimal("12345678901234567.89")
    assert repr(event.payload[1].raw_extra_contact_information) == "{'score': 1.5}"
    assert "Decimal" not in repr(event.raw)


def test_a_member_that_the_payload_lacks_does_not_match():
    event = webhooks.parse({**TAG_ADDED, "payload": TAG_ADDED["payload"][:1]})
    match event:
        case webhooks.TagAddedEvent(tag=_):
            pytest.fail("there is no tag")
        case webhooks.TagAddedEvent(contact=contact):
            assert contact.name == "Sample Recipient"
    with pytest.raises(NotLoadedError, match="contact_tags"):
        _ = event.tag


@pytest.mark.parametrize("payload", [[], None, [{"type": "aliens", "id": "1", "attributes": {"home": "phone"}}]])
def test_unknown_events_stay_readable(payload):
    event = webhooks.parse({"id": 7, "event": "course_completed", "payload": payload})
    assert isinstance(event, webhooks.UnknownEvent)
    assert (event.id, event.event) == ("7", "course_completed")
    assert [resource.extra for resource in event.payload] == [each["attributes"] for each in payload or []]


@pytest.mark.parametrize("payload", ["text", 5, [5]])
def test_what_an_unknown_event_holds_may_be_no_resources(payload):
    event = webhooks.parse(json.dumps({"id": None, "event": "course_completed", "payload": payload}))
    assert (event.id, event.payload, event.raw["payload"]) == ("", (), payload)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        "",
        b"{",
        "[]",
        "5",
        b"\xff",
        "[" * 100_000,
        b"[" * 100_000,
        "{}",
        '{"event": 5}',
        {"event": "tag_added", "payload": "text"},
        {"event": "tag_added", "payload": [5]},
        {"event": "x", "payload": [object()]},
        None,
    ],
)
def test_malformed_bodies(body):
    with pytest.raises(WebhookError) as caught:
        webhooks.parse(body)
    assert str(caught.value).isprintable()
