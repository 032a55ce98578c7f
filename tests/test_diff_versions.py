"""Which version comes next, and whether a version promises what changed."""

from __future__ import annotations

import pytest

from kajabi_gen.diff.change import Bump
from kajabi_gen.diff.versions import is_semantic, next_version, promise_finding, sdk_next_version
from kajabi_gen.emit.version import refuse_version
from kajabi_gen.spec.finding import InputError
from kajabi_gen.spec.node import Mark

MARK = Mark("api.yaml", 3, 3)


@pytest.mark.parametrize(
    ("old", "major", "minor", "patch"),
    [
        ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
        ("v1.2.3", "v2.0.0", "v1.3.0", "v1.2.4"),
        ("1", "2", "1.1", "1.0.1"),
        ("1.4", "2.0", "1.5", "1.4.1"),
        ("1.2.3.4", "2.0.0.0", "1.3.0.0", "1.2.4.0"),
        ("0.4.2", "0.5.0", "0.5.0", "0.4.3"),
        ("0.0.1", "0.1.0", "0.1.0", "0.0.2"),
        ("2.0.0-rc.1", "2.0.0", "2.0.0", "2.0.0"),
        ("2.0.0rc1", "2.0.0", "2.0.0", "2.0.0"),
        ("1.3.0.dev4", "2.0.0", "1.3.0", "1.3.0"),
        ("1.3.1-beta", "2.0.0", "1.4.0", "1.3.1"),
        ("1.2.3.post1", "2.0.0", "1.3.0", "1.2.4"),
        ("1.2.3+build.7", "2.0.0", "1.3.0", "1.2.4"),
        ("1!1.2.3", "1!2.0.0", "1!1.3.0", "1!1.2.4"),
        ("2024.10.15", "2025.0.0", "2024.11.0", "2024.10.16"),
        ("2rc1", "2", "2", "2"),
        ("V1.2.0-RC.1", "V2.0.0", "V1.2.0", "V1.2.0"),
    ],
)
def test_next_version(old: str, major: str, minor: str, patch: str) -> None:
    """A prefix and the number of components stay; a pre-release goes to its release where that is step enough."""
    assert [next_version(old, bump) for bump in (Bump.MAJOR, Bump.MINOR, Bump.PATCH, Bump.NONE)] == [major, minor, patch, old]


@pytest.mark.parametrize("version", ["", "latest", "2024-10-15", "1.x", "v", "1..2", "1.0.0-", "\uff11.0.0", "9" * 5000])
def test_what_is_no_semantic_version(version: str) -> None:
    """Nothing is made up for it."""
    assert not is_semantic(version)
    with pytest.raises(ValueError, match="no semantic version"):
        next_version(version, Bump.MINOR)


@pytest.mark.parametrize(
    ("old", "new", "bump"),
    [
        ("1.0.1", "1.0.1", Bump.NONE),
        ("1.0.1", "1.0.2", Bump.PATCH),
        ("1.0.1", "1.1.0", Bump.MINOR),
        ("1.0.1", "3.0.0", Bump.MINOR),
        ("1.0.1", "v2", Bump.MAJOR),
        ("0.4.0", "0.5.0", Bump.MAJOR),
        ("1.0.1", "2.0.0-rc.1", Bump.MAJOR),
        ("2.0.0-rc.1", "2.0.0-rc.2", Bump.MAJOR),
        ("2.0.0-rc.9", "2.0.0-rc.10", Bump.MAJOR),
        ("2.0.0a1", "2.0.0b1", Bump.MAJOR),
        ("2.0.0.dev9", "2.0.0a1", Bump.MAJOR),
        ("2.0.0rc1.post1", "2.0.0rc1.post2", Bump.MAJOR),
        ("2024-10-15", "2025-01-15", Bump.MAJOR),
    ],
)
def test_a_version_that_promises_enough(old: str, new: str, bump: Bump) -> None:
    """More than enough is fine; versions that promise nothing are not held to it."""
    assert promise_finding(old, new, bump, MARK) is None


@pytest.mark.parametrize(
    ("old", "new", "bump", "remedy"),
    [
        ("1.0.1", "1.1.0", Bump.MAJOR, "it would be 2.0.0 at least"),
        ("1.0.1", "1.0.2", Bump.MINOR, "it would be 1.1.0 at least"),
        ("1.0.1", "1.0.1", Bump.PATCH, "it would be 1.0.2 at least"),
        ("1.1.0", "1.0.9", Bump.PATCH, "it would be 1.1.1 at least"),
        ("0.4.0", "0.4.1", Bump.MAJOR, "it would be 0.5.0 at least"),
        ("2.0.0-rc.2", "2.0.0-rc.1", Bump.PATCH, "it would be 2.0.0 at least"),
        ("2.0.0-rc.2", "2.0.0-rc.2", Bump.PATCH, "it would be 2.0.0 at least"),
        ("2.0.0rc1.post2", "2.0.0rc1.post1", Bump.MAJOR, "it would be 2.0.0 at least"),
        ("2.0.0a1", "2.0.0.dev9", Bump.MAJOR, "it would be 2.0.0 at least"),
        ("2024-10-15", "2024-10-15", Bump.MINOR, "give the new revision a version of its own"),
    ],
)
def test_a_version_that_promises_too_little(old: str, new: str, bump: Bump, remedy: str) -> None:
    """The warning stands at the new version and says what it would have to be."""
    finding = promise_finding(old, new, bump, MARK)
    assert finding is not None
    assert (finding.code, finding.mark, finding.action) == ("version-promise", MARK, remedy)
    assert finding.message.startswith("what changed")
    assert f"is worth a {bump} version, and info.version is {new!r}" in finding.message


@pytest.mark.parametrize(("long", "short"), [("-alpha.", "a"), ("-beta.", "b"), ("c", "rc"), ("-pre.", "rc"), ("-preview.", "rc")])
def test_names_of_pre_releases(long: str, short: str) -> None:
    """Long and short name the same, so that the number behind them decides."""
    for one, other in ((long, short), (short, long)):
        assert promise_finding(f"2.0.0{one}2", f"2.0.0{other}3", Bump.MAJOR, MARK) is None
        assert promise_finding(f"2.0.0{one}3", f"2.0.0{other}2", Bump.MAJOR, MARK) is not None


@pytest.mark.parametrize(
    ("current", "bump", "expected"),
    [("1.1.0", Bump.MAJOR, "2.0.0"), ("v1.1", Bump.MINOR, "1.2.0"), ("1.1.0", Bump.NONE, "1.1.0"), ("2.0.0rc1", Bump.MINOR, "2.0.0")],
)
def test_the_next_version_of_the_sdk(current: str, bump: Bump, expected: str) -> None:
    """Three components, as the build writes them."""
    assert sdk_next_version(current, bump) == expected


def test_the_first_version_of_the_sdk() -> None:
    """Where there is none to go by."""
    assert sdk_next_version("unknown", Bump.MAJOR) == "0.1.0"


@pytest.mark.parametrize("version", ["1.0", "1.0.0", "1.0.0rc1", "1.0.0.dev2", "2!1.0.post1", "1.0.0-rc.1", "1.0+local.1"])
def test_versions_that_installers_take(version: str) -> None:
    """PEP 440, normalized or not."""
    refuse_version(version, Mark("--sdk-version", 1, 1))


@pytest.mark.parametrize("version", ["one", "1.0.0-alpha.beta", "1.0 0", "1.0.0\n", '1"'])
def test_versions_that_no_installer_takes(version: str) -> None:
    """They are refused before anything is written."""
    with pytest.raises(InputError, match="package-version"):
        refuse_version(version, Mark("--sdk-version", 1, 1))
