"""What the templates of the whole package are given: the client, the exports, the webhooks, and the project's own files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kajabi_gen.emit.annotations import Imports, in_export_order, in_import_order
from kajabi_gen.emit.code import Code, docstring, literal, name
from kajabi_gen.model import naming
from kajabi_gen.model.ir import Api, Arity, Event, EventMember, Namespace, Resource

ERRORS: Final = (
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "DecodeError",
    "ErrorDetail",
    "InternalServerError",
    "NotFoundError",
    "NotLoadedError",
    "PermissionDeniedError",
    "RateLimitError",
    "ReplyError",
    "RequestError",
    "UnexpectedTypeWarning",
    "UnprocessableEntityError",
    "WebhookError",
)
_RUNTIME: Final = {
    "AsyncPage": "._pages",
    "AsyncPager": "._pages",
    "Model": "._resource",
    "Page": "._pages",
    "RawResponse": "._raw",
    "Resource": "._resource",
    "ResourceList": "._resource",
}
_EAGER: Final = (
    "API_VERSION",
    "FilterValue",
    "JSON",
    "OMIT",
    "Omit",
    "RequestHook",
    "RequestInfo",
    "RequestOptions",
    "ResponseHook",
    "ResponseInfo",
    "__version__",
)


class Project(NamedTuple):
    """How the package is called: `package` its import name, `client` its class, `distribution` its name for installers."""

    package: str
    client: str
    distribution: str
    env_prefix: str
    version: str
    api_version: str

    @staticmethod
    def named(package: str, api_version: str, version: str) -> Project:
        """The names that follow from the package's."""
        return Project(package, naming.pascal(package), package.replace("_", "-"), package.upper(), version, api_version)

    @property
    def class_names(self) -> frozenset[str]:
        """The classes that are named after the package."""
        return naming.package_classes(self.package)


class NamespaceEntry(NamedTuple):
    """A top-level namespace of the client."""

    name: Code
    module: Code
    class_name: Code
    classes: Code


class RegistryEntry(NamedTuple):
    """A resource type and where its class is."""

    type: str
    path: str


class TwinView(NamedTuple):
    """What differs between the two clients."""

    prefix: Code
    remark: Code
    block: Code
    http_client: Code
    token_type: Code


class ClientView(NamedTuple):
    """The module of the clients."""

    name: Code
    package: str
    title: Code
    env_prefix: str
    server: str
    token_path: str | None
    revoke_path: str | None
    token_header: str
    token_prefix: str
    namespaces: tuple[NamespaceEntry, ...]
    registry: tuple[RegistryEntry, ...]
    twins: tuple[TwinView, ...]


class LazyEntry(NamedTuple):
    """A public name and the module that it is imported from when first asked for."""

    name: str
    module: str


class ResourceEntry(NamedTuple):
    """A resource class and its module."""

    module: Code
    class_name: Code


class PackageView(NamedTuple):
    """The `__init__` of the package."""

    docstring: Code
    clients: Code
    errors: tuple[Code, ...]
    models: Code | None
    resources: tuple[ResourceEntry, ...]
    exports: tuple[str, ...]
    lazy: tuple[LazyEntry, ...]


class MemberView(NamedTuple):
    """A member of an event class."""

    name: Code
    annotation: Code


class EventView(NamedTuple):
    """An event class."""

    name: str
    class_name: Code
    docstring: Code
    schema: Code
    members: tuple[MemberView, ...]


class WebhooksView(NamedTuple):
    """The module of webhook events."""

    imports: tuple[Code, ...]
    exports: tuple[str, ...]
    events: tuple[EventView, ...]
    union: Code
    classes: Code


def client_view(api: Api, project: Project) -> ClientView:
    """The clients with one property for each top-level namespace."""
    twins = (
        TwinView(Code(""), Code(""), Code("with"), Code("HTTPClient"), Code("str | Callable[[], str]")),
        TwinView(
            Code("Async"),
            Code(", for asyncio"),
            Code("async with"),
            Code("AsyncHTTPClient"),
            Code("str | Callable[[], str | Awaitable[str]]"),
        ),
    )
    return ClientView(
        name(project.client),
        project.package,
        Code(_one_line(api.title) or "API"),
        project.env_prefix,
        api.server,
        api.token.path or None,
        api.token.revoke_path or None,
        api.token.header,
        api.token.prefix,
        tuple(_namespace_entry(namespace) for namespace in api.namespaces),
        tuple(RegistryEntry(resource.type, f"{resource.module}:{resource.class_name}") for resource in api.resources),
        twins,
    )


def _one_line(text: str) -> str:
    """Words of a title that are safe in a docstring."""
    return " ".join("".join(char if char.isalnum() or char in " -.,'()" else " " for char in text).split())[:100]


def _namespace_entry(namespace: Namespace) -> NamespaceEntry:
    classes = in_import_order((namespace.class_name, f"Async{namespace.class_name}"))
    return NamespaceEntry(
        name(namespace.name), name(namespace.name), name(namespace.class_name), Code(", ".join(name(item) for item in classes))
    )


def package_view(api: Api, project: Project) -> PackageView:
    """Everything that users import from the package."""
    errors = in_import_order((*ERRORS, f"{project.client}Error"))
    models = [model.class_name for model in api.models]
    lazy = {
        **_RUNTIME,
        **dict.fromkeys(models, ".models"),
        **{resource.class_name: f".resources.{resource.module}" for resource in api.resources},
    }
    clients = (project.client, f"Async{project.client}")
    exports = in_export_order({*errors, *lazy, *_EAGER, *clients, "webhooks"})
    text = f"A typed client of the {_one_line(api.title) or 'API'}, revision {_one_line(api.version)}."
    return PackageView(
        docstring(text),
        Code(", ".join(name(item) for item in in_import_order(clients))),
        tuple(name(error) for error in errors),
        Code(", ".join(name(model) for model in in_import_order(models))) if models else None,
        tuple(ResourceEntry(name(item.module), name(item.class_name)) for item in api.resources),
        tuple(exports),
        tuple(LazyEntry(public, module) for public, module in sorted(lazy.items())),
    )


def webhooks_view(api: Api) -> WebhooksView:
    """The event classes and their union."""
    resources = {resource.type: resource for resource in api.resources}
    events = tuple(_event(event, resources) for event in api.events)
    names = [view.class_name for view in events]
    exports = in_export_order([*names, "Event", "UnknownEvent", "WebhookEvent", "parse"])
    union = Code(" | ".join([*names, Code("UnknownEvent")]))
    imports = _webhook_imports(api.events, resources)
    return WebhooksView(tuple(imports.lines()), tuple(exports), events, union, Code("".join(f"{item}, " for item in names)))


def _webhook_imports(events: Sequence[Event], resources: Mapping[str, Resource]) -> Imports:
    imports = Imports()
    imports.standard("Mapping", "TypeAlias", "cast")
    imports.local("_about", "SETTINGS")
    imports.local("_webhooks", "Event", "UnknownEvent", "parse_event")
    for event in events:
        imports.standard("ClassVar", "Literal")
        imports.local("_webhooks", "EventSchema")
        for member in event.members:
            imports.local("_webhooks", _member_class(member))
            resource = resources.get(member.type)
            module = f"resources.{resource.module}" if resource else "_resource"
            imports.typing_only(module, resource.class_name if resource else "Resource")
    return imports


def _member_class(member: EventMember) -> str:
    return "EventMany" if member.arity is Arity.MANY else "EventOne"


def _event(event: Event, resources: Mapping[str, Resource]) -> EventView:
    entries = ", ".join(f"{literal(member.name)}: {_member_class(member)}({literal(member.type)})" for member in event.members)
    schema = Code(f"EventSchema({literal(event.name)}, {{{entries}}})")
    text = f"The event `{event.name}`."
    optional = [member.name for member in event.members if not member.required]
    if optional:
        text += f" Not in every payload: {', '.join(f'`{item}`' for item in optional)}."
    members = tuple(MemberView(name(member.name), _member_type(member, resources)) for member in event.members)
    return EventView(event.name, name(event.class_name), docstring(text, 4), schema, members)


def _member_type(member: EventMember, resources: Mapping[str, Resource]) -> Code:
    resource = resources.get(member.type)
    class_name = name(resource.class_name) if resource else Code("Resource")
    return Code(f"tuple[{class_name}, ...]") if member.arity is Arity.MANY else class_name
