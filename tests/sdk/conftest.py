"""The emitted SDK against the conformance server: by both clients in turn, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from kajabi import AsyncKajabi, Kajabi

from conformance import serve
from kajabi_gen.server import ConformanceServer
from runtime.calls import Call, settled


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[ConformanceServer]:
    """Three resources of each type, or as many as the test says by `parametrize("server", [{"contacts": 5}], indirect=True)`."""
    with serve(getattr(request, "param", None)) as server:
        yield server


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, server: ConformanceServer, monkeypatch: pytest.MonkeyPatch) -> Call:
    """`call(lambda kajabi: …)` with a client that gets its own tokens."""
    monkeypatch.setattr("random.uniform", lambda low, high: 0.0)  # no waiting between attempts
    account = {"client_id": "client-id", "client_secret": "client-secret", "base_url": server.url}

    def sync(do: Callable[[Any], Any], **options: Any) -> Any:
        with Kajabi(**{**account, **options}) as kajabi:
            return do(kajabi)

    def asynchronous(do: Callable[[Any], Any], **options: Any) -> Any:
        async def run() -> Any:
            async with AsyncKajabi(**{**account, **options}) as kajabi:
                return await settled(do(kajabi))

        return asyncio.run(run())

    return sync if request.param == "sync" else asynchronous
