"""One reply as a graph of resources: the same type and id is the same object, whatever
the path to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from msgspec import UNSET, Raw, UnsetType

from ._envelope import (
    LINK_ONLY,
    Data,
    Envelope,
    Identifier,
    Item,
    Relation,
    read_envelope,
    read_object,
    read_relations,
)
from ._raw import RawResponse, decode_error
from ._resource import (
    Resource,
    attributes_of,
    complete,
    fill,
    is_bare,
    loaded_links,
    make_resource,
    relationships_of,
    schema_of,
)
from ._schema import Links, Members, Schema
from ._types import JSON

if TYPE_CHECKING:

    from ._registry import Registry

Key: TypeAlias = tuple[str, str]
Value: TypeAlias = "Resource | tuple[Resource, ...] | None"
T = TypeVar("T")

_NAMELESS = "(no id)"
"""Stands for the type of resources without an id; no type may have such a name."""


class Document:
    """The graph of one reply.

    Args:
        raw: the reply.
        expected: the class of primary data whose type the registry does not know.
        registry: classes by type.

    Raises:
        DecodeError: the body is no JSON:API document.
    """

    def __init__(
        self, raw: RawResponse, expected: type[Resource], registry: Registry
    ) -> None:
        self.raw = raw
        self._expected = expected
        self._registry = registry
        self.envelope: Envelope = read_envelope(raw)
        self._resources: dict[str, dict[str, Resource]] = {}
        self._groups: dict[type[Resource], list[Resource]] = {}
        self._loaded: set[Schema] = set()
        self._linked: set[Schema] = set()
        data = self.envelope.data
        single = [data] if isinstance(data, Item) else []
        items = data if isinstance(data, list) else single
        self.primary: tuple[Resource, ...] = tuple(self._add(items, expected))
        if self.primary and is_bare(self.primary[0]) and self.envelope.included:
            _ = self.included  # what primary data only identify may be there in full

    def __reduce__(self) -> tuple[object, ...]:
        return Document, (self.raw, self._expected, self._registry)

    def _add(self, items: Iterable[Item], default: type[Resource]) -> list[Resource]:
        """The one resource for each item's type and id: two threads that add the same item
        get the same resource.
        """
        found, type_, cls = list[Resource](), None, default
        group, known = list[Resource](), dict[str, Resource]()
        for item in items:
            if item.type != type_:  # they mostly come sorted by type
                type_ = item.type
                cls = self._registry.find(type_, default)
                group, known = self._groups.setdefault(cls, []), self._known(type_)
            made, id_ = make_resource(cls, self, item), item.id
            kept = known.setdefault(id_, made) if id_ else self._nameless(made)
            if kept is made:  # it was not there before
                group.append(made)
            elif is_bare(kept):  # an identifier: the rest may come with this item
                complete(kept, item)
            found.append(kept)
        return found

    def _nameless(self, resource: Resource) -> Resource:
        """Keep a resource without an id; nothing can refer to it: it stands under its
        place.
        """
        nameless = self._known(_NAMELESS)
        nameless[str(len(nameless))] = resource
        return resource

    def _known(self, type_: str) -> dict[str, Resource]:
        """The resources of a type, by id."""
        return self._resources.setdefault(type_, {})

    @property
    def meta(self) -> Mapping[str, JSON]:
        """The document's meta information."""
        return self.mapping(self.envelope.meta)

    @property
    def links(self) -> Mapping[str, JSON]:
        """The document's links."""
        return self.mapping(self.envelope.links)

    @cached_property
    def included(self) -> tuple[Resource, ...]:
        """Every related resource, of known and unknown types, in the order of the reply."""
        items = self.envelope.included
        if items is None:
            raise decode_error(self.raw, "what it includes is no list of resources")
        return tuple(self._add(items, Resource))

    def mapping(self, source: Raw) -> Mapping[str, JSON]:
        """A member that should be an object, read-only."""
        members = self._guarded(read_object, source)
        return MappingProxyType(cast("dict[str, JSON]", members))

    def load(self, owner: Resource, name: str, schema: Schema) -> Members:
        """Fill in the attributes of `owner`, of which one is `name`, and return them by
        name in Python.

        The first time, all resources of its class are filled, in one go: that is much
        faster, if the document keeps its promises. Else, and if another thread got in
        between, each is filled by itself.
        """
        if schema not in self._loaded:
            self._loaded.add(schema)
            group = self._groups[type(owner)].copy()
            if loaded := schema.decode_all(list(map(attributes_of, group))):
                fill(group, loaded, schema in self._linked)
                if name in vars(owner):
                    return vars(owner)
        source = attributes_of(owner)
        values = self._guarded(schema.decode, source) if source else {}
        vars(owner).update(values)
        return values

    def link(self, owner: Resource, name: str, schema: Schema) -> Members:
        """As `load`, for what the relationships refer to; those without data are left
        out.
        """
        if schema not in self._linked:
            self._linked.add(schema)
            group = self._groups[type(owner)].copy()
            if rows := schema.decode_links(list(map(relationships_of, group))):
                self._link_all(group, rows, schema)
                if name in vars(owner):
                    return vars(owner)
        values = self._links_of(owner, schema)
        vars(owner).update(values)
        return values

    def _link_all(
        self, owners: list[Resource], rows: list[Links], schema: Schema
    ) -> None:
        """Resolve relationships column by column, which keeps the loops tight."""
        filled = list(map(vars, owners))
        for name, _, many, expected in schema.linked:
            known, open_ = self._finders(expected)
            column: Iterator[Data] = map(attrgetter(f"{name}.data"), rows)
            for values, data in zip(filled, column, strict=True):
                if isinstance(data, list):
                    targets: list[Resource] = []
                    for to in data:  # on 3.11 a comprehension would be a call
                        targets.append(known(to.id) or open_(to))
                    values[name] = tuple(targets)
                elif data is None:
                    values[name] = () if many else None
                elif data is not UNSET:
                    values[name] = known(data.id) or open_(data)

    def _finders(
        self, expected: str | None
    ) -> tuple[Callable[[str], Resource | None], Callable[[Identifier], Resource]]:
        """The way from an id to a resource of a type that was met before, and from an
        identifier to any other.
        """
        if expected is None:
            return lambda _: None, lambda to: self.resource(to.type, to.id)
        return (
            self._known(expected).get,
            lambda to: self._open(expected, to.id, expected),
        )

    def _links_of(self, owner: Resource, schema: Schema) -> Members:
        """The relationships of one resource, whatever they refer to."""
        relations = self._guarded(read_relations, relationships_of(owner))
        values: Members = {}
        for name, wire, many, expected in schema.linked:
            found = self._target(relations.get(wire, LINK_ONLY), expected)
            if found is None:
                values[name] = () if many else None
            elif not isinstance(found, UnsetType):
                targets = found if isinstance(found, tuple) else (found,)
                cls = self._registry.find(expected or "")
                fits = all(isinstance(target, cls) for target in targets)
                if isinstance(found, tuple) != many or not fits:
                    schema.warn(name)
                values[name] = targets if many else found
        return values

    def _target(
        self, relation: Relation | None, expected: str | None
    ) -> Value | UnsetType:
        """What a relationship refers to."""
        data = None if relation is None else relation.data
        if isinstance(data, list):
            return tuple([self._find(to.type, to.id, expected) for to in data])
        if isinstance(data, Identifier):
            return self._find(data.type, data.id, expected)
        return data

    def all_related(self, owner: Resource) -> dict[str, Value]:
        """Every relationship of `owner` that has data, by name on the wire."""
        types = {wire: type_ for _, wire, _, type_ in schema_of(type(owner)).linked}
        relations = self._guarded(read_relations, relationships_of(owner))
        found = {k: self._target(to, types.get(k)) for k, to in relations.items()}
        return {k: to for k, to in found.items() if not isinstance(to, UnsetType)}

    def _find(self, type_: str, id_: str, expected: str | None) -> Resource:
        return self._known(type_).get(id_) or self._open(type_, id_, expected)

    def _open(self, type_: str, id_: str, expected: str | None) -> Resource:
        """The resource of an identifier that was not met before.

        Some servers name its type in two ways, so the one that the relationship is
        documented to have is tried too, unless the other is a type of its own.
        """
        _ = self.included
        known = self._known(type_).get(id_)
        default = self._registry.find(expected or "")
        if not known and expected and self._registry.find(type_, default) is default:
            known = self._known(expected).get(id_)
        return known or self._add([Item(type_ or expected or "", id_)], default)[0]

    def _guarded(self, read: Callable[[Raw], T], source: Raw) -> T:
        try:
            return read(source)
        except (ValueError, RecursionError) as error:
            reason = str(error)
        raise decode_error(self.raw, reason)

    def resource(self, type_: str, id_: str) -> Resource:
        """The resource of that key; one that the reply lacks has only type and id."""
        return self._find(type_, id_, None)

    def key(self, resource: Resource) -> Key:
        """The key by which `resource` finds `resource` again."""
        if resource.id:
            return resource.type, resource.id
        nameless = self._known(_NAMELESS).items()
        return _NAMELESS, next(place for place, found in nameless if found is resource)

    def remedy(self, owner: Resource, name: str) -> str:
        """The message for something that the reply left out: what would load it. Not every
        method has `include` and `fields`, and a webhook has neither; `get` mostly has.
        """
        schema, path = schema_of(type(owner)), self._path_to(owner)
        wire = schema.wire(name)
        if name in schema.relationships:
            include = f"{path}.{wire}" if path else wire
            remedy = f"get it with include=[{include!r}] (and its field, if you limit fields)"
        elif not is_bare(owner):
            remedy = (
                "the server left it out; if you limit fields, name it in "
                f"fields={{{owner.type!r}: [..., {wire!r}]}}"
            )
        elif path:
            remedy = f"get it with include=[{path!r}]"
        else:
            remedy = "it holds only type and id; get the resource itself"
        return f"{owner!r}.{name} is not in the reply: {remedy}"

    def _path_to(self, resource: Resource) -> str:
        """The names on the wire that lead from primary data to `resource`, or nothing."""
        paths: dict[Resource, str] = dict.fromkeys(self.primary, "")
        queue = deque(self.primary)
        while queue and resource not in paths:
            owner = queue.popleft()
            for wire, linked in loaded_links(owner):
                for target in linked:
                    if target not in paths:
                        paths[target] = f"{paths[owner]}.{wire}".lstrip(".")
                        queue.append(target)
        return paths.get(resource, "")
