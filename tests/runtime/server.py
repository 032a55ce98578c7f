"""A scripted HTTP server on loopback: each test says what it answers, and looks at what it was asked."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    """What the server was asked."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass(frozen=True)
class Reply:
    """What it answers: JSON, or raw bytes; after a delay, drop by drop, or not at all."""

    status: int = 200
    json: object = None
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    """Seconds between single bytes of the body."""
    cut: int | None = None
    """Break the connection after so many bytes of the body."""
    hang_up: bool = False
    """Break the connection instead of answering."""


Answer = Reply | Callable[[Request], Reply]
TOKEN = "/v1/oauth/token"


class Server:
    """Answers from a script: the last answer to a method and path is repeated."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._script: dict[tuple[str, str], list[Answer]] = {}
        self._lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"script": self})
        self._http = _Http(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        grants = [{"access_token": f"token-{n}", "refresh_token": "refresh", "expires_in": 7200} for n in (1, 2, 3)]
        self.on("POST", TOKEN, *[Reply(json=grant) for grant in grants])
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    def on(self, method: str, path: str, *answers: Answer) -> None:
        self._script[method, path] = list(answers)

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    @property
    def last(self) -> Request:
        return self.requests[-1]

    def answer(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            answers = self._script.get((request.method, request.path), [Reply(404, json={"errors": [{"title": "not in the script"}]})])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return answer if isinstance(answer, Reply) else answer(request)

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every reply waits 40 ms for an acknowledgement
    script: Server

    def log_message(self, *args: object) -> None:
        pass

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # the client hung up, which some tests make it do
            super().handle()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.script.answer(Request(self.command, self.path, headers, body))
        time.sleep(reply.delay)
        if reply.hang_up:
            self.close_connection = True
            return
        content = reply.body if reply.body is not None else b"" if reply.json is None else json.dumps(reply.json).encode()
        self.send_response(reply.status)
        for name, value in {"content-type": "application/vnd.api+json", "x-request-id": "req-1", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self._send(content, reply)

    def _send(self, content: bytes, reply: Reply) -> None:
        if reply.cut is not None:
            content, self.close_connection = content[: reply.cut], True
        for piece in (content[i : i + 1] for i in range(len(content))) if reply.drip else (content,):
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(reply.drip)

    do_GET = do_HEAD = do_POST = do_PATCH = do_PUT = do_DELETE = _answer


def contact(id_: str | int, **attributes: object) -> dict[str, Any]:
    """A contact as the API sends it."""
    return {"type": "contacts", "id": str(id_), "attributes": attributes}


def page(ids: Iterable[int], **rest: object) -> Reply:
    """A page of contacts."""
    return Reply(json={"data": [contact(i, name=f"Contact {i}") for i in ids], **rest})


def error(status: int, *, headers: dict[str, str] | None = None, **members: object) -> Reply:
    """A JSON:API error."""
    return Reply(status, json={"errors": [{"status": str(status), **members}]}, headers=headers or {})
