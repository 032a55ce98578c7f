"""Which operation of the old document is which of the new: at the same path whatever its placeholders are called, or moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from kajabi_gen.diff.schema import key
from kajabi_gen.spec.grammar import operations
from kajabi_gen.spec.node import Node, Plain, plain

_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")
_LIKE: Final = 0.5
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
    scored = [(score, one, other) for one in gone for other in come if (score := _likeness(one, other)) >= _LIKE]
    scored.sort(key=lambda item: (-item[0], item[1].path, item[1].method, item[2].path))
    taken = set[int]()
    found: list[tuple[Endpoint, Endpoint]] = []
    for _score, one, other in scored:
        if id(one) not in taken and id(other) not in taken:
            found.append((one, other))
            taken |= {id(one), id(other)}
    order = {id(endpoint): index for index, endpoint in enumerate(come)}
    return sorted(found, key=lambda item: order[id(item[1])])


def _likeness(one: Endpoint, other: Endpoint) -> float:
    """From 0 to 1. Another prefix is a move; another last word is one only where everything else is the same."""
    if one.method != other.method:
        return 0.0
    id_ = one.node.string("operationId")
    if id_ and id_ == other.node.string("operationId"):
        return 1.0
    left, right = _segments(one.path), _segments(other.path)
    if _words(left)[-1:] == _words(right)[-1:] and left[-1:] == right[-1:] and left.count("{}") == right.count("{}"):
        import difflib  # which few comparisons need

        return difflib.SequenceMatcher(None, left, right, autojunk=False).ratio()
    return 0.6 if _content(one) == _content(other) and len(left) == len(right) else 0.0


def _segments(path: str) -> list[str]:
    return [_PLACEHOLDER.sub("{}", segment) for segment in path.strip("/").split("/")]


def _words(segments: Iterable[str]) -> list[str]:
    return [segment for segment in segments if segment != "{}"]


def _content(endpoint: Endpoint) -> str:
    """What the operation takes and gives, words left out."""
    members = {name: plain(node) for name, node in endpoint.node.members.items() if name not in _WORDS}
    return (
        key({**members, "parameters": _parameters(endpoint)})
        if endpoint.node.get("requestBody") or _has_schema(endpoint)
        else endpoint.path
    )


def _parameters(endpoint: Endpoint) -> list[Plain]:
    parameters = endpoint.node.get("parameters")
    named = parameters.elements if parameters else ()
    return list[Plain](sorted(key(plain(node.with_members(description=None))) for node in named if node.string("in") != "path"))


def _has_schema(endpoint: Endpoint) -> bool:
    responses = endpoint.node.get("responses")
    return any(node.get("content") is not None for node in (responses.members.values() if responses else ()))
