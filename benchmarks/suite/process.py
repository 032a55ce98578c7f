"""Processes: what they take, and what they print. All ways to do a thing take turns, so that what else the machine does meets all alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Container, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

Command = list[str | Path]
_T = TypeVar("_T")
_LAUNCHER: Final = Path(__file__).with_name("launcher.py")


class Failed(Exception):
    """A command that did not end well; the message is the line that says why."""


class Spent(NamedTuple):
    """What a whole process took: seconds, seconds of all cores, bytes."""

    wall: float
    cpu: float
    memory: float


Way = Callable[[bool], Spent]
"""Does a thing in a process, whose memory is watched if this is true."""


def environment(home: Path, **variables: str) -> dict[str, str]:
    """The environment of what is measured: a home of its own, where caches are; modules are compiled once, as after an installation."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KAJABI", "XDG_", "VIRTUAL_ENV"))}
    home.mkdir(parents=True, exist_ok=True)
    return {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache"), **variables}


def spent(command: Command, folder: Path, variables: Mapping[str, str], watched: bool = False) -> Spent:
    """Run a command to its end. `watched`: memory is that of all its processes, and not of the largest one; this takes them time.

    Raises Failed if its exit code is not 0.
    """
    log = folder / "log.txt"
    launcher = [sys.executable, "-I", "-S", _LAUNCHER, "watched" if watched else "alone", log, *command]
    answer = subprocess.run(launcher, cwd=folder, env=variables, check=True, capture_output=True).stdout
    wall, cpu, memory, code = json.loads(answer)
    if code:
        raise Failed(reason(log.read_text(errors="replace"), code))
    return Spent(wall, cpu, memory)


def reason(output: str, code: int) -> str:
    """One line of what a command printed: the first that speaks of an error, or the last one."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines[-1:] or [f"exit code {code}"])[0][:200]


def told(command: Command, folder: Path, variables: Mapping[str, str]) -> str:
    """What a command prints. Raises Failed if it does not end well."""
    done = subprocess.run([str(part) for part in command], cwd=folder, env=variables, check=False, capture_output=True, text=True)
    if done.returncode:
        raise Failed(reason(done.stderr or done.stdout, done.returncode))
    return done.stdout


def in_turns(
    ways: Mapping[str, Callable[[], _T]], rounds: int, may_fail: Container[str] = (), warm: int = 1
) -> tuple[dict[str, list[_T]], dict[str, str]]:
    """What each way gives in each round, and why those failed that did.

    `warm`: rounds before, which do not count. `may_fail`: one that fails at first is given up, one that fails later loses that round only.
    What else fails raises Failed.
    """
    results: dict[str, list[_T]] = {name: [] for name in ways}
    failures: dict[str, str] = {}
    for number in range(-warm, rounds):
        for name in list(results):
            try:
                result = ways[name]()
            except Failed as failure:
                if name not in may_fail:
                    raise Failed(f"{name}: {failure}") from None
                failures[name] = str(failure)
                if not results[name]:
                    del results[name]
                continue
            if number >= 0:
                results[name].append(result)
    return results, failures


def spent_in_turns(ways: Mapping[str, Way], rounds: int, may_fail: Container[str] = ()) -> tuple[dict[str, list[Spent]], dict[str, str]]:
    """As `in_turns`. Memory is that of one run more, before the others."""
    watched, failed = in_turns({name: partial(way, True) for name, way in ways.items()}, 1, may_fail, warm=0)
    results, failures = in_turns({name: partial(ways[name], False) for name in watched}, rounds, may_fail, warm=0)
    return {name: [each._replace(memory=watched[name][0].memory) for each in spent] for name, spent in results.items()}, failed | failures


def lines_of(folder: Path) -> int:
    """How many lines of Python there are in a folder."""
    return sum(len(path.read_bytes().splitlines()) for path in folder.rglob("*.py"))
