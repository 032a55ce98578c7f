"""The reports of `kajabi-gen diff`: each format as a golden file, read back by a reader of its own, and with hostile text in it."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diff_report.browser import Page, chromium
from diff_report.sample import DIFF, EMPTY, HOSTILE, many
from kajabi_gen.diff.change import Change, Diff, Operation, Sdk, Side, Spot, Wire
from kajabi_gen.diff.report.changelog import changelog_entry, heading_of
from kajabi_gen.diff.report.github import as_github
from kajabi_gen.diff.report.html import as_html
from kajabi_gen.diff.report.jsonreport import as_json, schema
from kajabi_gen.diff.report.junit import as_junit
from kajabi_gen.diff.report.markdown import as_markdown
from kajabi_gen.diff.report.sarif import as_sarif
from kajabi_gen.diff.report.sidebyside import rows
from kajabi_gen.diff.report.text import as_text
from kajabi_gen.diff.report.values import pretty, short_pair
from kajabi_gen.spec.node import Mark
from support import Golden

HERE = Path(__file__).parent / "diff_report"
GOLDEN = HERE / "golden"
REASONS = {"parameter-removed": "A request that named it is refused, or no longer filtered."}


def is_breaking(change: Change) -> bool:
    return change.wire is Wire.BREAKING


def entry_of(diff: Diff) -> str:
    return changelog_entry(diff, "2.0.0", datetime.date(2026, 11, 21))


REPORTS: dict[str, Callable[[Diff], str]] = {
    "report.txt": lambda diff: as_text(diff, colour=False, width=120),
    "report.ansi": lambda diff: as_text(diff, colour=True, width=80),
    "report.json": as_json,
    "report.md": as_markdown,
    "changelog.md": entry_of,
    "report.html": as_html,
    "github.txt": as_github,
    "junit.xml": lambda diff: as_junit(diff, is_breaking),
    "report.sarif": lambda diff: as_sarif(diff, REASONS),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_as_we_left_it(name: str, golden: Golden) -> None:
    golden(GOLDEN / name, REPORTS[name](DIFF) + "\n")


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_holds_nothing_that_cannot_be_seen(name: str) -> None:
    seen = re.sub(r"\x1b\[[\d;]+m", "", REPORTS[name](DIFF)) if name.endswith("ansi") else REPORTS[name](DIFF)
    assert [char for char in seen if not char.isprintable() and char != "\n"] == []


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_of_no_change_says_so(name: str) -> None:
    text = REPORTS[name](EMPTY)
    said = {"report.json": '"changes": []', "report.sarif": '"results": []', "junit.xml": 'name="no changes"', "github.txt": ""}
    assert said.get(name, "No changes.") in text


HOSTILE_TEXT: Final = st.text() | st.text("<>&\"'`|[](){}\\\n\r\x1b\x00\x85\u2028\u202e\ud800:%,@-]*_#/ a!", min_size=1)


@settings(deadline=None, derandomize=True)
@given(HOSTILE_TEXT)
def test_no_text_gets_out_of_its_place(text: str) -> None:
    change = DIFF.changes[0]._replace(message=text, where=text, symbol=text, group=text, operations=(Operation(text, text),) * 2)
    spots = change._replace(old=Spot({text: [text]}, Mark(text, 1, 1, Mark(text, 1, 1), text)), new=Spot(text, Mark(text, 2, 1)))
    diff = Diff(Side(text, text, text), Side(text, text, text), (change, spots), DIFF.findings)
    report = json.loads(as_json(diff))
    assert jsonschema_rs.is_valid(json.loads(schema()), report)
    assert len(ElementTree.fromstring(as_junit(diff, lambda change: change is spots)).findall(".//failure")) == 1
    assert len(json.loads(as_sarif(diff, {}))["runs"][0]["results"]) == 2
    assert len(as_github(diff).split("\n")) == 2
    page = Elements(as_html(diff))
    assert (page.open, page.count("script"), page.count("article")) == ([], 1, 2)
    table = [line for line in as_markdown(diff).split("\n") if line.startswith("|")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in table] == [7] * 4
    for report_ in REPORTS.values():
        assert all(char.isprintable() or char in "\n\x1b" for char in report_(diff))


class TestText:
    def test_lines_keep_to_the_width_where_words_allow(self) -> None:
        plain = [line for line in as_text(DIFF, colour=False, width=100).split("\n") if "script" not in line]
        assert max(map(len, plain)) <= 100

    def test_no_line_is_a_command_to_a_runner(self) -> None:
        for width in range(60, 140):
            assert not [line for line in as_text(DIFF, colour=False, width=width).split("\n") if line.lstrip().startswith("::")]

    def test_groups_stand_worst_first(self) -> None:
        lines = as_text(DIFF, colour=False, width=120).split("\n")
        assert [line.split("  ")[0] for line in lines[6:] if line and not line.startswith((" ", "<", "Repaired"))] == [
            "contacts",
            "hooks",
            "offers",
            "Whole API",
        ]

    def test_two_long_values_are_cut_to_their_difference(self) -> None:
        same = "word " * 50
        for ending, cut in zip(("one", "two"), short_pair(f"{same}one{same}", f"{same}two{same}"), strict=True):
            assert cut.startswith("…word word")
            assert ending in cut
            assert cut.endswith("…")
        assert short_pair(10, 25) == ("10", "25")


class TestJson:
    def test_it_fits_its_schema(self) -> None:
        validator = jsonschema_rs.validator_for(json.loads(schema()), validate_formats=True)
        for diff in (DIFF, EMPTY):
            assert [str(error) for error in validator.iter_errors(json.loads(as_json(diff)))] == []

    @pytest.mark.parametrize(
        "edit",
        [
            lambda report: report["changes"][0].update(wire="bad"),
            lambda report: report["changes"][0].pop("operations"),
            lambda report: report["summary"]["sdk"].pop("none"),
            lambda report: report.update(more=1),
            lambda report: report["changes"][0]["old"].update(line=0),
        ],
    )
    def test_the_schema_refuses_what_is_none(self, edit: Callable[[dict[str, Any]], object]) -> None:
        report = json.loads(as_json(DIFF))
        edit(report)
        assert not jsonschema_rs.is_valid(json.loads(schema()), report)

    def test_a_text_comes_back_as_it_was(self) -> None:
        change = json.loads(as_json(DIFF))["changes"][-1]
        assert change["new"]["value"]["name"] == HOSTILE.replace("\ud800", "\ufffd")
        assert change["new"]["value"]["values"] == [1, 2.5, ".nan", True, None, "yes", []]


class TestMarkdown:
    def test_a_row_has_six_cells(self) -> None:
        rows_ = [line for line in as_markdown(DIFF).split("\n") if line.startswith("|")]
        assert len(rows_) == 2 + len(DIFF.changes)
        assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows_} == {7}

    def test_more_than_twenty_rows_are_folded(self) -> None:
        assert as_markdown(many(20)).count("<details>") == 1
        folded = as_markdown(many(27))
        assert "<summary>7 more changes</summary>" in folded
        assert folded.count("<details>") == folded.count("</details>") == 2

    def test_it_fits_a_comment(self) -> None:
        text = as_markdown(many(2000))
        assert len(text) < 65_536
        assert re.search(r"\d+ changes did not fit here", text)

    def test_nobody_is_mentioned(self) -> None:
        outside = re.sub(r"(`+).+?\1", "", as_markdown(DIFF))
        assert "@team" not in outside
        assert "@&#8203;team" in outside

    def test_what_breaks_callers_stands_first(self) -> None:
        heads = re.findall(r"^### (.+)$", entry_of(DIFF), re.MULTILINE)
        assert heads == ["Breaking", "Added", "Changed", "Deprecated", "Documentation"]
        assert all(heading_of(change) == "Breaking" for change in DIFF.changes if Sdk.BREAKING is change.sdk)


class TestGithub:
    def test_one_command_a_change_and_nothing_else(self) -> None:
        lines = as_github(DIFF).split("\n")
        assert len(lines) == len(DIFF.changes)
        pattern = r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,title=[^:,]+::.+"
        assert all(re.fullmatch(pattern, line) for line in lines)
        assert [line.split(" ")[0] for line in lines].count("::error") == DIFF.wire_counts[Wire.BREAKING]

    def test_a_percent_sign_is_no_escape(self) -> None:
        assert " %250A " in as_github(DIFF)


class TestJunit:
    def test_failures_are_those_over_the_threshold(self) -> None:
        root = ElementTree.fromstring(as_junit(DIFF, is_breaking))
        assert len(root.findall(".//testcase")) == int(root.get("tests") or 0) == len(DIFF.changes)
        assert len(root.findall(".//failure")) == int(root.get("failures") or 0) == DIFF.wire_counts[Wire.BREAKING]
        for suite in root.findall("testsuite"):
            assert int(suite.get("tests") or 0) == len(suite.findall("testcase"))
            assert int(suite.get("failures") or 0) == len(suite.findall("testcase/failure"))

    def test_hostile_text_stays_text(self) -> None:
        root = ElementTree.fromstring(as_junit(DIFF, lambda change: True))
        assert root.find(".//script") is None
        assert any("]]>" in (failure.text or "") for failure in root.findall(".//failure"))


class TestSarif:
    def test_it_fits_the_part_of_the_standard_that_we_use(self) -> None:
        known = json.loads((HERE / "sarif-2.1.0.subset.json").read_text(encoding="utf-8"))
        validator = jsonschema_rs.validator_for(known, validate_formats=True)
        for diff in (DIFF, EMPTY):
            assert [str(error) for error in validator.iter_errors(json.loads(as_sarif(diff, REASONS)))] == []

    def test_a_result_names_its_rule_and_both_places(self) -> None:
        run = json.loads(as_sarif(DIFF, REASONS))["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
        both = [change for change in DIFF.changes if change.old and change.new]
        assert sum("relatedLocations" in result for result in run["results"]) == len(both)
        assert len({result["partialFingerprints"]["change/v1"] for result in run["results"]}) == len(DIFF.changes)

    def test_text_is_neither_link_nor_placeholder(self) -> None:
        texts = [result["message"]["text"] for result in json.loads(as_sarif(DIFF, REASONS))["runs"][0]["results"]]
        assert not [text for text in texts if re.search(r"(?<!\\)\]\(", text)]
        assert any("/v1/offers/{{id}}" in text for text in texts)


class TestHtml:
    def test_it_is_well_formed_and_needs_nothing_else(self) -> None:
        page = Elements(as_html(DIFF))
        assert page.open == []
        assert page.count("script") == page.count("style") == 1
        assert page.count("article") == len(DIFF.changes)
        ids = page.values("id")
        assert len(ids) == len(set(ids))
        assert {value.removeprefix("#") for value in page.values("href")} <= set(ids)
        assert page.values("src") == []
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]

    def test_only_its_own_script_and_style_may_run(self) -> None:
        policy = next(attributes["content"] for tag, attributes in Elements(as_html(DIFF)).tags if "http-equiv" in attributes)
        assert re.fullmatch(
            r"default-src 'none'; style-src 'sha256-\S{44}'; script-src 'sha256-\S{44}'; base-uri 'none'; form-action 'none'", policy or ""
        )


class Elements(HTMLParser):
    """The elements of a page. `open`: what is not closed, or closed where something else should be."""

    VOID: Final = frozenset({"meta", "input", "link", "br", "col"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page of headless Chromium; the tests that need it are skipped, by name, where there is none."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine")
    with Page(program) as found:
        yield found
        assert found.errors == []


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("html") / "report.html"
    file.write_text(as_html(DIFF), encoding="utf-8")
    return file


class TestBrowser:
    SHOWN: Final = "[...document.querySelectorAll('.change')].filter(e => e.checkVisibility()).map(e => e.dataset.wire)"
    GROUPS: Final = "[...document.querySelectorAll('.group')].filter(e => e.checkVisibility()).map(e => e.id)"
    STATE: Final = "document.getElementById('state').textContent"

    def test_verdicts_filter(self, page: Page, report: Path) -> None:
        page.open(report, 1280, 900)
        assert len(page.run(self.SHOWN)) == len(DIFF.changes)
        assert page.run(self.STATE) == "10 changes"
        for verdict in ("dangerous", "compatible", "docs"):
            page.click(f"input[value={verdict}]")
        assert page.run(self.SHOWN) == ["breaking"] * 4
        assert page.run(self.STATE) == "4 of 10 changes"
        page.click("input[name=sdk][value=breaking]")
        assert page.run(self.SHOWN) == ["breaking"] * 2
        page.click("#clear")
        assert len(page.run(self.SHOWN)) == len(DIFF.changes)
        assert page.run("document.activeElement.id") == "search"

    def test_search_and_group_filter_together(self, page: Page, report: Path) -> None:
        page.open(report, 1280, 900)
        page.press("/")
        page.write("KEY email")
        assert page.run(self.SHOWN) == ["breaking"]
        assert page.run(self.GROUPS) == ["group-1"]
        page.run("(() => {const e = document.getElementById('group'); e.value = 'group-3';"
                 "e.dispatchEvent(new Event('input', {bubbles: true}))})()")  # fmt: skip
        assert page.run(self.SHOWN) == []
        assert page.run("document.getElementById('nothing').checkVisibility()")
        page.press("Escape")
        assert page.run(self.GROUPS) == ["group-3"]

    def test_the_keyboard_is_enough(self, page: Page, report: Path) -> None:
        page.open(report, 1280, 900)
        page.press("/")
        page.press("Tab")
        assert page.run("document.activeElement.value") == "breaking"
        page.press(" ")
        assert "breaking" not in page.run(self.SHOWN)

    def test_the_theme_follows_the_system_until_one_is_chosen(self, page: Page, report: Path) -> None:
        paper = "getComputedStyle(document.body).backgroundColor"
        page.open(report, 1280, 900, dark=True)
        dark = page.run(paper)
        page.click("#theme")
        light = page.run(paper)
        assert dark != light
        page.open(report, 1280, 900, dark=False, media="print")
        assert page.run(paper) in ("rgba(0, 0, 0, 0)", light)
        page.run("localStorage.clear()")

    def test_without_script_everything_is_there(self, page: Page, report: Path) -> None:
        page.open(report, 1280, 900, script=False)
        assert len(page.run(self.SHOWN)) == len(DIFF.changes)
        assert not page.run("document.getElementById('filters').checkVisibility()")

    @pytest.mark.parametrize("width", [320, 390, 820, 1280, 1920])
    def test_nothing_runs_out_of_the_window(self, page: Page, report: Path, width: int) -> None:
        page.open(report, width, 900)
        assert page.run("document.documentElement.scrollWidth") == width

    @pytest.mark.parametrize("dark", [False, True])
    def test_text_has_contrast(self, page: Page, report: Path, dark: bool) -> None:
        page.open(report, 1280, 900, dark=dark)
        assert page.run((HERE / "contrast.js").read_text(encoding="utf-8")) == []


class TestSideBySide:
    def test_words_that_changed_are_marked(self) -> None:
        found = rows(DIFF.changes[1].old, DIFF.changes[1].new)
        last = found[-1]
        assert last.left is not None
        assert last.right is not None
        assert [piece.text for piece in last.left.pieces if piece.changed] == ["10"]
        assert [piece.text for piece in last.right.pieces if piece.changed] == ["25"]

    def test_the_first_line_has_its_number(self) -> None:
        found = rows(DIFF.changes[5].old, DIFF.changes[5].new)
        assert next((row.left.line, row.right.line) for row in found if row.left and row.right) == (1500, 1544)

    def test_a_value_reads_like_yaml(self) -> None:
        value = {"name": "x", "in": "query", "list": [1, "1", {"a": None, "b": []}], "text": "one\ntwo", "on": "no: way"}
        assert pretty(value) == [
            "name: x",
            "in: query",
            "list:",
            "  - 1",
            '  - "1"',
            "  - a: null",
            "    b: []",
            "text: |",
            "  one",
            "  two",
            '"on": "no: way"',
        ]
