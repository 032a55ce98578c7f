"""Resources of the type `contacts`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import Many, MaybeNone, One, Resource, Schema
from .._types import JSON

if TYPE_CHECKING:
    from .contact_tags import ContactTag
    from .customers import Customer
    from .offers import Offer
    from .sites import Site

ContactFieldName: TypeAlias = (
    Literal[
        "name",
        "email",
        "phone_number",
        "business_number",
        "subscribed",
        "address_line_1",
        "address_line_2",
        "address_city",
        "address_state",
        "address_country",
        "external_user_id",
        "address_zip",
        "custom_1",
        "custom_2",
        "custom_3",
        "created_at",
        "updated_at",
        "customer",
        "offers",
        "site",
        "tags",
    ]
    | str
)


class Contact(Resource):
    """A resource of the type `contacts`."""

    name: str
    """What the contact is called"""
    email: str
    """The contact's email address; it has to be valid and able to receive mail"""
    phone_number: str | None
    """The contact's phone number"""
    business_number: str | None
    """Business phone number of this contact"""
    subscribed: bool
    """Tells whether the contact has agreed to be sent marketing messages by the site"""
    address_line_1: str | None
    """Line one of the postal address"""
    address_line_2: str | None
    """Line two of the postal address"""
    address_city: str | None
    """City in the postal address"""
    address_state: str | None
    """State in the postal address"""
    address_country: str | None
    """Country in the postal address"""
    external_user_id: str | None
    """Supported as soon as the contact has been given an offer or has made a purchase"""
    address_zip: str | None
    """Zip code in the postal address"""
    custom_1: str | None
    """Supported according to the site's own custom fields"""
    custom_2: str | None
    """Supported according to the site's own custom fields"""
    custom_3: str | None
    """Supported according to the site's own custom fields"""
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    updated_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    customer: Customer | MaybeNone
    offers: tuple[Offer, ...]
    site: Site
    tags: tuple[ContactTag, ...]
    custom_fields: Mapping[str, JSON]
    """Every numbered attribute of the reply, by name: `custom_1`, `custom_2` and so on."""

    _schema: ClassVar[Schema] = Schema(
        "contacts",
        attributes={
            "name": str,
            "email": str,
            "phone_number": str | None,
            "business_number": str | None,
            "subscribed": bool,
            "address_line_1": str | None,
            "address_line_2": str | None,
            "address_city": str | None,
            "address_state": str | None,
            "address_country": str | None,
            "external_user_id": str | None,
            "address_zip": str | None,
            "custom_1": str | None,
            "custom_2": str | None,
            "custom_3": str | None,
            "created_at": dt.datetime,
            "updated_at": dt.datetime,
        },
        relationships={
            "customer": One("customers"),
            "offers": Many("offers"),
            "site": One("sites"),
            "tags": Many("contact_tags"),
        },
        families={"custom_fields": "custom_"},
    )
