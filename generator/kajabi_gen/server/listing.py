"""Lists: filtered, sorted, cut into pages, with `meta` and `links`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from kajabi_gen.model.ir import Operation, Paging, TypeKind
from kajabi_gen.server import query as queries
from kajabi_gen.server.catalog import Kind
from kajabi_gen.server.filters import Filters
from kajabi_gen.server.message import JsonObject, Request
from kajabi_gen.server.options import Options
from kajabi_gen.server.query import Page, SortKey
from kajabi_gen.server.store import Item, Store


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a list, and how long the whole list is."""

    items: Sequence[Item]
    total: int


def select(store: Store, kind: Kind, filters: Filters, sort: Sequence[SortKey], page: Page | None, key: object) -> Part:
    """A page of all items of a type. `key` says what was asked for, so that the next page need not look for it again."""
    collection = store.all(kind.type)
    if not filters.tests and not sort:
        start, stop = (page.start, min(page.start + page.size, len(collection))) if page else (0, len(collection))
        return Part(collection.slice(start, stop), len(collection))

    def find() -> list[str]:
        return [item.id for item in ordered(kind, filter(filters.passes, collection), sort)]

    ids = store.remember((kind.type, key), find)
    wanted = ids[page.start : page.start + page.size] if page else ids
    return Part([item for id_ in wanted if (item := collection.get(id_)) is not None], len(ids))


def ordered(kind: Kind, items: Iterable[Item], sort: Sequence[SortKey]) -> list[Item]:
    """The items sorted by several keys; what has no value comes last (first in descending order), and ties keep their order."""
    result = list(items)
    for key in reversed(sort):
        result.sort(key=_sorter(kind, key.name), reverse=key.descending)
    return result


def _sorter(kind: Kind, name: str) -> Callable[[Item], tuple[bool, Any]]:
    attribute = kind.attributes.get(name)
    is_number = attribute is not None and attribute.type.kind in (TypeKind.INTEGER, TypeKind.NUMBER, TypeKind.DECIMAL, TypeKind.BOOLEAN)

    def value(item: Item) -> tuple[bool, Any]:
        held = item.attributes.get(name)
        if held is None:
            return True, 0
        return False, float(held) if is_number else str(held).casefold()

    return value


def list_meta(operation: Operation, page: Page, part: Part, options: Options) -> JsonObject:
    """The `meta` of a list, with the members that the document tells."""
    last = max(1, -(-part.total // page.size))
    pagination = {
        "current": page.number,
        "first": 1,
        "prev": page.number - 1 if page.number > 1 else None,
        "next": page.number + 1 if page.number < last else None,
        "last": last,
        "records": len(part.items),
    }
    known: JsonObject = {
        "total_pages": last,
        "total_count": part.total,
        "current_page": page.number,
        "count": len(part.items),
        "total": part.total,
        "pagination": pagination,
    }
    return {name: known[name] for name in options.list_meta.get(operation.path, options.paging_style) if name in known}


def list_links(request: Request, paging: Paging, page: Page, part: Part, options: Options) -> JsonObject:
    """The `links` of a list; null where there is no such page."""
    last = max(0, (part.total - 1) // page.size) * page.size
    starts = {
        "first": 0,
        "prev": max(0, page.start - page.size) if page.start > 0 else None,
        "next": page.start + page.size if page.start + page.size < part.total else None,
        "last": last,
    }
    links: JsonObject = {"self": _link(request, "", "", options)}
    for name, start in starts.items():
        links[name] = None if start is None else _link(request, paging.position, _position(paging, start, page.size), options)
    return links


def _position(paging: Paging, start: int, size: int) -> str:
    return {"number": str(start // size + 1), "offset": str(start)}.get(paging.style) or queries.cursor(start)


def _link(request: Request, name: str, value: str, options: Options) -> str:
    pairs = [pair for pair in request.query if pair[0] != name] + ([(name, value)] if name else [])
    query = "&".join(f"{quote(key, safe='[]')}={quote(text, safe=',')}" for key, text in pairs)
    return f"{options.link_base or request.origin}{request.path}{'?' if query else ''}{query}"
