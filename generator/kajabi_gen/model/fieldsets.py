"""Sparse fieldsets: which resource types the `fields` keyword of an operation takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kajabi_gen.model.ir import FamilyMember, QueryKind, QueryParameter, Resource, Result, TypeKind, TypeRef
from kajabi_gen.spec.node import Mark


def widen(query: tuple[QueryParameter, ...], result: Result, resources: Mapping[str, Resource]) -> tuple[QueryParameter, ...]:
    """Add to `fields` the types that `include` can bring in: any type of the reply may have a fieldset (JSON:API 1.1 §6.3).

    Every relationship counts, not only those that the prose shows as values of `include`: prose changes, keys should stay.
    """
    include = next((parameter for parameter in query if parameter.kind is QueryKind.INCLUDE), None)
    if include is None:
        return query
    direct = (item.wire for type_ in result.types if type_ in resources for item in resources[type_].relationships)
    paths = dict.fromkeys((*include.values, *direct))
    reached = dict.fromkeys(type_ for path in paths for type_ in _reached(path, result.types, resources))
    return tuple(
        _widened(parameter, tuple(reached), include.mark) if parameter.kind is QueryKind.FIELDS else parameter for parameter in query
    )


def _widened(fields: QueryParameter, types: tuple[str, ...], mark: Mark) -> QueryParameter:
    known = {member.key for member in fields.members}
    text = TypeRef(TypeKind.STRING)
    more = tuple(FamilyMember(type_, f"fields[{type_}]", text, "", mark, source="include") for type_ in types if type_ not in known)
    return fields._replace(members=(*fields.members, *more))


def _reached(path: str, types: tuple[str, ...], resources: Mapping[str, Resource]) -> Iterator[str]:
    """The types along an include path such as `lessons.media`."""
    for step in path.split("."):
        targets = [
            relationship.target
            for type_ in types
            for relationship in (resources[type_].relationships if type_ in resources else ())
            if relationship.wire == step and relationship.target
        ]
        yield from targets
        types = tuple(targets)
