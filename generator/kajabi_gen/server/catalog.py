"""The model, indexed for serving: resource types, their members, and which type each path is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kajabi_gen.model import naming
from kajabi_gen.model.ir import Api, Arity, Attribute, BodyObject, Model, Operation, QueryKind, Relationship, Resource, ResultKind
from kajabi_gen.model.jsonapi import collection_segment, is_placeholder

RELATIONSHIPS = "relationships"


@dataclass(frozen=True, slots=True)
class Kind:
    """A resource type with its members by wire name. `writable` are the attributes that some request body takes."""

    resource: Resource
    attributes: dict[str, Attribute]
    relationships: dict[str, Relationship]
    models: dict[str, Model]
    writable: frozenset[str]

    @property
    def type(self) -> str:
        """The JSON:API type."""
        return self.resource.type

    def knows(self, field: str) -> bool:
        """Whether the type has an attribute, numbered attribute or relationship of that name."""
        return field in self.attributes or field in self.relationships or self.in_family(field)

    def in_family(self, field: str) -> bool:
        """Whether the name is one of the type's open-ended, numbered attributes."""
        return any(in_family(field, family.prefix, family.maximum) for family in self.resource.families)

    def times(self) -> Iterator[str]:
        """The attributes that hold points in time; when it was created comes first."""
        names = [name for name, item in self.attributes.items() if item.type.kind in ("date-time", "date")]
        yield from sorted(names, key=lambda name: not name.startswith("created"))


def in_family(field: str, prefix: str, maximum: int = 0) -> bool:
    """Whether a name is the prefix with a number from 1 to the maximum (0 for none)."""
    number = field.removeprefix(prefix)
    is_number = number != field and re.fullmatch(r"[1-9][0-9]{0,8}", number) is not None
    return is_number and (not maximum or int(number) <= maximum)


class Catalog:
    """The `Api`, to be asked by type, path and operation."""

    def __init__(self, api: Api) -> None:
        self.api = api
        writable = _writable(api)
        implied = _implied(api)
        self.kinds = {
            item.type: _kind(item, api, writable.get(item.type, frozenset()), implied.get(item.type, ())) for item in api.resources
        }
        self._paths = dict(_types_by_path(api))
        self._collections = {path.rsplit("/", 1)[-1]: type_ for path, type_ in self._paths.items()}

    def type_at(self, path: str) -> str:
        """The type of the resource at a path template such as `/v1/things/{id}`: as a GET of it tells, else by its name."""
        path = _trimmed(path)
        segment = collection_segment(path)
        found = self._paths.get(path) or self._collections.get(segment)
        return found or next((type_ for type_ in self.kinds if naming.is_plural_of(naming.snake(type_), naming.snake(segment))), segment)

    def path_of(self, type_: str) -> str:
        """The path of the collection that holds the resources of a type."""
        return next((path for path, other in self._paths.items() if other == type_), f"/{type_}")

    def is_singleton(self, type_: str) -> bool:
        """Whether there is only one resource of the type: it is fetched without an id and never listed."""
        reads = [item for item in self.api.operations if item.method == "GET" and item.result.types == (type_,)]
        return bool(reads) and all(item.result.kind is ResultKind.ONE and not item.path_parameters for item in reads)

    def inverse(self, type_: str, relationship: Relationship) -> Relationship | None:
        """The one relationship of the target that leads back to the type, if it is sure which."""
        target = self.kinds.get(relationship.target)
        back = [item for item in target.relationships.values() if item.target == type_] if target else []
        forth = [item for item in self.kinds[type_].relationships.values() if item.target == relationship.target]
        return back[0] if len(back) == 1 and len(forth) == 1 else None


def _kind(resource: Resource, api: Api, writable: frozenset[str], implied: Iterable[Relationship]) -> Kind:
    relationships = {item.wire: item for item in implied} | {item.wire: item for item in resource.relationships}
    models = {item.class_name: item for item in (*api.models, *resource.models)}
    return Kind(resource, {item.wire: item for item in resource.attributes}, relationships, models, writable)


def _trimmed(path: str) -> str:
    """A path template up to its collection: `/v1/things/{id}` → `/v1/things`."""
    segments = path.split("/")
    while segments and is_placeholder(segments[-1]):
        segments.pop()
    return "/".join(segments)


def _types_by_path(api: Api) -> Iterator[tuple[str, str]]:
    """(path, type) of every collection, an operation that reads one thing last, since it knows best."""
    reads = [item for item in api.operations if item.method == "GET" and len(item.result.types) == 1]
    for kind in (ResultKind.MANY, ResultKind.ONE):
        for item in reads:
            if item.result.kind is kind and (kind is ResultKind.MANY or is_placeholder(item.path.rsplit("/", 1)[-1])):
                yield _trimmed(item.path), item.result.types[0]


def _writable(api: Api) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for operation in api.operations:
        attributes = attributes_object(operation)
        if attributes is not None and len(operation.result.types) == 1:
            type_ = operation.result.types[0]
            found[type_] = found.get(type_, frozenset()) | {wire for wire, _part in attributes.members}
    return found


def attributes_object(operation: Operation) -> BodyObject | None:
    """The part of an operation's body that holds the attributes."""
    data = _member(operation.body.root, "data") if operation.body else None
    return _member(data, "attributes")


def _member(part: object, name: str) -> BodyObject | None:
    members = part.members if isinstance(part, BodyObject) else ()
    return next((item for wire, item in members if wire == name and isinstance(item, BodyObject)), None)


def _implied(api: Api) -> dict[str, list[Relationship]]:
    """Relationships that only a documented include path such as `parts.makers` tells of."""
    resources = {item.type: item for item in api.resources}
    found: dict[str, list[Relationship]] = {}
    for operation in api.operations:
        for parameter in operation.query:
            if parameter.kind is QueryKind.INCLUDE and len(operation.result.types) == 1:
                for path in parameter.values:
                    _follow(operation.result.types[0], path.split("."), resources, found)
    return found


def _follow(type_: str, steps: list[str], resources: dict[str, Resource], found: dict[str, list[Relationship]]) -> None:
    for step in steps:
        resource = resources.get(type_)
        if resource is None:
            return
        known = next((item for item in (*resource.relationships, *found.get(type_, ())) if item.wire == step), None)
        if known is None:
            target = next((other for other in resources if naming.is_plural_of(naming.snake(other), naming.snake(step))), "")
            if not target:
                return
            arity = Arity.ONE if naming.singular(step) == step else Arity.MANY
            known = Relationship(naming.snake(step), step, arity, target, "", resource.mark, source="example")
            found.setdefault(type_, []).append(known)
        type_ = known.target
