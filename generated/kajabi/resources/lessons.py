"""Resources of the type `lessons`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from .._resource import Resource, Schema

LessonFieldName: TypeAlias = (
    Literal["title", "position", "status", "publishing_option"] | str
)


class Lesson(Resource):
    """A resource of the type `lessons`."""

    title: str
    """Required; gives the lesson its name or heading. The title:
    * May not be missing
    * Can have 200 characters at maximum
    * Appears on display and in navigation
    * Is open to search (by means of pg_search)
    * Shows up in the outline and the navigation of the course
    """
    position: int | None
    """Number that sets the place of the lesson among the lessons of its module (category).
    It:
    * Serves as the sort key (ranks :sort, column: :position)
    * Counts separately in each module
    * Makes it possible to rearrange lessons
    * Preserves the logical order of the content
    * Guides navigation from one lesson to another
    """
    status: Literal["ready", "duplicating", "failed"] | str
    """Tells how far the processing of the lesson has come:
    * `ready` - The default; the lesson can be used
    * `duplicating` - A copy of the lesson is being made
    * `failed` - Processing ran into an error
    * It matters above all while a lesson is being duplicated, or where it contains
      media.
    """
    publishing_option: Literal["draft", "published", "drip", "locked"] | str
    """Determines whether the lesson can be seen and used. Among the options:
    * `draft` - The lesson stays hidden, and students cannot use it yet
    * `published` - Students can see and open the lesson (publish_at is set to the
      present moment)
    * `drip` - The lesson opens once a given number of days has passed
    * `locked` - The lesson opens only when particular conditions have been fulfilled
      (such as earlier lessons being completed)
    """

    _schema: ClassVar[Schema] = Schema(
        "lessons",
        attributes={
            "title": str,
            "position": int | None,
            "status": str,
            "publishing_option": str,
        },
    )
