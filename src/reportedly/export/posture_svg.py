"""Numbers of force over time as a picture: a lane for each scope and claimant, a mark at each number's day.

Filled marks are told as done, hollow ones as ordered, announced or expected; a mark that points up tells at least, one that
points down at most so many. No number is averaged, no two scopes or claimants share a lane.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportedly.core.derived import Estimate
from reportedly.core.edtf import parse_edtf

_WIDE, _LEFT, _RIGHT, _LANE, _HEAD, _TOP = 1000, 330, 40, 30, 30, 64
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
        lanes = scopes.setdefault(f"{reading.first.actor}: {reading.scope}", {})
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
        for by, rows in sorted(lanes.items()):
            body += [_text(28, top + 14, by[:44], 12), _rule(_LEFT, top + 10, _WIDE - _RIGHT, top + 10)]
            body += [_mark(row, place(day), top + 10) for row, day in rows]
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


def _mark(reading: Drawn, x: float, y: float) -> str:
    e = reading.first
    colour = _COLOURS.get(e.change, _INK)
    fill = colour if e.stage in _FIRM else "#ffffff"
    if e.high is None:
        shape = f'<path d="M{x - 6:.1f} {y + 5} L{x:.1f} {y - 6} L{x + 6:.1f} {y + 5} Z"'
    elif e.low is None:
        shape = f'<path d="M{x - 6:.1f} {y - 5} L{x:.1f} {y + 6} L{x + 6:.1f} {y - 5} Z"'
    else:
        shape = f'<circle cx="{x:.1f}" cy="{y}" r="5.5"'
    label = f"{reading.number}; {reading.by}; told for {e.as_of or 'no day'}, published {e.told or 'on an unknown day'}; "
    words = f"{reading.number}" + ("" if e.stage in _FIRM else f" ({e.stage})")
    return (
        f"<g><title>{escape(label)}{reading.origins} origins; {e.claim}</title>"
        f'{shape} fill="{fill}" stroke="{colour}" stroke-width="1.6"/>{_text(x + 10, y + 4, words, 12, "halo")}</g>'
    )


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_RULE}"/>'


def _text(x: float, y: float, words: str, size: int, anchor: str = "start") -> str:
    """Words at a place; `anchor` start or middle, or `halo` for words that stand over lines."""
    edge = ' stroke="#ffffff" stroke-width="4" paint-order="stroke"' if anchor == "halo" else ""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{"start" if anchor == "halo" else anchor}"'
    return f'<text {place} fill="{_INK}"{edge}>{escape(words)}</text>'
