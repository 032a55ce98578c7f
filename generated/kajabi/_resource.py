"""Resources as users see them: typed, read-only, attributes and relationships flattened,
decoded when first touched.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    Self,
    TypeAlias,
    TypeVar,
    cast,
    overload,
)

from ._errors import NotLoadedError
from ._record import Model, ReadOnly, plain
from ._schema import Many, Members, One, Schema
from ._types import JSON

if TYPE_CHECKING:
    from msgspec import Raw

    from ._document import Document
    from ._envelope import Item
    from ._raw import RawResponse

__all__ = [
    "Many",
    "MaybeNone",
    "Model",
    "One",
    "ReadOnly",
    "Resource",
    "ResourceList",
    "Schema",
]

MaybeNone: TypeAlias = Any
"""`X | MaybeNone`: may be `None`, but no check is forced (the convention of typeshed)."""

R = TypeVar("R", bound="Resource")
T = TypeVar("T")
R_co = TypeVar("R_co", bound="Resource", covariant=True)


class _Slots:
    """What a resource is read from; apart, as it is no field of what can be read."""

    __slots__ = ("__dict__", "__weakref__", "_document", "_item")

    _document: Document
    _item: Item


class Resource(_Slots, ReadOnly):
    """A JSON:API resource object (JSON:API 1.1, Resource Objects).

    Attributes and relationships are plain attributes of the object. One that the reply
    left out raises
    `NotLoadedError`; no access ever sends a request. Equal are resources of the same type
    and id.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        id: str
        """The id; empty if the server sent none."""
        type: str
        """The JSON:API type."""
    else:

        @property
        def id(self) -> str:
            return self._item.id

        @property
        def type(self) -> str:
            return self._item.type

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Fill in what `name` belongs to: all attributes, or all relationships."""
            schema = self._schema
            if name in schema.attributes:
                values = self._document.load(self, name, schema)
            elif name in schema.relationships:
                values = self._document.link(self, name, schema)
            else:
                return self._find(name)
            if name not in values:
                raise NotLoadedError(self._document.remedy(self, name))
            return values[name]

    def _find(self, name: str) -> object:
        if prefix := self._schema.families.get(name):
            return self.__dict__.setdefault(name, self._family(prefix))
        raise AttributeError(
            f"{type(self).__name__!r} object has no attribute {name!r}"
        )

    def _family(self, prefix: str) -> Mapping[str, JSON]:
        members = self._document.mapping(self._item.attributes)
        names = [
            name
            for name in members
            if name.startswith(prefix) and name[len(prefix) :].isdecimal()
        ]
        return MappingProxyType({name: members[name] for name in names})

    @property
    def extra(self) -> Mapping[str, JSON]:
        """Attributes that the API sent and its document does not name, under their names
        on the wire.
        """
        return self._kept("extra", self._extra)

    @property
    def related(self) -> Mapping[str, Resource | tuple[Resource, ...] | None]:
        """Every relationship whose data the reply holds, under its name on the wire,
        known to the document or not.
        """
        return self._kept("related", lambda: self._document.all_related(self))

    def _extra(self) -> Mapping[str, JSON]:
        known = self._schema.known
        members = self._document.mapping(self._item.attributes)
        return {name: value for name, value in members.items() if name not in known}

    def _kept(self, name: str, make: Callable[[], Mapping[str, T]]) -> Mapping[str, T]:
        """What `make` gives, made once; not by `cached_property`, which type checkers let
        be set.
        """
        values: dict[str, Mapping[str, T]] = self.__dict__
        if name not in values:
            values[name] = MappingProxyType(make())
        return values[name]

    @property
    def links(self) -> Mapping[str, JSON]:
        """The resource's own links (JSON:API 1.1, Document Links); they are never
        followed.
        """
        return self._document.mapping(self._item.links)

    @property
    def meta(self) -> Mapping[str, JSON]:
        """The resource's own meta information."""
        return self._document.mapping(self._item.meta)

    @property
    def raw(self) -> RawResponse:
        """The reply that this resource came in."""
        return self._document.raw

    def to_dict(self) -> dict[str, object]:
        """Type, id, and all that is loaded.

        Attributes stand under their names in Python, unknown ones under those of the
        wire; a relationship stands as the `{type, id}` of what it refers to.
        """
        names = (*self._schema.attributes, *self._schema.relationships)
        identity: dict[str, object] = {"type": self.type, "id": self.id}
        return identity | plain(self, names, self.extra)

    def _as_member(self) -> object:
        return {"type": self.type, "id": self.id}

    def __repr__(self) -> str:
        cls = type(self)
        kind = f"type={self.type!r}, " if cls._schema.type != self.type else ""
        return f"{cls.__name__}({kind}id={self.id!r})"

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Resource)
            and bool(self.id)
            and key_of(self) == key_of(other)
        )

    def __hash__(self) -> int:
        return hash(key_of(self))

    def __dir__(self) -> list[str]:
        schema = self._schema
        return sorted(
            {
                *object.__dir__(self),
                *schema.attributes,
                *schema.relationships,
                *schema.families,
            }
        )

    def __copy__(self) -> Self:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (self._document, self._document.key(self))

    _schema: ClassVar[Schema] = Schema(None)


_new = object.__new__
_set_dict: Callable[[Resource, Members], None] = _Slots.__dict__["__dict__"].__set__
_set_document = _Slots.__dict__["_document"].__set__
_set_item = _Slots.__dict__["_item"].__set__


def make_resource(cls: type[R], document: Document, item: Item) -> R:
    """The resource `item` of `document`. Setting slots by their descriptors goes around the
    refusal to be written.
    """
    resource = _new(cls)
    # An own dict from the start: CPython 3.11 can crash if two threads are the first to
    # ask for the `__dict__` of one object while the garbage collector runs.
    _set_dict(resource, {})
    _set_document(resource, document)
    _set_item(resource, item)
    return resource


def fill(
    resources: Sequence[Resource], loaded: Sequence[Members], linked: bool
) -> None:
    """Give each resource what was decoded for it; `linked`: they hold what they refer to,
    which stays.

    A dict from the decoder takes the place of the resource's own, which is faster than to
    copy it. What else is in the old one, or another thread writes into it at that moment,
    is lost, and found again when it is touched.
    """
    if linked:
        for resource, values in zip(resources, loaded, strict=True):
            values.update(vars(resource))
    deque(map(_set_dict, resources, loaded), maxlen=0)  # a loop that is run in C


key_of: Callable[[Resource], tuple[str, str]] = attrgetter("_item.type", "_item.id")
"""Type and id of a resource."""
attributes_of: Callable[[Resource], Raw] = attrgetter("_item.attributes")
"""The attributes of a resource, undecoded."""
relationships_of: Callable[[Resource], Raw] = attrgetter("_item.relationships")
"""The relationships of a resource, undecoded."""


def schema_of(cls: type[Resource]) -> Schema:
    """What a class knows of its type."""
    return cls._schema  # pyright: ignore[reportPrivateUsage]


def loaded_links(
    resource: Resource,
) -> Iterator[tuple[str, tuple[Resource, ...]]]:
    """The relationships of `resource` that have been touched, by name on the wire."""
    for name, wire, _, _ in schema_of(type(resource)).linked:
        value = vars(resource).get(name)
        if isinstance(value, Resource):
            yield wire, (value,)
        elif isinstance(value, tuple):
            yield wire, cast("tuple[Resource, ...]", value)


def is_bare(resource: Resource) -> bool:
    """Whether the reply holds no more of it than its type and id."""
    return not (attributes_of(resource) or relationships_of(resource))


def complete(resource: Resource, item: Item) -> None:
    """Let a bare resource be read from an item that may hold more."""
    bare = resource._item  # pyright: ignore[reportPrivateUsage]
    item.links, item.meta = item.links or bare.links, item.meta or bare.meta
    _set_item(resource, item)


def _restore(document: Document, key: tuple[str, str]) -> Resource:
    return document.resource(*key)


class ResourceList(Sequence[R_co], Generic[R_co]):
    """Resources of a reply that has no pages, with the reply's `meta`, `links` and `raw`."""

    def __init__(self, items: Sequence[R_co], document: Document) -> None:
        self._items = tuple(items)
        self._document = document

    @overload
    def __getitem__(self, index: int) -> R_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[R_co, ...]: ...
    def __getitem__(self, index: int | slice) -> R_co | tuple[R_co, ...]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[R_co]:
        return iter(self._items)

    def __repr__(self) -> str:
        return f"<ResourceList of {len(self._items)}>"

    @property
    def meta(self) -> Mapping[str, JSON]:
        """The document's meta information."""
        return self._document.meta

    @property
    def links(self) -> Mapping[str, JSON]:
        """The document's links; they are never followed."""
        return self._document.links

    @property
    def raw(self) -> RawResponse:
        """The reply."""
        return self._document.raw
