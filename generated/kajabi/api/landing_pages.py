"""`landing_pages`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.landing_pages import LandingPage

if TYPE_CHECKING:
    from ..resources.landing_pages import LandingPageFieldName

LandingPagesListSort: TypeAlias = (
    Literal["title", "-title", "publish_at", "-publish_at"] | str
)


class LandingPagesListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    title_cont: FilterValue
    """Only entries with this text in the title, e.g. ?filter[title_cont]=imprint"""
    published: FilterValue
    """Only entries with this published status, e.g. ?filter[published]=true"""
    site_id: FilterValue
    """Used only in an example request of the API's document."""
    title_start: FilterValue
    """Used only in an example request of the API's document."""


class LandingPagesListFields(TypedDict, total=False):
    """Keys of `fields`."""

    landing_pages: Sequence[LandingPageFieldName] | str
    """Only the attributes named, such as fields[landing_pages]=title"""


class LandingPagesGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    landing_pages: Sequence[LandingPageFieldName] | str
    """Only the attributes named, such as fields[landing_pages]=title"""


class LandingPagesNamespace(Namespace):
    """`kajabi.landing_pages`."""

    def list(
        self,
        *,
        filter: LandingPagesListFilter | None = None,
        fields: LandingPagesListFields | None = None,
        sort: LandingPagesListSort | Sequence[LandingPagesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[LandingPage]:
        """Browse landing pages (`GET /v1/landing_pages`).

        Lists the landing pages that are accessible to the current user

        Args:
            sort: Order of the entries, use: title. A '-' in front sorts descending,
                e.g. &sort=-title
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            LandingPage,
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
        fields: LandingPagesGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> LandingPage:
        """Fetch a landing page (`GET /v1/landing_pages/{id}`).

        Gives you the details of one landing page

        Args:
            id: ID of the landing page
        """
        return self._engine.one(
            _GET,
            LandingPage,
            path={"id": id},
            query={"fields": fields},
            options=options,
        )


class AsyncLandingPagesNamespace(AsyncNamespace):
    """`kajabi.landing_pages` (await the calls)."""

    def list(
        self,
        *,
        filter: LandingPagesListFilter | None = None,
        fields: LandingPagesListFields | None = None,
        sort: LandingPagesListSort | Sequence[LandingPagesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[LandingPage]:
        """Browse landing pages (`GET /v1/landing_pages`)."""
        return self._engine.many(
            _LIST,
            LandingPage,
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
        fields: LandingPagesGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> LandingPage:
        """Fetch a landing page (`GET /v1/landing_pages/{id}`)."""
        return await self._engine.one(
            _GET,
            LandingPage,
            path={"id": id},
            query={"fields": fields},
            options=options,
        )


_LIST = Operation(
    "GET",
    "/v1/landing_pages",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation("GET", "/v1/landing_pages/{id}", query={"fields": Family("fields")})
