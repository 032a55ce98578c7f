"""Find resource types by other forms of their names, without a look at each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kajabi_gen.model import naming


class TypesByName:
    """Resource types in the order in which they were added, to be found by what others call them."""

    def __init__(self, types: Iterable[str] = ()) -> None:
        self._order: dict[str, int] = {}
        self._same: dict[str, list[str]] = {}
        self._singular: dict[str, list[str]] = {}
        self._ending: dict[str, list[str]] = {}
        for type_ in types:
            self.add(type_)

    def __contains__(self, type_: object) -> bool:
        return type_ in self._order

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def add(self, type_: str) -> None:
        """Add a type, unless it is there."""
        if type_ in self._order:
            return
        self._order[type_] = len(self._order)
        name = naming.snake(type_)
        single = naming.singular(name)
        self._same.setdefault(name, []).append(type_)
        self._singular.setdefault(single, []).append(type_)
        for ending in _endings(single):
            self._ending.setdefault(ending, []).append(type_)

    def plural_of(self, name: str) -> str:
        """The first type that is the name or its plural (`naming.is_plural_of`), or ""."""
        single = naming.singular(name)
        found = [each[0] for each in (self._same.get(name), self._singular.get(name), self._singular.get(single)) if each]
        return min(found, key=self._order.__getitem__, default="")

    def ending_in(self, name: str) -> list[str]:
        """The types of more words whose last ones are the name, both in the singular: tags → contact_tags."""
        return self._ending.get(naming.singular(name), [])

    def at_the_end_of(self, name: str) -> list[str]:
        """The types that are the last words of the name, but not all of it, in the order in which they were added."""
        found = [type_ for ending in _endings(naming.snake(name)) for type_ in self._same.get(ending, ())]
        return sorted(found, key=self._order.__getitem__)


def _endings(name: str) -> Iterator[str]:
    """What stands behind each underscore."""
    for at, char in enumerate(name):
        if char == "_" and at + 1 < len(name):
            yield name[at + 1 :]
