"""Webhook events: what `match` must not forget or invent."""

from typing import assert_never

from kajabi import webhooks
from kajabi.webhooks import (
    FormSubmissionEvent,
    OrderCreatedEvent,
    PaymentSucceededEvent,
    PurchaseEvent,
    TagAddedEvent,
    TagRemovedEvent,
    WebhookEvent,
)


def forgetful(event: WebhookEvent) -> None:
    """An event that this version does not know can come, too."""
    match event:
        case FormSubmissionEvent() | OrderCreatedEvent() | PaymentSucceededEvent() | PurchaseEvent():
            pass
        case TagAddedEvent() | TagRemovedEvent():
            pass
        case _:
            assert_never(event)  # error: UnknownEvent


def inventive(event: WebhookEvent) -> None:
    """Each event has its own members, and they are named."""
    print(event.contact)  # error: "contact"
    if isinstance(event, TagAddedEvent):
        print(event.tag.title)  # error: "title"
        print(event.form)  # error: "form"
    match event:
        case TagAddedEvent(_, _):  # error: pattern
            pass
        case _:
            pass


webhooks.parse(5)  # error: "bytes
webhooks.parse(None)  # error: None
