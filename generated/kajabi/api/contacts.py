"""`contacts`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._body import identifiers, optional, to_many, to_one
from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._resource import ResourceList
from .._types import JSON, OMIT, FilterValue, Omit, RequestOptions
from ..resources.contact_tags import ContactTag
from ..resources.contacts import Contact
from ..resources.offers import Offer

if TYPE_CHECKING:
    from ..resources.contact_tags import ContactTagFieldName
    from ..resources.contacts import ContactFieldName
    from ..resources.customers import CustomerFieldName
    from ..resources.offers import OfferFieldName
    from ..resources.sites import Site, SiteFieldName

ContactsListSort: TypeAlias = (
    Literal["name", "-name", "email", "-email", "created_at", "-created_at"] | str
)
ContactsGetInclude: TypeAlias = Literal["offers", "tags", "customer"] | str


class ContactsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Narrowing by site_id is advisable in every call, e.g. ?filter[site_id]=111. For an
    account with several sites the parameter is required
    """
    search: FilterValue
    """Fuzzy search on name/email, e.g. ?filter[search]=maria"""
    created_in_last: FilterValue
    """Only contacts created within the past N days, e.g. ?filter[created_in_last]=30"""
    not_created_in_last: FilterValue
    """Only contacts not created within the past N days"""
    is_hidden: FilterValue
    """Only hidden contacts"""
    joined_in_last: FilterValue
    """Only contacts that joined within the past N days"""
    active_in_last: FilterValue
    """Only contacts active within the past N days"""
    inactive_in_last: FilterValue
    """Only contacts inactive within the past N days"""
    name_contains: FilterValue
    """Only contacts with the given value in their name"""
    email_contains: FilterValue
    """Only contacts with the given value in their email"""
    phone_number_contains: FilterValue
    """Only contacts with the given value in their phone number"""
    address_line_1_contains: FilterValue
    """Only contacts with the given value in their address line 1"""
    address_line_2_contains: FilterValue
    """Only contacts with the given value in their address line 2"""
    address_city_contains: FilterValue
    """Only contacts with the given value in their city"""
    address_state_contains: FilterValue
    """Only contacts with the given value in their state"""
    address_country_contains: FilterValue
    """Only contacts with the given value in their country"""
    address_zip_contains: FilterValue
    """Only contacts with the given value in their zip code"""
    has_tag_id: FilterValue
    """Only contacts that have the tag with this ID"""
    has_all_tag_id: FilterValue
    """Only contacts that have every tag with these IDs"""
    has_no_tag_id: FilterValue
    """Only contacts that lack the tag with this ID"""
    subscribed: FilterValue
    """Only subscribed contacts"""
    has_offer_id: FilterValue
    """Only contacts that have the offer with this ID"""
    has_no_offer_id: FilterValue
    """Only contacts that lack the offer with this ID"""
    has_product_id: FilterValue
    """Only contacts that own the product with this ID"""
    has_active_product_id: FilterValue
    """Only contacts that have an active membership to the product with this ID"""
    has_no_product_id: FilterValue
    """Only contacts that do not own the product with this ID"""
    previously_owned_product_id: FilterValue
    """Only contacts that owned the product with this ID in the past"""
    used_coupon_code: FilterValue
    """Only contacts that used the given coupon code"""
    submitted_form_id: FilterValue
    """Only contacts that submitted the form with this ID"""
    no_submitted_form_id: FilterValue
    """Only contacts that have not submitted the form with this ID"""
    registered_event_id: FilterValue
    """Only contacts that registered for the event with this ID"""
    not_registered_event_id: FilterValue
    """Only contacts that did not register for the event with this ID"""
    completed_assessment_id: FilterValue
    """Only contacts that completed the assessment with this ID"""
    passed_assessment_id: FilterValue
    """Only contacts that passed the assessment with this ID"""
    failed_assessment_id: FilterValue
    """Only contacts that failed the assessment with this ID"""
    net_revenue_equal_to: FilterValue
    """Only contacts with a net revenue equal to the given value"""
    net_revenue_greater_than: FilterValue
    """Only contacts with a net revenue above the given value"""
    net_revenue_less_than: FilterValue
    """Only contacts with a net revenue below the given value"""
    subscribed_in_last: FilterValue
    """Only contacts subscribed within the past N days"""
    unsubscribed_in_last: FilterValue
    """Only contacts unsubscribed within the past N days"""
    never_subscribed: FilterValue
    """Only contacts that never subscribed"""
    sent_email_broadcast_id: FilterValue
    """Only contacts that were sent the email broadcast with this ID"""
    no_sent_email_broadcast_id: FilterValue
    """Only contacts that were not sent the email broadcast with this ID"""
    no_sent_email_broadcast_ids: FilterValue
    """Only contacts that were sent none of the email broadcasts with these IDs"""
    no_delivered_email_broadcast_id: FilterValue
    """Only contacts that did not receive the email broadcast with this ID"""
    opened_email_broadcast_id: FilterValue
    """Only contacts that opened the email broadcast with this ID"""
    no_opened_email_broadcast_id: FilterValue
    """Only contacts that did not open the email broadcast with this ID"""
    clicked_email_broadcast_id: FilterValue
    """Only contacts that clicked the email broadcast with this ID"""
    no_clicked_email_broadcast_id: FilterValue
    """Only contacts that did not click the email broadcast with this ID"""
    bounced_email_broadcast_id: FilterValue
    """Only contacts for which the email broadcast with this ID bounced"""
    no_bounced_email_broadcast_id: FilterValue
    """Only contacts for which the email broadcast with this ID did not bounce"""
    dropped_email_broadcast_id: FilterValue
    """Only contacts for which the email broadcast with this ID was dropped"""
    no_dropped_email_broadcast_id: FilterValue
    """Only contacts for which the email broadcast with this ID was not dropped"""
    opened_email_in_last: FilterValue
    """Only contacts that opened an email within the past N days"""
    not_opened_email_in_last: FilterValue
    """Only contacts that opened no email within the past N days"""
    delivered_email_in_last: FilterValue
    """Only contacts that had an email delivered within the past N days"""
    not_delivered_email_in_last: FilterValue
    """Only contacts that had no email delivered within the past N days"""
    clicked_email_in_last: FilterValue
    """Only contacts that clicked an email within the past N days"""
    not_clicked_email_in_last: FilterValue
    """Only contacts that clicked no email within the past N days"""
    is_hard_bouncing: FilterValue
    """Only contacts with hard bounces"""
    bounced_in_last: FilterValue
    """Only contacts that bounced within the past N days"""
    complained_in_last: FilterValue
    """Only contacts that complained within the past N days"""
    manually_unsubscribed_in_last: FilterValue
    """Only contacts unsubscribed manually within the past N days"""
    opted_out_in_last: FilterValue
    """Only contacts that opted out within the past N days"""
    healthy_contacts_with_open_data: FilterValue
    """Only healthy contacts that have open data"""
    passive_contacts_with_open_data: FilterValue
    """Only passive contacts that have open data"""
    unengaged_contacts_with_open_data: FilterValue
    """Only unengaged contacts that have open data"""
    inactive_contacts_with_open_data: FilterValue
    """Only inactive contacts that have open data"""
    subscribed_newsletter_id: FilterValue
    """Only contacts subscribed to the newsletter with this ID"""
    unsubscribed_newsletter_id: FilterValue
    """Only contacts unsubscribed from the newsletter with this ID"""
    mobile_phone_number_contains: FilterValue
    """Only contacts with the given value in their mobile phone number"""
    subscribed_email_sequence_id: FilterValue
    """Only contacts subscribed to the email sequence with this ID"""
    not_subscribed_email_sequence_id: FilterValue
    """Only contacts not subscribed to the email sequence with this ID"""


class ContactsListFields(TypedDict, total=False):
    """Keys of `fields`."""

    contacts: Sequence[ContactFieldName] | str
    """Fields to return, use: name, email, for instance ?fields[contacts]=name,email"""


class ContactsGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    contacts: Sequence[ContactFieldName] | str
    """Fields to return, use: name, email, for instance ?fields[contacts]=name,email"""
    customers: Sequence[CustomerFieldName] | str
    """Used only in an example request of the API's document."""
    offers: Sequence[OfferFieldName] | str
    contact_tags: Sequence[ContactTagFieldName] | str
    sites: Sequence[SiteFieldName] | str


class ContactsOffersNamespace(Namespace):
    """`kajabi.contacts.offers`."""

    def list(
        self, contact_id: str | int, **options: Unpack[RequestOptions]
    ) -> ResourceList[Offer]:
        """Browse a contact's offers (`GET
        /v1/contacts/{contact_id}/relationships/offers`).

        Retrieves the relationship between a contact and the offers granted to it.

        To fetch the related tag resources, use the GET `api/v1/offers` endpoint.
        A resource identifier consists of the offer's id and type.
        URLs, by way of example: `/api/v1/offers/123`, `/api/v1/offers/456`
        """
        return self._engine.identifiers(
            _OFFERS_LIST, Offer, path={"contact_id": contact_id}, options=options
        )

    def replace(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | Offer],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Set a contact's offers anew (`PATCH
        /v1/contacts/{contact_id}/relationships/offers`).

        ## Replacing the offers granted to a contact
        Replaces the offer grants by those whose resource identifiers are listed
        (granting offers to the contact and revoking them from it)
        ## What You Get Back
        * On success, the response body lists the offers to which the contact is related
        * On failure, the response has a JSON body that gives details of the error.

        Args:
            ids: Ids of `offers`, or such resources.
        """
        return self._engine.identifiers(
            _OFFERS_REPLACE,
            Offer,
            path={"contact_id": contact_id},
            body={"data": identifiers("offers", ids)},
            options=options,
        )

    def add(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | Offer],
        *,
        send_customer_welcome_email: bool | Omit = OMIT,
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Give a contact an offer (`POST /v1/contacts/{contact_id}/relationships/offers`).

        ## Granting offers to a contact
        Creates an offer grant for the contact, who thereby also gets a new customer
        record.

        The request body has to contain one or more resource identifiers of offers, `id:
        OFFER_ID`, `type: "offers"`.

        With the `meta` attribute `send_customer_welcome_email` set to `false`, no
        welcome email goes out.

        (By default, the welcome email is sent.)
        ## What You Get Back
        * On success, the response body lists the offers to which the contact is related
        * On failure, the response has a JSON body that gives details of the error.
        ## What happens on a grant, side effects included
        * It is checked whether the contact has already been granted the offer
        * A customer with the same email is looked for
          * If there is none, a new customer record is generated from the contact's
            details
        * The customer may be sent a welcome email
        * For a gift offer, an email saying that the gift was granted may go out
        * Automations run if any are configured

        Args:
            ids: Ids of `offers`, or such resources.
        """
        return self._engine.identifiers(
            _OFFERS_ADD,
            Offer,
            path={"contact_id": contact_id},
            body={
                "data": identifiers("offers", ids),
                "meta": optional(
                    {"send_customer_welcome_email": send_customer_welcome_email}
                ),
            },
            options=options,
        )

    def remove(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | Offer],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Withdraw an offer from a contact (`DELETE
        /v1/contacts/{contact_id}/relationships/offers`).

        ## Revoking offers granted to a contact
        Revokes the offer grants whose resource identifiers are listed
        ## What You Get Back
        * On success, the response body lists the offers to which the contact is related
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
            path={"contact_id": contact_id},
            body={"data": identifiers("offers", ids)},
            options=options,
        )


class ContactsTagsNamespace(Namespace):
    """`kajabi.contacts.tags`."""

    def list(
        self, contact_id: str | int, **options: Unpack[RequestOptions]
    ) -> ResourceList[ContactTag]:
        """Browse a contact's tags (`GET /v1/contacts/{contact_id}/relationships/tags`).

        Retrieves the relationship between a contact and its tags, as resource
        identifiers in a list

        To fetch the related tag resources, use the GET `api/v1/contact_tags` endpoint.
        A resource identifier consists of the contact tag's id and type.
        URLs, by way of example: `/api/v1/contact_tags/123`, `/api/v1/contact_tags/456`
        """
        return self._engine.identifiers(
            _TAGS_LIST, ContactTag, path={"contact_id": contact_id}, options=options
        )

    def replace(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | ContactTag],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[ContactTag]:
        """Set a contact's tags anew (`PATCH
        /v1/contacts/{contact_id}/relationships/tags`).

        Replaces the tags of a contact by others, given as resource identifiers in a
        list.

        Args:
            ids: Ids of `contact_tags`, or such resources.
        """
        return self._engine.identifiers(
            _TAGS_REPLACE,
            ContactTag,
            path={"contact_id": contact_id},
            body={"data": identifiers("contact_tags", ids)},
            options=options,
        )

    def add(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | ContactTag],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[ContactTag]:
        """Attach a tag to a contact (`POST /v1/contacts/{contact_id}/relationships/tags`).

        Adds tags to a contact, given as resource identifiers in a list

        The tag relationships as they stand after the update are listed in the response
        body.

        Args:
            ids: Ids of `contact_tags`, or such resources.
        """
        return self._engine.identifiers(
            _TAGS_ADD,
            ContactTag,
            path={"contact_id": contact_id},
            body={"data": identifiers("contact_tags", ids)},
            options=options,
        )

    def remove(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | ContactTag],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[ContactTag]:
        """Detach a tag from a contact (`DELETE
        /v1/contacts/{contact_id}/relationships/tags`).

        Removes tags from a contact, given as resource identifiers in a list.

        The tag relationships as they stand after the update are listed in the response
        body.

        Args:
            ids: Ids of `contact_tags`, or such resources.
        """
        return self._engine.identifiers(
            _TAGS_REMOVE,
            ContactTag,
            path={"contact_id": contact_id},
            body={"data": identifiers("contact_tags", ids)},
            options=options,
        )


class ContactsNamespace(Namespace):
    """`kajabi.contacts`."""

    @cached_property
    def offers(self) -> ContactsOffersNamespace:
        """Operations of `contacts.offers`."""
        return ContactsOffersNamespace(self._engine)

    @cached_property
    def tags(self) -> ContactsTagsNamespace:
        """Operations of `contacts.tags`."""
        return ContactsTagsNamespace(self._engine)

    def list(
        self,
        *,
        filter: ContactsListFilter | None = None,
        fields: ContactsListFields | None = None,
        sort: ContactsListSort | Sequence[ContactsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Contact]:
        """Browse contacts (`GET /v1/contacts`).

        Lists contacts; it is advisable to filter them by site.
        ## Searching
        Together with `filter[site_id]`, the `filter[search]` parameter searches the
        contacts.
        ## Contacts of a Site by Offer
        Together with `filter[has_offer_id]`, the `filter[site_id]` parameter finds the
        contacts to whom a particular offer has been granted
        ## Contacts of a Site by Tag
        Together with `filter[has_tag_id]`, the `filter[site_id]` parameter finds the
        contacts that carry a particular tag

        Args:
            sort: Order of the entries, use: name, email, created_at. A '-' in front
                sorts descending, e.g. &sort=-name
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Contact,
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
        fields: ContactsGetFields | None = None,
        include: ContactsGetInclude | Sequence[ContactsGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Contact:
        """Fetch a contact (`GET /v1/contacts/{id}`).

        Retrieves a single contact with its details

        Args:
            include: ?include=offers,tags,customer adds the customer, tags and offers
                resources related to the contact to the response
        """
        return self._engine.one(
            _GET,
            Contact,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )

    def create(
        self,
        *,
        name: str | Omit = OMIT,
        email: str | Omit = OMIT,
        phone_number: str | None | Omit = OMIT,
        business_number: str | None | Omit = OMIT,
        subscribed: bool | Omit = OMIT,
        address_line_1: str | None | Omit = OMIT,
        address_line_2: str | None | Omit = OMIT,
        address_city: str | None | Omit = OMIT,
        address_state: str | None | Omit = OMIT,
        address_country: str | None | Omit = OMIT,
        external_user_id: str | None | Omit = OMIT,
        address_zip: str | None | Omit = OMIT,
        custom_1: str | None | Omit = OMIT,
        custom_2: str | None | Omit = OMIT,
        custom_3: str | None | Omit = OMIT,
        custom_fields: Mapping[str, JSON] | None = None,
        extra: Mapping[str, JSON] | None = None,
        site: str | int | Site | Omit = OMIT,
        **options: Unpack[RequestOptions],
    ) -> Contact:
        """Add a contact (`POST /v1/contacts`).

        Adds a contact to a site.
        ## Creating the contact
        A `site` relationship has to be part of the request body.

        Args:
            name: What the contact is called
            email: The contact's email address; it has to be valid and able to receive
                mail
            phone_number: The contact's phone number
            business_number: Business phone number of this contact
            subscribed: Tells whether the contact has agreed to be sent marketing
                messages by the site
            address_line_1: Line one of the postal address
            address_line_2: Line two of the postal address
            address_city: City in the postal address
            address_state: State in the postal address
            address_country: Country in the postal address
            external_user_id: Supported as soon as the contact has been given an offer
                or has made a purchase
            address_zip: Zip code in the postal address
            custom_1: Supported according to the site's own custom fields
            custom_2: Supported according to the site's own custom fields
            custom_3: Supported according to the site's own custom fields
            custom_fields: More numbered attributes by name, such as `custom_7`.
            extra: Attributes that the API takes and its document does not name.
            site: The id of one of `sites`, or such a resource.
        """
        return self._engine.one(
            _CREATE,
            Contact,
            body={
                "data": {
                    "type": "contacts",
                    "attributes": {
                        "name": name,
                        "email": email,
                        "phone_number": phone_number,
                        "business_number": business_number,
                        "subscribed": subscribed,
                        "address_line_1": address_line_1,
                        "address_line_2": address_line_2,
                        "address_city": address_city,
                        "address_state": address_state,
                        "address_country": address_country,
                        "external_user_id": external_user_id,
                        "address_zip": address_zip,
                        "custom_1": custom_1,
                        "custom_2": custom_2,
                        "custom_3": custom_3,
                        **(custom_fields or {}),
                        **(extra or {}),
                    },
                    "relationships": {"site": to_one("sites", site)},
                }
            },
            options=options,
        )

    def update(
        self,
        id: str | int,
        *,
        name: str | Omit = OMIT,
        email: str | Omit = OMIT,
        phone_number: str | None | Omit = OMIT,
        business_number: str | None | Omit = OMIT,
        subscribed: bool | Omit = OMIT,
        address_line_1: str | None | Omit = OMIT,
        address_line_2: str | None | Omit = OMIT,
        address_city: str | None | Omit = OMIT,
        address_state: str | None | Omit = OMIT,
        address_country: str | None | Omit = OMIT,
        external_user_id: str | None | Omit = OMIT,
        address_zip: str | None | Omit = OMIT,
        custom_1: str | None | Omit = OMIT,
        custom_2: str | None | Omit = OMIT,
        custom_3: str | None | Omit = OMIT,
        custom_fields: Mapping[str, JSON] | None = None,
        extra: Mapping[str, JSON] | None = None,
        tags: Iterable[str | int | ContactTag] | Omit = OMIT,
        **options: Unpack[RequestOptions],
    ) -> Contact:
        """Change a contact (`PATCH /v1/contacts/{id}`).

        Args:
            name: What the contact is called
            email: The contact's email address; it has to be valid and able to receive
                mail
            phone_number: The contact's phone number
            business_number: Business phone number of this contact
            subscribed: Tells whether the contact has agreed to be sent marketing
                messages by the site
            address_line_1: Line one of the postal address
            address_line_2: Line two of the postal address
            address_city: City in the postal address
            address_state: State in the postal address
            address_country: Country in the postal address
            external_user_id: Supported as soon as the contact has been given an offer
                or has made a purchase
            address_zip: Zip code in the postal address
            custom_1: Supported according to the site's own custom fields
            custom_2: Supported according to the site's own custom fields
            custom_3: Supported according to the site's own custom fields
            custom_fields: More numbered attributes by name, such as `custom_7`.
            extra: Attributes that the API takes and its document does not name.
            tags: Ids of `contact_tags`, or such resources.
        """
        return self._engine.one(
            _UPDATE,
            Contact,
            path={"id": id},
            body={
                "data": {
                    "type": "contacts",
                    "id": str(id),
                    "attributes": {
                        "name": name,
                        "email": email,
                        "phone_number": phone_number,
                        "business_number": business_number,
                        "subscribed": subscribed,
                        "address_line_1": address_line_1,
                        "address_line_2": address_line_2,
                        "address_city": address_city,
                        "address_state": address_state,
                        "address_country": address_country,
                        "external_user_id": external_user_id,
                        "address_zip": address_zip,
                        "custom_1": custom_1,
                        "custom_2": custom_2,
                        "custom_3": custom_3,
                        **(custom_fields or {}),
                        **(extra or {}),
                    },
                },
                "relationships": optional({"tags": to_many("contact_tags", tags)}),
            },
            options=options,
        )

    def delete(self, id: str | int, **options: Unpack[RequestOptions]) -> None:
        """Remove a contact (`DELETE /v1/contacts/{id}`)."""
        self._engine.nothing(_DELETE, path={"id": id}, options=options)


class AsyncContactsOffersNamespace(AsyncNamespace):
    """`kajabi.contacts.offers` (await the calls)."""

    async def list(
        self, contact_id: str | int, **options: Unpack[RequestOptions]
    ) -> ResourceList[Offer]:
        """Browse a contact's offers (`GET
        /v1/contacts/{contact_id}/relationships/offers`).
        """
        return await self._engine.identifiers(
            _OFFERS_LIST, Offer, path={"contact_id": contact_id}, options=options
        )

    async def replace(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | Offer],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Set a contact's offers anew (`PATCH
        /v1/contacts/{contact_id}/relationships/offers`).
        """
        return await self._engine.identifiers(
            _OFFERS_REPLACE,
            Offer,
            path={"contact_id": contact_id},
            body={"data": identifiers("offers", ids)},
            options=options,
        )

    async def add(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | Offer],
        *,
        send_customer_welcome_email: bool | Omit = OMIT,
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Give a contact an offer (`POST /v1/contacts/{contact_id}/relationships/offers`)."""
        return await self._engine.identifiers(
            _OFFERS_ADD,
            Offer,
            path={"contact_id": contact_id},
            body={
                "data": identifiers("offers", ids),
                "meta": optional(
                    {"send_customer_welcome_email": send_customer_welcome_email}
                ),
            },
            options=options,
        )

    async def remove(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | Offer],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[Offer]:
        """Withdraw an offer from a contact (`DELETE
        /v1/contacts/{contact_id}/relationships/offers`).
        """
        return await self._engine.identifiers(
            _OFFERS_REMOVE,
            Offer,
            path={"contact_id": contact_id},
            body={"data": identifiers("offers", ids)},
            options=options,
        )


class AsyncContactsTagsNamespace(AsyncNamespace):
    """`kajabi.contacts.tags` (await the calls)."""

    async def list(
        self, contact_id: str | int, **options: Unpack[RequestOptions]
    ) -> ResourceList[ContactTag]:
        """Browse a contact's tags (`GET /v1/contacts/{contact_id}/relationships/tags`)."""
        return await self._engine.identifiers(
            _TAGS_LIST, ContactTag, path={"contact_id": contact_id}, options=options
        )

    async def replace(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | ContactTag],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[ContactTag]:
        """Set a contact's tags anew (`PATCH
        /v1/contacts/{contact_id}/relationships/tags`).
        """
        return await self._engine.identifiers(
            _TAGS_REPLACE,
            ContactTag,
            path={"contact_id": contact_id},
            body={"data": identifiers("contact_tags", ids)},
            options=options,
        )

    async def add(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | ContactTag],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[ContactTag]:
        """Attach a tag to a contact (`POST /v1/contacts/{contact_id}/relationships/tags`)."""
        return await self._engine.identifiers(
            _TAGS_ADD,
            ContactTag,
            path={"contact_id": contact_id},
            body={"data": identifiers("contact_tags", ids)},
            options=options,
        )

    async def remove(
        self,
        contact_id: str | int,
        ids: Iterable[str | int | ContactTag],
        **options: Unpack[RequestOptions],
    ) -> ResourceList[ContactTag]:
        """Detach a tag from a contact (`DELETE
        /v1/contacts/{contact_id}/relationships/tags`).
        """
        return await self._engine.identifiers(
            _TAGS_REMOVE,
            ContactTag,
            path={"contact_id": contact_id},
            body={"data": identifiers("contact_tags", ids)},
            options=options,
        )


class AsyncContactsNamespace(AsyncNamespace):
    """`kajabi.contacts` (await the calls)."""

    @cached_property
    def offers(self) -> AsyncContactsOffersNamespace:
        """Operations of `contacts.offers`."""
        return AsyncContactsOffersNamespace(self._engine)

    @cached_property
    def tags(self) -> AsyncContactsTagsNamespace:
        """Operations of `contacts.tags`."""
        return AsyncContactsTagsNamespace(self._engine)

    def list(
        self,
        *,
        filter: ContactsListFilter | None = None,
        fields: ContactsListFields | None = None,
        sort: ContactsListSort | Sequence[ContactsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Contact]:
        """Browse contacts (`GET /v1/contacts`)."""
        return self._engine.many(
            _LIST,
            Contact,
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
        fields: ContactsGetFields | None = None,
        include: ContactsGetInclude | Sequence[ContactsGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Contact:
        """Fetch a contact (`GET /v1/contacts/{id}`)."""
        return await self._engine.one(
            _GET,
            Contact,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )

    async def create(
        self,
        *,
        name: str | Omit = OMIT,
        email: str | Omit = OMIT,
        phone_number: str | None | Omit = OMIT,
        business_number: str | None | Omit = OMIT,
        subscribed: bool | Omit = OMIT,
        address_line_1: str | None | Omit = OMIT,
        address_line_2: str | None | Omit = OMIT,
        address_city: str | None | Omit = OMIT,
        address_state: str | None | Omit = OMIT,
        address_country: str | None | Omit = OMIT,
        external_user_id: str | None | Omit = OMIT,
        address_zip: str | None | Omit = OMIT,
        custom_1: str | None | Omit = OMIT,
        custom_2: str | None | Omit = OMIT,
        custom_3: str | None | Omit = OMIT,
        custom_fields: Mapping[str, JSON] | None = None,
        extra: Mapping[str, JSON] | None = None,
        site: str | int | Site | Omit = OMIT,
        **options: Unpack[RequestOptions],
    ) -> Contact:
        """Add a contact (`POST /v1/contacts`)."""
        return await self._engine.one(
            _CREATE,
            Contact,
            body={
                "data": {
                    "type": "contacts",
                    "attributes": {
                        "name": name,
                        "email": email,
                        "phone_number": phone_number,
                        "business_number": business_number,
                        "subscribed": subscribed,
                        "address_line_1": address_line_1,
                        "address_line_2": address_line_2,
                        "address_city": address_city,
                        "address_state": address_state,
                        "address_country": address_country,
                        "external_user_id": external_user_id,
                        "address_zip": address_zip,
                        "custom_1": custom_1,
                        "custom_2": custom_2,
                        "custom_3": custom_3,
                        **(custom_fields or {}),
                        **(extra or {}),
                    },
                    "relationships": {"site": to_one("sites", site)},
                }
            },
            options=options,
        )

    async def update(
        self,
        id: str | int,
        *,
        name: str | Omit = OMIT,
        email: str | Omit = OMIT,
        phone_number: str | None | Omit = OMIT,
        business_number: str | None | Omit = OMIT,
        subscribed: bool | Omit = OMIT,
        address_line_1: str | None | Omit = OMIT,
        address_line_2: str | None | Omit = OMIT,
        address_city: str | None | Omit = OMIT,
        address_state: str | None | Omit = OMIT,
        address_country: str | None | Omit = OMIT,
        external_user_id: str | None | Omit = OMIT,
        address_zip: str | None | Omit = OMIT,
        custom_1: str | None | Omit = OMIT,
        custom_2: str | None | Omit = OMIT,
        custom_3: str | None | Omit = OMIT,
        custom_fields: Mapping[str, JSON] | None = None,
        extra: Mapping[str, JSON] | None = None,
        tags: Iterable[str | int | ContactTag] | Omit = OMIT,
        **options: Unpack[RequestOptions],
    ) -> Contact:
        """Change a contact (`PATCH /v1/contacts/{id}`)."""
        return await self._engine.one(
            _UPDATE,
            Contact,
            path={"id": id},
            body={
                "data": {
                    "type": "contacts",
                    "id": str(id),
                    "attributes": {
                        "name": name,
                        "email": email,
                        "phone_number": phone_number,
                        "business_number": business_number,
                        "subscribed": subscribed,
                        "address_line_1": address_line_1,
                        "address_line_2": address_line_2,
                        "address_city": address_city,
                        "address_state": address_state,
                        "address_country": address_country,
                        "external_user_id": external_user_id,
                        "address_zip": address_zip,
                        "custom_1": custom_1,
                        "custom_2": custom_2,
                        "custom_3": custom_3,
                        **(custom_fields or {}),
                        **(extra or {}),
                    },
                },
                "relationships": optional({"tags": to_many("contact_tags", tags)}),
            },
            options=options,
        )

    async def delete(self, id: str | int, **options: Unpack[RequestOptions]) -> None:
        """Remove a contact (`DELETE /v1/contacts/{id}`)."""
        await self._engine.nothing(_DELETE, path={"id": id}, options=options)


_OFFERS_LIST = Operation("GET", "/v1/contacts/{contact_id}/relationships/offers")
_OFFERS_REPLACE = Operation(
    "PATCH",
    "/v1/contacts/{contact_id}/relationships/offers",
    body="application/vnd.api+json",
)
_OFFERS_ADD = Operation(
    "POST",
    "/v1/contacts/{contact_id}/relationships/offers",
    body="application/vnd.api+json",
)
_OFFERS_REMOVE = Operation(
    "DELETE",
    "/v1/contacts/{contact_id}/relationships/offers",
    body="application/vnd.api+json",
)
_TAGS_LIST = Operation("GET", "/v1/contacts/{contact_id}/relationships/tags")
_TAGS_REPLACE = Operation(
    "PATCH",
    "/v1/contacts/{contact_id}/relationships/tags",
    body="application/vnd.api+json",
)
_TAGS_ADD = Operation(
    "POST",
    "/v1/contacts/{contact_id}/relationships/tags",
    body="application/vnd.api+json",
)
_TAGS_REMOVE = Operation(
    "DELETE",
    "/v1/contacts/{contact_id}/relationships/tags",
    body="application/vnd.api+json",
)
_LIST = Operation(
    "GET",
    "/v1/contacts",
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
    "/v1/contacts/{id}",
    query={"fields": Family("fields"), "include": Parameter("include")},
)
_CREATE = Operation("POST", "/v1/contacts", body="application/vnd.api+json")
_UPDATE = Operation("PATCH", "/v1/contacts/{id}", body="application/vnd.api+json")
_DELETE = Operation("DELETE", "/v1/contacts/{id}")
