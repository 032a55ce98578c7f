"""Read OpenAPI documents as plain data, by PyYAML alone: what the tests know of a document, they do not know from kajabi_gen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Member(NamedTuple):
    """A value of a document and the way to it, as a JSON pointer. `is_prose`: the text of a `description` or `summary`."""

    pointer: str
    value: Any
    is_prose: bool = False


class Place(NamedTuple):
    """A part of a document, and the JSON pointer of where it stands."""

    pointer: str
    node: Any

    def below(self, *tokens: str | int) -> Place:
        """The part at the end of so many member names and indexes."""
        pointer, node = self
        for token in tokens:
            pointer, node = f"{pointer}/{_escaped(str(token))}", node[token]
        return Place(pointer, node)


class Operation(NamedTuple):
    """An operation; `parameters` are those of its path item, then its own, as they stand: repetitions included."""

    method: str
    path: str
    place: Place
    parameters: list[Place]

    @property
    def key(self) -> str:
        """The operation as people write it: `GET /v1/things`."""
        return f"{self.method.upper()} {self.path}"


def load(path: Path) -> Any:
    """The document as Python values. (PyYAML lets a repeated key pass; `repeated_keys` finds those.)"""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def members(value: Any, pointer: str = "") -> Iterator[Member]:
    """Every value of a document, in its order, from the root down.

    A `description` or `summary` that is a string is prose. A *property* of that name is a schema, never a string: it is structure.
    A key that is no string (`200:` for `'200':`) stands in angle brackets in the pointer.
    """
    yield Member(pointer, value)
    if isinstance(value, dict):
        for key, child in value.items():
            below = f"{pointer}/{_escaped(key if isinstance(key, str) else f'<{key!r}>')}"
            if key in ("description", "summary") and isinstance(child, str):
                yield Member(below, child, is_prose=True)
            else:
                yield from members(child, below)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from members(child, f"{pointer}/{index}")


def operations(document: Any) -> list[Operation]:
    """All operations, in the order of the document."""
    found: list[Operation] = []
    for path, item in document["paths"].items():
        holder = Place("", document).below("paths", path)
        for method in (name for name in item if name in METHODS):
            place = holder.below(method)
            listed = [
                part.below("parameters", index) for part in (holder, place) for index, _ in enumerate(part.node.get("parameters", []))
            ]
            found.append(Operation(method, path, place, listed))
    return found


def repeated_keys(path: Path) -> list[str]:
    """`file:line: key` for each key that stands twice in one mapping."""
    found: list[str] = []
    todo = [yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _value in node.value]
            found += [f"{path.name}:{key.start_mark.line + 1}: {key.value}" for key, _value in node.value if keys.count(key.value) > 1]
            todo += [value for _key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            todo += node.value
    return found


def _escaped(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")


class Stated(NamedTuple):
    """Something that a document states of an operation's request or reply, under its name on the wire; `outer.inner` in nested objects.

    `kind`: parameter; keyword (of a request body); attribute, relationship or link (of a resource in a reply); included (an attribute of
    an included resource, or of a schema that no operation refers to); envelope (`data` and what stands beside it); member (of a reply that
    is no JSON:API document); error; type (an `enum` of JSON:API types). `owner`: the declared type of the resource; of something included,
    the pointer of its schema.
    """

    kind: str
    operation: str
    name: str
    place: Place
    required: bool = False
    owner: str = ""


class Walk:
    """Goes through all requests and replies of a JSON:API document; `passed` has the pointer of every part it met on the way."""

    def __init__(self, document: Any) -> None:
        self.passed: set[str] = set()
        self.stated: list[Stated] = []
        self._root = Place("", document)
        for operation in operations(document):
            self._key = operation.key
            self._operation(operation)
        self._key = ""
        for name in document["components"]["schemas"]:
            place = self._root.below("components", "schemas", name)
            if place.pointer not in self.passed:
                self._each("included", self._at(place), owner=place.pointer)

    def of(self, *kinds: str) -> list[Stated]:
        """All that is stated of some kinds."""
        return [item for item in self.stated if item.kind in kinds]

    def _operation(self, operation: Operation) -> None:
        place = self._at(operation.place)
        for parameter in map(self._at, operation.parameters):
            self._at(parameter.below("schema"))
            self._state("parameter", f"{parameter.node['in']} {parameter.node['name']}", parameter, parameter.node.get("required", False))
        for schema in self._contents(place.below("requestBody")) if "requestBody" in place.node else ():
            self._request(schema)
        for status in place.node["responses"]:
            for schema in self._contents(place.below("responses", status)):
                if status.startswith("2"):
                    self._reply(schema)
                else:
                    self._each("error", schema)

    def _request(self, schema: Place) -> None:
        document = self._properties(schema)
        if "data" not in document:
            self._each("keyword", schema)
            return
        place = document.pop("data")
        data = self._properties(self._item(place))
        self._identity(data)
        if "items" in place.node:
            self._state("keyword", "data", place, "data" in schema.node["required"])
        for part in (*data.values(), *document.values()):
            self._each("keyword", part, deep=False)

    def _reply(self, schema: Place) -> None:
        document = self._properties(schema)
        if "type" in schema.node and schema.node["type"] == "array":
            self._resources(self._item(schema))
        elif "data" not in document:
            self._each("member", schema)
        for name, part in document.items() if "data" in document else ():
            self._state("envelope", name, part)
            if name == "data":
                self._resources(self._item(part))
            elif name == "included":
                self._included(self._item(part))
            else:
                self._each("envelope", part, f"{name}.")

    def _resources(self, schema: Place) -> None:
        for index, _part in enumerate(schema.node.get("anyOf", [])):
            self._resources(self._at(schema.below("anyOf", index)))
        resource = self._properties(schema)
        owner = self._identity(resource)
        if "attributes" in resource:
            self._each("attribute", resource["attributes"], owner=owner)
        for name, place in self._properties(resource["relationships"]).items() if "relationships" in resource else ():
            self._state("relationship", name, place, owner=owner)
            relationship = self._properties(place)
            if "data" in relationship:
                self._identity(self._properties(self._item(relationship["data"])), owner, name)
            if "links" in relationship:
                self._each("link", relationship["links"], f"{name}.", owner)
        if "links" in resource:
            self._each("link", resource["links"], owner=owner)

    def _included(self, schema: Place) -> None:
        resource = self._properties(schema)
        self._identity(resource)
        attributes = resource["attributes"]
        for index, _part in enumerate(attributes.node.get("anyOf", [])):
            alternative = self._at(attributes.below("anyOf", index))
            self._each("included", alternative, owner=alternative.pointer)

    def _identity(self, resource: dict[str, Place], owner: str = "", relationship: str = "") -> str:
        """Take `id` and `type` out of a resource's members; the type, if it is declared."""
        resource.pop("id", None)
        type_ = resource.pop("type", None)
        if type_ is None or "enum" not in type_.node:
            return ""
        self._state("type", relationship, type_, owner=owner)
        return str(type_.node["enum"][0])

    def _each(self, kind: str, schema: Place, prefix: str = "", owner: str = "", *, deep: bool = True) -> None:
        """State each property of a schema and, `deep`, of the objects inside it."""
        for name, place in self._properties(schema).items():
            self._state(kind, f"{prefix}{name}", place, name in schema.node.get("required", []), owner)
            if deep:
                self._each(kind, self._item(place), f"{prefix}{name}.", owner)
            else:
                self._relationship(place)

    def _relationship(self, place: Place) -> None:
        """Pass through what a keyword for a relationship stands for: identifiers, which users do not write."""
        data = self._properties(place).get("data")
        self._identity(self._properties(self._item(data)) if data else {})

    def _state(self, kind: str, name: str, place: Place, required: bool = False, owner: str = "") -> None:
        self.stated.append(Stated(kind, self._key, name, place, required, owner))

    def _at(self, place: Place) -> Place:
        """The place itself or, where it holds a reference, the one that is referred to; both are passed."""
        self.passed.add(place.pointer)
        if "$ref" not in place.node:
            return place
        tokens = place.node["$ref"].removeprefix("#/").split("/")
        return self._at(self._root.below(*(token.replace("~1", "/").replace("~0", "~") for token in tokens)))

    def _contents(self, holder: Place) -> list[Place]:
        """The schemas of a request body or response, media type by media type."""
        holder = self._at(holder)
        return [self._at(holder.below("content", media_type, "schema")) for media_type in holder.node.get("content", {})]

    def _item(self, schema: Place) -> Place:
        """The schema of a list's elements; of anything else, the schema itself."""
        return self._at(schema.below("items")) if "items" in schema.node else schema

    def _properties(self, schema: Place) -> dict[str, Place]:
        return {name: self._at(schema.below("properties", name)) for name in schema.node.get("properties", {})}
