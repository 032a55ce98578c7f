"""Two ways to fill resources, all of a class at once and one by one, and no difference between them."""

from __future__ import annotations

import json
import warnings
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from kajabi import Contact, UnexpectedTypeWarning
from kajabi._about import SETTINGS
from kajabi._raw import Headers, RawResponse
from kajabi._read import Reader
from kajabi._registry import Registry

READER = Reader(Registry(SETTINGS.registry))
ODD = {"type": "contacts", "id": "odd", "attributes": {"name": 5}, "relationships": {"site": 5}}
"""Contradicts the document, so its class cannot be filled at once."""

TEXT = st.text(max_size=4)
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXT,
        "phone_number": TEXT | st.none(),
        "subscribed": st.booleans(),
        "created_at": st.datetimes().map("{:%Y-%m-%dT%H:%M:%S.%fZ}".format),
        "custom_1": TEXT | st.none(),
        "custom_9": TEXT,
        "loyalty": st.recursive(st.integers() | TEXT, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2)),
    },
)


def linkage(*types: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({"type": st.sampled_from(types), "id": st.sampled_from("12")})


RELATIONSHIPS = st.fixed_dictionaries(
    {},
    optional={
        "customer": st.fixed_dictionaries({}, optional={"data": linkage("customers", "aliens") | st.just({"id": "1"}) | st.none()}),
        "tags": st.fixed_dictionaries({}, optional={"data": st.lists(linkage("contact_tags"), max_size=3) | linkage("contact_tags")}),
        "friends": st.fixed_dictionaries({"data": linkage("aliens")}),
    },
)
MEMBERS = st.fixed_dictionaries({}, optional={"attributes": ATTRIBUTES, "relationships": RELATIONSHIPS})


@settings(max_examples=60, deadline=None)
@given(members=st.lists(MEMBERS, min_size=1, max_size=4), touched=st.lists(st.sampled_from(["extra", "name", "related", "tags"])))
def test_an_odd_neighbour_changes_nothing(members: list[dict[str, Any]], touched: list[str]):
    """What a resource holds depends neither on its neighbours nor on what was touched first."""
    data = [{"type": "contacts", "id": str(number), **each} for number, each in enumerate(members)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnexpectedTypeWarning)
        at_once, one_by_one = contacts(data), contacts([*data, ODD])[:-1]
        for name in touched:
            getattr(at_once[0], name, None)
        assert [shown(contact) for contact in at_once] == [shown(contact) for contact in one_by_one]


def test_what_was_touched_before_stays():
    """A resource keeps the values that it has given out when the others of its class are filled."""
    tagged = {"attributes": {"name": "Jo", "level": 3}, "relationships": {"tags": {"data": [{"type": "contact_tags", "id": "1"}]}}}
    contact, _ = contacts([{"type": "contacts", "id": "1", **tagged}, {"type": "contacts", "id": "2"}])
    given_out = contact.extra, contact.custom_fields, contact.tags
    assert contact.name == "Jo"
    assert all(now is before for now, before in zip((contact.extra, contact.custom_fields, contact.tags), given_out, strict=True))


def contacts(data: list[dict[str, Any]]) -> tuple[Contact, ...]:
    raw = RawResponse("GET", "/v1/contacts", 200, Headers([]), json.dumps({"data": data}).encode())
    return READER.many(raw, Contact)[0]


def shown(contact: Contact) -> tuple[object, ...]:
    return contact.to_dict(), dict(contact.related), dict(contact.custom_fields)
