"""Clients made to measure: credentials, HTTP library, hooks, options, requests by hand."""

from __future__ import annotations

from typing import assert_type

import httpx2
from kajabi import API_VERSION, JSON, Contact, Kajabi, RawResponse, RequestInfo, RequestOptions, ResponseInfo


def before(request: RequestInfo) -> None:
    """A hook that writes what is sent."""
    print(request.method, request.path, request.attempt)


def after(response: ResponseInfo) -> None:
    """A hook that finds slow calls."""
    if response.elapsed > 1:
        print(response.status, response.request_id)


def through_proxy(token: str) -> Kajabi:
    """An HTTP client of one's own."""
    http_client = httpx2.Client(proxy="http://localhost:3128", verify=True)
    return Kajabi(access_token=lambda: token, http_client=http_client, on_request=before, on_response=after)


def patient(kajabi: Kajabi) -> Contact:
    """Options for a block of calls, and for one."""
    slow = kajabi.with_options(timeout=120, max_retries=5, extra_headers={"x-job": "nightly"})
    assert_type(slow, Kajabi)
    options: RequestOptions = {"timeout": 3.5, "retry_writes": True}
    return slow.contacts.create(email="jo@example.com", site="1", **options)


def by_hand(kajabi: Kajabi) -> JSON:
    """What the document does not name can be called all the same."""
    reply = kajabi.request("POST", "/v1/anything", query={"page": {"number": 1}}, json={"data": None}, max_retries=0)
    assert_type(reply, RawResponse)
    assert_type(reply.status_code, int)
    assert_type(reply.content, bytes)
    assert_type(reply.headers["content-type"], str)
    return reply.json()


kajabi = Kajabi("id", "secret", base_url="http://localhost:8000", timeout=10, max_retries=0)
print(patient(kajabi), by_hand(through_proxy("token")), kajabi.version.get().jsonapi, API_VERSION)
kajabi.close()
