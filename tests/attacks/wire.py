"""A server on the level of bytes: each test says what goes down the connection once a request is there."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterable

Script = Callable[[socket.socket], None]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.api+json\r\nX-Request-Id: req-1\r\n"


class Wire:
    """Answers every request by the same script; `received` holds what came, `longest` is the time in seconds that a script may take."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.script: Script = lambda connection: None
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def says(self, *pieces: bytes) -> None:
        """Send these bytes, and close."""
        self.script = lambda connection: connection.sendall(b"".join(pieces))

    def drips(self, head: bytes, pieces: Iterable[bytes], pause: float) -> None:
        """Send `head`, then the pieces, resting in between."""

        def script(connection: socket.socket) -> None:
            connection.sendall(head)
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)

        self.script = script

    def close(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            self.received.append(_request(connection))
            self.script(connection)


def _request(connection: socket.socket) -> bytes:
    """A whole request."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while lengths and len(body) < int(lengths[0]):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def chunked(*pieces: bytes) -> bytes:
    """Pieces of a body in chunks (RFC 9112, 7.1), without the last one."""
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
