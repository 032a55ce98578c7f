"""What the README's examples name: calls of the API at hand, with arguments that they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kajabi_gen.emit.code import Code, literal, name
from kajabi_gen.model import naming
from kajabi_gen.model.ir import (
    Api,
    Arity,
    Attribute,
    Keyword,
    KeywordKind,
    Namespace,
    Operation,
    QueryKind,
    Resource,
    ResultKind,
    TypeKind,
)


class Showcase(NamedTuple):
    """A namespace that the README's examples can use, and what they may name; "" where the API has no such thing."""

    namespace: Code
    noun: Code
    class_name: Code
    attribute: Code
    filter: Code
    paged: Code
    include: Code
    related: Code
    create: Code
    update: Code
    relationship: Code
    relationship_noun: Code
    has_pages: bool
    has_get: bool


def showcase(api: Api) -> Showcase | None:
    """The namespace with the most to show: it lists resources and gets them, and has the most methods; first by name among equals."""
    resources = {resource.type: resource for resource in api.resources}
    shows = [namespace for namespace in api.namespaces if _lists(_methods(namespace).get("list"), resources)]
    best = max(shows, key=lambda item: (_gets(_methods(item)), len(item.all_operations)), default=None)
    return _showcase_of(best, resources) if best else None


def _methods(namespace: Namespace) -> Mapping[str, Operation]:
    return {operation.name: operation for operation in namespace.operations}


def _lists(listing: Operation | None, resources: Mapping[str, Resource]) -> bool:
    """Whether an example can list resources of one type without arguments."""
    if listing is None or not _takes(listing, 0) or listing.result.kind is not ResultKind.MANY:
        return False
    return len(listing.result.types) == 1 and listing.result.types[0] in resources


def _gets(methods: Mapping[str, Operation]) -> bool:
    """Whether an example can get one of what is listed by its id alone."""
    getting = methods.get("get")
    if getting is None or not _takes(getting, 1):
        return False
    return getting.result.kind is ResultKind.ONE and getting.result.types == methods["list"].result.types


def _takes(operation: Operation, ids: int) -> bool:
    """Whether a call needs so many ids in its path, and no parameters."""
    return len(operation.path_parameters) == ids and not any(parameter.required for parameter in operation.query)


def _showcase_of(namespace: Namespace, resources: Mapping[str, Resource]) -> Showcase:
    methods = _methods(namespace)
    listing, gets = methods["list"], _gets(methods)
    resource = resources[listing.result.types[0]]
    text = [item for item in resource.attributes if item.type.kind is TypeKind.STRING and item.source == "schema"]
    included = _included(methods["get"], resource, resources) if gets else ()
    create = _arguments(methods["create"], 2) if _creates(methods.get("create")) else Code("")
    updates = "update" in methods and _takes(methods["update"], 1) and (create or gets)
    child = next((item for item in namespace.children if _adds(_methods(item))), None)
    return Showcase(
        name(namespace.name),
        name(naming.identifier(naming.singular(namespace.name))),
        name(resource.class_name),
        name(text[0].name) if text else Code("id"),
        _first_filter(listing),
        Code(", ".join(_paged(listing, resource, text))),
        Code(f'["{included[0]}"]') if included else Code(""),
        name(included[0]) if included else Code(""),
        create,
        _arguments(methods["update"], 1) if updates else Code(""),
        name(child.name) if child else Code(""),
        name(naming.identifier(naming.singular(child.name))) if child else Code(""),
        listing.paging is not None,
        gets,
    )


def _creates(creating: Operation | None) -> bool:
    """Whether an example can create a resource, and go on with what comes back."""
    return creating is not None and _takes(creating, 0) and creating.result.kind is ResultKind.ONE


def _included(getting: Operation, resource: Resource, resources: Mapping[str, Resource]) -> tuple[str, ...]:
    """The to-many relationships that `include` of the operation names, and whose resources have attributes to print."""
    named = {value for parameter in getting.query if parameter.kind is QueryKind.INCLUDE for value in parameter.values}
    return tuple(
        item.name
        for item in resource.relationships
        if item.wire in named and item.name == item.wire and item.arity is Arity.MANY and item.target in resources
    )


def _adds(methods: Mapping[str, Operation]) -> bool:
    """Whether they list the members of a relationship by one id, and add some by theirs."""
    if not {"list", "add"} <= methods.keys() or not (_takes(methods["list"], 1) and _takes(methods["add"], 1)):
        return False
    body = methods["add"].body
    return body is not None and [keyword.kind for keyword in body.keywords if keyword.required] == [KeywordKind.IDENTIFIERS]


def _first_filter(listing: Operation) -> Code:
    members = [member for parameter in listing.query if parameter.name == "filter" for member in parameter.members]
    keys = [member.key for member in members if member.source == "schema" and member.type.kind is TypeKind.STRING]
    return Code(f"{{{literal(keys[0])}: {literal('123')}}}") if keys else Code("")


def _paged(listing: Operation, resource: Resource, text: list[Attribute]) -> Iterator[str]:
    """The arguments of an example that asks for a page."""
    query = {parameter.kind: parameter for parameter in listing.query}
    sort, fields, size = query.get(QueryKind.SORT), query.get(QueryKind.FIELDS), query.get(QueryKind.PAGE_SIZE)
    if sort and sort.values:
        yield f"sort={literal(f'-{sort.values[0]}')}"
    if fields and text and resource.type in [member.key for member in fields.members]:
        yield f"fields={{{literal(resource.type)}: [{', '.join(literal(item.wire) for item in text[:2])}]}}"
    if size:
        yield f"{name(size.name)}=50"


def _arguments(operation: Operation, at_most: int) -> Code:
    """Keyword arguments for an example: all required ones, then text attributes and to-one relationships up to so many. None, if there
    is no example of what is required."""
    chosen: list[str] = []
    for keyword in operation.body.keywords if operation.body else ():
        value = _example(keyword)
        if value is None and keyword.required:
            return Code("")
        is_text = keyword.type.kind is TypeKind.STRING and not keyword.type.values
        if value is not None and (keyword.required or keyword.kind is KeywordKind.TO_ONE or (is_text and len(chosen) < at_most)):
            chosen.append(f"{name(keyword.name)}={value}")
    return Code(", ".join(chosen))


def _example(keyword: Keyword) -> Code | None:
    """A value that the keyword takes, if there is one that needs no import."""
    if keyword.kind is KeywordKind.TO_ONE:
        return literal("123")
    if keyword.kind is not KeywordKind.VALUE:
        return None
    if keyword.type.kind is TypeKind.STRING:
        return literal(next(iter(keyword.type.values), "jo@example.com" if "email" in keyword.name else "Jo"))
    return {TypeKind.INTEGER: Code("1"), TypeKind.NUMBER: Code("1"), TypeKind.BOOLEAN: Code("True")}.get(keyword.type.kind)
