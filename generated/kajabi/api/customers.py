"""`customers`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._body import identifiers
from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._resource import ResourceList
from .._types import FilterValue, RequestOptions
from ..resources.customers import Customer
from ..resources.offers import Offer

if TYPE_CHECKING:
    from ..resources.contacts import ContactFieldName
    from ..resources.customers import CustomerFieldName
    from ..resources.offers import OfferFieldName
    from ..resources.products import ProductFieldName
    from ..resources.sites import SiteFieldName

CustomersListSort: TypeAlias = (
    Literal[
        "name",
        "-name",
        "email",
        "-email",
        "created_at",
        "-created_at",
        "net_revenue",
        "-net_revenue",
        "last_request_at",
        "-last_request_at",
    ]
    | str
)
CustomersGetInclude: TypeAlias = Literal["offers", "products", "contact"] | str


class CustomersListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Narrowing by site_id is advisable in every call, e.g. ?filter[site_id]=111. For an
    account with several sites the parameter is required
    """
    search: FilterValue
    """Fuzzy search on name/email, e.g. ?filter[search]=maria"""
    created_in_last: FilterValue
    """Only customers created within the past N days, e.g. ?filter[created_in_last]=30"""
    not_created_in_last: FilterValue
    """Only customers not created within the past N days"""
    is_hidden: FilterValue
    """Only hidden customers"""
    joined_in_last: FilterValue
    """Only customers that joined within the past N days"""
    active_in_last: FilterValue
    """Only customers active within the past N days"""
    inactive_in_last: FilterValue
    """Only customers inactive within the past N days"""
    name_contains: FilterValue
    """Only customers with the given value in their name"""
    email_contains: FilterValue
    """Only customers with the given value in their email"""
    phone_number_contains: FilterValue
    """Only customers with the given value in their phone number"""
    address_line_1_contains: FilterValue
    """Only customers with the given value in their address line 1"""
    address_line_2_contains: FilterValue
    """Only customers with the given value in their address line 2"""
    address_city_contains: FilterValue
    """Only customers with the given value in their city"""
    address_state_contains: FilterValue
    """Only customers with the given value in their state"""
    address_country_contains: FilterValue
    """Only customers with the given value in their country"""
    address_zip_contains: FilterValue
    """Only customers with the given value in their zip code"""
    has_tag_id: FilterValue
    """Only customers that have the tag with this ID"""
    has_all_tag_id: FilterValue
    """Only customers that have every tag with these IDs"""
    has_no_tag_id: FilterValue
    """Only customers that lack the tag with this ID"""
    subscribed: FilterValue
    """Only subscribed customers"""
    has_offer_id: FilterValue
    """Only customers that have the offer with this ID"""
    has_no_offer_id: FilterValue
    """Only customers that lack the offer with this ID"""
    has_product_id: FilterValue
    """Only customers that own the product with this ID"""
    has_active_product_id: FilterValue
    """Only customers that have an active membership to the product with this ID"""
    has_no_product_id: FilterValue
    """Only customers that do not own the product with this ID"""
    previously_owned_product_id: FilterValue
    """Only customers that owned the product with this ID in the past"""
    used_coupon_code: FilterValue
    """Only customers that used the given coupon code"""
    submitted_form_id: FilterValue
    """Only customers that submitted the form with this ID"""
    no_submitted_form_id: FilterValue
    """Only customers that have not submitted the form with this ID"""
    registered_event_id: FilterValue
    """Only customers that registered for the event with this ID"""
    not_registered_event_id: FilterValue
    """Only customers that did not register for the event with this ID"""
    completed_assessment_id: FilterValue
    """Only customers that completed the assessment with this ID"""
    passed_assessment_id: FilterValue
    """Only customers that passed the assessment with this ID"""
    failed_assessment_id: FilterValue
    """Only customers that failed the assessment with this ID"""
    net_revenue_equal_to: FilterValue
    """Only customers with a net revenue equal to the given value"""
    net_revenue_greater_than: FilterValue
    """Only customers with a net revenue above the given value"""
    net_revenue_less_than: FilterValue
    """Only customers with a net revenue below the given value"""
    subscribed_in_last: FilterValue
    """Only customers subscribed within the past N days"""
    unsubscribed_in_last: FilterValue
    """Only customers unsubscribed within the past N days"""
    never_subscribed: FilterValue
    """Only customers that never subscribed"""
    sent_email_broadcast_id: FilterValue
    """Only customers that were sent the email broadcast with this ID"""
    no_sent_email_broadcast_id: FilterValue
    """Only customers that were not sent the email broadcast with this ID"""
    no_sent_email_broadcast_ids: FilterValue
    """Only customers that were sent none of the email broadcasts with these IDs"""
    no_delivered_email_broadcast_id: FilterValue
    """Only customers that did not receive the email broadcast with this ID"""
    opened_email_broadcast_id: FilterValue
    """Only customers that opened the email broadcast with this ID"""
    no_opened_email_broadcast_id: FilterValue
    """Only customers that did not open the email broadcast with this ID"""
    clicked_email_broadcast_id: FilterValue
    """Only customers that clicked the email broadcast with this ID"""
    no_clicked_email_broadcast_id: FilterValue
    """Only customers that did not click the email broadcast with this ID"""
    bounced_email_broadcast_id: FilterValue
    """Only customers for which the email broadcast with this ID bounced"""
    no_bounced_email_broadcast_id: FilterValue
    """Only customers for which the email broadcast with this ID did not bounce"""
    dropped_email_broadcast_id: FilterValue
    """Only customers for which the email broadcast with this ID was dropped"""
    no_dropped_email_broadcast_id: FilterValue
    """Only customers for which the email broadcast with this ID was not dropped"""
    opened_email_in_last: FilterValue
    """Only customers that opened an email within the past N days"""
    not_opened_email_in_last: FilterValue
    """Only customers that opened no email within the past N days"""
    delivered_email_in_last: FilterValue
    """Only customers that had an email delivered within the past N days"""
    not_delivered_email_in_last: FilterValue
    """Only customers that had no email delivered within the past N days"""
    clicked_email_in_last: FilterValue
    """Only customers that clicked an email within the past N days"""
    not_clicked_email_in_last: FilterValue
    """Only customers that clicked no email within the past N days"""
    is_hard_bouncing: FilterValue
    """Only customers with hard bounces"""
    bounced_in_last: FilterValue
    """Only customers that bounced within the past N days"""
    complained_in_last: FilterValue
    """Only customers that complained within the past N days"""
    manually_unsubscribed_in_last: FilterValue
    """Only customers unsubscribed manually within the past N days"""
    opted_out_in_last: FilterValue
    """Only customers that opted out within the past N days"""
    healthy_contacts_with_open_data: FilterValue
    """Only healthy customers that have open data"""
    passive_contacts_with_open_data: FilterValue
    """Only passive customers that have open data"""
    unengaged_contacts_with_open_data: FilterValue
    """Only unengaged customers that have open data"""
    inactive_contacts_with_open_data: FilterValue
    """Only inactive customers that have open data"""
    subscribed_newsletter_id: FilterValue
    """Only customers subscribed to the newsletter with this ID"""
    unsubscribed_newsletter_id: FilterValue
    """Only customers unsubscribed from the newsletter with this ID"""
    mobile_phone_number_contains: FilterValue
    """Only customers with the given value in their mobile phone number"""
    subscribed_email_sequence_id: FilterValue
    """Only customers subscribed to the email sequence with this ID"""
    not_subscribed_email_sequence_id: FilterValue
    """Only customers not subscribed to the email sequence with this ID"""


class CustomersListFields(TypedDict, total=False):
    """Keys of `fields`."""

    customers: Sequence[CustomerFieldName] | str
    """Fields to return, use: name, email, for instance ?fields[customers]=name,email"""


class CustomersGetFilter(TypedDict, total=False):
    """Keys of `filter`."""

    products_search: FilterValue
    """Text to look for in product titles

    To be ignored if no include parameter is sent
    """
    products_page: int
    products_per: int
    offers_search: FilterValue
    """Text to look for in offer titles or internal titles

    To be ignored if no include parameter is sent
    """
    offers_page: int
    offers_per: int


class CustomersGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    customers: Sequence[CustomerFieldName] | str
    """Only the attributes named, such as fields[customers]=name,email"""
    product: Sequence[str] | str
    """Used only in an example request of the API's document."""
    offers: Sequence[OfferFieldName] | str
    products: Sequence[ProductFieldName] | str
    contacts: Sequence[ContactFieldName] | str
    sites: Sequence[SiteFieldName] | str


class CustomersOffersNamespace(Namespace):
    """`kajabi.customers.offers`."""

    def list(
        self, customer_id: str | int, **options: Unpack[RequestOptions]
    ) -> ResourceList[Offer]:
        """Browse a customer's offers (`GET
        /v1/customers/{customer_id}/relationships/offers`).

        Retrieves the relationship between a customer and the offers granted to it.

        To fetch the related tag resources, use the GET `api/v1/offers` endpoint.
        A resource identifier consists of the offer's id and type.
        URLs, by way of example: `/api/v1/offers/123`, `/api/v1/offers/456`
        """
        return self._engine.identifiers(
            _OFFERS_LIST, Offer, path={"customer_id": customer_id}, options=options
        )

    def replace(
        self,
        customer_id: str | int,
        ids: Iterable[str | int | Offer],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Set a customer's offers anew (`PATCH
        /v1/customers/{customer_id}/relationships/offers`).

        ## Replacing the offers granted to a customer
        Replaces the offer grants by those whose resource identifiers are listed
        (granting offers to the customer and revoking them from it)
        ## What You Get Back
        * On success, the response body lists the offers to which the customer is
          related
        * On failure, the response has a JSON body that gives details of the error.

        Args:
            ids: Ids of `offers`, or such resources.
        """
        return self._engine.identifiers(
            _OFFERS_REPLACE,
            Offer,
            path={"customer_id": customer_id},
            body={"data": identifiers("offers", ids)},
            options=options,
        )

    def add(
        self,
        customer_id: str | int,
        ids: Iterable[str | int | Offer],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Give a customer an offer (`POST
        /v1/customers/{customer_id}/relationships/offers`).

        ## Granting offers to a customer
        Creates an offer grant for the customer.
        ## What You Get Back
        * On success, the response body lists the offers to which the customer is
          related
        * On failure, the response has a JSON body that gives details of the error.
        ## What happens on a grant, side effects included
        * It is checked whether the customer has already been granted the offer
        * For a gift offer, an email saying that the gift was granted may go out
        * Automations run if any are configured

        Args:
            ids: Ids of `offers`, or such resources.
        """
        return self._engine.identifiers(
            _OFFERS_ADD,
            Offer,
            path={"customer_id": customer_id},
            body={"data": identifiers("offers", ids)},
            options=options,
        )

    def remove(
        self,
        customer_id: str | int,
        ids: Iterable[str | int | Offer],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Withdraw an offer from a customer (`DELETE
        /v1/customers/{customer_id}/relationships/offers`).

        ## Revoking offers granted to a customer
        Revokes the offer grants whose resource identifiers are listed
        ## What You Get Back
        * On success, the response body lists the offers to which the customer is
          related
        * On failure, the response has a JSON body that gives details of the error.
        ## What happens on a revocation, side effects included
        * Offers that are not active remain untouched
        * Purchases of offers are handled as well as grants
        * All product memberships that go with them are deactivated

        Args:
            ids: Ids of `offers`, or such resources.
        """
        return self._engine.identifiers(
            _OFFERS_REMOVE,
            Offer,
            path={"customer_id": customer_id},
            body={"data": identifiers("offers", ids)},
            options=options,
        )


class CustomersNamespace(Namespace):
    """`kajabi.customers`."""

    @cached_property
    def offers(self) -> CustomersOffersNamespace:
        """Operations of `customers.offers`."""
        return CustomersOffersNamespace(self._engine)

    def list(
        self,
        *,
        filter: CustomersListFilter | None = None,
        fields: CustomersListFields | None = None,
        sort: CustomersListSort | Sequence[CustomersListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Customer]:
        """Browse customers (`GET /v1/customers`).

        Lists customers

        Args:
            sort: Order of the entries, use: name, email, created_at, net_revenue,
                last_request_at. A '-' in front sorts descending, e.g. &sort=-name
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Customer,
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
        filter: CustomersGetFilter | None = None,
        fields: CustomersGetFields | None = None,
        include: CustomersGetInclude | Sequence[CustomersGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Customer:
        """Fetch a customer (`GET /v1/customers/{id}`).

        Retrieves a single customer with its details
        * Attributes `name` and `email` stay synchronised with those of the related
          `contact` resource
        * With `external_user_id`, a system outside Kajabi can have its own reference to
          the customer

        Args:
            include: ?include=offers,products adds the related resources to the response
        """
        return self._engine.one(
            _GET,
            Customer,
            path={"id": id},
            query={"filter": filter, "fields": fields, "include": include},
            options=options,
        )


class AsyncCustomersOffersNamespace(AsyncNamespace):
    """`kajabi.customers.offers` (await the calls)."""

    async def list(
        self, customer_id: str | int, **options: Unpack[RequestOptions]
    ) -> ResourceList[Offer]:
        """Browse a customer's offers (`GET
        /v1/customers/{customer_id}/relationships/offers`).
        """
        return await self._engine.identifiers(
            _OFFERS_LIST, Offer, path={"customer_id": customer_id}, options=options
        )

    async def replace(
        self,
        customer_id: str | int,
        ids: Iterable[str | int | Offer],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Set a customer's offers anew (`PATCH
        /v1/customers/{customer_id}/relationships/offers`).
        """
        return await self._engine.identifiers(
            _OFFERS_REPLACE,
            Offer,
            path={"customer_id": customer_id},
            body={"data": identifiers("offers", ids)},
            options=options,
        )

    async def add(
        self,
        customer_id: str | int,
        ids: Iterable[str | int | Offer],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Give a customer an offer (`POST
        /v1/customers/{customer_id}/relationships/offers`).
        """
        return await self._engine.identifiers(
            _OFFERS_ADD,
            Offer,
            path={"customer_id": customer_id},
            body={"data": identifiers("offers", ids)},
            options=options,
        )

    async def remove(
        self,
        customer_id: str | int,
        ids: Iterable[str | int | Offer],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Withdraw an offer from a customer (`DELETE
        /v1/customers/{customer_id}/relationships/offers`).
        """
        return await self._engine.identifiers(
            _OFFERS_REMOVE,
            Offer,
            path={"customer_id": customer_id},
            body={"data": identifiers("offers", ids)},
            options=options,
        )


class AsyncCustomersNamespace(AsyncNamespace):
    """`kajabi.customers` (await the calls)."""

    @cached_property
    def offers(self) -> AsyncCustomersOffersNamespace:
        """Operations of `customers.offers`."""
        return AsyncCustomersOffersNamespace(self._engine)

    def list(
        self,
        *,
        filter: CustomersListFilter | None = None,
        fields: CustomersListFields | None = None,
        sort: CustomersListSort | Sequence[CustomersListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Customer]:
        """Browse customers (`GET /v1/customers`)."""
        return self._engine.many(
            _LIST,
            Customer,
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
        filter: CustomersGetFilter | None = None,
        fields: CustomersGetFields | None = None,
        include: CustomersGetInclude | Sequence[CustomersGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Customer:
        """Fetch a customer (`GET /v1/customers/{id}`)."""
        return await self._engine.one(
            _GET,
            Customer,
            path={"id": id},
            query={"filter": filter, "fields": fields, "include": include},
            options=options,
        )


_OFFERS_LIST = Operation("GET", "/v1/customers/{customer_id}/relationships/offers")
_OFFERS_REPLACE = Operation(
    "PATCH",
    "/v1/customers/{customer_id}/relationships/offers",
    body="application/vnd.api+json",
)
_OFFERS_ADD = Operation(
    "POST",
    "/v1/customers/{customer_id}/relationships/offers",
    body="application/vnd.api+json",
)
_OFFERS_REMOVE = Operation(
    "DELETE",
    "/v1/customers/{customer_id}/relationships/offers",
    body="application/vnd.api+json",
)
_LIST = Operation(
    "GET",
    "/v1/customers",
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
    "/v1/customers/{id}",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "include": Parameter("include"),
    },
)
