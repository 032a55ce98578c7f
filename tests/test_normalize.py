"""Normalization, pass by pass: each file in tests/normalize is a small document that shows what a pass does, and what it leaves alone.

`<pass>[.<variant>].yaml` goes in; `….out.yaml` is what comes out, `….findings` what is said about it. `normalize.…` runs all passes.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import yaml

from kajabi_gen.spec.load import load_file, load_text
from kajabi_gen.spec.node import plain, walk
from kajabi_gen.spec.normalize import PASSES, SCHEMA_REPAIRS, Pass, normalize, repair_schemas
from support import Golden

CASES = Path(__file__).parent / "normalize"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml") if not path.stem.endswith(".out"))
ENDLESS = {"inline_references.callback"}
"""What holds itself can be put in place once more each time."""
RUN: dict[str, Pass] = {
    "normalize": normalize,
    **{repair.__name__: repair for repair in PASSES if repair is not repair_schemas},
    **{repair.__name__: partial(repair_schemas, repairs=(repair,)) for repair in SCHEMA_REPAIRS},
}


def of(name: str) -> Pass:
    """The pass that a case is about."""
    return RUN[name.split(".")[0]]


def dumped(value: object) -> str:
    """YAML in block style with members in their order, and nothing abbreviated."""

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    return yaml.dump(value, Dumper=Dumper, sort_keys=False, default_flow_style=False, allow_unicode=True, width=140)


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, golden: Golden) -> None:
    """The document that comes out, and each Finding with its place in what went in."""
    document = load_text((CASES / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")
    result, findings = of(name)(document)
    golden(CASES / f"{name}.out.yaml", dumped(plain(result)))
    golden(CASES / f"{name}.findings", "".join(f"{finding}\n" for finding in findings))


def test_every_pass_is_shown() -> None:
    """A new pass comes with a case; a case is of a pass that there is."""
    assert {name.split(".")[0] for name in NAMES} == RUN.keys()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ENDLESS])
def test_a_pass_is_done_after_once(name: str) -> None:
    """Running it again changes nothing: the result is normal already."""
    result, _ = of(name)(load_file(str(CASES / f"{name}.yaml")))
    assert plain(of(name)(result)[0]) == plain(result)


@pytest.mark.parametrize("name", NAMES)
def test_a_pass_changes_nothing_in_place(name: str) -> None:
    """The document given stays as it was read, and every Node of the result still knows a place in the file."""
    path = CASES / f"{name}.yaml"
    document = load_file(str(path))
    result, findings = of(name)(document)
    assert plain(document) == yaml.safe_load(path.read_text(encoding="utf-8"))
    lines = path.read_text(encoding="utf-8").count("\n")
    marks = [*(node.mark for node in walk(result)), *(finding.mark for finding in findings)]
    assert all(mark.file == path.as_posix() and 1 <= mark.line <= lines for mark in marks)


def test_a_document_in_good_order_is_handed_through() -> None:
    """Nothing to repair, nothing to say; parts that are left alone are shared, not copied."""
    text = "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: ok}}}}}\n"
    document = load_text(text, "good.yaml")
    result, findings = normalize(document)
    assert result is document
    assert findings == []
