"""Plots as SVG: bars and curves. The colours suit light and dark pages alike; text follows what the page prefers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import chain
from typing import Final

_OURS: Final = "#2f81f7"
_OTHERS: Final = "#8b949e"
_CURVES: Final = ("#2f81f7", "#db6d28", "#3fb950", "#a371f7")
_STYLE: Final = """<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600 }
.small { font-size: 11px; fill: #59636e }
.axis { stroke: #8b949e; stroke-width: 1 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .small { fill: #9198a1 } }
</style>"""
_WIDTH: Final = 800
_LABELS: Final = 390
_STEP: Final = 26


def bars(title: str, unit: str, values: Mapping[str, float], ours: Sequence[str]) -> str:
    """A bar for each value, with ours in another colour."""
    room, most = _WIDTH - _LABELS - 100, max(values.values())
    parts = [f'<text x="0" y="16" class="title">{escape(title)}</text>']
    for number, (name, value) in enumerate(values.items()):
        top = 30 + number * _STEP
        length = max(room * value / most, 1.5)
        colour = _OURS if name in ours else _OTHERS
        parts.append(f'<text x="{_LABELS - 8}" y="{top + 14}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<rect x="{_LABELS}" y="{top}" width="{length:.1f}" height="18" rx="2" fill="{colour}"/>')
        parts.append(f'<text x="{_LABELS + length + 6:.1f}" y="{top + 14}" class="small">{_number(value)} {escape(unit)}</text>')
    return _svg(34 + len(values) * _STEP, parts)


def curves(title: str, unit: str, places: Sequence[float], lines: Mapping[str, Sequence[float]]) -> str:
    """A curve for each line of values, over the same places, from zero; a straight one through the origin is linear growth."""
    left, bottom, width, height = 70, 300, _WIDTH - 120, 250
    right, most = max(places), max(chain.from_iterable(lines.values())) * 1.05
    parts = [f'<text x="0" y="16" class="title">{escape(title)}</text>']
    parts.append(f'<path class="axis" fill="none" d="M{left} {bottom - height}V{bottom}H{left + width}"/>')
    for place in places:
        x = left + width * place / right
        parts.append(f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle" class="small">{_number(place)}</text>')
    for part in (0.5, 1.0):
        y = bottom - height * part
        parts.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end" class="small">{_number(most * part)} {escape(unit)}</text>')
    for number, (name, values) in enumerate(lines.items()):
        colour, legend = _CURVES[number], bottom - height + 20 * number
        points = [(left + width * place / right, bottom - height * value / most) for place, value in zip(places, values, strict=True)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.extend(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points)
        parts.append(f'<circle cx="{left + 20}" cy="{legend}" r="5" fill="{colour}"/>')
        parts.append(f'<text x="{left + 32}" y="{legend + 4}">{escape(name)}</text>')
    return _svg(bottom + 26, parts)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _svg(height: int, parts: Sequence[str]) -> str:
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', _STYLE, *parts, "</svg>", ""])
