"""Resources of the type `me`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from .._resource import Resource, Schema

MeFieldName: TypeAlias = Literal["initials", "name", "email", "role_level"] | str


class Me(Resource):
    """A resource of the type `me`."""

    initials: str
    """The initials of the user, derived from the name. They typically stand in for an
    avatar or identify users where space is short. A user called "Marisol Quint", for
    example, gets the initials "MQ".
    """
    name: str
    """Full name of the user. The field is required; it can be:
    * Given directly, as one full name
    * Built automatically from the fields for first and last name, each time one of them
      changes
    * Shown as the name of the user everywhere on the platform
    """
    email: str
    """Email address of the user. Much depends on this field; it:
    * Is required, and no two users can share the same address
    * Serves for authentication
    * Can cause notifications about a changed email to be sent
    * Serves for recovering a password
    * Can carry a mark for bounced mail (which is reset once the email changes)
    * Has to pass validation as a well-formed email address
    """
    role_level: str
    """Level of permission that the user has in the system. About this attribute:
    * Values often seen are:
    * OWNER - Owner of the account, who has every permission
    * ADMINISTRATOR - Admin who has permission to manage sites
    * Decides which resources are open to the user and which actions are allowed
    * Is consulted by permission checks in all parts of the system
    """

    _schema: ClassVar[Schema] = Schema(
        "me",
        attributes={"initials": str, "name": str, "email": str, "role_level": str},
    )
