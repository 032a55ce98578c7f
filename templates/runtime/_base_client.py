"""The clients without their namespaces: construction, options, life cycle, the hand-made
request.
"""

from __future__ import annotations

from ._credentials import Credentials

TYPE_CHECKING = False  # importing `typing` would take longer than all of this package
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import NoReturn, Self, Unpack

    from ._engine import AsyncEngine, Engine
    from ._raw import RawResponse
    from ._settings import Settings
    from ._types import (
        AsyncHTTPClient,
        HTTPClient,
        RequestHook,
        RequestOptions,
        ResponseHook,
    )

__all__ = ["AsyncBaseClient", "BaseClient", "Credentials"]


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
        http_client: HTTPClient | None = None,
        on_request: RequestHook | None = None,
        on_response: ResponseHook | None = None,
        allow_http: bool = False,
    ) -> None:
        # What a client is made of is imported with the first one, not with the package.
        from ._making import make_engine

        self._settings = settings
        self._engine: Engine = make_engine(
            settings,
            credentials,
            http_client,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            on_request=on_request,
            on_response=on_response,
            allow_http=allow_http,
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
        from ._making import revocation

        self._engine.revoke(revocation(self._settings))

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
        made = "_engine" in vars(self)  # tracebacks show clients that could not be made
        url = self._engine.defaults.base_url if made else "(not made)"
        return f"<{type(self).__name__} {url}>"

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
        http_client: AsyncHTTPClient | None = None,
        on_request: RequestHook | None = None,
        on_response: ResponseHook | None = None,
        allow_http: bool = False,
    ) -> None:
        from ._making import make_async_engine  # see `BaseClient`

        self._settings = settings
        self._engine: AsyncEngine = make_async_engine(
            settings,
            credentials,
            http_client,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            on_request=on_request,
            on_response=on_response,
            allow_http=allow_http,
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
        from ._making import revocation

        await self._engine.revoke(revocation(self._settings))

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
        made = "_engine" in vars(self)  # tracebacks show clients that could not be made
        url = self._engine.defaults.base_url if made else "(not made)"
        return f"<{type(self).__name__} {url}>"

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
    options: RequestOptions = {}
    if timeout is not None:
        options["timeout"] = timeout
    if max_retries is not None:
        options["max_retries"] = max_retries
    if extra_headers is not None:
        options["extra_headers"] = extra_headers
    if extra_query is not None:
        options["extra_query"] = extra_query
    return options
