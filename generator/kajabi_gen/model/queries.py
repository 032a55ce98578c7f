"""Query and header parameters: which keyword each becomes, and how lists are walked.

JSON:API 1.1 gives meaning to `sort`, `include`, `fields[TYPE]`, `page[…]` and `filter…` (§6); any other name with brackets is a family
of keys too, and everything else a keyword of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kajabi_gen.model import naming
from kajabi_gen.model.ir import FamilyMember, Paging, QueryKind, QueryParameter, TypeKind, TypeRef
from kajabi_gen.model.reserved import KEYWORDS
from kajabi_gen.model.schema import SchemaReader
from kajabi_gen.spec.facts import FactKind, Facts
from kajabi_gen.spec.finding import Finding, note, warning
from kajabi_gen.spec.node import Node

_BRACKETS: Final = re.compile(r"(?P<family>[^\[\]]+)\[(?P<key>[^\[\]]+)\](?P<list>\[\])?\Z")
_LIST: Final = re.compile(r"(?P<name>[^\[\]]+)\[\]\Z")
_NUMBER: Final = ("page[number]", "page_number", "page")
_OFFSET: Final = ("page[offset]", "page_offset", "offset")
_CURSOR: Final = ("page[cursor]", "page[after]", "page_cursor", "cursor")
_SIZE: Final = ("page[size]", "page[limit]", "page_size", "per_page", "limit")
_SEPARATED: Final = {"spaceDelimited": "space", "pipeDelimited": "pipe"}
_STANDARD: Final = {"sort": QueryKind.SORT, "include": QueryKind.INCLUDE}
_TEXT: Final = TypeRef(TypeKind.STRING)


class QueryContext(NamedTuple):
    """What query keywords are built for: the operation as Facts name it, its path, and names that are taken."""

    subject: str
    path: str
    taken: frozenset[str]


class QueryBuilder:
    """Builds the query keywords of one operation."""

    def __init__(self, reader: SchemaReader, facts: Facts, context: QueryContext) -> None:
        self._reader = reader
        self._facts = facts
        self._context = context
        self.findings: list[Finding] = []

    def build(self, parameters: Sequence[Node]) -> tuple[QueryParameter, ...]:
        """The keywords, families gathered, required ones first."""
        plain: list[QueryParameter] = []
        families: dict[str, list[FamilyMember]] = {}
        for parameter in parameters:
            wire, place = parameter.string("name") or "", parameter.string("in")
            brackets = _BRACKETS.match(wire)
            if place == "query" and brackets and not _is_page(wire):
                member = self._member(parameter, wire, brackets["key"], bool(brackets["list"]))
                families.setdefault(brackets["family"], []).append(member)
            elif place in ("query", "header") and not _is_standard_header(place, wire):
                plain.append(self._plain(parameter, wire, place))
        for fact in self._facts.about(FactKind.FAMILY_KEY, self._context.subject):
            if fact.value != "page":
                families.setdefault(fact.value, [])
        gathered = [self._family(prefix, members) for prefix, members in families.items()]
        return _named(plain, gathered, self._context.taken)

    def _plain(self, parameter: Node, wire: str, place: str) -> QueryParameter:
        listed = _LIST.match(wire)
        name = listed["name"] if listed else wire
        kind = _STANDARD.get(wire, QueryKind.PLAIN)
        kind = QueryKind.PAGE_NUMBER if wire in _NUMBER else QueryKind.PAGE_SIZE if wire in _SIZE else kind
        python = {QueryKind.PAGE_NUMBER: "page_number", QueryKind.PAGE_SIZE: "page_size"}.get(kind, name)
        type_ = self._type(parameter, wire, kind)
        preset = _preset(parameter) if place == "header" else ""
        self._remark_form(parameter, type_, place)
        return QueryParameter(
            naming.snake(python),
            wire,
            kind,
            type_,
            parameter.string("description") or "",
            parameter.mark,
            required=parameter.flag("required") and not preset,
            deprecated=parameter.flag("deprecated"),
            style="repeat" if listed else self._style(parameter, type_, kind),
            place=place,
            values=self._values(kind, type_),
            default=self._figure(FactKind.PAGE_SIZE_DEFAULT, wire),
            maximum=self._figure(FactKind.PAGE_SIZE_MAXIMUM, wire),
            preset=preset,
        )

    def _type(self, parameter: Node, wire: str, kind: QueryKind) -> TypeRef:
        schema = parameter.get("schema")
        type_ = self._reader.written(schema) if schema is not None else _TEXT
        if kind in (QueryKind.PAGE_NUMBER, QueryKind.PAGE_SIZE) and type_.kind is not TypeKind.INTEGER:
            message = f"{wire} is typed {type_.kind}; pages are counted in whole numbers"
            self.findings.append(note("page-number-type", message, "taken as an integer", parameter.mark))
            return TypeRef(TypeKind.INTEGER)
        listed = tuple(fact.value for fact in self._facts.about(FactKind.PARAMETER_VALUE, self._context.subject) if fact.name == wire)
        if type_.kind is TypeKind.STRING and not type_.values and listed:
            return TypeRef(TypeKind.STRING, type_.nullable, values=listed)
        return type_

    def _values(self, kind: QueryKind, type_: TypeRef) -> tuple[str, ...]:
        """What `sort` and `include` take, by the schema and by the prose; without the `-` for descending."""
        fact_kind = {QueryKind.SORT: FactKind.SORT_KEY, QueryKind.INCLUDE: FactKind.INCLUDE_VALUE}.get(kind)
        if fact_kind is None:
            return ()
        listed = [value.removeprefix("-") for value in (type_.item or type_).values]
        return tuple(dict.fromkeys((*listed, *(fact.name for fact in self._facts.about(fact_kind, self._context.subject)))))

    def _figure(self, kind: FactKind, wire: str) -> str:
        return next((fact.value for fact in self._facts.about(kind, self._context.subject) if fact.name == wire), "")

    def _style(self, parameter: Node, type_: TypeRef, kind: QueryKind) -> str:
        """Lists repeat the name by default (`style: form`, `explode: true`, OpenAPI 3.1.1 §4.8.12.2), but not JSON:API's own lists."""
        style, explode = parameter.string("style") or "form", parameter.get("explode")
        if type_.kind is TypeKind.MAP and style == "deepObject":
            return "deep"
        if type_.kind is not TypeKind.ARRAY or kind in (QueryKind.SORT, QueryKind.INCLUDE):
            return "comma"
        is_exploded = style == "form" if explode is None else explode.value is True
        return "repeat" if is_exploded else _SEPARATED.get(style, "comma")

    def _remark_form(self, parameter: Node, type_: TypeRef, place: str) -> None:
        """Say which values cannot be given as Python has them: objects, but for `style: deepObject`, and those with a media type."""
        what = f"the {place} parameter {parameter.string('name')!r}"
        if parameter.get("content") is not None:
            message = f"{what} has `content`, which is not supported"
            self.findings.append(warning("parameter-style", message, "goes out as the text that is given", parameter.mark))
        elif type_.kind in (TypeKind.MAP, TypeKind.MODEL) and parameter.string("style") != "deepObject":
            message = f"{what} is an object in a form that is not supported"
            self.findings.append(warning("parameter-style", message, "a call that gives it is refused", parameter.mark))

    def _member(self, parameter: Node, wire: str, key: str, is_list: bool) -> FamilyMember:
        type_ = self._type(parameter, wire, QueryKind.PLAIN)
        return FamilyMember(
            key,
            wire,
            type_,
            parameter.string("description") or "",
            parameter.mark,
            required=parameter.flag("required"),
            deprecated=parameter.flag("deprecated"),
            style="repeat" if is_list else "comma" if wire.startswith("fields[") else self._style(parameter, type_, QueryKind.PLAIN),
        )

    def _family(self, prefix: str, members: list[FamilyMember]) -> QueryParameter:
        members = [*members, *self._keys_from_prose(prefix, {member.key for member in members})]
        kind = QueryKind.FIELDS if prefix == "fields" else QueryKind.FAMILY
        return QueryParameter(
            naming.snake(prefix),
            prefix,
            kind,
            TypeRef(TypeKind.MAP),
            "",
            members[0].mark,
            required=any(member.required for member in members),
            members=tuple(members),
        )

    def _keys_from_prose(self, prefix: str, known: set[str]) -> Iterator[FamilyMember]:
        """Keys of the family that only the example requests of the same operation use."""
        for fact in self._facts.about(FactKind.FAMILY_KEY, self._context.subject):
            if fact.value == prefix and fact.name not in known:
                known.add(fact.name)
                message = f"{prefix}[{fact.name}] is used in an example request and not among the parameters"
                self.findings.append(note("parameter-from-prose", message, "added", fact.mark))
                yield FamilyMember(fact.name, f"{prefix}[{fact.name}]", _TEXT, "", fact.mark, source="prose")


def in_brackets(operation: Node, reader: SchemaReader) -> Node:
    """The operation with a parameter `name[key]` for each member of an object in `style: deepObject`, which is the same on the wire."""
    parameters = operation.get("parameters")
    if parameters is None or all(parameter.string("style") != "deepObject" for parameter in parameters.elements):
        return operation
    each = tuple(part for parameter in parameters.elements for part in _bracketed(parameter, reader))
    return operation.with_members(parameters=parameters.with_value(each))


def _bracketed(parameter: Node, reader: SchemaReader) -> Iterator[Node]:
    shape = reader.shape(parameter.get("schema"))
    if parameter.string("style") != "deepObject" or not shape.properties:
        yield parameter
        return
    for key, schema in shape.properties.items():
        yield parameter.with_members(
            name=Node(f"{parameter.string('name')}[{key}]", schema.mark),
            description=schema.get("description") or parameter.get("description"),
            required=Node(parameter.flag("required") and key in shape.required, schema.mark),
            schema=schema,
            style=None,
            explode=None,
        )


def _is_page(wire: str) -> bool:
    return wire in (*_NUMBER, *_OFFSET, *_CURSOR, *_SIZE)


def _is_standard_header(place: str, wire: str) -> bool:
    return place == "header" and wire.lower() in ("accept", "content-type", "authorization")


def _named(plain: Sequence[QueryParameter], families: Sequence[QueryParameter], taken: frozenset[str]) -> tuple[QueryParameter, ...]:
    """The keywords under names of their own; families first, since `filter[…]` goes before a plain `filter`."""
    names = set(taken)
    result: list[QueryParameter] = []
    for parameter in (*sorted(families, key=lambda item: item.wire), *sorted(plain, key=lambda item: item.wire)):
        reserved = KEYWORDS - {"limit"} if parameter.kind is QueryKind.PAGE_SIZE else KEYWORDS
        name = naming.identifier(parameter.name, reserved | names)
        names.add(name)
        result.append(parameter._replace(name=name))
    order = list(QueryKind)
    return tuple(sorted(result, key=lambda item: (not item.required, order.index(item.kind), item.name)))


def paging(parameters: Sequence[QueryParameter]) -> Paging | None:
    """How a list is walked, by the parameters it takes; None for what has no pages."""
    # the prefix of a family, such as the `page` of `page[before]`, is no parameter
    wires = {parameter.wire for parameter in parameters if parameter.place == "query" and not parameter.members}
    size = next((wire for wire in _SIZE if wire in wires), "")
    for style, names in (("number", _NUMBER), ("offset", _OFFSET), ("cursor", _CURSOR)):
        position = next((wire for wire in names if wire in wires), "")
        if position:
            return Paging(style, position, size)
    return None


def _preset(parameter: Node) -> str:
    """The default of a required parameter: a date of the API's revision, for example, that every request must name."""
    default = parameter.at("schema", "default")
    return default.text or "" if default is not None and parameter.flag("required") else ""
