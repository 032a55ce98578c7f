"""Kill `kajabi-gen build` at random instants; the output must always be one whole tree: `python benchmarks/kill.py [--kills 200]`.

Two documents take turns in one folder. After each kill, what `build --check` compares is compared for both: the tree must be fresh for
exactly one of them. At the end a build that nobody kills must leave nothing behind but the tree. Exits with 1 where any of that fails.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from kajabi_gen.building import build_sdk
from kajabi_gen.config import Settings
from kajabi_gen.emit import write

ROOT = Path(__file__).resolve().parents[1]
OLD = ROOT / "tests" / "things.yaml"
NEW = ROOT / "tests" / "other_apis" / "library.yaml"


def command(spec: Path) -> list[str]:
    """A whole build of the document."""
    return [sys.executable, "-m", "kajabi_gen", "build", "--no-overlay", "--spec", str(spec), "--out", "sdk"]


def files(spec: Path) -> Mapping[str, str]:
    """What a build of the document puts into the folder."""
    return build_sdk(Settings(spec=str(spec), overlays=()), check_only=True).outcome.files


def main() -> int:
    """Print how often each outcome came."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    trees = {"old": files(OLD), "new": files(NEW)}
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.monotonic()
        subprocess.run(command(OLD), cwd=folder, check=True, stdout=subprocess.DEVNULL)
        longest = time.monotonic() - started
        while sum(outcomes.values()) < arguments.kills:
            state = _state(folder / "sdk", trees)
            target = NEW if state == "old" else OLD
            left = set(folder.iterdir())
            process = subprocess.Popen(command(target), cwd=folder, stdout=subprocess.DEVNULL)
            # half of the kills come while files are written: when the new tree appears beside the old one
            if chance.random() < 0.5:
                while process.poll() is None and not set(folder.iterdir()) - left:
                    time.sleep(0.0002)
                time.sleep(chance.uniform(0, 0.03))
            else:
                time.sleep(chance.uniform(0, longest))
            process.kill()
            was_killed = process.wait() == -signal.SIGKILL
            left_over = len(list(folder.iterdir())) > 1
            after = _state(folder / "sdk", trees)
            if was_killed:
                moved = "as before" if after == state else "as after" if after in trees else after
                outcomes[f"{moved}{', something left beside it' if left_over else ''}"] += 1
        subprocess.run(command(NEW), cwd=folder, check=True, stdout=subprocess.DEVNULL)
        clean = _state(folder / "sdk", trees) == "new" and [path.name for path in folder.iterdir()] == ["sdk"]
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:4} {outcome}")
    print(f"cleaned up by the next build: {'yes' if clean else 'NO'}")
    return int(not clean or any(outcome.startswith("mixed") for outcome in outcomes))


def _state(out: Path, trees: dict[str, dict[str, str]]) -> str:
    """Which document `build --check` calls the tree fresh for."""
    fresh = [name for name, tree in trees.items() if not write.plan(out, tree).any]
    return fresh[0] if len(fresh) == 1 else "mixed"


if __name__ == "__main__":
    sys.exit(main())
