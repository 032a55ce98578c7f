"""Resources of the type `contact_notes`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import One, Resource, Schema

if TYPE_CHECKING:
    from .contacts import Contact

ContactNoteFieldName: TypeAlias = (
    Literal["body", "created_at", "updated_at", "contact"] | str
)


class ContactNote(Resource):
    """A resource of the type `contact_notes`."""

    body: str
    """Text of the note"""
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    updated_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    contact: Contact

    _schema: ClassVar[Schema] = Schema(
        "contact_notes",
        attributes={"body": str, "created_at": dt.datetime, "updated_at": dt.datetime},
        relationships={"contact": One("contacts")},
    )
