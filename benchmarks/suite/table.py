"""Sections of the report: ratios first, then medians with their spread, and limits that are met or missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Final, NamedTuple

TIMES: Final = "×"  # noqa: RUF001


class Limit(NamedTuple):
    """What must hold: a figure, and how high it may be (or, `at_least`, how low)."""

    what: str
    found: float
    limit: float
    unit: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.found >= self.limit if self.at_least else self.found <= self.limit

    @property
    def row(self) -> tuple[str, ...]:
        sign = "≥" if self.at_least else "≤"
        return ("yes" if self.met else "**no**", f"{self.found:.3g} {self.unit}", f"{sign} {self.limit:g} {self.unit}", self.what)


@dataclass(slots=True)
class Section:
    """One group of measurements, as it is told. `plots`: SVG by the name of its file; `failures`: what failed, and why."""

    title: str
    text: str
    header: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    limits: list[Limit] = field(default_factory=list[Limit])
    plots: dict[str, str] = field(default_factory=dict[str, str])
    failures: dict[str, str] = field(default_factory=dict[str, str])

    def markdown(self, folder: str) -> str:
        """The section; `folder` is where the plots will be, seen from the text."""
        left_out = "\n".join(f"* {name}: {why}" for name, why in self.failures.items())
        parts = [
            f"## {self.title}",
            self.text,
            table(self.header, self.rows),
            *(f"![{self.title}]({folder}/{name})" for name in self.plots),
            f"Failed:\n\n{left_out}" if left_out else "",
        ]
        return "\n\n".join(part for part in parts if part)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown; the last column is text, those before are figures."""
    lines = [header, ["---:"] * (len(header) - 1) + ["---"], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def seconds(samples: Sequence[float]) -> str:
    """The median, and where the middle half of the samples lies."""
    return _spread(samples, 1e3, " ms", 2) if median(samples) < 0.1 else _spread(samples, 1, " s", 2)


def rate(samples: Sequence[float]) -> str:
    """The same for things in a second."""
    return _spread(samples, 1, "", 0)


def mebibytes(samples: Sequence[float]) -> str:
    """The median of bytes."""
    return f"{median(samples) / 2**20:.0f} MiB"


def ratio(samples: Sequence[float], reference: Sequence[float]) -> float:
    """How the medians compare."""
    return median(samples) / median(reference)


def _spread(samples: Sequence[float], scale: float, unit: str, digits: int) -> str:
    low, _, high = quantiles(samples, n=4, method="inclusive") if len(samples) > 1 else [samples[0]] * 3
    middle = median(samples) * scale
    digits = max(digits - (middle >= 10) - (middle >= 100), 0)
    return f"{middle:,.{digits}f}{unit} ({low * scale:,.{digits}f} to {high * scale:,.{digits}f})"
