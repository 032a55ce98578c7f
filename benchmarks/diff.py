"""How long `kajabi-gen diff` takes on two revisions of 420 KB, from the start of the process to its end: `python benchmarks/diff.py`.

Every round measures each of them once, in turns, and medians are told. `--against DIR` measures a second copy of `generator` in the same
run, so that before and after stand side by side. The stages are timed in processes of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
LIMIT: Final = 0.5  # seconds, start to end, on the two-core machine
CACHE: Final = TemporaryDirectory()
STAGES: Final = ("import", "load", "prepare", "model", "compare", "report")
_STAGES_CODE: Final = """
import json, sys
from time import perf_counter
clock = [perf_counter()]
from kajabi_gen import cli, cli_diff
from kajabi_gen.cli_common import load_settings
from kajabi_gen.diff import compare, inputs, run, sdk
from kajabi_gen.diff.report.text import as_text
spent = {"import": perf_counter() - clock[0]}
def timed(name, function):
    def call(*arguments):
        began = perf_counter()
        try:
            return function(*arguments)
        finally:
            spent[name] = spent.get(name, 0.0) + perf_counter() - began
    return call
run.load = timed("load", run.load)
run.load_overlays = timed("load", run.load_overlays)
run.prepare.prepare = timed("prepare", run.prepare.prepare)
sdk.Surfaces.of = staticmethod(timed("model", sdk.Surfaces.of))
run.compare.diff = timed("compare", run.compare.diff)
settings = load_settings(overlays=None, package=None)
found = run.compared(settings, sys.argv[1], sys.argv[2], lambda stage: None)
spent["compare"] -= spent["model"]
timed("report", as_text)(found.diff, False, 120)
print(json.dumps(spent))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", nargs="?", default="spec/kajabi-1.0.1.yaml")
    parser.add_argument("new", nargs="?", default="spec/kajabi-1.1.0.yaml")
    parser.add_argument("--rounds", type=int, default=15, help="how often each is measured")
    parser.add_argument("--against", type=Path, metavar="DIR", help="another copy of `generator`, measured in turns with this one")
    parser.add_argument("--check", action="store_true", help=f"exit 1 if the median is over {LIMIT} s")
    options = parser.parse_args()

    folders = {"diff": ROOT / "generator"} | ({"against": options.against.resolve()} if options.against else {})
    walls: dict[str, list[float]] = {name: [] for name in ("python", *folders)}
    stages: dict[str, dict[str, list[float]]] = {name: {stage: [] for stage in STAGES} for name in folders}
    for folder in folders.values():
        _stages(options.old, options.new, folder)
    for _ in range(options.rounds):
        walls["python"].append(_wall(["-c", "pass"], ROOT / "generator"))
        for name, folder in folders.items():
            walls[name].append(_wall(["-m", "kajabi_gen", "diff", options.old, options.new], folder))
            for stage, seconds in _stages(options.old, options.new, folder).items():
                stages[name][stage].append(seconds)

    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; medians of {options.rounds} rounds\n")
    for name, seconds in walls.items():
        print(f"{name:8} {median(seconds):6.3f} s   fastest {min(seconds):.3f}   {_split(stages.get(name, {}))}")
    took = median(walls["diff"])
    print(f"\n{'good' if took <= LIMIT else 'TOO SLOW'}: {took:.3f} s of {LIMIT} s")
    return int(options.check and took > LIMIT)


def _split(stages: Mapping[str, Sequence[float]]) -> str:
    return "   ".join(f"{stage} {median(seconds):.3f}" for stage, seconds in stages.items())


def _wall(arguments: Sequence[str], generator: Path) -> float:
    """Seconds that a whole process takes."""
    began = perf_counter()
    _run(arguments, generator)
    return perf_counter() - began


def _stages(old: str, new: str, generator: Path) -> dict[str, float]:
    """Seconds by stage, both sides together, in one process."""
    spent: dict[str, float] = json.loads(_run(["-c", _STAGES_CODE, old, new], generator).splitlines()[-1])
    return spent


def _run(arguments: Sequence[str], generator: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(generator), "PYTHONPYCACHEPREFIX": CACHE.name}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as where the package is installed
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
