"""The state of the server: resources by type and id, with their relationships. Ids count up from "1" and are never given twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, Final, TypeAlias, TypeVar, cast

from kajabi_gen.model.ir import Api, Arity
from kajabi_gen.server import values
from kajabi_gen.server.catalog import Catalog, Kind
from kajabi_gen.server.router import Router

T = TypeVar("T")
_REMEMBERED: Final = 16


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A resource identifier object (JSON:API 1.1 §7.3)."""

    type: str
    id: str


Linkage: TypeAlias = "tuple[Identifier, ...] | Identifier | None"
Clock: TypeAlias = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Item:
    """A resource: its attributes and the linkage of its relationships, by wire name. Either may be computed when it is looked at."""

    type: str
    id: str
    attributes: Mapping[str, Any]
    relationships: Mapping[str, Linkage]

    @property
    def identifier(self) -> Identifier:
        """Its type and id."""
        return Identifier(self.type, self.id)

    def changed(self, attributes: Mapping[str, Any], relationships: Mapping[str, Linkage]) -> Item:
        """The item with some members replaced."""
        return Item(self.type, self.id, {**self.attributes, **attributes}, {**self.relationships, **relationships})


class Collection:
    """The items of one type, in order: those put in front, `size` items that `make` computes from their number (from 1), those added.

    Only what was added or changed is held; a collection of a hundred thousand computed items costs nothing.
    """

    def __init__(self, size: int = 0, make: Callable[[int], Item] | None = None) -> None:
        self._size = size
        self._make = make
        self._front: dict[str, Item] = {}
        self._changed: dict[str, Item] = {}
        self._back: dict[str, Item] = {}
        self._deleted: set[str] = set()
        self._last = size

    def __len__(self) -> int:
        return len(self._front) + self._size - len(self._deleted) + len(self._back)

    def __iter__(self) -> Iterator[Item]:
        computed = (item for number in range(1, self._size + 1) if (item := self.get(str(number))) is not None)
        return chain(reversed(list(self._front.values())), computed, list(self._back.values()))

    def next_id(self) -> str:
        """An id that was never used."""
        self._last += 1
        return str(self._last)

    def __contains__(self, id_: str) -> bool:
        return id_ in self._front or id_ in self._back or (self._is_computed(id_) and id_ not in self._deleted)

    def get(self, id_: str) -> Item | None:
        """The item with that id."""
        held = self._front.get(id_) or self._back.get(id_) or self._changed.get(id_)
        if held is not None or self._make is None or id_ not in self:
            return held
        return self._make(int(id_))

    def put(self, item: Item, *, first: bool = False) -> None:
        """Add an item, at the end or in front of all others, or replace the one with its id."""
        if self._is_computed(item.id):
            self._deleted.discard(item.id)
            self._changed[item.id] = item
            return
        if item.id.isdecimal():
            self._last = max(self._last, int(item.id))
        place = self._front if item.id in self._front or (first and item.id not in self._back) else self._back
        place[item.id] = item

    def remove(self, id_: str) -> bool:
        """Take an item away; False if there is none."""
        if id_ not in self:
            return False
        if self._is_computed(id_):
            self._deleted.add(id_)
            self._changed.pop(id_, None)
        self._front.pop(id_, None)
        self._back.pop(id_, None)
        return True

    def slice(self, start: int, stop: int) -> list[Item]:
        """The items from one place to another; quick also in the middle of many computed ones."""
        front = len(self._front)
        if not self._deleted and front <= start <= stop <= front + self._size:
            numbers = range(start - front + 1, stop - front + 1)
            return [item for number in numbers if (item := self.get(str(number))) is not None]
        return list(islice(self, start, stop))

    def _is_computed(self, id_: str) -> bool:
        return id_.isdecimal() and id_.isascii() and id_[0] != "0" and len(id_) < 19 and int(id_) <= self._size


def system_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class Store:
    """All resources of an account, for an `Api`. One lock guards it; the service takes it for the time of a request."""

    def __init__(self, api: Api, clock: Clock = system_clock) -> None:
        self.catalog = Catalog(api)
        self.router = Router(api.operations)
        self.now = clock
        self.lock = threading.RLock()
        self._collections = {type_: Collection() for type_ in self.catalog.kinds}
        self._remembered: dict[object, Any] = {}

    def fill(self, type_: str, collection: Collection) -> None:
        """Take a collection in place of the one there is."""
        self._collections[type_] = collection
        self._remembered.clear()

    def all(self, type_: str) -> Collection:
        """The items of a type. Change them through the store."""
        return self._collections.setdefault(type_, Collection())

    def get(self, type_: str, id_: str) -> Item | None:
        """One item."""
        return self.all(type_).get(id_)

    def has(self, identifier: Identifier) -> bool:
        """Whether the item is there."""
        return identifier.id in self.all(identifier.type)

    def put(self, item: Item, *, first: bool = False) -> Item:
        """Add or replace an item, as it is."""
        with self.lock:
            self.all(item.type).put(item, first=first)
            self._remembered.clear()
        return item

    def remove(self, type_: str, id_: str) -> bool:
        """Take an item away; False if there was none."""
        with self.lock:
            self._remembered.clear()
            return self.all(type_).remove(id_)

    def create(
        self,
        type_: str,
        attributes: Mapping[str, Any] | None = None,
        relationships: Mapping[str, Linkage] | None = None,
        *,
        id_: str = "",
        first: bool = False,
    ) -> Item:
        """Add an item; what is not given is null, empty, or the time now. `id_` is for tests that need a certain one."""
        with self.lock:
            kind = self.catalog.kinds.get(type_)
            blank = blank_item(kind, self.stamp()) if kind else Item(type_, "", {}, {})
            item = Item(type_, id_ or self.all(type_).next_id(), blank.attributes, blank.relationships)
            return self.put(item.changed(attributes or {}, relationships or {}), first=first)

    def stamp(self) -> str:
        """The time now, as replies say it."""
        return values.stamp(self.now())

    def remember(self, key: object, find: Callable[[], Sequence[T]]) -> Sequence[T]:
        """What was found, until something changes: so that walking a filtered list page by page does not filter it anew each time."""
        if key not in self._remembered:
            while len(self._remembered) >= _REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[key] = find()
        return cast("Sequence[T]", self._remembered[key])


def blank_item(kind: Kind, now: str) -> Item:
    """An item of which nothing is known but the time."""
    attributes = {
        wire: now if wire in ("created_at", "updated_at") else values.blank(item, kind.models) for wire, item in kind.attributes.items()
    }
    links: dict[str, Linkage] = {wire: () if item.arity is Arity.MANY else None for wire, item in kind.relationships.items() if item.target}
    return Item(kind.type, "", attributes, links)
