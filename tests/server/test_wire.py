"""HTTP itself: connections, faults on the wire, requests that are none, the command."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

import pytest

from conformance import Http
from kajabi_gen.server import ConformanceServer, Fault, faults


def test_a_connection_is_kept_and_counted(server: ConformanceServer):
    """Many requests go over one connection; the server knows how many are open."""
    with Http(server.url) as one, Http(server.url) as other:
        for client in (one, one, other):
            assert client("GET", "/v1/me").status == 200
        assert server.connections == 2
    assert server.wait_until_idle()
    assert server.connections == 0


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"HELO\r\n\r\n", 400),
        (b"GET http://example.com/ HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\ncontent-length: 99999999999\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n", 411),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 431),
    ],
)
def test_what_is_no_request_ends_the_connection(server: ConformanceServer, sent: bytes, status: int):
    """With a status that says why; the server goes on."""
    with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2])), timeout=5) as connection:
        connection.sendall(sent)
        assert connection.recv(100).startswith(f"HTTP/1.1 {status} ".encode())
    with Http(server.url) as http:
        assert http("GET", "/v1/me").status == 200


def test_a_fault_strikes_as_often_as_it_says(server: ConformanceServer, http: Http):
    """Method, path and count are matched; what is skipped is spared."""
    server.faults.add(faults.status(500).on("GET", "/v1/contacts/*", skip=1, times=2))
    assert [http("GET", f"/v1/contacts/{id_}").status for id_ in "1231"] == [200, 500, 500, 200]
    server.faults.add(faults.rate_limited(7).on(path="/v1/sites", times=None))
    limited = [http("GET", "/v1/sites") for _ in range(3)]
    assert {(reply.status, reply.headers["retry-after"]) for reply in limited} == {(429, "7")}
    assert http("GET", "/v1/me").status == 200
    server.faults.clear()
    assert http("GET", "/v1/sites").status == 200


@pytest.mark.parametrize("fault", [faults.hang_up(), faults.reset(10)], ids=lambda fault: fault.name)
def test_a_connection_that_breaks(server: ConformanceServer, http: Http, fault: Fault):
    """It is reset, not just closed: the reply is lost, but the request was carried out."""
    server.faults.add(fault)
    with pytest.raises(ConnectionResetError) as caught:
        http("PATCH", "/v1/contacts/1", {"data": {"type": "contacts", "id": "1", "attributes": {"name": "Jo"}}})
    assert type(caught.value) is ConnectionResetError
    item = server.store.get("contacts", "1")
    assert item is not None
    assert item.attributes["name"] == "Jo"


def test_replies_that_are_not_what_they_should_be(server: ConformanceServer, http: Http):
    """Late, cut off, HTML, of another type, with members too many, too few or wrong."""
    path = "/v1/contacts/1"
    server.faults.add(faults.delay(0.05), faults.truncated(10), faults.html(502), faults.content_type("text/plain"))
    started = time.monotonic()
    assert http("GET", path).status == 200
    assert time.monotonic() - started >= 0.05
    assert http("GET", path).body == b'{"data":{"'
    page = http("GET", path)
    assert (page.status, page.headers["content-type"], page.body[:6]) == (502, "text/html", b"<html>")
    assert http("GET", path).headers["content-type"] == "text/plain"
    server.faults.add(faults.extra(mood="fine"), faults.missing("name"), faults.wrong(name=7), faults.top_level(data=None, meta={}))
    assert http("GET", path).data["attributes"]["mood"] == "fine"
    assert "name" not in http("GET", path).data["attributes"]
    assert http("GET", path).data["attributes"]["name"] == 7
    assert http("GET", path).json == {"meta": {}}


def test_pages_that_shift(server: ConformanceServer, http: Http):
    """What comes in front pushes an item over to the next page, where it is seen again."""
    server.faults.add(faults.shifted().on("GET", "/v1/contacts", skip=1))
    first, second = [http("GET", f"/v1/contacts?page[size]=2&page[number]={number}").ids for number in (1, 2)]
    assert (first, second) == (["1", "2"], ["2", "3"])


def test_tokens_that_fail(server: ConformanceServer, http: Http):
    """The token endpoint refuses; tokens that were good are not any more."""
    grant = {"grant_type": "client_credentials", "client_id": "client-id", "client_secret": "client-secret"}
    server.faults.add(faults.token_refused("invalid_client").on("POST", "/v1/oauth/token"))
    assert http.form("/v1/oauth/token", **grant).json["error"] == "invalid_client"
    http.token = http.form("/v1/oauth/token", **grant).json["access_token"]
    server.faults.add(faults.token_expired().on("GET", "/v1/me", skip=1))
    assert [http("GET", "/v1/me").status for _ in range(2)] == [200, 401]


def test_the_command_serves_until_it_is_stopped():
    """It says where it listens, and with which credentials."""
    command = [sys.executable, "-m", "kajabi_gen.server", "--size", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().split(" at ")[1].strip()
            with Http(url, token="") as http:
                assert http("GET", "/v1/version").status == 200
        finally:
            process.terminate()
