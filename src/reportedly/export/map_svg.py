"""Places as a picture: degrees on a grid, dots for towns and points, rings for the middles of regions and seas.

A country is never drawn. Arrows lead from where to where acts are told to go. There is no base map: the grid and the names
tell where one is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_WIDE, _HIGH, _EDGE, _TOP, _FOOT = 1000, 700, 56, 48, 40
_INK, _RULE, _POINT, _REGION = "#1a1a1a", "#d8d8d8", "#0072B2", "#D55E00"
_HEAD = (
    '<defs><marker id="head" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
    f'<path d="M0 0L10 5L0 10z" fill="{_INK}"/></marker></defs>'
)
_LEAST_DEGREES = 1.5
_MOST_NAMES, _LABEL, _LINE = 40, 110, 12  # names at most; room that one takes


@dataclass(frozen=True, slots=True)
class Dot:
    """A place to draw: `is_point` for towns and points, else the middle of a region or sea."""

    name: str
    lat: float
    lon: float
    is_point: bool
    reports: int
    origins: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """From where to where (latitude, longitude) an act is told to lead; a broken line where it is not told as done."""

    label: str
    start: tuple[float, float]
    end: tuple[float, float]
    done: bool


def draw_map(dots: Sequence[Dot], without: int, arrows: Sequence[Arrow] = ()) -> str:
    """An SVG picture of the dots and of the arrows between them; `without` places have no position and are counted in its
    heading."""
    told = f"{len(dots)} places; {without} without a position (countries, names in no gazetteer) are not drawn"
    south, north, west, east = _bounds(dots)
    scale = min((_WIDE - 2 * _EDGE) / (east - west), (_HIGH - _TOP - _FOOT) / _stretch(south, north))

    def x(lon: float) -> float:
        return _EDGE + (lon - west) * scale

    def y(lat: float) -> float:
        return _TOP + _stretch(lat, north) * scale

    step = _step(max(east - west, north - south))
    body = [_text(16, 26, told, 14)]
    for k in range(math.ceil(west / step), math.floor(east / step) + 1):
        body += [
            _line(x(k * step), _TOP, x(k * step), y(south)),
            _text(x(k * step), y(south) + 16, _degrees(k * step, "EW"), 11, "middle"),
        ]
    for k in range(math.ceil(south / step), math.floor(north / step) + 1):
        body += [_line(_EDGE, y(k * step), x(east), y(k * step)), _text(6, y(k * step) + 4, _degrees(k * step, "NS"), 11)]
    for arrow in arrows:
        body.append(_arrow(arrow, (x(arrow.start[1]), y(arrow.start[0])), (x(arrow.end[1]), y(arrow.end[0]))))
    named: list[tuple[float, float]] = []
    for dot in sorted(dots, key=lambda d: (-d.origins, d.name)):
        at = x(dot.lon), y(dot.lat)
        free = len(named) < _MOST_NAMES and all(abs(at[1] - v) > _LINE or abs(at[0] - u) > _LABEL for u, v in named)
        body.append(_dot(dot, *at, named=free))
        named += [at] if free else []
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{_HIGH}" viewBox="0 0 {_WIDE} {_HIGH}" '
        f'font-family="system-ui, sans-serif" role="img" aria-label="{escape(told)}">'
        f'{_HEAD if arrows else ""}<rect width="100%" height="100%" fill="#ffffff"/>{"".join(body)}</svg>\n'
    )


def _bounds(dots: Sequence[Dot]) -> tuple[float, float, float, float]:
    """South, north, west, east in degrees, with room around; a small part of the world where there are none."""
    if not dots:
        return 0.0, 10.0, 0.0, 10.0
    lats, lons = [d.lat for d in dots], [d.lon for d in dots]
    pad = max(_LEAST_DEGREES, 0.08 * max(max(lats) - min(lats), max(lons) - min(lons)))
    return max(-85.0, min(lats) - pad), min(85.0, max(lats) + pad), min(lons) - pad, max(lons) + pad


def _stretch(south: float, north: float) -> float:
    """Degrees of latitude as Mercator stretches them, so that shapes keep their angles."""

    def up(lat: float) -> float:
        return math.degrees(math.asinh(math.tan(math.radians(lat))))

    return up(north) - up(south)


def _step(span: float) -> float:
    return next((s for s in (0.25, 0.5, 1, 2, 5, 10, 20) if span / s <= 9), 30)


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value):g}° {signs[0] if value >= 0 else signs[1]}" if value else "0°"


def _dot(dot: Dot, x: float, y: float, *, named: bool) -> str:
    size = 4 + min(8.0, 1.5 * math.sqrt(dot.origins))
    colour = _POINT if dot.is_point else _REGION
    fill = colour if dot.is_point else "none"
    label = f"{dot.name}: {dot.reports} reports, {dot.origins} origins" + (
        "" if dot.is_point else "; the middle of a region or sea"
    )
    name = _text(x + size + 3, y + 4, dot.name, 11) if named else ""
    paint = f'fill="{fill}" fill-opacity="0.75" stroke="{colour}" stroke-width="1.6"'
    mark = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {paint}/>'
    return f"<g><title>{escape(label)}</title>{mark}{name}</g>"


def _arrow(arrow: Arrow, start: tuple[float, float], end: tuple[float, float]) -> str:
    dashes = "" if arrow.done else ' stroke-dasharray="6 4"'
    told = f"{arrow.label}{'' if arrow.done else '; not told as done'}"
    ends = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
    line = f'<line {ends} stroke="{_INK}" stroke-width="1.6" marker-end="url(#head)"{dashes}/>'
    return f"<g><title>{escape(told)}</title>{line}</g>"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_RULE}"/>'


def _text(x: float, y: float, words: str, size: int, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{_INK}">{escape(words)}</text>'
