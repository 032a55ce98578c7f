"""The verdict on the SDK is true: both SDKs are emitted, and their files say the same as the diff.

Three views are held against each other: the verdict of the diff, the names and types in the emitted files, and griffe's own search for
breaking changes in them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

import griffe
import pytest

from diff_cases import Case, cases
from diff_cases import prepared as prepared_case
from diff_revisions import revision
from emitted_names import Emitted, Name, emitted
from kajabi_gen.diff.change import Sdk
from kajabi_gen.diff.compare import diff
from kajabi_gen.diff.pairing import pair
from kajabi_gen.diff.prepare import Prepared
from kajabi_gen.diff.sdk import Surfaces, subject
from kajabi_gen.diff.surface import verdict
from support import SPEC, official

UNSEEN_BY_GRIFFE = {
    "type": "griffe compares no annotations",
    "keyword": "griffe takes `**options` for a place where any keyword may go; its type lists the few that may",
    "example": "griffe has it where the class is made, and the class went with all that gave it",
}
UNSEEN_BY_US = {
    "event": "the name of an event is the same text as the name of its class, which is told",
    "alias": "an alias of listed values is open to any other text, and comes and goes with what it is the type of",
    "keys": "the class of the keys of `filter` goes with the last of its keys, which are told",
    "async": "the asynchronous client mirrors the other, which is told",
    "client": "what an application imports stays; the module behind a namespace goes with its methods, which are told",
}
PAIRS = [("1.0.0", "1.0.1"), ("1.0.1", "1.1.0"), ("1.1.0", "1.0.0")]
OURS = [("1.0.1", "1.1.0"), ("1.0.1", "0.4.0")]


@dataclass(frozen=True)
class Both:
    """Two revisions, the verdict on each name, and the emitted files."""

    verdicts: dict[str, Sdk]
    told: set[Sdk]
    old: Emitted
    new: Emitted


def _both(old: Prepared, new: Prepared, package: str, folder: Path) -> Both:
    surfaces = Surfaces.of(subject(old, package), subject(new, package), pair(old.document, new.document))
    assert surfaces.old is not None
    assert surfaces.new is not None
    before, after = surfaces.old.entries, surfaces.new.entries
    names = before.keys() | after.keys()
    verdicts = {name: verdict(before.get(name), after.get(name)) for name in names if _is_judged(name, before, after)}
    changes = diff(old, new, package).changes
    sides = emitted(old, package, folder / "old"), emitted(new, package, folder / "new")
    return Both(verdicts, {change.sdk for change in changes}, *sides)


def _is_judged(name: str, *sides: Container[str]) -> bool:
    """Arguments come and go with their method; only those of a method that stays have a verdict of their own."""
    method, is_argument, _ = name.partition("(")
    return not is_argument or all(method in side for side in sides)


@pytest.fixture(scope="module", params=[*(("ours", *pair) for pair in OURS), *(("official", *pair) for pair in PAIRS)], ids=" ".join)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    whose, *names = request.param
    paths = [official(name) if whose == "official" else SPEC / f"kajabi-{name}.yaml" for name in names]
    old, new = (revision(path) for path in paths)
    return _both(old, new, "kajabi", tmp_path_factory.mktemp("sdk"))


def test_every_name_is_known(both: Both) -> None:
    """The names that are judged are the names in the files; only the text that tells events apart is left out."""
    for side in (both.old, both.new):
        names = {name for name in side.names if _is_judged(name, both.old.names, both.new.names)}
        missing = names - both.verdicts.keys()
        assert [name for name in missing if not re.fullmatch(r"kajabi\.webhooks\.\w+\.event", name)] == []
    known = {name for name in both.verdicts if not re.search(r'="[^"]*"\)$', name)}
    assert known - both.old.names.keys() - both.new.names.keys() == set()


def test_every_verdict_is_what_the_files_say(both: Both) -> None:
    """Gone is breaking, new is additive, another type is one or the other, and the same is none."""
    found = {name: (verdict, *_sides(both, name)) for name, verdict in both.verdicts.items()}
    assert {name: said for name, said in found.items() if not _fits(*said)} == {}


def test_the_diff_tells_the_worst_of_it(both: Both) -> None:
    """No difference of the files is lost on the way to the changes."""
    worst = [Sdk.BREAKING, Sdk.ADDITIVE, Sdk.NONE].index
    assert min(both.told, key=worst, default=Sdk.NONE) == min(both.verdicts.values(), key=worst)


def test_griffe_agrees_or_cannot_see_it(both: Both) -> None:
    """What griffe calls breaking, the diff calls breaking; what only the diff does has its reason."""
    theirs, ours = _found_by_griffe(both), _broken(both)
    assert {name for name in theirs - ours if _blind_spot(name) not in UNSEEN_BY_US} == set()
    reasons = {name: _reason(*_sides(both, name)) for name in ours - theirs}
    assert {name: reason for name, reason in reasons.items() if reason not in UNSEEN_BY_GRIFFE} == {}


def test_where_griffe_and_the_diff_part(tmp_path: Path) -> None:
    """From 0.4.0 to 1.0.1 griffe finds the names that went; types and keywords of methods it does not see."""
    both = _both(revision(SPEC / "kajabi-0.4.0.yaml"), revision(SPEC / "kajabi-1.0.1.yaml"), "kajabi", tmp_path)
    theirs, ours = _found_by_griffe(both), _broken(both)
    assert len(theirs & ours) == 12
    assert {name for name in ours - theirs if _reason(*_sides(both, name)) == "keyword"} == {
        "kajabi.contacts.list(use_indexed_data=)",
        "kajabi.customers.list(use_indexed_data=)",
        "kajabi.forms.submit(mobile_phone_number=)",
    }
    assert Counter(_reason(*_sides(both, name)) for name in ours - theirs)["type"] == 18


@pytest.mark.parametrize("case", cases()[::25], ids=lambda case: case.id)
def test_the_verdict_of_every_kind_is_what_the_files_say(case: Case, tmp_path: Path) -> None:
    """The same for the small pairs in `tests/diff`, one in twenty-five of them."""
    old, new = prepared_case(case.old), prepared_case(case.new)
    surfaces = Surfaces.of(subject(old, "things"), subject(new, "things"), pair(old.document, new.document))
    if surfaces.old is None or surfaces.new is None:
        pytest.skip("no SDK can be made of one side")
    both = _both(old, new, "things", tmp_path)
    test_every_name_is_known(both)
    test_every_verdict_is_what_the_files_say(both)
    test_the_diff_tells_the_worst_of_it(both)
    test_griffe_agrees_or_cannot_see_it(both)


def _sides(both: Both, name: str) -> tuple[Name | None, Name | None]:
    return both.old.names.get(name), both.new.names.get(name)


def _fits(found: Sdk, was: Name | None, now: Name | None) -> bool:
    if was is None and now is None:  # a listed value of an open argument: no file needs it
        return found is not Sdk.BREAKING
    if was is None or now is None:
        return found is (Sdk.BREAKING if now is None or now.required else Sdk.ADDITIVE)
    if (_type(was), was.required) == (_type(now), now.required):
        return found is Sdk.NONE
    return found is not Sdk.NONE


def _type(name: Name) -> str:
    """A type without what is no part of it: the values listed for an open one, and the order of alternatives."""
    text = re.sub(r"Literal\[[^\]]*\] \| ", "", name.text.replace(" | MaybeNone", "").replace(" | Omit", ""))
    return " | ".join(sorted(set(text.split(" | "))))


def _broken(both: Both) -> set[str]:
    return {name for name, found in both.verdicts.items() if found is Sdk.BREAKING}


def _found_by_griffe(both: Both) -> set[str]:
    by_path = {name.path: symbol for side in (both.new, both.old) for symbol, name in side.names.items()}
    found = list(griffe.find_breaking_changes(both.old.root, both.new.root))
    return {by_path.get(_path(item), item.obj.path) for item in found}


def _path(item: griffe.Breakage) -> str:
    parameter = item.old_value if isinstance(item.old_value, griffe.Parameter) else item.new_value
    return f"{item.obj.path}({parameter.name})" if isinstance(parameter, griffe.Parameter) else item.obj.path


def _blind_spot(path: str) -> str:
    last = path.rsplit(".", 1)[-1]
    if "Async" in path:
        return "async"
    if re.search(r"\.webhooks\.\w+\.event$", path):
        return "event"
    if re.search(r"(Sort|Include|FieldName)$", last):
        return "alias"
    if re.search(r"(Filter|Fields|Page)$", last) or re.search(r"(Filter|Fields|Page)\.", path):
        return "keys"
    return "client" if ".api." in path or "._client" in path or ".resources" in path else path


def _reason(was: Name | None, now: Name | None) -> str:
    if was is not None and now is not None:
        return "type" if was.text != now.text else "the same"
    if was is not None and was.takes_any_keyword:
        return "keyword"
    return "example" if was is not None else "new"
