"""Resources of the type `podcasts`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import Model, One, Resource, Schema
from .._types import JSON

if TYPE_CHECKING:
    from .sites import Site

PodcastFieldName: TypeAlias = (
    Literal[
        "title",
        "description",
        "language",
        "owner_email",
        "author",
        "status",
        "show_type",
        "thumbnail_url",
        "cover_art_url",
        "categories",
        "directories",
        "migrated_to_url",
        "migrated",
        "public",
        "ready",
        "distribution_ready",
        "url",
        "created_at",
        "updated_at",
        "owner_name",
        "site",
    ]
    | str
)


class PodcastDirectory(Model):
    """An object inside a reply."""

    id: str
    url: str
    config: dict[str, JSON]

    _schema: ClassVar[Schema] = Schema(
        None,
        attributes={"id": str, "url": str, "config": dict[str, object]},
    )


class Podcast(Resource):
    """A resource of the type `podcasts`."""

    title: str
    """Title of the podcast"""
    description: str
    """Description of the podcast"""
    language: str
    """Language of the podcast (such as "en" or "es")"""
    owner_email: str
    """Email address of the podcast's owner"""
    author: str | None
    status: Literal["ready", "importing", "failed"] | str
    """Status of the podcast (ready, importing, failed)"""
    show_type: Literal["episodic", "serial"] | str
    """Type of the show (episodic, serial)"""
    thumbnail_url: str | None
    """URL of the thumbnail image for the podcast"""
    cover_art_url: str | None
    """URL of the image with the podcast's cover art"""
    categories: list[str]
    """Categories of the podcast, as an array"""
    directories: list[PodcastDirectory]
    """Directories of the podcast, as an array"""
    migrated_to_url: str | None
    """URL, in case of a podcast that was migrated"""
    migrated: bool
    """Whether the podcast was migrated (boolean)"""
    public: bool
    """Whether the podcast is public (boolean)"""
    ready: bool
    """Whether the podcast is ready (boolean)"""
    distribution_ready: bool
    """Whether the podcast is ready to be distributed (boolean)"""
    url: str
    """URL where the podcast is public"""
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    updated_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    owner_name: JSON
    """Name of the podcast's owner

    Named only in the prose of the API's document.
    """
    site: Site

    _schema: ClassVar[Schema] = Schema(
        "podcasts",
        attributes={
            "title": str,
            "description": str,
            "language": str,
            "owner_email": str,
            "author": str | None,
            "status": str,
            "show_type": str,
            "thumbnail_url": str | None,
            "cover_art_url": str | None,
            "categories": list[str],
            "directories": list[PodcastDirectory],
            "migrated_to_url": str | None,
            "migrated": bool,
            "public": bool,
            "ready": bool,
            "distribution_ready": bool,
            "url": str,
            "created_at": dt.datetime,
            "updated_at": dt.datetime,
            "owner_name": object,
        },
        relationships={"site": One("sites")},
    )
