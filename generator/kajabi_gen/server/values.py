"""Values of attributes: which fit a type, and what stands for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from kajabi_gen.model.ir import Attribute, Model, TypeKind, TypeRef
from kajabi_gen.server.message import as_list, as_object

_DECIMAL: Final = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?\Z")
_EPOCH: Final = "1970-01-01T00:00:00Z"


def stamp(moment: datetime) -> str:
    """A point in time as replies say it: ISO 8601, UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime | None:
    """A date or point in time, in UTC; None for what is neither."""
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        return None
    return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


_FITS: Final[Mapping[TypeKind, tuple[str, Callable[[object], bool]]]] = {
    TypeKind.STRING: ("a string", lambda value: isinstance(value, str)),
    TypeKind.INTEGER: ("an integer", lambda value: isinstance(value, int) and not isinstance(value, bool)),
    TypeKind.NUMBER: ("a number", _is_number),
    TypeKind.DECIMAL: ("a decimal", lambda value: _is_number(value) or (isinstance(value, str) and _DECIMAL.match(value) is not None)),
    TypeKind.BOOLEAN: ("a boolean", lambda value: isinstance(value, bool)),
    TypeKind.DATETIME: ("a date-time", lambda value: isinstance(value, str) and "T" in value and moment(value) is not None),
    TypeKind.DATE: ("a date", _is_date),
    TypeKind.ARRAY: ("an array", lambda value: isinstance(value, list)),
    TypeKind.MAP: ("an object", lambda value: isinstance(value, dict)),
    TypeKind.MODEL: ("an object", lambda value: isinstance(value, dict)),
    TypeKind.ANY: ("a value", lambda value: True),
}


def misfits(value: object, type_: TypeRef, models: Mapping[str, Model], pointer: str) -> Iterator[tuple[str, str]]:
    """(pointer, what it should be) for every value that does not fit its type."""
    if value is None:
        if not type_.nullable and type_.kind is not TypeKind.ANY:
            yield pointer, f"{_FITS[type_.kind][0]}, not null"
        return
    expected, fits = _FITS[type_.kind]
    if not fits(value):
        yield pointer, expected
    elif type_.kind is TypeKind.ARRAY and type_.item:
        for index, member in enumerate(as_list(value) or ()):
            yield from misfits(member, type_.item, models, f"{pointer}/{index}")
    elif type_.kind is TypeKind.MAP and type_.item:
        for name, member in (as_object(value) or {}).items():
            yield from misfits(member, type_.item, models, f"{pointer}/{escaped(name)}")
    elif type_.kind is TypeKind.MODEL and type_.model in models:
        given = as_object(value) or {}
        for attribute in models[type_.model].attributes:
            if attribute.wire in given:
                yield from misfits(given[attribute.wire], attribute.type, models, f"{pointer}/{escaped(attribute.wire)}")


def escaped(name: str) -> str:
    """A member name as a part of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def blank(attribute: Attribute, models: Mapping[str, Model]) -> Any:
    """What an attribute holds that nobody has set: null where that is allowed, else the empty value of its type."""
    return _blank(attribute.type, models, 3)


def _blank(type_: TypeRef, models: Mapping[str, Model], depth: int) -> Any:
    if type_.nullable:
        return None
    if type_.kind is TypeKind.MODEL and type_.model in models and depth:
        return {item.wire: _blank(item.type, models, depth - 1) for item in models[type_.model].attributes}
    empty: dict[TypeKind, Any] = {
        TypeKind.STRING: type_.values[0] if type_.values else "",
        TypeKind.INTEGER: 0,
        TypeKind.NUMBER: 0,
        TypeKind.DECIMAL: "0.0",
        TypeKind.BOOLEAN: False,
        TypeKind.DATETIME: _EPOCH,
        TypeKind.DATE: _EPOCH[:10],
        TypeKind.ARRAY: [],
        TypeKind.MAP: {},
        TypeKind.MODEL: {},
    }
    return empty.get(type_.kind)
