"""The cache of builds and comparisons: it saves time, and is never seen otherwise."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kajabi_gen import last_build, pipeline
from kajabi_gen.building import Built, build_sdk
from kajabi_gen.cli import main
from kajabi_gen.config import DiffSettings, Settings
from kajabi_gen.diff import sides
from kajabi_gen.diff.compared import Compared
from kajabi_gen.diff.run import compared
from support import ROOT

THINGS = (ROOT / "tests" / "things.yaml").read_text(encoding="utf-8")
OVERLAY = """\
overlay: 1.0.0
info: {title: Extras, version: '1'}
x-extras: more
actions:
  - {target: $.info, update: {x-note: a word}}
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A small document with an overlay and a file of its own, and a folder of templates, in a working folder."""
    monkeypatch.chdir(tmp_path)
    Path("more").mkdir()
    Path("more/extra.py").write_text('"""More."""\n', encoding="utf-8")
    Path("things.yaml").write_text(THINGS, encoding="utf-8")
    Path("overlay.yaml").write_text(OVERLAY, encoding="utf-8")
    shutil.copytree(ROOT / "templates", "templates", ignore=shutil.ignore_patterns("runtime"))
    return Settings("things.yaml", ("overlay.yaml",), "sdk", templates="templates")


def built(settings: Settings) -> Built:
    """A build with the cache in the working folder."""
    return build_sdk(settings, known=Path("cache"))


def test_an_unchanged_build_runs_no_stage(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the outcome of the last one, findings and all, and finds nothing to write."""
    first = built(settings)
    monkeypatch.delattr(pipeline, "outcome")
    second = built(settings)
    assert second.outcome.files == first.outcome.files
    assert [str(finding) for finding in second.outcome.findings] == [str(finding) for finding in first.outcome.findings]
    assert [item.mark.pointer for item in second.outcome.findings] == [item.mark.pointer for item in first.outcome.findings]
    assert (second.changes.written, second.changes.removed) == ((), ())


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("things.yaml", "Things", "Thingies"),
        ("overlay.yaml", "a word", "another word"),
        ("more/extra.py", "More.", "Still more."),
        ("templates/README.md.jinja", "\n", "\n\n"),
    ],
)
def test_whatever_changes_is_noticed(settings: Settings, file: str, old: str, new: str) -> None:
    """A build with a cache gives what a build without one gives, also where size and time of a file stay the same."""
    built(settings)
    path = Path(file)
    stamp = path.stat().st_mtime_ns
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    os.utime(path, ns=(stamp, stamp))
    assert built(settings).outcome.files == build_sdk(settings, check_only=True).outcome.files


def test_other_settings_are_another_build(settings: Settings) -> None:
    """The package's name, `--strict` and all other options are part of what a build is made of."""
    built(settings)
    other = settings.with_options(package="other", out="other")
    assert "other/__init__.py" in built(other).outcome.files


def test_files_that_came_of_the_same_are_not_rendered_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of one summary, only its namespace and the documentation are made anew."""
    first = built(settings).outcome
    path = Path("things.yaml")
    path.write_text(THINGS.replace("summary: ", "summary: Really ", 1), encoding="utf-8")
    made: list[str] = []
    original = pipeline.render

    def counted(*arguments: object) -> object:
        *others, known = arguments
        return original(*others, lambda key: known(key) or made.append(key))  # type: ignore[arg-type, operator, func-returns-value]

    monkeypatch.setattr(pipeline, "render", counted)
    second = built(settings).outcome
    assert sorted({key.partition(":")[2] for key in made}) == [
        "LICENSE.jinja",
        "README.md.jinja",
        "api.md.jinja",
        "namespace.py.jinja",
        "pyproject.toml.jinja",
    ]
    assert {path for path in first.files if first.files[path] != second.files[path]} == {
        ".kajabi-gen.json",
        "api.md",
        "kajabi/api/things.py",
    }


@pytest.mark.parametrize(
    "damage",
    [lambda content: content[:-1], lambda content: b"", lambda content: content.replace(b"Thing", b"Thong"), lambda content: b"\xff" * 90],
)
def test_a_damaged_entry_is_none(settings: Settings, damage: object) -> None:
    """An entry that is cut off, empty or changed by somebody else is not believed."""
    first = built(settings)
    (entry,) = Path("cache").iterdir()
    entry.write_bytes(damage(entry.read_bytes()))  # type: ignore[operator]
    assert built(settings).outcome.files == first.outcome.files


def test_a_folder_that_cannot_be_written_is_no_cache(settings: Settings) -> None:
    """A build does not fail for its cache."""
    Path("cache").write_text("a file", encoding="utf-8")
    assert built(settings).changes.written


def test_few_entries_are_kept(settings: Settings) -> None:
    """The oldest go, so that the cache does not grow."""
    folder = Path("cache")
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.json").write_bytes(b"")
        os.utime(folder / f"{number}.json", (number, number))
    built(settings)
    left = {path.name for path in folder.iterdir()}
    assert len(left) == 20
    assert last_build.place(folder, settings).name in left
    assert "0.json" not in left


def test_the_environment_names_the_folder(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """`KAJABI_GEN_CACHE` names it, an empty text means none, and so does --no-cache."""
    command = ["build", "--spec", settings.spec, "--out", "sdk"]
    for value, options in (("", []), ("there", ["--no-cache"]), ("there", [])):
        assert not Path("there").exists()
        monkeypatch.setenv("KAJABI_GEN_CACHE", value)
        assert CliRunner().invoke(main, [*command, *options]).exit_code == 0
    assert len(list(Path("there").iterdir())) == 1


SEVERE = DiffSettings(severity={"operation-summary-changed": "breaking"})


def between(settings: Settings, old: str = "old.yaml", new: str = "things.yaml") -> Compared:
    """A comparison with the cache in the working folder."""
    return compared(settings, old, new, lambda _: None, Path("cache"))


@pytest.fixture
def revised(settings: Settings) -> Settings:
    """Two revisions; the newer one has other words, another operation, and repairs to tell of."""
    old = THINGS.replace("summary: ", "summary: Formerly ").replace("/v1/things", "/v1/thingies", 1)
    Path("old.yaml").write_text(old, encoding="utf-8")
    return settings


def test_the_same_documents_are_compared_once(revised: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time, everything is as it was found the first time: changes, places, findings, the promise of the version."""
    first = between(revised)
    assert first.diff.changes
    monkeypatch.delattr(sides, "compare_sides")
    assert between(revised) == first


@pytest.mark.parametrize(
    ("settings_now", "old", "new"),
    [
        (Settings(package="other"), "old.yaml", "things.yaml"),
        (Settings(diff=SEVERE), "old.yaml", "things.yaml"),
        (Settings(overlays=()), "old.yaml", "things.yaml"),
        (None, "things.yaml", "old.yaml"),
        (None, "old.yaml", "./copy/things.yaml"),
    ],
)
def test_other_settings_and_names_are_another_comparison(revised: Settings, settings_now: Settings | None, old: str, new: str) -> None:
    """Whatever a report depends on is part of what is known, also what the files are called."""
    between(revised)
    shutil.copytree(".", "copy", ignore=shutil.ignore_patterns("copy", "cache"))
    wanted = settings_now or revised
    assert between(wanted, old, new) == compared(wanted, old, new, lambda _: None)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("old.yaml", "Things", "Thongs"), ("things.yaml", "Things", "Thongs"), ("overlay.yaml", "$.info", "$.nothing")],
)
def test_a_document_that_changes_is_compared_again(revised: Settings, file: str, old: str, new: str) -> None:
    """Each of the documents counts, and so does each overlay."""
    before = between(revised)
    path = Path(file)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    now = between(revised)
    assert now == compared(revised, "old.yaml", "things.yaml", lambda _: None)
    assert now != before


def test_a_comparison_can_do_without_the_cache(revised: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --no-cache nothing is kept; without it, reports of all kinds come from one entry."""
    monkeypatch.setenv("KAJABI_GEN_CACHE", "there")
    assert CliRunner().invoke(main, ["diff", "--no-cache", "old.yaml", revised.spec]).exit_code == 0
    assert not Path("there").exists()
    reports = [CliRunner().invoke(main, ["diff", "old.yaml", revised.spec, "--format", style]).output for style in ("text", "json", "text")]
    assert reports[0] == reports[2] != ""
    assert len(list(Path("there").iterdir())) == 1
