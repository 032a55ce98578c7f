"""Resources of the type `courses`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import Many, One, Resource, Schema

if TYPE_CHECKING:
    from .lessons import Lesson
    from .modules import Module
    from .offers import Offer
    from .sites import Site

CourseFieldName: TypeAlias = (
    Literal[
        "created_at",
        "title",
        "description",
        "thumbnail_url",
        "site",
        "offers",
        "modules",
        "lessons",
    ]
    | str
)


class Course(Resource):
    """A resource of the type `courses`."""

    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    title: str
    """What the course is called"""
    description: str | None
    """Text that describes the course"""
    thumbnail_url: str | None
    """Address of the course's thumbnail image"""
    site: Site
    offers: tuple[Offer, ...]
    modules: tuple[Module, ...]
    lessons: tuple[Lesson, ...]

    _schema: ClassVar[Schema] = Schema(
        "courses",
        attributes={
            "created_at": dt.datetime,
            "title": str,
            "description": str | None,
            "thumbnail_url": str | None,
        },
        relationships={
            "site": One("sites"),
            "offers": Many("offers"),
            "modules": Many("modules"),
            "lessons": Many("lessons"),
        },
    )
