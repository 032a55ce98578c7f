"""How fast the machine is at the time: what everybody's start and reading take, so that figures of seconds can be read on another one."""

from __future__ import annotations

import sys
from typing import Final

from suite import process
from suite.context import Context
from suite.table import Section, seconds

_READ: Final = """
import sys, time, yaml
start = time.process_time()
yaml.load(open(sys.argv[1], "rb"), yaml.CSafeLoader)
print(time.process_time() - start)
"""


def machine(context: Context) -> Section:
    """A bare interpreter, and the C loader of PyYAML on the document."""
    folder = context.folder("machine")
    variables = process.environment(folder / "home")

    def start() -> float:
        return process.spent([sys.executable, "-c", "pass"], folder, variables).wall

    def read() -> float:
        return float(process.told([sys.executable, "-c", _READ, context.new], folder, variables))

    results, _ = process.in_turns({"bare interpreter": start, "C loader of PyYAML, the document": read}, context.rounds)
    return Section(
        "The machine at the time",
        "Figures of seconds hang on it. The limits in seconds were set on a machine where the first takes 10 ms and the second 45 ms.",
        ("Median", ""),
        [(seconds(samples), name) for name, samples in results.items()],
    )
