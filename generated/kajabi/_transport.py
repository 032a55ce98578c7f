"""The two places where bytes are sent: one attempt each, sync and async, with every
failure turned into an error of this package.
"""

from __future__ import annotations

import asyncio
import time
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx2

from ._call import Call
from ._errors import APIConnectionError, APITimeoutError, RequestError, SDKError
from ._exchange import Outcome
from ._raw import Headers, RawResponse, decode_error, printable
from ._secret import Secret

_FAILURES: Final = (httpx2.HTTPError, httpx2.StreamError, RuntimeError, OSError)

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest body that is read, after decompression."""


class Body:
    """Collects a body under a cap of bytes and a deadline, which starts now."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._deadline = time.monotonic() + call.timeout
        self._chunks: list[bytes] = []
        self._size = 0

    def add(self, chunk: bytes, response: httpx2.Response) -> None:
        """Keep `chunk`.

        Raises:
            DecodeError: the body is too large.
            APITimeoutError: it takes too long.
        """
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size > MAX_BYTES:
            raw = raw_response(self._call, response)
            raise decode_error(raw, f"it is larger than {MAX_BYTES} bytes")
        if time.monotonic() > self._deadline:
            raise timeout_error(self._call)

    def reply(self, response: httpx2.Response) -> RawResponse:
        """The reply with what has been collected."""
        return raw_response(self._call, response, b"".join(self._chunks))


class Transport:
    """Sends by a sync HTTP client: the caller's, or one of its own."""

    def __init__(self, base_url: str, client: httpx2.Client | None) -> None:
        self._base_url = base_url
        self._own = client is None
        self._client = client or self._new_client()
        self._closed = False

    def _new_client(self) -> httpx2.Client:
        # Over TLS a proxy of the environment sees nothing; in the clear it would see all.
        trust_env = self._base_url.startswith("https:")
        return httpx2.Client(trust_env=trust_env, cookies=_no_cookies())

    def send(self, call: Call, token: Secret | None) -> Outcome:
        """One attempt.

        Raises:
            KajabiError: the client is closed.
        """
        if self._closed:
            raise SDKError("this client is closed")
        response: httpx2.Response | None = None
        body = Body(call)
        try:
            request = build_request(call, token)
            response = self._client.send(
                request, stream=True, auth=None, follow_redirects=False
            )
            for chunk in response.iter_bytes():
                body.add(chunk, response)
            return body.reply(response)
        except RequestError as error:
            return error
        except _FAILURES as error:
            outcome = failure(call, error, response)
        finally:
            if response is not None:
                response.close()
        return outcome

    def close(self) -> None:
        """Close the client, unless it is the caller's."""
        self._closed = True
        if self._own:
            self._client.close()

    def renew(self) -> None:
        """Start afresh in a child process: connections must not be shared with the
        parent.
        """
        if self._own:
            self._client = self._new_client()


class AsyncTransport:
    """Sends by an async HTTP client: the caller's, or one of its own."""

    def __init__(self, base_url: str, client: httpx2.AsyncClient | None) -> None:
        self._base_url = base_url
        self._own = client is None
        self._client = client or self._new_client()
        self._closed = False

    def _new_client(self) -> httpx2.AsyncClient:
        # Over TLS a proxy of the environment sees nothing; in the clear it would see all.
        trust_env = self._base_url.startswith("https:")
        return httpx2.AsyncClient(trust_env=trust_env, cookies=_no_cookies())

    async def send(self, call: Call, token: Secret | None) -> Outcome:
        """One attempt.

        Raises:
            KajabiError: the client is closed.
        """
        if self._closed:
            raise SDKError("this client is closed")
        response: httpx2.Response | None = None
        body = Body(call)
        try:
            async with asyncio.timeout(call.timeout):
                request = build_request(call, token)
                response = await self._client.send(
                    request, stream=True, auth=None, follow_redirects=False
                )
                async for chunk in response.aiter_bytes():
                    body.add(chunk, response)
                return body.reply(response)
        except RequestError as error:
            return error
        except _FAILURES as error:
            outcome = failure(call, error, response)
        finally:
            if response is not None:
                await response.aclose()
        return outcome

    async def aclose(self) -> None:
        """Close the client, unless it is the caller's."""
        self._closed = True
        if self._own:
            await self._client.aclose()


def build_request(call: Call, token: Secret | None) -> httpx2.Request:
    """The request as the HTTP library takes it. The one place where a token becomes text."""
    headers = dict(call.headers)
    if token is not None:
        headers[call.token_header] = f"{call.token_prefix}{token.reveal()}"
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), call.timeout)
    return httpx2.Request(
        call.method,
        call.url,
        headers=headers,
        content=call.content,
        extensions={"timeout": timeout},
    )


def raw_response(
    call: Call, response: httpx2.Response, content: bytes = b""
) -> RawResponse:
    """The reply as this package keeps it."""
    headers = Headers(response.headers.multi_items())
    return RawResponse(call.method, call.path, response.status_code, headers, content)


def failure(
    call: Call, error: Exception, response: httpx2.Response | None
) -> RequestError:
    """The error of this package for one of the HTTP library.

    The latter holds the request, and so the token; it must not be chained.
    """
    kind = type(error).__name__
    if isinstance(error, httpx2.DecodingError) and response is not None:
        return decode_error(raw_response(call, response), "its compression is broken")
    if isinstance(error, httpx2.TimeoutException | TimeoutError):
        unsent = isinstance(error, httpx2.ConnectTimeout | httpx2.PoolTimeout)
        return timeout_error(call, sent=not unsent)
    unsent = isinstance(
        error, httpx2.ConnectError | httpx2.UnsupportedProtocol | httpx2.ProxyError
    )
    told = isinstance(error, httpx2.NetworkError | httpx2.RemoteProtocolError | OSError)
    message = f"{kind}: {printable(str(error), 200)}" if told else kind
    return APIConnectionError(
        message, method=call.method, path=call.path, sent=not unsent
    )


def timeout_error(call: Call, *, sent: bool = True) -> APITimeoutError:
    """The error for an attempt that took longer than it may."""
    message = f"no complete reply in {call.timeout:g} s"
    return APITimeoutError(message, method=call.method, path=call.path, sent=sent)


def _no_cookies() -> CookieJar:
    """A jar that takes no cookies."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))
