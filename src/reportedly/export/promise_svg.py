"""What was heard of a promise, as a picture: a lane for each side, a mark for each independent origin on its day.

Shapes tell the bearing, colours only help: filled circle, says that it was done; half-filled, in part; hollow square, looked and
saw no sign; cross, says the opposite.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape

_WIDE, _LEFT, _RIGHT, _TOP, _LANE, _STEP = 860, 120, 40, 58, 58, 13
_LANES = (("own", "its own side"), ("other", "others"), ("independent", "observers"))
_BEARINGS = {
    "supports": "says it was done", "partly": "in part, or begun", "not_observed": "looked, saw no sign",
    "contradicts": "says the opposite",
}  # fmt: skip
_COLOURS = {"supports": "#0072B2", "partly": "#0072B2", "not_observed": "#D55E00", "contradicts": "#D55E00"}
_MOST_STACKED = 4


@dataclass(frozen=True, slots=True)
class Heard:
    """One row of evidence: its day, side, bearing, speaker, and the origin that tells it."""

    day: dt.date
    side: str
    bearing: str
    speaker: str
    origin: str


def draw_evidence(rows: Sequence[Heard], announced: dt.date | None, due: dt.date | None) -> str:
    """An SVG picture of the rows; lines mark the announcement and the due day."""
    days = sorted({*(r.day for r in rows), *(d for d in (announced, due) if d)})
    at = _scale(days)
    height = _TOP + _LANE * len(_LANES) + 26
    told = f"{len({r.origin for r in rows})} origins, from {days[0]} to {days[-1]}"
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {height}" width="{_WIDE}" height="{height}" role="img" '
        f'aria-label="What was heard of the promise: {escape(told)}" font-family="system-ui, sans-serif" font-size="12">'
    ]
    out += _legend()
    for n, (_, words) in enumerate(_LANES):
        y = _TOP + _LANE * n + _LANE / 2
        out.append(f'<text class="ink" x="8" y="{y + 4}">{words}</text>')
        out.append(f'<line class="rule" x1="{_LEFT}" y1="{y}" x2="{_WIDE - _RIGHT}" y2="{y}"/>')
    for day, words in ((announced, "announced"), (due, "due")):
        if day is not None:
            x = at[day]
            out.append(
                f'<line class="mark" x1="{x:.1f}" y1="{_TOP - 12}" x2="{x:.1f}" y2="{height - 22}" stroke-dasharray="4 3"/>'
            )
            out.append(f'<text class="ink" x="{x:.1f}" y="{_TOP - 16}" text-anchor="middle">{words}</text>')
    out += _days(days, at, height) + _marks(rows, at)
    return "".join([*out, "</svg>"])


def _scale(days: Sequence[dt.date]) -> dict[dt.date, float]:
    """Where a day stands; gaps grow by the square root of their days."""
    steps = [0.0]
    for earlier, later in pairwise(days):
        steps.append(steps[-1] + (later - earlier).days ** 0.5)
    room = _WIDE - _LEFT - _RIGHT - 40
    return {day: _LEFT + 20 + room * step / (steps[-1] or 1) for day, step in zip(days, steps, strict=True)}


def _days(days: Sequence[dt.date], at: dict[dt.date, float], height: int) -> list[str]:
    out: list[str] = []
    last = float("-inf")
    for day in days:
        if at[day] - last >= 74:
            out.append(f'<text class="ink" x="{at[day]:.1f}" y="{height - 6}" text-anchor="middle">{day.isoformat()}</text>')
            last = at[day]
    return out


def _marks(rows: Sequence[Heard], at: dict[dt.date, float]) -> list[str]:
    lanes = {side: n for n, (side, _) in enumerate(_LANES)}
    cells: dict[tuple[str, dt.date, str], list[Heard]] = defaultdict(list)
    for row in rows:
        cells[row.side, row.day, row.bearing].append(row)
    heights: dict[tuple[str, dt.date], int] = defaultdict(int)
    out = []
    for (side, day, bearing), told in sorted(cells.items()):
        n = heights[side, day] % _MOST_STACKED
        heights[side, day] += 1
        y = _TOP + _LANE * lanes[side] + _LANE / 2 - _STEP * n
        origins = len({r.origin for r in told})
        words = f"{day}: {_BEARINGS[bearing]}: {', '.join(sorted({r.speaker for r in told}))} ({origins} origins)"
        size = 5 + min(3, origins - 1)
        out.append(f"<g><title>{escape(words)}</title>{_shape(bearing, at[day], y, size)}</g>")
    return out


def _shape(bearing: str, x: float, y: float, r: float) -> str:
    colour = _COLOURS[bearing]
    if bearing == "contradicts":
        path = f"M{x - r:.1f} {y - r:.1f}L{x + r:.1f} {y + r:.1f}M{x - r:.1f} {y + r:.1f}L{x + r:.1f} {y - r:.1f}"
        return f'<path d="{path}" stroke="{colour}" stroke-width="2.6" fill="none"/>'
    if bearing == "not_observed":
        return (
            f'<rect class="hollow" x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:.1f}" height="{2 * r:.1f}" '
            f'stroke="{colour}" stroke-width="2"/>'
        )
    ring = f'<circle class="hollow" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" stroke="{colour}" stroke-width="2"/>'
    if bearing == "partly":
        return ring + f'<path d="M{x:.1f} {y - r:.1f}A{r:.1f} {r:.1f} 0 0 0 {x:.1f} {y + r:.1f}Z" fill="{colour}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}" stroke="{colour}" stroke-width="2"/>'


def _legend() -> list[str]:
    out: list[str] = []
    x = 16.0
    for bearing, words in _BEARINGS.items():
        out.append(_shape(bearing, x, 14, 6) + f'<text class="ink" x="{x + 12}" y="18">{words}</text>')
        x += 42 + 6.4 * len(words)
    return out
