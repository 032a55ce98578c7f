"""What the module of a namespace or a resource says of resources that are defined elsewhere, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kajabi_gen.model.ir import Namespace, Resource

Resources = Mapping[str, Resource]
Fields = Mapping[str, tuple[str, ...]]


class Link(NamedTuple):
    """The class of a resource, and its module."""

    class_name: str
    module: str


def of_resource(resource: Resource, resources: Resources) -> Mapping[str, Link]:
    """The classes that its relationships lead to, by type. `resources`: all, by type."""
    return {type_: _link(resources[type_]) for type_ in sorted({item.target for item in resource.relationships}) if type_ in resources}


def of_namespace(namespace: Namespace, resources: Resources) -> Mapping[str, Link]:
    """The classes that its operations give, take or select fields of, by type."""
    return {type_: _link(resources[type_]) for type_ in sorted({*_named(namespace)}) if type_ in resources}


def fields(namespace: Namespace, resources: Resources) -> Fields:
    """The fields of the resources whose fields its operations select, by type."""
    return {type_: _fields(resources[type_]) for type_ in sorted({*_selected(namespace)}) if type_ in resources}


def _link(resource: Resource) -> Link:
    return Link(resource.class_name, resource.module)


def _fields(resource: Resource) -> tuple[str, ...]:
    return (*(item.wire for item in resource.attributes), *(item.wire for item in resource.relationships))


def _named(namespace: Namespace) -> Iterator[str]:
    yield from _selected(namespace)
    for operation in namespace.all_operations:
        yield from operation.result.types
        yield from (keyword.target for keyword in (operation.body.keywords if operation.body else ()))


def _selected(namespace: Namespace) -> Iterator[str]:
    for operation in namespace.all_operations:
        yield from (member.key for item in operation.query for member in item.members)
