"""A loopback server that is never what is measured: all its replies are made before. `server.py REPLY PAGES` prints its address.

It knows a token, pages of contacts and single contacts, and ends with its standard input.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path
from typing import Final

_PAGE: Final = re.compile(rb"page(?:\[|%5B)number(?:\]|%5D)=(\d+)")
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_TOKEN: Final = {"access_token": "token", "token_type": "Bearer", "expires_in": 7200}


class Replies:
    """All replies, ready to be sent."""

    def __init__(self, document: dict[str, list[dict[str, object]]], pages: int) -> None:
        contacts = document["data"]
        total = pages * len(contacts)
        self.token = _reply(_TOKEN)
        self.contact = _reply({"data": contacts[0]})
        self.pages = [_page(contacts, number, pages, total) for number in range(1, pages + 1)]

    def to(self, request: bytes) -> bytes:
        target = request.split(b" ", 2)[1]
        if target.startswith(b"/v1/oauth"):
            return self.token
        if target.startswith(b"/v1/contacts/"):
            return self.contact
        number = _PAGE.search(target)
        return self.pages[int(number[1]) - 1 if number else 0]


class Connection(asyncio.Protocol):
    """One connection: a reply for each request."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head = self._received[:end]
            length = _LENGTH.search(head)
            rest = end + 4 + (int(length[1]) if length else 0)
            if len(self._received) < rest:
                return
            self._received = self._received[rest:]
            self._transport.write(self._replies.to(head))


def _page(contacts: list[dict[str, object]], number: int, pages: int, total: int) -> bytes:
    first = 1 + (number - 1) * len(contacts)
    data = [{**contact, "id": str(first + place)} for place, contact in enumerate(contacts)]
    links = {"self": f"/v1/contacts?page[number]={number}"}
    if number < pages:
        links["next"] = f"/v1/contacts?page[number]={number + 1}"
    meta = {"total_pages": pages, "total_count": total, "current_page": number}
    return _reply({"data": data, "included": [], "links": links, "meta": meta})


def _reply(document: object) -> bytes:
    body = json.dumps(document, separators=(",", ":")).encode()
    return b"HTTP/1.1 200 OK\r\ncontent-type: application/vnd.api+json\r\ncontent-length: %d\r\n\r\n" % len(body) + body


async def main() -> None:
    replies = Replies(json.loads(Path(sys.argv[1]).read_bytes()), int(sys.argv[2]))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(replies), "127.0.0.1", 0)
    async with server:
        print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
