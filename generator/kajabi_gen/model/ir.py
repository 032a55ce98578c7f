"""The model of an API: what the templates and the diff see. A written contract, frozen, with every decision already made.

Names are Python names; what goes over the wire is kept beside them. Text from the document (descriptions, summaries) stays `Text` until
the emitter encodes it. Nothing here knows how Python is written.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kajabi_gen.packing import packed
from kajabi_gen.spec.node import Mark


class TypeKind(StrEnum):
    """The kinds of value an attribute or parameter can hold."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATETIME = "date-time"
    DATE = "date"
    ARRAY = "array"
    MAP = "map"
    MODEL = "model"
    ANY = "any"


@packed
class TypeRef(NamedTuple):
    """A type. `item` is the element of an array or the value of a map; `model` the class of a nested object;
    `values` the values that the document lists for a string (open: the API may send others)."""

    kind: TypeKind
    nullable: bool = False
    item: TypeRef | None = None
    model: str = ""
    values: tuple[str, ...] = ()


class Arity(StrEnum):
    """To-one or to-many (JSON:API 1.1 §7.2.3)."""

    ONE = "one"
    MANY = "many"


@packed
class Attribute(NamedTuple):
    """A member of a resource's `attributes` or of a nested object. `source`: "schema", "prose" or "example"."""

    name: str
    wire: str
    type: TypeRef
    description: str
    mark: Mark
    read_only: bool = False
    deprecated: bool = False
    required: bool = False
    source: str = "schema"


@packed
class Relationship(NamedTuple):
    """A member of a resource's `relationships`. `target` is the JSON:API type it leads to, "" where the document does not tell."""

    name: str
    wire: str
    arity: Arity
    target: str
    description: str
    mark: Mark
    nullable: bool = False
    deprecated: bool = False
    source: str = "schema"


@packed
class Family(NamedTuple):
    """Open-ended, numbered attributes: `prefix` + number, as one keyword and property `name`; `maximum` is 0 where unknown."""

    name: str
    prefix: str
    maximum: int


@packed
class Model(NamedTuple):
    """A typed object that is no resource: nested in an attribute, or a whole reply."""

    class_name: str
    description: str
    attributes: tuple[Attribute, ...]
    mark: Mark


@packed
class Resource(NamedTuple):
    """A JSON:API resource type, merged from every place where the document describes it."""

    type: str
    class_name: str
    module: str
    description: str
    attributes: tuple[Attribute, ...]
    relationships: tuple[Relationship, ...]
    families: tuple[Family, ...]
    models: tuple[Model, ...]
    mark: Mark
    source: str = "schema"


class QueryKind(StrEnum):
    """How a query parameter appears to the caller."""

    PLAIN = "plain"
    FAMILY = "family"
    FIELDS = "fields"
    SORT = "sort"
    INCLUDE = "include"
    PAGE_NUMBER = "page_number"
    PAGE_SIZE = "page_size"


@packed
class FamilyMember(NamedTuple):
    """One key of a bracketed family such as `filter[key]`. `style`: what becomes of a list: "repeat" sends the wire name once for each
    member, "comma", "space" and "pipe" join them."""

    key: str
    wire: str
    type: TypeRef
    description: str
    mark: Mark
    required: bool = False
    deprecated: bool = False
    style: str = "comma"
    source: str = "schema"


@packed
class QueryParameter(NamedTuple):
    """A keyword that goes into the query string, or (`place` "header") into a header. `preset`: what a header must say unless told
    otherwise. `style`: as of a FamilyMember, and "deep" for an object of whatever keys, sent as `name[key]`."""

    name: str
    wire: str
    kind: QueryKind
    type: TypeRef
    description: str
    mark: Mark
    required: bool = False
    deprecated: bool = False
    style: str = "comma"
    place: str = "query"
    values: tuple[str, ...] = ()
    members: tuple[FamilyMember, ...] = ()
    class_name: str = ""
    default: str = ""
    maximum: str = ""
    preset: str = ""


@packed
class PathParameter(NamedTuple):
    """A placeholder of the path template."""

    name: str
    wire: str
    description: str
    mark: Mark
    deprecated: bool = False


class KeywordKind(StrEnum):
    """What a keyword of a write method stands for in the body."""

    VALUE = "value"
    TO_ONE = "to-one"
    TO_MANY = "to-many"
    IDENTIFIERS = "identifiers"
    IDENTIFIER = "identifier"
    FAMILY = "family"
    EXTRA = "extra"


@packed
class Keyword(NamedTuple):
    """A keyword argument that fills a part of the body. `target` is the JSON:API type of identifiers."""

    name: str
    kind: KeywordKind
    type: TypeRef
    description: str
    mark: Mark
    required: bool = False
    deprecated: bool = False
    target: str = ""
    prefix: str = ""


@packed
class BodyObject(NamedTuple):
    """An object of the body: wire names and what fills them. Not sent when empty, unless `required`. `spread` keywords merge into it."""

    members: tuple[tuple[str, BodyPart], ...]
    required: bool = True
    spread: tuple[Keyword, ...] = ()


@packed
class Constant(NamedTuple):
    """A fixed string of the body, such as the JSON:API type."""

    value: str


@packed
class PathValue(NamedTuple):
    """The value of a path parameter, said again in the body (the `id` of an update)."""

    name: str


BodyPart = BodyObject | Constant | PathValue | Keyword


@packed
class Body(NamedTuple):
    """A request body: its media type, its keywords in order, and where each stands."""

    media_type: str
    root: BodyPart
    keywords: tuple[Keyword, ...]


class ResultKind(StrEnum):
    """What a call gives back."""

    ONE = "one"
    MANY = "many"
    IDENTIFIERS = "identifiers"
    IDENTIFIER = "identifier"
    MIXED = "mixed"
    MODEL = "model"
    VALUE = "value"
    RAW = "raw"
    NOTHING = "nothing"


@packed
class Result(NamedTuple):
    """The result of an operation: the resource `types` it can hold, or the `model` class."""

    kind: ResultKind
    types: tuple[str, ...] = ()
    model: str = ""
    source: str = "schema"


@packed
class Paging(NamedTuple):
    """How a list is walked: by "number", "offset" or "cursor", with the wire names of the parameters ("" where there is none)."""

    style: str
    position: str
    size: str


@packed
class Operation(NamedTuple):
    """One operation of the document and the method it becomes."""

    namespace: tuple[str, ...]
    name: str
    method: str
    path: str
    summary: str
    description: str
    path_parameters: tuple[PathParameter, ...]
    query: tuple[QueryParameter, ...]
    body: Body | None
    result: Result
    paging: Paging | None
    authenticated: bool
    accept: str
    deprecated: bool
    statuses: tuple[tuple[str, str], ...]
    mark: Mark


@packed
class Namespace(NamedTuple):
    """A group of methods at a path of the client, such as `contacts.offers`. Sub-namespaces are in `children`."""

    path: tuple[str, ...]
    name: str
    class_name: str
    operations: tuple[Operation, ...]
    children: tuple[Namespace, ...]

    @property
    def all_operations(self) -> tuple[Operation, ...]:
        """Its own operations and those of all below it, depth first."""
        return (*self.operations, *(operation for child in self.children for operation in child.all_operations))


@packed
class EventMember(NamedTuple):
    """A resource that a webhook event carries."""

    name: str
    type: str
    arity: Arity
    required: bool


@packed
class Event(NamedTuple):
    """A webhook event."""

    name: str
    class_name: str
    members: tuple[EventMember, ...]
    description: str
    mark: Mark


@packed
class Token(NamedTuple):
    """Where tokens come from and where they go: the paths of the OAuth operations, "" where the document has none; the header that
    carries the token behind `prefix`, "" for the usual one, `Authorization: Bearer …` (RFC 6750 §2.1)."""

    path: str
    revoke_path: str
    header: str = ""
    prefix: str = ""


@packed
class Api(NamedTuple):
    """A whole API."""

    title: str
    version: str
    description: str
    server: str
    namespaces: tuple[Namespace, ...]
    resources: tuple[Resource, ...]
    models: tuple[Model, ...]
    events: tuple[Event, ...]
    token: Token

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, namespace by namespace, depth first."""
        return tuple(operation for namespace in self.namespaces for operation in namespace.all_operations)
