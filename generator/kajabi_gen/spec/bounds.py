"""Refuse documents that ask for too much: more operations, longer names, more combinations of schemas than anybody means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kajabi_gen.spec.finding import Finding, InputError, error
from kajabi_gen.spec.grammar import METHODS, Kind, objects
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.node import Mark, Node
from kajabi_gen.spec.refs import resolve

_PARAMETERS: Final = 20  # an operation, on average
_COMBINATIONS: Final = 100_000
_IN_ALL: Final = 500_000
_VALUES: Final = 20  # of an enum take as long to compare as one alternative to follow
_TOGETHER: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_WITHIN: Final = ("items", "not", "additionalProperties", "if", "then", "else", "contains", "propertyNames")
_FOLLOWED: Final = frozenset((*_TOGETHER, *_WITHIN, "enum"))


def refuse(document: Node, limits: Limits) -> None:
    """Raise InputError if the document has more operations or parameters than the limits allow, or a name that is too long."""
    errors = [*_amount(document, limits), *_long_names(document, limits.name)]
    if errors:
        raise InputError(errors)


def _amount(document: Node, limits: Limits) -> Iterator[Finding]:
    """Counted with references followed: a few path items and parameters that all paths share make many."""
    paths = document.get("paths")
    operations = parameters = 0
    for item in paths.members.values() if paths else ():
        item = resolve(document, item)
        own = [operation for method in METHODS if (operation := item.get(method)) is not None]
        operations += len(own)
        parameters += len(own) * _listed(item) + sum(map(_listed, own))
        if operations > limits.operations:
            message, remedy = f"over {limits.operations} operations", "leave some out, or raise `limits.operations`"
            yield error("too-many-operations", message, remedy, item.mark)
            return
        if parameters > limits.operations * _PARAMETERS:
            message, remedy = f"over {limits.operations * _PARAMETERS} parameters", "leave some out, or raise `limits.operations`"
            yield error("too-many-parameters", message, remedy, item.mark)
            return


def _listed(holder: Node) -> int:
    parameters = holder.get("parameters")
    return len(parameters.elements) if parameters else 0


def _long_names(document: Node, longest: int) -> Iterator[Finding]:
    for name, mark in _names(document):
        if len(name) * 4 > longest and len(name.encode(errors="surrogatepass")) > longest:
            message = f"the name {name[:40]!r}… has over {longest} bytes"
            yield error("long-name", message, "shorten it, or raise `limits.name`", mark)


def _names(document: Node) -> Iterator[tuple[str, Mark]]:
    """What becomes a name in Python, and where it stands."""
    for kind, node in objects(document, kinds=(Kind.DOCUMENT, Kind.COMPONENTS, Kind.PARAMETER, Kind.SCHEMA)):
        if kind is Kind.DOCUMENT:
            paths = node.get("paths")
            yield from ((part, item.mark) for path, item in (paths.members.items() if paths else ()) for part in path.split("/"))
        elif kind is Kind.COMPONENTS:
            yield from ((name, item.mark) for held in node.members.values() for name, item in held.members.items())
        elif kind is Kind.PARAMETER:
            yield node.string("name") or "", node.mark
        else:
            properties = node.get("properties")
            yield from ((name, item.mark) for name, item in (properties.members.items() if properties else ()))
            type_ = properties.get("type") if properties else None
            if type_ is not None:
                yield from ((value, type_.mark) for value in (type_.string("const") or "", *type_.texts("enum")))


def too_deep(mark: Mark) -> Finding:
    """The error for a document, at `mark`, that nests deeper than this machine can follow."""
    return error("too-deep", "the document nests too deep to be followed", "flatten it, or lower `limits.depth`", mark)


def refuse_combinations(document: Node) -> None:
    """Raise InputError for a schema that is a bomb: alternatives of alternatives, or parts of parts, that multiply by references."""
    counts: dict[int, int] = {}
    total = 0
    for _kind, node in objects(document, kinds=(Kind.SCHEMA,)):
        own = combinations(document, node, counts)
        total += own
        if own > _COMBINATIONS or total > _IN_ALL:
            message = f"its alternatives and parts combine in over {_COMBINATIONS} ways, or those of all schemas in over {_IN_ALL}"
            raise InputError([error("too-many-combinations", message, "write fewer levels of allOf, anyOf and oneOf", node.mark)])


def combinations(document: Node, schema: Node, counts: dict[int, int]) -> int:
    """In how many ways the schema can be followed down, not through properties; what comes back to itself counts once."""
    schema = resolve(document, schema)
    known = counts.get(id(schema))
    if known is not None:
        return known
    counts[id(schema)] = 1
    if _FOLLOWED.isdisjoint(schema.members):
        return 1
    together = (part for name in _TOGETHER if (held := schema.get(name)) is not None for part in held.elements)
    within = (held for name in _WITHIN if (held := schema.get(name)) is not None and held.is_mapping)
    listed = len(held.elements) if (held := schema.get("enum")) is not None else 0
    total = 1 + listed // _VALUES + sum(combinations(document, part, counts) for part in (*together, *within))
    counts[id(schema)] = total = min(total, _COMBINATIONS + 1)
    return total
