"""The component schemas that discriminators name: those of a mapping, and those whose `allOf` refers to the schema with the discriminator,
which stand for it by their own names (OpenAPI 3.1.1, 4.8.25: Discriminator Object, Models with Polymorphism Support)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from kajabi_gen.diff.prepare import entries
from kajabi_gen.spec.node import Node
from kajabi_gen.spec.refs import lookup

PREFIX: Final = "#/components/schemas/"


class Components:
    """The component schemas of one document, by name."""

    def __init__(self, document: Node) -> None:
        self._document = document

    def reference(self, name: str) -> Node | None:
        """A reference to a component, None where there is none of that name."""
        found = lookup(self._document, f"{PREFIX}{name}")
        return None if found is None else Node({"$ref": Node(f"{PREFIX}{name}", found.mark)}, found.mark)

    def declares(self, name: str, discriminator: Node) -> bool:
        """Whether a component has a discriminator of its own, not that of a component it refers to."""
        schema = lookup(self._document, f"{PREFIX}{name}")
        return schema is not None and any(part.get("discriminator") is discriminator for part in _parts(schema))

    @cached_property
    def heirs(self) -> Mapping[str, list[str]]:
        """The names of components, each with those of its heirs; nothing where no component has a discriminator."""
        schemas = dict(entries(self._document.at("components", "schemas")))
        found: dict[str, list[str]] = {}
        if any(part.get("discriminator") for schema in schemas.values() for part in _parts(schema)):
            for name, schema in schemas.items():
                for part in _parts(schema):
                    found.setdefault((part.string("$ref") or "").removeprefix(PREFIX), []).append(name)
        return found

    def family(self, name: str) -> dict[str, Node]:
        """References to a component, to its heirs, and to theirs."""
        found: dict[str, Node] = {}
        todo = [name]
        while todo:
            member = todo.pop()
            if member not in found and (form := self.reference(member)) is not None:
                found[member] = form
                todo += self.heirs.get(member, ())
        return found


def _parts(schema: Node) -> tuple[Node, ...]:
    """A schema and the parts of its `allOf`; an `allOf` of a reference alone is that reference by now (`normalize.schemas`)."""
    all_of = schema.get("allOf")
    return (schema, *all_of.elements) if all_of else (schema,)
