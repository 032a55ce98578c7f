"""The commands as users run them: every option, what goes to stdout and what to stderr, exit codes, settings of a pyproject.toml."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from kajabi_gen.cli import main

THINGS = Path(__file__).parent / "things.yaml"
TOOL = (sys.executable, "-m", "kajabi_gen")
DANGLING = "#/components/schemas/nobody"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing but a document; the working folder of every test."""
    (tmp_path / "things.yaml").write_bytes(THINGS.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    """A command in this process. No traceback ever: whatever went wrong has an exit code."""
    result = CliRunner().invoke(main, arguments, input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def tree(root: str) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(root)): path.read_bytes() for path in Path(root).rglob("*") if path.is_file()}


def dangling() -> None:
    """Make the document refer to a schema that is not there: a Finding of severity error."""
    Path("things.yaml").write_text(THINGS.read_text().replace("'#/components/schemas/person'", f"'{DANGLING}'"))


def settings(text: str) -> None:
    """Write `[tool.kajabi-gen]`."""
    Path("pyproject.toml").write_text(f"[tool.kajabi-gen]\n{text}\n")


def test_a_build_sums_up_in_three_lines() -> None:
    """What was read, what was found, and what was written; a second build changes nothing."""
    result = run("build", "--spec", "things.yaml", "--out", "sdk")
    first, second, third = result.stdout.splitlines()
    assert (result.exit_code, result.stderr) == (0, "")
    assert first == "Things 2.1: 5 operations, 2 resources, 0 webhook events"
    assert second == "findings: 1 nullable-dialect (warning)"
    match = re.fullmatch(r"sdk: (\d+) written, 0 unchanged, 0 removed, \d+\.\d\d s", third)
    assert match
    assert int(match[1]) == len(tree("sdk"))
    again = run("build", "--spec", "things.yaml", "--out", "sdk").stdout.splitlines()
    assert re.fullmatch(rf"sdk: 0 written, {match[1]} unchanged, 0 removed, \d+\.\d\d s", again[-1])


def test_the_document_may_come_on_standard_input() -> None:
    """`--spec -` gives the same bytes as the file, for `lint` and `inspect` too."""
    run("build", "--spec", "things.yaml", "--out", "a")
    assert run("build", "--spec", "-", "--out", "b", text=THINGS.read_bytes()).exit_code == 0
    assert tree("a") == tree("b")
    for command in ("lint", "inspect"):
        piped = run(command, "-", text=THINGS.read_bytes()).stdout
        assert piped.replace("<stdin>", "things.yaml") == run(command, "things.yaml").stdout


def test_check_says_what_is_stale_and_writes_nothing() -> None:
    """A unified diff on stdout that `patch` takes, the remedy on stderr, exit code 1; 0 when all is as it should be."""
    missing = run("build", "--spec", "things.yaml", "--out", "sdk", "--check")
    assert (missing.exit_code, Path("sdk").exists()) == (1, False)
    assert "--- /dev/null\n+++ b/kajabi/_client.py\n@@ -0,0 +1," in missing.stdout
    run("build", "--spec", "things.yaml", "--out", "sdk")
    fresh = run("build", "--spec", "things.yaml", "--out", "sdk", "--check")
    assert (fresh.exit_code, fresh.stderr) == (0, "")
    assert ": 0 written, " in fresh.stdout.splitlines()[-1]
    wanted = tree("sdk")
    Path("sdk/README.md").write_text("mine\n")
    Path("sdk/api.md").unlink()
    before = tree("sdk")
    stale = run("build", "--spec", "things.yaml", "--out", "sdk", "--check")
    assert (stale.exit_code, stale.stderr) == (1, "sdk is stale: run `kajabi-gen build`\n")
    assert re.findall(r"^\+\+\+ (.+)$", stale.stdout, re.MULTILINE) == ["b/README.md", "b/api.md"]
    assert "\n-mine\n" in stale.stdout
    assert tree("sdk") == before
    subprocess.run(["patch", "-p1", "--quiet"], cwd="sdk", input=stale.stdout.encode(), check=True)
    assert tree("sdk") == wanted


def test_strict_refuses_what_a_plain_build_tolerates() -> None:
    """A Finding of severity error is one line on stderr either way; `--strict` makes it exit code 2, with nothing written."""
    dangling()
    refused = run("build", "--spec", "things.yaml", "--out", "sdk", "--strict")
    assert (refused.exit_code, refused.stdout, Path("sdk").exists()) == (2, "", False)
    tolerated = run("build", "--spec", "things.yaml", "--out", "sdk")
    assert (tolerated.exit_code, Path("sdk").is_dir()) == (0, True)
    first, second = (number for number, line in enumerate(Path("things.yaml").read_text().splitlines(), 1) if DANGLING in line)
    assert re.match(rf"things\.yaml:{first}:\d+: error: .*{DANGLING} \(also at line {second}\) \[ref-dangling\]; ", refused.stderr)
    assert tolerated.stderr == refused.stderr
    assert refused.stderr.count("\n") == 1


def test_templates_go_before_the_built_in_ones() -> None:
    """One template of one's own changes one file; a runtime file is replaced as a whole; a mistake is told with its place."""
    run("build", "--spec", "things.yaml", "--out", "plain")
    Path("mine/runtime").mkdir(parents=True)
    Path("mine/LICENSE.jinja").write_text("Ask {{ project.package | markdown }}.\n")
    Path("mine/runtime/_secret.py").write_text('"""Mine."""\n')
    assert run("build", "--spec", "things.yaml", "--out", "sdk", "--templates", "mine").exit_code == 0
    ours, theirs = tree("sdk"), tree("plain")
    assert {path for path in ours if ours[path] != theirs[path]} == {"LICENSE", "kajabi/_secret.py", ".kajabi-gen.json"}
    assert ours["LICENSE"] == b"Ask kajabi.\n"
    Path("mine/LICENSE.jinja").write_text("\n{{ nothing }}\n")
    bad = run("build", "--spec", "things.yaml", "--out", "sdk", "--templates", "mine")
    assert (bad.exit_code, bad.stdout) == (2, "")
    assert re.match(r"mine/LICENSE\.jinja:2:1: error: .*'nothing' is undefined", bad.stderr)
    assert tree("sdk") == ours


def test_templates_are_text() -> None:
    """One that is no UTF-8 is told with its file."""
    Path("bytes").mkdir()
    Path("bytes/README.md.jinja").write_bytes(b"\xff")
    result = run("build", "--spec", "things.yaml", "--out", "sdk", "--templates", "bytes")
    assert (result.exit_code, result.stderr.count("\n"), Path("sdk").exists()) == (2, 1, False)
    assert result.stderr.startswith("bytes/README.md.jinja:1:1: error: "), result.stderr


def test_the_package_gives_all_names() -> None:
    """Import name, client classes, distribution and environment follow `--package`; what cannot be one is refused."""
    assert run("build", "--spec", "things.yaml", "--out", "sdk", "--package", "my_things").exit_code == 0
    program = "import my_things as m; print(m.MyThings(base_url='https://x.example'), m.AsyncMyThings.__name__, m.MyThingsError.__name__)"
    said = subprocess.run([sys.executable, "-c", program], cwd="sdk", capture_output=True, text=True, check=True).stdout
    assert said.startswith("<MyThings")
    assert said.endswith(" AsyncMyThings MyThingsError\n")
    assert '\nname = "my-things"\n' in Path("sdk/pyproject.toml").read_text()
    assert "MY_THINGS_CLIENT_ID" in Path("sdk/my_things/_client.py").read_text()
    hiding = ("credentials", "page", "base_client", "value", "exception", "callable", "con")  # our names, Python's, a device of Windows
    for name in ("class", "Things", "my-things", "1st", "json", "httpx2", "../up", "żółw", "things_", *hiding):
        assert run("build", "--spec", "things.yaml", "--out", "other", "--package", name).exit_code == 2, name
    assert not Path("other").exists()


def overlay(title: str) -> None:
    """An overlay that gives the document another title, in the settings."""
    Path("more.yaml").write_text(
        f"overlay: 1.0.0\ninfo: {{title: M, version: '1'}}\nactions: [{{target: $.info, update: {{title: {title}}}}}]"
    )
    settings('overlays = ["more.yaml"]')


def test_overlays_can_be_left_out() -> None:
    """`--no-overlay` of each command reads the document as it is."""
    overlay("Goods")
    assert run("build", "--spec", "things.yaml", "--out", "a").stdout.startswith("Goods 2.1:")
    assert run("build", "--spec", "things.yaml", "--out", "b", "--no-overlay").stdout.startswith("Things 2.1:")
    assert run("inspect", "things.yaml").stdout.startswith("Goods 2.1\n")
    assert run("inspect", "things.yaml", "--no-overlay").stdout.startswith("Things 2.1\n")
    assert "[overlay-applied]" in run("lint", "things.yaml").stdout
    assert "[overlay-applied]" not in run("lint", "things.yaml", "--no-overlay").stdout


def test_the_report_is_json() -> None:
    """`--report` holds counts, every finding with its place, and every file by what became of it."""
    result = run("build", "--spec", "things.yaml", "--out", "sdk", "--report", "build.json")
    report = json.loads(Path("build.json").read_text())
    assert result.exit_code == 0
    assert report["api"] == {"title": "Things", "version": "2.1"}
    assert (report["operations"], report["resources"], report["events"]) == (5, 2, 0)
    assert report["findings"]["by_severity"] == {"error": 0, "warning": 1, "note": 0}
    (finding,) = report["findings"]["all"]
    line = THINGS.read_text().splitlines().index("            weight: {type: number, nullable: true, description: In kilograms.}") + 1
    assert (finding["code"], finding["file"], finding["line"]) == ("nullable-dialect", "things.yaml", line)
    assert finding["pointer"] == "/components/schemas/thing/properties/attributes/properties/weight/nullable"
    assert sorted(report["files"]["written"]) == sorted(tree("sdk"))
    refused = run("build", "--spec", "things.yaml", "--out", "other", "--report", "none/build.json")
    assert (refused.exit_code, Path("other").exists()) == (2, False)
    assert refused.stderr.startswith("none/build.json:1:1: error: ")


def test_settings_come_from_the_nearest_pyproject_and_options_win(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its paths are relative to its own folder, wherever below the tool is run; an option goes before the setting."""
    settings('spec = "things.yaml"\nout = "sdk"\npackage = "goods"')
    Path("deep/down").mkdir(parents=True)
    monkeypatch.chdir("deep/down")
    assert run("build").exit_code == 0
    assert Path("../../sdk/goods/_client.py").is_file()
    assert run("build", "--package", "wares", "--out", "here").exit_code == 0
    assert Path("here/wares/_client.py").is_file()


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ('spec = "things.yaml"\npakage = "x"', 3, "unknown option pakage in [tool.kajabi-gen] [configuration]; did you mean package?"),
        ("colour = 1", 2, "unknown option colour in [tool.kajabi-gen]"),
        ("strict = 1", 2, "strict must be true or false"),
        ("limits = { depth = 1, size = 2 }", 2, "unknown option limits.size"),
        ("limits = { depth = -1 }", 2, "limits.depth must be a whole number, 0 or more"),
        ('spec = "things.yaml"\npackage = "Two Words"', 3, "'Two Words' cannot be the name of a package"),
        ('spec = "things.yaml"\nversion = "two"', 3, "'two' cannot be the version of a package"),
        ("spec = things.yaml", 2, "no TOML: Invalid value"),
    ],
)
def test_mistakes_in_the_settings_are_refused(table: str, line: int, said: str) -> None:
    """One line with file, line and column, exit code 2; and nothing is written."""
    settings(table)
    result = run("build", "--out", "sdk")
    assert (result.exit_code, result.stdout, Path("sdk").exists()) == (2, "", False)
    assert re.match(rf"pyproject\.toml:{line}:\d+: error: ", result.stderr)
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_settings_that_are_no_table_are_refused() -> None:
    """They are not passed over for those of a folder further up."""
    Path("pyproject.toml").write_text("[tool]\nkajabi-gen = 5\n")
    result = run("build", "--spec", "things.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("pyproject.toml:2:1: error: tool.kajabi-gen must be a table [configuration]")


def test_lint_tells_every_finding_in_three_ways() -> None:
    """Text with a count, JSON, or annotations of GitHub: the same findings."""
    dangling()
    text, plain, github = (run("lint", "things.yaml", "--format", style).stdout for style in ("text", "json", "github"))
    found = json.loads(plain)
    *lines, count = text.splitlines()
    assert count == "1 error, 1 warning, 0 notes"
    assert lines == [
        "{file}:{line}:{column}: {severity}: {message} [{code}]; {action}".format_map(item).replace("\n", " ") for item in found
    ]
    levels = {"error": "error", "warning": "warning", "note": "notice"}
    starts = [
        f"::{levels[item['severity']]} file=things.yaml,line={item['line']},col={item['column']},title={item['code']}::" for item in found
    ]
    assert [line[: len(start)] for line, start in zip(github.splitlines(), starts, strict=True)] == starts


@pytest.mark.parametrize(("threshold", "sound", "bad"), [("error", 0, 1), ("warning", 1, 1), ("note", 1, 1), ("never", 0, 0)])
def test_lint_fails_on_findings_over_the_threshold(threshold: str, sound: int, bad: int) -> None:
    """`--fail-on`, which is `error` unless said otherwise. What cannot be read at all is exit code 2."""
    assert run("lint", "things.yaml", "--fail-on", threshold).exit_code == sound
    dangling()
    assert run("lint", "things.yaml", "--fail-on", threshold).exit_code == bad
    assert run("lint", "none.yaml", "--fail-on", threshold).exit_code == 2


def test_inspect_shows_the_model() -> None:
    """As a tree for people, and whole as JSON."""
    text = run("inspect", "things.yaml").stdout
    assert "│  things\n│    list(*, filter, sort, include, page_number, page_size) -> Page[Thing]  ← GET /v1/things\n" in text
    assert "│  Thing (things)\n│    name: str\n│    weight: float | None\n│    made_at: dt.datetime\n│    owner → people\n" in text
    model = json.loads(run("inspect", "things.yaml", "--format", "json").stdout)
    document = yaml.safe_load(THINGS.read_text())
    paths = {item["path"] for namespace in model["namespaces"] for item in namespace["operations"]}
    assert (model["title"], paths) == ("Things", set(document["paths"]))
    assert {resource["class_name"] for resource in model["resources"]} == {"Thing", "Person"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--nonsense"),
        ("build", "--spec", ""),
        ("lint",),
        ("lint", "things.yaml", "--format", "xml"),
        ("inspect", "things.yaml", "more.yaml"),
        ("bild",),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: Sequence[str]) -> None:
    """With the usage on stderr."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: ")


def test_progress_is_for_terminals_only() -> None:
    """A terminal on stderr sees the stage; a pipe sees nothing, and a reader that goes away is no crash."""
    command = [*TOOL, "build", "--spec", "things.yaml", "--out", "sdk"]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert (piped.stderr, b"\x1b" in piped.stdout) == (b"", False)
    ours, theirs = pty.openpty()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, check=True)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert re.search(r"reading …\r.*validating …\r.*writing …\r", shown)
    gone = subprocess.Popen([*TOOL, "inspect", "things.yaml", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert gone.stdout
    assert gone.stderr
    gone.stdout.close()
    assert (gone.stderr.read(), gone.wait()) == (b"", 1)
    gone.stderr.close()


@pytest.mark.parametrize("arguments", ["lint things.yaml", "inspect things.yaml --format json", "--help"])
def test_what_cannot_be_printed_is_an_error(arguments: str) -> None:
    """A full disk is no finding over the threshold and no stale file, for which 1 stands."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*TOOL, *arguments.split()], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("<stdout>:1:1: error: cannot be written: No space left on device [cannot-write]")


def test_closed_streams_are_no_error() -> None:
    """Daemons have none; only who is to read from one needs it."""
    run("build", "--spec", "things.yaml", "--out", "sdk")
    check = " ".join((*TOOL, "build", "--spec", "things.yaml", "--out", "sdk", "--check"))
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        done = subprocess.run(f"{check} {closed}", shell=True, capture_output=True, text=True)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), (closed, done.stderr)
    done = subprocess.run(f"{' '.join(TOOL)} lint - <&-", shell=True, capture_output=True, text=True)
    assert (done.returncode, done.stderr, done.stdout.count("standard input is closed")) == (2, "", 1)


def test_a_working_folder_that_is_gone_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings are looked for around it."""
    gone = folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = run("lint", str(folder / "things.yaml"))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "[configuration]; run it in another one" in result.stderr


def test_nothing_of_a_document_reaches_the_terminal_raw() -> None:
    """Control characters, letters that turn the line around, and commands of CI: escaped in every report."""
    hostile = "\x1b[31m\u202e\x9b##[error]x"
    document = yaml.safe_load(Path("things.yaml").read_text(encoding="utf-8"))
    document["info"]["title"] = hostile
    document["paths"]["/v1/things"]["get"]["parameters"][0]["name"] = f"filter[{hostile}]"
    document["components"]["schemas"]["thing"]["properties"]["attributes"]["properties"][hostile] = {"$ref": f"#/{hostile}"}
    Path("things.yaml").write_text(json.dumps(document), encoding="utf-8")
    commands = [["lint", "--format", style] for style in ("text", "json", "github")] + [
        ["inspect", "--format", style] for style in ("text", "json")
    ]
    for name, *options in (*commands, ["build", "--out", "sdk"]):
        file = ["--spec", "things.yaml"] if name == "build" else ["things.yaml"]
        said = run(name, *file, *options)
        assert not {"\x1b", "\u202e", "\x9b"} & set(said.stdout + said.stderr), name
        assert "##[" not in said.stdout + said.stderr, name
