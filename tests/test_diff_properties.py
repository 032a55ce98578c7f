"""What is true of every comparison: random edits of documents are found where they were made, and nothing else is."""

from __future__ import annotations

import copy
import json
import random
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from diff_edits import EDITS, Document, Edit, Place, places
from diff_revisions import bare, document_of
from kajabi_gen.diff.change import Change, Source
from kajabi_gen.diff.compare import diff
from kajabi_gen.diff.prepare import Prepared, prepare
from kajabi_gen.spec import source
from kajabi_gen.spec.load import load_source
from support import ROOT

BASES = tuple(sorted((*(ROOT / "tests" / "other_apis").glob("*.yaml"), *(ROOT / "tests" / "documents").glob("*.yaml"))))
LOCAL = sorted(name for name, edit in EDITS.items() if edit.on in ("operation", "own parameter") and name != "operation: remove")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@cache
def _base(path: Path) -> Document:
    return document_of(path)


def _read(document: Document) -> Prepared:
    return prepare(load_source(source.Source("edited.json", json.dumps(document, indent=1).encode())))


def _chosen(data: st.DataObject, edit: Edit, found: list[Place], but: str = "") -> Place | None:
    fitting = [place for place in found if place.kind == edit.on and place.operation != but and edit.fits(place.value)]
    return data.draw(st.sampled_from(fitting), label="place") if fitting else None


def _told(old: Prepared, new: Prepared) -> list[Change]:
    """The changes of the document itself; what they do to an SDK beyond that has tests of its own."""
    return [change for change in diff(old, new, "things").changes if not change.kind.startswith("sdk-")]


@pytest.mark.parametrize("name", EDITS)
@given(data=st.data())
@settings(quick, max_examples=2)
def test_an_edit_is_found_where_it_was_made(name: str, data: st.DataObject) -> None:
    """Some change tells it, of a kind that fits, at its place, for the operation that leads there; the way back is told as well."""
    edit, base = EDITS[name], data.draw(st.sampled_from(BASES), label="base")
    document = copy.deepcopy(_base(base))
    place = _chosen(data, edit, places(document))
    assume(place is not None)
    assert place is not None
    edit.make(place)
    old, new = bare(base), _read(document)
    found = _told(old, new)
    fitting = [change for change in found if re.fullmatch(edit.kinds, change.kind)]
    # what is shared is told at its place in the first operation that leads to it
    assert [
        change
        for change in fitting
        if place.operation in map(str, change.operations)
        and (change.where.startswith(place.where) or str(change.operations[0]) != place.operation)
    ]
    back = _told(new, old)
    assert {change.where for change in found if change.source is Source.STRUCTURE} == {
        change.where for change in back if change.source is Source.STRUCTURE
    }


@given(data=st.data())
@settings(quick, max_examples=20)
def test_edits_apart_from_each_other_are_told_apart(data: st.DataObject) -> None:
    """Edits of different operations are the union of what each of them is."""
    base = data.draw(st.sampled_from(BASES), label="base")
    old, together, but = bare(base), copy.deepcopy(_base(base)), ""
    expected = Counter[tuple[str, str, str]]()
    for _ in range(2):
        edit = EDITS[data.draw(st.sampled_from(LOCAL), label="edit")]
        alone = copy.deepcopy(_base(base))
        place = _chosen(data, edit, places(alone), but)
        assume(place is not None)
        assert place is not None
        twin = next(one for one in places(together) if one[:3] == place[:3] and one.key == place.key)
        edit.make(place)
        edit.make(twin)
        expected += _keys(_told(old, _read(alone)))
        but = place.operation
    assert _keys(_told(old, _read(together))) == expected


def _keys(changes: list[Change]) -> Counter[tuple[str, str, str]]:
    return Counter((change.kind, change.where, str(operation)) for change in changes for operation in change.operations)


@given(base=st.sampled_from(BASES), seed=st.integers(0, 2**32))
@settings(quick, max_examples=8)
def test_the_order_of_members_is_no_change(base: Path, seed: int) -> None:
    """Members of objects may stand in any order, and a document is the same as itself."""
    shuffled = _shuffled(_base(base), random.Random(seed))
    for one, other in ((bare(base), _read(shuffled)), (_read(shuffled), bare(base)), (bare(base), bare(base))):
        assert diff(one, other, "things").changes == ()


def _shuffled(value: Any, order: random.Random) -> Any:
    if isinstance(value, list):
        return [_shuffled(item, order) for item in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    order.shuffle(names)
    return {name: _shuffled(value[name], order) for name in names}


@given(base=st.sampled_from(BASES), edit=st.sampled_from(["add", "change", "remove"]))
@settings(quick, max_examples=6)
def test_what_nothing_leads_to_changes_no_operation(base: Path, edit: str) -> None:
    """A component that no operation reaches is nobody's business."""
    document, other = copy.deepcopy(_base(base)), copy.deepcopy(_base(base))
    schemas, others = (side.setdefault("components", {}).setdefault("schemas", {}) for side in (document, other))
    if edit != "add":
        schemas["Zz"] = {"type": "object", "properties": {"a": {"type": "string"}}}
    if edit != "remove":
        others["Zz"] = {"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}}
    assert _told(_read(document), _read(other)) == []


@given(data=st.data())
@settings(quick, max_examples=8)
def test_a_path_that_moves_is_followed(data: st.DataObject) -> None:
    """Under another prefix all operations of a path are the same ones, and what else changed in them is told of them."""
    base = data.draw(st.sampled_from(BASES), label="base")
    document = copy.deepcopy(_base(base))
    path = data.draw(st.sampled_from(sorted(document["paths"])), label="path")
    document["paths"] = {f"/zz{name}" if name == path else name: item for name, item in document["paths"].items()}
    _operation = next(one for one in places(document) if one.kind == "operation" and one.operation.endswith(f" /zz{path}"))
    _operation.value["tags"] = ["zz"]
    found = _keys(_told(bare(base), _read(document)))
    moved = {one.operation for one in places(document) if one.kind == "operation" and one.operation.endswith(f" /zz{path}")}
    assert found == {
        **{("operation-moved", "operation", operation): 1 for operation in moved},
        ("operation-tags-changed", "operation:tags", _operation.operation): 1,
    }


def _paths(form: str, count: int) -> Prepared:
    done = {"get": {"responses": {"204": {"description": "Done"}}}}
    return _read({"openapi": "3.1.0", "info": {"title": "Things", "version": "1"}, "paths": {form.format(i): done for i in range(count)}})


def test_thousands_of_paths_may_move_at_once() -> None:
    """Each is followed, in seconds: nobody looks at all pairs of them."""
    told = _told(_paths("/v1/part{}/things", 2000), _paths("/v2/part{}/things", 2000))
    assert Counter(change.kind for change in told) == {"operation-moved": 2000}
    assert all(change.message == f"GET /v1{change.path[3:]} is at {change.path} now" for change in told)


def test_where_many_are_as_likely_none_is_guessed() -> None:
    """Paths of which nothing but their end is left."""
    told = _told(_paths("/v1/a{}/things", 200), _paths("/v1/b{}/things", 200))
    assert Counter(change.kind for change in told) == {"operation-removed": 200, "operation-added": 200}


@pytest.mark.parametrize(
    ("kind", "large"),
    [
        ("response-property-enum-value-removed", lambda word: {"enum": [f"{word}{i}" for i in range(5000)]}),
        ("response-property-removed", lambda word: {"properties": {f"{word}{i}": {"type": "string"} for i in range(3000)}}),
        ("response-property-alternative-removed", lambda word: {"oneOf": [{"properties": {f"{word}{i}": {}}} for i in range(200)]}),
    ],
    ids=["values", "properties", "alternatives"],
)
def test_much_may_change_at_once(kind: str, large: Callable[[str], Document]) -> None:
    """All of a large schema is told, in seconds; none of it repeats all the rest."""

    def document(word: str) -> Prepared:
        media = {"application/json": {"schema": {"type": "object", "properties": {"value": large(word)}}}}
        replies = {"200": {"description": "All is well", "content": media}}
        return _read(
            {"openapi": "3.1.0", "info": {"title": "Things", "version": "1"}, "paths": {"/things": {"get": {"responses": replies}}}}
        )

    told = [change for change in _told(document("a"), document("b")) if change.kind == kind]
    assert len(told) >= 200
    assert all(change.new is None for change in told)
