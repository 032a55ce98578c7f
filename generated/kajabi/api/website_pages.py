"""`website_pages`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.website_pages import WebsitePage

if TYPE_CHECKING:
    from ..resources.website_pages import WebsitePageFieldName

WebsitePagesListSort: TypeAlias = Literal["created_at", "-created_at"] | str


class WebsitePagesListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Used only in an example request of the API's document."""


class WebsitePagesListFields(TypedDict, total=False):
    """Keys of `fields`."""

    website_pages: Sequence[WebsitePageFieldName] | str
    """Only the attributes named, such as fields[website_pages]=title"""


class WebsitePagesGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    website_pages: Sequence[WebsitePageFieldName] | str
    """Only the attributes named, such as fields[website_pages]=title"""


class WebsitePagesNamespace(Namespace):
    """`kajabi.website_pages`."""

    def list(
        self,
        *,
        filter: WebsitePagesListFilter | None = None,
        fields: WebsitePagesListFields | None = None,
        sort: WebsitePagesListSort | Sequence[WebsitePagesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[WebsitePage]:
        """Browse website pages (`GET /v1/website_pages`).

        Lists the website pages that are accessible to the current user

        Args:
            sort: Order of the entries, use: created_at. A '-' in front sorts
                descending, e.g. &sort=-created_at
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            WebsitePage,
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
        fields: WebsitePagesGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> WebsitePage:
        """Fetch a website page (`GET /v1/website_pages/{id}`).

        Gives you the details of one website page

        Args:
            id: ID of the website page
        """
        return self._engine.one(
            _GET,
            WebsitePage,
            path={"id": id},
            query={"fields": fields},
            options=options,
        )


class AsyncWebsitePagesNamespace(AsyncNamespace):
    """`kajabi.website_pages` (await the calls)."""

    def list(
        self,
        *,
        filter: WebsitePagesListFilter | None = None,
        fields: WebsitePagesListFields | None = None,
        sort: WebsitePagesListSort | Sequence[WebsitePagesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[WebsitePage]:
        """Browse website pages (`GET /v1/website_pages`)."""
        return self._engine.many(
            _LIST,
            WebsitePage,
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
        fields: WebsitePagesGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> WebsitePage:
        """Fetch a website page (`GET /v1/website_pages/{id}`)."""
        return await self._engine.one(
            _GET,
            WebsitePage,
            path={"id": id},
            query={"fields": fields},
            options=options,
        )


_LIST = Operation(
    "GET",
    "/v1/website_pages",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation("GET", "/v1/website_pages/{id}", query={"fields": Family("fields")})
