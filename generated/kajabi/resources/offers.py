"""Resources of the type `offers`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import Many, One, Resource, Schema

if TYPE_CHECKING:
    from .products import Product
    from .sites import Site

OfferFieldName: TypeAlias = (
    Literal[
        "title",
        "description",
        "internal_title",
        "currency",
        "price_in_cents",
        "payment_type",
        "token",
        "payment_method",
        "price_description",
        "checkout_url",
        "recurring_offer",
        "subscription",
        "one_time",
        "single",
        "free",
        "image_url",
        "site",
        "products",
    ]
    | str
)


class Offer(Resource):
    """A resource of the type `offers`."""

    title: str
    """Required; the offer's public name, which customers see"""
    description: str | None
    """Optional; tells in detail what the offer includes"""
    internal_title: str | None
    """Optional; a name for your own reference and organization, which customers do not see"""
    currency: str
    """Currency of the offer, USD by default"""
    price_in_cents: int
    """Price in USD cents (which keeps decimals precise)"""
    payment_type: str
    """Tells how payment is structured"""
    token: str
    """Identifies the offer uniquely, above all in the URLs of checkouts"""
    payment_method: str
    """Tells the method of payment; an empty string if none has been set"""
    price_description: str
    """The price of the offer in a form for people to read, with formatting and currency"""
    checkout_url: str
    """Complete URL at which customers can buy the offer
    * Contains the token, which identifies the offer
    * Follows the site's settings for public host and protocol
    """
    recurring_offer: bool
    """True if payments for the offer recur"""
    subscription: bool
    """True if the offer is of the subscription kind"""
    one_time: bool
    """True if the offer is of the one-time kind"""
    single: bool
    """True if the offer is of the single kind"""
    free: bool
    """True if the offer is free"""
    image_url: str | None
    """URL of the image that belongs to the offer (nullable)"""
    site: Site
    products: tuple[Product, ...]

    _schema: ClassVar[Schema] = Schema(
        "offers",
        attributes={
            "title": str,
            "description": str | None,
            "internal_title": str | None,
            "currency": str,
            "price_in_cents": int,
            "payment_type": str,
            "token": str,
            "payment_method": str,
            "price_description": str,
            "checkout_url": str,
            "recurring_offer": bool,
            "subscription": bool,
            "one_time": bool,
            "single": bool,
            "free": bool,
            "image_url": str | None,
        },
        relationships={"site": One("sites"), "products": Many("products")},
    )
