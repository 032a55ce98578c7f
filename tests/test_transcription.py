"""Our transcriptions in spec/ are the vendor's documents in structure and in habits, and ours in every sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml

from kajabi_gen import modelling, reading
from kajabi_gen.config import Settings
from kajabi_gen.report.model import as_text
from kajabi_gen.sources import read
from kajabi_gen.spec.finding import Severity
from kajabi_gen.spec.limits import Limits
from openapi_walk import load, members, operations, repeated_keys
from support import SPEC, official

REVISIONS = ("1.0.1", "1.1.0")
RUN = 8
"""So many plain words in a row are somebody's sentence; fewer can be chance."""


def ours(revision: str) -> Path:
    return SPEC / f"kajabi-{revision}.yaml"


def outline(document: Any) -> list[str]:
    """One line a value, in the document's order: its pointer and what it is; of prose only that it is there."""
    lines: list[str] = []
    for pointer, value, is_prose in members(document):
        shown = f"{type(value).__name__} of {len(value)}" if isinstance(value, dict | list) else repr(value)
        lines.append(f"{pointer}: {'prose' if is_prose and value.strip() else shown}")
    return lines


def prose(path: Path) -> dict[str, str]:
    """The descriptions and summaries of a document by their pointers."""
    return {pointer: value for pointer, value, is_prose in members(load(path)) if is_prose}


def folded(text: str) -> str:
    """A text whatever its letters' case and its line breaks."""
    return " ".join(text.lower().split())


def fences(text: str) -> Iterator[str]:
    """The fenced examples in a text."""
    for match in re.finditer(r"^ *```\w*\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE):
        yield match[1]


def plain_words(text: str) -> list[str]:
    """The words of a text without what is fact, not wording: fences, code spans, addresses, names_like_this."""
    text = re.sub(r"^ *```.*?^ *```|`[^`\n]*`|\S+://\S+|\S*\w_\w\S*|\S*[\[\]={}?&]\S*", " ", text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"[a-z]+(?:['-][a-z]+)*", text.lower())


def runs(text: str) -> set[str]:
    """Every `RUN` plain words that follow each other in a text."""
    words = plain_words(text)
    return {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


@cache
def modelled(path: Path) -> modelling.Modelled:
    """The model of a document, with the embedded overlay."""
    return modelling.model(reading.prepare(*reading.parse(read(Settings(spec=str(path))), Limits())))


SAMPLE = """
get: {parameters: [{name: a}, {name: a}], description: Some text., deprecated: true, '200': {}}
schema: {properties: {description: {type: string, nullable: true}, b: {type: string}}, required: [b]}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{name: a}, {name: a}", "{name: a}"),
        (", description: Some text.", ""),
        ("Some text.", "''"),
        ("description: {type: string, nullable: true}", "summary: {type: string, nullable: true}"),
        ("{type: string, nullable: true}", "{type: [string, 'null']}"),
        ("deprecated: true", "deprecated: 'true'"),
        (", required: [b]", ", required: []"),
        ("'200'", "200"),
        ("description: Some text., deprecated: true", "deprecated: true, description: Some text."),
        ("b: {type: string}}, required: [b]", "b: {type: string}, required: [b]}"),
    ],
)
def test_an_outline_tells_every_change_of_structure(old: str, new: str) -> None:
    """Nothing but the words of a description can change without the outline changing."""
    assert old in SAMPLE
    assert outline(yaml.safe_load(SAMPLE)) == outline(yaml.safe_load(SAMPLE.replace("Some text.", "Other words.")))
    assert outline(yaml.safe_load(SAMPLE)) != outline(yaml.safe_load(SAMPLE.replace(old, new)))


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_structure_is_the_vendors(revision: str) -> None:
    """Paths, parameters with their repetitions, schemas, enums, order …: all equal but for the words of descriptions and summaries."""
    pairs = zip_longest(outline(load(ours(revision))), outline(load(official(revision))))
    first = next(((mine, theirs) for mine, theirs in pairs if mine != theirs), None)
    assert first is None, f"the first difference: ours has {first[0]}, the vendor's {first[1]}"


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_text_is_the_vendors(revision: str) -> None:
    """Of four words or more, no description or summary of ours is one of the vendor's."""
    theirs = {folded(text) for text in prose(official(revision)).values()}
    copied = [pointer for pointer, text in prose(ours(revision)).items() if len(text.split()) >= 4 and folded(text) in theirs]
    assert not copied


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_sentence_is_the_vendors(revision: str) -> None:
    """No eight plain words in a row are the vendor's."""
    theirs = set[str]().union(*map(runs, prose(official(revision)).values()))
    copied = {pointer: sorted(runs(text) & theirs) for pointer, text in prose(ours(revision)).items() if runs(text) & theirs}
    assert not copied


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_example_of_a_resource_is_the_vendors(revision: str) -> None:
    """Examples with attribute values are made up anew; those of bare identifiers can hardly differ."""

    def shown(path: Path) -> set[str]:
        return {"".join(fence.split()) for text in prose(path).values() for fence in fences(text) if '"attributes"' in fence}

    assert len(shown(ours(revision))) > 50
    assert not shown(ours(revision)) & shown(official(revision))


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_prose_tells_the_same_facts(revision: str) -> None:
    """Bullet lists, sort keys, include values, examples …: what reads prose finds the same, in the same order, in both."""
    mine, theirs = (
        [(fact.kind, fact.subject, fact.name, fact.value, fact.values) for fact in modelled(path).facts.all]
        for path in (ours(revision), official(revision))
    )
    assert mine == theirs


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_model_is_the_same(revision: str) -> None:
    """Namespaces, methods, resources, types and events come out the same from both documents."""
    assert as_text(modelled(ours(revision)).api) == as_text(modelled(official(revision)).api)


@pytest.mark.parametrize("path", sorted(SPEC.glob("*.yaml")), ids=lambda path: path.name)
def test_no_key_is_repeated(path: Path) -> None:
    """YAML readers let the last of two equal keys win, silently: no document in spec/ has any."""
    assert repeated_keys(path) == []


def test_a_repeated_key_would_be_found(tmp_path: Path) -> None:
    """The check above sees keys at any depth, and leaves alone those that repeat in different mappings."""
    path = tmp_path / "a.yaml"
    path.write_text("a: {b: 1}\nc:\n- d: {b: 1}\n  e: 2\n  d: 3\n")
    assert repeated_keys(path) == ["a.yaml:3: d", "a.yaml:5: d"]


@pytest.mark.parametrize(("revision", "count"), [("0.4.0", 41), ("1.0.1", 77), ("1.1.0", 77)])
def test_each_document_becomes_a_model_without_errors(revision: str, count: int) -> None:
    """Every operation of the document is in the model, and no Finding is an error."""
    document, result = load(ours(revision)), modelled(ours(revision))
    assert [finding for finding in result.findings if finding.severity is Severity.ERROR] == []
    wanted = {(operation.method.upper(), operation.path) for operation in operations(document)}
    assert {(operation.method, operation.path) for operation in result.api.operations} == wanted
    assert (len(wanted), len(result.api.operations)) == (count, count)


def test_all_documents_are_tested_here() -> None:
    """A revision that is added to spec/ is added to these tests."""
    assert {path.name for path in SPEC.glob("kajabi-*.yaml")} == {f"kajabi-{revision}.yaml" for revision in ("0.4.0", *REVISIONS)}
