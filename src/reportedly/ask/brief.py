"""A first brief: promises and what became of them, what is told as done, who disagrees, what is not known.

Every sentence is made from rows and ends with the ids of the claims it stands on; nothing is judged here.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import duckdb

from reportedly.ask.filters import Filters
from reportedly.ask.gate import refuse
from reportedly.ask.questions import ask_claims, ask_commitments, ask_events, load_known
from reportedly.config import LinkOptions
from reportedly.core.derived import Commitment, Event
from reportedly.core.edtf import parse_edtf
from reportedly.core.known import KnownClaim
from reportedly.ontology.actors import load_actors
from reportedly.store import view
from reportedly.text import squeeze


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the brief with the claims that it stands on; none for lines about the record itself.

    `worked_out`: what the record computed of them and the sentence tells (counts, days between which, a status).
    """

    text: str
    claims: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    worked_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief as known on a day, on reports since a day; the same record gives the same brief. `refused`: sentences that the
    gate held back (see `gate.py`)."""

    as_of: str | None
    since: str | None
    sections: tuple[Section, ...]
    refused: int = 0


# How many rows a section shows before it counts the rest.
_MOST = 12
_STATUS_WORDS = {
    "announced": "announced; nothing more is known", "unverified": "only its own side says that it is being done",
    "not_observed": "others looked and saw no sign of it", "partly": "said by others to be done in part, or disputed",
    "confirmed": "confirmed by others", "contradicted": "contradicted by others", "reversed": "reversed after it was carried out",
    "expired": "past its day, and nothing was heard",
}  # fmt: skip


def make_brief(
    connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions, since: dt.date | None = None
) -> Brief:
    """The brief on what fits the filters. With `since`, promises and events without news since that day are left out."""
    claims = ask_claims(connection, filters)
    by_id = {k.claim.id: k for k in claims}
    commitments = ask_commitments(connection, filters, options)
    events = ask_events(connection, filters, options)
    fresh = {k.claim.id for k in claims if since is None or _is_since(k, since)}
    moved = [c for c in commitments if fresh & {*c.claims, *(e.claim for e in c.evidence)}]
    sections = [
        Section("Promises", tuple(_promise(c, by_id, {k.id: k for k in commitments}) for c in _newest(moved))),
        Section("Reported as done or under way", tuple(_events(events, by_id, fresh))),
        Section("Who disagrees", tuple(_disputes(moved, by_id))),
        Section("Not known", tuple(_unknown(connection, filters, claims, commitments))),
    ]
    as_of = filters.as_of.isoformat() if filters.as_of else None
    held, refused = _through_the_gate(sections, by_id | {k.claim.id: k for k in load_known(connection, filters)})
    return Brief(as_of, since.isoformat() if since else None, tuple(held), refused)


def _through_the_gate(sections: list[Section], known: dict[str, KnownClaim]) -> tuple[list[Section], int]:
    """The sections without the sentences that tell more than their sources hold, and how many those were."""
    refused = 0
    out = []
    for section in sections:
        lines = [x for x in section.lines if not x.claims or not refuse(x.text, x.claims, known, x.worked_out)]
        refused += len(section.lines) - len(lines)
        out.append(Section(section.title, tuple(lines)))
    return out, refused


def _is_since(known: KnownClaim, since: dt.date) -> bool:
    days = parse_edtf(known.published)
    return days is not None and days.last is not None and days.last >= since


def _newest(commitments: list[Commitment]) -> list[Commitment]:
    """Most telling first: those with evidence or several reports, then by day, newest first."""
    weighed = sorted(commitments, key=lambda c: (c.announced or "", c.id), reverse=True)
    return sorted(weighed, key=lambda c: -min(3, len(c.evidence) + len(c.claims) // 2))[:_MOST]


def _promise(c: Commitment, claims: dict[str, KnownClaim], all_of_them: dict[str, Commitment]) -> Line:
    actor = load_actors().country_name(c.actor.country) or c.actor.name
    day = c.announced or "on a day that is not known"
    act = (c.mode or c.event_type.lower()).replace("-", " ")
    parts = [f'{actor}: {act}, announced {day} ("{_short(c.scope)}") — {_STATUS_WORDS[c.status]}.']
    parts += [f"{reason[0].upper()}{reason[1:]}." for reason in c.reasons[:4]]
    if c.due:
        parts.append(f"Due by {c.due}.")
    if c.residual:
        parts.append(f'To stay: "{_short(c.residual[0])}".')
    if c.precedents:
        told = [f"{p.announced} ({p.status.replace('_', ' ')})" for i in c.precedents[:3] if (p := all_of_them.get(i))]
        parts.append(f"Said before: {', '.join(told)}." if told else "")
    ids = (*c.claims, *(e.claim for e in c.evidence))
    earlier = [all_of_them[i].announced or "" for i in c.precedents[:3] if i in all_of_them]
    counts = [re.sub(r"[^\d ]", " ", re.sub(r"\d{4}-\d\d(?:-\d\d)?", " ", reason)) for reason in c.reasons]
    days = [e.day for e in c.evidence if e.day]
    worked = (c.announced or "", c.due or "", *earlier, *counts, *days)
    return Line(" ".join(p for p in parts if p), ids, tuple(claims[i].claim.quote for i in ids if i in claims), worked)


def _events(events: list[Event], claims: dict[str, KnownClaim], fresh: set[str]) -> list[Line]:
    told = []
    for event in events:
        known = [claims[i] for i in event.claims if i in claims]
        first = max(known, key=_weight, default=None)
        if first is None or not fresh & set(event.claims) or first.claim.background or not first.claim.actors:
            continue
        if first.claim.stage.value in ("done", "under_way") and first.claim.polarity.value == "affirmed":
            told.append((event, first))
    told.sort(key=lambda row: (-row[0].origins, row[0].when or "9999", row[0].id))
    lines = [_event(event, first) for event, first in told[:_MOST]]
    if len(told) > _MOST:
        lines.append(Line(f"And {len(told) - _MOST} more; `reportedly events` lists them."))
    return lines


def _weight(known: KnownClaim) -> tuple[int, int, str]:
    """How much a claim tells, to show the most telling words of an event; then the longer, then by id."""
    claim = known.claim
    filled = bool(claim.attribution) + bool(claim.places) + bool(claim.quantities) + bool(claim.when)
    return filled - (claim.background * 4), min(len(claim.quote), 120), claim.id


def _event(event: Event, first: KnownClaim) -> Line:
    speaker = first.claim.attribution[0].name if first.claim.attribution else (first.publisher or "the report")
    day = f", {event.when}" if event.when else ""
    origins = f"{len(event.reports)} report{'s' * (len(event.reports) != 1)}, {event.origins} origin{'s' * (event.origins != 1)}"
    code = event.event_type.lower() + (f"/{event.mode}" if event.mode else "")
    text = f'"{_short(first.claim.quote)}" ({speaker}{day}; {code}; {origins}).'
    return Line(text, event.claims, (first.claim.quote,), (origins, event.when or ""))


def _disputes(commitments: list[Commitment], claims: dict[str, KnownClaim]) -> list[Line]:
    lines = []
    for c in commitments:
        pro = [e for e in c.evidence if e.bearing in ("supports", "partly") and e.speaker]
        con = [e for e in c.evidence if e.bearing in ("contradicts", "not_observed") and e.speaker]
        if pro and con:
            a, b = pro[-1], con[-1]
            lines.append(Line(
                f"On the promise of {c.announced}: {a.speaker} ({a.day}): \"{_short(claims[a.claim].claim.quote)}\"; "
                f"{b.speaker} ({b.day}): \"{_short(claims[b.claim].claim.quote)}\".",
                (a.claim, b.claim), (claims[a.claim].claim.quote, claims[b.claim].claim.quote),
                (c.announced or "", a.day or "", b.day or "")))  # fmt: skip
    return lines[:_MOST]


def _unknown(
    connection: duckdb.DuckDBPyConnection, filters: Filters, claims: list[KnownClaim], commitments: list[Commitment]
) -> list[Line]:
    lines = []
    undated = view.count_undated(connection)
    if undated:
        seen = "are left out of an account as of a day" if filters.as_of else "cannot be placed in time"
        lines.append(Line(f"{undated} report{'s' * (undated != 1)} without a date {seen}."))
    voiceless = sum(not k.claim.attribution for k in claims)
    if claims:
        lines.append(Line(f"{voiceless} of {len(claims)} claims are told in the report's own voice, without a source."))
    for c in commitments:
        if c.status in ("announced", "unverified", "not_observed"):
            lines.append(
                Line(
                    f"What would settle the promise of {c.announced or 'unknown day'}: {c.would_settle}.",
                    c.claims[:1],
                    worked_out=(c.announced or "", c.would_settle),
                )
            )
    return lines[:_MOST]


def _ids(line: Line) -> str:
    if not line.claims:
        return ""
    more = f" and {len(line.claims) - _MOST} more" if len(line.claims) > _MOST else ""
    return f" [{', '.join(line.claims[:_MOST])}{more}]"


def _short(text: str, length: int = 160) -> str:
    text = squeeze(text).replace('"', "'")
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown; each sentence ends with the ids of its claims. The same brief gives the same text."""
    head = (
        "# Brief"
        + (f", as known on {brief.as_of}" if brief.as_of else "")
        + (f", news since {brief.since}" if brief.since else "")
    )
    out = [head, "", "Who claims what, on whose word. Nothing here is a verdict on what is true.", ""]
    for section in brief.sections:
        out += [f"## {section.title}", ""]
        out += [f"- {line.text}{_ids(line)}" for line in section.lines] or ["- nothing"]
        out.append("")
    if brief.refused:
        out += [f"{brief.refused} sentences were held back: they told more than their sources hold.", ""]
    return "\n".join(out)
