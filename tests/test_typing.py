"""Programs of users as type checkers see them: right ones pass in the strictest mode, wrong ones fail, line by line.

A wrong line carries `# error: text`: both checkers report it, and `text` is in what they say. Where only one of them
sees the fault, or they have no word in common, the mark names the checker: `# error[mypy]: text`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import GENERATED, ROOT

PROGRAMS = ROOT / "tests" / "typing"
_MARK = re.compile(r"# error(?:\[(mypy|pyright)\])?: (.+?)(?=\s+# error|$)")


class Line(NamedTuple):
    """A line of a program."""

    file: str
    number: int


def _run(*command: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=PROGRAMS, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.stdout, done.stderr
    return done.stdout


def _line(path: str, number: int) -> Line:
    """A file outside of the programs keeps its whole path."""
    whole = (PROGRAMS / path).resolve()
    return Line(str(whole.relative_to(PROGRAMS)) if whole.is_relative_to(PROGRAMS) else str(whole), number)


def _mypy(scratch: Path) -> Iterator[tuple[Line, str]]:
    config = scratch / "mypy.ini"
    config.write_text("[mypy]\nstrict = true\npython_version = 3.11\n")
    found = _run(
        *("mypy", "--config-file", str(config), "--no-incremental", "--output", "json", "good", "bad"),
        MYPYPATH=str(GENERATED),
    )
    for each in map(json.loads, found.splitlines()):
        if each["severity"] == "error":
            yield _line(each["file"], each["line"]), each["message"]


def _pyright(scratch: Path) -> Iterator[tuple[Line, str]]:
    config = scratch / "pyrightconfig.json"
    include = os.path.relpath(PROGRAMS, scratch)  # pyright ignores absolute paths here
    settings = {"include": [include], "extraPaths": [str(GENERATED)], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    config.write_text(json.dumps(settings))
    found = json.loads(_run("pyright", "--project", str(config), "--pythonpath", sys.executable, "--outputjson"))
    assert found["summary"]["filesAnalyzed"] == len(list(PROGRAMS.rglob("*.py")))
    for each in found["generalDiagnostics"]:
        yield _line(each["file"], each["range"]["start"]["line"] + 1), each["message"]


_CHECKERS = {"mypy": _mypy, "pyright": _pyright}


def _marks(checker: str) -> Iterator[tuple[Line, str]]:
    for path in sorted(PROGRAMS.rglob("*.py")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for only, words in _MARK.findall(text):
                if only in ("", checker):
                    yield Line(str(path.relative_to(PROGRAMS)), number), words


@pytest.mark.parametrize("checker", _CHECKERS)
def test_exactly_the_wrong_lines_are_reported(checker: str, tmp_path: Path) -> None:
    """Every marked line is reported for the reason that its mark gives, and no other line is, in the package neither."""
    said: dict[Line, list[str]] = {}
    for line, message in _CHECKERS[checker](tmp_path):
        said.setdefault(line, []).append(message)
    marks = list(_marks(checker))
    unmarked = [f"{line.file}:{line.number}: {messages}" for line, messages in said.items() if line not in dict(marks)]
    unseen = [
        f"{line.file}:{line.number}: {words!r} is not in {said.get(line, [])}"
        for line, words in marks
        if not any(words in message for message in said.get(line, []))
    ]
    assert "\n".join([*unmarked, *unseen]) == ""


def test_right_programs_are_marked_nowhere() -> None:
    """A mark among the right programs would hide an error; every wrong program has one."""
    files = {line.file for checker in _CHECKERS for line, _ in _marks(checker)}
    assert files == {str(path.relative_to(PROGRAMS)) for path in (PROGRAMS / "bad").glob("*.py")}
