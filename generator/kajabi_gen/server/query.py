"""The query string of a request, against the parameters of its operation (JSON:API 1.1 §6): what is unknown or impossible is refused."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kajabi_gen.model.ir import FamilyMember, Operation, Paging, QueryKind, QueryParameter
from kajabi_gen.server.catalog import Catalog, Kind
from kajabi_gen.server.message import Request, split_list
from kajabi_gen.server.options import Options
from kajabi_gen.server.problem import Mistake, Problem, bad_parameter

_STANDARD: Final = ("filter", "sort", "fields", "include", "page")
_LARGEST: Final = 10**9


@dataclass(frozen=True, slots=True)
class SortKey:
    """An attribute to sort by."""

    name: str
    descending: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a list that is asked for. `number` counts from 1 where pages have numbers."""

    start: int
    size: int
    number: int


@dataclass(frozen=True, slots=True)
class Query:
    """What a query string asks for. `fields` holds the names for each type that has a sparse fieldset."""

    filters: tuple[tuple[FamilyMember, tuple[str, ...]], ...] = ()
    sort: tuple[SortKey, ...] = ()
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    include: tuple[tuple[str, ...], ...] = ()
    page: Page | None = None


def read_query(request: Request, operation: Operation, catalog: Catalog, options: Options) -> Query:
    """The query of a request. Raises a Problem (400) that names the parameter."""
    kind = catalog.kinds.get(operation.result.types[0]) if len(operation.result.types) == 1 else None
    _refuse_unknown(request, operation, options)
    _refuse_missing(request, operation)
    by_kind = {parameter.kind: parameter for parameter in operation.query}
    return Query(
        tuple((member, request.values(member.wire)) for member in _filters(operation) if request.values(member.wire)),
        _sort(request, by_kind.get(QueryKind.SORT), kind),
        _fields(request, by_kind.get(QueryKind.FIELDS), catalog),
        _include(request, by_kind.get(QueryKind.INCLUDE), kind, catalog),
        _page(request, operation.paging, by_kind.get(QueryKind.PAGE_SIZE), options) if operation.paging else None,
    )


def _filters(operation: Operation) -> Iterator[FamilyMember]:
    for parameter in operation.query:
        if parameter.kind is QueryKind.FAMILY and parameter.wire == "filter":
            yield from parameter.members


def _refuse_unknown(request: Request, operation: Operation, options: Options) -> None:
    known = {wire for parameter in operation.query for wire in _wires(parameter)}
    has_fields = any(parameter.kind is QueryKind.FIELDS for parameter in operation.query)
    for name, _value in request.query:
        family = name.partition("[")[0]
        if name in known or (family == "fields" and has_fields and name.endswith("]")):
            continue
        if family in _STANDARD or options.refuse_unknown_query:
            raise bad_parameter(name, f"{operation.method} {operation.path} has no such query parameter")


def _wires(parameter: QueryParameter) -> Iterator[str]:
    if parameter.kind in (QueryKind.FAMILY, QueryKind.FIELDS):
        yield from (member.wire for member in parameter.members)
    elif parameter.place == "query":
        yield parameter.wire


def _refuse_missing(request: Request, operation: Operation) -> None:
    for parameter in operation.query:
        is_family = parameter.kind in (QueryKind.FAMILY, QueryKind.FIELDS)
        required = [member.wire for member in parameter.members if member.required] if is_family else [parameter.wire] * parameter.required
        for wire in required:
            if not any(request.values(wire)) and not (parameter.place == "header" and request.header(wire)):
                raise Problem(400, Mistake("is required", parameter=wire))


def _sort(request: Request, parameter: QueryParameter | None, kind: Kind | None) -> tuple[SortKey, ...]:
    if parameter is None:
        return ()
    allowed = parameter.values or tuple(kind.attributes if kind else ())
    keys = [SortKey(text.removeprefix("-"), text.startswith("-")) for text in split_list(request.values(parameter.wire))]
    for key in keys:
        if key.name not in allowed:
            raise bad_parameter(parameter.wire, f"{key.name!r} is no key to sort by; there are: {', '.join(allowed)}")
    return tuple(keys)


def _fields(request: Request, parameter: QueryParameter | None, catalog: Catalog) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    declared = {member.key for member in parameter.members} if parameter else set[str]()
    for name, _value in request.query:
        if not (name.startswith("fields[") and name.endswith("]")):
            continue
        type_ = name[len("fields[") : -1]
        kind = catalog.kinds.get(type_)
        if kind is None and type_ not in declared:
            raise bad_parameter(name, f"there is no resource type {type_!r}")
        wanted = split_list(request.values(name))
        unknown = [field for field in wanted if kind and not kind.knows(field)]
        if unknown:
            raise bad_parameter(name, f"{type_} have no field {unknown[0]!r}")
        found[type_] = frozenset(wanted)
    return found


def _include(request: Request, parameter: QueryParameter | None, kind: Kind | None, catalog: Catalog) -> tuple[tuple[str, ...], ...]:
    if parameter is None:
        return ()
    declared = {tuple(value.split(".")) for value in parameter.values}
    allowed = {path[:length] for path in declared for length in range(1, len(path) + 1)}
    paths = [tuple(path.split(".")) for path in split_list(request.values(parameter.wire))]
    for path in paths:
        if path not in allowed if allowed else not _leads(path, kind, catalog):
            raise bad_parameter(parameter.wire, f"{'.'.join(path)!r} cannot be included; there are: {', '.join(parameter.values)}")
    return tuple(paths)


def _leads(path: tuple[str, ...], kind: Kind | None, catalog: Catalog) -> bool:
    for step in path:
        relationship = kind.relationships.get(step) if kind else None
        if relationship is None:
            return False
        kind = catalog.kinds.get(relationship.target)
    return True


def _page(request: Request, paging: Paging, parameter: QueryParameter | None, options: Options) -> Page:
    default = int(parameter.default) if parameter and parameter.default.isdecimal() else options.page_size
    maximum = int(parameter.maximum) if parameter and parameter.maximum.isdecimal() else options.maximum_page_size
    size = min(_whole(request, paging.size, 1) or default, maximum)
    if paging.style == "number":
        number = _whole(request, paging.position, 1) or 1
        return Page((number - 1) * size, size, number)
    start = (_whole(request, paging.position, 0) or 0) if paging.style == "offset" else _from_cursor(request, paging.position)
    return Page(start, size, start // size + 1)


def _whole(request: Request, wire: str, least: int) -> int | None:
    text = next((value for value in request.values(wire) if value), "") if wire else ""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and least <= int(text[:12]) <= _LARGEST):
        raise bad_parameter(wire, f"must be a whole number from {least}")
    return int(text)


def cursor(start: int) -> str:
    """A cursor for a place in a list; nobody should read it."""
    return base64.urlsafe_b64encode(f"at:{start}".encode()).decode().rstrip("=")


def _from_cursor(request: Request, wire: str) -> int:
    text = next((value for value in request.values(wire) if value), "")
    if not text:
        return 0
    try:
        label, _, start = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        label, start = "", ""
    if label != "at" or not start.isdecimal():
        raise bad_parameter(wire, "is no cursor of this list")
    return int(start)
