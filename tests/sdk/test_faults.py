"""Whatever goes wrong on the way, the caller gets a result or the error that is documented for it."""

from __future__ import annotations

from typing import Any

import pytest
from kajabi import (
    APIConnectionError,
    APITimeoutError,
    AuthenticationError,
    DecodeError,
    InternalServerError,
    Kajabi,
    KajabiError,
    NotLoadedError,
    RateLimitError,
    UnexpectedTypeWarning,
)

from kajabi_gen.server import ConformanceServer, Fault, faults
from runtime.calls import Call, items

CONTACT = "/v1/contacts/1"
CONTACTS = "/v1/contacts"
TOKEN = "/v1/oauth/token"


def asked(server: ConformanceServer, path: str) -> int:
    return sum(request.path == path for request in server.requests)


@pytest.mark.parametrize(
    "fault",
    [faults.hang_up(), faults.reset(10), faults.status(500), faults.status(503), faults.html(502), faults.rate_limited(0)],
    ids=lambda fault: fault.name,
)
def test_what_passes_is_not_noticed(server: ConformanceServer, call: Call, fault: Fault):
    """A read is repeated, twice at most."""
    server.faults.add(fault.on("GET", CONTACT, times=2))
    assert call(lambda kajabi: kajabi.contacts.get("1")).id == "1"
    assert asked(server, CONTACT) == 3


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        (faults.delay(60), APITimeoutError, "no complete reply in 0.05 s"),
        (faults.hang_up(), APIConnectionError, ""),
        (faults.reset(10), APIConnectionError, ""),
        (faults.truncated(40), DecodeError, "status 200, 40 bytes"),
        (faults.truncated(0), DecodeError, "status 200, 0 bytes"),
        (faults.top_level(data=None), DecodeError, "cannot be used"),
        (faults.html(200), DecodeError, "text/html"),
        (faults.html(502), InternalServerError, "502 Bad Gateway"),
        (faults.status(500, "the reactor"), InternalServerError, "the reactor"),
        (faults.rate_limited(7), RateLimitError, "429 Too Many Requests"),
    ],
    ids=lambda value: getattr(value, "name", None) or getattr(value, "__name__", ""),
)
def test_what_stays_is_told(server: ConformanceServer, call: Call, fault: Fault, error: type[KajabiError], words: str):
    """By the error of its kind, which names method and path, and says nothing secret."""
    server.faults.add(fault.on("GET", CONTACT, times=None))
    with pytest.raises(error) as caught:
        call(lambda kajabi: kajabi.contacts.get("1", timeout=0.05 if fault.name == "delay" else 5, max_retries=0))
    assert type(caught.value) is error
    assert str(caught.value).startswith(f"GET {CONTACT}: ")
    assert words in str(caught.value)
    assert "access-token" not in repr(caught.value) + str(caught.value)
    assert asked(server, CONTACT) == 1


def test_a_limit_says_when_to_come_back(server: ConformanceServer, call: Call):
    """`Retry-After` is there for the caller; a wait longer than a minute is the caller's affair."""
    server.faults.add(faults.rate_limited(600).on("GET", CONTACT))
    with pytest.raises(RateLimitError) as caught:
        call(lambda kajabi: kajabi.contacts.get("1"))
    assert (caught.value.retry_after, caught.value.status) == (600, 429)


@pytest.mark.parametrize(("fault", "times"), [(faults.hang_up(), 1), (faults.status(500), 1), (faults.rate_limited(0), 2)])
def test_a_write_is_repeated_only_if_it_was_not_carried_out(server: ConformanceServer, call: Call, fault: Fault, times: int):
    """A lost reply may mean that the contact is there already; a 429 means that it is not."""
    server.faults.add(fault.on("POST", CONTACTS))
    try:
        call(lambda kajabi: kajabi.contacts.create(email="jo@example.com", site="1"))
    except KajabiError:
        assert times == 1
    assert asked(server, CONTACTS) == times
    assert len(server.store.all("contacts")) == (3 if fault.name == "status 500" else 4)


def test_the_content_type_is_not_believed(server: ConformanceServer, call: Call):
    """JSON is JSON under any name."""
    server.faults.add(faults.content_type("text/html"))
    assert call(lambda kajabi: kajabi.contacts.get("1"), access_token="a-token").id == "1"


def test_a_refused_token_is_told_with_the_reason(server: ConformanceServer, call: Call):
    """`AuthenticationError`, and no request is sent without a token."""
    server.faults.add(faults.token_refused("invalid_client").on("POST", TOKEN, times=None))
    with pytest.raises(AuthenticationError, match="invalid_client") as caught:
        call(lambda kajabi: kajabi.contacts.get("1"))
    assert "client-secret" not in str(caught.value)
    assert asked(server, CONTACT) == 0


def test_an_expired_token_is_renewed_once(server: ConformanceServer, call: Call):
    """A 401 causes one new token and one more attempt."""
    server.faults.add(faults.token_expired().on("GET", CONTACT))
    assert call(lambda kajabi: kajabi.contacts.get("1")).id == "1"
    assert (asked(server, TOKEN), asked(server, CONTACT)) == (2, 2)


@pytest.mark.parametrize("server", [{"contacts": 10}], indirect=True)
def test_pages_that_shift_bring_nothing_twice(server: ConformanceServer, call: Call):
    """What comes in front while the walk goes on pushes contacts to the next page; each comes once."""
    server.faults.add(faults.shifted(2).on("GET", CONTACTS, skip=1))
    found = call(lambda kajabi: items(kajabi.contacts.list(page_size=4)))
    assert [contact.id for contact in found] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("server", [{"contacts": 10}], indirect=True)
@pytest.mark.parametrize(
    "lie", [{"meta": None}, {"links": None}, {"meta": None, "links": None}, {"meta": {"total": 10}}, {"meta": 7, "links": [1]}], ids=repr
)
def test_a_walk_does_not_depend_on_what_pages_say(server: ConformanceServer, call: Call, lie: dict[str, Any]):
    """Without `meta`, without `links`, or with nonsense in them all contacts come, and no link is followed."""
    server.faults.add(faults.top_level(**lie).on("GET", CONTACTS, times=None))
    assert len(call(lambda kajabi: items(kajabi.contacts.list(page_size=4)))) == 10
    assert asked(server, CONTACTS) == 3


def test_attributes_too_many_and_too_few(server: ConformanceServer, call: Call):
    """Unknown ones are in `extra`; missing ones say so when they are read."""
    server.faults.add(faults.extra(mood="fine").on("GET", CONTACT), faults.missing("name").on("GET", CONTACT))
    more, fewer = [call(lambda kajabi: kajabi.contacts.get("1")) for _ in range(2)]
    assert more.extra == {"mood": "fine"}
    assert fewer.email
    with pytest.raises(NotLoadedError, match="name"):
        _ = fewer.name


def test_an_attribute_of_a_wrong_type_comes_as_it_is(server: ConformanceServer):
    """With one warning for the field, however many replies have it; the others are typed as ever."""
    server.faults.add(faults.wrong(address_line_2=7).on("GET", CONTACT, times=None))
    with Kajabi(base_url=server.url, access_token="a-token") as kajabi:
        contacts = [kajabi.contacts.get("1") for _ in range(2)]
    with pytest.warns(UnexpectedTypeWarning, match=r"contacts\.address_line_2") as warned:
        assert [(contact.address_line_2, contact.created_at.year) for contact in contacts] == [(7, 2024)] * 2
    assert len(warned) == 1
