"""Resources of the type `custom_fields`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import One, Resource, Schema

if TYPE_CHECKING:
    from .sites import Site

CustomFieldFieldName: TypeAlias = (
    Literal["title", "handle", "type", "required", "archived", "site"] | str
)


class CustomField(Resource):
    """A resource of the type `custom_fields`."""

    title: str
    """What the custom field is called"""
    handle: str
    """Key under which a `contact` resource has the field, e.g. `custom_1`, `custom_2`,
    `custom_3`
    """
    type_: str
    """Which type of field it is"""
    required: bool
    """Tells if the field is a required one"""
    archived: bool | None
    """Tells if the custom field has been archived

    Named only in the prose of the API's document.
    """
    site: Site

    _schema: ClassVar[Schema] = Schema(
        "custom_fields",
        attributes={
            "title": str,
            "handle": str,
            "type_": str,
            "required": bool,
            "archived": bool | None,
        },
        renamed={"type_": "type"},
        relationships={"site": One("sites")},
    )
