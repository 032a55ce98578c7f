"""`docs/benchmarks.md`: limits, sections, versions and the machine."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from suite import peers
from suite.context import Context
from suite.table import Section, table

_INTRODUCTION: Final = """# Benchmarks

Made by `python benchmarks/compare.py`; changes by hand are lost at the next run. All that is compared is measured in one run, in turns,
{rounds} rounds each. Figures are medians, with the range of the middle half of the rounds in parentheses.
The document is {document}. Measured on {day}, on {machine}.

## Limits

{limits}"""
_VERSIONS: Final = """## Versions

Python {python}; kajabi-gen with {libraries}. Of the others, each in an environment of its own:

{peers}
"""
_LIBRARIES: Final = ("black", "click", "jinja2", "jsonschema-rs", "openapi-spec-validator", "pyright", "pyyaml")


def write(docs: Path, sections: Sequence[Section], context: Context) -> None:
    """Write the page, and the plots beside it."""
    plots = docs / "benchmarks"
    plots.mkdir(parents=True, exist_ok=True)
    for section in sections:
        for name, svg in section.plots.items():
            (plots / name).write_text(svg, encoding="utf-8")
    parts = [_introduction(sections, context), *(section.markdown("benchmarks") for section in sections), _versions(context)]
    (docs / "benchmarks.md").write_text("\n\n".join(parts), encoding="utf-8")


def limits(sections: Sequence[Section]) -> str:
    """All limits, whether they are met, and what was found."""
    return table(("Met", "Found", "Limit", "What"), [limit.row for section in sections for limit in section.limits])


def _introduction(sections: Sequence[Section], context: Context) -> str:
    official = context.new.name.startswith("official")
    return _INTRODUCTION.format(
        rounds=context.rounds,
        day=dt.date.today().isoformat(),
        machine=_machine(),
        document="the vendor's own, revision 1.1.0" if official else "our transcription of revision 1.1.0, `spec/kajabi-1.1.0.yaml`",
        limits=limits(sections),
    )


def _machine() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
    return f"{model or platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def _versions(context: Context) -> str:
    return _VERSIONS.format(
        python=sys.version.split()[0],
        libraries=", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
        peers="\n".join(f"* {name}: {installed}" for name, installed in peers.versions(context.cache)),
    )
