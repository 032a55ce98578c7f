"""What a document must be before anything is done with it; all errors are found at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kajabi_gen.spec import refs
from kajabi_gen.spec.finding import Finding, InputError, Severity, error
from kajabi_gen.spec.grammar import METHODS, Kind, objects, operations
from kajabi_gen.spec.node import Node
from kajabi_gen.spec.normalize.parameters import parameter_key, template_names

_SUPPORTED = re.compile(r"3\.[012]\.\d+(-.+)?\Z")
_NEWER_MEMBERS = {
    (Kind.PATH_ITEM, "query"): "operations of the method QUERY",
    (Kind.PATH_ITEM, "additionalOperations"): "methods beyond those of OpenAPI 3.1",
    (Kind.MEDIA_TYPE, "itemSchema"): "streamed media types",
    (Kind.DOCUMENT, "$self"): "documents that name their own address",
}


def refuse_version(document: Node) -> None:
    """Raise InputError if the document is not OpenAPI 3."""
    errors = list(_version(document))
    if errors:
        raise InputError(errors)


def refuse(document: Node) -> None:
    """Raise InputError if the document is not OpenAPI 3 or says something that cannot be worked with."""
    refuse_version(document)
    errors = [*_shape(document), *_newer(document), *_references(document)]
    if errors:
        raise InputError(errors)


def _version(document: Node) -> Iterator[Finding]:
    if not document.is_mapping:
        message = f"the document is a YAML {document.kind}, not a mapping"
        yield error("not-openapi", message, "give an OpenAPI 3 document", document.mark)
    elif (swagger := document.get("swagger")) is not None:
        remedy = "convert it to OpenAPI 3.1 first, for example with a Swagger 2 converter"
        yield error("swagger-2", f"this is Swagger {swagger.value}, not OpenAPI 3", remedy, swagger.mark)
    elif (version := document.get("openapi")) is None:
        yield error("not-openapi", "there is no `openapi` member", "give an OpenAPI 3 document", document.mark)
    elif version.text is None or not _SUPPORTED.match(version.text):
        remedy = "give a document of OpenAPI 3.0, 3.1 or 3.2, the version quoted, such as '3.1.1'"
        value = "" if version.is_mapping or version.is_sequence else f" {version.value}"
        shown = f"{version.text[:40]!r}" if version.text is not None else f"the {version.kind}{value}"[:40]
        yield error("openapi-version", f"`openapi` is {shown}", remedy, version.mark)


def _shape(document: Node) -> Iterator[Finding]:
    paths = document.get("paths")
    if paths is None or not paths.is_mapping or not paths.members:
        yield error("no-paths", "there are no paths", "give a document with operations under `paths`", (paths or document).mark)
        return
    for path, item in paths.members.items():
        if not path.startswith("x-") and not _is_path(path):
            remedy = "write a path such as /v1/things/{id}, without query, fragment, spaces or dot segments"
            yield error("path-template", f"{path[:100]!r} is no path", remedy, item.mark)
    if not any(True for _ in operations(document)) and all(item.get("$ref") is None for item in paths.members.values()):
        remedy = f"put {', '.join(METHODS[:4])} … under a path"
        yield error("no-operations", "no path has an operation", remedy, paths.mark)


def _is_path(path: str) -> bool:
    outside_braces = re.sub(r"\{[^{}]+\}", "", path)
    return path.startswith("/") and not re.search(r"[?#\s\\]|//|/\.{1,2}(/|\Z)", path) and not re.search(r"[{}]", outside_braces)


def _newer(document: Node) -> Iterator[Finding]:
    for kind, node in objects(document, kinds={Kind.PARAMETER, *(owner for owner, _ in _NEWER_MEMBERS)}):
        for name in [member for owner, member in _NEWER_MEMBERS if owner is kind and member in node.members]:
            message = f"`{name}` (OpenAPI 3.2): {_NEWER_MEMBERS[kind, name]} are not supported"
            yield error("openapi-3.2", message, "leave it out; everything else of 3.2 is read", node.members[name].mark)
        if kind is Kind.PARAMETER and node.string("in") == "querystring":
            message = "parameters in `querystring` (OpenAPI 3.2) are not supported"
            yield error("openapi-3.2", message, "describe them one by one, `in: query`", node.mark)


def _references(document: Node) -> Iterator[Finding]:
    return (finding for finding in refs.check(document) if not _tolerable(finding))


def _tolerable(finding: Finding) -> bool:
    return finding.code == "ref-dangling" and finding.severity is Severity.ERROR


def path_parameters(document: Node) -> Iterator[Finding]:
    """An error for each parameter of a path that is defined nowhere, or stands twice in it: this only shows after normalization."""
    for path, method, _item, operation in operations(document):
        names = template_names(path)
        parameters = operation.get("parameters")
        keys = {parameter_key(parameter) for parameter in (parameters.elements if parameters else ())}
        for name in names:
            if not name or ("path", name) not in keys:
                message = f"{method.upper()} {path}: the path parameter {{{name}}} is not defined"
                remedy = f"add a parameter with `name: {name}`, `in: path`, `required: true`"
                yield error("path-parameter", message, remedy, operation.mark)
        for name in {name for name in names if names.count(name) > 1}:
            yield error("path-parameter", f"{path}: {{{name}}} stands twice", "give each its own name", operation.mark)
