"""`sites`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.sites import Site

if TYPE_CHECKING:
    from ..resources.sites import SiteFieldName

SitesListSort: TypeAlias = Literal["title", "-title", "subdomain", "-subdomain"] | str


class SitesListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    title_cont: FilterValue
    """Only entries with this text in the title, e.g. ?filter[title_cont]=yoga"""
    subdomain_cont: FilterValue
    """Only entries with this text in the subdomain, e.g. ?filter[subdomain_cont]=yoga"""


class SitesListFields(TypedDict, total=False):
    """Keys of `fields`."""

    sites: Sequence[SiteFieldName] | str
    """Only the attributes named, such as fields[sites]=title,subdomain"""


class SitesGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    sites: Sequence[SiteFieldName] | str
    """Only the attributes named, such as fields[sites]=title,subdomain"""


class SitesNamespace(Namespace):
    """`kajabi.sites`."""

    def list(
        self,
        *,
        filter: SitesListFilter | None = None,
        fields: SitesListFields | None = None,
        sort: SitesListSort | Sequence[SitesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Site]:
        """Browse sites (`GET /v1/sites`).

        Lists the sites that are accessible to the current user

        Args:
            sort: Order of the entries, use: title, subdomain. A '-' in front sorts
                descending, e.g. &sort=-title
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Site,
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
        fields: SitesGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> Site:
        """Fetch a site (`GET /v1/sites/{id}`).

        Sites are one of the foundations of the Kajabi platform: a site is the presence
        of a customer under their own brand, and it holds that customer's courses,
        products and further content. Every site allows extensive customization and
        still keeps the core functions that e-learning and the delivery of digital
        products rely on.
        """
        return self._engine.one(
            _GET, Site, path={"id": id}, query={"fields": fields}, options=options
        )


class AsyncSitesNamespace(AsyncNamespace):
    """`kajabi.sites` (await the calls)."""

    def list(
        self,
        *,
        filter: SitesListFilter | None = None,
        fields: SitesListFields | None = None,
        sort: SitesListSort | Sequence[SitesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Site]:
        """Browse sites (`GET /v1/sites`)."""
        return self._engine.many(
            _LIST,
            Site,
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
        fields: SitesGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> Site:
        """Fetch a site (`GET /v1/sites/{id}`)."""
        return await self._engine.one(
            _GET, Site, path={"id": id}, query={"fields": fields}, options=options
        )


_LIST = Operation(
    "GET",
    "/v1/sites",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation("GET", "/v1/sites/{id}", query={"fields": Family("fields")})
