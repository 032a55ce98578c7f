"""What `diff` reads: files, standard input, and files in git revisions, with a clear word where one is not there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from kajabi_gen.config import Settings
from kajabi_gen.diff.inputs import Revision, revision_of, source_of
from kajabi_gen.diff.run import compared
from kajabi_gen.sources import parse_document
from kajabi_gen.spec.finding import InputError
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.node import Plain, plain

OLD = "info: {version: '1'}\n"
NEW = "info: {version: '2'}\n"


def git(*arguments: str) -> None:
    """Run git in the working folder, by its own settings alone."""
    subprocess.run(("git", *arguments), check=True, capture_output=True)


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where git finds neither our repository nor anybody's settings."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits of `spec/api.yaml`, and a third state that is only staged; a tag on the first, a branch with a slash on the second."""
    git("init", "--quiet")
    git("config", "user.name", "test")
    git("config", "user.email", "test@example.com")
    spec = tmp_path / "spec"
    spec.mkdir()
    (spec / "link.yaml").symlink_to("api.yaml")
    for text, label in ((OLD, ("tag", "v1")), (NEW, ("branch", "release/2"))):
        (spec / "api.yaml").write_text(text)
        git("add", "--all")
        git("commit", "--quiet", "--message", "the revision: with a colon")
        git(*label)
    (spec / "api.yaml").write_text("info: {version: staged}\n")
    git("add", "--all")
    (spec / "api.yaml").write_text("info: {version: unstaged}\n")
    return tmp_path


def version(argument: str) -> Plain:
    """The `info.version` of the document that the argument names."""
    node = parse_document(source_of(argument), Limits()).at("info", "version")
    assert node is not None
    return plain(node)


def refusal(argument: str, limits: Limits = Limits()) -> tuple[str, str]:
    """The code and the place of the one error."""
    with pytest.raises(InputError) as caught:
        source_of(argument, limits)
    [finding] = caught.value.findings
    return finding.code, str(finding.mark)


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("spec/api.yaml", "unstaged"),
        ("HEAD:spec/api.yaml", "2"),
        ("HEAD~1:spec/api.yaml", "1"),
        ("v1:spec/api.yaml", "1"),
        ("release/2:spec/api.yaml", "2"),
        ("HEAD@{0}:spec/api.yaml", "2"),
        ("HEAD^{/revision: with}:spec/api.yaml", "2"),
        ("HEAD:./spec/api.yaml", "2"),
        ("HEAD:spec/link.yaml", "2"),
        (":spec/api.yaml", "staged"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_a_revision_is_named_as_git_names_it(argument: str, expected: str) -> None:
    """Branches, tags, commits, the index; from the root of the repository."""
    assert version(argument) == expected


def test_a_subfolder_changes_nothing_but_relative_paths(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path is from the root of the repository, as git takes it, unless it begins with a dot."""
    monkeypatch.chdir(repository / "spec")
    assert version("v1:spec/api.yaml") == version("v1:./api.yaml") == version("v1:../spec/api.yaml") == "1"
    assert refusal("v1:api.yaml")[0] == "no-such-file"


@pytest.mark.usefixtures("repository")
def test_places_carry_the_name_of_the_revision() -> None:
    """So that a report tells both sides apart, and the name can be given to git again."""
    node = parse_document(source_of("HEAD~1:spec/api.yaml"), Limits()).at("info", "version")
    assert node is not None
    assert str(node.mark) == "HEAD~1:spec/api.yaml:1:8"


@pytest.mark.usefixtures("repository")
def test_a_file_of_that_name_goes_before_the_revision() -> None:
    """What stands on the disk is what was typed."""
    Path("v1:spec").mkdir()
    Path("v1:spec/api.yaml").write_text("info: {version: disk}\n")
    assert version("v1:spec/api.yaml") == "disk"


@pytest.mark.parametrize("argument", ["-", "api.yaml", r"C:\api.yaml", "c:/api.yaml", "HEAD@{12:30}"])
def test_what_is_a_file(argument: str) -> None:
    """Standard input, names without a colon, and the drives of Windows."""
    assert revision_of(argument) is None


def test_the_path_begins_behind_the_first_colon_outside_of_braces() -> None:
    """As git reads it."""
    assert revision_of("HEAD^{/fix: it}:a:b.yaml") == Revision("HEAD^{/fix: it}:a:b.yaml", "HEAD^{/fix: it}", "a:b.yaml")


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ("HEAD~7:spec/api.yaml", "unknown-revision"),
        ("nowhere:spec/api.yaml", "unknown-revision"),
        ("HEAD:spec/none.yaml", "no-such-file"),
        (":none.yaml", "no-such-file"),
        ("HEAD:spec", "not-a-file"),
        ("HEAD:", "not-a-file"),
        ("--output=stolen:spec/api.yaml", "bad-revision"),
        ("HEAD\nHEAD:spec/api.yaml", "bad-revision"),
        ("https://example.com/api.yaml", "no-such-file"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_what_is_not_there_is_said(argument: str, code: str) -> None:
    """One error, under the name that was typed."""
    assert refusal(argument) == (code, f"{argument}:1:1")
    assert not Path("stolen:spec").exists()


@pytest.mark.usefixtures("repository")
def test_limits_hold_for_revisions_too() -> None:
    """Before the file is read."""
    assert refusal("HEAD:spec/api.yaml", Limits(bytes=5))[0] == "too-large"


@pytest.mark.usefixtures("repository")
def test_nothing_that_a_repository_configures_is_run() -> None:
    """`git show` would run the filter of `.gitattributes`."""
    Path(".gitattributes").write_text("*.yaml diff=evil\n")
    git("config", "diff.evil.textconv", "touch ran;")
    assert version("HEAD:spec/api.yaml") == "2"
    assert not Path("ran").exists()


def test_outside_of_a_repository() -> None:
    """No guess, no traceback."""
    assert refusal("HEAD:spec/api.yaml")[0] == "no-repository"


def test_without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The files can still be named."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal("HEAD:spec/api.yaml")[0] == "no-git"


def test_both_sides_are_told_at_once() -> None:
    """And standard input is there once only."""
    with pytest.raises(InputError) as caught:
        compared(Settings(), "one.yaml", "other.yaml", lambda _stage: None)
    assert [finding.mark.file for finding in caught.value.findings] == ["one.yaml", "other.yaml"]
    with pytest.raises(InputError, match="stdin-twice"):
        compared(Settings(), "-", "-", lambda _stage: None)
