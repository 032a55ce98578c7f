"""What the main paths cost, in instructions and memory instead of seconds: more than 15 % over what is written down fails.

So does what has become cheaper by more than a tenth and is not written down: it could grow back unseen. The figures are those of one
version of Python with the locked libraries. `pytest --update-golden tests/test_costs.py` writes them anew, with each version of Python
for itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import costs

BASELINE = Path(__file__).parent / "costs.json"
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
GROWTH = 1.15
GAIN = 0.9


@pytest.mark.parametrize("what", ["instructions", "memory"])
@pytest.mark.parametrize("path", ["build", "again", "diff", "start", "walk"])
def test_a_main_path_costs_no_more_than_it_did(path: str, what: str, request: pytest.FixtureRequest) -> None:
    """Whoever makes one of them dearer has to say so, by new figures in the same commit."""
    written: dict[str, dict[str, int]] = json.loads(BASELINE.read_text(encoding="utf-8"))
    key = f"{path}: {what}"
    now = cost(path, what)
    if request.config.getoption("--update-golden"):
        written.setdefault(VERSION, {})[key] = now
        BASELINE.write_text(json.dumps(written, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return
    if key not in written.get(VERSION, {}):
        pytest.skip(f"no figures for Python {VERSION}")
    before = written[VERSION][key]
    assert now <= before * GROWTH, f"{key} {now:,}, {now / before - 1:+.0%} over {before:,}; if this is meant: pytest --update-golden"
    assert now >= before * GAIN, f"{key} {now:,}, {1 - now / before:.0%} under {before:,}: keep it with pytest --update-golden"


def cost(path: str, what: str) -> int:
    """The figure, from a process of its own."""
    command = [sys.executable, costs.__file__, path, what]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    return int(subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout)
