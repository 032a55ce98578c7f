"""Names: what a word, a path or a set of paths becomes, and that neither order nor additions change it."""

from __future__ import annotations

import keyword
import random
import unicodedata
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kajabi_gen import modelling, reading
from kajabi_gen.model import naming
from kajabi_gen.model.jsonapi import DocumentKind, collection_segment, path_segments
from kajabi_gen.model.operations import MethodNames, clashes, route
from kajabi_gen.spec.finding import InputError
from kajabi_gen.spec.load import load_text
from kajabi_gen.spec.node import Mark

ONE, MANY, IDS, ID = DocumentKind.ONE, DocumentKind.MANY, DocumentKind.IDENTIFIERS, DocumentKind.IDENTIFIER
OBJECT, OTHER, EMPTY = DocumentKind.OBJECT, DocumentKind.OTHER, DocumentKind.EMPTY
HERE = Mark("paths.yaml", 1, 1)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("contacts", "contact"),
        ("contact_tags", "contact_tag"),
        ("entries", "entry"),
        ("boxes", "box"),
        ("branches", "branch"),
        ("addresses", "address"),
        ("classes", "class"),
        ("statuses", "status"),
        ("bonuses", "bonus"),
        ("courses", "course"),
        ("causes", "cause"),
        ("purchases", "purchase"),
        ("prizes", "prize"),
        ("heroes", "hero"),
        ("people", "person"),
        ("order_people", "order_person"),
        ("movies", "movie"),
        ("analyses", "analysis"),
        ("keys", "key"),
        ("dishes", "dish"),
        ("opuses", "opus"),
        ("ids", "id"),
    ],
)
def test_singular(plural: str, singular: str) -> None:
    """Class names and `…_id` parameters are built on the singular of the last word; a singular stays one."""
    assert naming.singular(plural) == singular
    assert naming.singular(singular) == singular
    assert naming.is_plural_of(plural, singular)


@pytest.mark.parametrize(
    "word", ["media", "status", "news", "address", "analytics", "sms", "data", "bus", "gas", "is", "s", "", "basis", "virus", "boss", "os"]
)
def test_what_is_no_plural_stays(word: str) -> None:
    """Words that end in s, or look the same in the plural."""
    assert naming.singular(word) == word


IRREGULAR = """
people person  children child  men man  women woman  feet foot  teeth tooth  mice mouse  indices index  vertices vertex  matrices matrix
criteria criterion  movies movie  cookies cookie  caches cache  leaves leaf  lives life  shelves shelf  shoes shoe  niches niche
statuses status  aliases alias  buses bus  canvases canvas  quizzes quiz  databases database  purchases purchase  responses response
releases release  courses course  licenses license  expenses expense  cases case  uses use  causes cause  excuses excuse  abuses abuse
houses house  phases phase  phrases phrase  bases base  browses browse  leases lease  archives archive  analyses analysis  crises crisis
""".split()
ONE_AND_MANY = """
access address analytics basis bus business canvas chassis class data diagnosis equipment gas info lens media metadata news pass
process progress series settings sms species statistics status yes
""".split()


def test_words_that_follow_no_rule() -> None:
    """Class names hang on each of them, so none goes without being missed."""
    pairs = dict(zip(IRREGULAR[::2], IRREGULAR[1::2], strict=True))
    assert {plural: naming.singular(plural) for plural in pairs} == pairs
    assert [naming.singular(word) for word in ONE_AND_MANY] == ONE_AND_MANY


def test_other_words_are_no_plural_of_each_other() -> None:
    """A path under a relationship is its own only where the words are the same."""
    assert not naming.is_plural_of("contacts", "offer")
    assert not naming.is_plural_of("contact", "contact_tags")
    assert naming.is_plural_of("contacts", "contacts")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("email", "email"),
        ("double__underscore_", "double__underscore_"),
        ("in\u3164vis\ufe0fible", "invisible"),
        ("first_name", "first_name"),
        ("first-name", "first_name"),
        ("firstName", "first_name"),
        ("FirstName", "first_name"),
        ("HTMLBody", "html_body"),
        ("page[number]", "page_number"),
        ("dotted.name", "dotted_name"),
        ("with space", "with_space"),
        ("address_line_1", "address_line_1"),
        ("ipV4", "ip_v_4"),
        ("2fa", "value_2_fa"),
        ("_private", "private"),
        ("class", "class_"),
        ("None", "none"),
        ("größe", "größe"),
        ("ﬁrst", "first"),
        ("⅓ off", "value_1_3_off"),
        ("৴", "value"),
        ("%", "value"),
        ("", "value"),
    ],
)
def test_identifiers(text: str, name: str) -> None:
    """snake_case; what is no identifier is made one, a keyword gets an underscore."""
    assert naming.identifier(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("contacts", "contacts"),
        ("class", "class_"),
        ("aux", "aux_"),
        ("PRN", "prn_"),
        ("com0", "com0_"),
        ("lpt9", "lpt9_"),
        ("lpt10", "lpt10"),
    ],
)
def test_modules(text: str, name: str) -> None:
    """No file is called like a device of Windows."""
    assert naming.module(text) == name


def test_a_reserved_name_gets_an_underscore_until_it_is_free() -> None:
    """Names of the runtime are never taken."""
    assert naming.identifier("extra", {"extra", "extra_"}) == "extra__"


def test_a_name_that_very_many_want_gets_a_number() -> None:
    """Up to seven underscores; then the number of names that are taken, or the next that is free."""
    taken = {"a" + "_" * length for length in range(7)}
    assert naming.identifier("a", taken) == "a_______"
    taken.add("a_______")
    assert naming.identifier("a", taken) == "a________8"
    taken.update(("a________9", "a________10"))
    assert naming.identifier("a", taken) == "a________11"


@pytest.mark.parametrize(("text", "name"), [("contacts_list", "_CONTACTS_LIST"), ("größe", "_GRÖSSE"), ("ΰ", "_Ϋ́")])
def test_constants(text: str, name: str) -> None:
    """Capitals, in the form in which Python reads names."""
    assert naming.constant(text) == name
    assert name.isidentifier()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("contact_tag", "ContactTag"),
        ("profile-bulk-import-job", "ProfileBulkImportJob"),
        ("apiKey", "ApiKey"),
        ("exception", "ExceptionResource"),
        ("page", "PageResource"),
        ("3d_model", "Thing3DModel"),
        ("ΐ", "Ϊ́"),
        ("!", "Thing"),
    ],
)
def test_class_names(text: str, name: str) -> None:
    """PascalCase; a builtin or a class of the runtime gets `Resource` behind its name."""
    assert naming.class_name(text, {"Page"}) == name


@settings(deadline=None, derandomize=True)
@given(st.text(alphabet=st.characters(categories=None), max_size=20))
def test_every_text_has_a_name(text: str) -> None:
    """Whatever a document calls a thing, Python can: an identifier, no keyword, and the same after NFKC (as Python reads names)."""
    for name in (naming.identifier(text), naming.class_name(text)):
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert unicodedata.normalize("NFKC", name) == name


def test_repeated_names_are_numbered() -> None:
    """In order, without taking a name that is there already."""
    assert naming.unique(["a", "b", "a", "a_2", "a"]) == ["a", "b", "a_2", "a_2_2", "a_3"]


@pytest.mark.parametrize(
    ("path", "segments"),
    [
        ("/v1/contacts/{id}", ("contacts", "{id}")),
        ("/api/v2.1/contacts", ("contacts",)),
        ("/api/profiles", ("profiles",)),
        ("/rest/jsonapi/v3/x", ("x",)),
        ("/version", ("version",)),
        ("/v1", ("v1",)),
        ("/", ()),
    ],
)
def test_prefixes_of_paths_are_no_names(path: str, segments: tuple[str, ...]) -> None:
    """`api` and a version in front say nothing about the operation; the last segment always stays."""
    assert path_segments(path) == segments


@pytest.mark.parametrize(("path", "segment"), [("/v1/a/{id}", "a"), ("/a/{id}/b", "b"), ("/a/{x}-{y}", "a"), ("/{id}", "")])
def test_the_collection_of_a_path(path: str, segment: str) -> None:
    """The last segment that is no placeholder."""
    assert collection_segment(path) == segment


Paths = Mapping[str, DocumentKind]
"""Method and path → what the reply holds."""


def named(paths: Paths, paged: Iterable[str] = ()) -> dict[str, str]:
    """The dotted method of each operation."""
    routes = {}
    for line, reply in paths.items():
        method, path = line.split()
        routes[line] = route(method.lower(), path, reply, line in paged, HERE)
    names = MethodNames(routes.values())
    return {line: ".".join((*(found := names.of(item)).namespace, found.method)) for line, item in routes.items()}


TABLE = {
    "GET /v1/things": (MANY, "things.list"),
    "POST /v1/things": (ONE, "things.create"),
    "GET /v1/things/{id}": (ONE, "things.get"),
    "PATCH /v1/things/{id}": (ONE, "things.update"),
    "PUT /v1/things/{id}": (ONE, "things.replace"),
    "DELETE /v1/things/{thing_id}": (EMPTY, "things.delete"),
    "GET /v1/things/{thing_id}/relationships/tags": (IDS, "things.tags.list"),
    "POST /v1/things/{thing_id}/relationships/tags": (IDS, "things.tags.add"),
    "PATCH /v1/things/{thing_id}/relationships/tags": (IDS, "things.tags.replace"),
    "DELETE /v1/things/{thing_id}/relationships/tags": (IDS, "things.tags.remove"),
    "GET /v1/things/{thing_id}/tags": (MANY, "things.tags.related"),
    "GET /v1/things/{thing_id}/relationships/owner": (ID, "things.owner.get"),
    "PATCH /v1/things/{thing_id}/relationships/owner": (EMPTY, "things.owner.replace"),
    "GET /v1/things/{thing_id}/owner": (ONE, "things.owner.related"),
    "GET /v1/things/{thing_id}/parts": (MANY, "things.parts.list"),
    "GET /v1/things/{thing_id}/settings": (ONE, "things.settings.get"),
    "POST /v1/things/{thing_id}/do-it": (EMPTY, "things.do_it"),
    "GET /v1/things/{thing_id}/report": (OBJECT, "things.report"),
    "POST /v1/things/import": (EMPTY, "things.import_"),
    "GET /v1/things/count": (OBJECT, "things.count"),
    "GET /me": (ONE, "me.get"),
    "GET /version": (OBJECT, "version.get"),
    "POST /oauth/token": (OBJECT, "oauth.token"),
    "POST /forms/{form_id}/submit": (ONE, "forms.submit"),
    "GET /reports": (OTHER, "reports.list"),
    "GET /reports/{id}": (OBJECT, "reports.get"),
}
THINGS: Paths = {line: reply for line, (reply, _name) in TABLE.items()}
METHODS = {line: name for line, (_reply, name) in TABLE.items()}


def test_methods_are_named_by_method_and_path() -> None:
    """The conventions of JSON:API, and the last segment for everything else."""
    assert named(THINGS) == METHODS


def test_the_order_of_paths_changes_no_name() -> None:
    """A document with its keys in another order gives the same methods."""
    lines = list(THINGS)
    for seed in range(20):
        random.Random(seed).shuffle(lines)
        assert named({line: THINGS[line] for line in lines}) == METHODS


def test_a_new_top_level_path_changes_no_name() -> None:
    """A later revision with more resources leaves the methods of the others alone."""
    more = {"GET /v1/others": MANY, "GET /v1/others/{id}": ONE, "POST /v1/others/{id}/tags": EMPTY}
    found = named({**more, **THINGS})
    assert {line: found[line] for line in METHODS} == METHODS


@pytest.mark.parametrize(
    ("paths", "paged", "expected"),
    [
        ({"GET /logs": OTHER}, ["GET /logs"], {"GET /logs": "logs.list"}),  # pages tell a list
        ({"GET /a/{id}/b": OTHER}, [], {"GET /a/{id}/b": "a.b"}),
        ({"GET /a/{id}/b": OTHER, "PUT /a/{id}/b": EMPTY}, [], {"GET /a/{id}/b": "a.b.get", "PUT /a/{id}/b": "a.b.replace"}),
        ({"POST /a/{id}/b": ONE, "GET /a/{id}/b/{b_id}": ONE}, [], {"POST /a/{id}/b": "a.b.create", "GET /a/{id}/b/{b_id}": "a.b.get"}),
        ({"GET /a/{id}/relationships/news": OTHER}, [], {"GET /a/{id}/relationships/news": "a.news.get"}),
        ({"GET /": OBJECT}, [], {"GET /": "root.get"}),
        ({"GET /close": OBJECT, "GET /request": MANY}, [], {"GET /close": "close_.get", "GET /request": "request_.list"}),
        ({"GET /class": ONE}, [], {"GET /class": "class_.get"}),
        ({"HEAD /a/{id}": EMPTY, "TRACE /a": EMPTY}, [], {"HEAD /a/{id}": "a.head", "TRACE /a": "a.trace"}),
        ({"POST /a/{id}/str": EMPTY, "POST /a/{id}/self": EMPTY}, [], {"POST /a/{id}/str": "a.str_", "POST /a/{id}/self": "a.self_"}),
    ],
)
def test_methods_at_the_edge(paths: Paths, paged: list[str], expected: dict[str, str]) -> None:
    """Lists told by their pages, actions that are namespaces because they hold something, names that Python or the client has taken."""
    assert named(paths, paged) == expected


def test_clashes_are_told_with_both_operations() -> None:
    """Two operations of one name, and a method that would hide a namespace."""
    paths = {
        "GET /v1/things": MANY,
        "GET /api/things": MANY,
        "POST /a/{id}/b-c": EMPTY,
        "POST /a/{id}/b_c": EMPTY,
        "POST /x": ONE,
        "GET /x/create/y": MANY,
    }
    keys = {line: (line.split()[0].lower(), line.split()[1]) for line in paths}
    routes = {key: route(*key, paths[line], False, HERE) for line, key in keys.items()}
    names = MethodNames(routes.values())
    found = [message for message, _mark in clashes({key: names.of(item) for key, item in routes.items()}, dict.fromkeys(routes, HERE))]
    assert found == [
        "GET /v1/things and GET /api/things (line 1) would both be things.list()",
        "POST /a/{id}/b_c and POST /a/{id}/b-c (line 1) would both be a.b_c()",
        "POST /x would be x.create(), which is also a namespace",
    ]


SAME_NAME = """\
openapi: 3.1.0
info: {title: Twice, version: '1'}
paths:
  /v1/things:
    get: {responses: {'200': {description: Things.}}}
  /v2/things:
    get: {responses: {'200': {description: Things.}}}
"""


def test_a_document_with_a_clash_is_refused() -> None:
    """One error at the second operation, which names the first."""
    with pytest.raises(InputError) as caught:
        modelling.model(reading.prepare(load_text(SAME_NAME, "twice.yaml")))
    (finding,) = caught.value.findings
    assert (finding.mark.line, finding.mark.file) == (7, "twice.yaml")
    assert "GET /v1/things (line 5)" in finding.message


MEMBERS = """\
openapi: 3.1.0
info: {title: Members, version: '1'}
paths:
  /things/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: A thing.
          content:
            application/vnd.api+json:
              schema:
                properties:
                  data:
                    properties:
                      type: {const: things}
                      id: {type: string}
                      attributes: {properties: {ATTRIBUTES}}
                      relationships: {properties: {owner: {properties: {data: {properties: {type: {const: people}, id: {type: string}}}}}}}
"""


@pytest.mark.parametrize("order", [0, 1])
def test_members_whose_names_meet_are_told_apart_whatever_their_order(order: int) -> None:
    """The one that needs no change keeps its name, the others are numbered; a relationship gives way to an attribute."""
    wires = ["first-name", "firstName", "first_name", "owner", "id", "type"]
    listed = ", ".join(f"{wire}: {{type: string}}" for wire in (reversed(wires) if order else wires))
    api = modelling.model(reading.prepare(load_text(MEMBERS.replace("ATTRIBUTES", listed), "members.yaml"))).api
    (resource,) = api.resources
    assert {attribute.wire: attribute.name for attribute in resource.attributes} == {
        "first_name": "first_name",
        "first-name": "first_name_2",
        "firstName": "first_name_3",
        "owner": "owner",
        "id": "id_",
        "type": "type_",
    }
    assert [relationship.name for relationship in resource.relationships] == ["owner_relationship"]
