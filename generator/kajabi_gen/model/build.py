"""From a normalized document and its Facts to the `Api`: a pure function that makes every decision the templates rely on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kajabi_gen.model import events, fieldsets, jsonapi, modules, naming, security
from kajabi_gen.model.bodies import BodyBuilder, BodyContext
from kajabi_gen.model.ir import (
    Api,
    Body,
    Namespace,
    Operation,
    PathParameter,
    QueryParameter,
    Resource,
    Result,
    ResultKind,
    Token,
)
from kajabi_gen.model.jsonapi import DocumentKind, DocumentShape, TypeNames
from kajabi_gen.model.operations import MethodName, MethodNames, Route, clashes, route
from kajabi_gen.model.queries import QueryBuilder, QueryContext, in_brackets, paging
from kajabi_gen.model.replies import ReplyModels, ReplySource
from kajabi_gen.model.reserved import CLASS_NAMES, KEYWORDS
from kajabi_gen.model.resources import ResourceBuilder
from kajabi_gen.model.schema import SchemaReader
from kajabi_gen.spec.enrich import subject_of
from kajabi_gen.spec.facts import FactKind, Facts
from kajabi_gen.spec.finding import Finding, InputError, error, note, warning
from kajabi_gen.spec.grammar import operations
from kajabi_gen.spec.node import Node

_JSON_API: Final = "application/vnd.api+json"
_FORM: Final = "application/x-www-form-urlencoded"
_TOP_LEVEL: Final = frozenset(("data", "errors", "meta", "jsonapi", "links", "included"))  # JSON:API 1.1 §7.1
_RESULTS: Final = {
    DocumentKind.ONE: ResultKind.ONE,
    DocumentKind.MANY: ResultKind.MANY,
    DocumentKind.IDENTIFIER: ResultKind.IDENTIFIER,
    DocumentKind.IDENTIFIERS: ResultKind.IDENTIFIERS,
    DocumentKind.MIXED: ResultKind.MIXED,
    DocumentKind.EMPTY: ResultKind.NOTHING,
    DocumentKind.OTHER: ResultKind.VALUE,
}


class _Source(NamedTuple):
    """One operation of the document, with what was read of its reply."""

    path: str
    method: str
    node: Node
    accept: str
    schema: Node | None
    reply: DocumentShape

    @property
    def key(self) -> tuple[str, str]:
        return self.method, self.path

    @property
    def subject(self) -> str:
        return subject_of(self.method, self.path)

    @property
    def parameters(self) -> tuple[Node, ...]:
        parameters = self.node.get("parameters")
        return parameters.elements if parameters else ()

    @property
    def pages(self) -> bool:
        names = {parameter.string("name") for parameter in self.parameters}
        return self.method == "get" and bool({"page[number]", "page[offset]", "page[cursor]", "page[after]"} & names)


def build(document: Node, facts: Facts, reserved: frozenset[str] = frozenset()) -> tuple[Api, list[Finding]]:
    """The model of a normalized document; no class is called like one of `reserved`.

    Raises InputError where two operations would get one name.
    """
    return _Builder(document, facts, CLASS_NAMES | reserved).api()


class _Builder:
    def __init__(self, document: Node, facts: Facts, reserved: frozenset[str]) -> None:
        self._document = document
        self._reserved = reserved
        self._facts = facts
        self._reader = SchemaReader(document)
        self._types = TypeNames(self._reader, document, _example_types(facts))
        self._resources = ResourceBuilder(self._reader, facts, self._types, reserved)
        self._findings: list[Finding] = []
        self._sources = [self._source(path, method, node) for path, method, _item, node in operations(document)]

    def api(self) -> tuple[Api, list[Finding]]:
        names = self._method_names()
        self._gather_resources()
        resources = {resource.type: resource for resource in self._resources.resources()}
        replies = self._reply_models(names)
        built = [self._operation(source, names[source.key], resources, replies) for source in self._sources]
        info = self._document.get("info")
        api = Api(
            (info.string("title") if info else "") or "",
            str((info.members["version"].value if info and "version" in info.members else "") or "0"),
            (info.string("description") if info else "") or "",
            self._server(),
            _namespaces(built, self._reserved.union(*map(_public_names, resources.values()), (item.class_name for item in replies.models))),
            tuple(resources.values()),
            replies.models,
            tuple(events.find(built, resources, self._facts)),
            self._token(),
        )
        more = (*self._other_styles(api), *security.other_ways(self._document, api), *self._webhooks(), *self._resources.findings)
        return api, [*self._findings, *more]

    def _other_styles(self, api: Api) -> Iterator[Finding]:
        """Say what of the document is no JSON:API, and what that means for the SDK."""
        plain = [source for source in self._sources if self._is_plain(source) and source.path != api.token.path]
        if not plain:
            return
        first = plain[0]
        what = (
            "no reply is a JSON:API document"
            if not api.resources
            else f"{len(plain)} of {len(api.operations)} replies are no JSON:API documents"
        )
        message = f"{what}; the first is that of {first.subject}"
        action = "given as plain objects and values: resources, included, sparse fields and page walks are for JSON:API only"
        yield warning("not-json-api", message, action, first.node.mark)

    def _webhooks(self) -> Iterator[Finding]:
        webhooks = self._document.get("webhooks")
        if webhooks is not None and webhooks.members:
            message = f"the document describes webhooks under `webhooks`: {len(webhooks.members)}"
            yield warning("webhooks", message, "left out: events are read from samples that operations give", webhooks.mark)

    def _is_plain(self, source: _Source) -> bool:
        if source.reply.kind is DocumentKind.OBJECT:
            return not (_TOP_LEVEL & self._reader.shape(source.schema).properties.keys())
        return source.reply.kind is DocumentKind.OTHER

    def _source(self, path: str, method: str, node: Node) -> _Source:
        node = in_brackets(node, self._reader)
        status, response = _success(node)
        accept, schema = jsonapi.media_schema(response.get("content") if response else None)
        if method == "head" or (status == "default" and _is_error(self._reader.shape(schema).properties)):
            return _Source(path, method, node, accept or _JSON_API, None, DocumentShape(DocumentKind.EMPTY))
        if accept and not jsonapi.is_json(accept):
            return _Source(path, method, node, accept, None, DocumentShape(DocumentKind.OTHER))
        reply = jsonapi.document_shape(self._reader, schema)
        shown = self._facts.about(FactKind.EXAMPLE_DOCUMENT, subject_of(method, path))
        if reply.kind is DocumentKind.EMPTY and shown and method == "get" and status != "204":
            message = f"{subject_of(method, path)} has no reply schema"
            self._findings.append(warning("reply-from-example", message, "typed after the example in its description", node.mark))
            kind = DocumentKind.MANY if shown[-1].value == "many" else DocumentKind.ONE
            return _Source(path, method, node, accept or _JSON_API, schema, DocumentShape(kind))
        if accept and schema is None:
            reply = DocumentShape(DocumentKind.OTHER)  # a body, of which nothing is said
        return _Source(path, method, node, accept or _JSON_API, schema, reply)

    def _method_names(self) -> Mapping[tuple[str, str], MethodName]:
        routes: dict[tuple[str, str], Route] = {
            source.key: route(source.method, source.path, source.reply.kind, source.pages, source.node.mark) for source in self._sources
        }
        chosen = MethodNames(routes.values())
        named = {key: chosen.of(item) for key, item in routes.items()}
        marks = {key: item.mark for key, item in routes.items()}
        remedy = "rename one of the paths, or remove one with an overlay"
        found = [error("name-clash", message, remedy, mark) for message, mark in clashes(named, marks)]
        if found:
            raise InputError(found)
        return named

    def _gather_resources(self) -> None:
        self._resources.add_documents([(source.path, source.reply) for source in self._sources])
        self._resources.add_components(self._document.at("components", "schemas"))
        self._resources.add_examples()
        for source in sorted(self._sources, key=lambda item: (item.method != "get", "{" not in item.path, item.path)):
            primary = self._primary_type(source)
            self._resources.add_prose(source.subject, primary, reads=source.method == "get")

    def _primary_type(self, source: _Source) -> str:
        if source.reply.kind in (DocumentKind.ONE, DocumentKind.MANY):
            if source.reply.primary:
                return self._types.of(source.reply.primary[0], source.path)
            shown = self._facts.about(FactKind.EXAMPLE_DOCUMENT, source.subject)
            return shown[-1].name if shown else ""
        return ""

    def _reply_models(self, names: Mapping[tuple[str, str], MethodName]) -> ReplyModels:
        replies: dict[str, ReplySource] = {}
        for source in self._sources:
            if source.reply.kind is DocumentKind.OBJECT and source.schema is not None:
                name = names[source.key]
                replies[source.subject] = ReplySource(source.schema, "_".join((*name.namespace, name.method, "reply")))
        return ReplyModels(self._resources, self._facts, self._reserved, replies)

    def _operation(self, source: _Source, name: MethodName, resources: Mapping[str, Resource], replies: ReplyModels) -> Operation:
        path_parameters = self._path_parameters(source, name)
        taken = frozenset(parameter.name for parameter in path_parameters)
        query_builder = QueryBuilder(self._reader, self._facts, QueryContext(source.subject, source.path, taken))
        query = query_builder.build(source.parameters)
        self._findings.extend(query_builder.findings)
        self._findings.extend(self._left_out(source))
        body = self._body(source, path_parameters, query, resources)
        result, pages = self._result(source, resources, replies), paging(query)
        if result.kind in (ResultKind.MIXED, ResultKind.IDENTIFIERS) and source.method == "get" and pages:
            result = result._replace(kind=ResultKind.MANY)  # whatever it lists, it has pages
        return Operation(
            name.namespace,
            name.method,
            source.method.upper(),
            source.path,
            source.node.string("summary") or "",
            source.node.string("description") or "",
            path_parameters,
            fieldsets.widen(query, result, resources),
            body,
            result,
            pages if result.kind is ResultKind.MANY else None,
            self._is_authenticated(source),
            source.accept,
            source.node.flag("deprecated"),
            tuple(_statuses(source.node)),
            source.node.mark,
        )

    def _path_parameters(self, source: _Source, name: MethodName) -> tuple[PathParameter, ...]:
        by_name = {parameter.string("name"): parameter for parameter in source.parameters if parameter.string("in") == "path"}
        wires = list(_placeholders(source.path))
        python = naming.unique(naming.identifier(self._path_name(source, wire, name), KEYWORDS) for wire in wires)
        return tuple(
            PathParameter(py, wire, node.string("description") or "", node.mark, node.flag("deprecated"))
            for py, wire, node in zip(python, wires, (by_name[wire] for wire in wires), strict=True)
        )

    def _path_name(self, source: _Source, wire: str, name: MethodName) -> str:
        """`id` for the thing that the namespace holds; the singular of its collection for one further up: `contact_id`."""
        segments = jsonapi.path_segments(source.path)
        holder = next((index for index, segment in enumerate(segments) if f"{{{wire}}}" in segment), 0)
        if segments[holder] != f"{{{wire}}}" or holder == 0:
            return wire
        own_namespace = [segment for segment in segments[:holder] if "{" not in segment and segment != "relationships"]
        if len(own_namespace) == len(name.namespace):  # both begin at the root
            return "id"
        return f"{naming.singular(naming.snake(segments[holder - 1]))}_id"

    def _left_out(self, source: _Source) -> Iterator[Finding]:
        """Say what the document asks for, and the method does not do."""
        for parameter in source.parameters:
            name = parameter.string("name")
            if parameter.string("in") == "cookie":
                yield warning("cookie-parameter", f"the cookie parameter {name!r} is not supported", "left out", parameter.mark)
            elif parameter.string("in") == "path" and self._is_compound(parameter):
                message = f"the path parameter {name!r} is in a style, or of a type, that is not supported"
                yield warning("parameter-style", message, "goes out as one plain segment, as it is given", parameter.mark)
        servers = source.node.get("servers") or self._document.at("paths", source.path, "servers")
        if servers is not None and servers.elements:
            message = f"{source.subject} has a server of its own: {servers.elements[0].string('url')}"
            action = "called at the client's base_url, with its token, as all others; for another server make another client"
            yield warning("own-server", message, action, servers.mark)

    def _is_compound(self, parameter: Node) -> bool:
        shape = self._reader.shape(parameter.get("schema"))
        return (parameter.string("style") or "simple") != "simple" or shape.is_array or shape.is_object

    def _result(self, source: _Source, resources: Mapping[str, Resource], replies: ReplyModels) -> Result:
        reply = source.reply
        if reply.kind is DocumentKind.OBJECT:
            return Result(ResultKind.MODEL, model=replies.class_of(source.subject))
        if not jsonapi.is_json(source.accept):
            return Result(ResultKind.RAW)
        kind = _RESULTS[reply.kind]
        if kind in (ResultKind.ONE, ResultKind.MANY, ResultKind.MIXED):
            types = tuple(dict.fromkeys(self._types.of(schema, source.path) for schema in reply.primary)) or (self._primary_type(source),)
            if kind is ResultKind.ONE and (reply.nullable or _may_be_empty(source.node)):
                # an empty to-one relationship (JSON:API 1.1 §6.2.1), or a 204 beside a 200, which is allowed after a change (§9.2)
                return Result(ResultKind.IDENTIFIER, types)
            return Result(kind, types, source="schema" if reply.primary else "example")
        if kind in (ResultKind.IDENTIFIER, ResultKind.IDENTIFIERS):
            target = self._linked_type(source, resources)
            return Result(kind, (target,) if target else ())
        return Result(kind)

    def _linked_type(self, source: _Source, resources: Mapping[str, Resource]) -> str:
        """The type behind `/things/{id}/relationships/others`: declared, or the target of that relationship of things."""
        declared = jsonapi.linkage_types(self._reader, self._reader.shape(source.schema).properties.get("data"))
        return declared[0] if len(declared) == 1 else self._relationship_target(source.path, resources)

    def _relationship_target(self, path: str, resources: Mapping[str, Resource]) -> str:
        segments = [segment for segment in jsonapi.path_segments(path) if "{" not in segment]
        wire = segments[-1] if segments else ""
        owner = self._types.known(segments[0]) if segments else ""
        for relationship in resources[owner].relationships if owner in resources else ():
            if relationship.wire == wire and relationship.target:
                return relationship.target
        return self._resources.target_by_name(wire)

    def _body(
        self,
        source: _Source,
        path_parameters: tuple[PathParameter, ...],
        query: tuple[QueryParameter, ...],
        resources: Mapping[str, Resource],
    ) -> Body | None:
        request = source.node.get("requestBody")
        media_type, schema = jsonapi.media_schema(request.get("content") if request else None)
        if request is None or not media_type:
            return None
        if not (jsonapi.is_json(media_type) or media_type.split(";")[0].strip().lower() == _FORM):
            message = f"{source.subject} takes {media_type}"
            action = "its method sends no body; only JSON and forms are supported"
            self._findings.append(warning("body-media-type", message, action, source.node.mark))
            return None
        if schema is None and not request.flag("required"):
            message = f"{source.subject} takes a body, or none, and nothing is said of it"
            self._findings.append(warning("body-without-schema", message, "its method sends none", source.node.mark))
            return None
        schema = schema or Node({}, request.mark)
        texts = {fact.name: fact.text for fact in self._facts.about(FactKind.ATTRIBUTE, source.subject)}
        type_ = self._body_type(source, schema)
        known = {attribute.wire: attribute.description for attribute in resources[type_].attributes} if type_ in resources else {}
        taken = frozenset({item.name for item in path_parameters} | {item.name for item in query})
        is_one = jsonapi.is_placeholder(source.path.rstrip("/").rpartition("/")[2])  # otherwise the path names what the resource belongs to
        identifier = path_parameters[-1].name if is_one else ""

        def description(wire: str) -> str:
            return texts.get(wire) or known.get(wire, "")

        def target(wire: str) -> str:
            return self._body_target(source, type_, wire, resources)

        families = tuple(fact.name for fact in self._facts.of_kind(FactKind.NUMBERED_FAMILY))
        context = BodyContext(taken, identifier, type_, families, description, target)
        return BodyBuilder(self._reader, context).build(media_type, schema)

    def _body_type(self, source: _Source, schema: Node) -> str:
        data = self._reader.shape(schema).properties.get("data")
        if data is None or not jsonapi.is_resource(self._reader.shape(data)):
            return ""
        return self._types.of(data, source.path)

    def _body_target(self, source: _Source, type_: str, wire: str, resources: Mapping[str, Resource]) -> str:
        if not wire:
            return self._relationship_target(source.path, resources)
        for relationship in resources[type_].relationships if type_ in resources else ():
            if relationship.wire == wire and relationship.target:
                return relationship.target
        return self._resources.target_by_name(wire)

    def _is_authenticated(self, source: _Source) -> bool:
        security = source.node.get("security") or self._document.get("security")
        return bool(security and any(requirement.members for requirement in security.elements))

    def _server(self) -> str:
        servers = self._document.get("servers")
        url = _filled(servers.elements[0]) if servers and servers.elements else None
        if url is None or not url.startswith(("https://", "http://")) or "{" in url:
            mark = (servers or self._document).mark
            message = "no absolute server URL"
            self._findings.append(note("no-server", message, "callers of the SDK must give base_url", mark))
            return ""
        return url.rstrip("/")

    def _token(self) -> Token:
        """The OAuth 2 endpoints: the form that takes `grant_type` (RFC 6749 §4), and beside it the one that takes a `token` (RFC 7009)."""
        token_path = next((source.path for source in self._sources if "grant_type" in self._form_fields(source)), "")
        holder = token_path.rpartition("/")[0]
        revokes = [source.path for source in self._sources if source.path != token_path and source.path.rpartition("/")[0] == holder]
        revoke_path = next(
            (source.path for source in self._sources if source.path in revokes and self._form_fields(source) == {"token"}), ""
        )
        return Token(token_path, revoke_path if token_path else "", security.token_header(self._document))

    def _form_fields(self, source: _Source) -> set[str]:
        content = source.node.at("requestBody", "content", _FORM)
        return set(self._reader.shape(content.get("schema")).properties) if content else set()


def _filled(server: Node) -> str | None:
    """The URL of a server with the defaults of its variables (OpenAPI 3.1.1 §4.8.6)."""
    url, variables = server.string("url"), server.get("variables")
    for name, variable in variables.members.items() if variables else ():
        default = variable.string("default")
        if url and default is not None:
            url = url.replace(f"{{{name}}}", default)
    return url


def _example_types(facts: Facts) -> list[str]:
    return list(dict.fromkeys(fact.subject for fact in facts.of_kind(FactKind.EXAMPLE_ATTRIBUTE)))


def _success(operation: Node) -> tuple[str, Node | None]:
    """The lowest 2xx response, one with content before one without; `default`, if it is the only one that success can have."""
    found = _replies(operation, "2") or _replies(operation, "default")
    return min(found, key=lambda pair: (pair[1].get("content") is None, pair[0]), default=("", None))


def _is_error(members: Mapping[str, Node]) -> bool:
    """Whether a document with these members reports errors (JSON:API 1.1 §7.1): data and errors never stand together."""
    return "errors" in members and "data" not in members


def _replies(operation: Node, status: str) -> list[tuple[str, Node]]:
    """The responses whose status begins so."""
    responses = operation.get("responses")
    return [(name, node) for name, node in (responses.members.items() if responses else ()) if name.startswith(status)]


def _may_be_empty(operation: Node) -> bool:
    """Whether one of the successes is one without a body (RFC 9110 §15.3)."""
    return any(status in ("202", "204", "205") and node.get("content") is None for status, node in _replies(operation, "2"))


def _statuses(operation: Node) -> Iterator[tuple[str, str]]:
    responses = operation.get("responses")
    for status, node in sorted(responses.members.items(), key=lambda pair: pair[0]) if responses else ():
        yield status, node.string("description") or ""


def _placeholders(path: str) -> Iterator[str]:
    for segment in path.split("/"):
        while "{" in segment and "}" in segment:
            name, _, segment = segment.partition("{")[2].partition("}")
            yield name


def _public_names(resource: Resource) -> tuple[str, str]:
    return resource.class_name, naming.field_names(resource.class_name)


def _namespaces(built: list[Operation], taken: frozenset[str]) -> tuple[Namespace, ...]:
    paths = sorted({operation.namespace[:length] for operation in built for length in range(1, len(operation.namespace) + 1)})
    classes = modules.namespace_classes(paths, taken)
    named = modules.with_type_names(built, {*taken, *classes.values(), *(f"Async{name}" for name in classes.values())})
    operations: dict[tuple[str, ...], list[Operation]] = {}
    for operation in named:
        operations.setdefault(operation.namespace, []).append(operation)
    children: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for path in paths:
        children.setdefault(path[:-1], []).append(path)

    made: dict[tuple[str, ...], Namespace] = {}
    for path in sorted(paths, key=len, reverse=True):
        own = sorted(operations.get(path, ()), key=_method_order)
        inner = tuple(made[child] for child in children.get(path, ()))
        made[path] = Namespace(path, path[-1], classes[path], tuple(own), inner)
    return tuple(made[path] for path in children.get((), ()))


_METHOD_ORDER: Final = ("list", "get", "create", "update", "replace", "delete", "add", "remove", "related")


def _method_order(operation: Operation) -> tuple[int, str]:
    name = operation.name
    return (_METHOD_ORDER.index(name) if name in _METHOD_ORDER else len(_METHOD_ORDER), name)
