"""Where bytes are sent: one attempt, with every failure turned into an error of this
package. Importing it imports the HTTP library.
"""

from __future__ import annotations

import codecs
import math
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Final, TypeVar, cast

import httpx2

from ._call import Call
from ._errors import APIConnectionError, APITimeoutError, RequestError, SDKError
from ._exchange import Outcome
from ._raw import Headers, RawResponse, decode_error, printable
from ._secret import Secret, sealed

C = TypeVar("C", httpx2.Client, httpx2.AsyncClient)

FAILURES: Final = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpx2.StreamError,
    RuntimeError,
    ValueError,  # such as UnicodeError, for a host name that has no form in the DNS
    OSError,
)

_UNSENT: Final = (
    httpx2.ConnectError,
    httpx2.InvalidURL,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
    UnicodeError,
)

codecs.lookup("idna")  # else the first connection would import it, see `connecting`

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest body that is read, after decompression."""


class Body:
    """Collects a body under a cap of bytes and a deadline, which starts now."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self.deadline = time.monotonic() + call.timeout
        self._chunks: list[bytes] = []
        self._size = 0
        self._received = 0

    def add(self, chunk: bytes, response: httpx2.Response) -> None:
        """Keep `chunk`.

        Raises:
            DecodeError: the body is too large.
            APITimeoutError: it takes too long.
        """
        self._chunks.append(chunk)
        self._size += len(chunk)
        self._check(self._size, response)

    def count(self, chunk: bytes, response: httpx2.Response) -> bytes:
        """Note `chunk`, which is still compressed: what it decompresses to may be
        nothing, without end.

        Raises:
            DecodeError, APITimeoutError: as `add`.
        """
        self._received += len(chunk)
        self._check(self._received, response)
        return chunk

    def _check(self, size: int, response: httpx2.Response) -> None:
        if size > MAX_BYTES:
            raw = raw_response(self._call, response)
            raise decode_error(raw, f"it is larger than {MAX_BYTES} bytes")
        if time.monotonic() > self.deadline:
            raise timeout_error(self._call, response)

    def reply(self, response: httpx2.Response) -> RawResponse:
        """The reply with what has been collected."""
        return raw_response(self._call, response, b"".join(self._chunks))


class Counted(httpx2.SyncByteStream):
    """The body of a response as it arrives, watched by a `Body`."""

    def __init__(self, response: httpx2.Response, body: Body) -> None:
        self._stream = cast("httpx2.SyncByteStream", response.stream)
        self._response = response
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            yield self._body.count(chunk, self._response)

    def close(self) -> None:
        self._stream.close()


class _Attempt(threading.local):
    """When the attempt ends that the current thread is making."""

    deadline = math.inf


_attempt: Final = _Attempt()


def _on_trace(event: str, info: Mapping[str, Any]) -> None:
    """Make each read from a new connection keep to the end of the whole attempt.

    The HTTP library has a limit for each read only; a server that sends the head of its
    reply byte by byte would never meet it.
    """
    if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
        stream = info["return_value"]
        stream.read = partial(_read_in_time, stream.read)


def _read_in_time(
    read: Callable[[int, float], bytes],
    max_bytes: int,
    timeout: float | None = None,
) -> bytes:
    left = _attempt.deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return read(max_bytes, left if timeout is None else min(left, timeout))


class Transport:
    """Sends by a sync HTTP client: the caller's, or one of its own."""

    def __init__(self, base_url: str, client: httpx2.Client | None) -> None:
        self.own = client is None
        self._client = client or own_client(httpx2.Client, base_url)

    def send(self, call: Call, token: Secret | None) -> Outcome:
        """One attempt."""
        return sealed(lambda: self._send(call, token))

    def _send(self, call: Call, token: Secret | None) -> Outcome:
        response: httpx2.Response | None = None
        body = Body(call)
        _attempt.deadline = body.deadline
        try:
            request = build_request(call, token)
            request.extensions["trace"] = _on_trace
            response = self._client.send(
                request, stream=True, auth=None, follow_redirects=False
            )
            response.stream = Counted(response, body)
            for chunk in response.iter_bytes():
                body.add(chunk, response)
            return body.reply(response)
        except RequestError as error:
            return error
        except FAILURES as error:
            return failure(call, error, response)
        finally:
            _attempt.deadline = math.inf
            if response is not None:
                response.close()

    def close(self) -> None:
        """Close the client, unless it is the caller's."""
        if self.own:
            self._client.close()


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
        return timeout_error(call, response, sent=not unsent)
    unsent = isinstance(error, _UNSENT)
    told = isinstance(error, httpx2.NetworkError | httpx2.RemoteProtocolError | OSError)
    message = f"{kind}: {printable(str(error), 200)}" if told else kind
    status, request_id = _head(call, response)
    return APIConnectionError(
        message,
        method=call.method,
        path=call.path,
        sent=not unsent,
        status=status,
        request_id=request_id,
    )


def timeout_error(
    call: Call, response: httpx2.Response | None, *, sent: bool = True
) -> APITimeoutError:
    """The error for an attempt that took longer than it may."""
    status, request_id = _head(call, response)
    return APITimeoutError(
        f"no complete reply in {call.timeout:g} s",
        method=call.method,
        path=call.path,
        sent=sent,
        status=status,
        request_id=request_id,
    )


def _head(
    call: Call, response: httpx2.Response | None
) -> tuple[int | None, str | None]:
    """Status and request id of a reply whose body did not arrive."""
    if response is None:
        return None, None
    raw = raw_response(call, response)
    return raw.status_code, raw.request_id


def own_client(make: Callable[..., C], base_url: str) -> C:
    """An HTTP client for requests to `base_url`; it keeps no cookies.

    Raises:
        __CLIENT_NAME__Error: proxies or certificates that the environment names are
            unusable.
    """
    # Over TLS a proxy of the environment sees nothing; in the clear it would see all.
    trust_env = base_url.startswith("https:")
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    try:
        return make(trust_env=trust_env, cookies=no_cookies)
    except (httpx2.InvalidURL, ValueError) as error:  # may quote a proxy's password
        reason = type(error).__name__
    except (ImportError, OSError) as error:
        reason = f"{type(error).__name__}: {printable(str(error), 200)}"
    raise SDKError(f"no connections can be made here: {reason}")
