"""`forms`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import JSON, OMIT, FilterValue, Omit, RequestOptions
from ..resources.form_submissions import FormSubmission
from ..resources.forms import Form

if TYPE_CHECKING:
    from ..resources.contact_tags import ContactTagFieldName
    from ..resources.fields import FieldFieldName
    from ..resources.forms import FormFieldName
    from ..resources.offers import OfferFieldName
    from ..resources.sites import SiteFieldName

FormsListSort: TypeAlias = Literal["title", "-title"] | str
FormsGetInclude: TypeAlias = Literal["fields", "site", "offer", "contact_tags"] | str


class FormsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    site_id: FilterValue
    """Only entries with this site_id, e.g. ?filter[site_id]=111"""
    title_cont: FilterValue
    """Only entries with this text in the title, e.g. ?filter[title_cont]=workshop"""


class FormsListFields(TypedDict, total=False):
    """Keys of `fields`."""

    forms: Sequence[FormFieldName] | str
    """Only the attributes named, such as fields[forms]=title"""


class FormsGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    forms: Sequence[FormFieldName] | str
    """Only the attributes named, such as fields[forms]=title,webhook_url"""
    fields: Sequence[FieldFieldName] | str
    """Used only in an example request of the API's document."""
    sites: Sequence[SiteFieldName] | str
    offers: Sequence[OfferFieldName] | str
    contact_tags: Sequence[ContactTagFieldName] | str


class FormsNamespace(Namespace):
    """`kajabi.forms`."""

    def list(
        self,
        *,
        filter: FormsListFilter | None = None,
        fields: FormsListFields | None = None,
        sort: FormsListSort | Sequence[FormsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Form]:
        """Browse forms (`GET /v1/forms`).

        Lists the contact forms of a site

        Args:
            sort: Order of the entries, use: title. A '-' in front sorts descending,
                e.g. &sort=-title
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Form,
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
        fields: FormsGetFields | None = None,
        include: FormsGetInclude | Sequence[FormsGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Form:
        """Fetch a form (`GET /v1/forms/{id}`).

        Retrieves a single form with its details

        A form is part of a site. It may be connected to:
        * Landing pages
        * Offers
        * Sequences of emails
        * Events
        * Newsletters

        Args:
            include: Related resources to add, e.g.
                ?include=fields,site,offer,contact_tags
        """
        return self._engine.one(
            _GET,
            Form,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )

    def submit(
        self,
        id: str | int,
        *,
        name: str | Omit = OMIT,
        email: str | Omit = OMIT,
        phone_number: str | None | Omit = OMIT,
        business_number: str | None | Omit = OMIT,
        address_line_1: str | None | Omit = OMIT,
        address_line_2: str | None | Omit = OMIT,
        address_city: str | None | Omit = OMIT,
        address_state: str | None | Omit = OMIT,
        address_country: str | None | Omit = OMIT,
        address_zip: str | None | Omit = OMIT,
        custom_1: str | None | Omit = OMIT,
        custom_2: str | None | Omit = OMIT,
        custom_3: str | None | Omit = OMIT,
        custom_fields: Mapping[str, JSON] | None = None,
        extra: Mapping[str, JSON] | None = None,
        **options: Unpack[RequestOptions],
    ) -> FormSubmission:
        """Send in a form (`POST /v1/forms/{id}/submit`).

        ## Sending a form submission
        * Both `name` and `email` are required attributes.
        * The value of `email` has to be a valid address to which mail can be delivered.
        ## What happens on submission, side effects included
        * The email is checked against disposable addresses
        * Deliverability of the email is validated
        * A double opt-in email goes out where needed
        * The contact is subscribed (opt-in is taken care of)
        * An SMS subscription is made where applicable
        * The contact receives tags
        * Offers are granted where this is configured
        * Email sequence subscriptions are made
        * Webhooks are delivered
        * Automations are triggered

        Args:
            name: Name of whoever submitted the form
            email: Email address of whoever submitted the form
            phone_number: Phone number, if given
            business_number: Business number, if given
            address_line_1: Line one of the address, if given
            address_line_2: Line two of the address, if given
            address_city: City in the address, if given
            address_state: State in the address, if given
            address_country: Country in the address, if given
            address_zip: ZIP or postal code in the address, if given
            custom_1: Supported according to the site's own custom fields
            custom_2: Supported according to the site's own custom fields
            custom_3: Supported according to the site's own custom fields
            custom_fields: More numbered attributes by name, such as `custom_7`.
            extra: Attributes that the API takes and its document does not name.
        """
        return self._engine.one(
            _SUBMIT,
            FormSubmission,
            path={"id": id},
            body={
                "data": {
                    "type": "form_submissions",
                    "attributes": {
                        "name": name,
                        "email": email,
                        "phone_number": phone_number,
                        "business_number": business_number,
                        "address_line_1": address_line_1,
                        "address_line_2": address_line_2,
                        "address_city": address_city,
                        "address_state": address_state,
                        "address_country": address_country,
                        "address_zip": address_zip,
                        "custom_1": custom_1,
                        "custom_2": custom_2,
                        "custom_3": custom_3,
                        **(custom_fields or {}),
                        **(extra or {}),
                    },
                }
            },
            options=options,
        )


class AsyncFormsNamespace(AsyncNamespace):
    """`kajabi.forms` (await the calls)."""

    def list(
        self,
        *,
        filter: FormsListFilter | None = None,
        fields: FormsListFields | None = None,
        sort: FormsListSort | Sequence[FormsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Form]:
        """Browse forms (`GET /v1/forms`)."""
        return self._engine.many(
            _LIST,
            Form,
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
        fields: FormsGetFields | None = None,
        include: FormsGetInclude | Sequence[FormsGetInclude] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Form:
        """Fetch a form (`GET /v1/forms/{id}`)."""
        return await self._engine.one(
            _GET,
            Form,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )

    async def submit(
        self,
        id: str | int,
        *,
        name: str | Omit = OMIT,
        email: str | Omit = OMIT,
        phone_number: str | None | Omit = OMIT,
        business_number: str | None | Omit = OMIT,
        address_line_1: str | None | Omit = OMIT,
        address_line_2: str | None | Omit = OMIT,
        address_city: str | None | Omit = OMIT,
        address_state: str | None | Omit = OMIT,
        address_country: str | None | Omit = OMIT,
        address_zip: str | None | Omit = OMIT,
        custom_1: str | None | Omit = OMIT,
        custom_2: str | None | Omit = OMIT,
        custom_3: str | None | Omit = OMIT,
        custom_fields: Mapping[str, JSON] | None = None,
        extra: Mapping[str, JSON] | None = None,
        **options: Unpack[RequestOptions],
    ) -> FormSubmission:
        """Send in a form (`POST /v1/forms/{id}/submit`)."""
        return await self._engine.one(
            _SUBMIT,
            FormSubmission,
            path={"id": id},
            body={
                "data": {
                    "type": "form_submissions",
                    "attributes": {
                        "name": name,
                        "email": email,
                        "phone_number": phone_number,
                        "business_number": business_number,
                        "address_line_1": address_line_1,
                        "address_line_2": address_line_2,
                        "address_city": address_city,
                        "address_state": address_state,
                        "address_country": address_country,
                        "address_zip": address_zip,
                        "custom_1": custom_1,
                        "custom_2": custom_2,
                        "custom_3": custom_3,
                        **(custom_fields or {}),
                        **(extra or {}),
                    },
                }
            },
            options=options,
        )


_LIST = Operation(
    "GET",
    "/v1/forms",
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
    "/v1/forms/{id}",
    query={"fields": Family("fields"), "include": Parameter("include")},
)
_SUBMIT = Operation("POST", "/v1/forms/{id}/submit", body="application/vnd.api+json")
