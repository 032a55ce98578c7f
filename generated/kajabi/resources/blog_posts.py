"""Resources of the type `blog_posts`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal, TypeAlias

from .._resource import MaybeNone, One, Resource, Schema
from .._types import JSON

BlogPostFieldName: TypeAlias = (
    Literal[
        "title",
        "url",
        "content",
        "slug",
        "page_title",
        "page_description",
        "published_at",
        "created_at",
        "updated_at",
        "image_url",
        "image_alt_text",
        "tags",
        "blog",
    ]
    | str
)


class BlogPost(Resource):
    """A resource of the type `blog_posts`."""

    title: str
    """The post's title"""
    url: str
    """Address at which the post is found"""
    content: str
    """What the post says, its content"""
    slug: str
    """The post's slug"""
    page_title: str
    """The post's page title"""
    page_description: str
    """The post's page description"""
    published_at: dt.datetime | None
    """When the post was published, as date and time"""
    created_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    updated_at: dt.datetime
    """Date and time in ISO 8601 form, read only

    Read-only.
    """
    image_url: str | None
    """Address of the image that belongs to the post

    Named only in the prose of the API's document.
    """
    image_alt_text: str | None
    """Alternative text of the image that belongs to the post

    Named only in the prose of the API's document.
    """
    tags: list[JSON] | None
    """The tags attached to the post

    Named only in the prose of the API's document.
    """
    blog: Resource | MaybeNone

    _schema: ClassVar[Schema] = Schema(
        "blog_posts",
        attributes={
            "title": str,
            "url": str,
            "content": str,
            "slug": str,
            "page_title": str,
            "page_description": str,
            "published_at": dt.datetime | None,
            "created_at": dt.datetime,
            "updated_at": dt.datetime,
            "image_url": str | None,
            "image_alt_text": str | None,
            "tags": list[object] | None,
        },
        relationships={"blog": One(None)},
    )
