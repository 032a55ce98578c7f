"""`courses`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.courses import Course

if TYPE_CHECKING:
    from ..resources.courses import CourseFieldName
    from ..resources.lessons import LessonFieldName
    from ..resources.media import MediaFieldName
    from ..resources.modules import ModuleFieldName
    from ..resources.offers import OfferFieldName
    from ..resources.sites import SiteFieldName

CoursesListSort: TypeAlias = Literal["title", "-title"] | str
CoursesGetInclude: TypeAlias = (
    Literal["modules", "lessons", "lessons.media", "offers"] | str
)


class CoursesListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries with this site_id, e.g. ?filter[site_id]=111"""
    title_cont: FilterValue
    """Only entries with this text in the title, e.g. ?filter[title_cont]=pottery"""
    description_cont: FilterValue
    """Only entries with this text in the description, e.g.
    ?filter[description_cont]=pottery
    """
    publish_status_eq: FilterValue
    """Only entries with this publish status, e.g. ?filter[publish_status_eq]=published"""


class CoursesListFields(TypedDict, total=False):
    """Keys of `fields`."""

    courses: Sequence[CourseFieldName] | str
    """Only the attributes named, such as fields[courses]=title,thumbnail_url"""


class CoursesGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    courses: Sequence[CourseFieldName] | str
    """Used only in an example request of the API's document."""
    modules: Sequence[ModuleFieldName] | str
    """Used only in an example request of the API's document."""
    lessons: Sequence[LessonFieldName] | str
    """Used only in an example request of the API's document."""
    media: Sequence[MediaFieldName] | str
    """Used only in an example request of the API's document."""
    offers: Sequence[OfferFieldName] | str
    sites: Sequence[SiteFieldName] | str


class CoursesNamespace(Namespace):
    """`kajabi.courses`."""

    def list(
        self,
        *,
        filter: CoursesListFilter | None = None,
        fields: CoursesListFields | None = None,
        sort: CoursesListSort | Sequence[CoursesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Course]:
        """Browse courses (`GET /v1/courses`).

        Lists the courses that contacts can purchase or be offered

        Args:
            sort: Order of the entries, use: title. A '-' in front sorts descending,
                e.g. &sort=-title
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Course,
            query={
                "filter": filter,
                "fields": fields,
                "sort": sort,
                "page_number": page_number,
                "page_size": page_size,
            },
            limit=limit,
            options=options,
        )

    def get(
        self,
        id: str | int,
        *,
        fields: CoursesGetFields | None = None,
        include: CoursesGetInclude | Sequence[CoursesGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Course:
        """Fetch a course (`GET /v1/courses/{id}`).

        Retrieves a single course, which contacts can purchase or be offered, with its
        details

        Args:
            include: Related resources to add, e.g.
                ?include=modules,lessons,lessons.media
        """
        return self._engine.one(
            _GET,
            Course,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )


class AsyncCoursesNamespace(AsyncNamespace):
    """`kajabi.courses` (await the calls)."""

    def list(
        self,
        *,
        filter: CoursesListFilter | None = None,
        fields: CoursesListFields | None = None,
        sort: CoursesListSort | Sequence[CoursesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Course]:
        """Browse courses (`GET /v1/courses`)."""
        return self._engine.many(
            _LIST,
            Course,
            query={
                "filter": filter,
                "fields": fields,
                "sort": sort,
                "page_number": page_number,
                "page_size": page_size,
            },
            limit=limit,
            concurrency=concurrency,
            options=options,
        )

    async def get(
        self,
        id: str | int,
        *,
        fields: CoursesGetFields | None = None,
        include: CoursesGetInclude | Sequence[CoursesGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Course:
        """Fetch a course (`GET /v1/courses/{id}`)."""
        return await self._engine.one(
            _GET,
            Course,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )


_LIST = Operation(
    "GET",
    "/v1/courses",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation(
    "GET",
    "/v1/courses/{id}",
    query={"fields": Family("fields"), "include": Parameter("include")},
)
