"""Resources of the type `forms`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import Many, One, Resource, Schema

if TYPE_CHECKING:
    from .contact_tags import ContactTag
    from .fields import Field
    from .offers import Offer
    from .sites import Site

FormFieldName: TypeAlias = (
    Literal[
        "title",
        "default",
        "webhook_url",
        "url",
        "created_at",
        "updated_at",
        "site",
        "offer",
        "fields",
        "contact_tags",
    ]
    | str
)


class Form(Resource):
    """A resource of the type `forms`."""

    title: str | None
    """Required; gives the form its name or heading. The user interface identifies and
    shows the form by it. No two forms of a site may share a title, and the attribute
    supports both searching and sorting.
    """
    default: bool
    """Tells whether the site uses this form as its default. A site can have a single
    default form, usually applied where no particular form has been named. In API calls
    it can be reached with the special ID "default". A value of true makes this the
    primary contact form of the site.
    """
    webhook_url: str | None
    """Address, optional, to which a webhook delivers what people submit through the form,
    so that external systems can be integrated. This URL:
    * Has to be well-formed
    * May not redirect
    * Undergoes transformation and validation automatically
    * Makes it possible to pass form submissions on to external services
    """
    url: str
    created_at: dt.datetime | None
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    updated_at: dt.datetime | None
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    site: Site
    offer: Offer
    fields: tuple[Field, ...]
    contact_tags: tuple[ContactTag, ...]
    """Shown only in the examples of the API's document."""

    _schema: ClassVar[Schema] = Schema(
        "forms",
        attributes={
            "title": str | None,
            "default": bool,
            "webhook_url": str | None,
            "url": str,
            "created_at": dt.datetime | None,
            "updated_at": dt.datetime | None,
        },
        relationships={
            "site": One("sites"),
            "offer": One("offers"),
            "fields": Many("fields"),
            "contact_tags": Many("contact_tags"),
        },
    )
