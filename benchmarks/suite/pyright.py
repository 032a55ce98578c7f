"""How long pyright takes for a program of 200 lines, on our SDK and on what openapi-python-client emits, both installed as packages."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from suite import plots, process
from suite.context import PROGRAMS, Context
from suite.process import Command, Failed, Way
from suite.table import TIMES, Limit, Section, mebibytes, ratio, seconds

_EMPTY: Final = "no package, an empty program"
_OURS: Final = "kajabi"
_THEIRS: Final = "openapi-python-client's output"


def pyright(context: Context) -> Section:
    """The same program against both packages, in strict mode."""
    programs: dict[str, tuple[Callable[[], Path], str]] = {
        _EMPTY: (lambda: context.sdk, "empty.py"),
        _OURS: (lambda: context.sdk, "user_kajabi.py"),
        _THEIRS: (lambda: context.client_output, "user_client_output.py"),
    }
    ways: dict[str, Way] = {}
    failures: dict[str, str] = {}
    for name, (python, program) in programs.items():
        try:
            ways[name] = _way(context, python(), program)
        except Failed as failure:
            failures[name] = str(failure)
    results, _ = process.spent_in_turns(ways, context.rounds)
    walls = {name: [each.wall for each in spent] for name, spent in results.items()}
    section = Section(
        "Type-checking a program",
        "pyright in strict mode, whole processes, on a program that does the same things with each package "
        f"({', '.join(f'{_lines(program)} lines on {name}' for name, (_, program) in programs.items() if name != _EMPTY)}), without an "
        "error in it. What pyright takes for an empty program is its own start.",
        ("Ratio", "Wall", "CPU", "Peak memory", "Package"),
        failures=failures,
    )
    for name, spent in results.items():
        cpu, memory = seconds([each.cpu for each in spent]), mebibytes([each.memory for each in spent])
        section.rows.append((f"{ratio(walls[name], walls[_OURS]):.2f}", seconds(walls[name]), cpu, memory, name))
    values = {name: median(samples) for name, samples in walls.items()}
    section.plots["pyright.svg"] = plots.bars("Type-checking a program, seconds", "s", values, [_OURS])
    if _THEIRS in walls:
        limit = f"pyright on a user's program, compared with {_THEIRS}"
        section.limits = [Limit(limit, ratio(walls[_OURS], walls[_THEIRS]), 0.5, TIMES)]
    return section


def _way(context: Context, python: Path, program: str) -> Way:
    folder = context.folder(f"pyright {program}")
    shutil.copy(PROGRAMS / program, folder)
    (folder / "pyrightconfig.json").write_text(json.dumps({"include": [program], "typeCheckingMode": "strict"}))
    command: Command = [sys.executable, "-m", "pyright", "--project", folder, "--pythonpath", python]
    variables = process.environment(context.path("pyright-home"))
    return partial(process.spent, command, folder, variables)


def _lines(program: str) -> int:
    return len((PROGRAMS / program).read_text(encoding="utf-8").splitlines())
