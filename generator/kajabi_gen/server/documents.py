"""Resource objects and compound documents (JSON:API 1.1 §7): sparse fieldsets, linkage, `included`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kajabi_gen.server.message import JsonObject
from kajabi_gen.server.query import Query
from kajabi_gen.server.store import Identifier, Item, Linkage, Store


@dataclass(frozen=True, slots=True)
class Renderer:
    """Writes items as a query wants them. `base` is where links lead to."""

    store: Store
    query: Query
    base: str = ""

    def one(self, item: Item | None) -> JsonObject:
        """A document with one resource, or null."""
        document: JsonObject = {"data": self.resource(item) if item else None}
        return self._with_included(document, (item,) if item else ())

    def many(self, items: Sequence[Item]) -> JsonObject:
        """A document with several."""
        return self._with_included({"data": [self.resource(item) for item in items]}, items)

    def resource(self, item: Item) -> JsonObject:
        """A resource object."""
        result: JsonObject = {"type": item.type, "id": item.id}
        wanted = self.query.fields.get(item.type)
        # Values may be computed when they are looked at: the names are chosen first.
        attributes = {name: item.attributes[name] for name in item.attributes if wanted is None or name in wanted}
        relationships = {name: self._relation(item, name) for name in self._relations(item) if wanted is None or name in wanted}
        return result | ({"attributes": attributes} if attributes else {}) | ({"relationships": relationships} if relationships else {})

    def _relations(self, item: Item) -> Iterable[str]:
        kind = self.store.catalog.kinds.get(item.type)
        return dict.fromkeys((*(kind.relationships if kind else ()), *item.relationships))

    def _relation(self, item: Item, name: str) -> JsonObject:
        if name in item.relationships:
            return linkage(alive(self.store, item.relationships[name]))
        here = f"{self.base}{self.store.catalog.path_of(item.type)}/{item.id}"
        return {"links": {"self": f"{here}/relationships/{name}", "related": f"{here}/{name}"}}

    def _with_included(self, document: JsonObject, items: Sequence[Item]) -> JsonObject:
        if self.query.include:
            primary = {item.identifier for item in items}
            found: dict[Identifier, Item] = {}
            for path in self.query.include:
                self._follow(items, path, found)
            document["included"] = [self.resource(item) for key, item in found.items() if key not in primary]
        return document

    def _follow(self, items: Sequence[Item], path: tuple[str, ...], found: dict[Identifier, Item]) -> None:
        for step in path:
            linked = [identifier for item in items for identifier in members(item.relationships.get(step))]
            items = [item for key in dict.fromkeys(linked) if (item := self.store.get(key.type, key.id)) is not None]
            found.update({item.identifier: item for item in items})


def members(held: Linkage) -> tuple[Identifier, ...]:
    """The identifiers that a relationship holds."""
    if held is None:
        return ()
    return (held,) if isinstance(held, Identifier) else held


def alive(store: Store, held: Linkage) -> Linkage:
    """The linkage without resources that were deleted since."""
    if held is None or isinstance(held, Identifier):
        return held if held is not None and _is_alive(store, held) else None
    return tuple(item for item in held if _is_alive(store, item))


def _is_alive(store: Store, identifier: Identifier) -> bool:
    return identifier.type not in store.catalog.kinds or store.has(identifier)


def linkage(held: Linkage) -> dict[str, Any]:
    """A document or relationship object with resource linkage."""
    if held is None or isinstance(held, Identifier):
        return {"data": _identifier(held) if held else None}
    return {"data": [_identifier(item) for item in held]}


def _identifier(identifier: Identifier) -> JsonObject:
    return {"type": identifier.type, "id": identifier.id}
