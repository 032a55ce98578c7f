"""What clients are made of, put together. Imported with the first client; the HTTP
library comes with the first request.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypedDict, Unpack, cast

from ._call import Defaults, check_base_url
from ._credentials import Credentials
from ._drivers import Driver, Observer
from ._engine import AsyncEngine, Engine, ready
from ._errors import ArgumentError
from ._operation import Operation
from ._read import Reader
from ._registry import Registry
from ._settings import Settings
from ._tokens import TokenStore
from ._types import AsyncHTTPClient, HTTPClient, RequestHook, ResponseHook

if TYPE_CHECKING:
    import httpx2

    from ._async_transport import AsyncTransport
    from ._transport import Transport


class Wishes(TypedDict):
    """What the caller may say about a client."""

    base_url: str | None
    timeout: float | None
    max_retries: int
    on_request: RequestHook | None
    on_response: ResponseHook | None
    allow_http: bool


def make_engine(
    settings: Settings,
    credentials: Credentials,
    http_client: HTTPClient | None,
    **wishes: Unpack[Wishes],
) -> Engine:
    """The engine of a client that blocks.

    Raises:
        ArgumentError: the base URL is none.
    """
    defaults = _defaults(settings, wishes)

    def connect() -> Transport:
        from ._transport import Transport

        return Transport(defaults.base_url, cast("httpx2.Client | None", http_client))

    store = _token_store(settings, credentials, defaults)
    driver = Driver(connect, store, _observer(settings, wishes))
    reader = Reader(Registry(settings.registry), store.redact)
    return Engine(defaults, reader, driver)


def make_async_engine(
    settings: Settings,
    credentials: Credentials,
    http_client: AsyncHTTPClient | None,
    **wishes: Unpack[Wishes],
) -> AsyncEngine:
    """The engine of an asynchronous client.

    Raises:
        ArgumentError: the base URL is none.
    """
    from ._async_driver import AsyncDriver  # it brings asyncio

    defaults = _defaults(settings, wishes)

    def connect() -> AsyncTransport:
        from ._async_transport import AsyncTransport

        return AsyncTransport(
            defaults.base_url, cast("httpx2.AsyncClient | None", http_client)
        )

    store = _token_store(settings, credentials, defaults)
    driver = AsyncDriver(connect, store, _observer(settings, wishes))
    reader = Reader(Registry(settings.registry), store.redact)
    return AsyncEngine(defaults, reader, driver)


def _defaults(settings: Settings, wishes: Wishes) -> Defaults:
    url = (
        wishes["base_url"]
        or os.environ.get(f"{settings.env_prefix}_BASE_URL")
        or settings.base_url
    )
    timeout = wishes["timeout"]
    version, revision = settings.version, settings.api_version
    return Defaults(
        base_url=check_base_url(url, allow_http=wishes["allow_http"]),
        user_agent=f"{settings.name}-python/{version} (API {revision})",
        timeout=60.0 if timeout is None else timeout,
        max_retries=wishes["max_retries"],
        token_header=settings.token_header,
        token_prefix=settings.token_prefix,
    )


def _observer(settings: Settings, wishes: Wishes) -> Observer:
    return Observer(settings.name, wishes["on_request"], wishes["on_response"])


def _token_store(
    settings: Settings, credentials: Credentials, defaults: Defaults
) -> TokenStore:
    """The tokens of a client, with the way to get them."""
    completed = credentials.completed(settings.env_prefix, os.environ)
    path = settings.token_path
    if path is None:
        return TokenStore(completed, None)
    return TokenStore(
        completed,
        lambda form: ready(
            defaults, _form(path), {"body": form, "options": {"retry_writes": True}}
        ),
    )


def revocation(settings: Settings) -> Operation:
    """The request that revokes a token (RFC 7009).

    Raises:
        ArgumentError: the API has none.
    """
    if settings.revoke_path is None:
        raise ArgumentError(f"{settings.name} has no way to revoke a token")
    return _form(settings.revoke_path, auth=True)


def _form(path: str, *, auth: bool = False) -> Operation:
    """A request of OAuth."""
    return Operation(
        "POST",
        path,
        body="application/x-www-form-urlencoded",
        accept="application/json",
        auth=auth,
    )
