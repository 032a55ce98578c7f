"""The limits of a value: the tightest of all that a schema says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from kajabi_gen.diff.kinds import BOUND_NAMES
from kajabi_gen.diff.schema import Schema, number
from kajabi_gen.spec.node import Node

_INTEGERS: Final = frozenset(("integer",))
_KEYWORDS: Final[Mapping[str, tuple[str, str | None]]] = {
    "minimum": ("minimum", "exclusiveMinimum"),
    "maximum": ("maximum", "exclusiveMaximum"),
    "min-length": ("minLength", None),
    "max-length": ("maxLength", None),
    "min-items": ("minItems", None),
    "max-items": ("maxItems", None),
    "min-properties": ("minProperties", None),
    "max-properties": ("maxProperties", None),
}


class Bound(NamedTuple):
    """A limit, and where it stands."""

    node: Node
    value: float
    exclusive: bool

    @property
    def text(self) -> str:
        """As people read it."""
        shown = str(int(self.value)) if self.value.is_integer() else str(self.value)
        return f"{shown} (exclusive)" if self.exclusive else shown

    def order(self, is_lower: bool) -> tuple[float, int]:
        """Sorts limits; an exclusive one lies beyond the same number."""
        return self.value, (1 if is_lower else -1) if self.exclusive else 0


def bound_of(schema: Schema, name: str) -> Bound | None:
    """The tightest limit that is said; one that every value keeps is none."""
    is_lower = BOUND_NAMES[name][1]
    plainly, exclusively = _KEYWORDS[name]
    found: list[Bound] = []
    for keyword, exclusive in ((plainly, False), (exclusively, True)):
        node = schema.said.get(keyword) if keyword else None
        value = number(node)
        if node is not None and value is not None:
            found.append(Bound(node, value, exclusive))
    if not found:
        return None
    if schema.types == _INTEGERS:  # above 0 is from 1
        found = [_whole(bound, 1 if is_lower else -1) for bound in found]
    choose: Callable[..., Bound] = max if is_lower else min
    bound = choose(found, key=lambda item: item.order(is_lower))
    return None if name.startswith("min-") and bound.value <= 0 else bound


def _whole(bound: Bound, step: int) -> Bound:
    is_next = bound.exclusive and bound.value.is_integer()
    return Bound(bound.node, bound.value + step, False) if is_next else bound
