"""Resources of the type `products`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import One, Resource, Schema

if TYPE_CHECKING:
    from .sites import Site

ProductFieldName: TypeAlias = (
    Literal[
        "created_at",
        "title",
        "description",
        "status",
        "members_aggregate_count",
        "product_type_name",
        "product_type_id",
        "publish_status",
        "thumbnail_url",
        "url",
        "site",
    ]
    | str
)


class Product(Resource):
    """A resource of the type `products`."""

    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    title: str
    description: str | None
    status: str
    members_aggregate_count: int
    product_type_name: str
    product_type_id: int
    publish_status: str
    thumbnail_url: str | None
    url: str | None
    site: Site

    _schema: ClassVar[Schema] = Schema(
        "products",
        attributes={
            "created_at": dt.datetime,
            "title": str,
            "description": str | None,
            "status": str,
            "members_aggregate_count": int,
            "product_type_name": str,
            "product_type_id": int,
            "publish_status": str,
            "thumbnail_url": str | None,
            "url": str | None,
        },
        relationships={"site": One("sites")},
    )
