"""Clients, options and errors."""

import httpx2
from kajabi import AsyncKajabi, Kajabi, NotFoundError, RequestOptions

Kajabi("id", "secret", "token")  # error: positional
Kajabi(api_key="key")  # error: "api_key"
Kajabi(timeout="5")  # error: "timeout"
Kajabi(http_client=httpx2.AsyncClient())  # error: "AsyncClient"
AsyncKajabi(http_client=httpx2.Client())  # error: "Client"
Kajabi(access_token=lambda: 5)  # error: "str"
Kajabi(on_request="log")  # error: "on_request"
Kajabi().with_options(retries=3)  # error: "retries"
Kajabi().request("/v1/me")  # error: "path"
options: RequestOptions = {"timeout": 5, "retires": 3}  # error: "retires"

try:
    Kajabi().me.get()
except NotFoundError as error:
    print(error.status_code)  # error: "status_code"
    print(error.errors[0]["detail"])  # error: ErrorDetail
    retry: float = error.retry_after  # error: None
