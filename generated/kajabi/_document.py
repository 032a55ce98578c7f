"""One reply as a graph of resources: the same type and id is the same object, whatever
the path to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from msgspec import Raw

from ._envelope import (
    LINK_ONLY,
    Envelope,
    Identifier,
    Item,
    read_envelope,
    read_items,
    read_object,
)
from ._raw import RawResponse, decode_error
from ._resource import (
    Resource,
    is_bare,
    item_of,
    loaded_links,
    make_resource,
    schema_of,
)
from ._schema import Members, Schema
from ._types import JSON

if TYPE_CHECKING:

    from ._registry import Registry

Key: TypeAlias = tuple[str, str]
Value: TypeAlias = "Resource | tuple[Resource, ...] | None"
T = TypeVar("T")


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
        self._resources: dict[Key, Resource] = {}
        self._groups: dict[type[Resource], list[Resource]] = {}
        self._loaded: set[Schema] = set()
        self._linked: set[Schema] = set()
        data = self.envelope.data
        items = data if isinstance(data, list) else [data]
        found = [item for item in items if isinstance(item, Item)]
        self.primary: tuple[Resource, ...] = self._add(found, expected)

    def __reduce__(self) -> tuple[object, ...]:
        return Document, (self.raw, self._expected, self._registry)

    def _add(
        self, items: Sequence[Item], default: type[Resource]
    ) -> tuple[Resource, ...]:
        """The one resource for each item's type and id."""
        known, found = self._resources, list[Resource]()
        groups: dict[str, tuple[type[Resource], list[Resource]]] = {}
        for item in items:
            type_, id_ = item.type, item.id
            # Nothing can refer to a resource without an id: it stands under its place.
            key = (type_, id_) if id_ else ("", str(len(known)))
            resource = known.get(key)
            if resource is None:
                if type_ not in groups:
                    cls = self._registry.find(type_, default)
                    groups[type_] = cls, self._groups.setdefault(cls, [])
                cls, group = groups[type_]
                resource = known.setdefault(key, make_resource(cls, self, item))
                group.append(resource)
            found.append(resource)
        return tuple(found)

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
        items = self._guarded(read_items, self.envelope.included)
        return self._add(items, Resource)

    def mapping(self, source: Raw) -> Mapping[str, JSON]:
        """A member that should be an object, read-only."""
        members = self._guarded(read_object, source)
        return MappingProxyType(cast("dict[str, JSON]", members))

    def load(self, owner: Resource, item: Item, schema: Schema) -> Members:
        """Fill in the attributes of `owner`, and return them by name in Python.

        The first time, all resources of its class are filled, in one go: that is much
        faster, if the document keeps its promises; else each is filled by itself.
        """
        if schema not in self._loaded:
            self._loaded.add(schema)
            group = list(self._groups[type(owner)])
            loaded = schema.decode_all([item_of(each).attributes for each in group])
            for resource, values in zip(group, loaded, strict=False):
                vars(resource).update(values)
            if loaded:
                return vars(owner)
        if not item.attributes:
            return {}
        values = self._guarded(schema.decode, item.attributes)
        vars(owner).update(values)
        return values

    def link(self, owner: Resource, schema: Schema) -> Members:
        """As `load`, for what the relationships refer to; those without data are left
        out.
        """
        if schema in self._linked:
            self._link([owner], schema)
        else:
            self._linked.add(schema)
            self._link(list(self._groups[type(owner)]), schema)
        return vars(owner)

    def _link(self, owners: list[Resource], schema: Schema) -> None:
        """Resolve relationships column by column, which keeps the loop tight."""
        known, open_ = self._resources.get, self._open
        linkages = [item_of(owner).relationships for owner in owners]
        for name, wire, many, expected in schema.linked:
            for owner, relations in zip(owners, linkages, strict=True):
                relation = relations.get(wire, LINK_ONLY)
                data = None if relation is None else relation.data
                value: Value
                if isinstance(data, list):
                    to = [known((i.type, i.id)) or open_(i, expected) for i in data]
                    value, fits = tuple(to), many
                elif isinstance(data, Identifier):
                    value = known((data.type, data.id)) or open_(data, expected)
                    value, fits = ((value,), False) if many else (value, True)
                elif data is None:
                    value, fits = (() if many else None), True
                else:
                    continue
                if not fits:
                    schema.warn(name)
                owner.__dict__[name] = value

    def all_related(self, item: Item) -> dict[str, Value]:
        """Every relationship of `item` that has data, by name on the wire."""
        targets: dict[str, Value] = {}
        for name, relation in item.relationships.items():
            data = None if relation is None else relation.data
            if isinstance(data, list):
                targets[name] = tuple([self.resource(i.type, i.id) for i in data])
            elif isinstance(data, Identifier):
                targets[name] = self.resource(data.type, data.id)
            elif data is None:
                targets[name] = None
        return targets

    def _open(self, to: Identifier, expected: str | None) -> Resource:
        """The resource of an identifier that was not met before.

        Some servers name its type in two ways, so the one that the relationship is
        documented to have is tried too.
        """
        known = self._resources if self.included else {}
        found = known.get((to.type, to.id)) or known.get((expected or "", to.id))
        default = self._registry.find(expected) if expected else Resource
        return found or self._add([Item(to.type, to.id)], default)[0]

    def _guarded(self, read: Callable[[Raw], T], source: Raw) -> T:
        try:
            return read(source)
        except (ValueError, RecursionError) as error:
            reason = str(error)
        raise decode_error(self.raw, reason)

    def resource(self, type_: str, id_: str) -> Resource:
        """The resource of that key; one that the reply lacks has only type and id."""
        return self._resources.get((type_, id_)) or self._open(
            Identifier(type_, id_), None
        )

    def key(self, resource: Resource) -> Key:
        """The key by which `resource` finds `resource` again."""
        if resource.id:
            return resource.type, resource.id
        return next(key for key, found in self._resources.items() if found is resource)

    def remedy(self, owner: Resource, name: str) -> str:
        """The message for something that the reply left out: what would load it."""
        schema, path = schema_of(type(owner)), self._path_to(owner)
        wire = schema.wire(name)
        if name in schema.relationships:
            include = f"{path}.{wire}" if path else wire
            remedy = (
                f"ask for include=[{include!r}] (and its field, if you limit fields)"
            )
        elif not is_bare(owner):
            remedy = (
                f"name it in fields={{{owner.type!r}: [..., {wire!r}]}}, "
                f"or give no fields for {owner.type!r}"
            )
        elif path:
            remedy = f"ask for include=[{path!r}]"
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
