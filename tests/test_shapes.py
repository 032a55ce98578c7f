"""JSON:API and JSON Schema as others write them: small documents, each with one thing that it is about, and what becomes of it."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kajabi_gen import modelling, reading
from kajabi_gen.building import build_sdk
from kajabi_gen.config import Settings
from kajabi_gen.modelling import Modelled
from kajabi_gen.spec.load import load_text
from runtime.server import Reply, Server

JSON_API = "application/vnd.api+json"
TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
DONE = {"204": {"description": "Done."}}


def members(**properties: Any) -> dict[str, Any]:
    """The schema of an object."""
    return {"type": "object", "properties": properties}


def resource(type_: str, **attributes: Any) -> dict[str, Any]:
    """The schema of a resource; with a name, if nothing is said of its attributes."""
    return members(type={"const": type_}, id=TEXT, attributes=members(**attributes or {"name": TEXT}))


def listed(schema: Any) -> dict[str, Any]:
    """The schema of a list."""
    return {"type": "array", "items": schema}


def either(*schemas: Any) -> dict[str, Any]:
    """The schema of what is one of several."""
    return {"oneOf": [*schemas]}


def both(*schemas: Any) -> dict[str, Any]:
    """The schema of what is all of several."""
    return {"allOf": [*schemas]}


def component(name: str) -> dict[str, Any]:
    """A reference to a component schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def reply(schema: Any, status: str = "200", media: str = JSON_API) -> dict[str, Any]:
    """The responses of an operation: one, with that body."""
    return {status: {"description": "A reply.", "content": {media: {"schema": schema}}}}


def data(schema: Any, status: str = "200") -> dict[str, Any]:
    """The responses of an operation: a JSON:API document with that primary data."""
    return reply(members(data=schema), status)


def body(schema: Any, media: str = JSON_API) -> dict[str, Any]:
    """A request body."""
    return {"required": True, "content": {media: {"schema": schema}}}


def queries(*names: str) -> list[dict[str, Any]]:
    """Query parameters."""
    return [{"name": name, "in": "query", "schema": TEXT} for name in names]


def document(paths: dict[str, Any], schemas: dict[str, Any]) -> str:
    """The text of a document; the path parameters are declared for it."""
    for path, item in paths.items():
        names = [segment[1:-1] for segment in path.split("/") if segment.startswith("{")]
        item["parameters"] = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names]
    about = {"openapi": "3.1.0", "info": {"title": "Shapes", "version": "1"}, "servers": [{"url": "https://shapes.example"}]}
    return json.dumps({**about, "paths": paths, "components": {"schemas": schemas}})


def modelled(paths: dict[str, Any], **schemas: Any) -> Modelled:
    """The model of a document of these paths and component schemas."""
    return modelling.model(reading.prepare(load_text(document(paths, schemas), "shapes.json")))


def remarks(model: Modelled) -> dict[str, str]:
    """What was said of a document, by code."""
    return {finding.code: finding.message for finding in model.findings}


def attributes_of(root: Any) -> Any:
    """The attributes of a body with the keywords that fill them."""
    return dict(dict(root.members)["data"].members)["attributes"].members


Client = Callable[..., Any]


@pytest.fixture
def client(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Client:
    """Build the SDK of these paths and component schemas, and give its client."""

    def made(paths: dict[str, Any], **schemas: Any) -> Any:
        package = request.node.originalname.removeprefix("test_")
        (tmp_path / "document.json").write_text(document(paths, schemas), encoding="utf-8")
        build_sdk(Settings(str(tmp_path / "document.json"), out=str(tmp_path / "out"), package=package))
        monkeypatch.syspath_prepend(tmp_path / "out")
        module = importlib.import_module(package)
        return getattr(module, package.title().replace("_", ""))(base_url=server.url)

    return made


@pytest.mark.parametrize(
    ("names", "style", "place", "size"),
    [
        (("page[size]", "page[after]", "page[before]"), "cursor", "page[after]", "page[size]"),
        (("page[cursor]", "page[total]"), "cursor", "page[cursor]", ""),
        (("page[offset]", "page[limit]", "page[count]"), "offset", "page[offset]", "page[limit]"),
        (("page[number]", "page[total]"), "number", "page[number]", ""),
        (("page", "page[total]", "per_page"), "number", "page", "per_page"),
    ],
)
def test_pages_are_told_by_parameters_and_not_by_prefixes(names: tuple[str, ...], style: str, place: str, size: str) -> None:
    """`page` is no parameter where there is only some `page[key]` that the walk does not need (JSON:API Cursor Pagination Profile)."""
    paging = (
        modelled({"/events": {"get": {"parameters": queries(*names), "responses": data(listed(resource("events")))}}})
        .api.operations[0]
        .paging
    )
    assert paging == (style, place, size)


def test_cursors(server: Server, client: Client) -> None:
    """All pages of the Cursor Pagination Profile are walked, each once."""
    events = client(
        {"/events": {"get": {"parameters": queries("page[after]", "page[before]"), "responses": data(listed(resource("events")))}}}
    ).events

    def page(number: int) -> Reply:
        link = f"/events?page[after]={number + 1}" if number < 4 else None
        return Reply(json={"data": [{"type": "events", "id": str(number)}], "links": {"next": link}})

    server.on("GET", "/events", *map(page, range(1, 5)))
    assert [event.id for event in events.list(page={"before": "9"})] == ["1", "2", "3", "4"]
    assert [request.query for request in server.requests] == [
        {"page[before]": ["9"]},
        *({"page[before]": ["9"], "page[after]": [str(number)]} for number in (2, 3, 4)),
    ]


def test_types_with_one_singular_have_classes_of_their_own() -> None:
    """`orders` and `order` both want `Order`, and both have an `OrderTotal` in their module."""
    total = members(amount=NUMBER)
    paths = {f"/{type_}": {"get": {"responses": data(listed(resource(type_, total=total)))}} for type_ in ("orders", "order")}
    for found in modelled(paths).api.resources:
        assert [model.class_name for model in found.models] == [attribute.type.model for attribute in found.attributes] == ["OrderTotal"]


def test_ids_in_paths(server: Server, client: Client) -> None:
    """The id in the body is that of the resource itself: the last of the path, or one that the client chooses (Client-Generated IDs)."""
    paths: dict[str, Any] = {
        "/carts/{id}/items": {
            "get": {"responses": data(listed(resource("items")))},
            "post": {"requestBody": body(members(data=resource("items"))), "responses": DONE},
        },
        "/squads/{id}/people/{pid}": {"put": {"requestBody": body(members(data=resource("people"))), "responses": DONE}},
    }
    for method, path in (("POST", "/carts/C/items"), ("PUT", "/squads/S/people/P")):
        server.on(method, path, Reply(204))
    api = client(paths)
    sent = {"type": "items", "attributes": {"name": "x"}}
    api.carts.items.create("C", name="x")
    assert server.last.json == {"data": sent}
    api.carts.items.create("C", id="I", name="x")
    assert server.last.json == {"data": {**sent, "id": "I"}}
    api.squads.people.replace("S", "P", name="x")
    assert server.last.json == {"data": {"type": "people", "id": "P", "attributes": {"name": "x"}}}


IDENTIFIER = members(type=TEXT, id=TEXT)
REFINED = members(type={"const": "nodes"}, attributes=members(label=TEXT))


@pytest.mark.parametrize(
    "node",
    [
        both(component("Identifier"), REFINED),
        {**component("Identifier"), "properties": REFINED["properties"]},
        both({"properties": {"type": {"enum": ["leaves", "nodes"]}}}, component("Identifier"), {**REFINED, "required": ["id"]}),
    ],
)
def test_all_parts_of_a_schema_hold(node: Any) -> None:
    """A property that several parts describe is what all of them say, as is what stands beside a `$ref` (JSON Schema Core §10.2.1.1)."""
    read = {"responses": reply(both(members(data={}), members(data=listed(component("Node")), meta=members())))}
    written = {"requestBody": body(both(members(data=component("Identifier")), members(data=REFINED))), "responses": DONE}
    api = modelled({"/tree": {"get": read, "post": written}}, Identifier=IDENTIFIER, Node=node).api
    (found,) = api.resources
    assert (found.type, [attribute.wire for attribute in found.attributes]) == ("nodes", ["label"])
    listing, creation = api.operations
    assert (listing.result.kind, listing.result.types) == ("many", ("nodes",))
    assert creation.body is not None
    assert [keyword.name for keyword in creation.body.keywords] == ["id", "label", "extra"]


def test_what_adds_to_a_component_is_another_class() -> None:
    """Places that give the component as it is share one class, whatever they require or say of it; those that add to it have their own."""
    address = component("Address")
    homes = {
        "home": address,
        "work": {**address, "description": "By day."},
        "shop": both(address, {"required": ["city"]}),
        "hut": both(address, members(hill=TEXT)),
        "flat": {**address, **members(floor=NUMBER)},
        "tower": component("Tower"),
    }
    paths = {
        "/people": {"get": {"responses": data(listed(resource("people", **homes)))}},
        "/north": {"get": {"responses": reply(both(address, members(wind=TEXT)), media="application/json")}},
        "/south": {"get": {"responses": reply(both(address, members(sun=TEXT)), media="application/json")}},
    }
    api = modelled(paths, Address=members(city=TEXT), Tower=both(address, members(height=NUMBER))).api
    (people,) = api.resources
    classes = {model.class_name: [attribute.wire for attribute in model.attributes] for model in people.models}
    assert {item.wire: (item.type.model, sorted(classes[item.type.model])) for item in people.attributes} == {
        **dict.fromkeys(("home", "work", "shop"), ("PersonHome", ["city"])),
        "hut": ("PersonHut", ["city", "hill"]),
        "flat": ("PersonFlat", ["city", "floor"]),
        "tower": ("PersonTower", ["city", "height"]),
    }
    assert [[attribute.wire for attribute in model.attributes] for model in api.models] == [["wind", "city"], ["sun", "city"]]


CAT, DOG = resource("cats", lives=NUMBER), resource("dogs", tricks=listed(TEXT))
LINK = members(type={"enum": ["cats", "dogs"]}, id=TEXT)


@pytest.mark.parametrize(
    ("path", "schema", "keywords"),
    [
        ("/animals", members(data=either(CAT, DOG)), ["data!"]),
        ("/animals", members(data={**members(id=TEXT, type=TEXT), **either(CAT, DOG)}), ["data!"]),
        ("/animals", members(data=members()), ["data!"]),
        ("/animals", members(data=members(type={"enum": ["cats", "dogs"]}, attributes=members(name=TEXT))), ["type!", "name", "extra"]),
        ("/animals", members(data=members(type=TEXT, name=TEXT)), ["type!", "name"]),
        ("/dens/{id}/relationships/owner", members(data=either(members(type={"const": "cats"}, id=TEXT), LINK)), ["data!"]),
        ("/dens/{id}/relationships/guests", members(data=listed(LINK)), ["data!"]),
        ("/dens/{id}/relationships/cats", members(data=listed(members(type={"const": "cats"}, id=TEXT))), ["ids!"]),
        (
            "/animals",
            members(data=members(type={"const": "dogs"}, attributes=either(members(a=TEXT), members(b=TEXT)))),
            ["a", "b", "extra"],
        ),
        ("/animals", None, ["body!"]),
    ],
)
def test_nothing_of_a_body_is_guessed(path: str, schema: Any, keywords: list[str]) -> None:
    """What the document leaves open (which type, which of several forms) is for the caller to say: `!` marks what is required."""
    request = body(schema) if schema else {"required": True, "content": {"application/json": {}}}
    (operation,) = modelled({path: {"patch": {"requestBody": request, "responses": DONE}}}).api.operations
    assert operation.body is not None
    assert [keyword.name + "!" * keyword.required for keyword in operation.body.keywords] == keywords


def test_a_body_that_may_be_anything_or_nothing_is_said_to_be_left_out() -> None:
    """No method sends it, and nobody has to find that out alone."""
    paths = {"/animals": {"post": {"requestBody": {"content": {"application/json": {}}}, "responses": DONE}}}
    assert remarks(modelled(paths)) == {"body-without-schema": "POST /animals takes a body, or none, and nothing is said of it"}


def test_several_types(server: Server, client: Client) -> None:
    """A reply is typed as all that it can be, and a list of several types, or of identifiers, is walked where it has pages."""
    link = members(type={"const": "cats"}, id=TEXT)
    paths: dict[str, Any] = {
        "/animals/{id}": {"get": {"responses": data(either(CAT, DOG))}},
        "/animals": {"get": {"parameters": queries("page[number]"), "responses": data(listed(either(CAT, DOG)))}},
        "/dens/{id}/relationships/cats": {"get": {"parameters": queries("page[cursor]"), "responses": data(listed(link))}},
    }
    cat, dog = ({"type": type_, "id": "1", "attributes": {}} for type_ in ("cats", "dogs"))
    server.on("GET", "/animals/1", Reply(json={"data": dog}))
    server.on("GET", "/animals", *(Reply(json={"data": [one], "meta": {"total_pages": 2}}) for one in (cat, dog)))
    cats = "/dens/1/relationships/cats"
    server.on("GET", cats, Reply(json={"data": [cat], "links": {"next": "?page[cursor]=c"}}), Reply(json={"data": [{**cat, "id": "2"}]}))
    api = client(paths)
    assert type(api.animals.get("1")).__name__ == "Dog"
    assert [type(animal).__name__ for animal in api.animals.list()] == ["Cat", "Dog"]
    assert [found.id for found in api.dens.cats.list("1")] == ["1", "2"]
    hints = {name: getattr(type(api.animals), name).__annotations__["return"] for name in ("get", "list")}
    assert hints == {"get": "Cat | Dog", "list": "Page[Cat | Dog]"}


def test_attributes_of_alternatives() -> None:
    """A resource whose attributes are one of several forms has those of all of them, typed where they agree."""
    forms = either(members(size=NUMBER, name=TEXT), both(component("Wide"), members(name=TEXT)), either(members(size=TEXT)))
    found = resource("boxes", shut={"type": "boolean"})
    found["properties"]["attributes"].update(forms)
    (boxes,) = modelled({"/boxes": {"get": {"responses": data(listed(found))}}}, Wide=members(width=NUMBER)).api.resources
    kinds = {attribute.wire: attribute.type.kind for attribute in boxes.attributes}
    assert kinds == {"shut": "boolean", "size": "any", "name": "string", "width": "integer"}


@pytest.mark.parametrize("wires", [("__class__", "class"), ("class", "class_", "Class"), ("limit", "limit_")])
@pytest.mark.parametrize("order", [1, -1])
def test_a_name_is_read_and_written_as_the_same_member(wires: tuple[str, ...], order: int) -> None:
    """Where several members want a name, the one that gets it is the same in the resource and in bodies, in whatever order they stand."""
    schema = resource("things", **dict.fromkeys(wires[::order], TEXT))
    written = {"requestBody": body(members(data=schema)), "responses": data(schema)}
    api = modelled({"/things/{id}": {"patch": written}}).api
    read = {attribute.name: attribute.wire for attribute in api.resources[0].attributes}
    made = api.operations[0].body
    assert made is not None
    sent = {keyword.name: wire for wire, keyword in attributes_of(made.root)}
    shared = read.keys() & sent.keys()
    assert shared
    assert {name: sent[name] for name in shared} == {name: read[name] for name in shared}
