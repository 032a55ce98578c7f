"""What documents say in words: JSON-like examples, attribute bullets, lists of keys, example requests, page sizes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kajabi_gen.spec import prose
from kajabi_gen.spec.examples import read_json

STEADY = settings(deadline=None, derandomize=True)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=4)),
    max_leaves=6,
)
PIECES = st.sampled_from([*'{}[],:"\\-é \ud800', '"a"', "1", "null", "// x\n", "/*", "*/", "...", "1e999"])
MARKDOWN = st.sampled_from(["\n", "* `a` - b", "  * c", "## H", "**B:**", "```", "~~~~", "GET /x?a=b", "Use: a, b", "(a, b)"])


@STEADY
@given(JSON, st.sampled_from([None, 1, "\t"]))
def test_proper_json_is_read_as_json(value: object, indent: int | str | None) -> None:
    """However it is laid out."""
    assert read_json(json.dumps(value, indent=indent)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1,}', {"a": 1}),
        ("[1, 2,]", [1, 2]),
        ("[1,, 2]", [1, 2]),
        ('{"a": 1 "b": 2}', {"a": 1, "b": 2}),
        ('[{"a": 1} {"a": 2}]', [{"a": 1}, {"a": 2}]),
        ('{"a": 1, // one\n "b": 2 /* two */}', {"a": 1, "b": 2}),
        ('{"data": [{"id": "1"}, ...], ...}', {"data": [{"id": "1"}]}),
        ('{"a": "over\ntwo lines"}', {"a": "over\ntwo lines"}),
        ('{"a": "// no comment", "b": "..."}', {"a": "// no comment", "b": "..."}),
        ('{"a": 1, "a": 2}', {"a": 2}),
        (" \n 7 \n", 7),
    ],
)
def test_what_writers_of_examples_do_is_forgiven(text: str, value: object) -> None:
    """Commas too many or too few, comments, an ellipsis, a string over two lines."""
    assert read_json(text) == value


@pytest.mark.parametrize("text", ["", "  ", "GET /v1/x", "{a: 1}", "{'a': 1}", '{"a"}', '{"a": }', "[1", "{}}", '"open', "[,1]", "01"])
def test_what_makes_no_sense_is_nothing(text: str) -> None:
    """Half an example is none."""
    assert read_json(text) is None


@pytest.mark.parametrize("opening", ["[", '{"a":', "[{", "/*", '"\\', "[1 "])
def test_deep_or_endless_text_is_nothing(opening: str) -> None:
    """Neither the stack nor the clock pays for a hundred thousand of them."""
    assert read_json(opening * 100_000) is None


def test_nesting_is_read_to_a_depth_that_no_example_reaches() -> None:
    """60 levels."""
    assert read_json("[" * 60 + "]" * 60) is not None
    assert read_json("[" * 62 + "]" * 62) is None


@STEADY
@given(st.one_of(st.text(alphabet=st.characters(categories=None)), st.lists(PIECES, max_size=30).map("".join)))
def test_reading_never_raises(text: str) -> None:
    """Whatever stands in a description: a JSON value, or None."""
    assert isinstance(read_json(text), dict | list | str | int | float | None)


CONTACTS = """\
A contact.

## Attributes of a contact

* `name` (string) - The full name
* `status` (string): One of (lead, customer)
  * `lead` - has bought nothing
  * `customer` - has bought
    something
* `created_at`: When it was made

### Other attributes

- **score** (integer) - From 0 to 100
- **rank**
- plain words, no attribute
  - `lead` belongs to no attribute
"""


def test_attribute_bullets_of_both_styles() -> None:
    """A code word or a bold word, perhaps a type in brackets, and a text; each under the heading above it."""
    found = [(bullet.heading, bullet.name, bullet.type, bullet.text) for bullet in prose.read(CONTACTS).bullets]
    assert found == [
        ("Attributes of a contact", "name", "string", "The full name"),
        (
            "Attributes of a contact",
            "status",
            "string",
            "One of (lead, customer)\n* `lead` - has bought nothing\n* `customer` - has bought",
        ),
        ("Attributes of a contact", "created_at", "", "When it was made"),
        ("Other attributes", "score", "integer", "From 0 to 100"),
        ("Other attributes", "rank", "", ""),
    ]


def test_nested_bullets_are_values_of_the_attribute_above() -> None:
    """Each value once, though the sentence lists them too."""
    by_name = {bullet.name: bullet.values for bullet in prose.read(CONTACTS).bullets}
    assert by_name == {"name": (), "status": ("lead", "customer"), "created_at": (), "score": (), "rank": ()}


@pytest.mark.parametrize("margin", ["", "  ", "      "])
def test_a_list_may_be_indented_as_a_whole(margin: str) -> None:
    """A bullet is nested if it stands further in than the one it belongs to, not because it stands in at all."""
    text = "\n".join(margin + line for line in ["* `a` - First", "* `b` - Second", "  * `x` - value", "", "Words.", "* `c` - Third"])
    assert [(bullet.name, bullet.values) for bullet in prose.read(text).bullets] == [("a", ()), ("b", ("x",)), ("c", ())]


@pytest.mark.parametrize(
    "heading",
    [
        "# Attributes",
        "###### Attributes",
        "  ## Attributes ##",
        "**Attributes**",
        "**Attributes:**",
        "**Attributes**:",
    ],
)
def test_headings(heading: str) -> None:
    """Those of Markdown, and a line that is all bold."""
    (bullet,) = prose.read(f"{heading}\n* `a` - b").bullets
    assert bullet.heading == "Attributes"


def test_a_line_with_a_colon_leads_the_list_below_it() -> None:
    """And a further line, or a heading, ends that."""
    text = "Valid status values:\n\n* `open`\n\nWords.\n* `other`\n\nMore:\n## Heading\n* `last`"
    leads = {bullet.name: bullet.lead for bullet in prose.read(text).bullets}
    assert leads == {"open": "Valid status values:", "other": "", "last": ""}


def test_fenced_examples_are_read_and_nothing_else_in_them() -> None:
    """Both kinds of fence; a bullet or heading inside is part of the example; one that cannot be read is left out."""
    text = '```json\n{"a": [1,]}\n```\n\n~~~\n# no heading\n* `no` - bullet\n~~~\n* `yes` - bullet\n```\n[2]\n'
    found = prose.read(text)
    assert found.examples == ({"a": [1]}, [2])
    assert [(bullet.name, bullet.heading) for bullet in found.bullets] == [("yes", "")]


def test_example_requests_are_taken_apart() -> None:
    """Method, path, and the query with its percent-encoding undone."""
    text = "For example `GET /v1/things?filter[site_id]=1&sort=-name%2Cid`, or\nPOST /v1/things.\nPlease GET it."
    assert prose.read(text).requests == (
        ("GET", "/v1/things", {"filter[site_id]": "1", "sort": "-name,id"}),
        ("POST", "/v1/things", {}),
    )


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("e.g. ?include=offers,tags", [("include", "offers,tags")]),
        ("?a=1&&b=2", [("a", "1"), ("b", "2")]),
        ("`?fields%5Bthings%5D=name`", [("fields[things]", "name")]),
        ("(?q=a+b)", [("q", "a b")]),
        ("is a=b?", []),
    ],
)
def test_query_pairs(text: str, pairs: list[tuple[str, str]]) -> None:
    """Wherever `?` or `&` stands before a name and a value."""
    assert list(prose.query_pairs(text)) == pairs


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Sort order, use: name, email or -created_at", ("name", "email", "created_at")),
        ("One of: draft, live, or closed", ("draft", "live", "closed")),
        ("Available: created_at, updated_at.", ("created_at", "updated_at")),
        ("Allowed values are: `draft`, `live` and `closed`", ("draft", "live", "closed")),
        ("Available: -name, name, -name", ("name",)),
        ("Use: title for ascending,\n-title for descending", ("title",)),
        ("one of: lessons.media", ("lessons.media",)),
        ("Sort by name.", ()),
        ("Note: name, email", ()),
    ],
)
def test_listed_keys(text: str, keys: tuple[str, ...]) -> None:
    """A lead-in with a colon, then keys; a sign for descending is no part of a key, and prose ends the list."""
    assert prose.listed_keys(text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Attributes that may be used to sort: title, created_at", ("title", "created_at")),
        ("x\nSortable by: `a`, `b`\ny", ("a", "b")),
        ("Sorted by: name", ()),
        ("Sort: a, b, and then some", ()),
    ],
)
def test_sortable_keys(text: str, keys: tuple[str, ...]) -> None:
    """A line about sorting that ends in a list of keys, and in nothing else."""
    assert prose.sortable_keys(text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The state (pending, paid, or failed)", ("pending", "paid", "failed")),
        ("The state (one of: draft, live)", ("draft", "live")),
        ("A date (ISO 8601)", ()),
        ("An amount (in cents, rounded down)", ()),
        ("A name (string)", ()),
    ],
)
def test_keys_in_parentheses(text: str, keys: tuple[str, ...]) -> None:
    """A list of single words is a list of values; other remarks in brackets are not."""
    assert prose.keys_in_parentheses(text) == keys


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Default is 25, max 100", (25, 100)),
        ("25 items per page by default, maximum of 50", (25, 50)),
        ("The default page size is 10.", (10, None)),
        ("Maximum = 200", (None, 200)),
        ("Pages of contacts", (None, None)),
    ],
)
def test_page_sizes(text: str, sizes: tuple[int | None, int | None]) -> None:
    """Default and maximum, in the usual turns of phrase."""
    assert prose.page_sizes(text) == sizes


@STEADY
@given(st.lists(st.one_of(PIECES, MARKDOWN)).map("".join))
def test_taking_a_description_apart_never_raises(text: str) -> None:
    """Bullets come with a name, whatever the text."""
    found = prose.read(text)
    assert all(bullet.name for bullet in found.bullets)
    prose.listed_keys(text), prose.sortable_keys(text), prose.keys_in_parentheses(text), prose.page_sizes(text)
