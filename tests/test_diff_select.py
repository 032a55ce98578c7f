"""Which changes are shown, which are accepted, and which make a run fail."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kajabi_gen.config import DiffSettings, load_settings
from kajabi_gen.diff.change import Change, Diff, Direction, Operation, Sdk, Side, Wire
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.reviewed import Review, exceptions_of, load_exceptions, review
from kajabi_gen.diff.select import Selection, Threshold, failing, fails, glob_matches, judged, selected
from kajabi_gen.spec.finding import InputError
from kajabi_gen.spec.load import load_text

LIST = Operation("GET", "/v1/contacts")
GET = Operation("GET", "/v1/contacts/{id}")
OFFERS = Operation("GET", "/v1/offers")
TODAY = date(2026, 6, 1)


def change(kind: str, *operations: Operation, where: str = "operation", wire: Wire | None = None) -> Change:
    """A change with the verdicts of its kind, unless told otherwise."""
    known = KINDS[kind]
    return Change(kind, wire or known.wire, known.sdk, Direction.NONE, operations, where, None, None, kind)


FILTER = change("parameter-removed", LIST, where="query:filter[is_suppressed]", wire=Wire.BREAKING)
NAME = change("response-property-removed", GET, LIST, OFFERS, where="response:200:/data/attributes/name")
WORDS = change("response-description-changed", OFFERS)
SERVER = change("server-added")
ALL = Diff(Side("old.yaml", "API", "1"), Side("new.yaml", "API", "2"), (FILTER, NAME, WORDS, SERVER))


def kinds(diff: Diff) -> list[str]:
    """The kinds of the changes, in order."""
    return [item.kind for item in diff.changes]


def shown(only: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[Change]:
    """The changes that are left."""
    return list(selected(ALL, Selection.parse(only, exclude)).changes)


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ((), [FILTER, NAME, WORDS, SERVER]),
        (("breaking",), [FILTER]),
        (("breaking", "docs"), [FILTER, WORDS]),
        (("sdk-breaking",), [FILTER, NAME]),
        (("parameter-*",), [FILTER]),
        (("*-removed", "server-added"), [FILTER, NAME, SERVER]),
        (("/v1/contacts",), [FILTER, NAME]),
        (("/v1/contacts/*",), [NAME]),
        (("get /v1/*",), [FILTER, NAME, WORDS]),
        (("POST /v1/*",), []),
        (("* /v1/offers",), [NAME, WORDS]),
        (("/v1/offers", "docs"), [WORDS]),
    ],
)
def test_only(only: tuple[str, ...], expected: list[Change]) -> None:
    """Patterns of one sort are alternatives, those of several sorts must all hold."""
    assert shown(only) == expected


@pytest.mark.parametrize(
    ("exclude", "expected"),
    [
        (("docs",), [FILTER, NAME, SERVER]),
        (("/v1/contacts*",), [NAME, WORDS, SERVER]),
        (("/v1/*",), [SERVER]),
        (("docs", "parameter-*"), [NAME, SERVER]),
    ],
)
def test_exclude(exclude: tuple[str, ...], expected: list[Change]) -> None:
    """A change that also reaches what is not excluded stays."""
    assert shown(exclude=exclude) == expected


def test_all_is_shown_unless_something_is_asked_for() -> None:
    """Neither list of patterns must be given."""
    assert selected(ALL, Selection()) == ALL


def test_a_pattern_that_could_never_match_is_refused() -> None:
    """A slip of the pen must not pass a check."""
    with pytest.raises(InputError, match=r"--only:1:1: error: .*did you mean breaking"):
        shown(("braking",))
    with pytest.raises(InputError, match=r"--exclude:1:1: error: .*did you mean parameter-removed"):
        shown(exclude=("parameter-remved",))
    with pytest.raises(InputError, match=r"there is no kind of change 'xyz' .*--list-kinds"):
        shown(("xyz",))


def test_verdicts_are_no_kinds() -> None:
    """Otherwise a pattern would have two meanings."""
    assert not {*Wire, *(f"sdk-{sdk}" for sdk in Sdk)} & set(KINDS)


def test_brackets_are_themselves_in_globs() -> None:
    """Names of parameters have them."""
    assert glob_matches("query:filter[*]", "query:filter[site_id]")
    assert glob_matches("query:filter[a]", "query:filter[a]")
    assert not glob_matches("query:filter[a]", "query:filtera")
    assert not glob_matches("/v1/contacts", "/v1/contacts/{id}")


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [
        (Threshold.BREAKING, [FILTER]),
        (Threshold.DANGEROUS, [FILTER, NAME]),
        (Threshold.ANY, [FILTER, NAME, WORDS, SERVER]),
        (Threshold.SDK_BREAKING, [FILTER, NAME]),
        (Threshold.NONE, []),
    ],
)
def test_what_fails(threshold: Threshold, expected: list[Change]) -> None:
    """Each threshold takes in what is worse."""
    assert list(failing(ALL.changes, (threshold,))) == expected
    assert fails(ALL, threshold) is bool(expected)


def test_the_house_judges_in_its_own_way() -> None:
    """The verdict of a kind, wherever it stands; the version that is asked for goes with it."""
    mild = judged(ALL, {"parameter-removed": Wire.COMPATIBLE, "server-added": Wire.DOCS})
    assert [item.wire for item in mild.changes] == [Wire.COMPATIBLE, Wire.DANGEROUS, Wire.DOCS, Wire.DOCS]
    assert (ALL.semver.api, mild.semver.api) == ("major", "minor")


EXCEPTIONS = """\
exceptions:
  - kind: parameter-removed
    path: GET /v1/contacts
    where: query:filter[is_suppressed]
    reason: nobody has ever used it
    expires: 2026-06-01
"""


def reviewed(text: str) -> Review:
    """The changes held against the exceptions of a text."""
    return review(ALL.changes, exceptions_of(load_text(text, "reviewed.yaml")), TODAY)


def codes(held: Review) -> list[str]:
    """What is to say about the exceptions, with the lines."""
    return [f"{finding.mark.line}: {finding.code}" for finding in held.findings]


def test_an_exception_counts_up_to_its_last_day() -> None:
    """It takes its change out of what fails, and no other."""
    held = reviewed(EXCEPTIONS)
    assert (held.accepted, held.open, codes(held)) == ((FILTER,), (NAME, WORDS, SERVER), [])


def test_an_exception_that_is_over_is_told() -> None:
    """The change counts again."""
    held = reviewed(EXCEPTIONS.replace("06-01", "05-31"))
    assert (held.accepted, codes(held)) == ((), ["2: exception-expired"])


def test_an_exception_that_matches_nothing_is_told() -> None:
    """So that the file stays short."""
    assert codes(reviewed(EXCEPTIONS.replace("is_suppressed", "gone"))) == ["2: exception-unused"]


def test_an_exception_of_a_path_is_not_one_of_all_paths() -> None:
    """A change of a shared schema is accepted only where every operation it reaches was."""
    text = "exceptions: [{kind: response-property-removed, path: PATH, reason: seen}]"
    assert reviewed(text.replace("PATH", "/v1/contacts*")).accepted == ()
    assert reviewed(text.replace("PATH", "/v1/*")).accepted == (NAME,)
    assert reviewed(text.replace(" path: PATH,", "")).accepted == (NAME,)


def test_mistakes_in_exceptions_are_told_at_once() -> None:
    """Each with its place and a remedy."""
    text = """\
exceptions:
  - {kind: parameter-removd, reason: a}
  - {kind: server-added}
  - {kind: server-added, reason: ' '}
  - {kind: server-added, reason: a, expires: soon}
  - {kind: server-added, reason: a, until: 2026-01-01}
  - server-added
more: 1
"""
    with pytest.raises(InputError) as caught:
        reviewed(text)
    assert [f"{finding.mark.line}: {finding.code}" for finding in caught.value.findings] == [
        "2: unknown-kind",
        "3: exception-reason",
        "4: exception-form",
        "5: exception-expires",
        "6: exception-form",
        "7: exception-form",
        "8: exception-form",
    ]


TOML = """\
# what we have looked at

[[exceptions]]
kind = "server-*"
reason = "seen"

[[exceptions]]
kind = "parameter-removed"
reason = "seen"
expires = 2020-01-01
"""


def test_exceptions_in_toml(tmp_path: Path) -> None:
    """Its dates are dates, and places are those of the entries."""
    file = tmp_path / "reviewed.toml"
    file.write_text(TOML)
    held = review(ALL.changes, load_exceptions(str(file)), TODAY)
    assert (held.accepted, codes(held)) == ((SERVER,), ["7: exception-expired"])
    file.write_text("exceptions = [}")
    with pytest.raises(InputError, match=r"reviewed\.toml:1:15: error: no TOML"):
        load_exceptions(str(file))


SETTINGS = """\
[tool.kajabi-gen.diff]
exceptions = "reviewed.yaml"
fail-on = ["breaking", "sdk-breaking"]

[tool.kajabi-gen.diff.severity]
"response-status-added" = "dangerous"
"""


def settings(folder: Path, text: str) -> DiffSettings:
    """What the text says in a pyproject.toml."""
    (folder / "pyproject.toml").write_text(text)
    return load_settings(folder).diff


def test_settings(tmp_path: Path) -> None:
    """Paths are relative to the file."""
    expected = DiffSettings({"response-status-added": "dangerous"}, str(tmp_path / "reviewed.yaml"), ("breaking", "sdk-breaking"))
    assert settings(tmp_path, SETTINGS) == expected


@pytest.mark.parametrize(
    ("good", "bad", "line", "what"),
    [
        ("response-status-added", "response-status-addd", 6, "did you mean response-status-added"),
        ('"dangerous"', '"worse"', 6, "known: breaking, dangerous"),
        ("exceptions", "exception", 2, "did you mean diff.exceptions"),
        ('"reviewed.yaml"', "1", 2, "diff.exceptions must be a string"),
        ('"sdk-breaking"', '"sdk"', 3, "known: breaking, dangerous, any"),
        ('["breaking", "sdk-breaking"]', '"any"', 3, "diff.fail-on must be a list of strings"),
    ],
)
def test_mistakes_in_settings(tmp_path: Path, good: str, bad: str, line: int, what: str) -> None:
    """Each with its line and a remedy."""
    with pytest.raises(InputError, match=rf"pyproject\.toml:{line}:1: error: .*{what}"):
        settings(tmp_path, SETTINGS.replace(good, bad))
