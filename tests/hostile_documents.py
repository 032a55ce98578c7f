"""Whole OpenAPI documents for hypothesis: valid, quirky and broken ones, with hostile texts wherever a document takes text."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from emitted_oracle import CANARY

_RUN = "__import__('os').system('touch PWNED')"
_PIECES = [
    *"\"'\\\n\r\t\0{}#|`$<>;:%@*_-[](),.=~ ",
    *(
        "\x0b",
        "\x0c",
        "\x1b",
        "\x1c",
        "\x85",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u200b",
        "\u3164",
        "\ufe00",
        "\ufb01",
        "\U0001f600",
    ),
    *(
        '"""',
        "'''",
        "{{",
        "}}",
        "{%",
        "#}",
        "\\N{DIGIT ONE}",
        "\\u0041",
        "coding: utf-7",
        "</script>",
        "::error::",
        "##[error]",
        "${{ x }}",
        "../",
        "..\\",
    ),
    *("word", "Name", "use: name, owner", "GET /v1/things?sort=-name", "```\n", "* `name` (string) - x\n", "# Attributes\n", _RUN, CANARY),
]
TEXT = st.one_of(
    st.just("text"),
    st.lists(st.sampled_from(_PIECES), max_size=8).map(lambda pieces: CANARY + "".join(pieces) + CANARY),
    st.text(max_size=20),
)
_WORDS = "id type data name owner people con class str list self None match page sort cast file File __init__ async json Page".split()
NAMES = st.one_of(
    st.sampled_from(_WORDS),
    st.lists(st.sampled_from([*_PIECES, *_WORDS]), min_size=1, max_size=4).map("".join),
    st.text(min_size=1, max_size=8),
)
_SEGMENTS = st.one_of(st.sampled_from(["v1", "things", "people", "a-b", "relationships", "con", "async", *_WORDS]), NAMES)
_SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.just(10**400),
    st.just(1e400),
    TEXT,
    st.sampled_from(["string", "object", "array"]),
)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=5
)
_COMPONENTS = ["s0", "s1", "s2"]
_REFERENCES = st.sampled_from([f"#/components/schemas/{name}" for name in _COMPONENTS]).map(lambda target: {"$ref": target})
_TYPES = st.sampled_from(["string", "integer", "number", "boolean", "object", "array", ["string", "null"], ["integer", "number"]])


def _schemas() -> st.SearchStrategy[Any]:
    about = {"description": TEXT, "title": TEXT, "deprecated": st.booleans(), "readOnly": st.booleans(), "example": TEXT}
    scalar = st.fixed_dictionaries(
        {"type": _TYPES},
        optional={
            **about,
            "format": st.sampled_from(["date", "date-time", "decimal", "x"]),
            "enum": st.lists(TEXT, min_size=1, max_size=3),
        },
    )
    scalar |= st.fixed_dictionaries({"type": st.just("string"), "default": TEXT}, optional=about)

    def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        several = st.lists(inner, min_size=1, max_size=3)
        return st.one_of(
            st.fixed_dictionaries({"type": st.just("object"), "properties": st.dictionaries(NAMES, inner, max_size=4)}, optional=about),
            st.fixed_dictionaries({"type": st.just("array"), "items": inner}, optional=about),
            st.fixed_dictionaries({"type": st.just("object"), "additionalProperties": inner}, optional=about),
            *(st.fixed_dictionaries({kind: several}, optional=about) for kind in ("allOf", "anyOf", "oneOf")),
        )

    return st.recursive(scalar | _REFERENCES, nested, max_leaves=6)


SCHEMAS = _schemas()


@st.composite
def _resources(draw: st.DrawFn) -> dict[str, Any]:
    type_ = draw(NAMES)
    members: dict[str, Any] = {
        "id": {"type": "string"},
        "type": {"type": "string", "enum": [type_]},
        "attributes": {"type": "object", "properties": draw(st.dictionaries(NAMES, SCHEMAS, max_size=4))},
    }
    targets = draw(st.dictionaries(NAMES, NAMES, max_size=2))
    links = {name: {"properties": {"data": _identifier(target, draw(st.booleans()))}} for name, target in targets.items()}
    if links:
        members["relationships"] = {"type": "object", "properties": links}
    return {"type": "object", "description": draw(TEXT), "properties": members}


def _identifier(type_: str, several: bool) -> dict[str, Any]:
    one = {"type": "object", "properties": {"id": {"type": "string"}, "type": {"type": "string", "enum": [type_]}}}
    return {"type": "array", "items": one} if several else one


_PARAMETERS = st.fixed_dictionaries(
    {
        "name": st.one_of(
            NAMES, NAMES.map(lambda name: f"filter[{name}]"), st.sampled_from(["sort", "include", "page[number]", "page[size]"])
        ),
        "in": st.sampled_from(["query", "query", "header", "cookie"]),
        "schema": SCHEMAS,
    },
    optional={"description": TEXT, "required": st.booleans(), "deprecated": st.booleans(), "explode": st.booleans()},
)


@st.composite
def _operations(draw: st.DrawFn, path: str) -> dict[str, Any]:
    data: dict[str, Any] = draw(_REFERENCES)
    data = {"type": "array", "items": data} if draw(st.booleans()) else data
    schema = draw(st.one_of(st.just({"type": "object", "properties": {"data": data}}), SCHEMAS))
    media = draw(
        st.sampled_from(["application/vnd.api+json", "application/json", f'application/json; x="{CANARY}"', "text/csv", f"text/{CANARY}'"])
    )
    operation: dict[str, Any] = {
        "summary": draw(TEXT),
        "description": draw(TEXT),
        "parameters": draw(st.lists(_PARAMETERS, max_size=3)),
        "responses": {"200": {"description": draw(TEXT), "content": {media: {"schema": schema}}}},
    }
    operation["parameters"] += [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, "description": draw(TEXT)}
        for name in dict.fromkeys(part[1:-1] for part in path.split("/") if part.startswith("{"))
    ]
    if draw(st.booleans()):
        operation["requestBody"] = {
            "content": {draw(st.sampled_from(["application/json", "application/vnd.api+json"])): {"schema": schema}}
        }
    return operation


@st.composite
def _paths(draw: st.DrawFn) -> str:
    parts = draw(st.lists(_SEGMENTS, min_size=1, max_size=3))
    if draw(st.integers(0, 9)):
        parts = [re.sub(r"[/?#\\{}\s]", "_", part).strip(".") or "x" for part in parts]
    return "/" + "/".join([*parts, *(["{id}"] if draw(st.booleans()) else [])])


@st.composite
def valid(draw: st.DrawFn) -> dict[str, Any]:
    """Documents that are mostly sound, however odd."""
    paths = draw(st.lists(_paths(), min_size=1, max_size=4, unique=True))
    methods = st.lists(st.sampled_from(["get", "post", "patch", "delete"]), min_size=1, max_size=2, unique=True)
    return {
        "openapi": "3.1.1",
        "info": {"title": draw(TEXT), "version": draw(st.sampled_from(["1", "2.0.1", "v3"])), "description": draw(TEXT)},
        "servers": [{"url": "https://things.example/" + draw(TEXT)}],
        "paths": {path: {method: draw(_operations(path)) for method in draw(methods)} for path in paths},
        "components": {"schemas": {name: draw(st.one_of(_resources(), SCHEMAS)) for name in _COMPONENTS}},
    }


def _places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(found for token, child in children for found in _places(child, (*place, token)))]


def _replaced(value: Any, place: tuple[Any, ...], new: Any) -> Any:
    if not place:
        return new
    token, rest = place[0], place[1:]
    if isinstance(value, dict):
        return {**value, token: _replaced(value[token], rest, new)}
    return [_replaced(child, rest, new) if index == token else child for index, child in enumerate(value)]


@st.composite
def broken(draw: st.DrawFn) -> Any:
    """Documents in which up to three values are something else."""
    document: Any = draw(valid())
    for _ in range(draw(st.integers(1, 3))):
        places = _places(document)
        place = places[draw(st.integers(0, len(places) - 1))]
        new = draw(st.one_of(ANYTHING, _REFERENCES, st.just({"$ref": "file:///etc/passwd"}), st.sampled_from(places).map(_pointer)))
        document = _replaced(document, place, new)
    return document


def _pointer(place: tuple[Any, ...]) -> dict[str, str]:
    return {"$ref": "#" + "".join(f"/{str(token).replace('~', '~0').replace('/', '~1')}" for token in place)}


DOCUMENTS: st.SearchStrategy[Any] = st.one_of(valid(), valid(), broken())
