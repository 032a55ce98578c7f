"""`hooks`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack, cast

from .._body import to_one
from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._resource import ResourceList
from .._types import JSON, OMIT, FilterValue, Omit, RequestOptions
from ..resources.contact_tags import ContactTag
from ..resources.contacts import Contact
from ..resources.customers import Customer
from ..resources.form_submissions import FormSubmission
from ..resources.forms import Form
from ..resources.hooks import Hook
from ..resources.offers import Offer
from ..resources.order_items import OrderItem
from ..resources.orders import Order
from ..resources.purchases import Purchase
from ..resources.transactions import Transaction

if TYPE_CHECKING:
    from ..resources.sites import Site


class HooksListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    event_eq: (
        Literal[
            "purchase",
            "form_submission",
            "tag_added",
            "tag_removed",
            "payment_succeeded",
            "order_created",
        ]
        | FilterValue
    )
    """Only entries with this event type, e.g. ?filter[event_eq]=purchase"""


class HooksNamespace(Namespace):
    """`kajabi.hooks`."""

    def list(
        self,
        *,
        filter: HooksListFilter | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Hook]:
        """Browse hooks (`GET /v1/hooks`).

        Returns the webhooks of a site

        Args:
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            Hook,
            query={
                "filter": filter,
                "page_number": page_number,
                "page_size": page_size,
            },
            limit=limit,
            options=options,
        )

    def get(self, id: str | int, **options: Unpack[RequestOptions]) -> Hook:
        """Fetch a hook (`GET /v1/hooks/{id}`).

        Returns the hook with this ID
        """
        return self._engine.one(_GET, Hook, path={"id": id}, options=options)

    def create(
        self,
        *,
        event: (
            Literal[
                "purchase",
                "form_submission",
                "tag_added",
                "tag_removed",
                "payment_succeeded",
                "order_created",
            ]
            | str
        ),
        target_url: str,
        site: str | int | Site,
        resource_id: int | None | Omit = OMIT,
        extra: Mapping[str, JSON] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Hook:
        """Add a hook (`POST /v1/hooks`).

        Sets up a new subscription to a webhook
        ## Body of the Request
        These parts must be present in the request:
        * `data` - outer object that holds the nested attributes (its children):
        * `target_url` - URL to which the webhook events are delivered
        * `event` - Event type you subscribe to, such as "tag_added" (the table below
          lists the available ones)
        * `resource_id` (optional) - ID of one resource whose events you want, such as
          that of a Contact Tag. Leave the property out to get a wildcard webhook, which
          fires on every event of the given type.
        ## Event Types You Can Subscribe To

        | Event | When it occurs | API scopes required |
        |-------|-------------|-------------------|
        | `purchase` | A customer buys something | `view:purchases` |
        | `payment_succeeded` | A payment transaction goes through | `view:transactions`
        |
        | `order_created` | An order has been created | `view:transactions`,
        `view:orders` |
        | `form_submission` | A form is submitted | `view:form_submissions` |
        | `tag_added` | A contact receives a tag | `view:contacts` |
        | `tag_removed` | A contact loses a tag | `view:contacts` |

        **Note**: The scopes of your API key decide which events you have access to, and
        webhooks can be created for those only. Working with tags, for instance, takes
        the `view:contacts` scope, and the scope of an account owner's API key includes
        it.
        ## Payloads as Delivered
        In `id` you find which resource triggered the event, given by its ID.
        In `event` you find the type of the event behind the webhook call.
        In `payload` you find the data of the event itself; its content resembles the
        samples listed above.

        Args:
            event: Event type you subscribe to, such as "tag_added" (the table below
                lists the available ones)
            target_url: URL to which the webhook events are delivered
            resource_id: ID of one resource whose events you want, such as that of a
                Contact Tag. Leave the property out to get a wildcard webhook, which
                fires on every event of the given type.
            extra: Attributes that the API takes and its document does not name.
            site: The id of one of `sites`, or such a resource.
        """
        return self._engine.one(
            _CREATE,
            Hook,
            body={
                "data": {
                    "type": "hooks",
                    "attributes": {
                        "event": event,
                        "target_url": target_url,
                        "resource_id": resource_id,
                        **(extra or {}),
                    },
                    "relationships": {"site": to_one("sites", site)},
                }
            },
            options=options,
        )

    def delete(self, id: str | int, **options: Unpack[RequestOptions]) -> None:
        """Remove a hook (`DELETE /v1/hooks/{id}`).

        Removes the subscription of a webhook
        """
        self._engine.nothing(_DELETE, path={"id": id}, options=options)

    def form_submission_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[FormSubmission | Form]:
        """Example payload: form submission (`GET /v1/hooks/form_submission_sample`).

        ## Payloads as Delivered
        The sample response above is what the `payload` array holds
        """
        return cast(
            "ResourceList[FormSubmission | Form]",
            self._engine.mixed(_FORM_SUBMISSION_SAMPLE, options=options),
        )

    def order_created_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[Transaction | Customer | Offer | Order | OrderItem]:
        """Example payload: order created (`GET /v1/hooks/order_created_sample`).

        ## Payloads as Delivered
        The sample response above is what the `payload` array holds
        """
        return cast(
            "ResourceList[Transaction | Customer | Offer | Order | OrderItem]",
            self._engine.mixed(_ORDER_CREATED_SAMPLE, options=options),
        )

    def payment_succeeded_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[Transaction | Customer | Offer]:
        """Example payload: payment succeeded (`GET /v1/hooks/payment_succeeded_sample`).

        ## Payloads as Delivered
        The sample response above is what the `payload` array holds
        """
        return cast(
            "ResourceList[Transaction | Customer | Offer]",
            self._engine.mixed(_PAYMENT_SUCCEEDED_SAMPLE, options=options),
        )

    def purchase_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[Purchase | Customer | Offer]:
        """Example payload: purchase (`GET /v1/hooks/purchase_sample`).

        ## Payloads as Delivered
        The sample response above is what the `payload` array holds
        """
        return cast(
            "ResourceList[Purchase | Customer | Offer]",
            self._engine.mixed(_PURCHASE_SAMPLE, options=options),
        )

    def tag_added_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[Contact | ContactTag]:
        """Example payload: tag added (`GET /v1/hooks/tag_added_sample`).

        ## Payloads as Delivered
        The sample response above is what the `payload` array holds
        """
        return cast(
            "ResourceList[Contact | ContactTag]",
            self._engine.mixed(_TAG_ADDED_SAMPLE, options=options),
        )

    def tag_removed_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[Contact | ContactTag]:
        """Example payload: tag removed (`GET /v1/hooks/tag_removed_sample`).

        ## Payloads as Delivered
        The sample response above is what the `payload` array holds
        """
        return cast(
            "ResourceList[Contact | ContactTag]",
            self._engine.mixed(_TAG_REMOVED_SAMPLE, options=options),
        )


class AsyncHooksNamespace(AsyncNamespace):
    """`kajabi.hooks` (await the calls)."""

    def list(
        self,
        *,
        filter: HooksListFilter | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Hook]:
        """Browse hooks (`GET /v1/hooks`)."""
        return self._engine.many(
            _LIST,
            Hook,
            query={
                "filter": filter,
                "page_number": page_number,
                "page_size": page_size,
            },
            limit=limit,
            concurrency=concurrency,
            options=options,
        )

    async def get(self, id: str | int, **options: Unpack[RequestOptions]) -> Hook:
        """Fetch a hook (`GET /v1/hooks/{id}`)."""
        return await self._engine.one(_GET, Hook, path={"id": id}, options=options)

    async def create(
        self,
        *,
        event: (
            Literal[
                "purchase",
                "form_submission",
                "tag_added",
                "tag_removed",
                "payment_succeeded",
                "order_created",
            ]
            | str
        ),
        target_url: str,
        site: str | int | Site,
        resource_id: int | None | Omit = OMIT,
        extra: Mapping[str, JSON] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Hook:
        """Add a hook (`POST /v1/hooks`)."""
        return await self._engine.one(
            _CREATE,
            Hook,
            body={
                "data": {
                    "type": "hooks",
                    "attributes": {
                        "event": event,
                        "target_url": target_url,
                        "resource_id": resource_id,
                        **(extra or {}),
                    },
                    "relationships": {"site": to_one("sites", site)},
                }
            },
            options=options,
        )

    async def delete(self, id: str | int, **options: Unpack[RequestOptions]) -> None:
        """Remove a hook (`DELETE /v1/hooks/{id}`)."""
        await self._engine.nothing(_DELETE, path={"id": id}, options=options)

    async def form_submission_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[FormSubmission | Form]:
        """Example payload: form submission (`GET /v1/hooks/form_submission_sample`)."""
        return cast(
            "ResourceList[FormSubmission | Form]",
            await self._engine.mixed(_FORM_SUBMISSION_SAMPLE, options=options),
        )

    async def order_created_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[Transaction | Customer | Offer | Order | OrderItem]:
        """Example payload: order created (`GET /v1/hooks/order_created_sample`)."""
        return cast(
            "ResourceList[Transaction | Customer | Offer | Order | OrderItem]",
            await self._engine.mixed(_ORDER_CREATED_SAMPLE, options=options),
        )

    async def payment_succeeded_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[Transaction | Customer | Offer]:
        """Example payload: payment succeeded (`GET /v1/hooks/payment_succeeded_sample`)."""
        return cast(
            "ResourceList[Transaction | Customer | Offer]",
            await self._engine.mixed(_PAYMENT_SUCCEEDED_SAMPLE, options=options),
        )

    async def purchase_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[Purchase | Customer | Offer]:
        """Example payload: purchase (`GET /v1/hooks/purchase_sample`)."""
        return cast(
            "ResourceList[Purchase | Customer | Offer]",
            await self._engine.mixed(_PURCHASE_SAMPLE, options=options),
        )

    async def tag_added_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[Contact | ContactTag]:
        """Example payload: tag added (`GET /v1/hooks/tag_added_sample`)."""
        return cast(
            "ResourceList[Contact | ContactTag]",
            await self._engine.mixed(_TAG_ADDED_SAMPLE, options=options),
        )

    async def tag_removed_sample(
        self, **options: Unpack[RequestOptions]
    ) -> ResourceList[Contact | ContactTag]:
        """Example payload: tag removed (`GET /v1/hooks/tag_removed_sample`)."""
        return cast(
            "ResourceList[Contact | ContactTag]",
            await self._engine.mixed(_TAG_REMOVED_SAMPLE, options=options),
        )


_LIST = Operation(
    "GET",
    "/v1/hooks",
    query={
        "filter": Family("filter"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation("GET", "/v1/hooks/{id}")
_CREATE = Operation("POST", "/v1/hooks", body="application/vnd.api+json")
_DELETE = Operation("DELETE", "/v1/hooks/{id}")
_FORM_SUBMISSION_SAMPLE = Operation("GET", "/v1/hooks/form_submission_sample")
_ORDER_CREATED_SAMPLE = Operation("GET", "/v1/hooks/order_created_sample")
_PAYMENT_SUCCEEDED_SAMPLE = Operation("GET", "/v1/hooks/payment_succeeded_sample")
_PURCHASE_SAMPLE = Operation("GET", "/v1/hooks/purchase_sample")
_TAG_ADDED_SAMPLE = Operation("GET", "/v1/hooks/tag_added_sample")
_TAG_REMOVED_SAMPLE = Operation("GET", "/v1/hooks/tag_removed_sample")
