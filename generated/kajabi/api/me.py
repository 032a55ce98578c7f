"""`me`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Operation
from .._types import RequestOptions
from ..resources.me import Me


class MeNamespace(Namespace):
    """`kajabi.me`."""

    def get(self, **options: Unpack[RequestOptions]) -> Me:
        """Profile of the current user (`GET /v1/me`).

        Retrieves the profile of the current user.
        """
        return self._engine.one(_GET, Me, options=options)


class AsyncMeNamespace(AsyncNamespace):
    """`kajabi.me` (await the calls)."""

    async def get(self, **options: Unpack[RequestOptions]) -> Me:
        """Profile of the current user (`GET /v1/me`)."""
        return await self._engine.one(_GET, Me, options=options)


_GET = Operation("GET", "/v1/me")
