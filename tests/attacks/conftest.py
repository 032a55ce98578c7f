"""The server and the clients of tests/runtime, and a second server that must stay silent."""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from attacks.wire import Wire
from runtime.conftest import call
from runtime.server import Server

__all__ = ["call"]
_CONTEXT = ssl.create_default_context()


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither credentials nor proxies of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith("KAJABI_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def one_context(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """To read all certificates anew for each client would take half the time; tests about TLS do so nevertheless."""
    if not request.node.path.match("test_surroundings.py"):
        monkeypatch.setattr("httpx2._transports.default.create_ssl_context", lambda **options: _CONTEXT)


@pytest.fixture
def elsewhere() -> Iterator[Server]:
    """Another host."""
    server = Server()
    yield server
    server.close()


@pytest.fixture
def wire() -> Iterator[Wire]:
    """A server that does what HTTP libraries would not."""
    wire = Wire()
    yield wire
    wire.close()


@pytest.fixture
def idle_connections() -> Iterator[None]:
    """After the test, as many descriptors are open as before."""
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    yield
    with suppress(FileNotFoundError):
        until = time.monotonic() + 2
        while len(os.listdir("/proc/self/fd")) > before and time.monotonic() < until:
            time.sleep(0.01)
        assert len(os.listdir("/proc/self/fd")) <= before
