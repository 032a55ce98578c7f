"""The report as JUnit XML, which CI systems list: one test case a change, and a failure where it is over the threshold."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

from kajabi_gen.diff.change import Change, Diff
from kajabi_gen.diff.report.arrange import groups, operations_label, places, titles
from kajabi_gen.diff.report.values import short_pair
from kajabi_gen.spec.finding import one_line

_NO_XML = {"\ufffe", "\uffff"}  # with controls and surrogates, which are never printable, all that XML 1.0 §2.2 rules out


def as_junit(diff: Diff, fails: Callable[[Change], bool]) -> str:
    """One suite a group. `fails` says which changes are at or over the threshold."""
    root = ElementTree.Element("testsuites", name=_text(f"kajabi-gen diff: {titles(diff.old, diff.new)}"))
    for group in groups(diff.changes):
        suite = _suite(root, group.title, len(group.changes), sum(map(fails, group.changes)))
        for change in group.changes:
            _case(suite, group.title, change, fails(change))
    if not diff.changes:
        ElementTree.SubElement(_suite(root, "Whole API", 1, 0), "testcase", classname="Whole API", name="no changes", time="0")
    root.set("tests", str(max(1, len(diff.changes))))
    root.set("failures", str(sum(map(fails, diff.changes))))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _suite(root: ElementTree.Element, name: str, tests: int, failures: int) -> ElementTree.Element:
    counts = {"tests": str(tests), "failures": str(failures), "errors": "0", "skipped": "0", "time": "0"}
    return ElementTree.SubElement(root, "testsuite", {"name": _text(name), **counts})


def _case(suite: ElementTree.Element, group: str, change: Change, failed: bool) -> None:
    name = " ".join(part for part in (change.kind, operations_label(change.operations), change.where) if part)
    case = ElementTree.SubElement(suite, "testcase", classname=_text(group), name=_text(name), time="0")
    if failed:
        element = ElementTree.SubElement(case, "failure", type=str(change.wire), message=_text(change.message))
    else:
        element = ElementTree.SubElement(case, "system-out")
    element.text = "\n".join(_text(line) for line in _details(change))


def _details(change: Change) -> list[str]:
    lines = [change.message, f"wire: {change.wire}, sdk: {change.sdk}{f' ({change.symbol})' if change.symbol else ''}, {change.source}"]
    if change.old and change.new:
        lines.append(" → ".join(short_pair(change.old.value, change.new.value, 200)))
    return [*lines, places(change)]


def _text(text: str) -> str:
    """The text on one line, with characters of XML 1.0 only; the writer does the escaping."""
    return "".join("\N{REPLACEMENT CHARACTER}" if char in _NO_XML else char for char in one_line(text))
