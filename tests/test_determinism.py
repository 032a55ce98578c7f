"""The same document gives the same bytes, whatever surrounds the build; another order of its keys gives the same names."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kajabi_gen.building import build_sdk
from kajabi_gen.config import Settings
from support import SPEC

TESTS = Path(__file__).parent
THINGS = TESTS / "things.yaml"
LIBRARY = TESTS / "other_apis" / "library.yaml"


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def built(spec: Path, out: Path) -> dict[str, bytes]:
    """The tree of a build in this process."""
    build_sdk(Settings(spec=str(spec), out=str(out), overlays=()))
    return tree(out)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the document becomes."""
    return built(LIBRARY, tmp_path_factory.mktemp("expected"))


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "random", "TZ": "Pacific/Kiritimati"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "America/St_Johns"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr", "COLUMNS": "20", "NO_COLOR": "1"},
        {"PYTHONOPTIMIZE": "2", "SOURCE_DATE_EPOCH": "0", "HOME": "/nonexistent"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_the_environment_does_not_matter(environment: dict[str, str], expected: dict[str, bytes], tmp_path: Path) -> None:
    """Seed of hashes, locale, time zone, width of the terminal, optimization, working folder."""
    command = [sys.executable, "-m", "kajabi_gen", "build", "--no-overlay", "--spec", os.path.relpath(LIBRARY, tmp_path), "--out", "sdk"]
    done = subprocess.run(command, cwd=tmp_path, env={"PATH": os.environ["PATH"], **environment}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert tree(tmp_path / "sdk") == expected


def test_a_comparison_tells_everything_in_one_order(tmp_path: Path) -> None:
    """Whatever the seed of hashes is: all that comes and goes, of each kind, has its place."""
    scheme = {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/token", "scopes": {}}}}
    documents: list[str] = []
    for number, letters in enumerate(("abcdef", "ghijkl")):
        document = yaml.safe_load(THINGS.read_text(encoding="utf-8"))
        scheme["flows"]["clientCredentials"]["scopes"] = dict.fromkeys(letters, "")  # type: ignore[index]
        document["components"]["securitySchemes"] = {"oauth": scheme}
        document["security"] = [{"oauth": []}]
        names = [{"name": f"filter[{letter}]", "in": "query", "schema": {"type": "string"}} for letter in letters]
        document["paths"]["/v1/things"]["get"]["parameters"] += names
        document["components"]["schemas"]["thing"]["properties"].update({letter: {"enum": list(letters)} for letter in letters})
        documents.append(str(tmp_path / f"{number}.json"))
        Path(documents[-1]).write_text(json.dumps(document), encoding="utf-8")
    said = set[bytes]()
    for seed in "1234":
        command = [sys.executable, "-m", "kajabi_gen", "diff", *documents, "--format", "json"]
        environment = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": seed}
        said.add(subprocess.run(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, check=False).stdout)
    assert len(said) == 1
    assert said.pop().count(b"security-scheme-scope-") == 12


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: f"\ufeff{text}", id="byte-order mark"),
        pytest.param(lambda text: text.rstrip("\n"), id="no last line end"),
        pytest.param(lambda text: f"# a remark\n\n{text}".replace("\npaths:", "\n\n# another\npaths:"), id="comments"),
        pytest.param(lambda text: json.dumps(yaml.safe_load(text)), id="JSON in one line"),
        pytest.param(lambda text: yaml.dump(yaml.safe_load(text), sort_keys=False, width=60), id="YAML from another writer"),
    ],
)
def test_the_spelling_of_the_document_does_not_matter(same: Any, expected: dict[str, bytes], tmp_path: Path) -> None:
    """Line ends, comments, flow or block style, YAML or JSON."""
    spec = tmp_path / "spelled.any"
    spec.write_bytes(same(LIBRARY.read_text(encoding="utf-8")).encode())
    assert built(spec, tmp_path / "sdk") == expected


def test_building_again_changes_no_byte(expected: dict[str, bytes], tmp_path: Path) -> None:
    """Over itself, and over what another document has left."""
    assert built(THINGS, tmp_path / "sdk") != expected
    for _ in range(2):
        assert built(LIBRARY, tmp_path / "sdk") == expected


def shuffled(value: Any, order: random.Random) -> Any:
    """The value with the members of every mapping in another order; lists, whose order means something, stay."""
    if isinstance(value, dict):
        names = list(value)
        order.shuffle(names)
        return {name: shuffled(value[name], order) for name in names}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value


_PUBLIC = re.compile(r"^ *(?:class (\w+)|(?:async )?def ([a-z]\w*)|([a-z]\w*)(?=: ))", re.MULTILINE)


def public_names(files: dict[str, bytes]) -> dict[str, object]:
    """For api.md, the rows of its table; for each module, the names of its classes, functions, parameters and attributes."""
    names: dict[str, object] = {}
    for path, content in files.items():
        text = content.decode()
        if path == "api.md":
            names[path] = {line for line in text.splitlines() if line.startswith("| `") and "](#" in line}
        elif path.endswith(".py"):
            names[path] = {"".join(match) for match in _PUBLIC.findall(text)}
        else:
            names[path] = None
    return names


@pytest.mark.parametrize(
    "document",
    [SPEC / "kajabi-1.1.0.yaml", *(TESTS / "other_apis" / f"{name}.yaml" for name in ("profiles", "library", "kennel"))],
    ids=lambda path: path.stem,
)
def test_the_order_of_keys_changes_no_public_name(document: Path, tmp_path: Path) -> None:
    """Operations, methods, arguments, classes, attributes and result types are called the same."""
    names = public_names(built(document, tmp_path / "as it is"))
    assert len(names) > 40
    spec = tmp_path / "shuffled.json"
    spec.write_text(json.dumps(shuffled(yaml.safe_load(document.read_text(encoding="utf-8")), random.Random(7))))
    assert public_names(built(spec, tmp_path / "shuffled")) == names
