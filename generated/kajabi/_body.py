"""Request bodies: JSON:API documents and forms, checked and encoded before anything is
sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from ._errors import ArgumentError
from ._operation import Parameter, date_text, expand, is_finite, query_string
from ._types import JSON, OMIT, Omit

if TYPE_CHECKING:
    from ._resource import Resource

_FORM = "application/x-www-form-urlencoded"
_MAX_DEPTH = 100


def optional(members: Mapping[str, object]) -> dict[str, object] | Omit:
    """`members` that are given; `OMIT` if none is, so that no empty object is sent."""
    given = {
        name: value for name, value in members.items() if not isinstance(value, Omit)
    }
    return given or OMIT


def to_one(
    type_: str, value: str | int | Resource | Omit | None
) -> dict[str, JSON] | Omit:
    """A to-one relationship (JSON:API 1.1, Resource Linkage); `None` empties it."""
    if isinstance(value, Omit):
        return value
    return {"data": identifier(type_, value)}


def to_many(
    type_: str, values: Iterable[str | int | Resource] | Omit | None
) -> dict[str, JSON] | Omit:
    """A to-many relationship; `None` and the empty list empty it."""
    if isinstance(values, Omit):
        return values
    return {"data": identifiers(type_, values or ())}


def identifiers(type_: str, values: Iterable[str | int | Resource]) -> list[JSON]:
    """Resource identifier objects for ids, or for resources of that type."""
    if not _are_several(values):
        raise ArgumentError(f"expected several ids, not one {type(values).__name__}")
    return [_identifier(type_, value) for value in values]


def _are_several(values: object) -> bool:
    """Whether `values` are a collection; the members of a text would pass for ids."""
    if isinstance(values, str | bytes | bytearray | Mapping):
        return False
    return isinstance(values, Iterable)


def identifier(
    type_: str, value: str | int | Resource | None
) -> dict[str, JSON] | None:
    """A resource identifier object, or `None` for an empty to-one relationship."""
    return None if value is None else _identifier(type_, value)


def _identifier(type_: str, value: object) -> dict[str, JSON]:
    if isinstance(value, str | int) and not isinstance(value, bool):
        id_: object = str(value)
    else:
        id_ = cast("object", getattr(value, "id", None))
        type_ = str(getattr(value, "type", type_))
    if not isinstance(id_, str) or not id_.strip():
        raise ArgumentError(
            f"expected the id of one of {type_}, or such a resource, not {type(value).__name__}"
        )
    return {"type": type_, "id": id_}


def encode_body(media_type: str, body: object) -> bytes | None:
    """`body` in `media_type`: a form, or JSON; `None` if there is none.

    Raises:
        ArgumentError: a value has no form there (NaN, bytes, endless nesting, keys that
            are no text, lone surrogates).
    """
    if body is None:
        return None
    if media_type.partition(";")[0].strip().lower() == _FORM:
        return encode_form(cast("Mapping[str, object]", body))
    return encode_json(body)


def encode_form(fields: Mapping[str, object]) -> bytes:
    """A form (WHATWG URL, application/x-www-form-urlencoded); `None` and `OMIT` are left
    out. A list repeats its name, an object goes out as JSON (OpenAPI 3.1.1, 4.8.15).
    """
    pairs = [
        pair
        for name, value in fields.items()
        if value is not None and not isinstance(value, Omit)
        for pair in expand(Parameter(name, "repeat"), _texts(value))
    ]
    return query_string(pairs).removeprefix("?").encode("ascii")


def _texts(value: object) -> object:
    """An object as JSON, also in a list; anything else as it is."""
    if isinstance(value, list | tuple):
        return [_texts(member) for member in cast("Iterable[object]", value)]
    if isinstance(value, Mapping):
        return encode_json(cast("object", value)).decode()
    return value


def encode_json(body: object) -> bytes:
    """JSON text (RFC 8259) without the members that are `OMIT`; times go out as UTC, ISO
    8601, decimals as numbers.
    """
    import msgspec

    plain = _plain(body, "the body", 0)
    try:
        return msgspec.json.Encoder(decimal_format="number").encode(plain)
    except (ValueError, OverflowError) as error:
        reason = type(error).__name__
    raise ArgumentError(f"the body cannot be sent as JSON: {reason}")


def _plain(value: object, name: str, depth: int) -> object:
    """`value` copied as plain JSON types, so that later changes by the caller do not
    reach a request that waits to be repeated.
    """
    if depth > _MAX_DEPTH:
        raise ArgumentError(f"{name} is nested too deeply, or contains itself")
    match value:
        case None | bool():
            return value
        case str():  # of a subclass too, such as a member of an enum: the text itself
            return str.__str__(value)
        case int():
            return int(value)
        case float() if is_finite(value):
            return float(value)
        case Decimal() if is_finite(value):
            return Decimal(value)
        case date():
            return date_text(value)
        case Mapping():
            members = cast("Mapping[object, object]", value).items()
            return {
                _key(key, name): _plain(member, str(key), depth + 1)
                for key, member in members
                if not isinstance(member, Omit)
            }
        case list() | tuple() | set() | frozenset():
            return [
                _plain(member, name, depth + 1)
                for member in cast("Iterable[object]", value)
            ]
        case _:
            to_dict = cast("object", getattr(value, "to_dict", None))
            if callable(to_dict) and not isinstance(value, type):
                return _plain(to_dict(), name, depth + 1)
            raise ArgumentError(
                f"{name} cannot be sent: {type(value).__name__} has no form in JSON"
            )


def _key(key: object, name: str) -> str:
    if not isinstance(key, str):
        raise ArgumentError(f"the keys of {name} must be str, not {type(key).__name__}")
    return str.__str__(key)
