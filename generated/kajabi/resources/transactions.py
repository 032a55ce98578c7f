"""Resources of the type `transactions`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import Many, MaybeNone, One, Resource, Schema

if TYPE_CHECKING:
    from .customers import Customer
    from .offers import Offer
    from .purchases import Purchase
    from .sites import Site

TransactionFieldName: TypeAlias = (
    Literal[
        "action",
        "state",
        "payment_type",
        "amount_in_cents",
        "sales_tax_in_cents",
        "currency",
        "currency_symbol",
        "formatted_amount",
        "created_at",
        "provider",
        "payment_fee_in_cents",
        "settlement_amount_in_cents",
        "settlement_fee_amount_in_cents",
        "settlement_currency",
        "customer",
        "offer",
        "purchases",
        "site",
    ]
    | str
)


class Transaction(Resource):
    """A resource of the type `transactions`."""

    action: (
        Literal[
            "charge",
            "refund",
            "subscribe",
            "subscription_charge",
            "free_purchase",
            "test",
            "dispute",
            "subscription_update",
        ]
        | str
    )
    """Tells what kind of transaction it is:
    * `charge` - Payment made once
    * `refund` - Money given back to the customer
    * `subscribe` - Start of a subscription
    * `subscription_charge` - Payment that recurs with a subscription
    * `free_purchase` - Transaction of $0
    * `test` - Transaction made as a test
    * `dispute` - Charge that is under dispute
    * `subscription_update` - Change to a subscription
    """
    state: Literal["initialized", "succeeded", "failed"] | str
    """Where the transaction stands:
    * `initialized` - It has been started
    * `succeeded` - It was completed with success
    * `failed` - It did not succeed
    """
    payment_type: str | None
    """Tells how the payment is structured (nullable)"""
    amount_in_cents: int
    """Price in US cents (so that decimals stay exact); negative values are possible for
    refunds
    """
    sales_tax_in_cents: int
    """Sales tax in US cents (so that decimals stay exact)"""
    currency: str
    """Currency code as a string (nullable), converted to upper case automatically
    * Without a value, the default is "USD"
    """
    currency_symbol: str
    """Currency symbol as a string (nullable)
    * With USD, for instance, "$"
    """
    formatted_amount: str
    """Amount as a string that people can read easily
    * The currency symbol is part of it
    * The currency code is not
    * For instance "$42.50"
    """
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    provider: str | None
    """Payment processor that handled the payment

    Named only in the prose of the API's document.
    """
    payment_fee_in_cents: int | None
    """Fee for processing the payment of this transaction (only with Kajabi Payments)

    Named only in the prose of the API's document.
    """
    settlement_amount_in_cents: int | None
    """What the payment amounts to in cents of the settlement currency (only with Kajabi
    Payments)

    Named only in the prose of the API's document.
    """
    settlement_fee_amount_in_cents: int | None
    """Fee for processing the payment of this transaction, in terms of the settlement
    currency (only with Kajabi Payments)

    Named only in the prose of the API's document.
    """
    settlement_currency: str | None
    """Currency in which the payment is settled, as a rule that of the bank account
    attached (only with Kajabi Payments)

    Named only in the prose of the API's document.
    """
    customer: Customer
    offer: Offer | MaybeNone
    """DEPRECATED: use `purchases`. Set only if the transaction has a single offer; null if
    it is bundled (multi-offer).

    Deprecated.
    """
    purchases: tuple[Purchase, ...]
    """The offer purchases within this transaction: one entry if it has a single offer,
    several if it is bundled.
    """
    site: Site | MaybeNone
    """Shown only in the examples of the API's document."""

    _schema: ClassVar[Schema] = Schema(
        "transactions",
        attributes={
            "action": str,
            "state": str,
            "payment_type": str | None,
            "amount_in_cents": int,
            "sales_tax_in_cents": int,
            "currency": str,
            "currency_symbol": str,
            "formatted_amount": str,
            "created_at": dt.datetime,
            "provider": str | None,
            "payment_fee_in_cents": int | None,
            "settlement_amount_in_cents": int | None,
            "settlement_fee_amount_in_cents": int | None,
            "settlement_currency": str | None,
        },
        relationships={
            "customer": One("customers"),
            "offer": One("offers"),
            "purchases": Many("purchases"),
            "site": One("sites"),
        },
    )
