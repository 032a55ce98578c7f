"""A store full of plausible resources. Each is computed from its number when it is looked at, so their count costs no memory.

Relationships agree from both sides: where an order belongs to a customer, and customers have orders, each customer has the orders that
belong to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar
from zlib import crc32

from kajabi_gen.model.ir import Api, Arity, Relationship
from kajabi_gen.server.catalog import Kind
from kajabi_gen.server.samples import Sampler
from kajabi_gen.server.store import Clock, Collection, Identifier, Item, Linkage, Store, system_clock

V = TypeVar("V")
Sizes = Mapping[str, int]


class Computed(Mapping[str, V]):
    """A mapping whose values are made when they are asked for."""

    __slots__ = ("_make", "_names")

    def __init__(self, names: Mapping[str, object], make: Callable[[str], V]) -> None:
        self._names = names
        self._make = make

    def __getitem__(self, name: str) -> V:
        if name not in self._names:
            raise KeyError(name)
        return self._make(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def seed(api: Api, sizes: Sizes | None = None, *, default: int = 3, clock: Clock = system_clock) -> Store:
    """A store with so many resources of each type (`default` where `sizes` does not tell). The same arguments give the same resources."""
    store = Store(api, clock)
    catalog = store.catalog
    full = {type_: 1 if catalog.is_singleton(type_) else (sizes or {}).get(type_, default) for type_ in catalog.kinds}
    for type_, kind in catalog.kinds.items():
        store.fill(type_, Collection(full[type_], _maker(store, kind, full)))
    return store


def _maker(store: Store, kind: Kind, sizes: Sizes) -> Callable[[int], Item]:
    sampler = Sampler(kind.type, kind.models)
    told = {wire: item for wire, item in kind.relationships.items() if item.target}
    links = {wire: _linker(store, kind, item, sizes) for wire, item in told.items()}

    def make(number: int) -> Item:
        attributes = Computed(kind.attributes, lambda name: sampler.attribute(kind.attributes[name], number))
        return Item(kind.type, str(number), attributes, Computed(links, lambda name: links[name](number)))

    return make


def _linker(store: Store, kind: Kind, relationship: Relationship, sizes: Sizes) -> Callable[[int], Linkage]:
    """What a relationship of the item with a given number leads to."""
    target, own, others = relationship.target, sizes[kind.type], sizes.get(relationship.target, 0)
    back = store.catalog.inverse(kind.type, relationship)

    def identifier(number: int) -> Identifier:
        return Identifier(target, str(number))

    def same(number: int) -> Identifier | None:
        return identifier(number) if number <= others else None

    def one(number: int) -> Identifier | None:
        return identifier((number - 1) % others + 1) if others else None

    def owned(number: int) -> tuple[Identifier, ...]:
        return tuple(identifier(other) for other in range(number, others + 1, own))

    def some(number: int) -> tuple[Identifier, ...]:
        draw = crc32(f"{kind.type}/{number}/{relationship.wire}".encode())
        return tuple(identifier((draw // 4 + index) % others + 1) for index in range(min(draw % 4, others)))

    def paired(number: int) -> tuple[Identifier, ...]:
        return (identifier(number),) if number <= others else ()

    if relationship.arity is Arity.ONE:
        return same if back is not None and back.arity is Arity.ONE else one
    if back is None:
        return some
    return owned if back.arity is Arity.ONE else paired
