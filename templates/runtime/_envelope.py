"""JSON:API documents as msgspec sees them. The strict shapes are fast; what they refuse
is repaired where that is safe.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, TypeAlias, cast

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType, field

from ._narrow import WrongShape, as_dict
from ._raw import RawResponse, decode_error, refuse_bomb

NOTHING: Final = Raw(b"")
"""Stands for a member that the document does not have."""


class Identifier(Struct, gc=False):
    """Resource linkage."""

    type: str
    id: str


Data: TypeAlias = list[Identifier] | Identifier | UnsetType | None
"""What a relationship refers to: many, one, nothing that the reply tells, or nothing."""


class Relation(Struct, gc=False, frozen=True):
    """A relationship object; without `data` it is link-only."""

    data: Data = UNSET


Relations: TypeAlias = dict[str, Relation | None]
"""The relationships of a resource, by name on the wire."""

LINK_ONLY: Final = Relation()
"""Stands for a relationship that the document does not have."""


class Item(Struct, gc=False):
    """A resource object, or an identifier; what it holds stays undecoded until touched."""

    type: str
    id: str
    attributes: Raw = NOTHING
    relationships: Raw = NOTHING
    links: Raw = NOTHING
    meta: Raw = NOTHING


class Envelope(Struct, gc=False):
    """The top level (JSON:API 1.1, Top Level)."""

    data: list[Item] | Item | UnsetType | None = UNSET
    included: list[Item] | None = field(default_factory=list[Item])
    """`None` if it is there, and is no list of resources."""
    links: Raw = NOTHING
    meta: Raw = NOTHING
    errors: Raw = NOTHING


_envelope: Final = msgspec.json.Decoder(Envelope)
_relations: Final = msgspec.json.Decoder(Relations)
_encoder: Final = msgspec.json.Encoder(decimal_format="number")


def read_envelope(raw: RawResponse) -> Envelope:
    """The document of a reply; a root array counts as `data`.

    Raises:
        DecodeError: the body is no JSON, or no JSON:API document.
    """
    content = raw.content
    try:
        refuse_bomb(content)
        if not content.isascii():
            content.decode()  # msgspec does not look into the members that it leaves undecoded
        return _strict_or_repaired(content)
    except (ValueError, RecursionError) as error:
        reason = str(error) if content.strip() else "the body is empty"
    raise decode_error(raw, reason)


def _strict_or_repaired(content: bytes) -> Envelope:
    try:
        return _envelope.decode(content)
    except msgspec.ValidationError:
        return _repaired(msgspec.json.Decoder(float_hook=exact).decode(content))


def read_relations(source: Raw) -> Relations:
    """The relationships of a resource.

    Raises:
        ValueError, RecursionError: one of them refers to what is no resource.
    """
    if not source:
        return {}
    try:
        return _relations.decode(source)
    except msgspec.ValidationError:
        members = as_dict(msgspec.json.decode(source))
        return {name: _repaired_relation(members[name]) for name in members}


def read_object(source: Raw) -> dict[str, object]:
    """Any member that should be an object; what is none, such as the empty array that PHP
    servers send, counts as empty.
    """
    return as_dict(msgspec.json.decode(source)) if source else {}


def _repaired(document: object) -> Envelope:
    if isinstance(document, list):
        return Envelope(data=_repaired_data(cast("object", document)))
    members = _object(document, "the document")
    return Envelope(
        data=_repaired_data(members.get("data", UNSET)),
        **{
            name: undecoded(members[name])
            for name in ("links", "meta", "errors")
            if name in members
        },
        included=_repaired_included(members.get("included", [])),
    )


def _repaired_included(value: object) -> list[Item] | None:
    try:
        return _repaired_items(value)
    except WrongShape:
        return None


def _repaired_data(data: object) -> list[Item] | Item | UnsetType | None:
    if isinstance(data, list):
        return _repaired_items(cast("object", data))
    return data if data is None or isinstance(data, UnsetType) else _repaired_item(data)


def _repaired_items(values: object) -> list[Item]:
    if not isinstance(values, list):
        raise WrongShape("expected a list of resources")
    return [_repaired_item(value) for value in cast("list[object]", values)]


def _repaired_item(value: object) -> Item:
    members = _object(value, "a resource")
    raw: Any = {
        name: undecoded(members[name])
        for name in ("attributes", "relationships", "links", "meta")
        if isinstance(members.get(name), dict)
    }
    return Item(_text(members.get("type")), _text(members.get("id")), **raw)


def _repaired_relation(value: object) -> Relation | None:
    if not isinstance(value, dict):
        return None if value is None else Relation()
    data = cast("dict[str, object]", value).get("data", UNSET)
    if data is None or isinstance(data, UnsetType):
        return Relation(data)
    if isinstance(data, list):
        return Relation([_repaired_identifier(to) for to in cast("list[object]", data)])
    return Relation(_repaired_identifier(data))


def _repaired_identifier(value: object) -> Identifier:
    members = _object(value, "a resource identifier")
    return Identifier(_text(members.get("type")), _text(members.get("id")))


def _object(value: object, what: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise WrongShape(f"{what} is no object")
    return cast("dict[str, object]", value)


def _text(value: object) -> str:
    """A type or id as text: numbers are common although JSON:API demands strings."""
    return "" if value is None or isinstance(value, bool | dict | list) else str(value)


def exact(number: str) -> Decimal:
    """msgspec's hook for fractions whose type it is not told: they may be money."""
    msgspec.json.decode(number)  # refuses those that no `float` can hold
    return msgspec.convert(number, Decimal)


def undecoded(value: object) -> Raw:
    """JSON again, of what was parsed; fractions that are `exact` stay so."""
    return Raw(_encoder.encode(value))


def build_model(type_: type, value: object) -> object:
    """msgspec's hook for types it does not know: nested objects."""
    if type_ is object:  # where the document tells no type, any JSON will do
        return msgspec.json.decode(undecoded(value))
    # Asked for by name: importing `Model` here would take longer than all the rest.
    make: Callable[[Raw], object] | None = getattr(type_, "from_members", None)
    if make is not None and isinstance(value, dict):
        return make(undecoded(cast("object", value)))
    raise WrongShape("not an object")
