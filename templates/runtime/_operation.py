"""What the generated modules say about an operation, and how its path and query get onto
the wire.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias, cast
from urllib.parse import quote, unquote

from ._errors import ArgumentError
from ._types import Omit, RequestOptions

Style: TypeAlias = Literal["comma", "repeat", "space", "pipe"]
Pairs: TypeAlias = tuple[tuple[str, str], ...]
"""Query parameters in order: name as documented, value as encoded text with `%XX` already
applied.
"""

_JSON_API: Final = "application/vnd.api+json"
_SEPARATORS: Final = {"comma": ",", "repeat": "", "space": "%20", "pipe": "%7C"}


class Parameter(NamedTuple):
    """A query parameter: its name on the wire, and what becomes of a list."""

    name: str
    style: Style = "comma"
    """`repeat` sends the name once for each member, the others join them."""


class Family(NamedTuple):
    """Parameters that share a prefix, given as one mapping: `filter`, `fields`.

    A key that `members` does not name goes out as `prefix[key]`.
    """

    prefix: str
    members: Mapping[str, Parameter] = MappingProxyType({})

    def member(self, key: str) -> Parameter:
        return self.members.get(key) or Parameter(f"{self.prefix}[{key}]")


class Paging(NamedTuple):
    """How a list is cut into pages.

    `number` is the parameter that moves from page to page, whatever the kind: the page's
    number, the offset of its first item, or the cursor.
    `size` is the one that sets the number of items on a page, if there is one.
    """

    kind: Literal["number", "offset", "cursor"]
    number: str
    size: str | None = None


class Operation(NamedTuple):
    """One HTTP operation. `body` is the media type of its request body, if it has one;
    `accept` that of its reply.
    """

    method: str
    path: str
    query: Mapping[str, Parameter | Family] = MappingProxyType({})
    body: str = _JSON_API
    accept: str = _JSON_API
    auth: bool = True
    paging: Paging | None = None


def encode_path(template: str, values: Mapping[str, str | int]) -> str:
    """Put `values` into the `{names}` of `template`, each encoded as exactly one segment
    (RFC 3986, 3.3).

    Raises:
        ArgumentError: a value is blank, a dot segment (plain or percent-encoded), or no
            text.
    """
    path = template
    for name, value in values.items():
        path = path.replace("{" + name + "}", _segment(name, value))
    return path


def _segment(name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ArgumentError(
            f"{name} must be a str or an int, not {type(value).__name__}"
        )
    text = value if isinstance(value, str) else _digits(value, name)
    if not text.strip():
        raise ArgumentError(
            f"{name} is empty: the request would go to another resource"
        )
    if _fully_unquoted(text) in (".", ".."):
        raise ArgumentError(
            f"{name} is a dot segment: the request would go to another resource"
        )
    return _quote(text, name)


def _fully_unquoted(text: str) -> str:
    """`text` after eight layers of percent-encoding: proxies may remove more than one."""
    for _ in range(8):  # to remove all of thousands would take minutes
        text = unquote(text)
    return text.strip()


def check_path(path: str) -> str:
    """`path` of a hand-made request, if it is one on this server.

    Raises:
        ArgumentError: it is relative, names a host, holds a query, a dot segment, or a
            character that must be encoded.
    """
    if not isinstance(cast("object", path), str):
        raise ArgumentError("the path must be a str")
    if not path.startswith("/") or path.startswith("//"):
        raise ArgumentError(
            "the path must start with one '/': requests go to the client's base_url only"
        )
    if any(
        char in "?#\\" or not char.isprintable() or char.isspace() or ord(char) > 126
        for char in path
    ):
        raise ArgumentError(
            "the path must be percent-encoded and without '?' and '#'; use query= for parameters"
        )
    if any(_fully_unquoted(segment) in (".", "..") for segment in path.split("/")):
        raise ArgumentError("the path must not contain dot segments")
    return path


def operation_by_hand(method: str, path: str) -> Operation:
    """The operation of a request that the caller makes without a generated method."""
    given = cast("object", method)
    if not (isinstance(given, str) and given.isascii() and given.isalpha()):
        raise ArgumentError("the method must be a word such as GET")
    return Operation(method.upper(), check_path(path))


def encode_query(operation: Operation, values: Mapping[str, object]) -> Pairs:
    """The query of a call, in the order of `values`; `None` and `OMIT` are not sent.

    Raises:
        ArgumentError: a value has no form on the wire.
    """
    pairs: list[tuple[str, str]] = []
    for name, value in values.items():
        if value is None or isinstance(value, Omit):
            continue
        parameter = operation.query[name]
        if isinstance(parameter, Parameter):
            pairs += expand(parameter, value)
        else:
            pairs += _expand_family(parameter, value)
    return tuple(pairs)


def loose_query(values: Mapping[str, object] | None) -> Pairs:
    """The query of a hand-made request: names as on the wire; a mapping inside becomes
    `name[key]`.
    """
    pairs: list[tuple[str, str]] = []
    for name, value in (values or {}).items():
        if not isinstance(cast("object", name), str):
            raise ArgumentError("the name of a query parameter must be a str")
        if isinstance(value, Mapping):
            pairs += _expand_family(Family(name), cast("Mapping[str, object]", value))
        elif value is not None and not isinstance(value, Omit):
            pairs += expand(Parameter(name), value)
    return tuple(pairs)


def with_headers(
    options: RequestOptions, values: Mapping[str, object]
) -> RequestOptions:
    """`options` with header parameters of an operation, those that are given; headers of
    the caller win. A list is joined (`style: simple`); nothing is percent-encoded.
    """
    given = {
        name: ",".join(plain_text(name, member) for member in _members(value))
        for name, value in values.items()
        if value is not None
    }
    return {**options, "extra_headers": {**given, **options.get("extra_headers", {})}}


def query_string(pairs: Iterable[tuple[str, str]]) -> str:
    """`?a=b&…`, or nothing; brackets in names are encoded (RFC 3986, 3.4), which every
    server undoes.
    """
    joined = "&".join(
        f"{_quote(name, 'a parameter name')}={value}" for name, value in pairs
    )
    return f"?{joined}" if joined else ""


def _expand_family(family: Family, value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        raise ArgumentError(
            f"{family.prefix} must be a mapping, not {type(value).__name__}"
        )
    for key, member in cast("Mapping[object, object]", value).items():
        if not isinstance(key, str):
            raise ArgumentError(
                f"the keys of {family.prefix} must be str, not {type(key).__name__}"
            )
        if member is not None and not isinstance(member, Omit):
            yield from expand(family.member(key), member)


def expand(parameter: Parameter, value: object) -> Iterator[tuple[str, str]]:
    """An empty list is sent as an empty value: to drop it would widen a filter to
    everything.
    """
    texts = [encode_value(parameter.name, member) for member in _members(value)]
    if parameter.style == "repeat" and texts:
        yield from ((parameter.name, text) for text in texts)
    else:
        yield parameter.name, _SEPARATORS[parameter.style].join(texts)


def _members(value: object) -> list[object]:
    """The members of a list, or the one value that is none."""
    if isinstance(value, list | tuple | set | frozenset):
        return [*cast("Iterable[object]", value)]
    return [value]


def encode_value(name: str, value: object) -> str:
    """One value as percent-encoded text."""
    return _quote(plain_text(name, value), name)


def plain_text(name: str, value: object) -> str:
    """One value as text."""
    match value:
        case str():
            return str.__str__(value)
        case bool():
            return "true" if value else "false"
        case int():
            return _digits(value, name)
        case float() | Decimal() if is_finite(value):
            return number_text(value)
        case date():
            return date_text(value)
        case _:
            raise ArgumentError(
                f"{name} cannot be sent: {type(value).__name__} has no form there"
            )


def _digits(value: int, name: str) -> str:
    if value.bit_length() > 1024:  # Python itself refuses to write thousands of digits
        raise ArgumentError(f"{name} is too large a number")
    return str(int(value))


def is_finite(value: float | Decimal) -> bool:
    """Whether `value` has a form on the wire; no signalling NaN gets as far as `math`."""
    return not (isinstance(value, Decimal) and value.is_snan()) and math.isfinite(value)


def number_text(value: float | Decimal) -> str:
    """A number without exponent; an integral one without fraction: a page number must
    never be `2.0`.
    """
    return str(int(value)) if value == int(value) else format(Decimal(str(value)), "f")


def date_text(value: date) -> str:
    """ISO 8601; a time is UTC with `Z`, and one without a zone is taken as UTC."""
    if not isinstance(value, datetime):
        return value.isoformat()
    try:
        utc = (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        utc = None
    if utc is None:
        raise ArgumentError("a time lies outside the years 1 to 9999 in UTC")
    return utc.replace(tzinfo=None).isoformat() + "Z"


def _quote(text: str, name: str) -> str:
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        pass
    raise ArgumentError(f"{name} holds a lone surrogate, which is no text")
