"""Bodies and heads without end meet a cap and the time of the attempt."""

from __future__ import annotations

import gzip
import itertools
import json
import resource
import socket
import time
import zlib
from typing import Any

import pytest
from kajabi import APIConnectionError, APITimeoutError, DecodeError

from attacks.outcomes import documented, outcome
from attacks.wire import HEAD, Wire, chunked
from runtime.calls import Call
from runtime.server import Reply, Server

ME = "/v1/me"
MIB = 1024 * 1024
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GZIPPED = HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"


def me(kajabi: Any, **options: Any) -> Any:
    return outcome(lambda: kajabi.request("GET", ME, **{"timeout": 5, "max_retries": 0, **options}))


@pytest.fixture
def ask(wire: Wire, call: Call, monkeypatch: pytest.MonkeyPatch) -> Any:
    """One request to the wire, with a cap of 1 MiB; it may take hardly longer than its time, on a busy machine too, and little memory."""
    monkeypatch.setattr("kajabi._transport.MAX_BYTES", MIB)

    def ask(**options: Any) -> Any:
        start, memory = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = call(lambda kajabi: me(kajabi, **options), base_url=wire.url, access_token="t")
        assert time.monotonic() - start < options.get("timeout", 5) + 2
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 100_000  # KiB
        assert documented(found)
        return found

    return ask


def flood(head: bytes, piece: bytes) -> Any:
    """Send `piece` without end."""

    def script(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in itertools.repeat(None):
            connection.sendall(piece)

    return script


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (CHUNKED, chunked(b" " * 65536)),
        (HEAD + b"Content-Length: 1099511627776\r\n\r\n", b" " * 65536),
        (HEAD + b"\r\n", b" " * 65536),
    ],
    ids=["chunked", "a terabyte by its length", "until the end of the connection"],
)
def test_gigabytes(wire: Wire, ask: Any, head: bytes, piece: bytes):
    """Reading stops at the cap."""
    wire.script = flood(head, piece)
    error = ask(timeout=10)
    assert isinstance(error, DecodeError)
    assert "larger than" in str(error)
    assert (error.status, error.request_id) == (200, "req-1")


def test_the_length_that_a_head_tells_is_not_believed(wire: Wire, ask: Any):
    """A terabyte is announced, two bytes come: no memory is set aside, and the body counts as broken."""
    wire.says(HEAD, b"Content-Length: 1099511627776\r\n\r\n", b"{}")
    error = ask()
    assert isinstance(error, APIConnectionError)
    assert (error.status, error.request_id) == (200, "req-1")


def bomb(*layers: str) -> bytes:
    """50 MiB of blanks, compressed again and again."""
    body = b" " * (50 * MIB)
    for layer in layers:
        body = gzip.compress(body, 1) if layer == "gzip" else zlib.compress(body, 1)
    return body


@pytest.mark.parametrize("layers", [("gzip",), ("deflate",), ("gzip", "gzip"), ("gzip", "deflate", "gzip"), ("gzip",) * 6], ids=",".join)
def test_bombs(server: Server, call: Call, monkeypatch: pytest.MonkeyPatch, layers: tuple[str, ...]):
    """What a body decompresses to counts, and each layer is made in small pieces."""
    monkeypatch.setattr("kajabi._transport.MAX_BYTES", MIB)
    server.on("GET", ME, Reply(body=bomb(*layers), headers={"Content-Encoding": ", ".join(layers)}))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = call(lambda kajabi: me(kajabi, timeout=10))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 50_000  # KiB
    assert isinstance(error, DecodeError)
    assert (error.status, error.request_id) == (200, "req-1")
    assert documented(error)


@pytest.mark.parametrize("status", [200, 400, 401, 500])
def test_errors_and_token_replies_are_capped_too(server: Server, call: Call, monkeypatch: pytest.MonkeyPatch, status: int):
    """No status makes a body exempt, nor does the token endpoint."""
    monkeypatch.setattr("kajabi._transport.MAX_BYTES", MIB)
    huge = Reply(status, body=b" " * 2 * MIB)
    server.on("GET", ME, huge)
    server.on("POST", "/v1/oauth/token", huge)
    for error in (call(me), call(me, access_token="t", client_id=None, client_secret=None)):
        assert isinstance(error, DecodeError)
        assert (error.status, error.request_id) == (status, "req-1")


EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"
GZIP_START = gzip.compress(b"")[:10]


@pytest.mark.parametrize("piece", [EMPTY_BLOCK * 10_000, b""], ids=["empty blocks", "garbage behind the end"])
def test_compressed_bodies_that_hold_nothing(wire: Wire, ask: Any, piece: bytes):
    """Gigabytes that decompress to nothing count as what they are on the wire."""
    start = GZIP_START if piece else gzip.compress(b"{}")
    wire.script = flood(GZIPPED + chunked(start), chunked(piece or b"garbage" * 5_000))
    error = ask(timeout=5)
    assert isinstance(error, DecodeError)
    assert "larger than" in str(error)


DRIPS = {
    "body": (CHUNKED, [chunked(b" ")]),
    "chunk head": (CHUNKED, [b"0"]),
    "compressed to nothing": (GZIPPED + chunked(GZIP_START), [chunked(EMPTY_BLOCK)]),
    "head": (b"HTTP/1.1 200 OK\r\nX: ", [b"x"]),
    "status line": (b"HTTP/1.1 200 ", [b"O"]),
    "informational": (b"", [b"HTTP/1.1 103 Early Hints\r\n\r\n"]),
    "trailer": (CHUNKED + b"0\r\n", [b"x: y\r\n"]),
}


@pytest.mark.parametrize("part", DRIPS)
def test_slow_drips(wire: Wire, ask: Any, part: str):
    """A reply that comes byte by byte meets the time of the whole attempt, whichever part of it drips."""
    head, pieces = DRIPS[part]
    wire.drips(head, itertools.cycle(pieces), 0.05)
    error = ask(timeout=0.4)
    assert isinstance(error, APITimeoutError)
    assert "no complete reply in 0.4 s" in str(error)
    assert (error.status, error.request_id) == ((200, "req-1") if head.startswith(HEAD) else (None, None))


@pytest.mark.parametrize(
    "piece", [b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"x" * 200_000], ids=["informational", "headers"]
)
def test_heads_without_end(wire: Wire, ask: Any, piece: bytes):
    """A flood of informational replies, or of headers, ends in an error too."""
    wire.script = flood(b"", piece)
    assert isinstance(ask(timeout=0.5), APIConnectionError)


def test_silence(wire: Wire, ask: Any):
    """A server that accepts and says nothing."""
    wire.script = lambda connection: time.sleep(1)
    assert isinstance(ask(timeout=0.2), APITimeoutError)


NONSENSE = {
    "nothing": b"",
    "no HTTP": b"SSH-2.0-OpenSSH_9.6\r\n",
    "TLS alert": b"\x15\x03\x01\x00\x02\x02\x28",
    "a bad status": b"HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n",
    "a bad header": b"HTTP/1.1 200 OK\r\nbad header canary\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    "a length that is none": HEAD + b"Content-Length: -1\r\n\r\n",
    "length and chunks": HEAD + b"Content-Length: abc\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a chunk that is none": CHUNKED + b"zz\r\n{}\r\n",
    "half a body": HEAD + b"Content-Length: 10\r\n\r\n{}",
    "half a chunk": CHUNKED + b"5\r\n{}",
    "no last chunk": CHUNKED + chunked(b"{}"),
    "half a gzip member": GZIPPED + chunked(gzip.compress(json.dumps({"a": "b" * 99}).encode())[:20]),
    "wrong gzip": GZIPPED + chunked(b"not gzip") + b"0\r\n\r\n",
}


@pytest.mark.parametrize("what", NONSENSE)
def test_broken_transfers(wire: Wire, ask: Any, what: str, idle_connections: None):
    """One typed error; with status and request id where the head had arrived; no connection stays open."""
    wire.says(NONSENSE[what])
    error = ask()
    assert isinstance(error, APIConnectionError | DecodeError)
    whole_head = NONSENSE[what].startswith(HEAD) and "length" not in what and "lengths" not in what
    assert (error.status, error.request_id) == ((200, "req-1") if whole_head else (None, None))


@pytest.mark.parametrize("status", [b"101 Switching Protocols", b"204 No Content", b"205 Reset Content", b"599 x", b"999 x"])
def test_odd_statuses(wire: Wire, call: Call, status: bytes):
    """A status nobody expects is a reply without a body, or a documented error."""
    wire.says(b"HTTP/1.1 ", status, b"\r\nConnection: Upgrade\r\nUpgrade: x\r\nContent-Length: 0\r\n\r\n")
    found = call(me, base_url=wire.url, access_token="t")
    assert documented(found) if not status.startswith(b"2") else found.status_code in (204, 205)
