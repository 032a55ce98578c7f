"""The model as a tree, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import cast

from kajabi_gen.emit.annotations import Imports, reads
from kajabi_gen.emit.view.docs import class_names, returns_text
from kajabi_gen.model.ir import Api, Arity, Namespace, Operation, Resource
from kajabi_gen.report.safe import json_text
from kajabi_gen.spec.finding import one_line
from kajabi_gen.spec.node import Mark


def as_text(api: Api) -> str:
    """Namespaces with their operations, resources with their attributes and relationships, webhook events."""
    return "\n".join(one_line(line) for line in _lines(api))


def _lines(api: Api) -> Iterator[str]:
    yield " ".join(f"{api.title} {api.version}".split())
    yield f"├─ namespaces ({len(api.operations)} operations)"
    classes = class_names(api)
    for namespace in api.namespaces:
        yield from _namespace(namespace, classes, "│  ")
    yield f"├─ resources ({len(api.resources)})"
    for resource in api.resources:
        yield from _resource(resource)
    yield f"└─ webhook events ({len(api.events)})"
    for event in api.events:
        members = ", ".join(f"{member.name}: {member.type}" for member in event.members)
        yield f"   {event.name}: {event.class_name}({members})"


def _namespace(namespace: Namespace, classes: Mapping[str, str], margin: str) -> Iterator[str]:
    yield f"{margin}{'.'.join(namespace.path)}"
    for operation in namespace.operations:
        yield f"{margin}  {_operation(operation, classes)}"
    for child in namespace.children:
        yield from _namespace(child, classes, f"{margin}  ")


def _operation(operation: Operation, classes: Mapping[str, str]) -> str:
    path = [item.name for item in operation.path_parameters]
    keywords = [item.name for item in operation.query] + [item.name for item in (operation.body.keywords if operation.body else ())]
    arguments = ", ".join([*path, *(["*", *keywords] if keywords else [])])
    returns = returns_text(operation.result, classes)
    deprecated = "  (deprecated)" if operation.deprecated else ""
    return f"{operation.name}({arguments}) -> {returns}  ← {operation.method} {operation.path}{deprecated}"


def _resource(resource: Resource) -> Iterator[str]:
    yield f"│  {resource.class_name} ({resource.type})"
    for attribute in resource.attributes:
        type_ = reads(attribute.type, Imports())
        source = "" if attribute.source == "schema" else f"  (from the {attribute.source})"
        yield f"│    {attribute.name}: {type_}{source}"
    for item in resource.relationships:
        arrow = "→→" if item.arity is Arity.MANY else "→"
        yield f"│    {item.name} {arrow} {item.target or 'any type'}"


def as_json(api: Api) -> str:
    """The whole model as JSON: its named tuples as objects, places as file, line, column and pointer."""
    return json_text(_plain(api), indent=2)


def _plain(value: object) -> object:
    if isinstance(value, Mark):
        return {"file": value.file, "line": value.line, "column": value.column, "pointer": value.pointer}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        whole: tuple[object, ...] = cast("tuple[object, ...]", value)
        items = [_plain(item) for item in whole]
        names: tuple[str, ...] | None = getattr(whole, "_fields", None)
        return items if names is None else dict(zip(names, items, strict=True))
    return value
