"""Resources of the type `contact_tags`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import One, Resource, Schema

if TYPE_CHECKING:
    from .sites import Site

ContactTagFieldName: TypeAlias = Literal["name", "site"] | str


class ContactTag(Resource):
    """A resource of the type `contact_tags`."""

    name: str
    """What the tag is called"""
    site: Site

    _schema: ClassVar[Schema] = Schema(
        "contact_tags",
        attributes={"name": str},
        relationships={"site": One("sites")},
    )
