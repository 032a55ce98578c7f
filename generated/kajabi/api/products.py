"""`products`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.products import Product

if TYPE_CHECKING:
    from ..resources.products import ProductFieldName

ProductsListSort: TypeAlias = (
    Literal["title", "-title", "description", "-description", "status", "-status"] | str
)


class ProductsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries with this site_id, e.g. ?filter[site_id]=111"""
    title_cont: FilterValue
    """Only entries with this text in the title, e.g. ?filter[title_cont]=pottery"""
    description_cont: FilterValue
    """Only entries with this text in the description, e.g.
    ?filter[description_cont]=pottery
    """
    status_eq: FilterValue
    """Only entries with this status, e.g. ?filter[status_eq]=ready"""
    exclude_product_types: Sequence[FilterValue] | str
    """Leave out products of this productizable_type (by its fully qualified name, such as
    Courses::CohortCourse). Repeatable.
    """


class ProductsListFields(TypedDict, total=False):
    """Keys of `fields`."""

    products: Sequence[ProductFieldName] | str
    """Only the attributes named, such as fields[products]=title,publish_status"""


class ProductsGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    products: Sequence[ProductFieldName] | str
    """Only the attributes named, such as fields[products]=title,publish_status"""


class ProductsNamespace(Namespace):
    """`kajabi.products`."""

    def list(
        self,
        *,
        filter: ProductsListFilter | None = None,
        fields: ProductsListFields | None = None,
        sort: ProductsListSort | Sequence[ProductsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Product]:
        """Browse products (`GET /v1/products`).

        Lists the products that a contact can be granted, leaving out archived ones

        Args:
            sort: Order of the entries, use: title, description, status. A '-' in front
                sorts descending, e.g. &sort=-title
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Product,
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
        fields: ProductsGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> Product:
        """Fetch a product (`GET /v1/products/{id}`).

        Gives you the details of one product
        """
        return self._engine.one(
            _GET, Product, path={"id": id}, query={"fields": fields}, options=options
        )


class AsyncProductsNamespace(AsyncNamespace):
    """`kajabi.products` (await the calls)."""

    def list(
        self,
        *,
        filter: ProductsListFilter | None = None,
        fields: ProductsListFields | None = None,
        sort: ProductsListSort | Sequence[ProductsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Product]:
        """Browse products (`GET /v1/products`)."""
        return self._engine.many(
            _LIST,
            Product,
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
        fields: ProductsGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> Product:
        """Fetch a product (`GET /v1/products/{id}`)."""
        return await self._engine.one(
            _GET, Product, path={"id": id}, query={"fields": fields}, options=options
        )


_LIST = Operation(
    "GET",
    "/v1/products",
    query={
        "filter": Family(
            "filter",
            {
                "exclude_product_types": Parameter(
                    "filter[exclude_product_types][]", "repeat"
                )
            },
        ),
        "fields": Family("fields"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation("GET", "/v1/products/{id}", query={"fields": Family("fields")})
