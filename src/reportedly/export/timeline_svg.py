"""A timeline as a picture: a lane for each claimant, a mark for what it said of an act on a day.

Told as done is a filled circle, as ahead a hollow one, as not so a cross: the shapes tell it, the colours only help. Gaps between
days are drawn shorter the longer they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

_WIDE, _LEFT, _RIGHT, _LANE, _TOP, _FOOT = 1100, 210, 30, 34, 92, 20
_DAY_WIDE, _MOST_LANES = 88, 24
_INK, _RULE = "#1a1a1a", "#d0d0d0"
_COLOURS = {"done": "#0072B2", "ahead": "#7a4a00", "not": "#D55E00"}
_WORDS = {"done": "told as done or under way", "ahead": "ordered, announced, expected", "not": "told as not so, or not seen"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is drawn: what one claimant said of an act on a day; `tells` done, ahead or not; `href`: where the mark leads to."""

    day: dt.date
    lane: str
    act: str
    tells: str
    quote: str
    reports: int
    origins: int
    href: str | None = None


def draw_timeline(entries: Sequence[Told]) -> str:
    """An SVG picture of the entries, the lanes with most to say on top; lanes for which there is no room are counted."""
    counts: dict[str, int] = {}
    for e in entries:
        counts[e.lane] = counts.get(e.lane, 0) + e.origins
    lanes = sorted(counts, key=lambda lane: (-counts[lane], lane))
    shown = lanes[:_MOST_LANES]
    days = sorted({e.day for e in entries if e.lane in shown})
    height = _TOP + _LANE * len(shown) + _FOOT
    place = _scale(days)
    head = f"{len(entries)} statements of {len(lanes)} claimants"
    if len(lanes) > len(shown):
        head += f"; {len(lanes) - len(shown)} claimants with fewer are not drawn"
    body = [_text(16, 26, head, 15), *_legend(), *_axis(days, place, height)]
    for n, lane in enumerate(shown):
        y = _TOP + _LANE * n + _LANE / 2
        body += [_text(16, y + 4, lane[:28], 12), _line(_LEFT, y, _WIDE - _RIGHT, y)]
        body += _marks([e for e in entries if e.lane == lane], place, y)
    role = "group" if any(e.href for e in entries) else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{height}" viewBox="0 0 {_WIDE} {height}" '
        f'font-family="system-ui, sans-serif" role="{role}" aria-label="{escape(head)}">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(body)}</svg>\n'
    )


def _scale(days: Sequence[dt.date]) -> Callable[[dt.date], float]:
    """Where a day stands. Long gaps are drawn shorter (by the square root), so that crowded days can be told apart."""
    steps = [0.0]
    for earlier, later in pairwise(days):
        steps.append(steps[-1] + (later - earlier).days ** 0.5)
    room = _WIDE - _LEFT - _RIGHT - 60
    at = {day: _LEFT + 14 + room * step / (steps[-1] or 1) for day, step in zip(days, steps, strict=False)}
    return lambda day: at[day]


def _legend() -> list[str]:
    out: list[str] = []
    x = 16.0
    for tells, words in _WORDS.items():
        out += [_mark(tells, x + 6, 48, 6), _text(x + 18, 52, words, 12)]
        x += 40 + 6.6 * len(words)
    return out


def _axis(days: Sequence[dt.date], place: Callable[[dt.date], float], height: float) -> list[str]:
    out: list[str] = []
    after = float("-inf")
    for day in days:
        x = place(day)
        if x - after >= _DAY_WIDE:
            out += [_text(x, _TOP - 14, day.isoformat(), 11, "middle"), _line(x, _TOP - 8, x, height - _FOOT)]
            after = x
    return out


def _marks(entries: Sequence[Told], place: Callable[[dt.date], float], y: float) -> list[str]:
    """Marks of one lane; what is told on one day stands one below the other."""
    out: list[str] = []
    at: dict[dt.date, dict[str, list[Told]]] = {}
    for e in entries:
        at.setdefault(e.day, {}).setdefault(e.tells, []).append(e)
    for day, kinds in at.items():
        for n, (tells, told) in enumerate(sorted(kinds.items())):
            size = 4.5 + min(4.0, 0.8 * sum(e.origins for e in told))
            label = "\n".join(f"{day} {e.lane}: {e.act}: {e.quote} ({e.reports} reports, {e.origins} origins)" for e in told[:8])
            mark = _mark(tells, place(day) + 13 * n, y, size)
            drawn = f"<g><title>{escape(label)}</title>{mark}</g>"
            out.append(f"<a href={quoteattr(told[0].href)}>{drawn}</a>" if told[0].href else drawn)
    return out


def _mark(tells: str, x: float, y: float, size: float) -> str:
    colour = _COLOURS[tells]
    if tells == "not":
        left, right, top, foot = x - size, x + size, y - size, y + size
        lines = f"M{left:.1f} {top:.1f} L{right:.1f} {foot:.1f} M{left:.1f} {foot:.1f} L{right:.1f} {top:.1f}"
        return f'<path d="{lines}" stroke="{colour}" stroke-width="2.6" fill="none"/>'
    fill = colour if tells == "done" else "#ffffff"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{fill}" stroke="{colour}" stroke-width="2"/>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_RULE}"/>'


def _text(x: float, y: float, words: str, size: int, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{_INK}">{escape(words)}</text>'
