"""The clients: `Kajabi` and its asynchronous twin `AsyncKajabi`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from functools import cached_property

from ._base_client import AsyncBaseClient, BaseClient
from ._credentials import Credentials

TYPE_CHECKING = False  # importing `typing` would take longer than all of this package
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ._types import AsyncHTTPClient, HTTPClient, RequestHook, ResponseHook
    from .api.blog_posts import AsyncBlogPostsNamespace, BlogPostsNamespace
    from .api.contact_notes import AsyncContactNotesNamespace, ContactNotesNamespace
    from .api.contact_tags import AsyncContactTagsNamespace, ContactTagsNamespace
    from .api.contacts import AsyncContactsNamespace, ContactsNamespace
    from .api.courses import AsyncCoursesNamespace, CoursesNamespace
    from .api.custom_fields import AsyncCustomFieldsNamespace, CustomFieldsNamespace
    from .api.customers import AsyncCustomersNamespace, CustomersNamespace
    from .api.form_submissions import (
        AsyncFormSubmissionsNamespace,
        FormSubmissionsNamespace,
    )
    from .api.forms import AsyncFormsNamespace, FormsNamespace
    from .api.hooks import AsyncHooksNamespace, HooksNamespace
    from .api.kajabi_payments_payouts import (
        AsyncKajabiPaymentsPayoutsNamespace,
        KajabiPaymentsPayoutsNamespace,
    )
    from .api.landing_pages import AsyncLandingPagesNamespace, LandingPagesNamespace
    from .api.me import AsyncMeNamespace, MeNamespace
    from .api.oauth import AsyncOauthNamespace, OauthNamespace
    from .api.offers import AsyncOffersNamespace, OffersNamespace
    from .api.order_items import AsyncOrderItemsNamespace, OrderItemsNamespace
    from .api.orders import AsyncOrdersNamespace, OrdersNamespace
    from .api.podcasts import AsyncPodcastsNamespace, PodcastsNamespace
    from .api.products import AsyncProductsNamespace, ProductsNamespace
    from .api.purchases import AsyncPurchasesNamespace, PurchasesNamespace
    from .api.sites import AsyncSitesNamespace, SitesNamespace
    from .api.transactions import AsyncTransactionsNamespace, TransactionsNamespace
    from .api.version import AsyncVersionNamespace, VersionNamespace
    from .api.website_pages import AsyncWebsitePagesNamespace, WebsitePagesNamespace


class Kajabi(BaseClient):
    """A client of the Kajabi API V1.

    Credentials are taken from the arguments, then from the environment: `KAJABI_CLIENT_ID` and
    `KAJABI_CLIENT_SECRET`, or `KAJABI_ACCESS_TOKEN`. A token is fetched with the first call that needs one.
    Close the client when done, or use it in a `with` block.

    Args:
        client_id: OAuth 2 client id (RFC 6749 §4.4).
        client_secret: The secret that goes with it.
        access_token: A bearer token, or a function that gives one, instead of credentials.
        refresh_token: A refresh token (RFC 6749 §6); client credentials are used when it is dead.
        username: For the password grant (RFC 6749 §4.3).
        password: The password that goes with it.
        base_url: Where the API is, if not at the address of its document; also `KAJABI_BASE_URL`.
        timeout: Seconds that one attempt may take.
        max_retries: How often a failed attempt is repeated, at most.
        http_client: An `httpx2.Client` of your own, for proxies, TLS or tests; you close it.
        on_request: Called before each attempt.
        on_response: Called after each reply.
        allow_http: Send credentials unencrypted to a machine other than this one. For tests only.
    """

    def __init__(
        self,
        client_id: str | None = None,
        client_secret: str | None = None,
        *,
        access_token: str | Callable[[], str] | None = None,
        refresh_token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        base_url: str | None = None,
        timeout: float | None = None,
        max_retries: int = 2,
        http_client: HTTPClient | None = None,
        on_request: RequestHook | None = None,
        on_response: ResponseHook | None = None,
        allow_http: bool = False,
    ) -> None:
        from ._about import SETTINGS

        credentials = Credentials(
            client_id=client_id,
            client_secret=client_secret,
            access_token=access_token,
            refresh_token=refresh_token,
            username=username,
            password=password,
        )
        # what fails below shows no secret in the locals of a traceback
        del client_secret, access_token, refresh_token, password
        super().__init__(
            SETTINGS,
            credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
            on_request=on_request,
            on_response=on_response,
            allow_http=allow_http,
        )

    @cached_property
    def blog_posts(self) -> BlogPostsNamespace:
        from .api.blog_posts import BlogPostsNamespace

        return BlogPostsNamespace(self._engine)

    @cached_property
    def contact_notes(self) -> ContactNotesNamespace:
        from .api.contact_notes import ContactNotesNamespace

        return ContactNotesNamespace(self._engine)

    @cached_property
    def contact_tags(self) -> ContactTagsNamespace:
        from .api.contact_tags import ContactTagsNamespace

        return ContactTagsNamespace(self._engine)

    @cached_property
    def contacts(self) -> ContactsNamespace:
        from .api.contacts import ContactsNamespace

        return ContactsNamespace(self._engine)

    @cached_property
    def courses(self) -> CoursesNamespace:
        from .api.courses import CoursesNamespace

        return CoursesNamespace(self._engine)

    @cached_property
    def custom_fields(self) -> CustomFieldsNamespace:
        from .api.custom_fields import CustomFieldsNamespace

        return CustomFieldsNamespace(self._engine)

    @cached_property
    def customers(self) -> CustomersNamespace:
        from .api.customers import CustomersNamespace

        return CustomersNamespace(self._engine)

    @cached_property
    def form_submissions(self) -> FormSubmissionsNamespace:
        from .api.form_submissions import FormSubmissionsNamespace

        return FormSubmissionsNamespace(self._engine)

    @cached_property
    def forms(self) -> FormsNamespace:
        from .api.forms import FormsNamespace

        return FormsNamespace(self._engine)

    @cached_property
    def hooks(self) -> HooksNamespace:
        from .api.hooks import HooksNamespace

        return HooksNamespace(self._engine)

    @cached_property
    def kajabi_payments_payouts(self) -> KajabiPaymentsPayoutsNamespace:
        from .api.kajabi_payments_payouts import KajabiPaymentsPayoutsNamespace

        return KajabiPaymentsPayoutsNamespace(self._engine)

    @cached_property
    def landing_pages(self) -> LandingPagesNamespace:
        from .api.landing_pages import LandingPagesNamespace

        return LandingPagesNamespace(self._engine)

    @cached_property
    def me(self) -> MeNamespace:
        from .api.me import MeNamespace

        return MeNamespace(self._engine)

    @cached_property
    def oauth(self) -> OauthNamespace:
        from .api.oauth import OauthNamespace

        return OauthNamespace(self._engine)

    @cached_property
    def offers(self) -> OffersNamespace:
        from .api.offers import OffersNamespace

        return OffersNamespace(self._engine)

    @cached_property
    def order_items(self) -> OrderItemsNamespace:
        from .api.order_items import OrderItemsNamespace

        return OrderItemsNamespace(self._engine)

    @cached_property
    def orders(self) -> OrdersNamespace:
        from .api.orders import OrdersNamespace

        return OrdersNamespace(self._engine)

    @cached_property
    def podcasts(self) -> PodcastsNamespace:
        from .api.podcasts import PodcastsNamespace

        return PodcastsNamespace(self._engine)

    @cached_property
    def products(self) -> ProductsNamespace:
        from .api.products import ProductsNamespace

        return ProductsNamespace(self._engine)

    @cached_property
    def purchases(self) -> PurchasesNamespace:
        from .api.purchases import PurchasesNamespace

        return PurchasesNamespace(self._engine)

    @cached_property
    def sites(self) -> SitesNamespace:
        from .api.sites import SitesNamespace

        return SitesNamespace(self._engine)

    @cached_property
    def transactions(self) -> TransactionsNamespace:
        from .api.transactions import TransactionsNamespace

        return TransactionsNamespace(self._engine)

    @cached_property
    def version(self) -> VersionNamespace:
        from .api.version import VersionNamespace

        return VersionNamespace(self._engine)

    @cached_property
    def website_pages(self) -> WebsitePagesNamespace:
        from .api.website_pages import WebsitePagesNamespace

        return WebsitePagesNamespace(self._engine)


class AsyncKajabi(AsyncBaseClient):
    """A client of the Kajabi API V1, for asyncio.

    Credentials are taken from the arguments, then from the environment: `KAJABI_CLIENT_ID` and
    `KAJABI_CLIENT_SECRET`, or `KAJABI_ACCESS_TOKEN`. A token is fetched with the first call that needs one.
    Close the client when done, or use it in a `async with` block.

    Arguments as of `Kajabi`; hooks and `access_token` may be coroutine functions, and `http_client` is an `httpx2.AsyncClient`.
    """

    def __init__(
        self,
        client_id: str | None = None,
        client_secret: str | None = None,
        *,
        access_token: str | Callable[[], str | Awaitable[str]] | None = None,
        refresh_token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        base_url: str | None = None,
        timeout: float | None = None,
        max_retries: int = 2,
        http_client: AsyncHTTPClient | None = None,
        on_request: RequestHook | None = None,
        on_response: ResponseHook | None = None,
        allow_http: bool = False,
    ) -> None:
        from ._about import SETTINGS

        credentials = Credentials(
            client_id=client_id,
            client_secret=client_secret,
            access_token=access_token,
            refresh_token=refresh_token,
            username=username,
            password=password,
        )
        # what fails below shows no secret in the locals of a traceback
        del client_secret, access_token, refresh_token, password
        super().__init__(
            SETTINGS,
            credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
            on_request=on_request,
            on_response=on_response,
            allow_http=allow_http,
        )

    @cached_property
    def blog_posts(self) -> AsyncBlogPostsNamespace:
        from .api.blog_posts import AsyncBlogPostsNamespace

        return AsyncBlogPostsNamespace(self._engine)

    @cached_property
    def contact_notes(self) -> AsyncContactNotesNamespace:
        from .api.contact_notes import AsyncContactNotesNamespace

        return AsyncContactNotesNamespace(self._engine)

    @cached_property
    def contact_tags(self) -> AsyncContactTagsNamespace:
        from .api.contact_tags import AsyncContactTagsNamespace

        return AsyncContactTagsNamespace(self._engine)

    @cached_property
    def contacts(self) -> AsyncContactsNamespace:
        from .api.contacts import AsyncContactsNamespace

        return AsyncContactsNamespace(self._engine)

    @cached_property
    def courses(self) -> AsyncCoursesNamespace:
        from .api.courses import AsyncCoursesNamespace

        return AsyncCoursesNamespace(self._engine)

    @cached_property
    def custom_fields(self) -> AsyncCustomFieldsNamespace:
        from .api.custom_fields import AsyncCustomFieldsNamespace

        return AsyncCustomFieldsNamespace(self._engine)

    @cached_property
    def customers(self) -> AsyncCustomersNamespace:
        from .api.customers import AsyncCustomersNamespace

        return AsyncCustomersNamespace(self._engine)

    @cached_property
    def form_submissions(self) -> AsyncFormSubmissionsNamespace:
        from .api.form_submissions import AsyncFormSubmissionsNamespace

        return AsyncFormSubmissionsNamespace(self._engine)

    @cached_property
    def forms(self) -> AsyncFormsNamespace:
        from .api.forms import AsyncFormsNamespace

        return AsyncFormsNamespace(self._engine)

    @cached_property
    def hooks(self) -> AsyncHooksNamespace:
        from .api.hooks import AsyncHooksNamespace

        return AsyncHooksNamespace(self._engine)

    @cached_property
    def kajabi_payments_payouts(self) -> AsyncKajabiPaymentsPayoutsNamespace:
        from .api.kajabi_payments_payouts import AsyncKajabiPaymentsPayoutsNamespace

        return AsyncKajabiPaymentsPayoutsNamespace(self._engine)

    @cached_property
    def landing_pages(self) -> AsyncLandingPagesNamespace:
        from .api.landing_pages import AsyncLandingPagesNamespace

        return AsyncLandingPagesNamespace(self._engine)

    @cached_property
    def me(self) -> AsyncMeNamespace:
        from .api.me import AsyncMeNamespace

        return AsyncMeNamespace(self._engine)

    @cached_property
    def oauth(self) -> AsyncOauthNamespace:
        from .api.oauth import AsyncOauthNamespace

        return AsyncOauthNamespace(self._engine)

    @cached_property
    def offers(self) -> AsyncOffersNamespace:
        from .api.offers import AsyncOffersNamespace

        return AsyncOffersNamespace(self._engine)

    @cached_property
    def order_items(self) -> AsyncOrderItemsNamespace:
        from .api.order_items import AsyncOrderItemsNamespace

        return AsyncOrderItemsNamespace(self._engine)

    @cached_property
    def orders(self) -> AsyncOrdersNamespace:
        from .api.orders import AsyncOrdersNamespace

        return AsyncOrdersNamespace(self._engine)

    @cached_property
    def podcasts(self) -> AsyncPodcastsNamespace:
        from .api.podcasts import AsyncPodcastsNamespace

        return AsyncPodcastsNamespace(self._engine)

    @cached_property
    def products(self) -> AsyncProductsNamespace:
        from .api.products import AsyncProductsNamespace

        return AsyncProductsNamespace(self._engine)

    @cached_property
    def purchases(self) -> AsyncPurchasesNamespace:
        from .api.purchases import AsyncPurchasesNamespace

        return AsyncPurchasesNamespace(self._engine)

    @cached_property
    def sites(self) -> AsyncSitesNamespace:
        from .api.sites import AsyncSitesNamespace

        return AsyncSitesNamespace(self._engine)

    @cached_property
    def transactions(self) -> AsyncTransactionsNamespace:
        from .api.transactions import AsyncTransactionsNamespace

        return AsyncTransactionsNamespace(self._engine)

    @cached_property
    def version(self) -> AsyncVersionNamespace:
        from .api.version import AsyncVersionNamespace

        return AsyncVersionNamespace(self._engine)

    @cached_property
    def website_pages(self) -> AsyncWebsitePagesNamespace:
        from .api.website_pages import AsyncWebsitePagesNamespace

        return AsyncWebsitePagesNamespace(self._engine)
