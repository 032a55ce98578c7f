"""Both clients in turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from kajabi import AsyncKajabi, Kajabi

from runtime.calls import Call, settled
from runtime.server import Server


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, server: Server, monkeypatch: pytest.MonkeyPatch) -> Call:
    """By both clients in turn, so that every test is one of both."""
    monkeypatch.setattr("random.uniform", lambda low, high: 0.0)  # no waiting between attempts

    def sync(do: Callable[[Any], Any], **options: Any) -> Any:
        with Kajabi(**{"client_id": "id", "client_secret": "canary-secret", "base_url": server.url, **options}) as kajabi:
            return do(kajabi)

    def asynchronous(do: Callable[[Any], Any], **options: Any) -> Any:
        async def run() -> Any:
            async with AsyncKajabi(**{"client_id": "id", "client_secret": "canary-secret", "base_url": server.url, **options}) as kajabi:
                return await settled(do(kajabi))

        return asyncio.run(run())

    return sync if request.param == "sync" else asynchronous
