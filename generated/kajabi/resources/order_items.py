"""Resources of the type `order_items`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import One, Resource, Schema

if TYPE_CHECKING:
    from .orders import Order

OrderItemFieldName: TypeAlias = (
    Literal[
        "quantity",
        "currency_code",
        "item_type",
        "item_id",
        "title",
        "fulfilled_at",
        "created_at",
        "total_price_in_cents",
        "subtotal_in_cents",
        "sales_tax_amount_in_cents",
        "discount_amount_in_cents",
        "formatted_total_price",
        "formatted_subtotal",
        "currency_symbol",
        "order",
    ]
    | str
)


class OrderItem(Resource):
    """A resource of the type `order_items`."""

    quantity: int
    """How many of the item were bought"""
    currency_code: str
    """Currency of the item, as an ISO code"""
    item_type: str
    """What kind of item it is (such as "Offer")"""
    item_id: int
    """ID of the item that this entry refers to"""
    title: str
    """The item's title"""
    fulfilled_at: dt.datetime | None
    """Time of the item's fulfillment, as a timestamp"""
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    total_price_in_cents: int
    """Price of the line item in total"""
    subtotal_in_cents: int
    """Subtotal prior to taxes and discounts"""
    sales_tax_amount_in_cents: int
    """Amount of sales tax on the item"""
    discount_amount_in_cents: int
    """Amount of the discount on the item"""
    formatted_total_price: str
    formatted_subtotal: str
    currency_symbol: str
    order: Order

    _schema: ClassVar[Schema] = Schema(
        "order_items",
        attributes={
            "quantity": int,
            "currency_code": str,
            "item_type": str,
            "item_id": int,
            "title": str,
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
        relationships={"order": One("orders")},
    )
