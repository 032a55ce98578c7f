"""HTTP/1.1 on a socket: requests in, replies out, kept alive (RFC 9112).

Written by hand, since parsing headers and writing in pieces makes `http.server` several times slower; only what an API needs is here.
"""

from __future__ import annotations

import selectors
import socket
import struct
from collections.abc import Callable
from http import HTTPStatus
from typing import BinaryIO, Final

from kajabi_gen.server.message import Request, Response

_LINE: Final = 65_536
_HEADERS: Final = 200
_BODY: Final = 64 * 1024 * 1024
_RESET: Final = struct.pack("ii", 1, 0)
"""The value of SO_LINGER that makes `close` send a reset."""


class BadRequest(Exception):
    """Something that is no request; `status` is the answer, and the connection ends."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def read_request(file: BinaryIO, answer: Callable[[bytes], object], origin: str) -> Request | None:
    """The next request; None where the connection has ended. `answer` sends bytes back, for `Expect: 100-continue`.

    Raises BadRequest.
    """
    line = _line(file)
    if not line:
        return None
    parts = line.split(" ")
    if len(parts) != 3 or not parts[1].startswith("/") or parts[2] not in ("HTTP/1.1", "HTTP/1.0"):
        raise BadRequest(400)
    headers = _headers(file)
    headers.setdefault("connection", "keep-alive" if parts[2] == "HTTP/1.1" else "close")
    if "transfer-encoding" in headers:
        raise BadRequest(411)
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdecimal()):
        raise BadRequest(400)
    if len(length) > 12 or int(length) > _BODY:
        raise BadRequest(413)
    if headers.get("expect", "").lower() == "100-continue":
        answer(b"HTTP/1.1 100 Continue\r\n\r\n")
    body = file.read(int(length))
    return Request.of(parts[0], parts[1], headers, body, origin) if len(body) == int(length) else None


def _line(file: BinaryIO) -> str:
    line = file.readline(_LINE + 1)
    if len(line) > _LINE:
        raise BadRequest(431)
    return line.decode("latin-1").rstrip("\r\n")


def _headers(file: BinaryIO) -> dict[str, str]:
    headers: dict[str, str] = {}
    while line := _line(file):
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip() or len(headers) >= _HEADERS:
            raise BadRequest(400)
        headers[name.lower()] = value.strip()
    return headers


def head(response: Response) -> bytes:
    """The status line and the headers of a reply."""
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = ""
    lines = [f"HTTP/1.1 {response.status} {phrase}", *(f"{name}: {value}" for name, value in response.headers.items())]
    if response.status != 204:
        lines.append(f"content-length: {len(response.body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def send(connection: socket.socket, response: Response) -> bool:
    """Send a reply in one piece. False if it was to be cut: then the connection will be reset when it is closed."""
    if response.cut is None:
        connection.sendall(head(response) + response.body)
        return True
    if response.cut >= 0:
        connection.sendall(head(response) + response.body[: response.cut])
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    return False


def wait(connection: socket.socket, seconds: float) -> bool:
    """Let time pass; False as soon as the other side has hung up."""
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        return not selector.select(seconds) or bool(connection.recv(1, socket.MSG_PEEK))
