"""Pictures of the pages, drawn on the server as SVG so that they are there without scripts."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.ask.posture import Reading
from reportedly.ask.timeline import Entry
from reportedly.core.edtf import parse_edtf
from reportedly.export.posture_svg import Drawn, draw_posture
from reportedly.export.promise_svg import Heard, draw_evidence
from reportedly.export.timeline_svg import Told, draw_timeline
from reportedly.serve.answers import Promise
from reportedly.serve.scope import Scope

_MOST_DRAWN = 400


def timeline_picture(entries: Sequence[Entry], scope: Scope) -> str:
    """Lanes by claimant; each mark leads to its first claim."""
    shown = entries[-_MOST_DRAWN:]
    told = [
        Told(e.day, e.lane, e.act, e.tells, e.quote, e.reports, e.origins, scope.link(f"/claims/{e.claims[0]}")) for e in shown
    ]
    return draw_timeline(told) if shown else ""


def posture_picture(readings: Sequence[Reading]) -> str:
    """Range bars by claimant and scope."""
    shown = readings[-_MOST_DRAWN:]
    return draw_posture([Drawn(count_words(r), r.scope, r.by, r.first, r.origins) for r in shown]) if shown else ""


def evidence_picture(promise: Promise) -> str:
    """What was heard of a promise along time, a lane a side."""
    rows = []
    for e in promise.commitment.evidence:
        days = parse_edtf(e.day)
        if days is not None and days.first is not None:
            rows.append(Heard(days.first, e.side, e.bearing, e.speaker or "the report itself", e.origin or e.claim))
    days = parse_edtf(promise.commitment.announced)
    due = parse_edtf(promise.commitment.due)
    return draw_evidence(rows, days.first if days else None, due.last if due else None) if rows else ""


def count_words(reading: Reading) -> str:
    """A reading's number in words."""
    e = reading.first
    return f"{bounds_in_words(e.low, e.high, e.approximate)} {e.of}"


def bounds_in_words(low: float | None, high: float | None, approximate: bool) -> str:
    """A number in words: "about 40,000", "at least 12", "up to 300", "20 to 30"."""
    about = "about " if approximate else ""
    if low is not None and low == high:
        return f"{about}{100 * low:.0f} % of" if 0 < low < 1 else f"{about}{low:,.10g}"
    if low is not None and high is not None:
        return f"{low:,.10g} to {high:,.10g}"
    return f"at least {low:,.10g}" if low is not None else f"up to {high:,.10g}"
