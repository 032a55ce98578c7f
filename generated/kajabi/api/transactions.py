"""`transactions`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.transactions import Transaction

if TYPE_CHECKING:
    from ..resources.customers import CustomerFieldName
    from ..resources.offers import OfferFieldName
    from ..resources.purchases import PurchaseFieldName
    from ..resources.sites import SiteFieldName
    from ..resources.transactions import TransactionFieldName

TransactionsGetInclude: TypeAlias = Literal["customer", "purchases"] | str


class TransactionsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries with this site_id, e.g. ?filter[site_id]=111"""
    customer_id: FilterValue
    """Only entries with this customer_id, e.g. ?filter[customer_id]=456789"""
    name_or_email: FilterValue
    """Only entries with this name or email, e.g. ?filter[name_or_email]=Maria"""
    start_date: FilterValue
    """Narrowing by start_date, e.g. ?filter[start_date]=2024-12-01"""
    end_date: FilterValue
    """Narrowing by end_date, e.g. ?filter[end_date]=2024-12-31"""


class TransactionsListFields(TypedDict, total=False):
    """Keys of `fields`."""

    transactions: Sequence[TransactionFieldName] | str
    """Only the attributes named, such as
    fields[transactions]=amount_in_cents,sales_tax_in_cents
    """


class TransactionsGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    transactions: Sequence[TransactionFieldName] | str
    """Only the attributes named, such as
    fields[transactions]=amount_in_cents,sales_tax_in_cents
    """
    customers: Sequence[CustomerFieldName] | str
    """Used only in an example request of the API's document."""
    purchases: Sequence[PurchaseFieldName] | str
    offers: Sequence[OfferFieldName] | str
    sites: Sequence[SiteFieldName] | str


class TransactionsNamespace(Namespace):
    """`kajabi.transactions`."""

    def list(
        self,
        *,
        filter: TransactionsListFilter | None = None,
        fields: TransactionsListFields | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Transaction]:
        """Browse transactions (`GET /v1/transactions`).

        Lists the payment transactions that stand for completed financial activity
        (charges that succeeded, refunds and disputes) and belong to actual purchases.
        Transactions that are tests, free purchases, failed attempts or still pending
        are left out.

        Args:
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Transaction,
            query={
                "filter": filter,
                "fields": fields,
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
        fields: TransactionsGetFields | None = None,
        include: (
            TransactionsGetInclude | Sequence[TransactionsGetInclude] | None
        ) = None,
        **options: Unpack[RequestOptions],
    ) -> Transaction:
        """Fetch a transaction (`GET /v1/transactions/{id}`).

        Transactions are an essential component of the way Kajabi processes payments:
        they cover every operation that involves money and keep thorough records, which
        serve accounting, compliance and reporting.
          ## Related Resources
          The `include` parameter adds related resources to the response:

          > **Deprecated:** the `offer` relationship is now deprecated; in a later
              version it will be removed. It has a value for transactions with a single
              offer only; for bundled transactions (those with several offers) it is
              `null`. Read the `purchases` relationship instead, which names all offer
              purchases that a transaction covers, whatever the type of the transaction.

        Args:
            include: Related resources to add, e.g. ?include=customer,purchases
        """
        return self._engine.one(
            _GET,
            Transaction,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )


class AsyncTransactionsNamespace(AsyncNamespace):
    """`kajabi.transactions` (await the calls)."""

    def list(
        self,
        *,
        filter: TransactionsListFilter | None = None,
        fields: TransactionsListFields | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Transaction]:
        """Browse transactions (`GET /v1/transactions`)."""
        return self._engine.many(
            _LIST,
            Transaction,
            query={
                "filter": filter,
                "fields": fields,
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
        fields: TransactionsGetFields | None = None,
        include: (
            TransactionsGetInclude | Sequence[TransactionsGetInclude] | None
        ) = None,
        **options: Unpack[RequestOptions],
    ) -> Transaction:
        """Fetch a transaction (`GET /v1/transactions/{id}`)."""
        return await self._engine.one(
            _GET,
            Transaction,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )


_LIST = Operation(
    "GET",
    "/v1/transactions",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation(
    "GET",
    "/v1/transactions/{id}",
    query={"fields": Family("fields"), "include": Parameter("include")},
)
