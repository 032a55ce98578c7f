"""Webhook bodies come as one union, told apart by class; the last case proves that none was forgotten."""

from __future__ import annotations

from typing import assert_never, assert_type

from kajabi import Contact, ContactTag, Resource, WebhookError, webhooks
from kajabi.webhooks import (
    Event,
    FormSubmissionEvent,
    OrderCreatedEvent,
    PaymentSucceededEvent,
    PurchaseEvent,
    TagAddedEvent,
    TagRemovedEvent,
    UnknownEvent,
    WebhookEvent,
)


def receive(body: bytes) -> str:
    """One case for each event."""
    try:
        event = webhooks.parse(body)
    except WebhookError as error:
        return str(error)
    assert_type(event, WebhookEvent)
    match event:
        case TagAddedEvent(contact=contact, tag=tag):
            assert_type(contact, Contact)
            assert_type(tag, ContactTag)
            return f"{contact.email} is {tag.name}"
        case TagRemovedEvent(tag=ContactTag(name="vip"), contact=contact):
            return f"{contact.email} is no more"
        case FormSubmissionEvent():
            return event.form_submission.email
        case OrderCreatedEvent(order_items=items):
            return f"{len(items)} items"
        case PaymentSucceededEvent() | PurchaseEvent():
            return f"{event.customer.name}: {event.offer.title}"
        case TagRemovedEvent() | UnknownEvent():
            return event.event
        case _:
            assert_never(event)


def log(event: Event) -> tuple[str, str]:
    """What all events have in common, parsed from any form of the body."""
    assert_type(event.payload, tuple[Resource, ...])
    return event.id, str(event.raw.get("event"))


print(log(webhooks.parse('{"event": "x"}')), log(webhooks.parse({"event": "x"})))
