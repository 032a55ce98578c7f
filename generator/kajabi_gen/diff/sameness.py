"""Whether a part of one document is the same in the other, word for word: then there is nothing to compare in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kajabi_gen.diff.components import PREFIX
from kajabi_gen.diff.schema import Schemas
from kajabi_gen.spec.node import Node
from kajabi_gen.spec.refs import lookup


class Sameness:
    """Tells of Nodes of two documents whether they are the same, with all that they refer to. The order of members is no difference."""

    def __init__(self, old: Schemas, new: Schemas) -> None:
        self._old = old
        self._new = new
        self._targets: dict[str, tuple[bool, set[str]]] = {}

    def same(self, old: Node | None, new: Node | None) -> bool:
        """Whether both Nodes say the same. What may be missing is only the same as what is missing."""
        if old is None or new is None:
            return old is new
        todo = set[str]()
        if not _same(old, new, todo):
            return False
        seen = set[str]()
        while todo:  # all that can be reached, so that circles need no care
            target = todo.pop()
            if target in seen:
                continue
            seen.add(target)
            is_same, further = self._target(target)
            if not is_same:
                return False
            todo |= further
        return True

    def _target(self, target: str) -> tuple[bool, set[str]]:
        """Whether what a reference leads to is the same but for further references, and those references."""
        found = self._targets.get(target)
        if found is None:
            one, other = lookup(self._old.document, target), lookup(self._new.document, target)
            further = set[str]()
            is_same = one is other if one is None or other is None else _same(one, other, further)
            name = target.removeprefix(PREFIX)
            further.update(f"{PREFIX}{heir}" for side in (self._old, self._new) for heir in side.components.heirs.get(name, ()))
            found = self._targets[target] = (is_same, further)
        return found


def _same(one: Node, other: Node, targets: set[str]) -> bool:
    """Whether two trees are the same. The references in them are added to `targets`, not followed."""
    todo = [(one, other)]
    while todo:
        one, other = todo.pop()
        value, another = one.value, other.value
        if isinstance(value, dict):
            if not isinstance(another, dict) or value.keys() != another.keys():
                return False
            if "$ref" in value or "mapping" in value:
                targets.update(_targets(value))
            todo += [(child, another[name]) for name, child in value.items()]
        elif isinstance(value, tuple):
            if not isinstance(another, tuple) or len(value) != len(another):
                return False
            todo += zip(value, another, strict=True)
        elif type(value) is not type(another) or value != another:
            return False
    return True


def _targets(members: Mapping[str, Node]) -> Iterator[str]:
    """What an object refers to by itself."""
    reference = members.get("$ref")
    if reference is not None and isinstance(reference.value, str):
        yield reference.value
    mapping = members.get("mapping")  # of a discriminator, which refers without `$ref` (OpenAPI 3.1.1, 4.8.25)
    for node in mapping.members.values() if mapping is not None else ():
        if isinstance(node.value, str):
            yield node.value if node.value.startswith("#/") else f"{PREFIX}{node.value}"
