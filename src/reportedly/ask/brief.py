"""A brief: what changed, was promised, is due, was kept or broken, is told as done; how many, who disagrees, what is not known.

Every sentence is made from rows and ends with the ids of the claims it stands on; nothing is judged here, and no likelihood is
said but by people (`likelihood.py`). The gate holds back a sentence that tells more than its sources hold.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from reportedly.ask import brief_lines as lines_of
from reportedly.ask.alerts import find_jumps
from reportedly.ask.brief_lines import MOST, Known
from reportedly.ask.filters import Filters
from reportedly.ask.gate import refuse
from reportedly.ask.likelihood import find_faults, made_up, persons_section
from reportedly.ask.posture import read_posture
from reportedly.ask.questions import ask_claims, ask_commitments, ask_contradictions, ask_events
from reportedly.ask.references import cite, list_references
from reportedly.ask.weak import is_weak
from reportedly.config import LinkOptions
from reportedly.core.brief import Brief, Line, Section
from reportedly.core.claim import Polarity
from reportedly.core.derived import Commitment, Contradiction, Event
from reportedly.core.edtf import parse_day, parse_edtf
from reportedly.core.known import CARRIED_OUT, KnownClaim
from reportedly.errors import DayError
from reportedly.link.estimates import make_estimates
from reportedly.link.views import count_origins
from reportedly.ontology.plover import VERBAL
from reportedly.store import view
from reportedly.store.judgements import load_judgements

_SPAN = re.compile(r"(\d{1,4})([dw])")
_KNOWN_ON = re.compile(r"as known on (\d{4}-\d\d-\d\d)")
_NEWS = 6  # new promises that a brief names; the others are counted
_JUMP = 0.5  # share by which a number must differ from the one told before it
_SOON = dt.timedelta(days=14)  # a promise is due where its day lies so near the brief's


@dataclass(frozen=True, slots=True)
class Asked:
    """What a brief is about: filters, the day since which there must be news, its style, words that must occur."""

    filters: Filters
    since: dt.date | None = None
    style: str = "plain"
    topic: str | None = None


_NOUN_WORDS = 7
_MEANT = re.compile(
    r"^(?:[\w,.'’-]+ ){1,6}(?:that|who|which|whom)\b|"
    r"^(?:(?:the|those|some|about|roughly|all|\d[\d,]*) )+(?:\w+ ){1,3}"
    r"(?:deployed|stationed|massed|based|gathered|held|exercising)\b",
    re.I,
)
_PASSED_OVER = "And {} that the coder is not sure of, or of which no day is known; `reportedly follow --all` lists what it holds."


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of the record that a brief is made from; `fresh`: ids of claims that are news."""

    claims: Known
    commitments: list[Commitment]
    events: list[Event]
    contradictions: list[Contradiction]
    fresh: frozenset[str]


def parse_since(text: str, as_of: dt.date | None) -> dt.date:
    """The first day of a brief's news: a day, a span before `as_of` or today ("7d", "2w"), or the day after that of a brief in a
    file. Raises DayError for what is none of these."""
    span = _SPAN.fullmatch(text)
    if span:
        days = int(span[1]) * (7 if span[2] == "w" else 1)
        return (as_of or dt.datetime.now(dt.UTC).date()) - dt.timedelta(days=days)
    path = Path(text)
    if path.suffix in (".md", ".html", ".htm", ".txt") and path.is_file():
        told = _KNOWN_ON.search(path.read_text(encoding="utf-8", errors="replace")[:4000])
        if told is None:
            raise DayError(f"{text}: names no day as of which it was written; write briefs with --as-of DAY")
        return parse_day(told[1]) + dt.timedelta(days=1)
    return parse_day(text)


def make_brief(connection: duckdb.DuckDBPyConnection, asked: Asked, options: LinkOptions) -> Brief:
    """The brief on what fits. With `since`, what has no news since that day is left out, and what changed comes first."""
    rows = _load(connection, asked, options)
    by_id = {c.id: c for c in rows.commitments}
    weak = {c.id for c in rows.commitments if is_weak(c, rows.claims)}
    rows = replace(rows, commitments=[c for c in rows.commitments if c.id not in weak])
    moved = [c for c in rows.commitments if rows.fresh & {*c.claims, *(e.claim for e in c.evidence)}]
    passed_over = [Line(_PASSED_OVER.format(lines_of.count(len(weak), "announcement")))] if weak else []
    sections = [Section("What changed", tuple(_changes(connection, asked, options, rows)))] if asked.since else []
    sections += [
        Section("Promises", (*(lines_of.promise_line(c, rows.claims, by_id) for c in _newest(moved)), *passed_over)),
        Section("Promised, and not seen done", tuple(_unkept(moved, rows))),
        Section(
            "Due within two weeks",
            tuple(lines_of.due_line(c, rows.claims) for c in rows.commitments if _is_due(c, asked.filters.as_of)),
        ),
        Section("Reported as done or under way", tuple(_events(rows))),
        Section("How many", tuple(_posture(rows))),
        Section("Who disagrees", tuple(_disputes(moved, rows))),
        Section("Not known", tuple(_unknown(connection, asked.filters, rows))),
    ]
    held, refused = _through_the_gate(sections, rows.claims)
    if asked.style == "icd203":
        held = [_sources(connection, asked.filters, rows), *held, _persons(connection, rows)]
    faults = find_faults(held) if asked.style == "icd203" else ()
    day = asked.filters.as_of.isoformat() if asked.filters.as_of else None
    since = asked.since.isoformat() if asked.since else None
    held = cite(held, rows.claims)
    ids = {rows.claims[i].claim.report for s in held for line in s.lines for i in line.cited}
    reports = {r.id: r for r in view.load_reports(connection, ids=sorted(ids))}
    references = list_references(held, rows.claims, reports)
    return Brief(day, since, tuple(held), refused, asked.style, _scope(asked), faults, references)


def _load(connection: duckdb.DuckDBPyConnection, asked: Asked, options: LinkOptions) -> _Rows:
    """Rows that fit. What a promise or contradiction stands on is kept with it, though another's act."""
    filters = asked.filters
    claims = [k for k in ask_claims(connection, filters) if _is_on(asked.topic, k)]
    own = {k.claim.id for k in claims}
    commitments = [c for c in ask_commitments(connection, filters, options) if asked.topic is None or own & set(c.claims)]
    events = [e for e in ask_events(connection, filters, options) if own & set(e.claims)]
    contradictions = [x for x in ask_contradictions(connection, filters, options) if asked.topic is None or own & set(x.claims)]
    named = own | {i for c in commitments for i in (*c.claims, *(e.claim for e in c.evidence))}
    named |= {i for rows in (events, contradictions) for row in rows for i in row.claims}
    known = {k.claim.id: k for k in view.load_claims(connection, filters.as_of, ids=sorted(named))}
    told = own | {e.claim for c in commitments for e in c.evidence} | {i for x in contradictions for i in x.claims}
    fresh = frozenset(i for i in told if i in known and (asked.since is None or _is_since(known[i], asked.since)))
    return _Rows(known, commitments, events, contradictions, fresh)


def _is_on(topic: str | None, known: KnownClaim) -> bool:
    return topic is None or topic.lower() in f"{known.claim.quote} {known.claim.event_type} {known.claim.mode or ''}".lower()


def _scope(asked: Asked) -> str:
    f = asked.filters
    told = (("acts of", f.actor), ("acts", f.act), ("near", f.near), ("on", asked.topic))
    return ", ".join(f"{word} {value}" for word, value in told if value)


def _through_the_gate(sections: Sequence[Section], known: Known) -> tuple[list[Section], int]:
    """The sections without the sentences that tell more than their sources hold or guess, and how many those were."""
    refused = 0
    out = []
    for section in sections:
        kept = [x for x in section.lines if not x.claims or not refuse(x.words, x.claims, known, x.worked_out)]
        kept = [x for x in kept if not made_up(x.words)]
        refused += len(section.lines) - len(kept)
        out.append(Section(section.title, tuple(kept)))
    return out, refused


def _is_since(known: KnownClaim, since: dt.date) -> bool:
    days = parse_edtf(known.published)
    return days is not None and days.last is not None and days.last >= since


# ------------------------------------------------------------------ the sections


def _changes(connection: duckdb.DuckDBPyConnection, asked: Asked, options: LinkOptions, rows: _Rows) -> list[Line]:
    """How the account differs from what it was the day before `since`: new promises, other statuses, new contradictions."""
    assert asked.since is not None
    day = asked.since - dt.timedelta(days=1)
    earlier = replace(asked.filters, as_of=day)
    before = {i: c for c in ask_commitments(connection, earlier, options) for i in c.claims}
    fresh: list[Commitment] = []
    moved: list[Line] = []
    for c in rows.commitments:
        old = next((before[i] for i in c.claims if i in before), None)
        if old is None and rows.fresh & set(c.claims):
            fresh.append(c)
        elif old is not None and old.status != c.status:
            moved.append(lines_of.change_line(c, old, rows.claims))
    disputes = len(rows.contradictions) - len(ask_contradictions(connection, earlier, options))
    counts = [
        lines_of.count(len({rows.claims[i].claim.report for i in rows.fresh}), "new report"),
        lines_of.count(len({rows.claims[i].origin or i for i in rows.fresh}), "origin"),
        lines_of.count(len(fresh), "new promise"),
        lines_of.count(max(0, disputes), "new contradiction"),
    ]
    head = Line(f"Against {day.isoformat()}: {', '.join(counts)}.", worked_out=(day.isoformat(), *counts))
    told = [lines_of.new_line(c, rows.claims) for c in _newest(fresh)[:_NEWS]]
    return [head, *told, *moved[:MOST], *_jumps(connection, earlier, rows)]


def _jumps(connection: duckdb.DuckDBPyConnection, earlier: Filters, rows: _Rows) -> list[Line]:
    """Numbers of forces that are far from what was told of the same force and place before."""
    told = make_estimates(ask_claims(connection, earlier))
    now = [e for e in make_estimates(rows.claims.values()) if e.claim in rows.fresh]
    pairs = [p for p in find_jumps(told, now, _JUMP) if all(e.claim in rows.claims for e in p)]
    return [lines_of.jump_line(e, last, rows.claims) for e, last in pairs[:_NEWS]]


def _newest(commitments: list[Commitment]) -> list[Commitment]:
    """Most telling first: those with evidence or several reports, then by day, newest first."""
    weighed = sorted(commitments, key=lambda c: (c.announced or "", c.id), reverse=True)
    return sorted(weighed, key=lambda c: -min(3, len(c.evidence) + len(c.claims) // 2))[:MOST]


def _unkept(commitments: list[Commitment], rows: _Rows) -> list[Line]:
    """Promises that others looked for in vain, denied, saw undone, or whose day has passed."""
    found = [c for c in _newest(commitments) if c.status in ("not_observed", "contradicted", "reversed", "expired")]
    return [lines_of.due_line(c, rows.claims) for c in found]


def _is_due(c: Commitment, as_of: dt.date | None) -> bool:
    due = parse_edtf(c.due)
    if as_of is None or due is None or due.last is None or c.status in ("confirmed", "contradicted", "reversed"):
        return False
    return as_of <= due.last <= as_of + _SOON  # what is past its day stands among what was not seen done


def _events(rows: _Rows) -> list[Line]:
    """What is told as done: of each event the claims that tell so, which alone are counted."""
    told = []
    for event in rows.events:
        if event.event_type in VERBAL - {"AGREE"}:  # a demand or an accusation is words, not an act reported as done
            continue
        known = [k for i in event.claims if (k := rows.claims.get(i)) is not None and _is_told_as_done(k)]
        first = max((k for k in known if k.claim.id in rows.fresh and _tells_act(k)), key=_weight, default=None)
        ids = tuple(k.claim.id for k in known)
        if first is None or first.claim.background or not (first.claim.actors or _counts_people(first)):
            continue
        reports = tuple(dict.fromkeys(k.claim.report for k in known))
        told.append((replace(event, claims=ids, reports=reports, origins=count_origins(known)), first))
    told.sort(key=lambda row: (-row[0].origins, row[0].when or "9999", row[0].id))
    out = [lines_of.event_line(event, first) for event, first in told[:MOST]]
    if len(told) > MOST:
        out.append(Line(f"And {len(told) - MOST} more; `reportedly events` lists them."))
    return out


def _counts_people(known: KnownClaim) -> bool:
    """True for what nobody is told to have done, and which says how many it befell: the dead are news whoever fired."""
    return bool(known.claim.quantities) and bool(known.claim.recipients)


def _is_told_as_done(known: KnownClaim) -> bool:
    return known.claim.stage in CARRIED_OUT and known.claim.polarity is Polarity.AFFIRMED


def _tells_act(known: KnownClaim) -> bool:
    """True where the quoted words tell the act: a verb's clause, or a long one of a noun; "the soldiers deployed there" only says
    who is meant."""
    quote = known.claim.quote
    noun = known.claim.coder.rule.split(".")[1:2] == ["N"]
    fewest = _NOUN_WORDS if noun else 0
    return lines_of.is_telling(quote) and len(quote.split()) >= fewest and _MEANT.match(quote) is None


def _weight(known: KnownClaim) -> tuple[int, int, str]:
    """How much a claim tells, to show the most telling words of an event; then the longer, then by id."""
    claim = known.claim
    filled = bool(claim.attribution) + bool(claim.places) + bool(claim.quantities) + bool(claim.when)
    return filled - (claim.background * 4), min(len(claim.quote), 120), claim.id


def _posture(rows: _Rows) -> list[Line]:
    readings = read_posture(make_estimates(rows.claims[i] for i in sorted(rows.fresh)))
    latest = sorted(readings, key=lambda r: (r.first.as_of or r.first.told or "", r.first.id), reverse=True)
    found = (lines_of.posture_line(r, rows.claims) for r in latest[:MOST])
    return list({line.text: line for line in found if line is not None}.values())  # three numbers of one sentence quote it once


def _disputes(moved: list[Commitment], rows: _Rows) -> list[Line]:
    found = [lines_of.dispute_line(c, rows.claims) for c in moved]
    fresh = [x for x in rows.contradictions if rows.fresh & set(x.claims)]
    found += [lines_of.contradiction_line(x, rows.claims) for x in fresh]
    return [line for line in found if line is not None][:MOST]


def _unknown(connection: duckdb.DuckDBPyConnection, filters: Filters, rows: _Rows) -> list[Line]:
    out = []
    undated = view.count_undated(connection)
    if undated:
        seen = "are left out of an account as of a day" if filters.as_of else "cannot be placed in time"
        out.append(Line(f"{lines_of.count(undated, 'report')} without a date {seen}."))
    claims = [rows.claims[i] for i in rows.fresh]
    voiceless = sum(not k.claim.attribution for k in claims)
    if claims:
        out.append(Line(f"{voiceless} of {len(claims)} claims are told in the report's own voice, without a source."))
    open_ones = [c for c in _newest(rows.commitments) if c.status not in ("confirmed", "reversed")]
    out += [lines_of.settle_line(c, rows.claims) for c in open_ones]
    return out[:MOST]


def _sources(connection: duckdb.DuckDBPyConnection, filters: Filters, rows: _Rows) -> Section:
    """Who is heard, how often, and how far they stand apart: the standard's description of sources."""
    claims = [rows.claims[i] for i in rows.fresh]
    reports, origins = {k.claim.report for k in claims}, {k.origin or k.claim.report for k in claims}
    heard = Counter(lines_of.speaker_of(k) for k in claims)
    most = ", ".join(f"{name} ({n})" for name, n in sorted(heard.items(), key=lambda row: (-row[1], row[0]))[:8])
    out = [
        Line(
            f"{lines_of.count(len(reports), 'report')} of {lines_of.count(len(origins), 'origin')}; copies count as one origin."
        ),
        Line(f"Most heard, with the number of their claims: {most or 'nobody'}."),
        Line("A side's word on its own acts is never counted as confirmation; `reportedly sources` lists all."),
    ]
    return Section("Sources", tuple(out))


def _persons(connection: duckdb.DuckDBPyConnection, rows: _Rows) -> Section:
    named = {
        c.id: (f"the promise of {c.announced or 'an unknown day'} (“{lines_of.short(c.scope, 80)}”)", c.claims)
        for c in rows.commitments
    }
    named |= {i: (f"“{lines_of.short(rows.claims[i].claim.quote, 80)}”", (i,)) for i in rows.fresh}
    return persons_section(load_judgements(connection), named)
