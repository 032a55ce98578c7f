"""`version`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Operation
from .._types import RequestOptions
from ..models import VersionResponse


class VersionNamespace(Namespace):
    """`kajabi.version`."""

    def get(self, **options: Unpack[RequestOptions]) -> VersionResponse:
        """Version (`GET /v1/version`).

        Tells you which version of the API Kajabi currently runs and links to the
        documentation.

        You can call this endpoint without authentication, which makes it suitable as a
        health check.
        """
        return self._engine.model(_GET, VersionResponse, options=options)


class AsyncVersionNamespace(AsyncNamespace):
    """`kajabi.version` (await the calls)."""

    async def get(self, **options: Unpack[RequestOptions]) -> VersionResponse:
        """Version (`GET /v1/version`)."""
        return await self._engine.model(_GET, VersionResponse, options=options)


_GET = Operation("GET", "/v1/version", auth=False)
