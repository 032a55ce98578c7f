"""Resources: typed attributes, relationships as one graph, and nothing lost of what the server sent."""

from __future__ import annotations

import copy
import pickle
import sys
import threading
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from kajabi import DecodeError, KajabiError, NotLoadedError, UnexpectedTypeWarning

from runtime.calls import Call, later
from runtime.server import Reply, Server

CONTACT = {
    "data": {
        "type": "contacts",
        "id": "1",
        "attributes": {
            "name": "Jo",
            "email": "jo@example.com",
            "created_at": "2025-07-31T16:51:04.010Z",
            "custom_1": "blue",
            "custom_7": "green",
            "loyalty": {"level": 3},
        },
        "relationships": {
            "customer": {"data": {"type": "customers", "id": "9"}},
            "offers": {"links": {"self": "https://app.kajabi.com/api/v1/contacts/1/relationships/offers"}},
            "site": {"data": None},
            "tags": {"data": [{"type": "contact_tags", "id": "5"}, {"type": "contact_tags", "id": "6"}]},
            "friends": {"data": [{"type": "aliens", "id": "et"}]},
        },
        "links": {"customer": "https://app.kajabi.com/api/v1/customers/9"},
    },
    "included": [
        {
            "type": "customers",
            "id": "9",
            "attributes": {"name": "Jo", "net_revenue": "12.50"},
            "relationships": {"contact": {"data": {"type": "contacts", "id": "1"}}},
        },
        {"type": "contact_tags", "id": "5", "attributes": {"name": "vip"}},
        {"type": "aliens", "id": "et", "attributes": {"home": "phone"}},
    ],
}


@pytest.fixture
def contact(server: Server, call: Call):
    server.on("GET", "/v1/contacts/1", Reply(json=CONTACT))
    return call(lambda kajabi: kajabi.contacts.get("1", include=["customer", "tags"]))


def test_attributes_are_typed(contact, server: Server):
    assert contact.name == "Jo"
    assert contact.created_at == datetime(2025, 7, 31, 16, 51, 4, 10_000, tzinfo=UTC)
    assert server.last.query == {"include": ["customer,tags"]}


def test_relationships_are_one_graph_with_cycles(contact, server: Server):
    asked = len(server.requests)
    assert contact.customer.name == "Jo"
    assert contact.customer.contact is contact
    assert [tag.id for tag in contact.tags] == ["5", "6"]
    assert contact.tags[0].name == "vip"
    assert contact.site is None
    assert len(server.requests) == asked, "no access sends a request"


@pytest.mark.parametrize(
    ("read", "remedy"),
    [
        (lambda contact: contact.phone_number, "fields={'contacts': [..., 'phone_number']}"),
        (lambda contact: contact.offers, "include=['offers']"),
        (lambda contact: contact.customer.offers, "include=['customer.offers']"),
        (lambda contact: contact.tags[1].name, "include=['tags']"),
    ],
)
def test_what_was_left_out_raises_and_names_the_remedy(contact, read, remedy: str):
    with pytest.raises(NotLoadedError) as caught:
        read(contact)
    assert remedy in str(caught.value)
    assert isinstance(caught.value, AttributeError)
    assert isinstance(caught.value, KajabiError)
    assert not hasattr(contact, "phone_number")


def test_nothing_that_the_server_sent_is_lost(contact):
    assert contact.extra == {"custom_7": "green", "loyalty": {"level": 3}}
    assert contact.custom_fields == {"custom_1": "blue", "custom_7": "green"}
    assert contact.related["friends"][0].extra == {"home": "phone"}
    assert contact.links == {"customer": "https://app.kajabi.com/api/v1/customers/9"}
    assert contact.raw.json() == CONTACT


def test_to_dict_repr_and_equality(contact):
    plain = contact.to_dict()
    assert plain["name"] == "Jo"
    assert plain["custom_7"] == "green"
    assert plain["customer"] == {"type": "customers", "id": "9"}
    assert "offers" not in plain
    assert repr(contact) == "Contact(id='1')"
    assert contact == contact.customer.contact
    assert contact != contact.customer


def test_resources_are_read_only(contact):
    with pytest.raises(AttributeError, match="read-only"):
        contact.name = "Al"
    with pytest.raises(AttributeError, match="no attribute 'nmae'"):
        _ = contact.nmae


def test_pickling_and_copying_keep_the_graph(contact):
    for twin in (pickle.loads(pickle.dumps(contact)), copy.deepcopy(contact)):
        assert twin == contact
        assert twin is not contact
        assert twin.customer.contact is twin
        assert twin.extra == contact.extra
    assert copy.copy(contact) is contact


def test_a_wrong_type_costs_that_field_only_and_warns_once(server: Server, call: Call):
    attributes = {"name": 5, "email": "jo@example.com", "subscribed": "yes"}
    server.on("GET", "/v1/contacts/1", Reply(json={"data": {"type": "contacts", "id": "1", "attributes": attributes}}))
    contacts = call(lambda kajabi: [kajabi.contacts.get("1"), kajabi.contacts.get("1")])
    from kajabi.resources.contacts import Contact

    Contact._schema._warned.clear()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert [contact.name for contact in contacts] == [5, 5]
        assert contacts[0].subscribed == "yes"
        assert contacts[0].email == "jo@example.com"
    assert [str(warning.message).split(":")[0] for warning in caught] == ["contacts.name", "contacts.subscribed"]
    assert {warning.category for warning in caught} == {UnexpectedTypeWarning}
    assert {warning.filename for warning in caught} == {__file__}


def test_identifiers_are_the_resources_that_are_included(server: Server, call: Call):
    """JSON:API 1.1, Inclusion of Related Resources, shows such a reply of a relationship."""
    identifiers = [{"type": "offers", "id": "1", "meta": {"since": 2025}}, {"type": "offers", "id": "2"}, {"type": "offers", "id": "3"}]
    included = [
        {"type": "offers", "id": "1", "attributes": {"title": "Gold"}},
        {**identifiers[1], "relationships": {"products": {"data": []}}},
    ]
    server.on("GET", "/v1/contacts/7/relationships/offers", Reply(json={"data": identifiers, "included": included}))
    gold, linked, bare = call(lambda kajabi: kajabi.contacts.offers.list("7", extra_query={"include": "offers"}))
    assert (gold.title, gold.meta, linked.products) == ("Gold", {"since": 2025}, ())
    with pytest.raises(NotLoadedError, match="fields="):
        _ = linked.title
    with pytest.raises(NotLoadedError, match="only type and id"):
        _ = bare.title


def test_another_type_is_another_resource(server: Server, call: Call):
    """Only a type that is nobody's may be another name of the documented one."""
    types = ["customers", "clients", "contacts"]
    data = [{**contact_of(i), "relationships": {"customer": {"data": {"type": type_, "id": "5"}}}} for i, type_ in enumerate(types)]
    server.on("GET", "/v1/contacts", Reply(json={"data": data, "included": [{"type": "customers", "id": "5"}]}))
    page = call(lambda kajabi: later(kajabi.contacts.list(), lambda first: first))
    type(page.items[0])._schema._warned.clear()
    related = [contact.related["customer"] for contact in page.items]
    assert [repr(resource) for resource in related] == ["Customer(id='5')", "Customer(id='5')", "Contact(id='5')"]
    with pytest.warns(UnexpectedTypeWarning, match="contacts.customer"):
        assert [contact.customer for contact in page.items] == related


def test_ids_as_numbers_and_null_members_are_understood(server: Server, call: Call):
    related = {"customer": None, "tags": {"data": [{"type": "contact_tags", "id": 5}]}}
    data = {"type": "contacts", "id": 1, "attributes": {"name": "Jo"}, "relationships": related}
    server.on(
        "GET", "/v1/contacts/1", Reply(json={"data": data, "included": [{"type": "contact_tags", "id": 5, "attributes": {"name": "vip"}}]})
    )
    contact = call(lambda kajabi: kajabi.contacts.get(1))
    assert (contact.id, contact.name, contact.customer) == ("1", "Jo", None)
    assert contact.tags[0].name == "vip"


MONEY = Decimal("12345678901234567.89")
"""More digits than a float holds."""
TRANSACTIONS = f'[{{"amount": {MONEY}, "score": 1.5}}]'
PAYOUT = f'{{"type": "kajabi_payments_payouts", "id": "1", "attributes": {{"amount": {MONEY}, "transactions": {TRANSACTIONS}}}}}'


@pytest.mark.parametrize(
    ("documented", "sent"),
    [("", ""), ('"id": "1"', '"id": 1'), ('"attributes": {', '"attributes": {"currency": 5, ')],
    ids=["as documented", "an id as a number", "beside a wrong type"],
)
@pytest.mark.filterwarnings("ignore::kajabi.UnexpectedTypeWarning")
def test_money_is_never_rounded(server: Server, call: Call, documented: str, sent: str):
    """Nor does a fraction become a `Decimal` where no type is documented."""
    body = f'{{"data": {PAYOUT.replace(documented, sent, 1)}}}'.encode()
    server.on("GET", "/v1/kajabi_payments_payouts/1", Reply(body=body))
    payout = call(lambda kajabi: kajabi.kajabi_payments_payouts.get("1", filter={"site_id": "1"}))
    (transaction,) = payout.transactions
    assert (payout.amount, transaction.amount) == (MONEY, MONEY)
    assert repr(dict(transaction.extra)) == "{'score': 1.5}"
    assert pickle.loads(pickle.dumps(transaction)) == transaction


def test_threads_may_touch_the_same_resources(server: Server, call: Call, monkeypatch: pytest.MonkeyPatch):
    data = [{**contact_of(i), "relationships": {"customer": {"data": {"type": "customers", "id": str(i)}}}} for i in range(50)]
    customers = [{"type": "customers", "id": str(i), "attributes": {"name": f"Customer {i}"}} for i in range(50)]
    server.on("GET", "/v1/contacts", Reply(json={"data": data, "included": customers}))
    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(5):
            page = call(lambda kajabi: later(kajabi.contacts.list(), lambda first: first))
            found: list[list[object]] = []
            threads = [threading.Thread(target=read, args=(page.items, n, found)) for n in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert found == [[(f"Contact {i}", f"Customer {i}") for i in range(50)]] * 8
    finally:
        sys.setswitchinterval(switching)


def contact_of(i: int) -> dict[str, object]:
    return {"type": "contacts", "id": str(i), "attributes": {"name": f"Contact {i}"}}


def read(contacts: Sequence[Any], n: int, found: list[list[object]]) -> None:
    """What half of the threads do in another order than the others."""
    if n % 2:
        found.append([(contact.name, contact.customer.name) for contact in contacts])
    else:
        found.append([tuple(reversed((contact.customer.name, contact.name))) for contact in contacts])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<html>Bad gateway</html>",
        b'{"data": {"type": "contacts", "id": "1", "attributes": {"name": "J',
        b'{"data": {"type": "contacts", "id": "1", "attributes": {"name": NaN}}}',
        b'{"data": {"type": "contacts", "id": "1", "attributes": {"name": "\xff\xfe"}}}',
        b'{"data": ' + b"[" * 100_000,
        b'{"data": {"type": "contacts", "id": "1", "attributes": {"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}}",
        b'{"data": "text"}',
        b'{"data": [{"type": "contacts", "id": "1"}]}',
        b'{"data": null}',
        b'{"meta": {}}',
        b"[1, 2]",
        b"5",
    ],
)
def test_a_body_that_is_no_resource_is_a_decode_error(server: Server, call: Call, body: bytes):
    server.on("GET", "/v1/contacts/1", Reply(body=body))
    with pytest.raises(DecodeError) as caught:
        call(lambda kajabi: kajabi.contacts.get("1")).name  # noqa: B018
    assert (caught.value.status, caught.value.request_id, caught.value.path) == (200, "req-1", "/v1/contacts/1")
    assert pickle.loads(pickle.dumps(caught.value)).request_id == "req-1"
    assert caught.value.__context__ is None
