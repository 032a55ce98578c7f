"""The server on its loopback port: a thread for each connection, a log of the requests, and the faults."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from types import TracebackType
from typing import Final, Self

from kajabi_gen.model.ir import Api
from kajabi_gen.server.faults import Fault, Faults
from kajabi_gen.server.message import Request, Response
from kajabi_gen.server.options import Options
from kajabi_gen.server.problem import Mistake, error_response
from kajabi_gen.server.seeding import seed
from kajabi_gen.server.service import Service
from kajabi_gen.server.store import Store
from kajabi_gen.server.wire import BadRequest, read_request, send, wait

LOOPBACK: Final = "127.0.0.1"
_LOGGED: Final = 10_000
_CLOSING: Final = 5.0


class ConformanceServer:
    """A stateful server for an `Api`, to be used as a context manager. It listens on loopback only.

    `store`: what it holds, a seeded one if not given. `faults`: what goes wrong; more can be added at any time. `port` 0 takes a free one.
    `requests` is the log of the latest requests, headers and bodies included.
    """

    def __init__(
        self, api: Api, store: Store | None = None, faults: Iterable[Fault] = (), *, options: Options | None = None, port: int = 0
    ) -> None:
        self.store = store or seed(api)
        self.service = Service(self.store, options)
        self.faults = Faults(faults)
        self.requests: deque[Request] = deque(maxlen=_LOGGED)
        self._socket = socket.create_server((LOOPBACK, port), backlog=256)
        self.url = f"http://{LOOPBACK}:{self._socket.getsockname()[1]}"
        self._ids = count(1)
        self._closing = threading.Event()
        self._changed = threading.Condition()
        self._open: set[socket.socket] = set()
        self._delayed: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._accept, name="conformance-server", daemon=True)

    @property
    def connections(self) -> int:
        """How many connections are open."""
        with self._changed:
            return len(self._open)

    @property
    def waiting(self) -> int:
        """How many replies are delayed while somebody still waits for them."""
        with self._changed:
            return len(self._delayed)

    def wait_until_idle(self, seconds: float = 5.0) -> bool:
        """Wait until no connection is open; False if some stay open that long."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, seconds)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """Break all connections and stop."""
        self._closing.set()
        if self._thread.is_alive():
            with contextlib.suppress(OSError):
                # Closing alone does not wake a thread that waits in accept().
                socket.create_connection(self._socket.getsockname(), timeout=1).close()
            self._thread.join(_CLOSING)
        self._socket.close()
        with self._changed:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self.wait_until_idle(_CLOSING)

    def join(self) -> None:
        """Wait until the server is closed."""
        while self._thread.is_alive():
            self._thread.join(1)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            connection, _address = self._socket.accept()
            with self._changed:
                self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with connection.makefile("rb") as file, contextlib.suppress(OSError):
                while not self._closing.is_set() and self._answer(connection, read_request(file, connection.sendall, self.url)):
                    pass
        except BadRequest as problem:
            with contextlib.suppress(OSError):
                send(connection, error_response(problem.status, [Mistake("this is no request that the server understands")]))
        finally:
            connection.close()
            with self._changed:
                self._open.discard(connection)
                self._changed.notify_all()

    def _answer(self, connection: socket.socket, request: Request | None) -> bool:
        """Answer a request; False where the connection is to end."""
        if request is None:
            return False
        self.requests.append(request)
        response = self._response(request)
        if response.delay and not self._delay(connection, response.delay):
            return False
        return send(connection, response) and request.header("connection").lower() != "close"

    def _delay(self, connection: socket.socket, seconds: float) -> bool:
        """Whether the client is still there after that time."""
        with self._changed:
            self._delayed.add(connection)
        try:
            return wait(connection, seconds)
        finally:
            with self._changed:
                self._delayed.discard(connection)

    def _response(self, request: Request) -> Response:
        try:
            response = self.faults.handle(request, self.service)
        except Exception as problem:  # a mistake of the server must not look like a broken connection
            response = error_response(500, [Mistake(f"the server failed: {type(problem).__name__}: {problem}")])
        return replace(response, headers={**response.headers, "x-request-id": f"request-{next(self._ids)}"})
