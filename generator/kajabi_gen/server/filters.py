"""What a filter key means, read from its name: `<attribute>`, `<attribute>_cont`, `<relationship>_id`, `has_<singular>_id`, `search`, …

The document names the keys and, mostly, no rule; these are the conventions that such names follow. A key that follows none is accepted,
lets everything pass, and is reported (see `Filters.ignored`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from kajabi_gen.model import naming
from kajabi_gen.model.ir import FamilyMember, Relationship, TypeKind
from kajabi_gen.server import values
from kajabi_gen.server.catalog import Kind
from kajabi_gen.server.message import as_list, split_list
from kajabi_gen.server.problem import bad_parameter
from kajabi_gen.server.store import Identifier, Item, Linkage, Store

Test = Callable[[Item], bool]
_NUMBERS: Final = (TypeKind.INTEGER, TypeKind.NUMBER, TypeKind.DECIMAL)
_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "_gt": lambda held, given: held > given,
    "_gteq": lambda held, given: held >= given,
    "_lt": lambda held, given: held < given,
    "_lteq": lambda held, given: held <= given,
    "_eq": lambda held, given: held == given,
    "_not_eq": lambda held, given: held != given,
    "_in": lambda held, given: held in given,
    "_not_in": lambda held, given: held not in given,
}
_SAME: Final = {"": "_eq", "_equal_to": "_eq", "_greater_than": "_gt", "_less_than": "_lt", "_gte": "_gteq", "_lte": "_lteq"}
_TEXT: Final[dict[str, Callable[[str, str], bool]]] = {
    "_cont": lambda held, given: given in held,
    "_contains": lambda held, given: given in held,
    "_i_cont": lambda held, given: given in held,
    "_not_cont": lambda held, given: given not in held,
    "_start": lambda held, given: held.startswith(given),
    "_end": lambda held, given: held.endswith(given),
}
_EMPTY: Final = {"_null": True, "_not_null": False, "_blank": True, "_present": False}
_FLAGS: Final = {"true": True, "1": True, "t": True, "false": False, "0": False, "f": False}


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a request: what an item must pass, and the keys that are accepted without effect."""

    tests: tuple[Test, ...]
    ignored: tuple[str, ...]

    def passes(self, item: Item) -> bool:
        """Whether an item passes all of them."""
        return all(test(item) for test in self.tests)


def read_filters(store: Store, kind: Kind, given: Sequence[tuple[FamilyMember, tuple[str, ...]]]) -> Filters:
    """The filters of a request on a list of that type. Raises a Problem (400) for a value that cannot be compared with."""
    tests: list[Test] = []
    ignored: list[str] = []
    for member, texts in given:
        test = _Reader(store, kind, member.wire, texts).test(member.key)
        if test is None:
            ignored.append(member.wire)
        else:
            tests.append(test)
    return Filters(tuple(tests), tuple(ignored))


@dataclass(frozen=True, slots=True)
class _Reader:
    store: Store
    kind: Kind
    wire: str
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        return ",".join(self.texts)

    def test(self, key: str) -> Test | None:
        """The meaning of a key, by the first rule that fits."""
        if key in self.kind.attributes:
            return self._attribute(key, "")
        if key == "search":
            return self._search()
        return self._operator(key) or self._period(key) or self._related(key) or self._happened(key)

    def _operator(self, key: str) -> Test | None:
        for suffix in sorted((*_COMPARE, *_SAME, *_TEXT, *_EMPTY), key=len, reverse=True):
            names = key.removesuffix(suffix).split("_or_") if suffix and key.endswith(suffix) else ()
            if names and all(name in self.kind.attributes for name in names):
                tests = [self._attribute(name, suffix) for name in names]
                return lambda item: any(test(item) for test in tests)
        return None

    def _attribute(self, name: str, suffix: str) -> Test:
        if suffix in _TEXT:
            compare, wanted = _TEXT[suffix], self.text.casefold()
            return lambda item: compare(_shown(item.attributes.get(name)).casefold(), wanted)
        if suffix in _EMPTY:
            empty = self._flag() is _EMPTY[suffix]
            return lambda item: (item.attributes.get(name) in (None, "")) is empty
        operator = _SAME.get(suffix, suffix)
        order, convert = _COMPARE[operator], self._converter(name)
        given = [convert(text) for text in (split_list(self.texts) if operator in ("_in", "_not_in") else (self.text,))]
        if None in given:
            raise bad_parameter(self.wire, f"{self.text!r} cannot be compared with {name}")
        operand: Any = given if operator in ("_in", "_not_in") else given[0]
        nothing = operator in ("_not_eq", "_not_in")

        def passes(item: Item) -> bool:
            held = convert(item.attributes.get(name))
            return nothing if held is None else order(held, operand)

        return passes

    def _converter(self, name: str) -> Callable[[Any], Any]:
        kind = self.kind.attributes[name].type.kind
        if kind in _NUMBERS:
            return _number
        if kind is TypeKind.BOOLEAN:
            return lambda value: value if isinstance(value, bool) else _FLAGS.get(str(value).lower())
        if kind in (TypeKind.DATETIME, TypeKind.DATE):
            return lambda value: values.moment(value) if isinstance(value, str) else None
        return lambda value: None if value is None else _shown(value)

    def _flag(self) -> bool:
        flag = _FLAGS.get(self.text.lower())
        if flag is None:
            raise bad_parameter(self.wire, "must be true or false")
        return flag

    def _search(self) -> Test:
        names = [name for name, attribute in self.kind.attributes.items() if attribute.type.kind is TypeKind.STRING]
        wanted = self.text.casefold()
        return lambda item: any(wanted in _shown(item.attributes.get(name)).casefold() for name in names)

    def _period(self, key: str) -> Test | None:
        """`created_in_last` (days), `not_created_in_last`, `start_date`, `end_date`."""
        times = list(self.kind.times())
        if key in ("start_date", "end_date") and times:
            given = self._moment()
            if key == "start_date":
                return self._at(times[0], lambda held: held >= given)
            end = given + timedelta(days=1) if len(self.text) == 10 else given
            return self._at(times[0], lambda held: held < end)
        stem = key.removesuffix("_in_last")
        name = f"{stem.removeprefix('not_')}_at"
        if stem == key or name not in times:
            return None
        if not (self.text.isdecimal() and len(self.text) < 6):
            raise bad_parameter(self.wire, "must be a number of days")
        since = self.store.now() - timedelta(days=int(self.text))
        recent = self._at(name, lambda held: held >= since)
        return (lambda item: not recent(item)) if stem.startswith("not_") else recent

    def _moment(self) -> datetime:
        moment = values.moment(self.text)
        if moment is None:
            raise bad_parameter(self.wire, "must be a date (ISO 8601)")
        return moment

    def _at(self, name: str, compare: Callable[[datetime], bool]) -> Test:
        def passes(item: Item) -> bool:
            text = item.attributes.get(name)
            held = values.moment(text) if isinstance(text, str) else None
            return held is not None and compare(held)

        return passes

    def _happened(self, key: str) -> Test | None:
        """`closed` as a flag, of items that have a `closed_at`."""
        if f"{key}_at" not in self.kind.attributes:
            return None
        wanted = self._flag()
        return lambda item: (item.attributes.get(f"{key}_at") is not None) is wanted

    def _related(self, key: str) -> Test | None:
        """`maker_id`, `has_part_id`, `has_all_part_id`, `has_no_part_id`; also through a relationship to one: the maker's country."""
        if not key.endswith("_id"):
            return None
        stem = key.removesuffix("_id")
        prefix = next((item for item in ("has_all_", "has_no_", "has_") if stem.startswith(item)), "")
        linked = self._links(stem.removeprefix(prefix))
        if linked is None:
            return None
        wanted = set(split_list(self.texts))
        if prefix == "has_all_":
            return lambda item: wanted <= linked(item)
        if prefix == "has_no_":
            return lambda item: not wanted & linked(item)
        return lambda item: bool(wanted & linked(item))

    def _links(self, name: str) -> Callable[[Item], set[str]] | None:
        direct = _relationship(self.kind, name)
        if direct is not None:
            return lambda item: ids(item.relationships.get(direct.wire))
        for step in self.kind.relationships.values():
            target = self.store.catalog.kinds.get(step.target)
            beyond = _relationship(target, name) if target and step.arity == "one" else None
            if beyond is not None:
                return lambda item: self._beyond(item, step, beyond)
        return None

    def _beyond(self, item: Item, step: Relationship, beyond: Relationship) -> set[str]:
        link = item.relationships.get(step.wire)
        other = self.store.get(link.type, link.id) if isinstance(link, Identifier) else None
        return ids(other.relationships.get(beyond.wire)) if other else set()


def _relationship(kind: Kind, name: str) -> Relationship | None:
    return kind.relationships.get(name) or next((item for wire, item in kind.relationships.items() if naming.singular(wire) == name), None)


def ids(linkage: Linkage) -> set[str]:
    """The ids that a relationship holds."""
    if linkage is None:
        return set()
    return {linkage.id} if isinstance(linkage, Identifier) else {item.id for item in linkage}


def _number(value: Any) -> float | None:
    try:
        return None if isinstance(value, bool) or value is None else float(value)
    except (TypeError, ValueError):
        return None


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    members = as_list(value)
    return ",".join(map(_shown, members)) if members is not None else "" if value is None else str(value)
