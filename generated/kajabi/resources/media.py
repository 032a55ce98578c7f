"""Resources of the type `media`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from .._resource import Resource, Schema

MediaFieldName: TypeAlias = Literal["duration_in_minutes"] | str


class Media(Resource):
    """A resource of the type `media`.

    The API's document shows this type in examples only.
    """

    duration_in_minutes: float | None
    """How many minutes a media file, as a rule video or audio, runs.

    Named only in the examples of the API's document.
    """

    _schema: ClassVar[Schema] = Schema(
        "media",
        attributes={"duration_in_minutes": float | None},
    )
