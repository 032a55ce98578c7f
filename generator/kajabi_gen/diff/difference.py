"""What the comparisons of schemas are made with and what they give: a Context, Differences, and Steps to schemas within."""

from __future__ import annotations

from typing import Final, NamedTuple

from kajabi_gen.diff.change import Wire
from kajabi_gen.diff.kinds import ASPECTS
from kajabi_gen.diff.schema import NOTHING, Schemas, key
from kajabi_gen.spec.node import Node, Plain, plain

_LARGE: Final = 500  # Nodes


class Difference(NamedTuple):
    """One difference between two schemas, without the operation that it is found in.

    `aspect`: see `kinds.ASPECTS`. `place`: the way down an instance; `*` for any element, `{}` for any other property, a pattern for those
    whose names match it.
    """

    aspect: str
    wire: Wire
    place: tuple[str, ...]
    old: Node | None
    new: Node | None
    message: str

    def below(self, token: str) -> Difference:
        """The same, one level further down."""
        return self._replace(place=(token, *self.place))


class Step(NamedTuple):
    """The way from two schemas to two within them.

    `form`: what people call the alternative that is entered, "" where none is. `is_absent`: what is there does not travel this way,
    or rules nothing out. `rule`: the Difference that any difference there comes to, as they are schemas of a rule (`not`, `if`) whose
    effect cannot be told.
    """

    place: tuple[str, ...]
    old: Node | None
    new: Node | None
    form: str = ""
    is_absent: bool = False
    rule: Difference | None = None

    def behind(self, step: Step) -> Step:
        """The same step, after another."""
        rule = step.placed(self.rule) if self.rule is not None else step.rule
        return Step(step.place + self.place, self.old, self.new, self.form or step.form, self.is_absent or step.is_absent, rule)

    @property
    def is_empty(self) -> bool:
        """Whether there is no schema on either side."""
        return self.old is None and self.new is None

    def placed(self, found: Difference) -> Difference:
        """A difference of the schemas that the step leads to."""
        if self.rule is not None and found.wire is not Wire.DOCS:
            return self.rule
        message = f"{found.message} (in the form {self.form})" if self.form else found.message
        # what does not travel this way hurts nobody
        wire = Wire.COMPATIBLE if self.is_absent and found.wire is not Wire.DOCS else found.wire
        return found._replace(place=self.place + found.place, message=message, wire=wire)


class Context(NamedTuple):
    """The schemas of both documents, and how the values that are compared travel.

    `is_response`: clients read them. `is_text`: as plain text, as in parameters, headers and forms, where a number is text like any other.
    """

    old: Schemas
    new: Schemas
    is_response: bool
    is_text: bool = False

    def difference(self, aspect: str, old: Node | None, new: Node | None, message: str, wire: Wire | None = None) -> Difference:
        """A difference right here, with the verdict of its aspect where none is given. A schema that is missing stands nowhere."""
        old, new = (None if node is NOTHING else node for node in (old, new))
        return Difference(aspect, wire or ASPECTS[aspect][0][self.is_response], (), old, new, message)


def beside(group: Node | None) -> Node | None:
    """The group that something is missing from, to be shown beside it; nothing where it is large: all that is missing would repeat it."""
    left, todo = _LARGE, [group] if group else []
    while todo and left >= 0:
        node = todo.pop()
        children = node.members.values() if node.is_mapping else node.elements
        left -= len(children)
        if left >= 0:
            todo += children
    return group if left >= 0 else None


def same(one: Node | None, other: Node | None) -> bool:
    """Whether two keywords say the same."""
    if one is None or other is None:
        return one is other
    return one.value == other.value if one.text is not None else _alike(plain(one), plain(other))


def _alike(one: Plain, other: Plain) -> bool:
    """Equality as JSON Schema has it: 1 is 1.0, and not `true`."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def shown(node: Node | None, limit: int = 80) -> str:
    """A value as messages show it, cut where it is longer than `limit` characters."""
    if node is None:
        return "none"
    text = key(plain(node))
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
