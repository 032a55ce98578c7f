"""Which operation of the old document is which of the new: at the same path whatever its placeholders are called, or moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from kajabi_gen.diff.schema import key
from kajabi_gen.spec.grammar import operations
from kajabi_gen.spec.node import Node, Plain, plain

_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")
_LIKE: Final = 0.5
_MANY: Final = 100
_Trait: TypeAlias = tuple[str, str] | tuple[str, str, int]
"""Something that an operation has, and what has to be equal beside it; an empty one is none."""
_WORDS: Final = frozenset(("summary", "description", "tags", "operationId", "externalDocs", "deprecated"))


class Endpoint(NamedTuple):
    """An operation of one document."""

    method: str
    path: str
    item: Node
    node: Node

    @property
    def shape(self) -> tuple[str, str]:
        """Method and path with nameless placeholders."""
        return self.method, _PLACEHOLDER.sub("{}", self.path)


class Pairing(NamedTuple):
    """The operations of both documents: those in both (old, new), and those in one only."""

    both: tuple[tuple[Endpoint, Endpoint], ...]
    removed: tuple[Endpoint, ...]
    added: tuple[Endpoint, ...]

    @property
    def moves(self) -> dict[str, str]:
        """Old paths to the new ones, of operations that moved."""
        return {old.path: new.path for old, new in self.both if old.shape != new.shape}


def endpoints(document: Node) -> list[Endpoint]:
    """All operations of a document."""
    return [Endpoint(method.upper(), path, item, node) for path, method, item, node in operations(document)]


def pair(old: Node, new: Node) -> Pairing:
    """Pair the operations of two documents."""
    before, after = endpoints(old), endpoints(new)
    waiting = {endpoint.shape: endpoint for endpoint in after}
    both = [(endpoint, waiting.pop(endpoint.shape)) for endpoint in before if endpoint.shape in waiting]
    kept = {id(one.node) for one, _ in both}
    gone = [endpoint for endpoint in before if id(endpoint.node) not in kept]
    moved = _moved(gone, list(waiting.values()))
    left = {id(one) for one, _ in moved} | {id(other) for _, other in moved}
    return Pairing(
        (*both, *moved),
        tuple(endpoint for endpoint in gone if id(endpoint) not in left),
        tuple(endpoint for endpoint in waiting.values() if id(endpoint) not in left),
    )


def _moved(gone: Sequence[Endpoint], come: Sequence[Endpoint]) -> list[tuple[Endpoint, Endpoint]]:
    """Best matches first, each operation once."""
    if not gone or not come:
        return []
    places = _Places(come)
    scored = [(score, one, other) for one in gone for score, other in places.like(one) if score >= _LIKE]
    scored.sort(key=lambda item: (-item[0], item[1].path, item[1].method, item[2].path))
    taken = set[int]()
    found: list[tuple[Endpoint, Endpoint]] = []
    for _score, one, other in scored:
        if id(one) not in taken and id(other) not in taken:
            found.append((one, other))
            taken |= {id(one), id(other)}
    order = {id(endpoint): index for index, endpoint in enumerate(come)}
    return sorted(found, key=lambda item: order[id(item[1])])


class _Places:
    """Where operations may have moved to, by what they would have in common: looking at all pairs takes minutes where thousands move."""

    def __init__(self, come: Iterable[Endpoint]) -> None:
        self._found: dict[_Trait, list[Endpoint]] = {}
        for endpoint in come:
            for trait in (_id(endpoint), *_ends(endpoint), _content(endpoint)):
                self._found.setdefault(trait, []).append(endpoint)

    def like(self, one: Endpoint) -> Iterator[tuple[float, Endpoint]]:
        """Operations, and how much they are like `one`, from 0 to 1.

        Another prefix is a move; another last word is one only where everything else is the same.
        """
        for other in self._with(_id(one)):
            yield 1.0, other
        longest = next((found for end in _ends(one) if (found := self._with(end))), ())
        for other in longest:
            yield _likeness(one, other), other
        for other in self._with(_content(one)):
            yield 0.6, other

    def _with(self, trait: _Trait) -> Sequence[Endpoint]:
        """Those that have it; none if they are so many that it says nothing."""
        found = self._found.get(trait, ()) if trait[0] else ()
        return found if len(found) <= _MANY else ()


def _id(endpoint: Endpoint) -> _Trait:
    return endpoint.node.string("operationId") or "", endpoint.method


def _ends(endpoint: Endpoint) -> Iterator[_Trait]:
    """What the path ends with, from its last word on at least; the longest end first."""
    segments = _segments(endpoint.path)
    last = max((index for index, segment in enumerate(segments) if segment != "{}"), default=len(segments) - 1)
    for start in range(last + 1):
        yield "/".join(segments[start:]), endpoint.method, segments.count("{}")


def _likeness(one: Endpoint, other: Endpoint) -> float:
    import difflib  # which few comparisons need

    return difflib.SequenceMatcher(None, _segments(one.path), _segments(other.path), autojunk=False).ratio()


def _segments(path: str) -> list[str]:
    return [_PLACEHOLDER.sub("{}", segment) for segment in path.strip("/").split("/")]


def _content(endpoint: Endpoint) -> _Trait:
    """What the operation takes and gives, words left out; nothing where that is nothing of its own."""
    if not endpoint.node.get("requestBody") and not _has_schema(endpoint):
        return "", endpoint.method
    members = {name: plain(node) for name, node in endpoint.node.members.items() if name not in _WORDS}
    return key({**members, "parameters": _parameters(endpoint)}), endpoint.method, len(_segments(endpoint.path))


def _parameters(endpoint: Endpoint) -> list[Plain]:
    parameters = endpoint.node.get("parameters")
    named = parameters.elements if parameters else ()
    return list[Plain](sorted(key(plain(node.with_members(description=None))) for node in named if node.string("in") != "path"))


def _has_schema(endpoint: Endpoint) -> bool:
    responses = endpoint.node.get("responses")
    return any(node.get("content") is not None for node in (responses.members.values() if responses else ()))
