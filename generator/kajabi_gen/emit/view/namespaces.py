"""What the templates of namespaces are given: families of keys, descriptions of operations, and the methods of both clients."""

from __future__ import annotations

import keyword as python_keyword
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kajabi_gen.emit.annotations import Imports, literals, writes
from kajabi_gen.emit.code import Code, docstring, literal, name
from kajabi_gen.emit.view.links import Fields, Link
from kajabi_gen.emit.view.prose import method_docstring
from kajabi_gen.model import naming
from kajabi_gen.model.ir import (
    BodyObject,
    BodyPart,
    Constant,
    FamilyMember,
    Keyword,
    KeywordKind,
    Namespace,
    Operation,
    PathValue,
    QueryKind,
    QueryParameter,
    ResultKind,
    TypeKind,
)


class KeyView(NamedTuple):
    """One key of a TypedDict."""

    name: Code
    annotation: Code
    docstring: Code | None


class FamilyView(NamedTuple):
    """A TypedDict; in functional form where a key is no identifier."""

    name: Code
    docstring: Code
    keys: tuple[KeyView, ...]
    functional: Code | None


class MethodView(NamedTuple):
    """A method of one of the two clients."""

    name: Code
    prefix: Code
    parameters: Code
    returns: Code
    docstring: Code
    deprecated: bool
    call: Code


class ChildView(NamedTuple):
    """A sub-namespace."""

    name: Code
    class_name: Code
    docstring: Code


class NamespaceView(NamedTuple):
    """A namespace class of one of the two clients."""

    name: Code
    base: Code
    docstring: Code
    children: tuple[ChildView, ...]
    methods: tuple[MethodView, ...]


class NamespaceModuleView(NamedTuple):
    """The module of one top-level namespace."""

    docstring: Code
    imports: list[Code]
    aliases: tuple[Code, ...]
    families: tuple[FamilyView, ...]
    constants: tuple[Code, ...]
    classes: tuple[NamespaceView, ...]


def namespace_module(namespace: Namespace, links: Mapping[str, Link], fields: Fields, client: str) -> NamespaceModuleView:
    """The module of a top-level namespace with all that is below it, for both clients. `links`, `fields`: see `links`."""
    return _ModuleWriter(namespace, links, fields, client).view()


def _tree(namespace: Namespace) -> Iterator[Namespace]:
    """The namespace after those below it."""
    for child in namespace.children:
        yield from _tree(child)
    yield namespace


class _ModuleWriter:
    def __init__(self, namespace: Namespace, links: Mapping[str, Link], fields: Fields, client: str) -> None:
        self._namespace = namespace
        self._client = client
        self._links = links
        self._fields = fields
        self._imports = Imports("api")
        operations = [operation for inner in _tree(namespace) for operation in inner.operations]
        constants = naming.unique(_constant_name(operation) for operation in operations)
        self._constants = {(item.method, item.path): name(constant) for item, constant in zip(operations, constants, strict=True)}

    def view(self) -> NamespaceModuleView:
        tree = list(_tree(self._namespace))
        operations = [operation for namespace in tree for operation in namespace.operations]
        aliases = tuple(alias for operation in operations for alias in self._aliases(operation))
        families = tuple(self._family(item) for operation in operations for item in operation.query if item.members)
        constants = tuple(self._constant(operation) for operation in operations)
        sync = [self._class(namespace, asynchronous=False) for namespace in tree]
        both = [*sync, *(self._class(namespace, asynchronous=True) for namespace in tree)]
        path = ".".join(self._namespace.path)
        text = f"`{path}`: operations, and the types of what they take."
        return NamespaceModuleView(docstring(text), self._imports.lines(), aliases, families, constants, tuple(both))

    def _aliases(self, operation: Operation) -> Iterator[Code]:
        for item in operation.query:
            if item.values:
                self._imports.standard("TypeAlias")
                values = _with_descending(item.values) if item.kind is QueryKind.SORT else item.values
                yield Code(f"{name(item.class_name)}: TypeAlias = {literals(values, self._imports)} | str")

    def _family(self, family: QueryParameter) -> FamilyView:
        self._imports.standard("TypedDict")
        text = f"Keys of `{family.wire}`."
        if all(_is_plain_key(member.key) for member in family.members):
            keys = tuple(self._key(family, member) for member in family.members)
            return FamilyView(name(family.class_name), docstring(text, 4), keys, None)
        pairs = ", ".join(f"{literal(member.key)}: {self._quoted(family, member)}" for member in family.members)
        functional = Code(f"TypedDict({literal(family.class_name)}, {{{pairs}}}, total=False)")
        return FamilyView(name(family.class_name), docstring(text, 4), (), functional)

    def _quoted(self, family: QueryParameter, member: FamilyMember) -> Code:
        return literal(str(self._key_type(family, member)))

    def _key(self, family: QueryParameter, member: FamilyMember) -> KeyView:
        notes = [member.description]
        if member.deprecated:
            notes.append("Deprecated.")
        if member.source == "prose":
            notes.append("Used only in an example request of the API's document.")
        said = "\n\n".join(note.strip() for note in notes if note.strip())
        return KeyView(name(member.key), self._key_type(family, member), docstring(said, 4) if said else None)

    def _key_type(self, family: QueryParameter, member: FamilyMember) -> Code:
        if family.kind is QueryKind.FIELDS:
            text = self._field_names(member)
        elif member.type.kind is TypeKind.STRING:
            self._imports.local("_types", "FilterValue")
            text = f"{literals(member.type.values, self._imports)} | FilterValue" if member.type.values else "FilterValue"
        elif member.type.kind is TypeKind.ARRAY:
            self._imports.local("_types", "FilterValue")
            self._imports.standard("Sequence")
            listed = member.type.item.values if member.type.item else ()
            text = f"Sequence[{literals(listed, self._imports)} | FilterValue] | str" if listed else "Sequence[FilterValue] | str"
        else:
            text = str(writes(member.type, self._imports))
        if member.required:
            self._imports.standard("Required")
            return Code(f"Required[{text}]")
        return Code(text)

    def _field_names(self, member: FamilyMember) -> str:
        self._imports.standard("Sequence")
        resource = self._links.get(member.key)
        listed = (member.type.item or member.type).values
        if resource is None:
            return f"Sequence[{literals(listed, self._imports)} | str] | str" if listed else "Sequence[str] | str"
        alias = name(naming.field_names(resource.class_name))
        self._imports.typing_only(f"resources.{resource.module}", alias)
        known = self._fields[member.key]
        more = [value for value in listed if value not in known]
        return f"Sequence[{alias} | {literals(more, self._imports)}] | str" if more else f"Sequence[{alias}] | str"

    def _constant(self, operation: Operation) -> Code:
        self._imports.local("_operation", "Operation")
        arguments = [literal(operation.method), literal(operation.path)]
        query = [item for item in operation.query if item.place == "query"]
        if query:
            entries = ", ".join(f"{literal(item.name)}: {self._parameter(item)}" for item in query)
            arguments.append(Code(f"query={{{entries}}}"))
        if operation.body is not None:
            arguments.append(Code(f"body={literal(operation.body.media_type)}"))
        if operation.accept != "application/vnd.api+json":
            arguments.append(Code(f"accept={literal(operation.accept)}"))
        if not operation.authenticated:
            arguments.append(Code("auth=False"))
        if operation.paging is not None:
            self._imports.local("_operation", "Paging")
            paging = operation.paging
            size = f", size={literal(paging.size)}" if paging.size else ""
            arguments.append(Code(f"paging=Paging({literal(paging.style)}, number={literal(paging.position)}{size})"))
        return Code(f"{self._constants[operation.method, operation.path]} = Operation({', '.join(arguments)})")

    def _parameter(self, item: QueryParameter) -> Code:
        if item.members or item.style == "deep":
            self._imports.local("_operation", "Family")
            special = [member for member in item.members if member.style != "comma" or member.wire != f"{item.wire}[{member.key}]"]
            entries = ", ".join(f"{literal(member.key)}: {self._single(member.wire, member.style)}" for member in special)
            return Code(f"Family({literal(item.wire)}, {{{entries}}})") if entries else Code(f"Family({literal(item.wire)})")
        return self._single(item.wire, item.style)

    def _single(self, wire: str, style: str) -> Code:
        self._imports.local("_operation", "Parameter")
        return Code(f"Parameter({literal(wire)})" if style == "comma" else f"Parameter({literal(wire)}, {literal(style)})")

    def _class(self, namespace: Namespace, *, asynchronous: bool) -> NamespaceView:
        prefix = "Async" if asynchronous else ""
        base = f"{prefix}Namespace"
        self._imports.local("_namespace", base)
        children = tuple(self._child(child, prefix) for child in namespace.children)
        methods = tuple(self._method(operation, asynchronous) for operation in namespace.operations)
        awaited = " (await the calls)" if asynchronous else ""
        text = f"`{self._client}.{'.'.join(namespace.path)}`{awaited}."
        return NamespaceView(name(f"{prefix}{namespace.class_name}"), Code(base), docstring(text, 4), children, methods)

    def _child(self, child: Namespace, prefix: str) -> ChildView:
        self._imports.standard("cached_property")
        text = f"Operations of `{'.'.join(child.path)}`."
        return ChildView(name(child.name), name(f"{prefix}{child.class_name}"), docstring(text, 8))

    def _method(self, operation: Operation, asynchronous: bool) -> MethodView:
        self._imports.standard("Unpack")
        self._imports.local("_types", "RequestOptions")
        lazy = operation.result.kind is ResultKind.MANY
        awaits = asynchronous and not lazy
        call = self._call(operation, asynchronous)
        if operation.result.kind is ResultKind.NOTHING:
            text = f"await {call}" if awaits else str(call)
        elif len(operation.result.types) > 1 or (operation.result.kind is ResultKind.MIXED and operation.result.types):
            self._imports.standard("cast")
            returns = literal(str(self._returns(operation, asynchronous)))
            text = f"return cast({returns}, {'await ' if awaits else ''}{call})"
        else:
            text = f"return {'await ' if awaits else ''}{call}"
        return MethodView(
            name(operation.name),
            Code("async " if awaits else ""),
            Code(", ".join(("self", *self._parameters(operation, asynchronous)))),
            self._returns(operation, asynchronous),
            method_docstring(operation, short=asynchronous),
            operation.deprecated,
            Code(text),
        )

    def _parameters(self, operation: Operation, asynchronous: bool) -> Iterator[Code]:
        for item in operation.path_parameters:
            yield Code(f"{name(item.name)}: str | int")
        keywords = operation.body.keywords if operation.body else ()
        positional = [keyword for keyword in keywords if keyword.kind in (KeywordKind.IDENTIFIERS, KeywordKind.IDENTIFIER)]
        for keyword in positional:
            yield self._keyword(keyword)
        rest = [*self._query_keywords(operation, asynchronous), *self._body_keywords(keywords)]
        if rest:
            yield Code("*")
            yield from sorted(rest, key=lambda code: " = " in code)
        yield Code("**options: Unpack[RequestOptions]")

    def _body_keywords(self, keywords: Iterable[Keyword]) -> Iterator[Code]:
        for keyword in keywords:
            if keyword.kind not in (KeywordKind.IDENTIFIERS, KeywordKind.IDENTIFIER):
                yield self._keyword(keyword)

    def _query_keywords(self, operation: Operation, asynchronous: bool) -> Iterator[Code]:
        for item in operation.query:
            annotation = self._query_type(operation, item)
            default = f" = {literal(item.preset)}" if item.preset else "" if item.required else " | None = None"
            yield Code(f"{name(item.name)}: {annotation}{default}")
        if operation.result.kind is ResultKind.MANY:
            yield Code("limit: int | None = None")
            if asynchronous:
                yield Code("concurrency: int = 1")

    def _query_type(self, operation: Operation, item: QueryParameter) -> str:
        if item.members:
            return name(item.class_name)
        if item.values:
            self._imports.standard("Sequence")
            alias = name(item.class_name)
            return f"{alias} | Sequence[{alias}]"
        if item.kind in (QueryKind.SORT, QueryKind.INCLUDE):
            self._imports.standard("Sequence")
            return "str | Sequence[str]"
        text = str(writes(item.type, self._imports))
        return text.removesuffix(" | None")

    def _keyword(self, keyword: Keyword) -> Code:
        annotation = self._keyword_type(keyword)
        if keyword.kind in (KeywordKind.FAMILY, KeywordKind.EXTRA):
            return Code(f"{name(keyword.name)}: {annotation} | None = None")
        if keyword.required:
            return Code(f"{name(keyword.name)}: {annotation}")
        self._imports.local("_types", "OMIT", "Omit")
        return Code(f"{name(keyword.name)}: {annotation} | Omit = OMIT")

    def _keyword_type(self, keyword: Keyword) -> str:
        match keyword.kind:
            case KeywordKind.TO_ONE | KeywordKind.IDENTIFIER:
                none = " | None" if keyword.type.nullable or keyword.kind is KeywordKind.IDENTIFIER else ""
                return f"{self._linked(keyword.target)}{none}"
            case KeywordKind.TO_MANY | KeywordKind.IDENTIFIERS:
                self._imports.standard("Iterable")
                return f"Iterable[{self._linked(keyword.target)}]"
            case _:
                return str(writes(keyword.type, self._imports))

    def _linked(self, type_: str) -> str:
        resource = self._links.get(type_)
        if resource is None:
            self._imports.local("_resource", "Resource")
            return "str | int | Resource"
        self._imports.typing_only(f"resources.{resource.module}", resource.class_name)
        return f"str | int | {name(resource.class_name)}"

    def _returns(self, operation: Operation, asynchronous: bool) -> Code:
        result = operation.result
        if result.kind is ResultKind.MODEL:
            self._imports.local("models", result.model)
            return name(result.model)
        if result.kind is ResultKind.VALUE:
            self._imports.local("_types", "JSON")
            return Code("JSON")
        if result.kind is ResultKind.RAW:
            self._imports.local("_raw", "RawResponse")
            return Code("RawResponse")
        if result.kind is ResultKind.NOTHING:
            return Code("None")
        classes = Code(" | ".join(self._class_names(result.types)))
        if result.kind is ResultKind.MANY:
            pages = "AsyncPager" if asynchronous else "Page"
            self._imports.local("_pages", pages)
            return Code(f"{pages}[{classes}]")
        if result.kind in (ResultKind.IDENTIFIERS, ResultKind.MIXED):
            self._imports.local("_resource", "ResourceList")
            return Code(f"ResourceList[{classes}]")
        return Code(f"{classes} | None") if result.kind is ResultKind.IDENTIFIER else classes

    def _class_names(self, types: Iterable[str]) -> list[Code]:
        found = [self._links[type_] for type_ in types if type_ in self._links]
        if not found:
            self._imports.local("_resource", "Resource")
            return [Code("Resource")]
        for resource in found:
            self._imports.local(f"resources.{resource.module}", resource.class_name)
        return [name(resource.class_name) for resource in found]

    def _call(self, operation: Operation, asynchronous: bool) -> Code:
        result = operation.result
        arguments: list[str] = [self._constants[operation.method, operation.path]]
        if result.kind is ResultKind.MODEL:
            arguments.append(name(result.model))
        elif result.kind in (ResultKind.ONE, ResultKind.MANY, ResultKind.IDENTIFIERS, ResultKind.IDENTIFIER):
            arguments.append(self._class_names(result.types if len(result.types) == 1 else ())[0])
        if operation.path_parameters:
            pairs = ", ".join(f"{literal(item.wire)}: {name(item.name)}" for item in operation.path_parameters)
            arguments.append(f"path={{{pairs}}}")
        query = [item for item in operation.query if item.place == "query"]
        if query:
            arguments.append(f"query={{{', '.join(f'{literal(item.name)}: {name(item.name)}' for item in query)}}}")
        if operation.body is not None:
            arguments.append(f"body={self._body_part(operation.body.root)}")
        if result.kind is ResultKind.MANY:
            arguments.append("limit=limit")
            if asynchronous:
                arguments.append("concurrency=concurrency")
        arguments.append(f"options={self._options(operation)}")
        return Code(f"self._engine.{result.kind.value}({', '.join(arguments)})")

    def _options(self, operation: Operation) -> str:
        headers = [item for item in operation.query if item.place == "header"]
        if not headers:
            return "options"
        self._imports.local("_operation", "with_headers")
        pairs = ", ".join(f"{literal(item.wire)}: {name(item.name)}" for item in headers)
        return f"with_headers(options, {{{pairs}}})"

    def _body_part(self, part: BodyPart) -> str:
        match part:
            case Constant(value):
                return literal(value)
            case PathValue(python):
                return f"str({name(python)})"
            case Keyword():
                return self._body_value(part)
            case BodyObject():
                entries = [f"{literal(wire)}: {self._body_part(member)}" for wire, member in part.members]
                entries += [f"**({name(keyword.name)} or {{}})" for keyword in part.spread]
                text = f"{{{', '.join(entries)}}}"
                if part.required:
                    return text
                self._imports.local("_body", "optional")
                return f"optional({text})"

    def _body_value(self, keyword: Keyword) -> str:
        helpers = {
            KeywordKind.TO_ONE: "to_one",
            KeywordKind.TO_MANY: "to_many",
            KeywordKind.IDENTIFIERS: "identifiers",
            KeywordKind.IDENTIFIER: "identifier",
        }
        helper = helpers.get(keyword.kind)
        if helper is None:
            return name(keyword.name)
        self._imports.local("_body", helper)
        return f"{helper}({literal(keyword.target)}, {name(keyword.name)})"


def _with_descending(values: Iterable[str]) -> list[str]:
    return [signed for value in values for signed in (value, f"-{value}")]


def _is_plain_key(key: str) -> bool:
    return key.isidentifier() and key.isascii() and not python_keyword.iskeyword(key) and not key.startswith("__")


def _constant_name(operation: Operation) -> str:
    return naming.constant("_".join((*operation.namespace[1:], operation.name)))
