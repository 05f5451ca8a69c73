"""Numbers of force over time as a picture: a lane for each scope and claimant, a bar at each number's day.

A bar stands from the lower to the upper number, on one scale for all lanes of a scope (shares on their own); a thick stroke is
one exact number. Filled bars are told as done, hollow ones as ordered, announced, expected; an arrow tells at least so many, a
dashed bar at most. No number is averaged, no two scopes or claimants share a lane.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportedly.core.derived import Estimate
from reportedly.core.edtf import parse_edtf

_WIDE, _LEFT, _RIGHT, _LANE, _HEAD, _TOP = 1000, 330, 40, 62, 30, 64
_TALL, _THICK, _BROAD = 44, 3.5, 10  # pixels: of the largest number of a scope, of an exact one, of a bar
_DAY_WIDE = 84
_FIRM = ("done", "under_way")
_INK, _RULE, _SCOPE = "#1a1a1a", "#c8c8c8", "#f2f2f2"
# Okabe and Ito's colours, told apart by the colour-blind.
_COLOURS = {"present": "#0072B2", "sent": "#0072B2", "more": "#D55E00", "left": "#009E73", "stays": "#7a4a00"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn: a number in words, its scope, whose word it is, and of how many origins."""

    number: str
    scope: str
    by: str
    first: Estimate
    origins: int


def draw_posture(readings: Sequence[Drawn]) -> str:
    """An SVG picture of the readings; numbers without any day are left out and counted in its heading."""
    dated = [(r, day) for r in readings if (day := _day(r.first)) is not None]
    scopes: dict[str, dict[str, list[tuple[Drawn, dt.date]]]] = {}
    for reading, day in dated:
        lanes = scopes.setdefault(f"{reading.first.actor or 'not told whose'}: {reading.scope}", {})
        lanes.setdefault(reading.by, []).append((reading, day))
    height = _TOP + sum(_HEAD + _LANE * len(lanes) for lanes in scopes.values()) + 20
    days = [day for _, day in dated]
    place = _scale(min(days), max(days)) if days else _scale(dt.date(2000, 1, 1), dt.date(2000, 1, 2))
    told = f"{len(dated)} numbers, each on its own claimant's word; {len(readings) - len(dated)} without a day are not drawn"
    body = [_text(16, 24, told, 14), *(_axis(days, place, height) if days else [])]
    top = _TOP
    for scope, lanes in sorted(scopes.items()):
        body += [
            f'<rect x="0" y="{top}" width="{_WIDE}" height="{_HEAD - 6}" fill="{_SCOPE}"/>',
            _text(16, top + 17, scope[:120], 13),
        ]
        top += _HEAD
        most = (
            max((_largest(row.first) for rows in lanes.values() for row, _ in rows if "%" not in row.number), default=1.0) or 1.0
        )
        for by, rows in sorted(lanes.items()):
            base = top + _LANE - 10
            body += [_text(28, base - 4, by[:44], 12), _rule(_LEFT, base, _WIDE - _RIGHT, base)]
            body += [_text(_LEFT - 6, base + 3, "0", 9, "end")]
            body += [_mark(row, place(day), base, 100.0 if "%" in row.number else most) for row, day in rows]
            top += _LANE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{height}" viewBox="0 0 {_WIDE} {height}" '
        f'font-family="system-ui, sans-serif" role="img" aria-label="{escape(told)}">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(body)}</svg>\n'
    )


def _day(estimate: Estimate) -> dt.date | None:
    days = parse_edtf(estimate.as_of) or parse_edtf(estimate.told)
    return (days.last or days.first) if days else None


def _scale(first: dt.date, last: dt.date) -> Callable[[dt.date], float]:
    """Where a day stands, from left to right; all in the middle where there is only one."""
    whole = (last - first).days
    room = _WIDE - _LEFT - _RIGHT - 220  # a number stands right of its mark

    def place(day: dt.date) -> float:
        return _LEFT + 10 + room * ((day - first).days / whole if whole else 0.4)

    return place


def _axis(days: Sequence[dt.date], place: Callable[[dt.date], float], height: int) -> list[str]:
    """The days told for, as many as there is room for."""
    out, after = [], float("-inf")
    for day in sorted(set(days)):
        x = place(day)
        if x - after >= _DAY_WIDE:
            out += [_text(x, _TOP - 14, day.isoformat(), 11, "middle"), _rule(x, _TOP - 8, x, height - 12)]
            after = x
    return out


def _largest(estimate: Estimate) -> float:
    return max(estimate.low or 0.0, estimate.high or 0.0)


def _mark(reading: Drawn, x: float, base: float, most: float) -> str:
    """A bar from the lower to the upper number above the lane's base, on the scale of its scope."""
    e = reading.first
    colour = _COLOURS.get(e.change, _INK)
    fill = colour if e.stage in _FIRM else "#ffffff"
    low, high = base - _TALL * (e.low or 0.0) / most, base - _TALL * (e.high if e.high is not None else e.low or 0.0) / most
    left = x - _BROAD / 2
    if e.high is None:  # at least so many: a stroke with an arrow up
        arrow = f"M{x:.1f} {low - 13:.1f} l-4 5 h8 Z M{x:.1f} {low - 8:.1f} V{low:.1f}"
        shape = _bar(left, low - _THICK, _THICK, fill, colour) + f'<path d="{arrow}" fill="{colour}" stroke="{colour}"/>'
        top = low - 13
    elif e.low is None:  # at most so many: a bar from nothing, open below
        shape = _bar(left, high, base - high, "#ffffff", colour).replace("/>", ' stroke-dasharray="3 2"/>')
        top = high
    else:
        shape = _bar(left, high, max(low - high, _THICK), fill, colour)
        top = high
    stem = f'<line x1="{x:.1f}" y1="{base:.1f}" x2="{x:.1f}" y2="{low:.1f}" stroke="{_RULE}" stroke-dasharray="2 2"/>'
    label = f"{reading.number}; {reading.by}; told for {e.as_of or 'no day'}, published {e.told or 'on an unknown day'}; "
    words = f"{reading.number}" + ("" if e.stage in _FIRM else f" ({e.stage})")
    return (
        f"<g><title>{escape(label)}{reading.origins} origins; {e.claim}</title>"
        f"{stem}{shape}{_text(x + 10, min(top + 9, base - 4), words, 12, 'halo')}</g>"
    )


def _bar(x: float, y: float, height: float, fill: str, colour: str) -> str:
    size = f'width="{_BROAD}" height="{height:.1f}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="{fill}" stroke="{colour}" stroke-width="1.4"/>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_RULE}"/>'


def _text(x: float, y: float, words: str, size: int, anchor: str = "start") -> str:
    """Words at a place; `anchor` start, middle or end, or `halo` for words that stand over lines."""
    edge = ' stroke="#ffffff" stroke-width="4" paint-order="stroke"' if anchor == "halo" else ""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{"start" if anchor == "halo" else anchor}"'
    return f'<text {place} fill="{_INK}"{edge}>{escape(words)}</text>'
