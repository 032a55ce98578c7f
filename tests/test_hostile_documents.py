"""Whatever a document says: clear errors or a sound SDK. `pytest --hypothesis-profile=long` tries a hundred times as many."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emitted_oracle import emitted, faults, import_faults
from hostile_documents import DOCUMENTS, valid
from kajabi_gen import modelling, pipeline, reading
from kajabi_gen.config import Settings
from kajabi_gen.diff import compare
from kajabi_gen.diff.change import Change
from kajabi_gen.diff.prepare import prepare
from kajabi_gen.emit.write import write
from kajabi_gen.spec import bounds
from kajabi_gen.spec.finding import InputError
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.load import load_source
from kajabi_gen.spec.source import Source

THINGS = (Path(__file__).parent / "things.yaml").read_bytes()
LONG = settings.get_current_profile_name() == "long"


def some(quick: int) -> settings:
    """So many examples, the same in each run; a hundred times as many, always new ones, in the profile `long`."""
    return settings(
        max_examples=100 * quick if LONG else quick,
        derandomize=not LONG,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )


def files_of(content: bytes) -> dict[str, str] | None:
    """What a build of the document writes; None where it is refused."""
    try:
        document = load_source(Source("hostile.yaml", content))
        bounds.refuse(document, Limits())
        parts = pipeline.emit(modelling.model(reading.prepare(document)), Settings())
        return {part.path: part.text for part in parts}
    except (InputError, RecursionError):  # `model_of` makes an InputError of the second
        return None


def changes_to_itself(content: bytes) -> tuple[Change, ...]:
    """What `diff` tells of a document and the same document read again."""
    try:
        one, other = (prepare(load_source(Source("hostile.yaml", content))) for _ in range(2))
        return compare.diff(one, other, "kajabi").changes
    except (InputError, RecursionError):
        return ()


def content_of(document: Any) -> bytes:
    """The document as JSON."""
    return json.dumps(document, ensure_ascii=True, default=str).encode()


@some(60)
@given(DOCUMENTS)
def test_a_document_is_refused_or_becomes_a_sound_sdk(document: Any) -> None:
    """Each emitted file compiles and has text of the document in strings and comments only, and a second build gives the same bytes."""
    files = files_of(content_of(document))
    if files is not None:
        assert list(faults(emitted(files))) == []
        assert files_of(content_of(document)) == files


@some(30)
@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself(document: Any) -> None:
    """Whatever it holds: it is refused, or there is nothing to tell."""
    assert changes_to_itself(content_of(document)) == ()


@some(2)
@given(valid())
def test_what_is_emitted_type_checks(tmp_path_factory: Any, document: Any) -> None:
    """`mypy --strict` has nothing to say of the whole package."""
    files = files_of(content_of(document))
    if files is not None:
        folder = tmp_path_factory.mktemp("typed")
        write(folder, files, allow_foreign=True)
        command = (sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", str(folder / "kajabi"))
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@some(4)
@given(valid())
def test_what_is_emitted_imports_without_a_sound(tmp_path_factory: Any, document: Any) -> None:
    """Every module, in a process of its own, in which a warning is an error."""
    files = files_of(content_of(document))
    if files is not None:
        folder = tmp_path_factory.mktemp("hostile")
        write(folder / "sdk", files)
        assert list(import_faults(folder / "sdk", folder / "away")) == []


@some(300)
@given(st.lists(st.tuples(st.integers(0, len(THINGS) - 1), st.integers(0, 3), st.binary(max_size=4)), min_size=1, max_size=4))
def test_damaged_bytes_are_no_crash(damages: list[tuple[int, int, bytes]]) -> None:
    """Bytes of a file taken out, put in and changed anywhere."""
    content = THINGS
    for at, taken, put in damages:
        content = content[:at] + put + content[at + taken :]
    files = files_of(content)
    if files is not None:
        assert list(faults(emitted(files))) == []
