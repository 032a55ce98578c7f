"""Names of classes and types that share an emitted module: none is that of another, nor of anything the module imports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kajabi_gen.model import naming
from kajabi_gen.model.ir import Operation, QueryParameter

NamespacePath = tuple[str, ...]


def namespace_classes(paths: Iterable[NamespacePath], taken: Collection[str]) -> dict[NamespacePath, str]:
    """A class for each namespace, whose name is not that of another, of an asynchronous twin, or one of the `taken`."""
    classes: dict[NamespacePath, str] = {}
    used = set(taken)
    for path in paths:
        wanted = candidate = naming.pascal("_".join(path))
        number = 2
        while not used.isdisjoint((f"{candidate}Namespace", f"Async{candidate}Namespace")):
            candidate, number = f"{wanted}{number}", number + 1
        classes[path] = f"{candidate}Namespace"
        used |= {classes[path], f"Async{classes[path]}"}
    return classes


def with_type_names(operations: Sequence[Operation], taken: Collection[str]) -> list[Operation]:
    """The operations with a name for the type of each keyword that has one: keys of a family, listed values of `sort` and `include`.

    No two in the module of a top-level namespace are the same, and none is one of the `taken`.
    """
    used: dict[str, set[str]] = {}
    named: dict[tuple[str, str], Operation] = {}
    for operation in sorted(operations, key=lambda item: (item.namespace, item.name)):
        names = used.setdefault(operation.namespace[0], set())
        query = tuple(_with_type_name(operation, parameter, taken, names) for parameter in operation.query)
        named[operation.method, operation.path] = operation._replace(query=query)
    return [named[operation.method, operation.path] for operation in operations]


def _with_type_name(operation: Operation, parameter: QueryParameter, taken: Collection[str], used: set[str]) -> QueryParameter:
    if not (parameter.members or parameter.values):
        return parameter
    own, suffix = (parameter.wire, "Keys") if parameter.members else (parameter.name, "Values")
    name = naming.pascal("_".join((*operation.namespace, operation.name, own)))
    while name in used or name in taken:
        name += suffix
    used.add(name)
    return parameter._replace(class_name=name)
