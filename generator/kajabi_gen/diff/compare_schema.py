"""Compare two schemas: what one allows and the other does not, each difference once, at the place where it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

from kajabi_gen.diff.change import Wire
from kajabi_gen.diff.compare_alternatives import alternatives, discriminators, introduced
from kajabi_gen.diff.compare_containers import additional, elements, properties
from kajabi_gen.diff.compare_limits import limits, rules
from kajabi_gen.diff.compare_values import defaults, deprecation, enums, formats, nullability, retyped, types, words
from kajabi_gen.diff.difference import Context, Difference, Step
from kajabi_gen.diff.schema import Schema
from kajabi_gen.spec.node import Node

_Comparison: TypeAlias = Callable[[Schema, Schema, Context], Iterator[Difference | Step]]
_Comparisons: TypeAlias = tuple[_Comparison, ...]
_ALL: Final[_Comparisons] = (
    types,
    nullability,
    formats,
    enums,
    defaults,
    limits,
    deprecation,
    properties,
    additional,
    elements,
    alternatives,
    discriminators,
    rules,
    words,
)
_DISJOINT: Final[_Comparisons] = (retyped, deprecation, words)
"""No value fits both, so there is nothing to compare within."""
_INTRODUCED: Final[_Comparisons] = (introduced, nullability, deprecation, words)
"""One schema became several alternatives, or several one."""

_Pair: TypeAlias = tuple[int, int]
"""The identities of two schemas."""


class _Inside(NamedTuple):
    """What two schemas themselves differ in, and the pairs of schemas within them."""

    differences: tuple[Difference, ...]
    steps: tuple[tuple[_Pair, Step], ...]


class SchemaComparison:
    """Compares the schemas of two documents in one Context. What was compared once is not compared again."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._texts: SchemaComparison | None = self if context.is_text else None
        self._known: dict[_Pair, _Inside] = {}
        self._equal = set[_Pair]()

    def as_text(self) -> SchemaComparison:
        """The same comparison for values that travel as plain text."""
        if self._texts is None:
            self._texts = SchemaComparison(self._context._replace(is_text=True))
        return self._texts

    def read(self, old: Node | None, new: Node | None) -> tuple[Schema, Schema]:
        """Both schemas in their one form."""
        return self._context.old.read(old), self._context.new.read(new)

    def compare(self, old: Node | None, new: Node | None) -> tuple[Difference, ...]:
        """All differences, each at the nearest place where it is met. A schema that is missing allows everything.

        Many ways can lead to one schema, and back into it: each pair of schemas is looked at once, from the root outwards.
        """
        root = Step((), old, new)
        todo = deque([(self._pair(root), root)])
        seen = set[tuple[_Pair, bool, bool]]()
        ways = list[tuple[_Pair, _Pair]]()
        found: dict[tuple[str, Wire, int, int], Difference] = {}
        while todo:
            pair, step = todo.popleft()
            way = pair, step.is_absent, step.rule is not None
            if pair in self._equal or way in seen:
                continue
            seen.add(way)
            inside = self._inside(pair, step)
            for item in inside.differences:
                placed = step.placed(item)
                found.setdefault((placed.aspect, placed.wire, id(placed.old), id(placed.new)), placed)
            for below, further in inside.steps:
                if below not in self._equal:
                    ways.append((pair, below))
                    todo.append((below, further.behind(step)))
        self._remember_equal({pair for pair, *_ in seen}, ways)
        return tuple(found.values())

    def _remember_equal(self, pairs: set[_Pair], ways: Iterable[tuple[_Pair, _Pair]]) -> None:
        """Keep in mind the pairs from which no way leads to a difference, so that nobody goes there again."""
        above: dict[_Pair, list[_Pair]] = {}
        for pair, below in ways:
            above.setdefault(below, []).append(pair)
        todo = [pair for pair in pairs if self._known[pair].differences]
        unequal = set(todo)
        while todo:
            further = [pair for pair in above.get(todo.pop(), ()) if pair not in unequal]
            unequal.update(further)
            todo += further
        self._equal |= pairs - unequal

    def _pair(self, step: Step) -> _Pair:
        old, new = self._context.old, self._context.new
        return id(old.target(step.old) if step.old else None), id(new.target(step.new) if step.new else None)

    def _inside(self, pair: _Pair, step: Step) -> _Inside:
        found = self._known.get(pair)
        if found is None:
            items = () if step.is_empty else tuple(_compared(*self.read(step.old, step.new), self._context))
            steps = tuple((self._pair(item), item) for item in items if isinstance(item, Step))
            found = self._known[pair] = _Inside(tuple(item for item in items if isinstance(item, Difference)), steps)
        return found


def _compared(old: Schema, new: Schema, context: Context) -> Iterator[Difference | Step]:
    """What differs between two schemas themselves, and the steps to those within."""
    if old.never != new.never:
        aspect, text = ("type-narrowed", "no value is allowed any more") if new.never else ("type-widened", "values are allowed now")
        yield context.difference(aspect, old.node, new.node, text)
        return
    for comparison in _fitting(old, new):
        yield from comparison(old, new, context)


def _fitting(old: Schema, new: Schema) -> _Comparisons:
    """What can be asked of two schemas."""
    if _is_disjoint(old, new):
        return _DISJOINT
    return _INTRODUCED if bool(old.alternatives) != bool(new.alternatives) and not _is_beside(old, new) else _ALL


def _is_disjoint(old: Schema, new: Schema) -> bool:
    """Whether no value fits both, but for null."""
    one, other = old.types, new.types
    if one is None or other is None or one == other:
        return False
    if not one or not other:  # null, and nothing else
        return not (old.nullable and new.nullable)
    return not one & other and not ({"integer", "number"} <= one | other)


def _is_beside(old: Schema, new: Schema) -> bool:
    """Whether alternatives stand beside a schema of their own, and are but rules for its values."""
    many, single = (new, old) if new.alternatives else (old, new)
    return many.types is not None and many.types == single.types and bool(many.properties or not single.properties)
