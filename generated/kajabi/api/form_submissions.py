"""`form_submissions`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.form_submissions import FormSubmission

FormSubmissionsListSort: TypeAlias = (
    Literal["name", "-name", "email", "-email", "created_at", "-created_at"] | str
)
FormSubmissionsGetInclude: TypeAlias = Literal["site", "form"] | str


class FormSubmissionsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries of the site with this ID, e.g. filter[site_id]=123"""
    form_id: FilterValue
    """Only entries of the form with this ID, e.g. filter[form_id]=456"""


class FormSubmissionsNamespace(Namespace):
    """`kajabi.form_submissions`."""

    def list(
        self,
        *,
        filter: FormSubmissionsListFilter | None = None,
        sort: FormSubmissionsListSort | Sequence[FormSubmissionsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[FormSubmission]:
        """Browse form submissions (`GET /v1/form_submissions`).

        Lists form submissions of the sites you are authorized for

        Args:
            sort: Order of the entries, use: name, email, created_at. A '-' in front
                sorts descending, e.g. &sort=-name
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            FormSubmission,
            query={
                "filter": filter,
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
        include: (
            FormSubmissionsGetInclude | Sequence[FormSubmissionsGetInclude] | None
        ) = None,
        **options: Unpack[RequestOptions],
    ) -> FormSubmission:
        """Fetch a form submission (`GET /v1/form_submissions/{id}`).

        Retrieves a single form submission with its details
        ## Values of Custom Fields
        Where the form asked for custom fields, their values may be part of a submission
        as well.
        ## Related Resources
        Every form submission is part of:
        * One site
        * One form

        Args:
            include: Related resources to add, e.g. ?include=site,form
        """
        return self._engine.one(
            _GET,
            FormSubmission,
            path={"id": id},
            query={"include": include},
            options=options,
        )


class AsyncFormSubmissionsNamespace(AsyncNamespace):
    """`kajabi.form_submissions` (await the calls)."""

    def list(
        self,
        *,
        filter: FormSubmissionsListFilter | None = None,
        sort: FormSubmissionsListSort | Sequence[FormSubmissionsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[FormSubmission]:
        """Browse form submissions (`GET /v1/form_submissions`)."""
        return self._engine.many(
            _LIST,
            FormSubmission,
            query={
                "filter": filter,
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
        include: (
            FormSubmissionsGetInclude | Sequence[FormSubmissionsGetInclude] | None
        ) = None,
        **options: Unpack[RequestOptions],
    ) -> FormSubmission:
        """Fetch a form submission (`GET /v1/form_submissions/{id}`)."""
        return await self._engine.one(
            _GET,
            FormSubmission,
            path={"id": id},
            query={"include": include},
            options=options,
        )


_LIST = Operation(
    "GET",
    "/v1/form_submissions",
    query={
        "filter": Family("filter"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation(
    "GET", "/v1/form_submissions/{id}", query={"include": Parameter("include")}
)
