"""`order_items`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.order_items import OrderItem

if TYPE_CHECKING:
    from ..resources.order_items import OrderItemFieldName
    from ..resources.orders import OrderFieldName

OrderItemsListSort: TypeAlias = (
    Literal[
        "created_at",
        "-created_at",
        "quantity",
        "-quantity",
        "fulfilled_at",
        "-fulfilled_at",
    ]
    | str
)
OrderItemsGetInclude: TypeAlias = Literal["order"] | str


class OrderItemsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries with this site_id, e.g. ?filter[site_id]=111"""
    item_type_eq: FilterValue
    """Only entries with this item type, e.g. ?filter[item_type_eq]=Offer"""
    item_id_eq: FilterValue
    """Only entries with this item ID, e.g. ?filter[item_id_eq]=123"""
    fulfilled_at_null: bool
    """Only entries with this fulfillment status, e.g. ?filter[fulfilled_at_null]=true"""
    quantity_gt: FilterValue
    """Used only in an example request of the API's document."""
    total_price_in_cents_gteq: FilterValue
    """Used only in an example request of the API's document."""
    total_price_in_cents_lteq: FilterValue
    """Used only in an example request of the API's document."""
    item_type_cont: FilterValue
    """Used only in an example request of the API's document."""
    title_i_cont: FilterValue
    """Used only in an example request of the API's document."""
    item_id_in: FilterValue
    """Used only in an example request of the API's document."""
    item_type_not_in: FilterValue
    """Used only in an example request of the API's document."""


class OrderItemsListFields(TypedDict, total=False):
    """Keys of `fields`."""

    order_items: Sequence[OrderItemFieldName] | str
    """Only the attributes named, such as
    fields[order_items]=quantity,title,total_price_in_cents
    """


class OrderItemsGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    order_items: Sequence[OrderItemFieldName] | str
    """Only the attributes named, such as
    fields[order_items]=quantity,title,total_price_in_cents
    """
    orders: Sequence[OrderFieldName] | str


class OrderItemsNamespace(Namespace):
    """`kajabi.order_items`."""

    def list(
        self,
        *,
        filter: OrderItemsListFilter | None = None,
        fields: OrderItemsListFields | None = None,
        sort: OrderItemsListSort | Sequence[OrderItemsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[OrderItem]:
        """Browse order items (`GET /v1/order_items`).

        Every order item stands for one product or offer that is part of an order.

        Args:
            sort: Order of the entries, use: created_at, quantity, fulfilled_at. A '-'
                in front sorts descending, e.g. &sort=-created_at
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            OrderItem,
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
        fields: OrderItemsGetFields | None = None,
        include: OrderItemsGetInclude | Sequence[OrderItemsGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> OrderItem:
        """Fetch an order item (`GET /v1/order_items/{id}`).

        Gives you the details of one order item

        Every order item stands for one product or offer that is part of an order. It
        holds:
        * Information on the product or offer
        * Details of the price
        * Details of the quantity
        * State of fulfillment

        Args:
            include: Related resources to add, e.g. ?include=order
        """
        return self._engine.one(
            _GET,
            OrderItem,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )


class AsyncOrderItemsNamespace(AsyncNamespace):
    """`kajabi.order_items` (await the calls)."""

    def list(
        self,
        *,
        filter: OrderItemsListFilter | None = None,
        fields: OrderItemsListFields | None = None,
        sort: OrderItemsListSort | Sequence[OrderItemsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[OrderItem]:
        """Browse order items (`GET /v1/order_items`)."""
        return self._engine.many(
            _LIST,
            OrderItem,
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
        fields: OrderItemsGetFields | None = None,
        include: OrderItemsGetInclude | Sequence[OrderItemsGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> OrderItem:
        """Fetch an order item (`GET /v1/order_items/{id}`)."""
        return await self._engine.one(
            _GET,
            OrderItem,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )


_LIST = Operation(
    "GET",
    "/v1/order_items",
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
    "/v1/order_items/{id}",
    query={"fields": Family("fields"), "include": Parameter("include")},
)
