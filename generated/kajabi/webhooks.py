"""Webhook bodies as typed events: `parse(body)` and one class for each event."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, cast

from ._about import SETTINGS
from ._webhooks import (
    Event,
    EventMany,
    EventOne,
    EventSchema,
    UnknownEvent,
    parse_event,
)

if TYPE_CHECKING:
    from .resources.contact_tags import ContactTag
    from .resources.contacts import Contact
    from .resources.customers import Customer
    from .resources.form_submissions import FormSubmission
    from .resources.forms import Form
    from .resources.offers import Offer
    from .resources.order_items import OrderItem
    from .resources.orders import Order
    from .resources.purchases import Purchase
    from .resources.transactions import Transaction

__all__ = [
    "Event",
    "FormSubmissionEvent",
    "OrderCreatedEvent",
    "PaymentSucceededEvent",
    "PurchaseEvent",
    "TagAddedEvent",
    "TagRemovedEvent",
    "UnknownEvent",
    "WebhookEvent",
    "parse",
]


class FormSubmissionEvent(Event):
    """The event `form_submission`."""

    event: Literal["form_submission"]
    form_submission: FormSubmission
    form: Form

    _event: ClassVar[EventSchema] = EventSchema(
        "form_submission",
        {"form_submission": EventOne("form_submissions"), "form": EventOne("forms")},
    )


class OrderCreatedEvent(Event):
    """The event `order_created`. Not in every payload: `offer`."""

    event: Literal["order_created"]
    transaction: Transaction
    customer: Customer
    offer: Offer
    order: Order
    order_items: tuple[OrderItem, ...]

    _event: ClassVar[EventSchema] = EventSchema(
        "order_created",
        {
            "transaction": EventOne("transactions"),
            "customer": EventOne("customers"),
            "offer": EventOne("offers"),
            "order": EventOne("orders"),
            "order_items": EventMany("order_items"),
        },
    )


class PaymentSucceededEvent(Event):
    """The event `payment_succeeded`. Not in every payload: `offer`."""

    event: Literal["payment_succeeded"]
    transaction: Transaction
    customer: Customer
    offer: Offer

    _event: ClassVar[EventSchema] = EventSchema(
        "payment_succeeded",
        {
            "transaction": EventOne("transactions"),
            "customer": EventOne("customers"),
            "offer": EventOne("offers"),
        },
    )


class PurchaseEvent(Event):
    """The event `purchase`."""

    event: Literal["purchase"]
    purchase: Purchase
    customer: Customer
    offer: Offer

    _event: ClassVar[EventSchema] = EventSchema(
        "purchase",
        {
            "purchase": EventOne("purchases"),
            "customer": EventOne("customers"),
            "offer": EventOne("offers"),
        },
    )


class TagAddedEvent(Event):
    """The event `tag_added`."""

    event: Literal["tag_added"]
    contact: Contact
    tag: ContactTag

    _event: ClassVar[EventSchema] = EventSchema(
        "tag_added", {"contact": EventOne("contacts"), "tag": EventOne("contact_tags")}
    )


class TagRemovedEvent(Event):
    """The event `tag_removed`."""

    event: Literal["tag_removed"]
    contact: Contact
    tag: ContactTag

    _event: ClassVar[EventSchema] = EventSchema(
        "tag_removed",
        {"contact": EventOne("contacts"), "tag": EventOne("contact_tags")},
    )


WebhookEvent: TypeAlias = (
    FormSubmissionEvent
    | OrderCreatedEvent
    | PaymentSucceededEvent
    | PurchaseEvent
    | TagAddedEvent
    | TagRemovedEvent
    | UnknownEvent
)
"""Everything that `parse` can give."""

_EVENTS: tuple[type[Event], ...] = (
    FormSubmissionEvent,
    OrderCreatedEvent,
    PaymentSucceededEvent,
    PurchaseEvent,
    TagAddedEvent,
    TagRemovedEvent,
)


def parse(body: bytes | str | Mapping[str, object]) -> WebhookEvent:
    """Read the body of a webhook request.

    Related resources in the payload are resolved among each other. An event that this version does not know gives an
    `UnknownEvent`, whose payload can still be read.

    Args:
        body: The body as received, or the JSON object that it holds.

    Raises:
        WebhookError: The body is no webhook event.
    """
    return cast("WebhookEvent", parse_event(body, _EVENTS, SETTINGS.registry))
