"""Generated documents and damaged bytes in great numbers: `python benchmarks/fuzz.py [--documents 10000] [--mutations 10000]`.

For each: no exception but InputError, no more than 10 s; what is emitted compiles and holds text of the document in strings and comments
only; one in ten is built twice and must give the same bytes, one in five is compared with itself, one in 25 is imported in a process of
its own. The memory of each process is limited to 1 GiB. Exits with 1 where any of that fails, and prints where. `--minutes` ends it
early, and says how far it came.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from emitted_oracle import emitted, faults, import_faults  # noqa: E402
from hostile_documents import DOCUMENTS  # noqa: E402
from kajabi_gen.emit.write import write  # noqa: E402
from test_hostile_documents import changes_to_itself, content_of, files_of  # noqa: E402

_SECONDS = 10
_MEMORY = 1 << 30
_BATCH = 100  # trials of one process
_SEEDS = [
    ROOT / "tests" / name
    for name in ("things.yaml", "other_apis/kennel.yaml", "other_apis/library.yaml", "adversarial/json-surrogate-pair.json")
]


class _TooLong(BaseException):
    pass


def _alarm(*_: object) -> None:
    raise _TooLong


class _Trials:
    """The trials of one process, and what came of them."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []
        self.slowest = 0.0

    def one(self, content: bytes) -> None:
        """Try one document."""
        self.counts["tried"] += 1
        signal.alarm(_SECONDS)
        started = time.monotonic()
        try:
            self._check(content)
        except BaseException as problem:  # whatever it is, it is what we look for
            if isinstance(problem, KeyboardInterrupt):
                raise
            self.counts["FAILED"] += 1
            kept = Path(tempfile.mkdtemp(prefix="fuzz-")) / "document.yaml"
            kept.write_bytes(content)
            self.failures.append(f"{kept}: {''.join(traceback.format_exception(problem)[-3:])}")
        finally:
            signal.alarm(0)
            self.slowest = max(self.slowest, time.monotonic() - started)

    def _check(self, content: bytes) -> None:
        files = files_of(content)
        if files is None:
            self.counts["refused"] += 1
            return
        self.counts["built"] += 1
        found = list(faults(emitted(files)))
        if not found and self.counts["built"] % 10 == 0:
            self.counts["built twice"] += 1
            found = [] if files_of(content) == files else ["a second build differs"]
        if not found and self.counts["built"] % 5 == 0:
            self.counts["compared with itself"] += 1
            found = [f"differs from itself: {change.kind} at {change.pointer}" for change in changes_to_itself(content)]
        if not found and self.counts["built"] % 25 == 0:
            self.counts["imported"] += 1
            with tempfile.TemporaryDirectory() as name:
                write(Path(name, "sdk"), files)
                found = list(import_faults(Path(name, "sdk"), Path(name, "away")))
        if found:
            raise AssertionError("\n".join(found))


def _documents(count: int, number: int) -> list[bytes]:
    """Documents that hypothesis makes up, as JSON."""
    made: list[bytes] = []

    @seed(number)
    @settings(max_examples=count, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(DOCUMENTS)
    def run(document: Any) -> None:
        made.append(content_of(document))

    run()
    return made[:count]


def _mutations(count: int, number: int) -> list[bytes]:
    """Documents of ours with bytes taken out, put in and changed."""
    chance = random.Random(number)
    seeds = [path.read_bytes() for path in _SEEDS]
    return [_mutation(chance, seeds) for _ in range(count)]


def _mutation(chance: random.Random, seeds: list[bytes]) -> bytes:
    content = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at, length = chance.randrange(len(content) + 1), chance.choice((0, 1, 1, 3, 40))
        other = chance.choice(seeds)
        start = chance.randrange(len(other))
        new = chance.choice(
            (
                b"",
                bytes([chance.randrange(256)]),
                chance.choice(b"\0\n\t:-{}[]\"'&*!|>%@`#,\\").to_bytes(1, "big"),
                other[start : start + 30],
            )
        )
        content[at : at + length] = new
    return bytes(content)


def _made(task: tuple[Callable[[int, int], list[bytes]], int, int]) -> tuple[str, list[bytes]]:
    """What is to be tried. In a process of its own: hypothesis remembers all that it has drawn."""
    make, count, number = task
    return make.__name__.strip("_"), make(count, number)


def _tried(batch: tuple[str, list[bytes]]) -> tuple[str, _Trials, int]:
    """Try what was made, and tell the memory that it took, in MiB."""
    kind, contents = batch
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGALRM, _alarm)
    trials = _Trials()
    for content in contents:
        trials.one(content)
    return kind, trials, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("documents", 10_000), ("mutations", 10_000), ("minutes", 60), ("processes", 2), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    arguments = parser.parse_args()
    until = time.monotonic() + 60 * arguments.minutes
    parts = -(-max(arguments.documents, arguments.mutations) // _BATCH)
    tasks = [
        (make, -(-count // parts), arguments.seed * 1000 + number)
        for number in range(parts)
        for make, count in ((_mutations, arguments.mutations), (_documents, arguments.documents))
        if count
    ]
    totals: dict[str, Counter[str]] = {}
    failed = False
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(1, maxtasksperchild=1) as makers, spawn.Pool(arguments.processes, maxtasksperchild=1) as triers:
        for kind, trials, memory in triers.imap_unordered(_tried, makers.imap(_made, tasks)):
            total = totals.setdefault(kind, Counter())
            total.update(trials.counts)
            total["slowest, ms"] = max(total["slowest, ms"], round(trials.slowest * 1000))
            total["memory, MiB"] = max(total["memory, MiB"], memory)
            failed = failed or bool(trials.failures)
            for failure in trials.failures[:20]:
                print(failure, flush=True)
            if sys.stderr.isatty():
                print(f"\r{kind}: {total['tried']}", end="", file=sys.stderr, flush=True)
            if time.monotonic() > until:
                break
    for kind, total in sorted(totals.items()):
        print(f"{kind}: {', '.join(f'{count} {what}' for what, count in sorted(total.items()))}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
