"""A typed client of the Kajabi API V1, revision 1.1.0."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from ._client import AsyncKajabi, Kajabi
from ._errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    ArgumentError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    DecodeError,
    ErrorDetail,
    InternalServerError,
    KajabiError,
    NotFoundError,
    NotLoadedError,
    PermissionDeniedError,
    RateLimitError,
    ReplyError,
    RequestError,
    UnexpectedTypeWarning,
    UnprocessableEntityError,
    WebhookError,
)
from ._version import API_VERSION, __version__

TYPE_CHECKING = False  # importing `typing` would take longer than all of this package
if TYPE_CHECKING:
    from . import webhooks
    from ._pages import AsyncPage, AsyncPager, Page
    from ._raw import RawResponse
    from ._resource import Model, Resource, ResourceList
    from ._types import (
        JSON,
        OMIT,
        FilterValue,
        Omit,
        RequestHook,
        RequestInfo,
        RequestOptions,
        ResponseHook,
        ResponseInfo,
    )
    from .models import (
        OauthTokenResponse,
        VersionResponse,
        VersionResponseJsonapi,
        VersionResponseLinks,
        VersionResponseMeta,
    )
    from .resources.blog_posts import BlogPost
    from .resources.contact_notes import ContactNote
    from .resources.contact_tags import ContactTag
    from .resources.contacts import Contact
    from .resources.courses import Course
    from .resources.custom_fields import CustomField
    from .resources.customers import Customer
    from .resources.fields import Field
    from .resources.form_submissions import FormSubmission
    from .resources.forms import Form
    from .resources.hooks import Hook
    from .resources.kajabi_payments_payouts import KajabiPaymentsPayout
    from .resources.landing_pages import LandingPage
    from .resources.lessons import Lesson
    from .resources.me import Me
    from .resources.media import Media
    from .resources.modules import Module
    from .resources.offers import Offer
    from .resources.order_items import OrderItem
    from .resources.orders import Order
    from .resources.podcasts import Podcast
    from .resources.products import Product
    from .resources.purchases import Purchase
    from .resources.sites import Site
    from .resources.transactions import Transaction
    from .resources.website_pages import WebsitePage

__all__ = [
    "API_VERSION",
    "JSON",
    "OMIT",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "AsyncKajabi",
    "AsyncPage",
    "AsyncPager",
    "AuthenticationError",
    "BadRequestError",
    "BlogPost",
    "ConflictError",
    "Contact",
    "ContactNote",
    "ContactTag",
    "Course",
    "CustomField",
    "Customer",
    "DecodeError",
    "ErrorDetail",
    "Field",
    "FilterValue",
    "Form",
    "FormSubmission",
    "Hook",
    "InternalServerError",
    "Kajabi",
    "KajabiError",
    "KajabiPaymentsPayout",
    "LandingPage",
    "Lesson",
    "Me",
    "Media",
    "Model",
    "Module",
    "NotFoundError",
    "NotLoadedError",
    "OauthTokenResponse",
    "Offer",
    "Omit",
    "Order",
    "OrderItem",
    "Page",
    "PermissionDeniedError",
    "Podcast",
    "Product",
    "Purchase",
    "RateLimitError",
    "RawResponse",
    "ReplyError",
    "RequestError",
    "RequestHook",
    "RequestInfo",
    "RequestOptions",
    "Resource",
    "ResourceList",
    "ResponseHook",
    "ResponseInfo",
    "Site",
    "Transaction",
    "UnexpectedTypeWarning",
    "UnprocessableEntityError",
    "VersionResponse",
    "VersionResponseJsonapi",
    "VersionResponseLinks",
    "VersionResponseMeta",
    "WebhookError",
    "WebsitePage",
    "__version__",
    "webhooks",
]

_LAZY = {
    "FilterValue": "._types",
    "JSON": "._types",
    "OMIT": "._types",
    "Omit": "._types",
    "RequestHook": "._types",
    "RequestInfo": "._types",
    "RequestOptions": "._types",
    "ResponseHook": "._types",
    "ResponseInfo": "._types",
    "AsyncPage": "._pages",
    "AsyncPager": "._pages",
    "BlogPost": ".resources.blog_posts",
    "Contact": ".resources.contacts",
    "ContactNote": ".resources.contact_notes",
    "ContactTag": ".resources.contact_tags",
    "Course": ".resources.courses",
    "CustomField": ".resources.custom_fields",
    "Customer": ".resources.customers",
    "Field": ".resources.fields",
    "Form": ".resources.forms",
    "FormSubmission": ".resources.form_submissions",
    "Hook": ".resources.hooks",
    "KajabiPaymentsPayout": ".resources.kajabi_payments_payouts",
    "LandingPage": ".resources.landing_pages",
    "Lesson": ".resources.lessons",
    "Me": ".resources.me",
    "Media": ".resources.media",
    "Model": "._resource",
    "Module": ".resources.modules",
    "OauthTokenResponse": ".models",
    "Offer": ".resources.offers",
    "Order": ".resources.orders",
    "OrderItem": ".resources.order_items",
    "Page": "._pages",
    "Podcast": ".resources.podcasts",
    "Product": ".resources.products",
    "Purchase": ".resources.purchases",
    "RawResponse": "._raw",
    "Resource": "._resource",
    "ResourceList": "._resource",
    "Site": ".resources.sites",
    "Transaction": ".resources.transactions",
    "VersionResponse": ".models",
    "VersionResponseJsonapi": ".models",
    "VersionResponseLinks": ".models",
    "VersionResponseMeta": ".models",
    "WebsitePage": ".resources.website_pages",
}


if not TYPE_CHECKING:  # hidden, so that a mistyped name stays an error

    def __getattr__(name: str) -> object:
        """Import a public class when it is first asked for (PEP 562), so that importing the package stays cheap."""
        from importlib import import_module

        if name == "webhooks":
            return import_module(".webhooks", __name__)
        module = _LAZY.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(module, __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
