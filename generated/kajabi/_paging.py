"""Where a list stands and whether it goes on, from whatever a reply tells about it. No
I/O.

Counts and numbers in `meta`, `links.next` and the number of items are all evidence; none
is trusted alone, since each
is missing or wrong on some server. A link is never followed: at most a cursor is taken
out of it.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Mapping
from typing import Final, Generic, NamedTuple, TypeVar, cast
from urllib.parse import parse_qsl, quote, urlsplit

from ._errors import ArgumentError, SDKError
from ._operation import Paging, Pairs
from ._resource import Resource, key_of
from ._types import JSON

R = TypeVar("R", bound=Resource)

MAX_PAGES: Final = 100_000
"""A walk that is longer than that is taken for a server that never ends."""

_COUNTS: Final = (
    "totalcount",
    "total",
    "totalelements",
    "totalrecords",
    "totalresults",
)
_PAGES: Final = ("totalpages", "lastpage", "pagecount", "pages")
_log: Final = logging.getLogger(__package__)


class Position(NamedTuple):
    """The place of one page: its number, how many items stand before it (if known), and
    the query that gets it.
    """

    number: int
    before: int | None
    query: Pairs

    @staticmethod
    def first(paging: Paging | None, query: Pairs) -> Position:
        """The page that `query` asks for."""
        start = (
            _whole(dict(query).get(paging.number))
            if paging and paging.kind != "cursor"
            else None
        )
        if paging is None or start is None:
            return Position(1, 0, query)
        size = page_size(paging, query)
        if paging.kind == "offset":
            return Position(start // size + 1 if size else 1, start, query)
        return Position(
            start, 0 if start <= 1 else (start - 1) * size if size else None, query
        )

    def moved(
        self, paging: Paging, number: int, before: int | None, place: str
    ) -> Position:
        """The page at `place`, the new value of the parameter that moves."""
        rest = [pair for pair in self.query if pair[0] != paging.number]
        return Position(number, before, (*rest, (paging.number, quote(place, safe=""))))


class Facts(NamedTuple):
    """What a reply tells about the list that it is a page of; all of it may be wrong."""

    total_count: int | None
    total_pages: int | None
    next_number: int | None
    next_link: str | None
    next_cursor: str | None
    says_last: bool
    """Whether there is a place where a next page would be named, and none is."""


def read_facts(meta: Mapping[str, JSON], links: Mapping[str, JSON]) -> Facts:
    """Understand `meta` and `links` in the forms in use; what is of a wrong type counts
    as not told.
    """
    pagination = _normalized(meta.get("pagination"))
    places = (_normalized(meta), pagination, _normalized(meta.get("page")))
    link = links.get("next")
    href = link.get("href") if isinstance(link, Mapping) else link
    cursors = (place.get("nextcursor") for place in places)
    return Facts(
        total_count=_first(places, _COUNTS),
        total_pages=_first(places, _PAGES) or _first((pagination,), ("last",)),
        next_number=_first((pagination,), ("next", "nextpage")),
        next_link=href if isinstance(href, str) and href else None,
        next_cursor=next(
            (cursor for cursor in cursors if isinstance(cursor, str) and cursor), None
        ),
        says_last=bool(links) or pagination.get("next", False) is None,
    )


def next_position(
    paging: Paging | None, position: Position, facts: Facts, count: int
) -> Position | None:
    """The page after one with `count` items; `None` after the last one, and always after
    an empty one.
    """
    if paging is None or count == 0:
        return None
    before = None if position.before is None else position.before + count
    if paging.kind == "cursor":
        cursor = _cursor(paging.number, facts.next_link) or facts.next_cursor
        return (
            None
            if cursor is None
            else position.moved(paging, position.number + 1, before, cursor)
        )
    if not _goes_on(position, facts, before, count, page_size(paging, position.query)):
        return None
    place = str((before or 0) if paging.kind == "offset" else position.number + 1)
    return position.moved(paging, position.number + 1, before, place)


def _goes_on(
    position: Position, facts: Facts, before: int | None, count: int, size: int | None
) -> bool:
    """Whether anything says that there is more; if nothing says anything, whether the
    page is full.
    """
    evidence: list[bool] = []
    if facts.total_pages is not None:
        evidence.append(position.number < facts.total_pages)
    if facts.total_count is not None and before is not None:
        evidence.append(before < facts.total_count)
    if facts.next_number is not None:
        evidence.append(facts.next_number > position.number)
    if facts.next_link is not None or facts.says_last:
        evidence.append(facts.next_link is not None)
    return any(evidence) if evidence else size is None or count >= size


def page_size(paging: Paging, query: Pairs) -> int | None:
    """The number of items for a page that `query` asks for, if it does."""
    return (_whole(dict(query).get(paging.size)) or None) if paging.size else None


def pages_in_all(
    facts: Facts, paging: Paging | None, position: Position, count: int
) -> int | None:
    """How many pages the list has, as told, or computed from the number of items."""
    if facts.total_pages is not None or facts.total_count is None:
        return facts.total_pages
    size = (page_size(paging, position.query) if paging else None) or (
        count if position.number == 1 else 0
    )
    return math.ceil(facts.total_count / size) if size else None


class Walk(Generic[R]):
    """Watches the pages of one walk: passes on each item once, and notices the end."""

    def __init__(self, limit: int | None) -> None:
        if limit is not None and not (
            isinstance(cast("object", limit), int) and limit >= 0
        ):
            raise ArgumentError("limit must be a whole number, and not negative")
        self.left = limit
        self._seen: set[int] = set()
        self._previous: frozenset[tuple[str, str]] = frozenset()

    @property
    def done(self) -> bool:
        """Whether as many items as wanted have passed."""
        return self.left is not None and self.left <= 0

    def admit(self, items: tuple[R, ...]) -> bool:
        """Whether a page with `items` carries the walk on: not if it is empty, or one
        that has been seen before.

        Raises:
            KajabiError: there have been more than `MAX_PAGES`.
        """
        if not items or self.done:
            return False
        print_ = (
            hash(tuple(map(key_of, items)))
            if items[0].id
            else hash(items[0].raw.content)
        )
        if print_ in self._seen:
            _log.warning("a page of a list repeats an earlier one; the list ends here")
            return False
        self._seen.add(print_)
        if len(self._seen) > MAX_PAGES:
            raise SDKError(f"the list has more than {MAX_PAGES} pages")
        return True

    def fresh(self, items: tuple[R, ...]) -> tuple[R, ...]:
        """Those of the items that were not on the page before, as many as are wanted:
        items come twice if one is added in front while the walk goes on.
        """
        previous, self._previous = self._previous, frozenset(map(key_of, items))
        if not previous.isdisjoint(self._previous):
            items = tuple(
                [item for item in items if not item.id or key_of(item) not in previous]
            )
        if self.left is not None:
            items = items[: self.left]
            self.left -= len(items)
        return items


def _cursor(name: str, link: str | None) -> str | None:
    """The value of the query parameter `name` in `link`."""
    try:
        return dict(parse_qsl(urlsplit(link or "").query)).get(name)
    except ValueError:
        return None


def _normalized(value: object) -> Mapping[str, object]:
    """An object with its keys in one spelling: `total_count`, `totalCount` and
    `total-count` are the same.
    """
    if not isinstance(value, Mapping):
        return {}
    members = cast("Mapping[str, object]", value).items()
    return {
        name.replace("_", "").replace("-", "").lower(): member
        for name, member in members
    }


def _first(
    places: Iterable[Mapping[str, object]], names: tuple[str, ...]
) -> int | None:
    found = (_whole(place.get(name)) for place in places for name in names)
    return next((number for number in found if number is not None), None)


def _whole(value: object) -> int | None:
    """A count or number, which may come as text or as `2.0`."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return int(number) if 0 <= number < 2**53 and number == int(number) else None
