"""Resources of the type `sites`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal, TypeAlias

from .._resource import Resource, Schema

SiteFieldName: TypeAlias = (
    Literal["title", "subdomain", "created_at", "updated_at"] | str
)


class Site(Resource):
    """A resource of the type `sites`."""

    title: str
    """Name of the site; this field is required"""
    subdomain: str
    """Subdomain of the site, by which requests are routed and the site is identified"""
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    updated_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """

    _schema: ClassVar[Schema] = Schema(
        "sites",
        attributes={
            "title": str,
            "subdomain": str,
            "created_at": dt.datetime,
            "updated_at": dt.datetime,
        },
    )
