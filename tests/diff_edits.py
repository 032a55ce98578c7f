"""A catalogue of edits for whole documents: what each does at a place, and the kinds of change that tell it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

Document = dict[str, Any]
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_SCALARS: Final = ("string", "integer", "number", "boolean")


class Place(NamedTuple):
    """Something in a document that can be edited. `holder[key]` is what is edited; `where` is how the place of a change begins."""

    kind: str
    operation: str
    where: str
    holder: Any
    key: Any

    @property
    def value(self) -> Any:
        return self.holder[self.key]


class Edit(NamedTuple):
    """`on`: the kind of place. `fits`: whether it changes anything there. `kinds`: a pattern of the kinds that tell it."""

    on: str
    fits: Callable[[Any], bool]
    make: Callable[[Place], None]
    kinds: str


def places(document: Document) -> list[Place]:
    """All places, by the operations that lead to them; what is shared is found from each of them."""
    return list(_places(document))


def _places(document: Document) -> Iterator[Place]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            operation, name = item[method], f"{method.upper()} {path}"
            yield Place("operation", name, "", item, method)
            for index, shown in enumerate(operation.get("parameters", [])):
                holder, key = _followed(document, operation["parameters"], index)
                if holder[key]["in"] == "query" and "schema" in holder[key]:
                    where = f"query:{holder[key]['name']}"
                    if shown is holder[key]:
                        yield Place("own parameter", name, where, operation["parameters"], index)
                    yield Place("parameter", name, where, holder, key)
            for status in operation["responses"]:
                holder, key = _followed(document, operation["responses"], status)
                yield Place("response", name, f"response:{status}", holder, key)
                if status.startswith("2"):
                    yield from _content(document, name, f"response:{status}", "response", holder[key])
            if "requestBody" in operation:
                holder, key = _followed(document, operation, "requestBody")
                yield Place("body", name, "requestBody", holder, key)
                yield from _content(document, name, "requestBody", "request", holder[key])


def _followed(document: Document, holder: Any, key: Any) -> tuple[Any, Any]:
    """Where the value itself is, behind a reference to it."""
    value = holder[key]
    while isinstance(value, dict) and "$ref" in value:
        tokens = value["$ref"].removeprefix("#/").split("/")
        holder, key = document, tokens[-1]
        for token in tokens[:-1]:
            holder = holder[token]
        value = holder[key]
    return holder, key


def _content(document: Document, name: str, where: str, way: str, message: Document) -> Iterator[Place]:
    for medium in message.get("content", {}).values():
        if "schema" in medium:
            yield from _schemas(document, name, where, way, medium, "schema", 0)


def _schemas(document: Document, name: str, where: str, way: str, holder: Any, key: Any, depth: int) -> Iterator[Place]:
    holder, key = _followed(document, holder, key)
    schema = holder[key]
    if depth > 5 or not isinstance(schema, dict) or {"allOf", "oneOf", "anyOf"} & schema.keys():
        return
    if "properties" in schema:
        yield Place(f"{way} object", name, where, holder, key)
        for inner in schema["properties"]:
            yield Place(f"{way} property", name, where, schema["properties"], inner)
            yield from _schemas(document, name, where, way, schema["properties"], inner, depth + 1)
    if "items" in schema:
        yield from _schemas(document, name, where, way, schema, "items", depth + 1)


def _set(**members: Any) -> Callable[[Place], None]:
    return lambda place: place.value.update(copy.deepcopy(members))


def _set_schema(**members: Any) -> Callable[[Place], None]:
    return lambda place: place.value["schema"].update(members)


def _flip(member: str) -> Callable[[Place], None]:
    return lambda place: place.value.update({member: not place.value.get(member, False)})


def _remove(place: Place) -> None:
    del place.holder[place.key]


def _add_parameter(required: bool) -> Callable[[Place], None]:
    parameter = {"name": "zz", "in": "query", "required": required, "schema": {"type": "string"}}
    return lambda place: place.value.setdefault("parameters", []).append(dict(parameter))


def _add_property(place: Place) -> None:
    place.value["properties"]["zz"] = {"type": "string"}


def _remove_property(place: Place) -> None:
    del place.value["properties"][next(iter(place.value["properties"]))]


def _retype(schema: Document) -> None:
    schema["type"] = "boolean" if schema["type"] != "boolean" else "integer"


def _retype_parameter(place: Place) -> None:
    _retype(place.value["schema"])


def _retype_property(place: Place) -> None:
    _retype(place.value)


def _require(place: Place) -> None:
    first = next(iter(place.value["properties"]))
    required = place.value.get("required", [])
    place.value["required"] = [name for name in required if name != first] if first in required else [*required, first]


def _always(_value: Any) -> bool:
    return True


def _is_plain(schema: Any) -> bool:
    """Whether a schema is of one simple type, without what would go before or beside an edit."""
    return (
        isinstance(schema, dict) and schema.get("type") in _SCALARS and not {"$ref", "enum", "const", "default", "format"} & schema.keys()
    )


def _is_text(schema: Any) -> bool:
    return _is_plain(schema) and schema["type"] == "string" and not {"minLength", "nullable", "pattern"} & schema.keys()


def _has_plain_schema(parameter: Any) -> bool:
    return _is_plain(parameter["schema"])


def _has_text_schema(parameter: Any) -> bool:
    return _is_text(parameter["schema"])


def _is_open(schema: Any) -> bool:
    return bool(schema["properties"]) and "additionalProperties" not in schema


def _both_ways(name: str, fits: Callable[[Any], bool], make: Callable[[Place], None], aspects: str) -> dict[str, Edit]:
    """The same edit of an object or property that is sent, and of one that is received."""
    on = name.split(":", maxsplit=1)[0]
    return {f"{way} {name}": Edit(f"{way} {on}", fits, make, f"{way}-property-({aspects})") for way in ("request", "response")}


EDITS: Final[Mapping[str, Edit]] = {
    "operation: remove": Edit("operation", _always, _remove, "operation-removed"),
    "operation: deprecate": Edit("operation", lambda one: not one.get("deprecated"), _set(deprecated=True), "operation-deprecated"),
    "operation: say more": Edit("operation", _always, _set(description="Quite another thing."), "operation-description-changed"),
    "operation: tag": Edit("operation", _always, _set(tags=["zz"]), "operation-tags-changed"),
    "operation: add a parameter": Edit("operation", _always, _add_parameter(False), "parameter-added"),
    "operation: add a required parameter": Edit("operation", _always, _add_parameter(True), "parameter-added-required"),
    "operation: refuse": Edit(
        "operation", _always, lambda place: place.value["responses"].update({"418": {"description": "No."}}), "response-status-added"
    ),
    "own parameter: remove": Edit("own parameter", _always, _remove, "parameter-removed"),
    "parameter: require or not": Edit("parameter", _always, _flip("required"), "parameter-became-(required|optional)"),
    "parameter: deprecate or not": Edit("parameter", _always, _flip("deprecated"), "parameter-(un)?deprecated"),
    "parameter: say more": Edit("parameter", _always, _set(description="Quite another."), "parameter-description-changed"),
    "parameter: type": Edit("parameter", _has_plain_schema, _retype_parameter, "parameter-type-(changed|widened|narrowed)"),
    "parameter: list values": Edit("parameter", _has_text_schema, _set_schema(enum=["a", "b"]), "parameter-enum-added"),
    "parameter: format": Edit("parameter", _has_text_schema, _set_schema(format="uuid"), "parameter-format-added"),
    "parameter: length": Edit("parameter", _has_text_schema, _set_schema(minLength=3), "parameter-min-length-added"),
    "parameter: default": Edit("parameter", _has_text_schema, _set_schema(default="zz"), "parameter-default-added"),
    "response: say more": Edit("response", _always, _set(description="Quite another reply."), "response-description-changed"),
    "response: header": Edit(
        "response", _always, _set(headers={"X-Zz": {"schema": {"type": "string"}}}), "response-header-(added|removed|removed-required)"
    ),
    "response: media type": Edit(
        "response",
        lambda one: bool(one.get("content")),
        lambda place: place.value["content"].update({"text/zz": {"schema": {"type": "string"}}}),
        "response-media-type-added",
    ),
    "body: require or not": Edit("body", _always, _flip("required"), "request-body-became-(required|optional)"),
    **_both_ways("object: add", _is_open, _add_property, "added"),
    # one that stays in `required` may be anything now
    **_both_ways("object: remove", _is_open, _remove_property, "removed|removed-required|type-widened"),
    **_both_ways("object: require or not", _is_open, _require, "became-required|became-optional"),
    **_both_ways("property: type", _is_plain, _retype_property, "type-changed|type-widened|type-narrowed"),
    **_both_ways("property: null", _is_text, lambda place: place.value.update(type=["string", "null"]), "became-nullable"),
    **_both_ways("property: list values", _is_text, _set(enum=["a", "b"]), "enum-added"),
    **_both_ways("property: format", _is_text, _set(format="uuid"), "format-added"),
    **_both_ways("property: length", _is_text, _set(minLength=3), "min-length-added"),
    **_both_ways("property: pattern", _is_text, _set(pattern="^z"), "pattern-added"),
    **_both_ways("property: say more", _is_plain, _set(description="Quite another."), "description-changed"),
    **_both_ways("property: deprecate", lambda one: _is_plain(one) and "deprecated" not in one, _set(deprecated=True), "deprecated"),
}
