"""`purchases`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.purchases import Purchase

if TYPE_CHECKING:
    from ..resources.purchases import PurchaseFieldName

PurchasesListSort: TypeAlias = (
    Literal[
        "created_at",
        "-created_at",
        "effective_start_at",
        "-effective_start_at",
        "multipay_payments_made",
        "-multipay_payments_made",
        "opt_in",
        "-opt_in",
        "currency",
        "-currency",
        "cardholder_name",
        "-cardholder_name",
        "billing_address_zip",
        "-billing_address_zip",
        "deactivated_at",
        "-deactivated_at",
        "deactivation_reason",
        "-deactivation_reason",
        "coupon_code",
        "-coupon_code",
        "source",
        "-source",
        "referrer",
        "-referrer",
        "quantity",
        "-quantity",
        "updated_at",
        "-updated_at",
    ]
    | str
)


class PurchasesListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    active: bool
    """Only active purchases (those not deactivated), e.g. ?filter[active]=true"""
    deactivated: bool
    """Only deactivated purchases, e.g. ?filter[deactivated]=true"""
    referrer: FilterValue
    """Only entries with this text in the referrer, e.g. ?filter[referrer_cont]=•••••"""
    coupon_code_eq: FilterValue
    """Only entries with this coupon code, e.g. ?filter[coupon_code_eq]=•••••"""
    site_id: FilterValue
    """Only entries with this site_id, e.g. ?filter[site_id]=111"""
    customer_id: FilterValue
    """Only entries with this customer_id, e.g. ?filter[customer_id]=456789"""
    amount_in_cents_eq: FilterValue
    """Used only in an example request of the API's document."""
    amount_in_cents_gt: FilterValue
    """Used only in an example request of the API's document."""


class PurchasesListFields(TypedDict, total=False):
    """Keys of `fields`."""

    purchases: Sequence[PurchaseFieldName] | str
    """Only the attributes named, such as fields[purchases]=amount_in_cents"""


class PurchasesGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    purchases: Sequence[PurchaseFieldName] | str
    """Only the attributes named, such as fields[purchases]=amount_in_cents"""


class PurchasesNamespace(Namespace):
    """`kajabi.purchases`."""

    def list(
        self,
        *,
        filter: PurchasesListFilter | None = None,
        fields: PurchasesListFields | None = None,
        sort: PurchasesListSort | Sequence[PurchasesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Purchase]:
        """Browse purchases (`GET /v1/purchases`).

        Lists the purchases (purchases of offers) that are accessible to the current
        user

        Args:
            sort: Order of the entries, use: created_at. A '-' in front sorts
                descending, e.g. &sort=-created_at
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Purchase,
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
        fields: PurchasesGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> Purchase:
        """Fetch a purchase (`GET /v1/purchases/{id}`).

        Gives you the details of one purchase (that of an offer)

        Args:
            id: Purchase ID
        """
        return self._engine.one(
            _GET, Purchase, path={"id": id}, query={"fields": fields}, options=options
        )

    def cancel_subscription(
        self, id: str | int, **options: Unpack[RequestOptions]
    ) -> Purchase:
        """Cancel a subscription (`POST /v1/purchases/{id}/cancel_subscription`).

        Cancels the subscription that belongs to the purchase with the given ID

        The subscription behind the purchase is cancelled, whether it runs on Kajabi
        Payments, Stripe or PayPal.
        The call deactivates the purchase and cancels the subscription at once,
        subject to the rules that the payment provider has for cancellations.

        You get a success response if cancelling the payment is possible.
        In all other cases you get an error response that includes the details of the
        validation.

        Args:
            id: Purchase ID
        """
        return self._engine.one(
            _CANCEL_SUBSCRIPTION, Purchase, path={"id": id}, options=options
        )

    def deactivate(self, id: str | int, **options: Unpack[RequestOptions]) -> Purchase:
        """Deactivate a purchase (`POST /v1/purchases/{id}/deactivate`).

        Deactivates the purchase with the given ID without cancelling its subscription.

        To end the subscription as well, call the `cancel_subscription` endpoint. If you
        don't, the purchase becomes inactive while its subscription stays active.

        A free purchase can be reactivated at a later time.

        You get a success response if deactivating the product is possible.
        In all other cases you get an error response.

        Args:
            id: Purchase ID
        """
        return self._engine.one(_DEACTIVATE, Purchase, path={"id": id}, options=options)

    def reactivate(self, id: str | int, **options: Unpack[RequestOptions]) -> Purchase:
        """Reactivate a purchase (`POST /v1/purchases/{id}/reactivate`).

        Makes the purchase with this ID active again; its subscription is not
        reactivated with it.

        The call succeeds when reactivating the product is possible.
        In any other case it answers with an error.

        Args:
            id: Purchase ID
        """
        return self._engine.one(_REACTIVATE, Purchase, path={"id": id}, options=options)


class AsyncPurchasesNamespace(AsyncNamespace):
    """`kajabi.purchases` (await the calls)."""

    def list(
        self,
        *,
        filter: PurchasesListFilter | None = None,
        fields: PurchasesListFields | None = None,
        sort: PurchasesListSort | Sequence[PurchasesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Purchase]:
        """Browse purchases (`GET /v1/purchases`)."""
        return self._engine.many(
            _LIST,
            Purchase,
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
        fields: PurchasesGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> Purchase:
        """Fetch a purchase (`GET /v1/purchases/{id}`)."""
        return await self._engine.one(
            _GET, Purchase, path={"id": id}, query={"fields": fields}, options=options
        )

    async def cancel_subscription(
        self, id: str | int, **options: Unpack[RequestOptions]
    ) -> Purchase:
        """Cancel a subscription (`POST /v1/purchases/{id}/cancel_subscription`)."""
        return await self._engine.one(
            _CANCEL_SUBSCRIPTION, Purchase, path={"id": id}, options=options
        )

    async def deactivate(
        self, id: str | int, **options: Unpack[RequestOptions]
    ) -> Purchase:
        """Deactivate a purchase (`POST /v1/purchases/{id}/deactivate`)."""
        return await self._engine.one(
            _DEACTIVATE, Purchase, path={"id": id}, options=options
        )

    async def reactivate(
        self, id: str | int, **options: Unpack[RequestOptions]
    ) -> Purchase:
        """Reactivate a purchase (`POST /v1/purchases/{id}/reactivate`)."""
        return await self._engine.one(
            _REACTIVATE, Purchase, path={"id": id}, options=options
        )


_LIST = Operation(
    "GET",
    "/v1/purchases",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation("GET", "/v1/purchases/{id}", query={"fields": Family("fields")})
_CANCEL_SUBSCRIPTION = Operation("POST", "/v1/purchases/{id}/cancel_subscription")
_DEACTIVATE = Operation("POST", "/v1/purchases/{id}/deactivate")
_REACTIVATE = Operation("POST", "/v1/purchases/{id}/reactivate")
