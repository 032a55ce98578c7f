"""The cache of builds and comparisons: it saves time, and is never seen otherwise."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest
from click.testing import CliRunner

from kajabi_gen import cache, last_build, pipeline
from kajabi_gen.building import Built, build_sdk
from kajabi_gen.cli import main
from kajabi_gen.config import DiffSettings, Settings
from kajabi_gen.diff import sides
from kajabi_gen.diff.compared import Compared
from kajabi_gen.diff.run import compared
from kajabi_gen.spec.finding import InputError
from support import ROOT

THINGS = (ROOT / "tests" / "things.yaml").read_text(encoding="utf-8")
SEVERE = DiffSettings(severity={"operation-summary-changed": "breaking"})
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
    return build_sdk(settings, known=lambda: Path("cache"))


def between(settings: Settings, old: str = "old.yaml", new: str = "things.yaml") -> Compared:
    """A comparison with the cache in the working folder."""
    return compared(settings, old, new, lambda _: None, Path("cache"))


@pytest.fixture
def revised(settings: Settings) -> Settings:
    """Two revisions; the newer one has other words, another operation, and repairs to tell of."""
    old = THINGS.replace("summary: ", "summary: Formerly ").replace("/v1/things", "/v1/thingies", 1)
    Path("old.yaml").write_text(old, encoding="utf-8")
    return settings


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


@pytest.mark.parametrize(
    "change",
    [
        lambda: Path("more/new.py").write_text('"""New."""\n', encoding="utf-8"),
        lambda: Path("more/extra.py").unlink(),
        lambda: Path("templates/runtime").mkdir(),
        lambda: Path("templates/part").mkdir() or Path("templates/part/words.jinja").write_text("more words\n", encoding="utf-8"),
        lambda: Path("templates/part").symlink_to(Path("words").absolute()),
    ],
)
def test_files_that_come_and_go_are_noticed(settings: Settings, change: Callable[[], object]) -> None:
    """Whatever lies beside an overlay or below the folder of templates is part of a build."""
    words = Path("words/words.jinja")
    words.parent.mkdir()
    words.write_text("words\n", encoding="utf-8")
    Path("templates/LICENSE.jinja").write_text('{% include "part/words.jinja" ignore missing %}end\n', encoding="utf-8")
    built(settings)
    change()
    assert built(settings).outcome.files == build_sdk(settings, check_only=True).outcome.files
    words.write_text("other words\n", encoding="utf-8")
    assert built(settings).outcome.files == build_sdk(settings, check_only=True).outcome.files


def test_extras_that_move_to_another_overlay_are_noticed(settings: Settings) -> None:
    """A folder belongs to the overlay that it lies beside."""
    overlays = tuple(f"{name}/overlay.yaml" for name in "ab")
    for path in map(Path, overlays):
        path.parent.mkdir()
        path.write_text(OVERLAY if path.parent.name == "a" else OVERLAY.replace("x-extras: more\n", ""), encoding="utf-8")
    shutil.move("more", "a/more")
    settings = settings.with_options(overlays=overlays)
    assert "kajabi/extra.py" in built(settings).outcome.files
    shutil.move("a/more", "b/more")
    assert "kajabi/extra.py" not in built(settings).outcome.files


def test_what_cannot_be_read_any_more_is_noticed(settings: Settings) -> None:
    """A build that would fail is not taken from the cache."""
    built(settings)
    Path("more/broken.py").symlink_to("nowhere")
    with pytest.raises(InputError):
        built(settings)


def test_a_file_that_took_the_place_of_another_is_not_taken_for_it(settings: Settings) -> None:
    """An extra may stand where a rendered file would; without it, that one is there again."""
    before = built(settings).outcome.files
    Path("more/webhooks.py").write_text('"""Mine."""\n', encoding="utf-8")
    assert built(settings).outcome.files["kajabi/webhooks.py"] == '"""Mine."""\n'
    Path("more/webhooks.py").unlink()
    assert built(settings).outcome.files == before


def test_a_name_of_any_bytes_is_known_too(settings: Settings) -> None:
    """File names need not be UTF-8."""
    named = os.fsdecode(b"things-\xff.yaml")
    shutil.copy("things.yaml", named)
    assert built(settings.with_options(spec=named)).changes.written


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


def signed(content: bytes) -> bytes:
    """An entry with the right digest."""
    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: b"",
        lambda content: content.replace(b"Thing", b"Thong"),
        lambda content: b"\xff" * 90,
        *(lambda content, text=text: signed(text) for text in (b"junk", b"{}", b"[]", b"null", b"[[1, 2], {}]", b'[["a", "b"], []]')),
    ],
)
def test_a_damaged_entry_is_none(revised: Settings, damage: Callable[[bytes], bytes]) -> None:
    """An entry that is cut off, empty, changed by somebody else or made by hand is not believed."""
    first, found = built(revised), between(revised)
    for entry in Path("cache").iterdir():
        entry.write_bytes(damage(entry.read_bytes()))
    assert built(revised).outcome.files == first.outcome.files
    assert between(revised) == found


def test_a_folder_that_cannot_be_written_is_no_cache(settings: Settings) -> None:
    """A build does not fail for its cache."""
    Path("cache").write_text("a file", encoding="utf-8")
    assert built(settings).changes.written


def test_few_entries_are_kept(settings: Settings) -> None:
    """The oldest go, so that the cache does not grow; what else lies in the folder stays."""
    folder = Path("cache")
    folder.mkdir()
    names = [*(f"{number:064x}.json" for number in range(40)), "letter.txt"]
    for number, name in enumerate(names):
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (number, number))
    built(settings)
    left = {path.name for path in folder.iterdir()}
    assert len(left) == 21
    assert last_build.place(folder, settings).name in left
    assert names[0] not in left
    assert "letter.txt" in left


def test_a_full_disk_leaves_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be kept is taken away again."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        cache.save(Path("cache/entry.json"), "text")
    assert list(Path("cache").iterdir()) == []


def test_the_environment_names_the_folder(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """`KAJABI_GEN_CACHE` names it, an empty text means none, and so does --no-cache."""
    command = ["build", "--spec", settings.spec, "--out", "sdk"]
    for value, options in (("", []), ("there", ["--no-cache"]), ("there", [])):
        assert not Path("there").exists()
        monkeypatch.setenv("KAJABI_GEN_CACHE", value)
        assert CliRunner().invoke(main, [*command, *options]).exit_code == 0
    assert len(list(Path("there").iterdir())) == 1


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a process that nobody knows."""

    def homeless(_: str) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("KAJABI_GEN_CACHE")
    monkeypatch.setattr(platformdirs, "user_cache_path", homeless)
    assert cache.default_folder() is None


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
