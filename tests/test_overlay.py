"""OpenAPI Overlay 1.0 and 1.1: what an action selects, what it does there, and what is said about it."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
import yaml

from kajabi_gen import reading
from kajabi_gen.config import Settings
from kajabi_gen.sources import read
from kajabi_gen.spec import overlay
from kajabi_gen.spec.finding import Finding, InputError, Severity
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.load import load_text
from kajabi_gen.spec.node import plain, walk

DOCUMENT = """\
openapi: 3.1.0
info:
  title: Zoo
  version: '1'
tags: [{name: animals}]
paths:
  /animals:
    get:
      summary: List animals
      tags: [animals]
      parameters:
        - {name: kind, in: query}
        - {name: page, in: query}
  /keepers:
    get:
      summary: List keepers
      tags: [people]
    post:
      summary: Hire a keeper
"""


def load(actions: str, version: str = "1.0.0") -> Any:
    """An overlay with these actions."""
    head = f"overlay: {version}\ninfo: {{title: Corrections, version: '1'}}\nactions:\n"
    return load_text(head + textwrap.indent(textwrap.dedent(actions), "  "), "zoo.overlay.yaml")


def apply(actions: str, version: str = "1.0.0") -> tuple[Any, list[Finding]]:
    """The zoo's document after the actions, as plain values, and what was said."""
    document, findings = overlay.apply(load(actions, version), load_text(DOCUMENT, "zoo.yaml"))
    return plain(document), findings


def changed(**changes: Any) -> Any:
    """The zoo's document with values put in place by hand; a path is written with `__` for `.`, `None` takes the member out."""
    document = yaml.safe_load(DOCUMENT)
    for path, value in changes.items():
        holder = document
        *steps, last = path.replace("animals_path", "/animals").replace("keepers_path", "/keepers").split("__")
        for step in steps:
            holder = holder[step]
        if value is None:
            del holder[last]
        else:
            holder[last] = value
    return document


def test_an_object_is_merged_member_by_member() -> None:
    """At every level: what the update does not name stays."""
    found, _ = apply("- {target: $, update: {info: {x-owner: me, version: '2'}, paths: {/animals: {get: {deprecated: true}}}}}")
    assert found == changed(info={"title": "Zoo", "version": "2", "x-owner": "me"}, paths__animals_path__get__deprecated=True)


def test_an_array_in_an_update_is_joined_to_the_array_there() -> None:
    """Inside a merged object."""
    found, _ = apply("- {target: '$.paths[\"/animals\"].get', update: {tags: [zoo]}}")
    assert found == changed(paths__animals_path__get__tags=["animals", "zoo"])


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
def test_an_object_is_appended_to_a_selected_array(version: str) -> None:
    """The way to add one parameter."""
    found, _ = apply("- {target: $.tags, update: {name: people}}", version)
    assert found == changed(tags=[{"name": "animals"}, {"name": "people"}])


def test_an_array_is_joined_to_a_selected_array_since_1_1() -> None:
    """In 1.0 the update of an array is always one entry."""
    actions = "- {target: $.tags, update: [{name: a}, {name: b}]}"
    assert apply(actions, "1.1.0")[0] == changed(tags=[{"name": "animals"}, {"name": "a"}, {"name": "b"}])
    assert apply(actions, "1.0.0")[0] == changed(tags=[{"name": "animals"}, [{"name": "a"}, {"name": "b"}]])


def test_a_primitive_is_replaced() -> None:
    """Where the target is the value itself (1.1)."""
    found, _ = apply("- {target: $.info.title, update: Aquarium}", "1.1.0")
    assert found == changed(info__title="Aquarium")


def test_a_member_is_removed() -> None:
    """From an object."""
    found, _ = apply("- {target: '$.paths[\"/keepers\"].post', remove: true}")
    assert found == changed(paths__keepers_path__post=None)


def test_all_selected_elements_are_removed() -> None:
    """Several of one array: the places meant are those before anything was removed."""
    found, _ = apply('- {target: \'$.paths["/animals"].get.parameters[?@.in=="query"]\', remove: true}')
    assert found == changed(paths__animals_path__get__parameters=[])


def test_remove_wins_over_update() -> None:
    """`update` has no impact then."""
    found, _ = apply("- {target: $.tags, remove: true, update: {name: more}}")
    assert found == changed(tags=None)


@pytest.mark.parametrize(
    ("target", "places"),
    [
        ("$.paths.*.get", ["/animals get", "/keepers get"]),
        ("$.paths.*[?@.summary=='Hire a keeper']", ["/keepers post"]),
        ("$..[?search(@.summary, '^List')]", ["/animals get", "/keepers get"]),
        ("$.paths['/keepers']['get','post']", ["/keepers get", "/keepers post"]),
        ("$.paths[?@.post].get", ["/keepers get"]),
        ("$.paths.*[?@.tags[?@=='people']]", ["/keepers get"]),
        ("$.paths['/keepers']['get','get']", ["/keepers get"]),
    ],
)
def test_targets_are_queries_of_rfc_9535(target: str, places: list[str]) -> None:
    """Wildcards, filters, functions, descendants, several names; a place that is named twice is changed once."""
    found, (said,) = apply(f'- {{target: "{target}", update: {{x-list: [1]}}}}')
    marked = [f"{path} {method}" for path, item in found["paths"].items() for method, node in item.items() if node.get("x-list") == [1]]
    assert marked == places
    assert f"at {len(places)} place(s)" in said.message


def test_nested_places_are_removed_together() -> None:
    """A target may select a node and one inside it."""
    found, _ = apply("- {target: '$..[?@.summary || @.name==\"kind\"]', remove: true}")
    assert found["paths"] == {"/animals": {}, "/keepers": {}}


def test_actions_run_in_order_each_on_the_result_of_the_one_before() -> None:
    """So that something can be removed and made anew."""
    found, findings = apply("""\
        - {target: $.tags, remove: true}
        - {target: $, update: {tags: [{name: new}]}}
        - {target: '$.tags[?@.name=="new"]', update: {description: Made a moment ago.}}
        """)
    assert found == changed(tags=[{"name": "new", "description": "Made a moment ago."}])
    assert [finding.code for finding in findings] == ["overlay-applied"] * 3


def test_each_action_is_told_with_its_reason() -> None:
    """At the first place it changes; the remedy names the action."""
    _, (said,) = apply("""\
        - target: $.info
          description: |
            The version was wrong.
            More about that.
          update: {version: '2'}
        """)
    assert (said.code, said.severity, str(said.mark)) == ("overlay-applied", Severity.NOTE, "zoo.yaml:2:1")
    assert said.message == "changed by the overlay at 1 place(s): The version was wrong."
    assert said.action == "see zoo.overlay.yaml:4:5"


def test_an_action_that_selects_nothing_is_told_and_does_nothing() -> None:
    """A note at the action: the document may have been corrected since."""
    found, (said,) = apply("- {target: '$.paths[\"/gone\"]', remove: true}")
    assert found == changed()
    assert (said.code, said.severity, str(said.mark)) == ("overlay-idle", Severity.NOTE, "zoo.overlay.yaml:4:5")


def test_an_action_that_says_not_what_to_do_is_told() -> None:
    """A warning: it was meant to do something."""
    found, (said,) = apply("- {target: $.info, description: Correct the title}")
    assert found == changed()
    assert (said.code, said.severity, str(said.mark)) == ("overlay-idle", Severity.WARNING, "zoo.overlay.yaml:4:5")


def test_values_stand_where_they_were_written() -> None:
    """What the overlay brings in points into the overlay, everything else into the document; so do later Findings."""
    actions = "- {target: '$.paths[\"/animals\"].get', update: {parameters: [{name: id, in: path}], summary: Animals}}"
    document, _ = overlay.apply(load(actions), load_text(DOCUMENT, "zoo.yaml"))
    files = {str(node.value): node.mark.file for node in walk(document) if not (node.is_mapping or node.is_sequence)}
    assert {text for text, file in files.items() if file == "zoo.overlay.yaml"} == {"id", "path", "Animals"}
    parameters = document.at("paths", "/animals", "get", "parameters")
    assert parameters is not None
    assert parameters.elements[-1].mark.pointer == "/actions/0/update/parameters/0"
    assert parameters.mark.file == "zoo.yaml"


def test_the_document_given_is_not_changed() -> None:
    """Trees are values."""
    document = load_text(DOCUMENT, "zoo.yaml")
    overlay.apply(load("- {target: $.tags, remove: true}"), document)
    assert plain(document) == changed()


@pytest.mark.parametrize(("title", "applies"), [("Zoo", True), ("Aquarium", False)])
def test_an_overlay_can_name_the_title_it_is_for(title: str, applies: bool) -> None:
    """`x-applies-to-title`; without it an overlay is for every document."""
    document = load_text(DOCUMENT, "zoo.yaml")
    meant = load_text(f"overlay: 1.0.0\nx-applies-to-title: {title}\nactions: []\n", "zoo.overlay.yaml")
    assert overlay.applies(meant, document) is applies
    assert overlay.applies(load("[]"), document)
    assert not overlay.applies(meant, load_text("[1]", "list.yaml"))


def test_an_overlay_for_another_title_is_left_alone(tmp_path: Any) -> None:
    """Whether it is the embedded one or one that the settings name."""
    spec, corrections = tmp_path / "zoo.yaml", tmp_path / "zoo.overlay.yaml"
    spec.write_text(DOCUMENT)
    corrections.write_text("overlay: 1.0.0\nx-applies-to-title: Aquarium\nactions: [{target: $.tags, remove: true}]\n")
    assert reading.parse(read(Settings(spec=str(spec), overlays=(str(corrections),))), Limits())[1] == ()
    assert reading.parse(read(Settings(spec=str(spec))), Limits())[1] == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("openapi: 3.1.0", ["overlay-version"]),
        ("overlay: 2.0.0\nactions: [{target: $}]", ["overlay-version"]),
        ("overlay: 1.0", ["overlay-version"]),
        ("overlay: 1.0.0", ["overlay-empty"]),
        (
            "overlay: 1.0.0\nactions: [{update: {}}, {target: '$.['}, {target: $, updates: {}}]",
            ["overlay-member", "overlay-target", "overlay-target"],
        ),
        ("overlay: 1.1.0\nactions: [{target: $.tags, copy: $.info}]", ["overlay-copy"]),
    ],
)
def test_mistakes_in_an_overlay_are_refused_all_at_once(text: str, codes: list[str]) -> None:
    """With their places in the overlay, and nothing applied."""
    with pytest.raises(InputError) as caught:
        overlay.apply(load_text(text, "zoo.overlay.yaml"), load_text(DOCUMENT, "zoo.yaml"))
    assert sorted(finding.code for finding in caught.value.findings) == codes
    assert {finding.mark.file for finding in caught.value.findings} == {"zoo.overlay.yaml"}
