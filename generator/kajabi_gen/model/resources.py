"""Find every resource type of a document and merge what all places say about it into one `Resource`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kajabi_gen.model import jsonapi, naming, nested
from kajabi_gen.model.ir import Arity, Attribute, Family, Model, Relationship, Resource, TypeKind, TypeRef
from kajabi_gen.model.jsonapi import DocumentKind, TypeNames
from kajabi_gen.model.lookup import TypesByName
from kajabi_gen.model.reserved import MODEL_MEMBERS, RESOURCE_MEMBERS
from kajabi_gen.model.schema import ANY, SchemaReader, Shape, parts
from kajabi_gen.spec.facts import Fact, FactKind, Facts
from kajabi_gen.spec.finding import Finding, InputError, error, note, warning
from kajabi_gen.spec.node import Mark, Node, plain

_HEADING_WORDS: Final = frozenset(
    "a all an and attribute attributes be can following for in included of only optional read required response returned that the "
    "updatable updated writable".split()
)
_MOST_MODELS: Final = 5_000
_LONGEST_MODULE: Final = 240  # bytes; file systems take 255, with the ending
_PROSE_TYPES: Final = {
    "string": TypeKind.STRING,
    "integer": TypeKind.INTEGER,
    "int": TypeKind.INTEGER,
    "number": TypeKind.NUMBER,
    "float": TypeKind.NUMBER,
    "decimal": TypeKind.NUMBER,
    "boolean": TypeKind.BOOLEAN,
    "bool": TypeKind.BOOLEAN,
    "datetime": TypeKind.DATETIME,
    "date-time": TypeKind.DATETIME,
    "date": TypeKind.DATE,
}


class Inside(NamedTuple):
    """The classes of the objects inside one resource or reply, by name; `names`: which of them each schema became."""

    classes: dict[str, Model]
    names: dict[tuple[str, ...], str]

    @staticmethod
    def nothing() -> Inside:
        """No class yet."""
        return Inside({}, {})


class Draft:
    """A resource type while evidence about it is gathered."""

    __slots__ = ("attributes", "class_name", "description", "mark", "models", "relationships", "source", "type")

    def __init__(self, type_: str, mark: Mark, class_name: str) -> None:
        self.type = type_
        self.mark = mark
        self.class_name = class_name
        self.attributes: dict[str, Attribute] = {}
        self.relationships: dict[str, Relationship] = {}
        self.models = Inside.nothing()
        self.description = ""
        self.source = "schema"


class ResourceBuilder:
    """Gathers resources schema by schema, then prose by prose; `resources()` gives what came together."""

    def __init__(self, reader: SchemaReader, facts: Facts, types: TypeNames, reserved: frozenset[str]) -> None:
        self.reader = reader
        self.findings: list[Finding] = []
        self._facts = facts
        self._reserved = reserved
        self._types = types
        self._drafts: dict[str, Draft] = {}
        self._names = TypesByName()
        self._models_made = 0
        self._running: dict[tuple[str, ...], str] = {}

    def add_documents(self, replies: Sequence[tuple[str, jsonapi.DocumentShape]]) -> None:
        """Add the resources of all replies, given with their paths; single resources before lists, so that the fuller ones lead."""
        for _path, reply in replies:
            declared = [self._types.declared(schema) for schema in (*reply.primary, *reply.included)]
            self._types.learn([type_ for type_ in declared if type_])
        rank = {DocumentKind.ONE: 0, DocumentKind.MANY: 1, DocumentKind.MIXED: 2}
        for path, reply in sorted(replies, key=lambda pair: (rank.get(pair[1].kind, 3), pair[0])):
            if reply.kind in rank:
                for schema in reply.primary:
                    self.add(self._types.of(schema, path), schema)
        for _path, reply in sorted(replies, key=lambda pair: pair[0]):
            for schema in reply.included:
                self._add_included(schema)

    def _add_included(self, schema: Node) -> None:
        """An included member either says its type, or lists attribute schemas whose names tell (courses_attributes → courses)."""
        declared = self._types.declared(schema)
        if declared:
            self.add(declared, schema)
            return
        attributes = self.reader.shape(schema).properties.get("attributes")
        shape = self.reader.shape(attributes)
        for part in shape.alternatives or ((attributes,) if attributes else ()):
            names = self.reader.shape(part).names
            if names:
                self._add_attributes(self._draft(self._types.of_attributes(names[0]), part.mark), part)

    def add_components(self, schemas: Node | None) -> None:
        """Add component schemas that are attributes of a known type by their name, though no reply refers to them."""
        for name, schema in sorted(schemas.members.items(), key=lambda pair: pair[0]) if schemas else ():
            type_ = self._types.known(jsonapi.stem(name)) if jsonapi.is_attributes_name(name) else ""
            if type_ and (type_ in self._drafts or self._has_examples(type_)):
                self._add_attributes(self._draft(type_, schema.mark), schema)

    def _has_examples(self, type_: str) -> bool:
        return bool(self._facts.about(FactKind.EXAMPLE_ATTRIBUTE, type_))

    def add_examples(self) -> None:
        """Add the types that no schema describes: their attributes come from the examples."""
        for fact in self._facts.of_kind(FactKind.EXAMPLE_ATTRIBUTE):
            if fact.subject not in self._drafts:
                draft = self._draft(fact.subject, fact.mark)
                draft.source = "example"
                message = f"the resource type {fact.subject!r} is shown in examples only"
                self.findings.append(note("type-from-example", message, "its attributes are typed after the examples", fact.mark))
            if self._drafts[fact.subject].source == "example":
                self._add_example_attribute(self._drafts[fact.subject], fact)

    def _add_example_attribute(self, draft: Draft, fact: Fact) -> None:
        kind = {"boolean": TypeKind.BOOLEAN, "integer": TypeKind.INTEGER, "number": TypeKind.NUMBER, "string": TypeKind.STRING}
        type_ = TypeRef(kind.get(fact.value, TypeKind.ANY), nullable=True)
        known = draft.attributes.get(fact.name)
        if known is None:
            name = naming.identifier(fact.name, RESOURCE_MEMBERS)
            draft.attributes[fact.name] = Attribute(name, fact.name, type_, "", fact.mark, source="example")
        elif known.type.kind is not type_.kind and fact.value != "null":
            draft.attributes[fact.name] = known._replace(type=_wider(known.type, type_))

    def add_prose(self, subject: str, primary: str, reads: bool) -> None:
        """Add what the bullets of one operation say about attributes; `primary` is the type that the operation is about."""
        for fact in self._facts.about(FactKind.ATTRIBUTE, subject):
            type_ = self._prose_target(fact, primary)
            if type_ in self._drafts and naming.snake(fact.name) == fact.name:
                self._add_prose_attribute(self._drafts[type_], fact, reads)

    def _prose_target(self, fact: Fact, primary: str) -> str:
        heading = naming.words(fact.heading)
        if not any(word in ("attribute", "attributes") for word in heading):
            return ""
        subject = "_".join(word for word in heading if word not in _HEADING_WORDS)
        if not subject:
            return primary
        return self._names.plural_of(subject) or (primary if subject in naming.snake(primary) else "")

    def _add_prose_attribute(self, draft: Draft, fact: Fact, reads: bool) -> None:
        known = draft.attributes.get(fact.name)
        if known is not None:
            values = known.type.values
            if known.type.kind is TypeKind.STRING and not values and fact.values:
                values = fact.values
            type_ = known.type._replace(values=values)
            if known.source == "example" and fact.value:
                type_ = _prose_type(fact)
            draft.attributes[fact.name] = known._replace(description=known.description or fact.text, type=type_)
        elif reads and fact.name not in draft.relationships:
            type_ = _prose_type(fact)
            name = naming.identifier(fact.name, RESOURCE_MEMBERS)
            draft.attributes[fact.name] = Attribute(name, fact.name, type_, fact.text, fact.mark, source="prose")
            message = f"the attribute {fact.name!r} of {draft.type!r} is named in the prose only"
            self.findings.append(note("attribute-from-prose", message, "added, as nullable", fact.mark))

    def add(self, type_: str, schema: Node) -> None:
        """Add what one schema says about a resource type."""
        draft = self._draft(type_, schema.mark)
        shape = self.reader.shape(schema)
        draft.description = draft.description or self.reader.description(schema)
        self._add_attributes(draft, shape.properties.get("attributes"))
        relationships = shape.properties.get("relationships")
        for wire, relationship in self.reader.shape(relationships).properties.items() if relationships else ():
            self._add_relationship(draft, wire, relationship)

    def _draft(self, type_: str, mark: Mark) -> Draft:
        if type_ not in self._drafts:
            name = naming.class_name(naming.singular(naming.snake(type_)), self._reserved)
            self._drafts[type_] = Draft(type_, mark, name)
            self._names.add(type_)
        return self._drafts[type_]

    def _add_attributes(self, draft: Draft, schema: Node | None) -> None:
        if schema is None:
            return
        shape = self.reader.widest(schema)
        self.name_models(shape, draft.class_name, draft.models)
        for wire, member in shape.properties.items():
            new = self.attribute(wire, member, wire in shape.required, draft.class_name, draft.models, RESOURCE_MEMBERS)
            old = draft.attributes.get(wire)
            draft.attributes[wire] = new if old is None else self._agreed(draft.type, old, new)

    def attribute(self, wire: str, schema: Node, required: bool, owner: str, models: Inside, reserved: frozenset[str]) -> Attribute:
        """One attribute; nested objects become Models named after their owner, collected in `models`."""
        return Attribute(
            naming.identifier(wire, reserved),
            wire,
            self.type(schema, wire, owner, models),
            self.reader.description(schema),
            schema.mark,
            read_only=self.reader.flag(schema, "readOnly"),
            deprecated=self.reader.flag(schema, "deprecated"),
            required=required,
        )

    def type(self, schema: Node, wire: str, owner: str, models: Inside) -> TypeRef:
        """The type of a schema; a nested object becomes a Model in `models`, named after its owner and member."""
        return self.reader.type(schema, lambda nested, shape, is_item: self._model(nested, shape, wire, owner, models, is_item))

    def _model(self, schema: Node, shape: Shape, wire: str, owner: str, models: Inside, is_item: bool) -> str:
        member = naming.singular(naming.snake(wire)) if is_item else naming.snake(wire)
        name = naming.class_name(f"{owner}_{member}", self._reserved)
        place = shape.components[-1:] or tuple(str(id(part)) for part in parts(schema))
        if place in self._running:  # within itself, whatever stands between
            return self._running[place]
        if shape.components:
            keys: list[tuple[str, ...]] = [(owner, *place)]
        else:  # an object that several places describe in the same words is one, and one that adds to a component, wherever that leads
            words = (name, json.dumps(plain(schema), sort_keys=True))
            keys = [(member, *place), words] if shape.names else [words]
        known = next((models.names[key] for key in keys if key in models.names), "")
        while not known and name in models.classes:
            name += "Item"
        models.names.update(dict.fromkeys(keys, known or name))
        if known:
            return known
        self._running[place] = name
        self._add_model(name, owner if shape.components else name, schema, shape, models)
        del self._running[place]
        return name

    def _add_model(self, name: str, owner: str, schema: Node, shape: Shape, models: Inside) -> None:
        """Add the class of a nested object; `owner` is what those inside it are named after."""
        if self._models_made >= _MOST_MODELS:
            message = f"nested objects would become over {_MOST_MODELS} classes"
            raise InputError(
                [error("too-many-classes", message, "give objects that several places hold a component of their own", schema.mark)]
            )
        self._models_made += 1
        models.classes[name] = Model(name, self.reader.description(schema), (), schema.mark)
        self.name_models(shape, owner, models)
        attributes = tuple(
            self.attribute(inner, child, inner in shape.required, owner, models, MODEL_MEMBERS) for inner, child in shape.properties.items()
        )
        models.classes[name] = models.classes[name]._replace(attributes=distinct(attributes))

    def name_models(self, shape: Shape, owner: str, models: Inside) -> None:
        """A component that several members hold is named after the first of them by name, not by their order in the document."""
        for wire in sorted(shape.properties):
            if not self.reader.is_scalar(shape.properties[wire]):
                self.type(shape.properties[wire], wire, owner, models)

    def _agreed(self, type_: str, old: Attribute, new: Attribute) -> Attribute:
        """Two descriptions of one attribute as one."""
        one, other = old.type, new.type
        if (one.kind, one.item, one.model) == (other.kind, other.item, other.model):
            values = tuple(dict.fromkeys((*one.values, *other.values)))
            agreed = TypeRef(one.kind, one.nullable or other.nullable, one.item, one.model, values)
        else:
            message = f"the attribute {old.wire!r} of {type_!r} has another type here than at line {old.mark.line}"
            self.findings.append(warning("attribute-conflict", message, "the wider of the two is taken", new.mark))
            agreed = _wider(one, other)
        return old._replace(
            type=agreed,
            description=old.description or new.description,
            read_only=old.read_only or new.read_only,
            deprecated=old.deprecated or new.deprecated,
        )

    def _add_relationship(self, draft: Draft, wire: str, schema: Node) -> None:
        shape = self.reader.shape(schema)
        data, many = jsonapi.linkage(self.reader, schema)
        nullable = shape.nullable or (data is not None and not many and self.reader.shape(data).nullable)
        targets = jsonapi.linkage_types(self.reader, data)
        arity = Arity.MANY if many or (data is None and naming.singular(wire) != wire) else Arity.ONE
        new = Relationship(
            naming.identifier(wire, RESOURCE_MEMBERS),
            wire,
            arity,
            targets[0] if len(targets) == 1 else "",
            self.reader.description(schema),
            schema.mark,
            nullable=nullable,
            deprecated=self.reader.flag(schema, "deprecated"),
        )
        old = draft.relationships.get(wire)
        draft.relationships[wire] = new if old is None else self._agreed_relationship(draft.type, old, new, data is not None)

    def _agreed_relationship(self, type_: str, old: Relationship, new: Relationship, has_data: bool) -> Relationship:
        if has_data and old.arity is not new.arity:
            message = f"the relationship {old.wire!r} of {type_!r} is to-{new.arity} here and to-{old.arity} at line {old.mark.line}"
            self.findings.append(warning("relationship-conflict", message, "the first is taken", new.mark))
        if old.target and new.target and old.target != new.target:
            message = f"the relationship {old.wire!r} of {type_!r} leads to {new.target!r} here, to {old.target!r} at line {old.mark.line}"
            self.findings.append(warning("relationship-conflict", message, "the first is taken", new.mark))
        return old._replace(
            target=old.target or new.target,
            description=old.description or new.description,
            nullable=old.nullable or new.nullable,
            deprecated=old.deprecated or new.deprecated,
        )

    def class_of(self, type_: str) -> str:
        """The class name of a resource type, "" if the type is unknown."""
        draft = self._drafts.get(type_)
        return draft.class_name if draft else ""

    @property
    def known_types(self) -> tuple[str, ...]:
        """All resource types found so far."""
        return tuple(self._drafts)

    def target_by_name(self, wire: str) -> str:
        """The resource type that a relationship name stands for: `customer` → customers, `tags` → contact_tags if only that ends so."""
        name = naming.snake(wire)
        ends = self._names.ending_in(name)
        return self._names.plural_of(name) or (ends[0] if len(ends) == 1 else "")

    def resources(self) -> tuple[Resource, ...]:
        """All resources, by type, with relationship targets filled in from examples and names."""
        self._settle_targets()
        self._settle_class_names()
        drafts = [self._drafts[type_] for type_ in sorted(self._drafts)]
        modules = naming.unique(naming.module(draft.type) for draft in drafts)
        for draft, module in zip(drafts, modules, strict=True):
            if len(module.encode()) > _LONGEST_MODULE:
                message = f"the resource type {draft.type[:40]!r}… has over {_LONGEST_MODULE} bytes"
                raise InputError([error("long-name", message, "shorten it", draft.mark)])
        classes = frozenset(draft.class_name for draft in drafts)
        return tuple(self._resource(draft, module, classes) for draft, module in zip(drafts, modules, strict=True))

    def _settle_targets(self) -> None:
        for draft in self._drafts.values():
            self._add_example_relationships(draft)
            for wire, relationship in draft.relationships.items():
                if not relationship.target:
                    shown = self._facts.about(FactKind.EXAMPLE_RELATIONSHIP, draft.type)
                    targets = [fact.value for fact in shown if fact.name == wire] or [self.target_by_name(wire)]
                    draft.relationships[wire] = relationship._replace(target=targets[0])

    def _add_example_relationships(self, draft: Draft) -> None:
        for fact in self._facts.about(FactKind.EXAMPLE_RELATIONSHIP, draft.type):
            if fact.name not in draft.relationships and fact.name not in draft.attributes:
                arity = Arity.MANY if fact.text == "many" else Arity.ONE
                name = naming.identifier(fact.name, RESOURCE_MEMBERS)
                relationship = Relationship(name, fact.name, arity, fact.value, "", fact.mark, nullable=True, source="example")
                draft.relationships[fact.name] = relationship
                message = f"the relationship {fact.name!r} of {draft.type!r} is shown in examples only"
                self.findings.append(note("relationship-from-example", message, "added", fact.mark))

    def _settle_class_names(self) -> None:
        """Two classes whose names meet get a number; one that meets the alias of another's field names gets `Resource` behind it."""
        drafts = [self._drafts[type_] for type_ in sorted(self._drafts)]
        names = naming.unique(draft.class_name for draft in drafts)
        aliases = frozenset(map(naming.field_names, names))
        taken = {*names, *aliases}
        for draft, name in zip(drafts, names, strict=True):
            if name in aliases:
                while name in taken:
                    name += "Resource"
                taken.add(name)
            draft.class_name = name

    def _resource(self, draft: Draft, module: str, classes: frozenset[str]) -> Resource:
        models = draft.models.classes
        names = nested.free_names(models, classes | {naming.field_names(draft.class_name)}) if models else {}
        attributes = distinct(nested.renamed(draft.attributes.values(), names))
        relationships = _distinct_relationships(tuple(draft.relationships.values()), attributes)
        return Resource(
            draft.type,
            draft.class_name,
            module,
            draft.description,
            attributes,
            relationships,
            tuple(self._families(draft, {*(item.name for item in attributes), *(item.name for item in relationships)})),
            nested.renamed_models(models.values(), names),
            draft.mark,
            draft.source,
        )

    def _families(self, draft: Draft, taken: set[str]) -> Iterator[Family]:
        for fact in self._facts.of_kind(FactKind.NUMBERED_FAMILY):
            if f"{fact.name}_1" in draft.attributes:
                yield Family(naming.identifier(f"{fact.name}_fields", taken), f"{fact.name}_", int(fact.value or 0))


def _wider(one: TypeRef, other: TypeRef) -> TypeRef:
    nullable = one.nullable or other.nullable
    kinds = {one.kind, other.kind}
    if kinds == {TypeKind.INTEGER, TypeKind.NUMBER}:
        return TypeRef(TypeKind.NUMBER, nullable)
    if TypeKind.STRING in kinds and kinds & {TypeKind.DATETIME, TypeKind.DATE}:
        return TypeRef(one.kind if one.kind is not TypeKind.STRING else other.kind, nullable)
    return ANY._replace(nullable=nullable)


def _prose_type(fact: Fact) -> TypeRef:
    kind = _PROSE_TYPES.get(fact.value.split(",")[0].strip().lower(), TypeKind.ANY)
    if fact.value == "array":
        return TypeRef(TypeKind.ARRAY, nullable=True, item=ANY)
    return TypeRef(kind, nullable=True, values=fact.values if kind is TypeKind.STRING else ())


def distinct(attributes: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
    """Attributes whose Python names meet get numbers; in order of the wire name, so that the document's order does not matter."""
    names = _settled({attribute.wire: attribute.name for attribute in attributes})
    return tuple(attribute._replace(name=names[attribute.wire]) for attribute in attributes)


def _distinct_relationships(relationships: tuple[Relationship, ...], attributes: tuple[Attribute, ...]) -> tuple[Relationship, ...]:
    taken = {attribute.name for attribute in attributes}
    wanted = {item.wire: f"{item.name}_relationship" if item.name in taken else item.name for item in relationships}
    names = _settled(wanted, taken)
    return tuple(item._replace(name=names[item.wire]) for item in relationships)


def _settled(wanted: Mapping[str, str], taken: Iterable[str] = ()) -> dict[str, str]:
    wires = sorted(wanted, key=lambda wire: (wire != wanted[wire], naming.snake(wire) != wire, wire))
    return dict(zip(wires, naming.unique((wanted[wire] for wire in wires), taken), strict=True))
