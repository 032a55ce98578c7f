"""Resources of the type `customers`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import Many, Model, One, Resource, Schema

if TYPE_CHECKING:
    from .contacts import Contact
    from .offers import Offer
    from .products import Product
    from .sites import Site

CustomerFieldName: TypeAlias = (
    Literal[
        "name",
        "email",
        "avatar",
        "external_user_id",
        "public_bio",
        "public_location",
        "public_website",
        "socials",
        "net_revenue",
        "sign_in_count",
        "last_request_at",
        "bounced_at",
        "created_at",
        "updated_at",
        "contact",
        "site",
        "offers",
        "products",
    ]
    | str
)


class CustomerSocials(Model):
    """An object inside a reply."""

    twitter: str | None
    facebook: str | None
    instagram: str | None

    _schema: ClassVar[Schema] = Schema(
        None,
        attributes={
            "twitter": str | None,
            "facebook": str | None,
            "instagram": str | None,
        },
    )


class Customer(Resource):
    """A resource of the type `customers`."""

    name: str
    """Required; the full name of the customer. It is either entered by the user or, where
    it was left blank, generated from the email address automatically.
    """
    email: str
    """Required; the address at which the customer gets email and which serves for
    authentication. No two customers of a site may share it. Whitespace is stripped from
    it and capitals become lowercase, both automatically.
    """
    avatar: str | None
    """Address of the picture on the customer's profile: an avatar that was uploaded, or
    else the one from Gravatar. Where neither is set, the default is a blank image.
    """
    external_user_id: str | None
    """Supported as soon as the contact has been given an offer or has made a purchase"""
    public_bio: str | None
    """Text, optional, in which customers present themselves to the public. Community and
    social features can show it.
    """
    public_location: str | None
    """Text, optional, that tells the public where the customer is located. Community and
    social features use it.
    """
    public_website: str | None
    """Address of the customer's website. It undergoes validation as a URL and is
    transformed so that its format is correct.
    """
    socials: CustomerSocials | None
    """Links to the customer's social media, and the profiles there, in one collection."""
    net_revenue: Decimal | None
    """Sum of the revenue that the purchases of this customer have brought in, computed
    from the payment transactions that succeeded.
    """
    sign_in_count: int | None
    """Read only"""
    last_request_at: dt.datetime | None
    """Date and time in ISO 8601 form, read only"""
    bounced_at: dt.datetime | None
    """Date and time in ISO 8601 form, read only"""
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    updated_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    contact: Contact
    site: Site
    offers: tuple[Offer, ...]
    products: tuple[Product, ...]

    _schema: ClassVar[Schema] = Schema(
        "customers",
        attributes={
            "name": str,
            "email": str,
            "avatar": str | None,
            "external_user_id": str | None,
            "public_bio": str | None,
            "public_location": str | None,
            "public_website": str | None,
            "socials": CustomerSocials | None,
            "net_revenue": Decimal | None,
            "sign_in_count": int | None,
            "last_request_at": dt.datetime | None,
            "bounced_at": dt.datetime | None,
            "created_at": dt.datetime,
            "updated_at": dt.datetime,
        },
        relationships={
            "contact": One("contacts"),
            "site": One("sites"),
            "offers": Many("offers"),
            "products": Many("products"),
        },
    )
