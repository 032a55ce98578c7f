"""`contact_tags`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.contact_tags import ContactTag

if TYPE_CHECKING:
    from ..resources.contact_tags import ContactTagFieldName

ContactTagsListSort: TypeAlias = Literal["name", "-name", "email", "-email"] | str


class ContactTagsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries with this site_id, e.g. ?filter[site_id]=111"""
    name_cont: FilterValue
    """Only entries with this text in the name, e.g. ?filter[name_cont]=newcomer"""


class ContactTagsListFields(TypedDict, total=False):
    """Keys of `fields`."""

    contact_tags: Sequence[ContactTagFieldName] | str
    """Only the attributes named, such as fields[contact_tags]=name"""


class ContactTagsNamespace(Namespace):
    """`kajabi.contact_tags`."""

    def list(
        self,
        *,
        filter: ContactTagsListFilter | None = None,
        fields: ContactTagsListFields | None = None,
        sort: ContactTagsListSort | Sequence[ContactTagsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[ContactTag]:
        """Browse contact tags (`GET /v1/contact_tags`).

        Lists the tags of a site, leaving out archived ones

        Args:
            sort: Order of the entries, use: name, email. A '-' in front sorts
                descending, e.g. &sort=-name
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            ContactTag,
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

    def get(self, id: str | int, **options: Unpack[RequestOptions]) -> ContactTag:
        """Fetch a contact tag (`GET /v1/contact_tags/{id}`).

        ## Relationships of a Contact Tag
        Each contact tag belongs to one site
        """
        return self._engine.one(_GET, ContactTag, path={"id": id}, options=options)


class AsyncContactTagsNamespace(AsyncNamespace):
    """`kajabi.contact_tags` (await the calls)."""

    def list(
        self,
        *,
        filter: ContactTagsListFilter | None = None,
        fields: ContactTagsListFields | None = None,
        sort: ContactTagsListSort | Sequence[ContactTagsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[ContactTag]:
        """Browse contact tags (`GET /v1/contact_tags`)."""
        return self._engine.many(
            _LIST,
            ContactTag,
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

    async def get(self, id: str | int, **options: Unpack[RequestOptions]) -> ContactTag:
        """Fetch a contact tag (`GET /v1/contact_tags/{id}`)."""
        return await self._engine.one(
            _GET, ContactTag, path={"id": id}, options=options
        )


_LIST = Operation(
    "GET",
    "/v1/contact_tags",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation("GET", "/v1/contact_tags/{id}")
