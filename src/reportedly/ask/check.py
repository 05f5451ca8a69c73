"""A sentence checked against the record: what speaks for it, what against, what is not comparable, and when nothing is known.

The sentence is coded like a report. Each claim of the record that is about the same kind of act, or that says much the same in
words of another kind, by the same doers, is then set beside it: same time, place, party and number, or not. Nothing is ruled
on: both sides are shown, each with its words and side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from reportedly.ask.beside import SUBORDINATE, Question, compare, days_of
from reportedly.ask.counting import Counting, count_times
from reportedly.ask.filters import Filters
from reportedly.ask.matter import Matter
from reportedly.ask.part import load_beside
from reportedly.ask.questions import ask_commitments
from reportedly.config import LinkOptions
from reportedly.core.claim import Claim, Stage
from reportedly.core.derived import Commitment
from reportedly.core.edtf import parse_edtf
from reportedly.core.known import KnownClaim, is_unsure
from reportedly.link.evidence import find_side
from reportedly.link.scenes import Scenes, names_of
from reportedly.link.views import count_origins

VERDICTS = ("supported", "contradicted", "both", "not_comparable", "unknown")
_MOST = 12
_CLAUSE_WORDS = 4  # so many words and more are what somebody says; fewer name a thing


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim of the record beside the sentence: `bearing` for, against or not_comparable, and why in a few words."""

    claim: Claim
    bearing: str
    why: str
    side: str
    origin: str | None
    published: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """The answer: a verdict on the record, never on the truth; `coded` is how the sentence was understood, `counting` what
    counts as it does ("the second time")."""

    sentence: str
    verdict: str
    coded: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    origins_for: int
    origins_against: int
    precedents: tuple[Commitment, ...]
    notes: tuple[str, ...]
    as_of: str | None
    counting: tuple[Counting, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence that somebody asks about, its claims, and the days that it names (EDTF)."""

    sentence: str
    coded: Sequence[Claim]
    days: Sequence[str]


def check_sentence(connection: duckdb.DuckDBPyConnection, what: Asked, options: LinkOptions, as_of: dt.date | None) -> Check:
    """Set the claims of a sentence beside what was known on a day."""
    sentence = what.sentence
    asked = rank(what.coded)
    findings = set_beside(what, *load_beside(connection, sentence, what.coded, options, as_of))
    doers = dict.fromkeys(p.country for c in asked[:1] for p in c.actors if p.country)
    followed = [c for state in doers for c in ask_commitments(connection, Filters(actor=state, as_of=as_of), options)]
    promises = sorted((c for c in followed if _is_precedent(asked[0], c)), key=lambda c: (c.announced or "9999", c.id))
    counting, notes, counted = count_times(connection, sentence, as_of, promises)
    if not any(c.event_type for c in asked) and not counting:
        notes.append("No act was understood in the sentence: it names none that the record keeps.")
    pro = [k for k, f in findings if f.bearing == "for"]
    con = [k for k, f in findings if f.bearing == "against"]
    apart = any(f.bearing == "not_comparable" for _, f in findings)
    verdict = counted or _verdict(bool(pro), bool(con), apart)
    order = {"for": 0, "against": 1, "not_comparable": 2}
    shown = sorted((f for _, f in findings), key=lambda f: (order[f.bearing], f.published or "9999", f.claim.id))
    day = as_of.isoformat() if as_of else None
    origins = count_origins(pro), count_origins(con)
    return Check(
        sentence,
        verdict,
        tuple(c for c in asked if c.event_type),
        tuple(shown),
        *origins,
        tuple(promises[-_MOST:]),
        tuple(notes),
        day,
        tuple(counting),
    )


def set_beside(
    what: Asked, record: Sequence[KnownClaim], matter: Matter | None = None, reports: Mapping[str, frozenset[str]] | None = None
) -> list[tuple[KnownClaim, Finding]]:
    """The claims of a record that bear on a sentence or are not comparable with it; the second act of the sentence is tried where
    the first finds nothing. `matter` and `reports` (names of the scenes of reports) are given where `record` is a part."""
    asked = rank(what.coded)
    if not asked:
        return []
    scenes, matter = Scenes([*(k.claim for k in record), *what.coded], None, reports), matter or Matter.of(record)
    days = days_of(asked[:1]) or days_of(what.coded) or [d for edtf in what.days if (d := parse_edtf(edtf))]
    question = Question(what.sentence, scenes, matter, tuple(days), names_of(what.sentence))
    findings: list[tuple[KnownClaim, Finding]] = []
    for one in asked[:2]:
        found = _findings(one, record, question)
        findings = findings or found
        if any(f.bearing != "not_comparable" for _, f in found):
            return found
    return findings


def _verdict(pro: bool, con: bool, apart: bool) -> str:
    if pro and con:
        return "both"
    if pro or con:
        return "supported" if pro else "contradicted"
    return "not_comparable" if apart else "unknown"


def rank(coded: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence, the one that it is about first: not what only sets the scene or stands within another's words,
    with doer, time and number."""

    def weight(c: Claim) -> tuple[bool, bool, int, int]:
        filled = bool(c.actors) + bool(c.when) + bool(c.places) + bool(c.quantities) + 2 * bool(c.attribution)
        inner = any(_is_within(c, other) for other in coded) or c.quote.split()[0].lower() in SUBORDINATE
        return inner, is_unsure(c), -(filled - 3 * (c.stage is Stage.CONDITIONAL)), c.trigger.start

    return sorted((c for c in coded), key=weight)


def _is_within(claim: Claim, other: Claim) -> bool:
    """True for what only stands in another claim's words ("the pullback", in "welcomed the pullback"); of two with the same words
    the one that tells of the future is meant ("proposed a truce" is no request)."""
    if claim is other or not (other.start <= claim.start and claim.end <= other.end):
        return False
    if {s.name for s in claim.attribution} & {p.name for p in other.actors} and len(claim.quote.split()) >= _CLAUSE_WORDS:
        return False  # "acknowledged that they had gone": who acknowledges only says so
    if claim.end - claim.start < other.end - other.start:
        return True
    ahead = (Stage.PROPOSED, Stage.ORDERED, Stage.ANNOUNCED)
    return other.stage in ahead and claim.stage not in ahead


def _findings(asked: Claim, record: Sequence[KnownClaim], question: Question) -> list[tuple[KnownClaim, Finding]]:
    actor = next((p.country for p in asked.actors if p.country), "") or ""
    out = []
    for known in record:
        found = compare(asked, known, question)
        if found is not None:
            bearing, why = found
            side, _ = find_side(known, frozenset({actor}))
            out.append((known, Finding(known.claim, bearing, why, side, known.origin, known.published, known.publisher)))
    best = [row for row in out if row[1].bearing != "not_comparable"]
    return best + [row for row in out if row[1].bearing == "not_comparable"][:_MOST]


def _is_precedent(asked: Claim, promise: Commitment) -> bool:
    """True for an earlier promise of the same act by the same doer."""
    mine = {p.country for p in asked.actors if p.country}
    same = promise.event_type == asked.event_type and (asked.mode in (None, promise.mode) or promise.mode is None)
    return same and promise.actor.country in mine


def sides_of(findings: Iterable[Finding], bearing: str) -> dict[str, int]:
    """How many findings of a bearing come from each side."""
    out: dict[str, int] = {}
    for f in findings:
        if f.bearing == bearing:
            out[f.side] = out.get(f.side, 0) + 1
    return dict(sorted(out.items()))
