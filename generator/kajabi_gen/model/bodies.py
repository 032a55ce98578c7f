"""Request bodies: which keyword fills which part of the body."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from kajabi_gen.model import jsonapi, naming
from kajabi_gen.model.ir import (
    Body,
    BodyObject,
    BodyPart,
    Constant,
    Keyword,
    KeywordKind,
    PathValue,
    TypeKind,
    TypeRef,
)
from kajabi_gen.model.reserved import KEYWORDS
from kajabi_gen.model.schema import ANY, SchemaReader
from kajabi_gen.spec.node import Node

_TEXT = TypeRef(TypeKind.STRING)
_MEMBERS = TypeRef(TypeKind.MAP, item=ANY)


class BodyContext(NamedTuple):
    """What a body is built for: names that are taken, the path parameter with the id of the resource that is written ("" where the path
    ends in its collection), its type, and what is known of relationships and prose."""

    taken: frozenset[str]
    identifier: str
    resource_type: str
    families: tuple[str, ...]
    describe: Callable[[str], str]
    target: Callable[[str], str]


class BodyBuilder:
    """Builds the Body of one operation."""

    def __init__(self, reader: SchemaReader, context: BodyContext) -> None:
        self._reader = reader
        self._context = context
        self._keywords: list[Keyword] = []

    def build(self, media_type: str, schema: Node) -> Body:
        """The body of a schema."""
        shape = self._reader.shape(schema)
        if shape.properties:
            root: BodyPart = BodyObject(tuple(self._root_members(schema, media_type)))
        else:
            root = self._keyword("body", KeywordKind.VALUE, schema, required=True)
        return Body(media_type, root, tuple(self._keywords))

    def _root_members(self, schema: Node, media_type: str) -> Iterator[tuple[str, BodyPart]]:
        shape = self._reader.shape(schema)
        is_document = jsonapi.is_json(media_type) and "data" in shape.properties
        for wire, member in _ordered(shape.properties):
            required = wire in shape.required
            if is_document and wire == "data":
                yield wire, self._data(member)
            elif is_document and wire == "relationships":
                yield wire, self._relationships(member, required)
            elif is_document and wire == "meta":
                yield wire, self._object(member, required)
            else:
                yield wire, self._keyword(wire, KeywordKind.VALUE, member, required)

    def _data(self, schema: Node) -> BodyPart:
        shape = self._reader.shape(schema)
        many = shape.is_array
        item = self._reader.shape(shape.node.get("items")) if many else shape
        is_open = self._reader.is_open(item)
        target = self._target(schema, "")
        if jsonapi.is_identifier(item) and target and not is_open:
            name, kind = ("ids", KeywordKind.IDENTIFIERS) if many else ("id", KeywordKind.IDENTIFIER)
            return self._add(name, name, kind, _TEXT, schema, required=True, target=target)
        if many or is_open or jsonapi.is_identifier(item):
            return self._keyword("data", KeywordKind.VALUE, schema, required=True)
        return BodyObject(tuple(self._resource_members(schema)))

    def _target(self, data: Node | None, wire: str) -> str:
        """The one type that linkage can hold, "" where it is not known: declared, or told by the relationship."""
        declared = jsonapi.linkage_types(self._reader, data)
        return self._context.target(wire) if not declared else declared[0] if len(declared) == 1 else ""

    def _resource_members(self, schema: Node) -> Iterator[tuple[str, BodyPart]]:
        shape = self._reader.shape(schema)
        for wire, member in _ordered(shape.properties):
            required = wire in shape.required
            if wire == "type":
                yield wire, self._type(member)
            elif wire == "id" and self._context.identifier:
                yield wire, PathValue(self._context.identifier)
            elif wire == "attributes":
                yield wire, self._attributes(member, required)
            elif wire == "relationships":
                yield wire, self._relationships(member, required)
            elif wire == "meta":
                yield wire, self._object(member, required)
            else:
                yield wire, self._keyword(wire, KeywordKind.VALUE, member, required)

    def _type(self, schema: Node) -> BodyPart:
        """The type, which every resource must have (JSON:API 1.1 §7.2): for the caller to say where there are several, or none is known."""
        values = self._reader.values(self._reader.shape(schema)) or (self._context.resource_type,)
        if len(values) == 1 and values[0]:
            return Constant(values[0])
        return self._keyword("type", KeywordKind.VALUE, schema, required=True)

    def _attributes(self, schema: Node, required: bool) -> BodyObject:
        shape = self._reader.widest(schema)
        writable = [(wire, member) for wire, member in _ordered(shape.properties) if not self._reader.flag(member, "readOnly")]
        members = tuple((wire, self._keyword(wire, KeywordKind.VALUE, member, wire in shape.required)) for wire, member in writable)
        return BodyObject(members, required, tuple(self._open_ended(schema, [wire for wire, _member in writable])))

    def _open_ended(self, schema: Node, wires: list[str]) -> Iterator[Keyword]:
        for stem in self._context.families:
            if f"{stem}_1" in wires:
                text = f"More numbered attributes by name, such as `{stem}_7`."
                yield self._add(f"{stem}_fields", "", KeywordKind.FAMILY, _MEMBERS, schema, text=text, prefix=f"{stem}_")
        text = "Attributes that the API takes and its document does not name."
        extra = Keyword("extra", KeywordKind.EXTRA, _MEMBERS, text, schema.mark)
        self._keywords.append(extra)
        yield extra

    def _relationships(self, schema: Node, required: bool) -> BodyObject:
        shape = self._reader.shape(schema)
        members = tuple((wire, self._relationship(wire, member, wire in shape.required)) for wire, member in _ordered(shape.properties))
        return BodyObject(members, required)

    def _relationship(self, wire: str, schema: Node, required: bool) -> BodyPart:
        data, many = jsonapi.linkage(self._reader, schema)
        target = self._target(data, wire)
        if data is None or not target:
            return self._keyword(wire, KeywordKind.VALUE, schema, required)
        item = self._reader.shape(self._reader.shape(data).node.get("items") if many else data)
        if not jsonapi.is_identifier(item):
            return self._keyword(wire, KeywordKind.VALUE, schema, required)
        kind = KeywordKind.TO_MANY if many else KeywordKind.TO_ONE
        nullable = self._reader.shape(schema).nullable or self._reader.shape(data).nullable
        return self._add(wire, wire, kind, TypeRef(TypeKind.STRING, nullable), schema, required=required, target=target)

    def _object(self, schema: Node, required: bool) -> BodyPart:
        shape = self._reader.shape(schema)
        if not shape.properties:
            return self._keyword("meta", KeywordKind.VALUE, schema, required)
        members = tuple(
            (wire, self._keyword(wire, KeywordKind.VALUE, member, wire in shape.required)) for wire, member in _ordered(shape.properties)
        )
        return BodyObject(members, required)

    def _keyword(self, wire: str, kind: KeywordKind, schema: Node, required: bool) -> Keyword:
        type_ = self._reader.written(schema)
        return self._add(wire, wire, kind, type_, schema, required=required)

    def _add(
        self,
        name: str,
        wire: str,
        kind: KeywordKind,
        type_: TypeRef,
        schema: Node,
        *,
        required: bool = False,
        target: str = "",
        text: str = "",
        prefix: str = "",
    ) -> Keyword:
        taken = {keyword.name for keyword in self._keywords} | self._context.taken
        description = text or self._reader.description(schema) or self._context.describe(wire)
        deprecated = self._reader.flag(schema, "deprecated")
        python = naming.identifier(name, KEYWORDS | taken)
        keyword = Keyword(python, kind, type_, description, schema.mark, required, deprecated, target, prefix)
        self._keywords.append(keyword)
        return keyword


_FIRST = ("type", "id", "data", "attributes", "relationships", "meta")


def _ordered(properties: Mapping[str, Node]) -> list[tuple[str, Node]]:
    """Members in an order that decides who gets a contested name whatever the document's order, and as where they are read: the standard
    ones, then those whose names need no change (as the document lists them), then those that are only reserved, then the rest by name."""

    def rank(item: tuple[str, Node]) -> tuple[int, str]:
        wire = item[0]
        if wire in _FIRST:
            return _FIRST.index(wire), ""
        if naming.identifier(wire, KEYWORDS) == wire:
            return len(_FIRST), ""
        return len(_FIRST) + (1 if naming.snake(wire) == wire else 2), wire

    return sorted(properties.items(), key=rank)
