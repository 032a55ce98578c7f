"""How fast the SDK is imported and reads a reply, beside other packages."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import Final

from suite import plots, process
from suite.context import PROGRAMS, Context
from suite.process import Failed
from suite.table import TIMES, Limit, Section, ratio, seconds

_LIBRARIES: Final = "import httpx2, msgspec"
_PACKAGE: Final = "import kajabi"
_CLIENT: Final = "import kajabi, make a client"
_DECODED_IN_TURNS: Final = 40
_OTHERS: Final = "openapi-python-client's output"


def imports(context: Context) -> Section:
    """Imports, each over a bare interpreter of its own environment."""
    programs = {
        _LIBRARIES: ("sdk", "import httpx2, msgspec"),
        _PACKAGE: ("sdk", "import kajabi"),
        _CLIENT: ("sdk", "from kajabi import Kajabi; Kajabi('id', 'secret')"),
        "kajabi-py: import": ("kajabi-py", "import kajabi"),
        "kajabi-py: import, make a client": ("kajabi-py", "from kajabi import Client; Client(client_id='id', client_secret='secret')"),
        f"{_OTHERS}: import": (_OTHERS, "import kajabi_api_v1_client"),
        f"{_OTHERS}: import, make a client": (
            _OTHERS,
            "from kajabi_api_v1_client import AuthenticatedClient as C; C(base_url='http://localhost', token='x').get_httpx_client()",
        ),
        f"{_OTHERS}: import, with one operation": (_OTHERS, "from kajabi_api_v1_client.api.contacts import get_v1_contacts"),
    }
    pythons, failures = _pythons(context)
    folder = context.folder("imports")
    variables = process.environment(folder / "home")

    def wall(python: Path, program: str) -> Callable[[], float]:
        return lambda: process.spent([python, "-c", program], folder, variables).wall

    ways = {name: wall(pythons[where], program) for name, (where, program) in programs.items() if where in pythons}
    bare = {f"bare {where}": wall(python, "pass") for where, python in pythons.items()}
    results, _ = process.in_turns(ways | bare, context.rounds)
    over = {
        name: [sample - median(results[f"bare {programs[name][0]}"]) for sample in samples]
        for name, samples in results.items()
        if name in programs
    }
    section = Section(
        "Importing the SDK",
        f"Wall time of a process over that of a bare interpreter, which takes {seconds(results['bare sdk'])}.",
        ("Ratio", "Over a bare interpreter", ""),
        [(f"{ratio(samples, over[_LIBRARIES]):.2f}", seconds(samples), name) for name, samples in over.items()],
        failures=failures,
    )
    section.limits = [
        Limit("import kajabi: wall time over a bare interpreter", median(over[_PACKAGE]) * 1e3, 25, "ms"),
        Limit("import and first client, compared with httpx2 and msgspec", ratio(over[_CLIENT], over[_LIBRARIES]), 1.1, TIMES),
    ]
    values = {name: median(samples) * 1e3 for name, samples in over.items()}
    section.plots["imports.svg"] = plots.bars("Imports, milliseconds over a bare interpreter", "ms", values, (_PACKAGE, _CLIENT))
    return section


def decode(context: Context) -> Section:
    """Reading a list of contacts, without the network."""
    reply = reply_of(context)
    variables = process.environment(context.path("decode"))
    programs = {"ours": (context.sdk, "decode.py")}
    failures: dict[str, str] = {}
    try:
        programs["theirs"] = (context.client_output, "decode_client_output.py")
    except Failed as failure:
        failures[_OTHERS] = str(failure)

    def samples(python: Path, program: str) -> dict[str, list[float]]:
        measured: dict[str, list[float]] = json.loads(
            process.told([python, PROGRAMS / program, reply, str(_DECODED_IN_TURNS)], PROGRAMS, variables)
        )
        return measured

    ways = {name: partial(samples, *program) for name, program in programs.items()}
    results, _ = process.in_turns(ways, max(context.rounds // 3, 1))
    merged: dict[str, list[float]] = {}
    for rounds in results.values():
        for each in rounds:
            for name, times in each.items():
                merged.setdefault(name, []).extend(times)
    reference = merged["msgspec, typed by hand"]
    section = Section(
        "Decoding a reply",
        f"A list of 100 contacts and 200 resources that come along, {reply.stat().st_size:,} bytes; CPU time. Contacts read: every "
        f"attribute of each, and every relationship to what it leads to. {_OTHERS} leaves what comes along as dicts.",
        ("Ratio", "Median", ""),
        [(f"{ratio(times, reference):.2f}", seconds(times), name) for name, times in merged.items()],
        failures=failures,
    )
    section.limits = [
        Limit("decode, untouched, compared with bare msgspec", ratio(merged["kajabi, untouched"], reference), 1.3, TIMES),
        Limit("decode, contacts fully read, compared with bare msgspec", ratio(merged["kajabi, contacts read"], reference), 2.5, TIMES),
        Limit(
            "decode, and what comes along too, compared with bare msgspec", ratio(merged["kajabi, everything read"], reference), 2.5, TIMES
        ),
    ]
    values = {name: median(times) * 1e3 for name, times in merged.items()}
    ours = [name for name in values if name.startswith("kajabi")]
    section.plots["decode.svg"] = plots.bars("Decoding a reply, milliseconds", "ms", values, ours)
    return section


@cache
def reply_of(context: Context) -> Path:
    """The file of the reply."""
    reply = context.folder("reply") / "contacts.json"
    process.told([context.sdk, PROGRAMS / "replies.py", reply], PROGRAMS, process.environment(context.path("home")))
    return reply


def _pythons(context: Context) -> tuple[dict[str, Path], dict[str, str]]:
    """The interpreters that have the packages, and why others are missing."""
    pythons, failures = {"sdk": context.sdk}, dict[str, str]()
    others: dict[str, Callable[[], Path]] = {"kajabi-py": lambda: context.python("kajabi-py"), _OTHERS: lambda: context.client_output}
    for name, python in others.items():
        try:
            pythons[name] = python()
        except Failed as failure:
            failures[name] = str(failure)
    return pythons, failures
