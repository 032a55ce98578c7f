"""Resources of the type `purchases`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import Many, One, Resource, Schema
from .._types import JSON

if TYPE_CHECKING:
    from .customers import Customer
    from .offers import Offer
    from .products import Product
    from .transactions import Transaction

PurchaseFieldName: TypeAlias = (
    Literal[
        "amount_in_cents",
        "payment_type",
        "multipay_payments_made",
        "opt_in",
        "raw_extra_contact_information",
        "currency",
        "effective_start_at",
        "cardholder_name",
        "billing_address_zip",
        "deactivated_at",
        "deactivation_reason",
        "coupon_code",
        "source",
        "referrer",
        "quantity",
        "created_at",
        "updated_at",
        "trial",
        "trial_end_at",
        "payment_plan_total_payments",
        "status",
        "offer",
        "customer",
        "transactions",
        "products",
    ]
    | str
)


class Purchase(Resource):
    """A resource of the type `purchases`."""

    amount_in_cents: int
    """What the purchase costs, in cents"""
    payment_type: str
    """Kind of payment"""
    multipay_payments_made: int | None
    """How many payments have been made"""
    opt_in: bool
    """Tells if the purchase was an opt-in"""
    raw_extra_contact_information: dict[str, JSON]
    """Additional information about the contact"""
    currency: str
    """Currency in which the purchase was made"""
    effective_start_at: dt.datetime | None
    """Date from which the purchase is effective"""
    cardholder_name: str | None
    """Name of the person holding the card"""
    billing_address_zip: str | None
    """Zip code in the billing address"""
    deactivated_at: dt.datetime | None
    """When the purchase was deactivated, as date and time"""
    deactivation_reason: str | None
    """Why the purchase was deactivated"""
    coupon_code: str | None
    """Code of the coupon that was applied to the purchase"""
    source: str | None
    """Where the purchase came from"""
    referrer: str | None
    """Referrer that led to the purchase"""
    quantity: int | None
    """Quantity purchased"""
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    updated_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    trial: int | None
    """Length of the trial in days. (only for subscriptions and payment plans)

    Named only in the prose of the API's document.
    """
    trial_end_at: str | None
    """Date on which the trial is over

    Named only in the prose of the API's document.
    """
    payment_plan_total_payments: int | None
    """How many payments the payment plan has altogether

    Named only in the prose of the API's document.
    """
    status: str | None
    """Where the purchase stands. For a one-time purchase this is the same as the status in
    the transaction details. For a subscription or payment plan it tells how the plan as
    a whole stands, whereas the status of a transaction concerns a single payment.

    Named only in the prose of the API's document.
    """
    offer: Offer
    customer: Customer
    transactions: tuple[Transaction, ...]
    products: tuple[Product, ...]

    _schema: ClassVar[Schema] = Schema(
        "purchases",
        attributes={
            "amount_in_cents": int,
            "payment_type": str,
            "multipay_payments_made": int | None,
            "opt_in": bool,
            "raw_extra_contact_information": dict[str, object],
            "currency": str,
            "effective_start_at": dt.datetime | None,
            "cardholder_name": str | None,
            "billing_address_zip": str | None,
            "deactivated_at": dt.datetime | None,
            "deactivation_reason": str | None,
            "coupon_code": str | None,
            "source": str | None,
            "referrer": str | None,
            "quantity": int | None,
            "created_at": dt.datetime,
            "updated_at": dt.datetime,
            "trial": int | None,
            "trial_end_at": str | None,
            "payment_plan_total_payments": int | None,
            "status": str | None,
        },
        relationships={
            "offer": One("offers"),
            "customer": One("customers"),
            "transactions": Many("transactions"),
            "products": Many("products"),
        },
    )
