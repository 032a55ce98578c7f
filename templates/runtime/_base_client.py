"""The clients without their namespaces: construction, options, life cycle, the hand-made
request.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self, Unpack

from ._call import Defaults, check_base_url
from ._credentials import Credentials, TokenStore
from ._errors import ArgumentError
from ._operation import Operation
from ._types import RequestHook, RequestOptions, ResponseHook

if TYPE_CHECKING:
    import httpx2

    from ._engine import AsyncEngine, Engine
    from ._raw import RawResponse

__all__ = ["AsyncBaseClient", "BaseClient", "Credentials", "Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the generator knows of one API."""

    name: str
    env_prefix: str
    version: str
    api_version: str
    base_url: str
    token_path: str | None = None
    revoke_path: str | None = None
    token_header: str = "authorization"
    token_prefix: str = "Bearer "
    registry: Mapping[str, str] = field(default_factory=dict[str, str])

    def defaults(
        self,
        base_url: str | None,
        timeout: float | None,
        max_retries: int,
        allow_http: bool,
    ) -> Defaults:
        """The defaults of a client."""
        url = base_url or os.environ.get(f"{self.env_prefix}_BASE_URL") or self.base_url
        return Defaults(
            base_url=check_base_url(url, allow_http=allow_http),
            user_agent=f"{self.name}-python/{self.version} (API {self.api_version})",
            timeout=60.0 if timeout is None else timeout,
            max_retries=max_retries,
            token_header=self.token_header,
            token_prefix=self.token_prefix,
        )

    def token_store(self, credentials: Credentials, defaults: Defaults) -> TokenStore:
        """The tokens of a client, with the way to get them."""
        completed = credentials.completed(self.env_prefix, os.environ)
        path = self.token_path
        if path is None:
            return TokenStore(completed, None)
        return TokenStore(
            completed,
            lambda form: defaults.call(
                _form(path), {}, (), form, {"retry_writes": True}
            ),
        )

    def revocation(self) -> Operation:
        """The request that revokes a token (RFC 7009).

        Raises:
            ArgumentError: the API has none.
        """
        if self.revoke_path is None:
            raise ArgumentError(f"{self.name} has no way to revoke a token")
        return _form(self.revoke_path, auth=True)


def _form(path: str, *, auth: bool = False) -> Operation:
    """A request of OAuth."""
    return Operation(
        "POST",
        path,
        body="application/x-www-form-urlencoded",
        accept="application/json",
        auth=auth,
    )


class BaseClient:
    """A client that blocks until the reply is there.

    Use it as a context manager, or call `close()` when done. It may be used by many
    threads at once.
    """

    def __init__(
        self,
        settings: Settings,
        credentials: Credentials,
        *,
        base_url: str | None = None,
        timeout: float | None = None,
        max_retries: int = 2,
        http_client: httpx2.Client | None = None,
        on_request: RequestHook | None = None,
        on_response: ResponseHook | None = None,
        allow_http: bool = False,
    ) -> None:
        from ._drivers import Driver, Observer
        from ._engine import Engine
        from ._read import Reader
        from ._registry import Registry
        from ._transport import Transport

        defaults = settings.defaults(base_url, timeout, max_retries, allow_http)
        driver = Driver(
            Transport(defaults.base_url, http_client),
            settings.token_store(credentials, defaults),
            Observer(settings.name, on_request, on_response),
        )
        self._settings = settings
        self._engine: Engine = Engine(
            defaults, Reader(Registry(settings.registry)), driver
        )

    def with_options(
        self,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Self:
        """A client with other defaults. It shares connections and token with this one:
        closing either closes both.
        """
        options = options_of(timeout, max_retries, extra_headers, extra_query)
        client = object.__new__(type(self))
        client._settings = self._settings
        client._engine = self._engine.with_options(options)
        return client

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        json: object = None,
        **options: Unpack[RequestOptions],
    ) -> RawResponse:
        """Send a request made by hand, with authentication, repetitions and errors as
        everywhere.

        Args:
            method: such as `"GET"`.
            path: from the root of the API, such as `"/v1/me"`, percent-encoded where
            needed.
            query: parameters under their names on the wire; a mapping inside becomes
            `name[key]`.
            json: the body.
            options: see `RequestOptions`.

        Raises:
            ArgumentError: something cannot be sent; nothing was.
            APIStatusError: the server replied with an error.
            APIConnectionError: no reply came.
        """
        return self._engine.request(method, path, query, json, options)

    def revoke(self) -> None:
        """Revoke the current tokens, if there are any; the next request gets new ones."""
        self._engine.revoke(self._settings.revocation())

    def close(self) -> None:
        """Close the connections; a given `http_client` is left open. Closing twice does
        no harm.
        """
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._engine.defaults.base_url}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a client cannot be pickled: it holds connections and credentials"
        )


class AsyncBaseClient:
    """A client for use in one event loop.

    Use it as a context manager, or call `aclose()` when done. It may be used by many
    tasks at once.
    """

    def __init__(
        self,
        settings: Settings,
        credentials: Credentials,
        *,
        base_url: str | None = None,
        timeout: float | None = None,
        max_retries: int = 2,
        http_client: httpx2.AsyncClient | None = None,
        on_request: RequestHook | None = None,
        on_response: ResponseHook | None = None,
        allow_http: bool = False,
    ) -> None:
        from ._drivers import AsyncDriver, Observer
        from ._engine import AsyncEngine
        from ._read import Reader
        from ._registry import Registry
        from ._transport import AsyncTransport

        defaults = settings.defaults(base_url, timeout, max_retries, allow_http)
        driver = AsyncDriver(
            AsyncTransport(defaults.base_url, http_client),
            settings.token_store(credentials, defaults),
            Observer(settings.name, on_request, on_response),
        )
        self._settings = settings
        self._engine: AsyncEngine = AsyncEngine(
            defaults, Reader(Registry(settings.registry)), driver
        )

    def with_options(
        self,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Self:
        """A client with other defaults. It shares connections and token with this one:
        closing either closes both.
        """
        options = options_of(timeout, max_retries, extra_headers, extra_query)
        client = object.__new__(type(self))
        client._settings = self._settings
        client._engine = self._engine.with_options(options)
        return client

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        json: object = None,
        **options: Unpack[RequestOptions],
    ) -> RawResponse:
        """Send a request made by hand, with authentication, repetitions and errors as
        everywhere.

        Args:
            method: such as `"GET"`.
            path: from the root of the API, such as `"/v1/me"`, percent-encoded where
            needed.
            query: parameters under their names on the wire; a mapping inside becomes
            `name[key]`.
            json: the body.
            options: see `RequestOptions`.

        Raises:
            ArgumentError: something cannot be sent; nothing was.
            APIStatusError: the server replied with an error.
            APIConnectionError: no reply came.
        """
        return await self._engine.request(method, path, query, json, options)

    async def revoke(self) -> None:
        """Revoke the current tokens, if there are any; the next request gets new ones."""
        await self._engine.revoke(self._settings.revocation())

    async def aclose(self) -> None:
        """Close the connections; a given `http_client` is left open. Closing twice does
        no harm.
        """
        await self._engine.aclose()

    async def close(self) -> None:
        """The same as `aclose`."""
        await self.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._engine.defaults.base_url}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a client cannot be pickled: it holds connections and credentials"
        )


def options_of(
    timeout: float | None,
    max_retries: int | None,
    extra_headers: Mapping[str, str] | None,
    extra_query: Mapping[str, object] | None,
) -> RequestOptions:
    """The options that are given."""
    options = RequestOptions()
    if timeout is not None:
        options["timeout"] = timeout
    if max_retries is not None:
        options["max_retries"] = max_retries
    if extra_headers is not None:
        options["extra_headers"] = extra_headers
    if extra_query is not None:
        options["extra_query"] = extra_query
    return options
