"""`custom_fields`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.custom_fields import CustomField

if TYPE_CHECKING:
    from ..resources.custom_fields import CustomFieldFieldName

CustomFieldsListSort: TypeAlias = (
    Literal[
        "title", "-title", "handle", "-handle", "type", "-type", "required", "-required"
    ]
    | str
)


class CustomFieldsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries with this site_id, e.g. ?filter[site_id]=111"""
    title_cont: FilterValue
    """Only entries with this text in the title, e.g. ?filter[title_cont]=colour"""
    type_eq: FilterValue
    """Only entries of this field type, e.g. ?filter[type_eq]=TextField"""
    required_eq: FilterValue
    """Only entries with this value of required, e.g. ?filter[required_eq]=true"""


class CustomFieldsListFields(TypedDict, total=False):
    """Keys of `fields`."""

    custom_fields: Sequence[CustomFieldFieldName] | str
    """Only the attributes named, such as fields[custom_fields]=handle,title,required"""


class CustomFieldsGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    custom_fields: Sequence[CustomFieldFieldName] | str
    """Only the attributes named, such as fields[custom_fields]=title,handle"""


class CustomFieldsNamespace(Namespace):
    """`kajabi.custom_fields`."""

    def list(
        self,
        *,
        filter: CustomFieldsListFilter | None = None,
        fields: CustomFieldsListFields | None = None,
        sort: CustomFieldsListSort | Sequence[CustomFieldsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[CustomField]:
        """Browse custom fields (`GET /v1/custom_fields`).

        Args:
            sort: Order of the entries, use: title, handle, type, required. A '-' in
                front sorts descending, e.g. &sort=-title
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            CustomField,
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
        fields: CustomFieldsGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> CustomField:
        """Fetch a custom field (`GET /v1/custom_fields/{id}`)."""
        return self._engine.one(
            _GET,
            CustomField,
            path={"id": id},
            query={"fields": fields},
            options=options,
        )


class AsyncCustomFieldsNamespace(AsyncNamespace):
    """`kajabi.custom_fields` (await the calls)."""

    def list(
        self,
        *,
        filter: CustomFieldsListFilter | None = None,
        fields: CustomFieldsListFields | None = None,
        sort: CustomFieldsListSort | Sequence[CustomFieldsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[CustomField]:
        """Browse custom fields (`GET /v1/custom_fields`)."""
        return self._engine.many(
            _LIST,
            CustomField,
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
        fields: CustomFieldsGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> CustomField:
        """Fetch a custom field (`GET /v1/custom_fields/{id}`)."""
        return await self._engine.one(
            _GET,
            CustomField,
            path={"id": id},
            query={"fields": fields},
            options=options,
        )


_LIST = Operation(
    "GET",
    "/v1/custom_fields",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation("GET", "/v1/custom_fields/{id}", query={"fields": Family("fields")})
