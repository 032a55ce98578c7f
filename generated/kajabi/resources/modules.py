"""Resources of the type `modules`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from .._resource import Resource, Schema

ModuleFieldName: TypeAlias = (
    Literal["title", "description", "position", "poster_image_url", "publishing_option"]
    | str
)


class Module(Resource):
    """A resource of the type `modules`."""

    title: str
    """Required; gives the module its name or heading. Its purposes:
    * To identify the module and show it in the outline of the course
    * To group lessons and content that belong together
    * To give the course a structure for navigation
    * No two modules of a course may share a title.
    """
    description: str | None
    """Text, optional, that says more about what is in the module. With it you can:
    * Tell students in brief what they are going to learn
    * State the objectives of the module
    * Put the lessons of the module into context
    * Show students why the module has its place in the course
    """
    position: int | None
    """Number that sets the place of the module among the modules of its course. It:
    * Serves as the sort key
    * Makes it possible to rearrange modules
    * Preserves the logical order of the course
    * Guides navigation from one module to another
    * Is 1 for the module that comes first
    """
    poster_image_url: str | None
    """Address of an image that stands for the module. The image:
    * May be uploaded in Kajabi's admin interface
    * Serves as thumbnail or preview
    * Helps to give the course a visual order
    """
    publishing_option: Literal["published", "draft"] | str
    """Determines whether the module can be seen and used. Among the options:
    * `published` - Students can see and open the module
    * `draft` - The module stays hidden and cannot be used yet
    * Drip settings may be combined with it for a release at a set time
    * It has an effect on whether the lessons in the module can be seen
    * It is kept in sync with the publishing status of the whole course
    """

    _schema: ClassVar[Schema] = Schema(
        "modules",
        attributes={
            "title": str,
            "description": str | None,
            "position": int | None,
            "poster_image_url": str | None,
            "publishing_option": str,
        },
    )
