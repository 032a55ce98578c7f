"""Read JSON Schema nodes: follow references, merge `allOf`, see through `null`, and turn what is left into types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

from kajabi_gen.model.ir import TypeKind, TypeRef
from kajabi_gen.spec.finding import InputError, error
from kajabi_gen.spec.node import Mark, Node
from kajabi_gen.spec.refs import lookup

_DEPTH: Final = 40
_STEPS: Final = 10_000  # for one type: far more than anybody writes, and soon found
_VALUES: Final = 1_000_000  # of enums, each as often as it is read
_STRING_FORMATS: Final = {
    "date-time": TypeKind.DATETIME,
    "date": TypeKind.DATE,
    "decimal": TypeKind.DECIMAL,
}
_KINDS: Final = {
    "string": TypeKind.STRING,
    "integer": TypeKind.INTEGER,
    "number": TypeKind.NUMBER,
    "boolean": TypeKind.BOOLEAN,
}
ANY: Final = TypeRef(TypeKind.ANY)
NameModel: TypeAlias = "Callable[[Node, Shape, bool], str]"
"""Asked for the class of a nested object with properties: its schema, its shape, and whether it is an element of a list."""
_EMPTY: Final = Node({}, Mark("", 1, 1))


class Shape(NamedTuple):
    """A schema with references followed and `allOf` merged: what a builder needs to know of it.

    `names` are the component schemas that were passed on the way, outermost first; `components` are those of them that the schema is, with
    nothing added: other names for the same thing.
    """

    node: Node
    types: tuple[str, ...]
    properties: Mapping[str, Node]
    required: frozenset[str]
    nullable: bool
    alternatives: tuple[Node, ...]
    names: tuple[str, ...] = ()
    components: tuple[str, ...] = ()

    @property
    def is_object(self) -> bool:
        """Whether the schema describes an object."""
        return bool(self.properties) or "object" in self.types

    @property
    def is_array(self) -> bool:
        """Whether the schema describes an array."""
        return "array" in self.types or (not self.types and self.node.get("items") is not None)


class SchemaReader:
    """Reads the schemas of one normalized document."""

    def __init__(self, document: Node) -> None:
        self._document = document
        self._shapes: dict[tuple[int, int], tuple[Node, Shape]] = {}
        self._targets: dict[str, tuple[tuple[str, ...], Node | None]] = {}
        self._unions: dict[int, tuple[tuple[Node, ...], TypeRef]] = {}
        self._steps = 0
        self._listed = 0

    def shape(self, schema: Node | None) -> Shape:
        """The shape of a schema; of nothing, the shape that allows everything."""
        if schema is None:
            return self._read_shape(None, 0)
        return self._shape(schema, 0)

    def _shape(self, schema: Node, depth: int) -> Shape:
        known = self._shapes.get((id(schema), depth))
        if known is None:  # the Node is kept, so that its id stays its own
            known = self._shapes[id(schema), depth] = (schema, self._read_shape(schema, depth))
        return known[1]

    def _read_shape(self, schema: Node | None, depth: int) -> Shape:
        if schema is None or depth > _DEPTH:
            return Shape(schema or _EMPTY, (), {}, frozenset(), False, ())
        names, target = self._followed(schema)
        if target is schema:
            return self._without_null(self._merged(schema, depth), depth)
        if len(schema.members) == 1:
            return _called(self._shape(target, depth), names)
        # what stands beside a reference applies too (JSON Schema 2020-12, Core §8.2.3.1)
        beside = self._merged(schema.with_members(**{"$ref": None}), depth)
        return self._without_null(_joined(beside, _called(self._shape(target, depth + 1), names)), depth)

    def _merged(self, node: Node, depth: int) -> Shape:
        """What a schema says itself, and all that its `allOf` says."""
        shape = self._own(node)
        for part in (node.get("allOf") or _EMPTY).elements:
            shape = _joined(shape, self._shape(part, depth + 1))
        return shape

    def _followed(self, schema: Node) -> tuple[tuple[str, ...], Node]:
        """The components that a reference leads through, and the schema it stands for; looked up once for all that refer to the same."""
        target = schema.string("$ref")
        if target is None:
            return (), schema
        if target not in self._targets:
            self._targets[target] = self._looked_up(target)
        names, node = self._targets[target]
        return names, schema if node is None else node

    def _looked_up(self, target: str) -> tuple[tuple[str, ...], Node | None]:
        """As `_followed`: through references with nothing beside them, and not in circles; None for what is not there."""
        passed = [target]
        node = lookup(self._document, target)
        while node is not None and len(node.members) == 1 and (further := node.string("$ref")) is not None and further not in passed:
            passed.append(further)
            node = lookup(self._document, further) or node
        return tuple(each.rpartition("/")[2] for each in passed), node

    def _own(self, node: Node) -> Shape:
        declared = node.get("type")
        types = () if declared is None else ((declared.text,) if declared.text else node.texts("type"))
        properties = node.get("properties")
        alternatives = (node.get("anyOf") or node.get("oneOf") or _EMPTY).elements
        return Shape(
            node,
            tuple(name for name in types if name != "null"),
            properties.members if properties else {},
            frozenset(node.texts("required")),
            "null" in types,
            alternatives,
        )

    def _without_null(self, shape: Shape, depth: int) -> Shape:
        """See through anyOf [x, null] and anyOf of one."""
        if not shape.alternatives:
            return shape
        others = tuple(part for part in shape.alternatives if not _is_null(part))
        if len(others) == len(shape.alternatives) and len(others) != 1:
            return shape
        nullable = shape.nullable or len(others) < len(shape.alternatives)
        outer = shape._replace(nullable=nullable, alternatives=others)
        if len(others) != 1:
            return outer
        only = self._shape(others[0], depth + 1)
        return _joined(only, outer)._replace(alternatives=only.alternatives)

    def widest(self, schema: Node) -> Shape:
        """The shape of an object with all that any of its alternatives has; what only they have is never required."""
        shape = self.shape(schema)
        if not shape.alternatives:
            return shape
        found: dict[str, dict[int, Node]] = {}
        seen: set[int] = set()
        waiting = [*reversed(shape.alternatives)]
        while waiting:
            part = self.shape(waiting.pop())
            if id(part.node) not in seen:
                seen.add(id(part.node))
                waiting.extend(reversed(part.alternatives))
                for name, member in part.properties.items():
                    found.setdefault(name, {})[id(member)] = member
        more = {name: _any_of(tuple(members.values())) for name, members in found.items() if name not in shape.properties}
        return shape._replace(properties={**shape.properties, **more})

    def is_open(self, shape: Shape) -> bool:
        """Whether the members of an object depend on which of its alternatives it is, or are not told."""
        return not shape.properties or any(self.shape(part).properties for part in shape.alternatives)

    def values(self, shape: Shape) -> tuple[str, ...]:
        """The strings that `enum` or `const` allow."""
        const = shape.node.get("const")
        if const is not None and const.text is not None:
            return (const.text,)
        return shape.node.texts("enum")

    def description(self, schema: Node | None) -> str:
        """The description of a schema, of the reference itself before that of its target."""
        if schema is None:
            return ""
        return schema.string("description") or self.shape(schema).node.string("description") or ""

    def flag(self, schema: Node, name: str) -> bool:
        """Whether `readOnly`, `deprecated` … is set on the schema or what it refers to."""
        return schema.flag(name) or self.shape(schema).node.flag(name)

    def type(self, schema: Node | None, name_model: NameModel, depth: int = 0, is_item: bool = False) -> TypeRef:
        """The type of a schema; `name_model` names the classes of nested objects."""
        shape = self.shape(schema)
        if schema is None or depth > _DEPTH:
            return ANY
        self._steps = self._steps + 1 if depth else 0
        if self._steps > _STEPS:
            message = f"its alternatives and elements combine in over {_STEPS} ways"
            raise InputError([error("too-many-combinations", message, "write fewer levels of anyOf and oneOf", schema.mark)])
        if shape.alternatives:
            return self._union(shape, name_model, depth)
        kinds = set(shape.types)
        if kinds == {"integer", "number"} or (shape.node.string("format") == "decimal" and kinds <= {"string", "number", "integer"}):
            kinds = {"number"}
        if shape.is_array and len(kinds) <= 1:
            return TypeRef(TypeKind.ARRAY, shape.nullable, self.type(shape.node.get("items"), name_model, depth + 1, True))
        if shape.is_object and len(kinds) <= 1:
            return self._object(schema, shape, name_model, depth, is_item)
        if len(kinds) != 1:
            values = self.values(shape)
            return (
                TypeRef(TypeKind.STRING, shape.nullable, values=values) if values and not kinds else TypeRef(TypeKind.ANY, shape.nullable)
            )
        return self._scalar(kinds.pop(), shape)

    def written(self, schema: Node) -> TypeRef:
        """The type of what is sent: callers give mappings, so no nested object has a class."""
        return self.type(schema, lambda _schema, _shape, _is_item: "")

    def _scalar(self, type_: str, shape: Shape) -> TypeRef:
        kind = _KINDS.get(type_, TypeKind.ANY)
        format_ = shape.node.string("format") or ""
        if kind is TypeKind.STRING or (kind is TypeKind.NUMBER and format_ == "decimal"):
            kind = _STRING_FORMATS.get(format_, kind)
        values = self.values(shape) if kind is TypeKind.STRING else ()
        self._listed += len(values)
        if self._listed > _VALUES:
            message = f"over {_VALUES} values of enums would be written out"
            raise InputError([error("too-many-values", message, "give enums that many places refer to fewer values", shape.node.mark)])
        return TypeRef(kind, shape.nullable, values=values)

    def _object(self, schema: Node, shape: Shape, name_model: NameModel, depth: int, is_item: bool) -> TypeRef:
        if shape.properties:
            steps = self._steps  # naming a model starts to count anew, for each of its members
            model = name_model(schema, shape, is_item)
            self._steps = steps
            return TypeRef(TypeKind.MODEL, shape.nullable, model=model)
        extra = shape.node.get("additionalProperties")
        item = self.type(extra, name_model, depth + 1, True) if extra is not None and extra.is_mapping and extra.members else ANY
        return TypeRef(TypeKind.MAP, shape.nullable, item)

    def _union(self, shape: Shape, name_model: NameModel, depth: int) -> TypeRef:
        """One type for all alternatives where they agree (but for listed values and null), otherwise any JSON value."""
        known = self._unions.get(id(shape.alternatives))
        agreed = known[1] if known is not None else self._agreed(shape.alternatives, name_model, depth)
        if known is None and not depth and all(map(self.is_scalar, shape.alternatives)):  # whoever refers to it, and no class is named
            self._unions[id(shape.alternatives)] = (shape.alternatives, agreed)
        return agreed._replace(nullable=shape.nullable or agreed.nullable)

    def is_scalar(self, schema: Node) -> bool:
        """Whether no nested object can come of the schema."""
        shape = self.shape(schema)
        return not (shape.is_object or shape.is_array or shape.alternatives)

    def _agreed(self, alternatives: tuple[Node, ...], name_model: NameModel, depth: int) -> TypeRef:
        types = [self.type(part, name_model, depth + 1) for part in alternatives if self._is_plain(part)]
        nullable = any(type_.nullable for type_ in types)
        if len(types) != len(alternatives):
            return TypeRef(TypeKind.ANY, nullable)
        first = types[0]
        if any((type_.kind, type_.item, type_.model) != (first.kind, first.item, first.model) for type_ in types):
            return TypeRef(TypeKind.ANY, nullable)
        values = tuple(dict.fromkeys(value for type_ in types for value in type_.values))
        return TypeRef(first.kind, nullable, first.item, first.model, values)

    def _is_plain(self, schema: Node) -> bool:
        return not self.shape(schema).is_object


def _is_null(schema: Node) -> bool:
    types = schema.get("type")
    return types is not None and types.value == "null"


def _called(shape: Shape, names: tuple[str, ...]) -> Shape:
    """The shape with the components that led to it."""
    return shape._replace(names=(*names, *shape.names), components=(*names, *shape.components)) if names else shape


def _joined(one: Shape, other: Shape) -> Shape:
    """Both at once, as `allOf` says: each holds, and where only one of them can be taken, what `one` says goes before."""
    return Shape(
        _joined_nodes(one.node, other.node),
        one.types or other.types,
        _joined_members(one.properties, other.properties),
        one.required | other.required,
        one.nullable or other.nullable,
        one.alternatives or other.alternatives,
        (*one.names, *other.names),
        other.components if not one.properties else one.components if not other.properties else (),
    )


def _joined_nodes(one: Node, other: Node) -> Node:
    if not (one.is_mapping and other.is_mapping):
        return one
    changes = dict(one.members)
    for name, joined in (("items", _both), ("enum", _common)):
        if name in changes and name in other.members:
            changes[name] = joined(changes[name], other.members[name])
    return other.with_changes(changes)


def _common(one: Node, other: Node) -> Node:
    """The values that both enums list, as far as they are strings."""
    listed = {value.text for value in other.elements}
    return one.with_value(tuple(value for value in one.elements if value.text is None or value.text in listed))


def _joined_members(one: Mapping[str, Node], other: Mapping[str, Node]) -> Mapping[str, Node]:
    """The properties of both; of those that both have, all that is said (JSON Schema 2020-12, Core §10.2.1.1)."""
    if not (one and other):
        return one or other
    return {**other, **{name: _both(node, other[name]) if name in other else node for name, node in one.items()}}


def _both(one: Node, other: Node) -> Node:
    """A schema that says what both say. Parts that are there already do not come again, so that such schemas do not grow in chains."""
    every = {(part.string("$ref") if len(part.members) == 1 else None) or id(part): part for part in (*parts(one), *parts(other))}
    return one if len(every) == 1 else Node({"allOf": Node(tuple(every.values()), one.mark)}, one.mark)


def _any_of(schemas: tuple[Node, ...]) -> Node:
    return schemas[0] if len(schemas) == 1 else Node({"anyOf": Node(schemas, schemas[0].mark)}, schemas[0].mark)


def parts(schema: Node) -> tuple[Node, ...]:
    """The schemas that a schema is all of, if it says nothing else; otherwise itself."""
    all_of = schema.get("allOf")
    return all_of.elements if all_of is not None and len(schema.members) == 1 else (schema,)
