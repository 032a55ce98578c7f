"""`offers`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._resource import ResourceList
from .._types import FilterValue, RequestOptions
from ..resources.offers import Offer
from ..resources.products import Product

if TYPE_CHECKING:
    from ..resources.offers import OfferFieldName
    from ..resources.products import ProductFieldName
    from ..resources.sites import SiteFieldName

OffersListSort: TypeAlias = (
    Literal["title", "-title", "price_in_cents", "-price_in_cents"] | str
)
OffersGetInclude: TypeAlias = Literal["products"] | str


class OffersListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries with this site_id, e.g. ?filter[site_id]=111"""
    title_cont: FilterValue
    """Only entries with this text in the title, e.g. ?filter[title_cont]=workshop"""
    description_cont: FilterValue
    """Only entries with this text in the description, e.g.
    ?filter[description_cont]=workshop
    """


class OffersListFields(TypedDict, total=False):
    """Keys of `fields`."""

    offers: Sequence[OfferFieldName] | str
    """Only the attributes named, such as fields[offers]=title,price_in_cents"""


class OffersGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    offers: Sequence[OfferFieldName] | str
    """Only the attributes named, such as fields[offers]=title,price_in_cents"""
    products: Sequence[ProductFieldName] | str
    """Used only in an example request of the API's document."""
    sites: Sequence[SiteFieldName] | str


class OffersProductsNamespace(Namespace):
    """`kajabi.offers.products`."""

    def list(
        self, offer_id: str | int, **options: Unpack[RequestOptions]
    ) -> ResourceList[Product]:
        """Browse an offer's products (`GET /v1/offers/{offer_id}/relationships/products`).

        Returns the products relationship of the offer as resource identifiers in a list
        """
        return self._engine.identifiers(
            _PRODUCTS_LIST, Product, path={"offer_id": offer_id}, options=options
        )


class OffersNamespace(Namespace):
    """`kajabi.offers`."""

    @cached_property
    def products(self) -> OffersProductsNamespace:
        """Operations of `offers.products`."""
        return OffersProductsNamespace(self._engine)

    def list(
        self,
        *,
        filter: OffersListFilter | None = None,
        fields: OffersListFields | None = None,
        sort: OffersListSort | Sequence[OffersListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Offer]:
        """Browse offers (`GET /v1/offers`).

        Lists the offers of a site that a contact can be granted, leaving out archived
        ones

        Args:
            sort: Order of the entries, use: title, price_in_cents. A '-' in front sorts
                descending, e.g. &sort=-price_in_cents
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Offer,
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
        fields: OffersGetFields | None = None,
        include: OffersGetInclude | Sequence[OffersGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Offer:
        """Fetch an offer (`GET /v1/offers/{id}`).

        Offers are central to e-commerce on Kajabi: with them, people who create courses
        or own digital products earn money from their content. They can choose among
        several models of pricing and payment, and remain flexible in the way an offer
        is presented and processed.

        Args:
            include: Related resources to add, e.g. ?include=products
        """
        return self._engine.one(
            _GET,
            Offer,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )


class AsyncOffersProductsNamespace(AsyncNamespace):
    """`kajabi.offers.products` (await the calls)."""

    async def list(
        self, offer_id: str | int, **options: Unpack[RequestOptions]
    ) -> ResourceList[Product]:
        """Browse an offer's products (`GET /v1/offers/{offer_id}/relationships/products`)."""
        return await self._engine.identifiers(
            _PRODUCTS_LIST, Product, path={"offer_id": offer_id}, options=options
        )


class AsyncOffersNamespace(AsyncNamespace):
    """`kajabi.offers` (await the calls)."""

    @cached_property
    def products(self) -> AsyncOffersProductsNamespace:
        """Operations of `offers.products`."""
        return AsyncOffersProductsNamespace(self._engine)

    def list(
        self,
        *,
        filter: OffersListFilter | None = None,
        fields: OffersListFields | None = None,
        sort: OffersListSort | Sequence[OffersListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Offer]:
        """Browse offers (`GET /v1/offers`)."""
        return self._engine.many(
            _LIST,
            Offer,
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
        fields: OffersGetFields | None = None,
        include: OffersGetInclude | Sequence[OffersGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Offer:
        """Fetch an offer (`GET /v1/offers/{id}`)."""
        return await self._engine.one(
            _GET,
            Offer,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )


_PRODUCTS_LIST = Operation("GET", "/v1/offers/{offer_id}/relationships/products")
_LIST = Operation(
    "GET",
    "/v1/offers",
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
    "/v1/offers/{id}",
    query={"fields": Family("fields"), "include": Parameter("include")},
)
