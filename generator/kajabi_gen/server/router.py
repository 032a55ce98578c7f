"""Which operation a method and a path mean. Each segment is decoded on its own, so an encoded slash stays inside its segment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from kajabi_gen.model.ir import Operation
from kajabi_gen.model.jsonapi import is_placeholder


@dataclass(frozen=True, slots=True)
class Match:
    """An operation, and the values of its path parameters in the order of the path."""

    operation: Operation
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The path is known, with other methods."""

    methods: tuple[str, ...]


class Router:
    """Matches paths against the path templates of the operations; a literal segment goes before a placeholder."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._routes = [(item, tuple(item.path.strip("/").split("/"))) for item in operations]
        self._routes.sort(key=lambda route: tuple(is_placeholder(segment) for segment in route[1]))

    def match(self, method: str, path: str) -> Match | NotAllowed | None:
        """The operation of a request; None where no template fits the path."""
        segments = tuple(unquote(segment) for segment in path.removeprefix("/").split("/"))
        allowed: list[str] = []
        for operation, template in self._routes:
            values = _values(template, segments)
            if values is not None and operation.method == method:
                return Match(operation, values)
            if values is not None:
                allowed.append(operation.method)
        return NotAllowed(tuple(sorted(set(allowed)))) if allowed else None


def _values(template: tuple[str, ...], segments: tuple[str, ...]) -> tuple[str, ...] | None:
    if len(template) != len(segments):
        return None
    values: list[str] = []
    for expected, given in zip(template, segments, strict=True):
        if not is_placeholder(expected):
            if expected != given:
                return None
            continue
        before, _, rest = expected.partition("{")
        after = rest.partition("}")[2]
        inner = given[len(before) : len(given) - len(after)]
        if not inner or not given.startswith(before) or not given.endswith(after):
            return None
        values.append(inner)
    return tuple(values)
