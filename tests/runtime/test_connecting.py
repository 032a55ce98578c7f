"""A client connects with its first request, once, and not before."""

from __future__ import annotations

import subprocess
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from kajabi import Kajabi, KajabiError

from runtime.calls import Call
from runtime.server import Reply, Server

ME = "/v1/me"


def test_making_a_client_is_light():
    program = f"""
import sys
sys.path[:0] = {sys.path!r}
from kajabi import Kajabi
Kajabi("id", "secret").close()
assert not {{"httpx2", "asyncio"}} & set(sys.modules), "heavy imports"
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=20)


def test_threads_that_come_first_together_share_one_http_client(server: Server, monkeypatch: pytest.MonkeyPatch):
    made, real, start = list[object](), httpx2.Client, threading.Barrier(16)

    def make(**options: Any) -> httpx2.Client:
        made.append(options)
        return real(**options)

    def first(kajabi: Kajabi) -> int:
        start.wait()
        return kajabi.request("GET", ME).status_code

    monkeypatch.setattr("httpx2.Client", make)
    server.on("GET", ME, Reply(json={}))
    with Kajabi(access_token="t", base_url=server.url) as kajabi, ThreadPoolExecutor(16) as threads:
        assert list(threads.map(first, [kajabi] * 16)) == [200] * 16
    assert len(made) == 1


def test_an_unusable_proxy_of_the_environment_is_told_without_its_password(call: Call, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTPS_PROXY", "bogus://user:canary@localhost:1")
    with pytest.raises(KajabiError, match="no connections can be made") as caught:
        call(lambda kajabi: kajabi.request("GET", ME), access_token="t", base_url="https://localhost:1")
    assert "canary" not in "".join(traceback.format_exception(caught.value))
