"""`podcasts`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.podcasts import Podcast

if TYPE_CHECKING:
    from ..resources.podcasts import PodcastFieldName

PodcastsListSort: TypeAlias = Literal["title", "-title"] | str


class PodcastsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries of the site with this ID, e.g. ?filter[site_id]=123"""
    title_eq: FilterValue
    """Only entries with exactly this title, e.g. ?filter[title_eq]=Garden Talk"""
    title_cont: FilterValue
    """Only entries with this text in the title, e.g. ?filter[title_cont]=gardening"""
    status_eq: FilterValue
    """Only entries with this status, e.g. ?filter[status_eq]=ready"""
    show_type_eq: FilterValue
    """Only entries with this show type, e.g. ?filter[show_type_eq]=episodic"""


class PodcastsListFields(TypedDict, total=False):
    """Keys of `fields`."""

    podcasts: Sequence[PodcastFieldName] | str
    """Fields to return, separated by commas, e.g. ?fields[podcasts]=title,description"""


class PodcastsNamespace(Namespace):
    """`kajabi.podcasts`."""

    def list(
        self,
        *,
        filter: PodcastsListFilter | None = None,
        fields: PodcastsListFields | None = None,
        sort: PodcastsListSort | Sequence[PodcastsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Podcast]:
        """Browse podcasts (`GET /v1/podcasts`).

        Lists the podcasts of a site

        Args:
            sort: Field that sets the order, e.g. ?sort=title or ?sort=-title
                (descending)
            page_number: Number of the page to return, e.g. ?page[number]=1
            page_size: Entries on each page, e.g. ?page[size]=10
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Podcast,
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

    def get(self, id: str | int, **options: Unpack[RequestOptions]) -> Podcast:
        """Fetch a podcast (`GET /v1/podcasts/{id}`).

        Gives you the details of one podcast

        Args:
            id: Podcast ID
        """
        return self._engine.one(_GET, Podcast, path={"id": id}, options=options)


class AsyncPodcastsNamespace(AsyncNamespace):
    """`kajabi.podcasts` (await the calls)."""

    def list(
        self,
        *,
        filter: PodcastsListFilter | None = None,
        fields: PodcastsListFields | None = None,
        sort: PodcastsListSort | Sequence[PodcastsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Podcast]:
        """Browse podcasts (`GET /v1/podcasts`)."""
        return self._engine.many(
            _LIST,
            Podcast,
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

    async def get(self, id: str | int, **options: Unpack[RequestOptions]) -> Podcast:
        """Fetch a podcast (`GET /v1/podcasts/{id}`)."""
        return await self._engine.one(_GET, Podcast, path={"id": id}, options=options)


_LIST = Operation(
    "GET",
    "/v1/podcasts",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation("GET", "/v1/podcasts/{id}")
