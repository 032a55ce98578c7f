"""What `quick` accepts, the validator has nothing to say about: the quick look may doubt too much, never too little."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from kajabi_gen.diff.prepare import prepare
from kajabi_gen.spec import quick
from kajabi_gen.spec.finding import Finding, InputError
from kajabi_gen.spec.load import load_file
from kajabi_gen.spec.node import Mark, Node, node_from, plain
from kajabi_gen.spec.validate import validate
from support import ROOT, SPEC

_THINGS: Final = yaml.safe_load((ROOT / "tests" / "things.yaml").read_text(encoding="utf-8"))
_WRONG: Final = (None, True, 7, -1.5, "", "object", "date-time", [], ["string", "string"], [1], {}, {"type": "none"}, {"$ref": "#/paths"})

Edit = Callable[[Any, Any, random.Random], None]


def test_no_other_document_is_read(tmp_path: Path) -> None:
    """A reference to a file is an error, though what stands there would make the document valid."""
    other = tmp_path / "path.json"
    other.write_text('{"get": {"responses": {"204": {"description": "Done."}}}}')
    document = copy.deepcopy(_THINGS)
    document["paths"]["/v1/other"] = {"$ref": other.as_uri()}
    document["components"]["schemas"]["other"] = {"xml": {"name": "other"}}  # needs a closer look
    (finding,) = validate(node_from(document, Mark("things.yaml", 1, 1)))
    assert "path.json" in finding.message


def _drop(holder: Any, key: Any, _random: random.Random) -> None:
    del holder[key]


def _replace(holder: Any, key: Any, random_: random.Random) -> None:
    holder[key] = random_.choice(_WRONG)


def _rename(holder: Any, key: Any, random_: random.Random) -> None:
    if isinstance(holder, dict):
        holder[random_.choice(["type", "items", "in", "schema", "required", "pattern", "x-more", "unknown"])] = holder.pop(key)


def _places(value: Any) -> list[tuple[Any, Any]]:
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    return [(value, key) for key, _ in pairs] + [place for _, child in pairs for place in _places(child)]


@pytest.mark.parametrize("seed", range(150))
def test_the_quick_look_never_accepts_what_the_validator_refuses(seed: int) -> None:
    """A sound document with one random mistake in it, or none that matters."""
    random_ = random.Random(seed)
    document = yaml.safe_load(yaml.safe_dump(_THINGS))
    edits: tuple[Edit, ...] = (_drop, _replace, _replace, _rename)
    random_.choice(edits)(*random_.choice(_places(document)), random_)
    try:
        normalized = prepare(node_from(document, Mark("things.yaml", 1, 1))).document
    except InputError:  # told long before
        return
    if quick.accepts(normalized, plain(normalized)):
        assert closer_look(normalized) == []


def closer_look(document: Node) -> list[Finding]:
    """What the validator itself says: a dialect of its own makes `quick` stand back, and is harmless."""
    dialect = node_from("https://json-schema.org/draft/2020-12/schema", document.mark)
    doubtful = document.with_members(jsonSchemaDialect=dialect)
    assert not quick.accepts(doubtful, plain(doubtful))
    return validate(doubtful)


@pytest.mark.parametrize("name", sorted(path.name for path in SPEC.glob("kajabi-1*.yaml")))
def test_it_accepts_the_documents_at_hand(name: str) -> None:
    """Otherwise it would save nothing."""
    document = prepare(load_file(str(SPEC / name))).document
    assert quick.accepts(document, plain(document))
