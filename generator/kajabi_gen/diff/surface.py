"""The public surface of an emitted SDK, read off its model: every name with its type, and where in the document it comes from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kajabi_gen.diff.change import Sdk
from kajabi_gen.model.ir import (
    Api,
    Arity,
    Attribute,
    BodyObject,
    BodyPart,
    Event,
    FamilyMember,
    Keyword,
    KeywordKind,
    Model,
    Operation,
    QueryKind,
    QueryParameter,
    Relationship,
    Resource,
    ResultKind,
    TypeKind,
    TypeRef,
)
from kajabi_gen.packing import packed
from kajabi_gen.spec.node import Mark

Key = tuple[str, str]
_DATA: Final = ("/data", "/data/*", "", "/*")  # where resources stand in a reply
_SCALARS: Final = {
    TypeKind.STRING: "str",
    TypeKind.INTEGER: "int",
    TypeKind.NUMBER: "float",
    TypeKind.BOOLEAN: "bool",
    TypeKind.ANY: "JSON",
    TypeKind.DATETIME: "datetime",
}


@packed
class Entry(NamedTuple):
    """A public name.

    `use`: "call" (a method), "read" (an attribute, a result) or "write" (an argument). `text`: its type as people read it. `accepts` are
    the types that go in, or come out, one by one. `required`: an argument that must be given. `parent`: the name it is a member of.
    `derived`: it comes and goes with a relationship. `values`: those that its type lists, open to any other.
    """

    symbol: str
    use: str
    text: str
    mark: Mark
    accepts: frozenset[str] = frozenset()
    required: bool = False
    parent: str = ""
    derived: bool = False
    operations: tuple[Key, ...] = ()
    values: tuple[str, ...] = ()


@packed
class Reply(NamedTuple):
    """What comes back: the names that stand for all of it, and the resource types or the class that stand below each place of `data`."""

    where: str
    symbols: tuple[str, ...]
    holds: tuple[str, ...]
    data: tuple[str, ...]


@packed
class Surface(NamedTuple):
    """All public names of an SDK. `types`: the JSON:API type that an operation is about. `users`: the methods and attributes that give a
    class. Places of replies are put together when they are asked for: most operations did not change.
    """

    entries: Mapping[str, Entry]
    types: Mapping[Key, str]
    users: Mapping[str, tuple[str, ...]]
    places: Mapping[Key, Mapping[str, tuple[str, ...]]]
    replies: Mapping[Key, tuple[Reply, ...]]
    parts: Mapping[str, tuple[tuple[str, str], ...]]

    def parts_of(self, key: Key, *, is_reply: bool) -> Parts:
        """The parts of what an operation gives, or of what it takes."""
        return Parts(self._reply_places(key) if is_reply else self.places.get(key, {}))

    def _reply_places(self, key: Key) -> dict[str, tuple[str, ...]]:
        places: dict[str, tuple[str, ...]] = {}
        for reply in self.replies.get(key, ()):
            places |= {f"{reply.where}{data}": reply.symbols for data in ("", *reply.data)}
            for held in reply.holds:
                for place, symbol in self.parts.get(held, ()):
                    for whole in (place,) if place.startswith("attribute:") else [f"{reply.where}{data}{place}" for data in reply.data]:
                        places[whole] = (*places.get(whole, ()), symbol)
        return places


def is_of_reply(where: str) -> bool:
    """Whether a place is in what an operation gives."""
    return where.startswith(("response", "attribute:"))


class Parts:
    """The parts of an operation, by their places, and the names that stand for each."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._names = names
        self._places = sorted(names)

    def near(self, where: str) -> tuple[tuple[str, ...], list[str]]:
        """The names that stand for a part, and for what is in it; where there are none, those of the nearest part that holds it."""
        place = _place(where)
        inside = self._inside(place)
        while place not in self._names and place and not inside:
            place = place.rpartition("/")[0]
        return self._names.get(place, ()), inside

    def _inside(self, place: str) -> list[str]:
        first, last = (bisect_left(self._places, f"{place}{end}") for end in ("/", "0"))  # the character after `/`
        return [name for inner in self._places[first:last] for name in self._names[inner]]


def _place(where: str) -> str:
    """A place as steps with `/` between any two, the first too: `requestBody/name` for `requestBody:/name`."""
    return where.replace(":/", "/", 1)


def verdict(old: Entry | None, new: Entry | None) -> Sdk:
    """What a change from one to the other does to callers."""
    if old is None:
        return Sdk.NONE if new is None else Sdk.BREAKING if new.use == "write" and new.required else Sdk.ADDITIVE
    if new is None:
        return Sdk.BREAKING
    if new.required and not old.required:
        return Sdk.BREAKING
    narrower, wider = not old.accepts <= new.accepts, not new.accepts <= old.accepts
    if old.use == "write":
        narrower = narrower and "JSON" not in new.accepts  # which takes everything
        return Sdk.BREAKING if narrower else Sdk.ADDITIVE if wider or old.required != new.required else Sdk.NONE
    return Sdk.BREAKING if wider or (narrower and new.use == "call") else Sdk.ADDITIVE if narrower else Sdk.NONE


def surface_of(api: Api, package: str) -> Surface:
    """Read the surface of a model."""
    reader = _Reader(api, package)
    reader.read()
    users = {name: tuple(sorted(found)) for name, found in reader.users.items()}
    types = {(item.method.upper(), item.path): item.result.types[0] if len(item.result.types) == 1 else "" for item in api.operations}
    return Surface(reader.entries, types, users, reader.places, reader.replies, reader.parts)


class _Reader:
    def __init__(self, api: Api, package: str) -> None:
        self._api = api
        self._package = package
        self._resources = {resource.type: resource for resource in api.resources}
        self._models = {model.class_name: model for model in api.models}
        self.entries: dict[str, Entry] = {}
        self._shown_events: dict[Mark, list[Event]] = {}
        for event in api.events:
            self._shown_events.setdefault(event.mark, []).append(event)
        self.users: dict[str, set[str]] = {}
        self.places: dict[Key, dict[str, tuple[str, ...]]] = {}
        self.replies: dict[Key, tuple[Reply, ...]] = {}
        self.parts: dict[str, tuple[tuple[str, str], ...]] = {}

    def read(self) -> None:
        for resource in self._api.resources:
            self._resource(resource)
            self.parts[resource.type] = tuple(self._resource_parts(resource))
        for model in self._api.models:
            self._model(model)
            self.parts[self._class(model.class_name)] = tuple(self._model_parts("", model, 0))
        for operation in self._api.operations:
            self._operation(operation)
        for event in self._api.events:
            symbol = f"{self._package}.webhooks.{event.class_name}"
            self._add(symbol, "read", event.class_name, event.mark, frozenset((event.class_name,)))
            for member in event.members:
                text = self._class_of(member.type)
                self._add(f"{symbol}.{member.name}", "read", text, event.mark, frozenset((text, member.arity)), parent=symbol)

    def _add(
        self,
        symbol: str,
        use: str,
        text: str,
        mark: Mark,
        accepts: frozenset[str],
        *,
        required: bool = False,
        parent: str = "",
        values: tuple[str, ...] = (),
    ) -> None:
        self.entries[symbol] = Entry(symbol, use, text, mark, accepts, required, parent, values=values)

    def _place(self, key: Key, where: str, *symbols: str) -> None:
        places = self.places.setdefault(key, {})
        places[where] = (*places.get(where, ()), *symbols)

    # --- classes

    def _class(self, name: str) -> str:
        return f"{self._package}.{name}"

    def _class_of(self, type_: str) -> str:
        resource = self._resources.get(type_)
        return resource.class_name if resource else "Resource"

    def _resource(self, resource: Resource) -> None:
        """A class, and the classes of objects nested in it."""
        owner = self._class(resource.class_name)
        self._add(owner, "read", resource.class_name, resource.mark, frozenset((resource.class_name,)))
        for attribute in resource.attributes:
            self._attribute(owner, attribute)
        for relationship in resource.relationships:
            self._relationship(owner, relationship)
        for family in resource.families:
            self._add(f"{owner}.{family.name}", "read", "Mapping[str, JSON]", resource.mark, frozenset(("Mapping",)), parent=owner)
        for model in resource.models:
            self._model(model, owner)

    def _model(self, model: Model, parent: str = "") -> None:
        owner = self._class(model.class_name)
        self._add(owner, "read", model.class_name, model.mark, frozenset((model.class_name,)), parent=parent)
        for attribute in model.attributes:
            self._attribute(owner, attribute)

    def _attribute(self, owner: str, attribute: Attribute) -> None:
        types = type_names(attribute.type)
        symbol = f"{owner}.{attribute.name}"
        self._add(symbol, "read", type_text(types), attribute.mark, types, parent=owner, values=_innermost(attribute.type).values)
        if model := _innermost(attribute.type).model:
            self.users.setdefault(self._class(model), set()).add(symbol)

    def _relationship(self, owner: str, relationship: Relationship) -> None:
        name = self._class_of(relationship.target)
        text = f"tuple[{name}, ...]" if relationship.arity is Arity.MANY else name
        self._add(f"{owner}.{relationship.name}", "read", text, relationship.mark, frozenset((text,)), parent=owner)

    # --- methods

    def _operation(self, operation: Operation) -> None:
        key = (operation.method.upper(), operation.path)
        symbol = ".".join((self._package, *operation.namespace, operation.name))
        text, classes = self._result(operation)
        self.entries[symbol] = Entry(symbol, "call", text, operation.mark, frozenset((text,)), operations=(key,))
        for name in classes:
            self.users.setdefault(self._class(name), set()).add(symbol)
        self._place(key, "operation", symbol)
        self._place(key, "event", *self._events(operation))
        for event in self._events(operation):
            self.users.setdefault(event, set()).add(symbol)
        for index, parameter in enumerate(operation.path_parameters):
            argument = f"{symbol}({index})"  # given by position: its name is of no matter
            self._add(argument, "write", "str | int", parameter.mark, frozenset(("str", "int")), required=True, parent=symbol)
            self._place(key, f"path:{parameter.wire}", argument)
        for query in operation.query:
            self._query(key, symbol, query)
        if operation.body is not None:
            self._body(key, symbol, "requestBody", operation.body.root, ())
        self._results(key, symbol, operation)

    def _result(self, operation: Operation) -> tuple[str, list[str]]:
        result = operation.result
        classes = [self._class_of(type_) for type_ in result.types] or ([result.model] if result.model else [])
        joined = " | ".join(classes)
        if result.kind is ResultKind.MANY:
            return f"Page[{joined}]", classes
        if result.kind in (ResultKind.IDENTIFIERS, ResultKind.MIXED):
            return f"ResourceList[{joined}]", classes
        return joined or result.kind.value, classes

    def _query(self, key: Key, symbol: str, query: QueryParameter) -> None:
        if query.members:
            for member in query.members:
                self._member(key, symbol, query, member)
            return
        argument = f"{symbol}({query.name}=)"
        types = frozenset(("str", "list")) if query.values else written(query.type)
        if not query.required:
            types |= {"None"}  # which leaves it out, be `null` allowed or not
        values = query.values or _innermost(query.type).values
        if query.kind is QueryKind.SORT:
            values += tuple(f"-{value}" for value in values)  # the way down is offered with the way up
        self._add(argument, "write", type_text(types), query.mark, types, required=query.required, parent=symbol, values=values)
        self._place(key, f"{query.place}:{query.wire}", argument)

    def _member(self, key: Key, symbol: str, query: QueryParameter, member: FamilyMember) -> None:
        argument = f'{symbol}({query.name}={{"{member.key}"}})'
        types = written(member.type) | frozenset(("str",))
        derived = member.source == "include"
        entry = Entry(argument, "write", type_text(types), member.mark, types, member.required, symbol, derived)
        self.entries[argument] = entry._replace(values=_innermost(member.type).values)
        self._place(key, f"{query.place}:{member.wire}", argument)
        self._place(key, f"{query.place}:{member.wire}[]", argument)

    def _body(self, key: Key, symbol: str, where: str, part: BodyPart, path: tuple[str, ...]) -> None:
        if isinstance(part, Keyword):
            self._keyword(key, symbol, "/".join((where, *path)), part)
        elif isinstance(part, BodyObject):
            for wire, member in part.members:
                self._body(key, symbol, where, member, (*path, wire))
            for keyword in part.spread:
                self._keyword(key, symbol, "/".join((where, *path, keyword.prefix or "{}")), keyword)

    def _keyword(self, key: Key, symbol: str, where: str, keyword: Keyword) -> None:
        argument = f"{symbol}({keyword.name}=)"
        types = written(keyword.type) if keyword.kind is KeywordKind.VALUE else frozenset((keyword.kind.value, keyword.target))
        values = _innermost(keyword.type).values
        self._add(argument, "write", type_text(types), keyword.mark, types, required=keyword.required, parent=symbol, values=values)
        self._place(key, where, argument)

    def _events(self, operation: Operation) -> list[str]:
        return [f"{self._package}.webhooks.{event.class_name}" for event in self._shown_events.get(operation.mark, ())]

    def _results(self, key: Key, symbol: str, operation: Operation) -> None:
        """Where the members of a reply show up."""
        result, symbols = operation.result, (symbol, *self._events(operation))
        holds, data = (result.types, _DATA) if result.types else ((self._class(result.model),) if result.model else (), ("",))
        statuses = [status for status, _text in operation.statuses if status.startswith("2")]
        self.replies[key] = tuple(Reply(f"response:{status}", symbols, holds, data) for status in statuses)

    def _resource_parts(self, resource: Resource) -> Iterator[tuple[str, str]]:
        owner = self._class(resource.class_name)
        nested = {model.class_name: model for model in resource.models}
        for attribute in resource.attributes:
            place, symbol = f"/attributes/{attribute.wire}", f"{owner}.{attribute.name}"
            yield from ((f"attribute:{attribute.wire}", symbol), (place, symbol))
            model = nested.get(_innermost(attribute.type).model)
            if model is not None:
                yield from self._model_parts(place, model, 1)
        for relationship in resource.relationships:
            yield f"/relationships/{relationship.wire}", f"{owner}.{relationship.name}"

    def _model_parts(self, where: str, model: Model, depth: int) -> Iterator[tuple[str, str]]:
        owner = self._class(model.class_name)
        for attribute in model.attributes:
            for between in ("", "/*"):
                yield f"{where}{between}/{attribute.wire}", f"{owner}.{attribute.name}"
            inner = self._models.get(_innermost(attribute.type).model)
            if inner is not None and depth < 6:
                yield from self._model_parts(f"{where}/{attribute.wire}", inner, depth + 1)


def _innermost(type_: TypeRef) -> TypeRef:
    """The type of what arrays and maps hold in the end."""
    while type_.item is not None:
        type_ = type_.item
    return type_


def type_names(type_: TypeRef) -> frozenset[str]:
    """The Python types that a value read can have, each on its own; listed values stay open and do not count."""
    if type_.kind is TypeKind.ARRAY or type_.kind is TypeKind.MAP:
        inner = type_text(type_names(type_.item)) if type_.item else "JSON"
        name = f"list[{inner}]" if type_.kind is TypeKind.ARRAY else f"dict[str, {inner}]"
    elif type_.kind is TypeKind.MODEL:
        name = type_.model
    else:
        name = _SCALARS.get(type_.kind, type_.kind.value)
    return _or_none(name, type_)


def written(type_: TypeRef) -> frozenset[str]:
    """The Python types that may be given for a value, the widest that are written the same way: a float takes an int too."""
    inner = type_text(written(type_.item)) if type_.item else "JSON"
    if type_.kind is TypeKind.ARRAY:
        return _or_none(f"Sequence[{inner}]", type_)
    if type_.kind in (TypeKind.MAP, TypeKind.MODEL):  # nobody has to make an object of a class to send it
        return _or_none(f"Mapping[str, {inner}]", type_)
    names = type_names(type_)
    return names | {"int"} if "float" in names else names


def _or_none(name: str, type_: TypeRef) -> frozenset[str]:
    return frozenset((name, "None")) if type_.nullable and name != "JSON" else frozenset((name,))


def type_text(names: frozenset[str]) -> str:
    """Types as an annotation."""
    return " | ".join(sorted(names, key=lambda name: (name == "None", name)))
