"""A server with three resources of each type, and a connection to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conformance import Http, serve
from kajabi_gen.server import ConformanceServer


@pytest.fixture
def server() -> Iterator[ConformanceServer]:
    with serve() as server:
        yield server


@pytest.fixture
def http(server: ConformanceServer) -> Iterator[Http]:
    with Http(server.url) as http:
        yield http
