"""Resources of the type `hooks`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import One, Resource, Schema

if TYPE_CHECKING:
    from .sites import Site

HookFieldName: TypeAlias = (
    Literal["event", "target_url", "created_at", "updated_at", "resource_id", "site"]
    | str
)


class Hook(Resource):
    """A resource of the type `hooks`."""

    event: (
        Literal[
            "purchase",
            "form_submission",
            "tag_added",
            "tag_removed",
            "payment_succeeded",
            "order_created",
        ]
        | str
    )
    target_url: str
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    updated_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    resource_id: int | None
    site: Site

    _schema: ClassVar[Schema] = Schema(
        "hooks",
        attributes={
            "event": str,
            "target_url": str,
            "created_at": dt.datetime,
            "updated_at": dt.datetime,
            "resource_id": int | None,
        },
        relationships={"site": One("sites")},
    )
