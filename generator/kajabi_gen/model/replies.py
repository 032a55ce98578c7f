"""Replies that are objects but no JSON:API documents: one class for each schema, and for what is nested in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kajabi_gen.model import naming, nested
from kajabi_gen.model.ir import Attribute, Model
from kajabi_gen.model.reserved import MODEL_MEMBERS
from kajabi_gen.model.resources import Inside, ResourceBuilder, distinct
from kajabi_gen.spec.facts import FactKind, Facts
from kajabi_gen.spec.node import Node


class ReplySource(NamedTuple):
    """The schema of a reply, and a name for its class where the schema has none."""

    schema: Node
    fallback: str


class ReplyModels:
    """The classes of all such replies. They are named together, in an order of their own, so that the document's order does not matter."""

    def __init__(self, resources: ResourceBuilder, facts: Facts, reserved: frozenset[str], replies: Mapping[str, ReplySource]) -> None:
        self._resources = resources
        self._facts = facts
        classes = [resources.class_of(type_) for type_ in resources.known_types]
        self._resource_classes = frozenset((*classes, *map(naming.field_names, classes)))
        self._models: dict[str, Model] = {}
        keys = {subject: self._key(replies[subject]) for subject in sorted(replies)}
        wanted = sorted(set(keys.values()))
        names = naming.unique(naming.class_name(text, reserved | self._resource_classes) for _rank, text in wanted)
        self._names = dict(zip(wanted, names, strict=True))
        self._classes = {subject: self._names[key] for subject, key in keys.items()}
        for subject, class_name in self._classes.items():
            if class_name not in self._models:
                self._add(subject, replies[subject].schema, class_name)

    @property
    def models(self) -> tuple[Model, ...]:
        """All classes, by name."""
        return tuple(self._models[name] for name in sorted(self._models))

    def class_of(self, subject: str) -> str:
        """The class of the reply of an operation."""
        return self._classes[subject]

    def _key(self, source: ReplySource) -> tuple[int, str]:
        """What replies of one class have in common: the component schema, or their own operation."""
        components = self._resources.reader.shape(source.schema).components
        return (0, components[0]) if components else (1, source.fallback)

    def _add(self, subject: str, schema: Node, class_name: str) -> None:
        shape = self._resources.reader.shape(schema)
        inside = Inside.nothing()
        texts = {fact.name: fact.text for fact in self._facts.about(FactKind.ATTRIBUTE, subject)}
        self._resources.name_models(shape, class_name, inside)
        attributes = distinct(tuple(self._attribute(wire, member, class_name, inside, texts) for wire, member in shape.properties.items()))
        taken = self._resource_classes | set(self._names.values()) | self._models.keys()
        names = nested.free_names(inside.classes, taken)
        description = self._resources.reader.description(schema)
        self._models[class_name] = Model(class_name, description, nested.renamed(attributes, names), shape.node.mark)
        self._models.update({model.class_name: model for model in nested.renamed_models(inside.classes.values(), names)})

    def _attribute(self, wire: str, schema: Node, owner: str, models: Inside, texts: Mapping[str, str]) -> Attribute:
        attribute = self._resources.attribute(wire, schema, False, owner, models, MODEL_MEMBERS)
        return attribute._replace(description=attribute.description or texts.get(wire, ""))
