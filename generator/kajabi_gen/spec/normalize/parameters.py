"""Parameters: each exactly once, on its operation, under the name that the path uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kajabi_gen.spec.finding import Finding, note, warning
from kajabi_gen.spec.grammar import METHODS, Kind, transform
from kajabi_gen.spec.node import Node, node_from, plain, replace_children

_TEMPLATE = re.compile(r"\{([^{}]*)\}")


def template_names(path: str) -> tuple[str, ...]:
    """The names between braces in a path, in order."""
    return tuple(_TEMPLATE.findall(path))


def parameter_key(parameter: Node) -> tuple[str, str]:
    """What makes a parameter unique within an operation: place and name (OpenAPI 3.1.1 §4.8.10)."""
    return parameter.string("in") or "", parameter.string("name") or ""


def hoist_path_parameters(document: Node) -> tuple[Node, list[Finding]]:
    """Parameters of a path item become parameters of its operations, where the operation does not redefine them (§4.8.9)."""

    def visit(_kind: Kind, node: Node) -> Node:
        shared = node.get("parameters")
        if shared is None or not shared.is_sequence:
            return node
        changes: dict[str, Node | None] = {"parameters": None}
        for method in METHODS:
            operation = node.get(method)
            if operation is not None and operation.is_mapping:
                changes[method] = _with_shared(operation, shared)
        return node.with_changes(changes)

    return transform(document, visit, {Kind.PATH_ITEM}), []


def _with_shared(operation: Node, shared: Node) -> Node:
    own = operation.get("parameters")
    elements = own.elements if own else ()
    taken = {parameter_key(parameter) for parameter in elements}
    inherited = tuple(parameter for parameter in shared.elements if parameter_key(parameter) not in taken)
    return operation.with_members(parameters=Node((*inherited, *elements), (own or shared).mark))


def merge_repeated(document: Node) -> tuple[Node, list[Finding]]:
    """The same parameter described several times becomes one, with all that is said of it and the richest schema."""
    findings: list[Finding] = []

    def visit(_kind: Kind, node: Node) -> Node:
        parameters = node.get("parameters")
        if parameters is None or not parameters.is_sequence:
            return node
        merged: dict[tuple[str, str], list[Node]] = {}
        for parameter in parameters.elements:
            merged.setdefault(parameter_key(parameter), []).append(parameter)
        if all(len(same) == 1 for same in merged.values()):
            return node
        kept = tuple(_merge(same, findings) for same in merged.values())
        return node.with_members(parameters=parameters.with_value(kept))

    return transform(document, visit, {Kind.OPERATION}), findings


def _merge(same: list[Node], findings: list[Finding]) -> Node:
    if len(same) == 1:
        return same[0]
    place, name = parameter_key(same[0])
    first = same[0]
    schemas = [schema for parameter in same if (schema := parameter.get("schema")) is not None]
    descriptions = [text for parameter in same if (text := parameter.get("description")) is not None]
    if len({repr(plain(schema)) for schema in schemas}) > 1:
        message = f"the {place} parameter {name!r} stands here {len(same)} times with different schemas"
        findings.append(warning("parameter-conflict", message, "the most detailed schema is kept", first.mark))
    else:
        message = f"the {place} parameter {name!r} stands here {len(same)} times"
        findings.append(warning("parameter-repeated", message, "merged into one", first.mark))
    changes: dict[str, Node | None] = {}
    if schemas:
        changes["schema"] = max(schemas, key=lambda schema: len(repr(plain(schema))))
    if descriptions:
        changes["description"] = _all_said(descriptions)
    for flag in ("required", "deprecated"):
        said = [parameter.members[flag] for parameter in same if parameter.flag(flag)]
        if said:
            changes[flag] = said[0]
    return first.with_changes(changes)


def _all_said(descriptions: list[Node]) -> Node:
    """Descriptions as one, at the place of the longest: each text that no other holds already, in their order."""
    longest = max(descriptions, key=lambda text: len(text.text or ""))
    texts = list(dict.fromkeys((text.text or "").strip() for text in descriptions))
    kept = [text for text in texts if not any(text in other for other in texts if other != text)]
    return longest if len(kept) == 1 else longest.with_value("\n\n".join(kept))


def match_path_templates(document: Node) -> tuple[Node, list[Finding]]:
    """A path parameter under another name than the path uses takes the name of the path, where only one can be meant."""
    findings: list[Finding] = []

    def repair(path: str, operation: Node) -> Node:
        wanted = [name for name in template_names(path) if name not in set(_path_names(operation))]
        spare = [name for name in _path_names(operation) if name not in template_names(path)]
        if len(wanted) != 1 or len(spare) != 1:
            return operation

        def rename(_token: str, parameter: Node) -> Node:
            if parameter_key(parameter) != ("path", spare[0]):
                return parameter
            message = f"the path says {{{wanted[0]}}}, its parameter is called {spare[0]!r}"
            findings.append(note("path-parameter-name", message, "taken as the same", parameter.mark))
            return parameter.with_members(name=parameter.members["name"].with_value(wanted[0]))

        parameters = operation.get("parameters")
        return operation.with_members(parameters=replace_children(parameters, rename)) if parameters else operation

    return _each_operation(document, repair), findings


def _path_names(operation: Node) -> Iterator[str]:
    parameters = operation.get("parameters")
    for parameter in parameters.elements if parameters else ():
        place, name = parameter_key(parameter)
        if place == "path" and name:
            yield name


def require_path_parameters(document: Node) -> tuple[Node, list[Finding]]:
    """A path parameter is always required (§4.8.12), whether the document says so or not."""
    findings: list[Finding] = []

    def visit(_kind: Kind, node: Node) -> Node:
        if node.string("in") != "path" or node.flag("required"):
            return node
        message = f"the path parameter {node.string('name')!r} is not marked as required"
        findings.append(warning("path-parameter-required", message, "taken as required", node.mark))
        return node.with_members(required=node_from(True, node.mark))

    return transform(document, visit, {Kind.PARAMETER}), findings


def _each_operation(document: Node, repair: Callable[[str, Node], Node]) -> Node:
    paths = document.get("paths")
    if paths is None:
        return document

    def item(path: str, node: Node) -> Node:
        return replace_children(node, lambda token, child: repair(path, child) if token in METHODS and child.is_mapping else child)

    repaired = replace_children(paths, item)
    return document if repaired is paths else document.with_members(paths=repaired)
