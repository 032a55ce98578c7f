"""`kajabi_payments_payouts`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import Literal, Required, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.kajabi_payments_payouts import KajabiPaymentsPayout


class KajabiPaymentsPayoutsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: Required[FilterValue]
    """ID of the site whose payouts are wanted (required), e.g. ?filter[site_id]=123"""
    status: Literal["pending", "in_transit", "paid", "failed", "canceled"] | FilterValue
    """Only payouts with this status (one of pending, paid, failed, canceled), e.g.
    ?filter[status]=paid
    """
    start_date: FilterValue
    """Only payouts later than the given date (ISO 8601), e.g.
    ?filter[start_date]=2024-01-01
    """
    end_date: FilterValue
    """Only payouts earlier than the given date (ISO 8601), e.g.
    ?filter[end_date]=2024-12-31
    """


class KajabiPaymentsPayoutsGetFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: Required[FilterValue]
    """ID of the site that access is authorized against (required), e.g.
    ?filter[site_id]=123
    """


class KajabiPaymentsPayoutsNamespace(Namespace):
    """`kajabi.kajabi_payments_payouts`."""

    def list(
        self,
        *,
        filter: KajabiPaymentsPayoutsListFilter,
        page_number: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[KajabiPaymentsPayout]:
        """Browse payouts (`GET /v1/kajabi_payments_payouts`).

        Lists the payouts that Kajabi Payments has made for a site. With a payout,
        Kajabi transfers funds to the payment method or bank account that the site owner
        has connected.

        **Note**: Dates are given in UTC:
        * `initiated_date` - Time the payout was created (UTC)
        * `estimated_arrival_date` - Time the payout is expected to arrive (UTC)

        Args:
            page_number: Number of the page to return, e.g. ?page[number]=2
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            KajabiPaymentsPayout,
            query={"filter": filter, "page_number": page_number},
            limit=limit,
            options=options,
        )

    def get(
        self,
        id: str | int,
        *,
        filter: KajabiPaymentsPayoutsGetFilter,
        **options: Unpack[RequestOptions],
    ) -> KajabiPaymentsPayout:
        """Fetch a payout (`GET /v1/kajabi_payments_payouts/{id}`).

        Retrieves one Kajabi Payments payout in detail, together with all the
        transactions that belong to it.

        **Note**: Dates are given in UTC:
        * `initiated_date` - Time the payout was created (UTC)
        * `estimated_arrival_date` - Time the payout is expected to arrive (UTC)
        * `transactions[].created_at` - Time of the transaction (UTC)
        ## Fields of a Transaction
        The entries of the `transactions` array have these fields:
        * **Transaction Type** - Tells a sale, a refund and an adjustment apart
        * **Pricing Type** - On a sale, how the offer is priced, i.e. payment plan,
          subscription or one-time
        * **Sales Tax** - Sales tax that the transaction collected
        * **Amount** - Amount of the transaction
        * **Currency** - Currency as a code of three letters (EUR, GBP, USD, etc.)
        * **Fee** - Fee for processing the transaction
        * **Net** - Net amount of the transaction (amount - fee)
        * **Customer ID** - ID of the customer to whom the transaction belongs
        * **Customer Name** - Full name of the customer
        * **Customer Email** - Email address of the customer
        * **Offer ID** - On a sale or refund, ID or IDs of the offer bought
        * **Offer Title** - On a sale or refund, title or titles of the offer bought
        * **Provider** - Company that processed the payment (Stripe, PayPal, Kajabi
          Payments, etc.)
        * **Payment Method** - On a sale or refund, means of payment (such as Credit
          Card)
        * **Created At** - Time of the transaction (in UTC)
        * **Coupon Used** - On a sale or refund, code of the coupon, if there was one
        * **Presented Amount** - Original amount of the transaction, prior to currency
          conversion
        * **Presented Currency** - Code of the original currency of the transaction
        * **Exchange Rate** - Rate used for the currency exchange
        * **Quantity** - How many units of the offer were bought
        * **Order Number** - On a sale or refund, number of the order, if the purchase
          was of an order
        ## Kinds of Transaction
        * `Sale` - Every payment received within this payout
        * `Refund` - Every refund that took place within this payout
        * `Adjustment` - Any other adjustment made within this payout

        Args:
            id: ID of the payout, e.g. payout_abc123
        """
        return self._engine.one(
            _GET,
            KajabiPaymentsPayout,
            path={"id": id},
            query={"filter": filter},
            options=options,
        )


class AsyncKajabiPaymentsPayoutsNamespace(AsyncNamespace):
    """`kajabi.kajabi_payments_payouts` (await the calls)."""

    def list(
        self,
        *,
        filter: KajabiPaymentsPayoutsListFilter,
        page_number: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[KajabiPaymentsPayout]:
        """Browse payouts (`GET /v1/kajabi_payments_payouts`)."""
        return self._engine.many(
            _LIST,
            KajabiPaymentsPayout,
            query={"filter": filter, "page_number": page_number},
            limit=limit,
            concurrency=concurrency,
            options=options,
        )

    async def get(
        self,
        id: str | int,
        *,
        filter: KajabiPaymentsPayoutsGetFilter,
        **options: Unpack[RequestOptions],
    ) -> KajabiPaymentsPayout:
        """Fetch a payout (`GET /v1/kajabi_payments_payouts/{id}`)."""
        return await self._engine.one(
            _GET,
            KajabiPaymentsPayout,
            path={"id": id},
            query={"filter": filter},
            options=options,
        )


_LIST = Operation(
    "GET",
    "/v1/kajabi_payments_payouts",
    query={"filter": Family("filter"), "page_number": Parameter("page[number]")},
    paging=Paging("number", number="page[number]"),
)
_GET = Operation(
    "GET", "/v1/kajabi_payments_payouts/{id}", query={"filter": Family("filter")}
)
