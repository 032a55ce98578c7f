"""What the templates of the project's documents are given: README, api.md, pyproject."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kajabi_gen.emit.annotations import Imports, reads
from kajabi_gen.emit.code import Code, code_span, markdown, markdown_block, name, toml
from kajabi_gen.emit.view.project import Project
from kajabi_gen.emit.view.showcase import Showcase, showcase
from kajabi_gen.model.ir import (
    Api,
    Arity,
    Attribute,
    FamilyMember,
    Keyword,
    KeywordKind,
    Model,
    Namespace,
    Operation,
    QueryParameter,
    Resource,
    Result,
    ResultKind,
)


class OperationRow(NamedTuple):
    """One operation in api.md."""

    wire: Code
    call: Code
    returns: Code
    anchor: Code
    summary: Code
    description: Code
    deprecated: bool
    parameters: tuple[tuple[Code, Code, Code], ...]
    statuses: tuple[tuple[Code, Code], ...]


class Section(NamedTuple):
    """A top-level namespace in api.md."""

    title: Code
    rows: tuple[OperationRow, ...]


class ResourceSection(NamedTuple):
    """A resource type in api.md."""

    class_name: Code
    type: Code
    description: Code
    rows: tuple[tuple[Code, Code, Code, Code], ...]


class ModelSection(NamedTuple):
    """A nested object, or a reply that is no resource, in api.md."""

    class_name: Code
    description: Code
    rows: tuple[tuple[Code, Code, Code, Code], ...]


class EventShow(NamedTuple):
    """An event that the README's webhook example can match on."""

    class_name: Code
    pattern: Code
    printed: Code


class ExtraView(NamedTuple):
    """A module that ships beside the generated ones: its name, what it is for, and (function, what it does) for each of its functions."""

    module: Code
    summary: Code
    functions: tuple[tuple[Code, Code], ...]


class DocsView(NamedTuple):
    """Everything the project's documents are written from."""

    title: Code
    description: Code
    api_version: Code
    package: Code
    client: Code
    distribution: Code
    version: Code
    env_prefix: Code
    toml_name: Code
    toml_version: Code
    toml_description: Code
    operations: Code
    resources_count: Code
    has_token: bool
    has_webhooks: bool
    showcase: Showcase | None
    event: EventShow | None
    sections: tuple[Section, ...]
    resources: tuple[ResourceSection, ...]
    models: tuple[ModelSection, ...]
    extras: tuple[ExtraView, ...]


def docs_view(api: Api, project: Project, extras: Mapping[str, str]) -> DocsView:
    """The view of README.md, api.md and pyproject.toml. `extras`: the Python files that ship beside the generated ones."""
    title = " ".join(api.title.split()) or "API"
    classes = class_names(api)
    return DocsView(
        markdown(title),
        markdown_block(api.description),
        markdown(api.version),
        name(project.package),
        name(project.client),
        Code(project.distribution),
        Code(project.version),
        name(project.env_prefix),
        toml(project.distribution),
        toml(project.version),
        toml(f"A typed Python client of the {title}, revision {api.version}"),
        Code(str(len(api.operations))),
        Code(str(len(api.resources))),
        bool(api.token.path),
        bool(api.events),
        showcase(api),
        _event(api),
        tuple(_section(namespace, classes, project) for namespace in api.namespaces),
        tuple(_resource(resource) for resource in api.resources),
        tuple(_model(model) for model in (*api.models, *(inner for resource in api.resources for inner in resource.models))),
        tuple(_extra(path, source) for path, source in sorted(extras.items())),
    )


def _extra(path: str, source: str) -> ExtraView:
    module = ast.parse(source)
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    rows = ((code_span(f"{node.name}({_signature(node)})"), markdown(_first_paragraph(node))) for node in functions)
    return ExtraView(code_span(path.removesuffix(".py").replace("/", ".")), markdown_block(ast.get_docstring(module) or ""), tuple(rows))


def _signature(function: ast.FunctionDef) -> str:
    positional = [item.arg for item in function.args.args]
    keywords = [f"{item.arg}=" for item in function.args.kwonlyargs]
    return ", ".join([*positional, *keywords])


def _first_paragraph(node: ast.FunctionDef) -> str:
    return " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())


def _section(namespace: Namespace, classes: Mapping[str, str], project: Project) -> Section:
    rows = tuple(_row(operation, classes, project) for operation in namespace.all_operations)
    return Section(name(namespace.name), rows)


def _row(operation: Operation, classes: Mapping[str, str], project: Project) -> OperationRow:
    dotted = ".".join((*operation.namespace, operation.name))
    path = [item.name for item in operation.path_parameters]
    positional = [
        keyword.name
        for keyword in (operation.body.keywords if operation.body else ())
        if keyword.kind in (KeywordKind.IDENTIFIERS, KeywordKind.IDENTIFIER)
    ]
    call = f"{project.package}.{dotted}({', '.join([*path, *positional])})"
    return OperationRow(
        code_span(f"{operation.method} {operation.path}"),
        code_span(call),
        code_span(returns_text(operation.result, classes)),
        Code(dotted.replace(".", "-").lower()),
        markdown(operation.summary),
        markdown_block(operation.description),
        operation.deprecated,
        tuple(_parameters(operation)),
        tuple((code_span(status), markdown(text)) for status, text in operation.statuses),
    )


def class_names(api: Api) -> Mapping[str, str]:
    """The names of the classes of all resources, by type."""
    return {resource.type: resource.class_name for resource in api.resources}


def returns_text(result: Result, classes: Mapping[str, str]) -> str:
    """The return type of a result, as it is written in Python (of the synchronous client). `classes`: their names by resource type."""
    joined = " | ".join(classes[type_] for type_ in result.types if type_ in classes) or "Resource"
    match result.kind:
        case ResultKind.ONE:
            return joined
        case ResultKind.MANY:
            return f"Page[{joined}]"
        case ResultKind.IDENTIFIERS | ResultKind.MIXED:
            return f"ResourceList[{joined}]"
        case ResultKind.IDENTIFIER:
            return f"{joined} | None"
        case ResultKind.MODEL:
            return result.model
        case ResultKind.VALUE:
            return "JSON"
        case ResultKind.RAW:
            return "RawResponse"
        case ResultKind.NOTHING:
            return "None"


def _parameters(operation: Operation) -> Iterator[tuple[Code, Code, Code]]:
    for path_parameter in operation.path_parameters:
        where = code_span(f"{{{path_parameter.wire}}}")
        text = f"{path_parameter.description} Deprecated." if path_parameter.deprecated else path_parameter.description
        yield code_span(path_parameter.name), where, markdown(text)
    for parameter in operation.query:
        if parameter.members:
            for member in parameter.members:
                text = member.description or _origin(member.source)
                yield code_span(f"{parameter.name}[{member.key!r}]"), code_span(member.wire), markdown(_noted(text, member))
        else:
            yield code_span(parameter.name), code_span(parameter.wire), markdown(_query_text(parameter))
    for keyword in operation.body.keywords if operation.body else ():
        yield code_span(keyword.name), Code("body"), markdown(_noted(keyword.description, keyword))


def _origin(source: str) -> str:
    return {"prose": "Used in an example request only.", "include": "Of included resources."}.get(source, "")


def _noted(text: str, part: QueryParameter | FamilyMember | Keyword) -> str:
    notes = ("Required." if part.required else "", text, "Deprecated." if part.deprecated else "")
    return " ".join(note for note in notes if note)


def _query_text(parameter: QueryParameter) -> str:
    values = f" One of: {', '.join(parameter.values or parameter.type.values)}." if parameter.values or parameter.type.values else ""
    return f"{_noted(parameter.description, parameter)}{values}"


def _resource(resource: Resource) -> ResourceSection:
    rows = list(_attributes(resource.attributes))
    for item in resource.relationships:
        arity = "to-many" if item.arity is Arity.MANY else "to-one"
        text = f"{item.description} Deprecated." if item.deprecated else item.description
        rows.append((code_span(item.name), code_span(item.wire), code_span(f"{arity}: {item.target or 'any type'}"), markdown(text)))
    return ResourceSection(name(resource.class_name), code_span(resource.type), markdown_block(resource.description), tuple(rows))


def _model(model: Model) -> ModelSection:
    return ModelSection(name(model.class_name), markdown_block(model.description), tuple(_attributes(model.attributes)))


def _attributes(attributes: Iterable[Attribute]) -> Iterator[tuple[Code, Code, Code, Code]]:
    imports = Imports()
    for attribute in attributes:
        notes = [attribute.description]
        if attribute.read_only:
            notes.append("Read-only.")
        if attribute.deprecated:
            notes.append("Deprecated.")
        if attribute.source != "schema":
            notes.append(f"From the {attribute.source}.")
        type_ = str(reads(attribute.type, imports)).replace("dt.", "")
        text = " ".join(note for note in notes if note)
        yield code_span(attribute.name), code_span(attribute.wire), code_span(type_), markdown(text)


def _event(api: Api) -> EventShow | None:
    for event in sorted(api.events, key=lambda item: (-len(item.members), item.name)):
        if len(event.members) == 2:
            pattern = ", ".join(f"{name(member.name)}={name(member.name)}" for member in event.members)
            printed = ", ".join(f"{name(member.name)}.id" for member in event.members)
            return EventShow(name(event.class_name), Code(pattern), Code(printed))
    return None
