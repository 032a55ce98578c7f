"""The conformance server over the embedded document or another one, and a bare HTTP client for it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Any, Self

from kajabi_gen.config import Settings
from kajabi_gen.modelling import Modelled, model_of
from kajabi_gen.server import ConformanceServer, Options, Store, documented_meta, seed

TOKEN = "a-token"
JSON_API = "application/vnd.api+json"


@cache
def modelled(spec: str = "") -> Modelled:
    """The model of a document; "" for the embedded one."""
    return model_of(Settings(spec=spec))


def serve(sizes: Mapping[str, int] | None = None, *, store: Store | None = None, default: int = 3, spec: str = "", **rules: Any):
    """A server that accepts `TOKEN`, and the rules that are given; see `Options`."""
    model = modelled(spec)
    options = Options(access_tokens=frozenset([TOKEN]), list_meta=documented_meta(model.facts), **rules)
    return ConformanceServer(model.api, store or seed(model.api, sizes, default=default), options=options)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def data(self) -> Any:
        return self.json["data"]

    @property
    def ids(self) -> list[str]:
        return [item["id"] for item in self.data]


class Http:
    """One connection, kept alive: `http("GET", "/v1/me")`."""

    def __init__(self, url: str, token: str = TOKEN) -> None:
        self.connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
        self.token = token

    def __call__(self, method: str, target: str, document: object = None, **headers: str) -> Reply:
        body = document if isinstance(document, bytes | None) else json.dumps(document).encode()
        sent = {"authorization": f"Bearer {self.token}"} if self.token else {}
        sent |= {"content-type": JSON_API} if body is not None else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(method, target.replace(" ", "%20"), body, sent)
        with self.connection.getresponse() as response:
            return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())

    def form(self, target: str, **members: str) -> Reply:
        """POST a form."""
        body = "&".join(f"{name}={value}" for name, value in members.items()).encode()
        return self("POST", target, body, content_type="application/x-www-form-urlencoded")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.connection.close()
