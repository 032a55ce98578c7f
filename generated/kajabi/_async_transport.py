"""The asynchronous twin of `_transport`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import cast

import httpx2

from ._call import Call
from ._errors import RequestError
from ._exchange import Outcome
from ._secret import Secret, forget_frames
from ._transport import (
    FAILURES,
    Body,
    build_request,
    failure,
    own_client,
)


class Counted(httpx2.AsyncByteStream):
    """The body of a response as it arrives, watched by a `Body`."""

    def __init__(self, response: httpx2.Response, body: Body) -> None:
        self._stream = cast("httpx2.AsyncByteStream", response.stream)
        self._response = response
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield self._body.count(chunk, self._response)

    async def aclose(self) -> None:
        await self._stream.aclose()


class AsyncTransport:
    """Sends by an async HTTP client: the caller's, or one of its own."""

    def __init__(self, base_url: str, client: httpx2.AsyncClient | None) -> None:
        self.own = client is None
        self._client = client or own_client(httpx2.AsyncClient, base_url)

    async def send(self, call: Call, token: Secret | None) -> Outcome:
        """One attempt."""
        try:
            return await self._send(call, token)
        except BaseException as error:
            forget_frames(error)
            raise

    async def _send(self, call: Call, token: Secret | None) -> Outcome:
        response: httpx2.Response | None = None
        body = Body(call)
        try:
            async with asyncio.timeout(call.timeout):
                request = build_request(call, token)
                response = await self._client.send(
                    request, stream=True, auth=None, follow_redirects=False
                )
                response.stream = Counted(response, body)
                async for chunk in response.aiter_bytes():
                    body.add(chunk, response)
                return body.reply(response)
        except RequestError as error:
            return error
        except FAILURES as error:
            return failure(call, error, response)
        finally:
            if response is not None:
                await response.aclose()

    async def aclose(self) -> None:
        """Close the client, unless it is the caller's."""
        if self.own:
            with suppress(RuntimeError):  # the loop of its connections has ended
                await self._client.aclose()
