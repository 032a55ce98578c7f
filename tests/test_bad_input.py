"""Bad input ends with one clear line for each mistake, exit code 2 and nothing written; odd but sound input works."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import product
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from kajabi_gen import modelling, reading
from kajabi_gen.cli import main
from kajabi_gen.spec.finding import InputError
from kajabi_gen.spec.load import load_file
from kajabi_gen.spec.node import Plain, node_from, plain
from support import Golden

BAD = Path(__file__).parent / "bad_input"
_DOCUMENTS = sorted(path.name for path in BAD.iterdir() if path.suffix in (".yaml", ".json"))
_OVERLAYS = sorted(path.name for path in (BAD / "overlays").glob("*.yaml"))
_LINE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): error: (?P<what>.+) \[(?P<code>[a-z0-9.-]+)\]; (?P<remedy>.+)")

SOUND = """\
openapi: 3.1.1
info: {title: Things, version: '1'}
paths:
  /things:
    get:
      responses:
        '200': {description: OK}
"""
TREES = """\
openapi: 3.1.1
info: {title: Żółte 🌳, version: '1'}
paths:
  /trees:
    get:
      responses:
        200:
          description: OK
          content:
            application/vnd.api+json:
              schema:
                type: object
                properties:
                  data: {type: array, items: {$ref: '#/components/schemas/tree'}}
components:
  schemas:
    tree:
      type: object
      properties:
        id: {type: string}
        type: {const: trees}
        attributes:
          type: object
          properties:
            root: {$ref: '#/components/schemas/branch'}
            since: {type: string, enum: [NO, yes, 2024-01-01, 12:30]}
    branch:
      type: object
      properties:
        name: {type: string}
        branches: {type: array, items: {$ref: '#/components/schemas/branch'}}
        twin: {anyOf: [{$ref: '#/components/schemas/branch'}, {type: 'null'}]}
"""


@pytest.fixture(autouse=True)
def _away_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where no pyproject.toml of ours is in sight."""
    monkeypatch.chdir(tmp_path)


def build(spec: str, *options: str, text: bytes | None = None) -> Result:
    """What `kajabi-gen build` does with the document, given as a file or on standard input."""
    return CliRunner().invoke(main, ["build", "--spec", spec, "--out", "out", *options], input=text)


def build_text(text: str, *options: str) -> Result:
    return build("-", *options, text=text.encode())


def assert_refused(result: Result) -> list[re.Match[str]]:
    """Exit code 2, no traceback, nothing written, and lines that say where, what, and how to mend it; these are given back."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code, result.stdout, Path("out").exists()) == (2, "", False), result.stderr
    lines = result.stderr.splitlines()
    matches = [match for line in lines if (match := _LINE.fullmatch(line))]
    assert matches
    assert len(matches) == len(lines), result.stderr
    return matches


def codes(result: Result) -> list[str]:
    return [match["code"] for match in assert_refused(result)]


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_a_bad_document_is_refused(name: str, golden: Golden) -> None:
    """Each document in bad_input/ makes one kind of mistake; the file beside it says what the reader gets to see."""
    result = build(str(BAD / name))
    assert_refused(result)
    golden(BAD / f"{Path(name).stem}.stderr", result.stderr.replace(f"{BAD.as_posix()}/", ""))


@pytest.mark.parametrize("name", _OVERLAYS)
def test_a_bad_overlay_is_refused(name: str, golden: Golden) -> None:
    """An overlay with mistakes is refused in the same way, even for a document that is sound."""
    Path("sound.yaml").write_text(SOUND)
    Path("pyproject.toml").write_text(f'[tool.kajabi-gen]\noverlays = ["{(BAD / "overlays" / name).as_posix()}"]\n')
    result = build("sound.yaml")
    assert_refused(result)
    golden(BAD / "overlays" / f"{Path(name).stem}.stderr", result.stderr.replace(f"{BAD.as_posix()}/", ""))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "odd.yaml:1:1: error: the document is empty"),
        (b" \n\t\n", "odd.yaml:1:1: error: the document is empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "odd.yaml:1:1: error: neither YAML nor JSON: control characters are not allowed"),
        (b"openapi: 3.1.1\ninfo: {title: caf\xe9}\n", "odd.yaml:2:18: error: not utf-8 text"),
        (b"\xff\xfeo\x00p", "odd.yaml:1:5: error: not utf-16 text"),
    ],
    ids=["empty", "blank", "binary", "latin-1", "half a UTF-16 character"],
)
def test_what_is_no_text_is_refused(content: bytes, expected: str) -> None:
    """Nothing, bytes of a program and text in another encoding are refused at the place where it shows."""
    Path("odd.yaml").write_bytes(content)
    result = build("odd.yaml")
    assert_refused(result)
    assert result.stderr.startswith(expected)


@pytest.mark.parametrize(("spec", "code"), [("none.yaml", "no-such-file"), (".", "not-a-file"), ("a\nb\x1b[31m", "no-such-file")])
def test_what_is_no_file_is_refused(spec: str, code: str) -> None:
    """A file that is not there and a folder are told apart, and a strange name is still one harmless line."""
    assert codes(build(spec)) == [code]


def test_a_missing_overlay_is_refused() -> None:
    """The overlays of the settings must be there too."""
    Path("pyproject.toml").write_text('[tool.kajabi-gen]\noverlays = ["none.yaml"]\n')
    assert codes(build_text(SOUND)) == ["no-such-file"]


@contextmanager
def _unprivileged() -> Iterator[None]:
    """As an ordinary user, also where tests run as root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_an_unreadable_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without read permission is told from one that is not there."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        monkeypatch.chdir(folder)
        Path("secret.yaml").write_text(SOUND)
        Path("secret.yaml").chmod(0)
        with _unprivileged():
            result = build("secret.yaml")
        assert codes(result) == ["unreadable"]
        assert "secret.yaml:1:1: error: cannot be read: Permission denied" in result.stderr
        monkeypatch.undo()


def test_the_limits_can_be_set() -> None:
    """Size, values, depth, operations and names of a document are limited by the settings."""
    limits = {"bytes = 100": "too-large", "nodes = 10": "too-many-nodes", "depth = 3": "too-deep"}
    for limit, code in {**limits, "operations = 0": "too-many-operations", "name = 5": "long-name"}.items():
        Path("pyproject.toml").write_text(f"[tool.kajabi-gen.limits]\n{limit}\n")
        assert codes(build_text(SOUND)) == [code]


def test_control_characters_do_not_reach_the_terminal() -> None:
    """Names in a document cannot colour the terminal or forge a second line."""
    hostile = SOUND.replace("title: Things", r'title: "\e[31m\nred"').replace("'200': {description: OK}", "200: {description: OK}")
    result = build_text(hostile)
    assert result.exit_code == 0
    assert result.stdout.startswith("\ufffd[31m red 1: 1 operations")


def _places(value: Plain, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield place
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for token, child in children:
        yield from _places(child, (*place, token))


def _replaced(value: Plain, place: tuple[str | int, ...], new: Plain) -> Plain:
    if not place:
        return new
    if isinstance(value, dict):
        return {name: _replaced(child, place[1:], new) if name == place[0] else child for name, child in value.items()}
    assert isinstance(value, list)
    return [_replaced(child, place[1:], new) if index == place[0] else child for index, child in enumerate(value)]


def test_a_wrong_value_anywhere_is_no_crash() -> None:
    """Whatever a value of a document is replaced by, what comes of it is a model or clear lines, never a traceback."""
    sound = load_file(str(BAD.parent / "documents" / "tickets.yaml"))
    wrong: tuple[Plain, ...] = (None, 7, "x", [], {}, [None], {"": ""})
    changes = list(product(_places(plain(sound)), wrong))[::31]
    for place, value in changes:
        document = node_from(_replaced(plain(sound), place, value), sound.mark)
        with suppress(InputError):
            assert modelling.model(reading.prepare(document)).api.operations


@pytest.mark.parametrize("version", ["3.0.0", "3.0.4", "3.1.0", "3.1.2", "3.2.0"])
def test_every_openapi_3_is_read(version: str) -> None:
    """Documents of OpenAPI 3.0, 3.1 and 3.2 work alike, as long as they use nothing that only 3.2 has."""
    result = build_text(SOUND.replace("3.1.1", f"'{version}'"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Things 1: 1 operations")


def test_extensions_among_the_paths_are_no_paths() -> None:
    """An `x-` member may stand beside the paths (OpenAPI 3.1.1 §4.9)."""
    assert build_text(f"{SOUND}  x-owner: {{get: nothing}}\n").stdout.startswith("Things 1: 1 operations")


def test_recursive_schemas_work() -> None:
    """A schema may hold itself in a property, in an array or as an alternative, and so may the class that it becomes."""
    assert build_text(TREES).exit_code == 0
    emitted = Path("out/kajabi/resources/trees.py").read_text()
    assert "branches: list[TreeRoot]" in emitted
    assert "twin: TreeRoot | None" in emitted
    code = "from kajabi import Tree; from kajabi.resources.trees import TreeRoot"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd="out", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def inspected(content: bytes) -> str:
    """The model of a document as text; it must be a sound one."""
    result = CliRunner().invoke(main, ["inspect", "-"], input=content)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(TREES.encode("utf-8-sig"), id="byte-order mark"),
        pytest.param(b"\xff\xfe" + TREES.encode("utf-16-le"), id="UTF-16, little end first"),
        pytest.param(b"\xfe\xff" + TREES.encode("utf-16-be"), id="UTF-16, big end first"),
        pytest.param(TREES.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(TREES.replace(" 200:", " '200':").encode(), id="quoted status"),
        pytest.param(json.dumps(yaml.load(TREES, yaml.BaseLoader), indent="\t").encode(), id="JSON with tabs and escapes"),
    ],
)
def test_the_spelling_of_a_document_does_not_matter(same: bytes) -> None:
    """Encodings, line ends, quotes around status codes, and YAML or JSON: the same document gives the same model."""
    assert inspected(same) == inspected(TREES.encode())
    assert inspected(same).startswith("Żółte 🌳 1\n")


def test_yaml_1_1_is_not_spoken() -> None:
    """Norway, dates and times stay text (YAML 1.2, §10.3.2)."""
    assert 'since: Literal["NO", "yes", "2024-01-01", "12:30"] | str' in inspected(TREES.encode())


DANGLING = SOUND.replace(
    "{description: OK}", "{description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/none'}}}}"
)


def test_a_dangling_schema_reference_is_tolerated() -> None:
    """A schema that is not there leaves its place untyped, and is said on stderr; so real documents build."""
    result = build_text(DANGLING)
    assert result.exit_code == 0
    assert re.fullmatch(r"<stdin>:7:\d+: error: .*#/components/schemas/none \[ref-dangling\]; treated as untyped.*\n", result.stderr)
    assert "def get(self, **options: Unpack[RequestOptions]) -> JSON:" in Path("out/kajabi/api/things.py").read_text()


def test_a_reply_without_schema_is_json() -> None:
    """A reply that says that it has a body, and not which, is given as it comes."""
    assert "get() -> JSON" in inspected(SOUND.replace("OK}", "OK, content: {application/json: {}}}").encode())


def test_a_dangling_schema_reference_is_refused_by_strict() -> None:
    """`--strict` takes no such document, and neither do settings that say so."""
    assert codes(build_text(DANGLING, "--strict")) == ["ref-dangling"]
    Path("pyproject.toml").write_text("[tool.kajabi-gen]\nstrict = true\n")
    assert codes(build_text(DANGLING)) == ["ref-dangling"]
