"""Names that emitted code uses itself, so that nothing from a document may take them. A test compares them with the runtime."""

from __future__ import annotations

from typing import Final

_ANNOTATIONS: Final = frozenset(("str", "int", "float", "bool", "tuple", "list", "dict", "object", "property", "dt"))

RESOURCE_MEMBERS: Final = _ANNOTATIONS | {
    "id",
    "type",
    "extra",
    "related",
    "links",
    "meta",
    "raw",
    "to_dict",
}
"""Public members of the runtime's `Resource`, and builtins that its annotations name."""

MODEL_MEMBERS: Final = _ANNOTATIONS | {"extra", "raw", "to_dict", "from_members"}
"""Public members of the runtime's `Model`, and builtins that its annotations name."""

EVENT_MEMBERS: Final = frozenset(("id", "event", "payload", "raw", "tuple"))
"""Public members of the runtime's `Event`, and the builtin that its annotations name."""

METHODS: Final = (_ANNOTATIONS - {"list"}) | {"self", "cached_property"}
"""What no method or namespace may be called: the builtins that annotations beside it name, and the decorator of what follows it."""

KEYWORDS: Final = _ANNOTATIONS | {
    "self",
    "options",
    "limit",
    "concurrency",
    "extra",
    "timeout",
    "max_retries",
    "extra_headers",
    "extra_query",
    "retry_writes",
    "cast",
    "identifier",
    "identifiers",
    "optional",
    "to_many",
    "to_one",
    "with_headers",
}
"""Parameters that every emitted method may have, and functions that it calls."""

CLIENT_MEMBERS: Final = frozenset(("close", "aclose", "request", "revoke", "with_options"))
"""Public members of the runtime's clients; a namespace of that name gets a trailing underscore."""

CLIENT_NAMES: Final = frozenset(
    (
        "AsyncBaseClient",
        "AsyncHTTPClient",
        "Awaitable",
        "BaseClient",
        "Callable",
        "Credentials",
        "HTTPClient",
    )
)
"""What the module of the clients imports besides: no client may be called so."""

CLASS_NAMES: Final = frozenset(
    (
        "Any",
        "APIConnectionError",
        "APIStatusError",
        "APITimeoutError",
        "ArgumentError",
        "AsyncEngine",
        "AsyncNamespace",
        "AsyncPage",
        "AsyncPager",
        "AuthenticationError",
        "BadRequestError",
        "ClassVar",
        "ConflictError",
        "Decimal",
        "DecodeError",
        "Engine",
        "ErrorDetail",
        "Event",
        "EventMany",
        "EventOne",
        "EventSchema",
        "Family",
        "FilterValue",
        "InternalServerError",
        "Iterable",
        "JSON",
        "Literal",
        "Many",
        "Mapping",
        "MaybeNone",
        "Model",
        "Namespace",
        "NotFoundError",
        "NotLoadedError",
        "OMIT",
        "Omit",
        "One",
        "Operation",
        "Page",
        "Paging",
        "Parameter",
        "PermissionDeniedError",
        "RateLimitError",
        "RawResponse",
        "ReplyError",
        "RequestError",
        "RequestHook",
        "RequestInfo",
        "RequestOptions",
        "Required",
        "Resource",
        "ResourceList",
        "ResponseHook",
        "ResponseInfo",
        "SETTINGS",
        "Schema",
        "Sequence",
        "TypeAlias",
        "TypedDict",
        "UnexpectedTypeWarning",
        "UnknownEvent",
        "UnprocessableEntityError",
        "Unpack",
        "WebhookError",
        "WebhookEvent",
    )
)
"""Classes that emitted modules import or export."""
