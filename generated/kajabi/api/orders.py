"""`orders`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.orders import Order

if TYPE_CHECKING:
    from ..resources.customers import CustomerFieldName
    from ..resources.order_items import OrderItemFieldName
    from ..resources.orders import OrderFieldName
    from ..resources.sites import SiteFieldName
    from ..resources.transactions import TransactionFieldName

OrdersListSort: TypeAlias = (
    Literal[
        "order_number",
        "-order_number",
        "created_at",
        "-created_at",
        "fulfilled_at",
        "-fulfilled_at",
    ]
    | str
)
OrdersGetInclude: TypeAlias = Literal["order_items", "customer", "site"] | str


class OrdersListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries with this site_id, e.g. ?filter[site_id]=111"""
    customer_id: FilterValue
    """Only entries with this customer_id, e.g. ?filter[customer_id]=456789"""
    order_number_eq: FilterValue
    """Only entries with this order number, e.g. ?filter[order_number_eq]=12345"""
    fulfilled_at_null: bool
    """Only entries with this fulfillment status, e.g. ?filter[fulfilled_at_null]=true"""
    created_at_gteq: FilterValue
    """Used only in an example request of the API's document."""
    created_at_lteq: FilterValue
    """Used only in an example request of the API's document."""
    total_price_in_cents_gt: FilterValue
    """Used only in an example request of the API's document."""
    order_number_cont: FilterValue
    """Used only in an example request of the API's document."""
    currency_code_start: FilterValue
    """Used only in an example request of the API's document."""
    currency_code_in: FilterValue
    """Used only in an example request of the API's document."""


class OrdersListFields(TypedDict, total=False):
    """Keys of `fields`."""

    orders: Sequence[OrderFieldName] | str
    """Only the attributes named, such as fields[orders]=order_number,total_price_in_cents"""


class OrdersGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    orders: Sequence[OrderFieldName] | str
    """Only the attributes named, such as fields[orders]=order_number,total_price_in_cents"""
    order_items: Sequence[OrderItemFieldName] | str
    customers: Sequence[CustomerFieldName] | str
    sites: Sequence[SiteFieldName] | str
    transactions: Sequence[TransactionFieldName] | str


class OrdersNamespace(Namespace):
    """`kajabi.orders`."""

    def list(
        self,
        *,
        filter: OrdersListFilter | None = None,
        fields: OrdersListFields | None = None,
        sort: OrdersListSort | Sequence[OrdersListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Order]:
        """Browse orders (`GET /v1/orders`).

        Lists the orders of a site

        Args:
            sort: Order of the entries, use: order_number, created_at, fulfilled_at. A
                '-' in front sorts descending, e.g. &sort=-created_at
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Order,
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
        fields: OrdersGetFields | None = None,
        include: OrdersGetInclude | Sequence[OrdersGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Order:
        """Fetch an order (`GET /v1/orders/{id}`).

        Gives you the details of one order

        An order stands for a purchase that has been completed. It holds:
        * Order items (the products or offers bought)
        * Information on the payment
        * Information on the customer
        * State of fulfillment

        Args:
            include: Related resources to add, e.g. ?include=order_items,customer,site
        """
        return self._engine.one(
            _GET,
            Order,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )


class AsyncOrdersNamespace(AsyncNamespace):
    """`kajabi.orders` (await the calls)."""

    def list(
        self,
        *,
        filter: OrdersListFilter | None = None,
        fields: OrdersListFields | None = None,
        sort: OrdersListSort | Sequence[OrdersListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Order]:
        """Browse orders (`GET /v1/orders`)."""
        return self._engine.many(
            _LIST,
            Order,
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
        fields: OrdersGetFields | None = None,
        include: OrdersGetInclude | Sequence[OrdersGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Order:
        """Fetch an order (`GET /v1/orders/{id}`)."""
        return await self._engine.one(
            _GET,
            Order,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )


_LIST = Operation(
    "GET",
    "/v1/orders",
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
    "/v1/orders/{id}",
    query={"fields": Family("fields"), "include": Parameter("include")},
)
