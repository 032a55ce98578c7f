"""`kajabi-gen diff` and `kajabi-gen changelog` as they are called: what goes to which stream, exit codes, files."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from kajabi_gen.cli import main
from kajabi_gen.diff import changelog_file
from kajabi_gen.diff.kinds import KINDS

OLD = """\
openapi: 3.1.1
info: {title: Things, version: 1.0.0}
paths:
  /v1/things:
    get:
      parameters:
        - {name: 'filter[a]', in: query, schema: {type: string}}
      responses:
        '200':
          description: OK
          content:
            application/vnd.api+json:
              schema:
                type: object
                properties:
                  data: {type: array, items: {$ref: '#/components/schemas/thing'}}
components:
  schemas:
    thing:
      type: object
      properties:
        id: {type: string}
        type: {const: things}
        attributes: {type: object, properties: {name: {type: string}}}
"""
ADDED = (
    OLD.replace("1.0.0", "1.1.0")
    .replace("filter[a]', in", "filter[a]', description: more, in")
    .replace("{name: {", "{size: {type: string}, name: {")
)
BROKEN = (
    OLD.replace("1.0.0", "1.0.1")
    .replace("        - {name: 'filter[a]', in: query, schema: {type: string}}\n", "")
    .replace("parameters:", "tags: []")
)
OVERLAY = """\
overlay: 1.0.0
info: {title: Without filters, version: '1'}
x-applies-to-title: Things
actions:
  - {target: "$.paths['/v1/things'].get.parameters", remove: true}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three revisions in a folder where no pyproject.toml of ours is in sight."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("old", OLD), ("added", ADDED), ("broken", BROKEN)):
        Path(f"{name}.yaml").write_text(text)


def run(*arguments: str, text: str | None = None) -> Result:
    """What the command says and returns; a traceback is a failure."""
    result = CliRunner().invoke(main, arguments, input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_what_changed_and_nothing_else() -> None:
    """The report on stdout, exit code 0: a difference is no mistake."""
    result = run("diff", "old.yaml", "broken.yaml", "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)["changes"]
    assert [(item["kind"], item["wire"]) for item in found if item["wire"] == "breaking"] == [("parameter-removed", "breaking")]


def test_a_revision_against_itself() -> None:
    """No change, no exit code, nothing on stderr."""
    result = run("diff", "old.yaml", "-", "--fail-on", "any", "--check-version", text=OLD)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "No changes." in result.stdout


@pytest.mark.parametrize(
    ("new", "options", "status"),
    [
        ("broken.yaml", ["--fail-on", "breaking"], 1),
        ("broken.yaml", ["--fail-on", "sdk-breaking"], 1),
        ("broken.yaml", ["--fail-on", "none"], 0),
        ("broken.yaml", ["--fail-on", "breaking", "--exclude", "parameter-*"], 0),
        ("broken.yaml", ["--fail-on", "breaking", "--only", "/v1/other*"], 0),
        ("added.yaml", ["--fail-on", "dangerous"], 0),
        ("added.yaml", ["--fail-on", "any"], 1),
        ("added.yaml", ["--fail-on", "breaking", "--fail-on", "any"], 1),
        ("added.yaml", ["--check-version"], 0),
        ("broken.yaml", ["--check-version"], 1),
    ],
)
def test_exit_codes(new: str, options: list[str], status: int) -> None:
    """0 and 1; the reason is on stderr."""
    result = run("diff", "old.yaml", new, *options)
    assert result.exit_code == status, result.stderr
    assert status == 0 or "at or over --fail-on" in result.stderr or "version-promise" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["diff"],
        ["diff", "old.yaml"],
        ["diff", "old.yaml", ""],
        ["diff", "old.yaml", "none.yaml"],
        ["diff", "-", "-"],
        ["diff", "old.yaml", "added.yaml", "--only", "parameter-gone"],
        ["diff", "old.yaml", "added.yaml", "--exceptions", "none.yaml"],
        ["diff", "old.yaml", "added.yaml", "--output", "none/report.html"],
        ["changelog", "old.yaml"],
        ["changelog", "old.yaml", "added.yaml", "--date", "yesterday"],
        ["changelog", "old.yaml", "added.yaml", "--changelog", "none/CHANGELOG.md"],
        ["changelog", "old.yaml", "added.yaml", "--changelog", "C.md", "--version", "next"],
    ],
)
def test_bad_input_ends_with_2(arguments: list[str]) -> None:
    """No report, no file, a line that says why."""
    before = sorted(Path().iterdir())
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert sorted(Path().iterdir()) == before


def test_the_verdicts_of_the_house() -> None:
    """`[tool.kajabi-gen.diff]` sets thresholds, verdicts and exceptions; the version that is asked for goes with the verdicts."""
    Path("pyproject.toml").write_text('[tool.kajabi-gen.diff]\nfail-on = ["breaking"]\n')
    assert run("diff", "old.yaml", "broken.yaml").exit_code == 1
    assert run("diff", "old.yaml", "broken.yaml", "--fail-on", "none").exit_code == 0
    Path("pyproject.toml").write_text('[tool.kajabi-gen.diff]\nfail-on = ["breaking"]\nseverity = {parameter-removed = "docs"}\n')
    assert run("diff", "old.yaml", "broken.yaml", "--check-version").exit_code == 0


def test_reviewed_exceptions() -> None:
    """They are listed as before, counted on stderr, and make nothing fail."""
    Path("reviewed.yaml").write_text("exceptions: [{kind: parameter-removed, reason: unused}, {kind: server-added, reason: planned}]")
    result = run("diff", "old.yaml", "broken.yaml", "--fail-on", "breaking", "--exceptions", "reviewed.yaml")
    assert result.exit_code == 0
    assert "filter[a]" in result.stdout
    assert "1 change reviewed and accepted by the exceptions" in result.stderr
    assert "reviewed.yaml:1:57: warning: the exception of server-added matches no change [exception-unused]" in result.stderr
    junit = run("diff", "old.yaml", "broken.yaml", "--fail-on", "breaking", "--exceptions", "reviewed.yaml", "--format", "junit")
    assert ElementTree.fromstring(junit.stdout.split("\n", 1)[1]).get("failures") == "0"


@pytest.mark.parametrize("style", ["text", "json", "markdown", "html", "github", "junit", "sarif"])
def test_every_format_goes_to_a_file_too(style: str) -> None:
    """The same bytes, whole or not at all."""
    shown = run("diff", "old.yaml", "broken.yaml", "--format", style)
    written = run("diff", "old.yaml", "broken.yaml", "--format", style, "--output", "report")
    assert written.stdout == ""
    assert Path("report").read_text() == shown.stdout
    assert "\x1b" not in shown.stdout


def test_changes_without_an_sdk_of_both_sides() -> None:
    """It is said, the gate does not pass, and the SDK's version moves as far as the API's; where nothing changed it is no matter."""
    unusable = BROKEN.replace("/v1/things:", "/v1/things/{id}:")
    Path("unusable.yaml").write_text(unusable)
    gate = ("--fail-on", "sdk-breaking")
    result = run("diff", "old.yaml", "unusable.yaml", *gate)
    assert result.exit_code == 1
    assert "\n  sdk   unknown: no SDK can be built of unusable.yaml\n  next  API major · SDK major\n" in result.stdout
    assert "unusable.yaml:5:5: warning: no SDK can be built of this document" in result.stderr
    assert "--fail-on sdk-breaking needs an SDK of both sides" in result.stderr
    assert "Repaired while reading" not in result.stdout
    assert run("diff", "old.yaml", "unusable.yaml", *gate, "--only", "sdk-breaking").exit_code == 1
    assert run("diff", "unusable.yaml", "unusable.yaml", *gate).exit_code == 0
    for style in ("markdown", "html"):
        assert "unknown: no SDK can be built of unusable.yaml" in run("diff", "old.yaml", "unusable.yaml", "--format", style).stdout
    made = run("changelog", "old.yaml", "unusable.yaml", "--changelog", "CHANGELOG.md")
    assert (made.exit_code, made.stdout) == (0, "2.0.0\n")
    assert "[sdk-unknown]" in made.stderr


def test_findings_of_severity_error_are_said_and_others_counted() -> None:
    """A repeated parameter on one side is no reason to refuse the comparison."""
    repeated = "        - {name: 'filter[a]', in: query, schema: {type: string}}\n"
    result = run("diff", "old.yaml", "-", "--format", "json", text=OLD.replace(repeated, repeated * 2))
    assert (result.exit_code, json.loads(result.stdout)["changes"]) == (0, [])
    assert result.stderr.startswith("repaired while reading: 1 ")


def test_what_needs_no_documents() -> None:
    """The schema of the JSON report, and a line for every kind."""
    assert json.loads(run("diff", "--schema").stdout)["$schema"].startswith("https://json-schema.org/")
    lines = run("diff", "--list-kinds").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(KINDS)


def test_the_next_version_of_the_api() -> None:
    """Alone on stdout; of all changes, whatever is shown."""
    assert run("diff", "old.yaml", "broken.yaml", "--next-version", "--exclude", "parameter-*").stdout == "2.0.0\n"
    assert run("diff", "old.yaml", "added.yaml", "--next-version").stdout == "1.1.0\n"
    assert run("diff", "old.yaml", "old.yaml", "--next-version").stdout == "1.0.0\n"


def test_an_overlay_is_applied_to_both_sides() -> None:
    """Where it is for documents of that title."""
    Path("overlay.yaml").write_text(OVERLAY)
    Path("pyproject.toml").write_text('[tool.kajabi-gen]\noverlays = ["overlay.yaml"]\n')
    assert run("diff", "old.yaml", "broken.yaml", "--fail-on", "breaking").exit_code == 0
    assert run("diff", "old.yaml", "broken.yaml", "--fail-on", "breaking", "--no-overlay").exit_code == 1


def test_a_changelog_begins_with_the_first_entry() -> None:
    """The version is the only thing on stdout; the folder of the SDK holds the file."""
    Path("generated").mkdir()
    result = run("changelog", "old.yaml", "added.yaml", "--date", "2026-02-03")
    assert (result.exit_code, result.stdout) == (0, "1.1.0\n")
    text = Path("generated/CHANGELOG.md").read_text()
    assert text.startswith("# Changelog\n")
    assert "\n## 1.1.0 - 2026-02-03\n" in text


def test_entries_stack_up_and_versions_go_on() -> None:
    """The next version follows the newest entry; a version is told once."""
    log = ("--changelog", "CHANGELOG.md")
    assert run("changelog", "old.yaml", "added.yaml", *log).stdout == "1.1.0\n"
    assert run("changelog", "added.yaml", "broken.yaml", *log).stdout == "2.0.0\n"
    text = Path("CHANGELOG.md").read_text()
    assert changelog_file.versions(text) == ("2.0.0", "1.1.0")
    assert date.today().isoformat() in text
    again = run("changelog", "old.yaml", "added.yaml", *log, "--version", "1.1.0")
    assert (again.exit_code, Path("CHANGELOG.md").read_text()) == (2, text)
    assert "version 1.1.0 has an entry already" in again.stderr


def test_no_change_makes_no_entry() -> None:
    """The version stays."""
    result = run("changelog", "old.yaml", "old.yaml", "--changelog", "CHANGELOG.md")
    assert (result.exit_code, result.stdout, Path("CHANGELOG.md").exists()) == (0, "1.0.0\n", False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"{changelog_file.HEAD}\n## 2.0.0\n\n- new\n"),
        ("# Changes\n\nOurs.\n", "# Changes\n\nOurs.\n\n## 2.0.0\n\n- new\n"),
        ("# Changes\n## 1.0.0\n- old", "# Changes\n\n## 2.0.0\n\n- new\n\n## 1.0.0\n- old\n"),
        ("## [Unreleased]\n\n- soon\n\n## 1.0.0\n", "## [Unreleased]\n\n- soon\n\n## 2.0.0\n\n- new\n\n## 1.0.0\n"),
        ("# C\r\n\r\n## 1.0.0\r\n", "# C\r\n\r\n## 2.0.0\r\n\r\n- new\r\n\r\n## 1.0.0\r\n"),
        ("# C\n```\n## 9.9.9\n```\n## 1.0.0\n", "# C\n```\n## 9.9.9\n```\n\n## 2.0.0\n\n- new\n\n## 1.0.0\n"),
    ],
)
def test_where_an_entry_goes(before: str, after: str) -> None:
    """Below the heading, the introduction and what is unreleased; the rest stays as it is."""
    assert changelog_file.with_entry(before, "## 2.0.0\n\n- new") == after
    assert changelog_file.has_version(after, "v2.0.0")


def test_the_same_entry_is_not_written_twice() -> None:
    """A job that runs again, another day perhaps, finds the version that it made; lines that were added by hand make it another entry."""
    log = ("--changelog", "CHANGELOG.md")
    first = run("changelog", "old.yaml", "added.yaml", *log, "--date", "2026-02-03")
    text = Path("CHANGELOG.md").read_text()
    again = run("changelog", "old.yaml", "added.yaml", *log, "--date", "2026-02-04")
    assert (first.stdout, again.stdout, again.exit_code) == ("1.1.0\n", "1.1.0\n", 0)
    assert again.stderr.startswith("CHANGELOG.md: the newest entry tells this already")
    assert Path("CHANGELOG.md").read_text() == text


def test_a_build_stamps_the_version_and_leaves_the_changelog_alone() -> None:
    """`CHANGELOG.md` in the folder of the SDK is nothing foreign, nothing stale, and stays."""
    assert run("build", "--spec", "old.yaml", "--sdk-version", "1.0.0").exit_code == 0
    run("changelog", "old.yaml", "broken.yaml")
    kept = Path("generated/CHANGELOG.md").read_text()
    assert run("build", "--spec", "broken.yaml", "--sdk-version", "2.0.0").exit_code == 0
    assert Path("generated/CHANGELOG.md").read_text() == kept
    assert 'version = "2.0.0"' in Path("generated/pyproject.toml").read_text()
    assert '__version__ = "2.0.0"' in Path("generated/kajabi/_version.py").read_text()
    assert run("build", "--spec", "broken.yaml", "--sdk-version", "2.0.0", "--check").exit_code == 0
    assert run("build", "--spec", "broken.yaml", "--sdk-version", "two").exit_code == 2


def test_help_loads_nothing_heavy() -> None:
    """It must be instant."""
    code = "import sys; from kajabi_gen import cli; print([m for m in ('yaml', 'black', 'jinja2', 'kajabi_gen.diff') if m in sys.modules])"
    assert subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("bomb", ["allof", "anyof", "default", "oneof"])
def test_a_bomb_ends_a_comparison_as_it_ends_a_build(bomb: str) -> None:
    """Schemas that multiply by references are refused; nothing follows them all the way down."""
    path = str(ROOT / "tests" / "adversarial" / f"bomb-{bomb}.yaml")
    done = run("diff", path, path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "[too-many-combinations]" in done.stderr


@pytest.mark.parametrize("attack", ["operations-over-the-limit", "parameters-multiplied"])
def test_limits_hold_in_a_comparison(attack: str) -> None:
    """A document that a build refuses for its size is not compared either."""
    path = str(ROOT / "tests" / "adversarial" / f"{attack}.yaml")
    done = run("diff", path, path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "[too-many-" in done.stderr
