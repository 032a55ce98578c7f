"""The only module that knows what JSON:API documents look like (JSON:API 1.1): data, attributes, relationships, included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from kajabi_gen.model import naming
from kajabi_gen.model.lookup import TypesByName
from kajabi_gen.model.schema import SchemaReader, Shape
from kajabi_gen.spec.grammar import operations
from kajabi_gen.spec.node import Node

_MEDIA_TYPES: Final = ("application/vnd.api+json", "application/json")
_ATTRIBUTES_SUFFIXES: Final = ("_attributes", "Attributes", "-attributes")
_SCHEMA_SUFFIXES: Final = ("_response", "_request", "_resource", "_object", "_schema", "_show", "_index", "_create", "_update")


class DocumentKind(StrEnum):
    """What the body of a reply or request holds."""

    ONE = "one"
    MANY = "many"
    IDENTIFIER = "identifier"
    IDENTIFIERS = "identifiers"
    MIXED = "mixed"
    OBJECT = "object"
    EMPTY = "empty"
    OTHER = "other"


class DocumentShape(NamedTuple):
    """A body, taken apart: the schemas of its primary resources and of its `included` members; `nullable` if `data` may be null."""

    kind: DocumentKind
    primary: tuple[Node, ...] = ()
    included: tuple[Node, ...] = ()
    nullable: bool = False


def media_schema(content: Node | None) -> tuple[str, Node | None]:
    """(media type, schema) of a `content` map: JSON:API first, then JSON, then whatever is there first."""
    if content is None or not content.members:
        return "", None
    names = sorted(content.members, key=_preference)
    name = names[0]
    return name, content.members[name].get("schema")


def _preference(media_type: str) -> tuple[int, str]:
    plain = media_type.split(";")[0].strip().lower()
    if plain in _MEDIA_TYPES:
        return _MEDIA_TYPES.index(plain), media_type
    return (2 if plain.endswith("+json") else 3), media_type


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON or one of its `+json` relatives."""
    plain = media_type.split(";")[0].strip().lower()
    return plain == "application/json" or plain.endswith("+json")


def document_shape(reader: SchemaReader, schema: Node | None) -> DocumentShape:
    """Take the schema of a reply apart."""
    shape = reader.shape(schema)
    if schema is None:
        return DocumentShape(DocumentKind.EMPTY)
    if shape.is_array:
        members = tuple(_alternatives(reader, shape.node.get("items")))
        mixed = bool(members) and all(is_resource(reader.shape(member)) for member in members)
        return DocumentShape(DocumentKind.MIXED, members) if mixed else DocumentShape(DocumentKind.OTHER)
    data = shape.properties.get("data")
    if data is None:
        return DocumentShape(DocumentKind.OBJECT if shape.properties else DocumentKind.OTHER)
    included = shape.properties.get("included")
    also = tuple(_alternatives(reader, reader.shape(included).node.get("items"))) if included else ()
    return _with_data(reader, data, also)


def _with_data(reader: SchemaReader, data: Node, included: tuple[Node, ...]) -> DocumentShape:
    shape = reader.shape(data)
    many = shape.is_array
    members = tuple(_alternatives(reader, shape.node.get("items") if many else data))
    shapes = [reader.shape(member) for member in members]
    if members and all(is_resource(member) for member in shapes):
        kind = DocumentKind.MANY if many else DocumentKind.ONE
        return DocumentShape(DocumentKind.MIXED if many and len(members) > 1 else kind, members, included, shape.nullable)
    if members and all(is_identifier(member) for member in shapes):
        return DocumentShape(DocumentKind.IDENTIFIERS if many else DocumentKind.IDENTIFIER, members, included)
    if not many and shape.is_object and not shape.properties:
        return DocumentShape(DocumentKind.EMPTY)
    return DocumentShape(DocumentKind.OBJECT)


def _alternatives(reader: SchemaReader, schema: Node | None) -> Iterator[Node]:
    if schema is None:
        return
    shape = reader.shape(schema)
    if shape.alternatives and "type" not in shape.properties:
        for part in shape.alternatives:
            yield from _alternatives(reader, part)
    else:
        yield schema


def is_resource(shape: Shape) -> bool:
    """A resource object (§7.2): a type, and attributes or relationships."""
    return "type" in shape.properties and bool({"attributes", "relationships"} & shape.properties.keys())


def is_identifier(shape: Shape) -> bool:
    """A resource identifier object (§7.3): type and id, perhaps meta, and nothing else."""
    return {"type", "id"} <= shape.properties.keys() and shape.properties.keys() <= {"type", "id", "lid", "meta"}


def linkage(reader: SchemaReader, relationship: Node) -> tuple[Node | None, bool]:
    """(`data` of a relationship object, whether it is a list); (None, False) for a relationship that only has links (§7.2.3)."""
    data = reader.shape(relationship).properties.get("data")
    return data, data is not None and reader.shape(data).is_array


def linkage_types(reader: SchemaReader, data: Node | None) -> tuple[str, ...]:
    """The JSON:API types that the linkage may hold, as far as `enum` or `const` tell."""
    if data is None:
        return ()
    shape = reader.shape(data)
    schema = shape.node.get("items") if shape.is_array else data
    found: dict[str, None] = {}
    for member in _alternatives(reader, schema):
        type_ = reader.shape(member).properties.get("type")
        found.update(dict.fromkeys(reader.values(reader.shape(type_)) if type_ else ()))
    return tuple(found)


def path_segments(path: str) -> tuple[str, ...]:
    """The segments of a path template, without a leading `api` and version (`/api/v1/things/{id}` → things, {id})."""
    segments = [segment for segment in path.split("/") if segment]
    while len(segments) > 1 and _is_prefix(segments[0]):
        segments = segments[1:]
    return tuple(segments)


def _is_prefix(segment: str) -> bool:
    lower = segment.lower()
    return lower in ("api", "rest", "jsonapi") or (lower[:1] == "v" and lower[1:].replace(".", "").isdecimal())


def is_placeholder(segment: str) -> bool:
    """Whether a path segment holds a path parameter."""
    return "{" in segment


def collection_segment(path: str) -> str:
    """The last segment that names something: the collection of `/things` and of `/things/{id}`."""
    literal = [segment for segment in path_segments(path) if not is_placeholder(segment)]
    return literal[-1] if literal else ""


class TypeNames:
    """Works out the JSON:API type of a resource schema, where the document says it and where it only shows it."""

    def __init__(self, reader: SchemaReader, document: Node, example_types: Sequence[str]) -> None:
        self._reader = reader
        self._known = TypesByName(example_types)
        for path, _method, _item, _operation in operations(document):
            if (segment := collection_segment(path)) != "":
                self._known.add(segment)

    def learn(self, types: Sequence[str]) -> None:
        """Add types that the document declares."""
        for type_ in types:
            self._known.add(type_)

    def declared(self, resource: Node) -> str:
        """The type that `enum` or `const` of the `type` member says, or ""."""
        type_ = self._reader.shape(resource).properties.get("type")
        values = self._reader.values(self._reader.shape(type_)) if type_ is not None else ()
        return values[0] if len(values) == 1 else ""

    def of(self, resource: Node, path: str) -> str:
        """The type of a resource schema in the reply of a path: declared, or told by the name of its attributes schema, or by the path."""
        declared = self.declared(resource)
        if declared:
            return declared
        shape = self._reader.shape(resource)
        attributes = shape.properties.get("attributes")
        names = (*(self._reader.shape(attributes).names if attributes else ()), *shape.names)
        for name in names:
            known = self.known(stem(name))
            if known:
                return known
        return collection_segment(path) or (stem(names[0]) if names else "resource")

    def of_attributes(self, schema_name: str) -> str:
        """The type that a component schema of attributes belongs to: `course_modules_attributes` → modules, if that type is known."""
        base = stem(schema_name)
        return self.known(base) or base

    def known(self, base: str) -> str:
        """The known type with that name, in singular or plural, or as the end of it; "" if there is none."""
        if base in self._known:
            return base
        return self._known.plural_of(naming.snake(base)) or max(self._known.at_the_end_of(base), key=len, default="")


def stem(schema_name: str) -> str:
    """The name of a component schema without what such names end in: `contacts_attributes` → contacts."""
    name = schema_name
    for suffix in (*_ATTRIBUTES_SUFFIXES, *_SCHEMA_SUFFIXES):
        if name.endswith(suffix) and len(name) > len(suffix):
            name = name.removesuffix(suffix)
    return name


def is_attributes_name(schema_name: str) -> bool:
    """Whether a component schema says by its name that it holds attributes."""
    return schema_name.endswith(_ATTRIBUTES_SUFFIXES)
