"""Whether time and memory grow no faster than the document: builds and diffs of 1, 5, 25 and 50 times the shape of Kajabi's."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final

from suite import plots, process
from suite.context import ROOT, Context
from suite.process import Command, Spent, Way
from suite.table import TIMES, Limit, Section, mebibytes, seconds

SIZES: Final = (1, 5, 25, 50)
_REVISIONS: Final = {"diff": "a-little", "diff, all changed": "everywhere"}
"""What is changed in the document that each comparison is made with."""
_MULTIPLY: Final = ROOT / "benchmarks" / "multiply.py"


def scaling(context: Context) -> Section:
    """Builds without a cache, and diffs against a copy with five changes and against one in which everything changes."""
    documents = {size: _documents(context, size) for size in SIZES}
    kinds = ("build", *_REVISIONS)
    ways = {f"{what} {size}{TIMES}": _way(context, what, documents[size][0]) for what in kinds for size in SIZES}
    results, _ = process.spent_in_turns(ways, context.scaling_rounds)
    section = Section(
        "Scaling",
        f"`benchmarks/multiply.py` makes documents of the shape of `{context.new.name}`, with paths, types and components of their own "
        "in each copy. Builds have no cache; a diff is against a copy with five changes, or against one in which all paths move and every "
        f"operation and resource changes. Rounds: {context.scaling_rounds}. The ratio compares the time of an operation with that in the "
        "smallest document; memory is that of all processes together.",
        ("Ratio", "Wall", "CPU", "Peak memory", "Operations", "Size", "Command"),
    )
    for what in kinds:
        spent = {size: results[f"{what} {size}{TIMES}"] for size in SIZES}
        counts = {size: documents[size][1] for size in SIZES}
        section.rows += [_row(what, size, spent, counts) for size in spent]
        section.limits += _limits(what, spent, counts)
        section.plots |= _plots(what, spent, counts)
    return section


def _documents(context: Context, size: int) -> tuple[Path, int]:
    """A document and how many operations it has. Its revisions lie beside it, and all are kept for other runs."""
    digest = hashlib.sha256(context.new.read_bytes() + _MULTIPLY.read_bytes()).hexdigest()[:12]
    folder = context.cache / "documents" / digest
    folder.mkdir(parents=True, exist_ok=True)
    plain, count = folder / f"{size}.yaml", folder / f"{size}.txt"
    if not count.exists():
        command: Command = [sys.executable, _MULTIPLY, context.new]
        for change in _REVISIONS.values():
            process.told([*command, _revision(plain, change), "--times", str(size), "--changed", change], folder, os.environ)
        count.write_text(process.told([*command, plain, "--times", str(size)], folder, os.environ))
    return plain, int(count.read_text())


def _revision(plain: Path, change: str) -> Path:
    return plain.with_stem(f"{plain.stem}-{change}")


def _way(context: Context, what: str, plain: Path) -> Way:
    folder = context.folder(f"{what} {plain.stem}")
    command, variables = context.kajabi_gen(ROOT, folder / "home")
    arguments: Command = ["build", "--spec", plain, "--out", "out"]
    if what in _REVISIONS:
        arguments = ["diff", plain, _revision(plain, _REVISIONS[what])]

    def run(watched: bool) -> Spent:
        for kept in ("home", "out"):
            shutil.rmtree(folder / kept, ignore_errors=True)
        return process.spent([*command, *arguments], folder, variables, watched)

    return run


def _row(what: str, size: int, spent: dict[int, list[Spent]], counts: dict[int, int]) -> tuple[str, ...]:
    walls, cpus = [each.wall for each in spent[size]], [each.cpu for each in spent[size]]
    memory = mebibytes([each.memory for each in spent[size]])
    return (f"{_growth(spent, counts, size):.2f}", seconds(walls), seconds(cpus), memory, f"{counts[size]:,}", f"{size}{TIMES}", what)


def _growth(spent: dict[int, list[Spent]], counts: dict[int, int], size: int) -> float:
    """The wall time of an operation, as a multiple of that in the smallest document."""
    return _wall(spent[size]) / counts[size] / (_wall(spent[SIZES[0]]) / counts[SIZES[0]])


def _wall(spent: Sequence[Spent]) -> float:
    return median(each.wall for each in spent)


def _limits(what: str, spent: dict[int, list[Spent]], counts: dict[int, int]) -> list[Limit]:
    largest = SIZES[-1]
    memory = median(each.memory for each in spent[largest]) / 2**20
    return [
        Limit(f"{what} of {largest}{TIMES}: time of an operation, compared with 1{TIMES}", _growth(spent, counts, largest), 1.3, TIMES),
        Limit(f"{what} of {largest}{TIMES}: peak memory", memory, 1024, "MiB"),
    ]


def _plots(what: str, spent: dict[int, list[Spent]], counts: dict[int, int]) -> dict[str, str]:
    places = [counts[size] for size in spent]
    times = {"wall": [_wall(spent[size]) for size in spent], "CPU": [median(each.cpu for each in spent[size]) for size in spent]}
    times["linear"] = [times["wall"][0] * count / places[0] for count in places]
    memory = {"peak memory": [median(each.memory for each in spent[size]) / 2**20 for size in spent]}
    file = what.replace(",", "").replace(" ", "-")
    return {
        f"scaling-{file}-time.svg": plots.curves(f"{what}: seconds, over operations", "s", places, times),
        f"scaling-{file}-memory.svg": plots.curves(f"{what}: memory, over operations", "MiB", places, memory),
    }
