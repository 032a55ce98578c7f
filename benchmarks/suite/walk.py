"""Whole programs against a server on loopback: how many contacts a list gives in a second, and how many requests are answered."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Final

from suite import plots, process
from suite.context import PROGRAMS, Context
from suite.process import Command, Failed
from suite.sdk import reply_of
from suite.table import TIMES, Limit, Section, rate, ratio

_CONTACTS: Final = 10_000
_PAGE: Final = 100
_REQUESTS: Final = 1_000
_OURS: Final = "kajabi"
_BARE: Final = "httpx2 and msgspec by hand"
_OTHERS: Final = ("kajabi-py", "openapi-python-client's output")


def walk(context: Context) -> Section:
    """A whole list, page by page."""
    rates, failures = _rates(context, {"sync": "walk", "async": "walk-async"}, _CONTACTS, {f"{_OURS}, sync, everything read": "walk-all"})
    section = _section(
        "Walking a list",
        f"Contacts in a second: {_CONTACTS:,} of them from a server on loopback in a process of its own that has its replies ready, "
        f"{_PAGE} a page, two attributes of each read. Connections are open, and programs warm.",
        rates,
        failures,
    )
    section.limits = [
        Limit(
            f"list walk, {mode}: items a second, compared with {other}", ratio(rates[f"{_OURS}, {mode}"], samples), 2, TIMES, at_least=True
        )
        for mode in ("sync", "async")
        for other in _OTHERS
        if (samples := rates.get(f"{other}, {mode}"))
    ]
    section.plots["walk.svg"] = _plot("Contacts in a second", rates)
    return section


def requests(context: Context) -> Section:
    """One contact, again and again."""
    rates, failures = _rates(context, {"sync": "get", "async": "get-async"}, _REQUESTS, {})
    section = _section(
        "Single requests",
        f"`contacts.get` in a second: {_REQUESTS:,} of them from the same server, one after the other, or by 20 tasks at once (async).",
        rates,
        failures,
    )
    section.plots["requests.svg"] = _plot("Requests in a second", rates)
    return section


def _section(title: str, text: str, rates: dict[str, list[float]], failures: dict[str, str]) -> Section:
    rows: list[tuple[str, ...]] = [
        (f"{ratio(samples, rates[f'{_OURS}, {_mode(name)}']):.2f}", rate(samples), name) for name, samples in rates.items()
    ]
    return Section(title, f"{text} The ratio is to `kajabi`, of the same kind.", ("Ratio", "In a second", ""), rows, failures=failures)


def _plot(title: str, rates: dict[str, list[float]]) -> str:
    values = {name: median(samples) for name, samples in rates.items()}
    return plots.bars(title, "/s", values, [name for name in values if name.split(",")[0] == _OURS])


def _mode(name: str) -> str:
    return "async" if ", async" in name else "sync"


def _rates(context: Context, modes: dict[str, str], count: int, more: dict[str, str]) -> tuple[dict[str, list[float]], dict[str, str]]:
    """How many things in a second each program does in each mode."""
    programs: dict[str, tuple[Callable[[], Path], str]] = {
        _OURS: (lambda: context.sdk, "calls_kajabi.py"),
        _BARE: (lambda: context.sdk, "calls_bare.py"),
        _OTHERS[0]: (lambda: context.python("kajabi-py"), "calls_kajabi_py.py"),
        _OTHERS[1]: (lambda: context.client_output, "calls_client_output.py"),
    }
    variables = process.environment(context.path("calls"))
    failures: dict[str, str] = {}
    with _server(context) as url:

        def way(python: Path, program: str, mode: str) -> Callable[[], float]:
            command: Command = [python, PROGRAMS / program, mode, url, str(count)]
            return lambda: count / float(process.told(command, PROGRAMS, variables))

        ways: dict[str, Callable[[], float]] = {}
        for mode, argument in modes.items():
            for name, (python, program) in programs.items():
                try:
                    ways[f"{name}, {mode}"] = way(python(), program, argument)
                except Failed as failure:
                    failures[name] = str(failure)
        ways |= {name: way(context.sdk, "calls_kajabi.py", mode) for name, mode in more.items()}
        others = [name for name in ways if name.split(",")[0] in _OTHERS]
        rates, failed = process.in_turns(ways, context.rounds, others)
    return rates, failures | failed


@contextmanager
def _server(context: Context) -> Iterator[str]:
    command: Command = [sys.executable, PROGRAMS / "server.py", reply_of(context), str(_CONTACTS // _PAGE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.communicate()
