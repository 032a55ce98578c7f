"""Resources of the type `landing_pages`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import One, Resource, Schema

if TYPE_CHECKING:
    from .sites import Site

LandingPageFieldName: TypeAlias = (
    Literal["title", "url", "publish_at", "created_at", "updated_at", "site"] | str
)


class LandingPage(Resource):
    """A resource of the type `landing_pages`."""

    title: str
    """The landing page's title"""
    url: str
    """Address at which the landing page is found"""
    publish_at: dt.datetime | None
    """When the page is due to be published, as date and time"""
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    updated_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    site: Site

    _schema: ClassVar[Schema] = Schema(
        "landing_pages",
        attributes={
            "title": str,
            "url": str,
            "publish_at": dt.datetime | None,
            "created_at": dt.datetime,
            "updated_at": dt.datetime,
        },
        relationships={"site": One("sites")},
    )
