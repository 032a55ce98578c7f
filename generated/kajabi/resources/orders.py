"""Resources of the type `orders`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import Many, One, Resource, Schema

if TYPE_CHECKING:
    from .customers import Customer
    from .order_items import OrderItem
    from .sites import Site
    from .transactions import Transaction

OrderFieldName: TypeAlias = (
    Literal[
        "order_number",
        "currency_code",
        "fulfilled_at",
        "created_at",
        "total_price_in_cents",
        "subtotal_in_cents",
        "sales_tax_amount_in_cents",
        "discount_amount_in_cents",
        "formatted_total_price",
        "formatted_subtotal",
        "currency_symbol",
        "site",
        "customer",
        "order_items",
        "payment_transactions",
    ]
    | str
)


class Order(Resource):
    """A resource of the type `orders`."""

    order_number: int
    """Identifies the order uniquely among those of the site"""
    currency_code: str
    """Currency of the order, as an ISO code (such as "USD")"""
    fulfilled_at: dt.datetime | None
    """Time of the order's fulfillment, as a timestamp"""
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    total_price_in_cents: int
    """Price in total, with taxes and discounts taken into account"""
    subtotal_in_cents: int
    """Subtotal prior to taxes and discounts"""
    sales_tax_amount_in_cents: int
    """Amount of sales tax in total"""
    discount_amount_in_cents: int
    """Amount of the discount in total"""
    formatted_total_price: str
    formatted_subtotal: str
    currency_symbol: str
    site: Site
    customer: Customer
    order_items: tuple[OrderItem, ...]
    payment_transactions: tuple[Transaction, ...]

    _schema: ClassVar[Schema] = Schema(
        "orders",
        attributes={
            "order_number": int,
            "currency_code": str,
            "fulfilled_at": dt.datetime | None,
            "created_at": dt.datetime,
            "total_price_in_cents": int,
            "subtotal_in_cents": int,
            "sales_tax_amount_in_cents": int,
            "discount_amount_in_cents": int,
            "formatted_total_price": str,
            "formatted_subtotal": str,
            "currency_symbol": str,
        },
        relationships={
            "site": One("sites"),
            "customer": One("customers"),
            "order_items": Many("order_items"),
            "payment_transactions": Many("transactions"),
        },
    )
