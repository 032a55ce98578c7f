"""Resources of the type `kajabi_payments_payouts`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

from .._resource import Model, Resource, Schema

KajabiPaymentsPayoutFieldName: TypeAlias = (
    Literal[
        "status",
        "amount",
        "currency",
        "initiated_date",
        "estimated_arrival_date",
        "bank_account",
        "transactions",
    ]
    | str
)


class KajabiPaymentsPayoutTransaction(Model):
    """A sale, refund or adjustment within a payout."""

    transaction_type: str
    """Whether this was a sale, a refund or an adjustment."""
    pricing_type: str | None
    """For a sale, how the offer is priced, such as one-time, subscription or payment plan."""
    sales_tax: Decimal | None
    """The sales tax that was collected."""
    amount: Decimal
    """The amount of the transaction."""
    currency: str
    """The currency of the amounts, as its three-letter code."""
    fee: Decimal | None
    """What processing has cost."""
    net: Decimal | None
    """The amount less the fee."""
    customer_id: int | None
    """The id of the customer."""
    customer_name: str | None
    """The full name of the customer."""
    customer_email: str | None
    """The e-mail address of the customer."""
    offer_ids: list[int]
    """For a sale or refund, the ids of the offers."""
    offer_titles: list[str]
    """For a sale or refund, the titles of the offers."""
    provider: str | None
    """Who processed the payment."""
    payment_method: str | None
    """For a sale or refund, how it was paid."""
    created_at: dt.datetime
    """When the transaction took place, in UTC."""
    coupon_used: str | None
    """For a sale or refund, the code of the coupon, if there was one."""
    presented_amount: Decimal | None
    """The amount before it was converted."""
    presented_currency: str | None
    """The currency before it was converted, as its three-letter code."""
    exchange_rate: Decimal | None
    """The rate of the conversion."""
    quantity: int | None
    """How many of the offer were bought."""
    order_number: str | None
    """For a sale or refund, the number of the order, if there was one."""

    _schema: ClassVar[Schema] = Schema(
        None,
        attributes={
            "transaction_type": str,
            "pricing_type": str | None,
            "sales_tax": Decimal | None,
            "amount": Decimal,
            "currency": str,
            "fee": Decimal | None,
            "net": Decimal | None,
            "customer_id": int | None,
            "customer_name": str | None,
            "customer_email": str | None,
            "offer_ids": list[int],
            "offer_titles": list[str],
            "provider": str | None,
            "payment_method": str | None,
            "created_at": dt.datetime,
            "coupon_used": str | None,
            "presented_amount": Decimal | None,
            "presented_currency": str | None,
            "exchange_rate": Decimal | None,
            "quantity": int | None,
            "order_number": str | None,
        },
    )


class KajabiPaymentsPayout(Resource):
    """A resource of the type `kajabi_payments_payouts`."""

    status: str
    """How far the payout has come, in words."""
    amount: Decimal
    """The sum that is paid out."""
    currency: str
    """The currency of the amount, as its three-letter code."""
    initiated_date: dt.datetime | None
    """When the payout was created, in UTC."""
    estimated_arrival_date: dt.datetime | None
    """When the payout is expected to arrive, in UTC."""
    bank_account: str | None
    """The bank and the last digits of the account."""
    transactions: list[KajabiPaymentsPayoutTransaction]
    """What the payout is made of. Only a single payout has them, not those of a list."""

    _schema: ClassVar[Schema] = Schema(
        "kajabi_payments_payouts",
        attributes={
            "status": str,
            "amount": Decimal,
            "currency": str,
            "initiated_date": dt.datetime | None,
            "estimated_arrival_date": dt.datetime | None,
            "bank_account": str | None,
            "transactions": list[KajabiPaymentsPayoutTransaction],
        },
    )
