"""Resources of the type `website_pages`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import One, Resource, Schema

if TYPE_CHECKING:
    from .sites import Site

WebsitePageFieldName: TypeAlias = (
    Literal["title", "url", "created_at", "updated_at", "site"] | str
)


class WebsitePage(Resource):
    """A resource of the type `website_pages`."""

    title: str
    """Title the page has"""
    url: str | None
    """URL at which the page is found"""
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
        "website_pages",
        attributes={
            "title": str,
            "url": str | None,
            "created_at": dt.datetime,
            "updated_at": dt.datetime,
        },
        relationships={"site": One("sites")},
    )
