"""A sentence checked against the record: what speaks for it, what against, what is not comparable, and when nothing is known.

The sentence is coded like a report. Each claim of the record that is about the same kind of act, by the same doers, is then set
beside it: same time, place, party and number, or not. Nothing is ruled on: both sides are shown, each with its words and side.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from reportedly.ask.filters import Filters
from reportedly.ask.questions import ask_commitments, load_known
from reportedly.config import LinkOptions
from reportedly.core.claim import Claim, Polarity, Quantity, Stage
from reportedly.core.derived import Commitment
from reportedly.core.edtf import Days, parse_edtf
from reportedly.core.known import CARRIED_OUT, COMMITTING, KnownClaim
from reportedly.link.contradictions import count_kind, numbers_meet
from reportedly.link.evidence import find_side
from reportedly.link.same_event import places_fit, recipients_fit
from reportedly.link.scenes import Scenes, names_of
from reportedly.link.speakers import name_speakers
from reportedly.link.views import count_origins
from reportedly.ontology.actors import load_actors
from reportedly.store import view
from reportedly.text import fold, squeeze

VERDICTS = ("supported", "contradicted", "both", "not_comparable", "unknown")
_AHEAD = frozenset({*COMMITTING, Stage.EXPECTED})
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_COUNTING = re.compile(
    rf"\b({'|'.join(_ORDINALS)})\b(?=[^.]{{0,40}}\b(?:time|order|announcement|statement|pullback|withdrawal|truce|ceasefire|promise|such)\b)",
    re.I,
)
_OF_FORCES = frozenset({"RETREAT", "MOBILIZE", "ASSAULT"})
_ALL = re.compile(r"\b(?:all|every|each|entire|whole|completely|fully|the last)\b", re.I)
_PART = re.compile(r"\b(?:some|part|partly|partial(?:ly)?|most|several|a few|two[- ]thirds|half|majority|small number)\b", re.I)
_DENYING = frozenset("deny denies denied denying refuse refused refuses reject rejected rejects".split())
_SORTS = {
    "forces": frozenset("soldier troop fighter militant serviceman servicemen policeman officer".split()),
    "civilians": frozenset("civilian resident villager child children woman women passenger protester".split()),
}
_SLACK_DAYS = 3
_OPEN_FACTOR = 2.0
_WIDE = 10_000
_MOST = 12


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
    """The answer: a verdict on the record, never on the truth; `coded` is how the sentence was understood."""

    sentence: str
    verdict: str
    coded: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    origins_for: int
    origins_against: int
    precedents: tuple[Commitment, ...]
    notes: tuple[str, ...]
    as_of: str | None


def check_sentence(
    connection: duckdb.DuckDBPyConnection, sentence: str, coded: Sequence[Claim], options: LinkOptions, as_of: dt.date | None
) -> Check:
    """Set the claims of a sentence (`coded`) beside what was known on a day."""
    record = name_speakers(load_known(connection, Filters(as_of=as_of)))
    asked = [c for c in _asked(coded) if c.event_type]
    scenes = Scenes([*(k.claim for k in record), *coded])
    findings: list[tuple[KnownClaim, Finding]] = []
    if asked:
        days = [d for c in asked[:1] or coded for d in _days(c)] or [d for c in coded for d in _days(c)]
        findings = _findings(asked[0], record, _Question(scenes, tuple(days), names_of(sentence)))
    doers = dict.fromkeys(p.country for c in asked[:1] for p in c.actors if p.country)
    followed = [c for state in doers for c in ask_commitments(connection, Filters(actor=state, as_of=as_of), options)]
    promises = sorted((c for c in followed if _is_precedent(asked[0], c)), key=lambda c: (c.announced or "9999", c.id))
    notes, counted = _counting(connection, sentence, as_of, promises)
    if not asked:
        notes.append("No act was understood in the sentence: it names none that the record keeps.")
    pro = [k for k, f in findings if f.bearing == "for"]
    con = [k for k, f in findings if f.bearing == "against"]
    apart = any(f.bearing == "not_comparable" for _, f in findings)
    verdict = counted or _verdict(bool(pro), bool(con), apart)
    order = {"for": 0, "against": 1, "not_comparable": 2}
    shown = sorted((f for _, f in findings), key=lambda f: (order[f.bearing], f.published or "9999", f.claim.id))
    day = as_of.isoformat() if as_of else None
    origins = count_origins(pro), count_origins(con)
    return Check(sentence, verdict, tuple(asked), tuple(shown), *origins, tuple(promises[-_MOST:]), tuple(notes), day)


def _verdict(pro: bool, con: bool, apart: bool) -> str:
    if pro and con:
        return "both"
    if pro or con:
        return "supported" if pro else "contradicted"
    return "not_comparable" if apart else "unknown"


def _asked(coded: Sequence[Claim]) -> list[Claim]:
    """The claims of the sentence, the one that it is about first: not what only sets the scene, with doer, time and number."""

    def weight(c: Claim) -> tuple[int, int]:
        filled = bool(c.actors) + bool(c.when) + bool(c.places) + bool(c.quantities) + 2 * bool(c.attribution)
        return -(filled - 3 * (c.stage is Stage.CONDITIONAL)), c.trigger.start

    return sorted(coded, key=weight)


# ------------------------------------------------------------------ one claim beside another


@dataclass(frozen=True, slots=True)
class _Question:
    """What a sentence asks beside its claim: the names of scenes, and the days that it tells, wherever they hang."""

    scenes: Scenes
    days: tuple[Days, ...]
    names: frozenset[str]


def _days(claim: Claim) -> list[Days]:
    return [d for w in (claim.when, claim.said_when) if w and (d := parse_edtf(w.edtf))]


def _findings(asked: Claim, record: Sequence[KnownClaim], question: _Question) -> list[tuple[KnownClaim, Finding]]:
    out = []
    for known in record:
        found = _compare(asked, known, question)
        if found is not None:
            bearing, why = found
            actor = next((p.country for p in asked.actors if p.country), "") or ""
            side, _ = find_side(known, frozenset({actor}))
            out.append((known, Finding(known.claim, bearing, why, side, known.origin, known.published, known.publisher)))
    best = [row for row in out if row[1].bearing != "not_comparable"]
    return best + [row for row in out if row[1].bearing == "not_comparable"][:_MOST]


def _compare(asked: Claim, known: KnownClaim, question: _Question) -> tuple[str, str] | None:
    """(bearing, why) of a claim, or None where it is about something else."""
    claim = known.claim
    if _counts(asked):
        return _compare_numbers(asked, known, question)
    if claim.event_type != asked.event_type or (
        asked.mode and claim.mode and asked.mode != claim.mode and asked.event_type != "ASSAULT"
    ):
        return None
    if not _doers_fit(asked, claim) or not _near(asked, claim, question):
        return None
    if not _times_fit(question, known):
        return "not_comparable", "another time"
    if not places_fit(asked, claim) or not recipients_fit(asked, claim):
        return "not_comparable", "another place or party"
    return _polarity(asked, claim)


def _doers_fit(asked: Claim, claim: Claim) -> bool:
    mine = {p.country or p.actor for p in asked.actors if p.country or p.actor}
    theirs = {p.country or p.actor for p in claim.actors if p.country or p.actor}
    return not mine or not theirs or bool(mine & theirs)


def _near(asked: Claim, claim: Claim, question: _Question) -> bool:
    """True where the two are of one matter: what the sentence names beside the doer is named in the claim too, where it names
    anything; else the doer's state is the same."""
    doers = _voices(asked) | _voices(claim)
    wanted, told = question.names - doers, question.scenes.names(claim) - doers
    if wanted and told:
        others = {p.country for p in asked.recipients if p.country} | {p.country for p in asked.places if p.country}
        theirs = {p.country for p in claim.recipients if p.country} | {p.country for p in claim.places if p.country}
        return bool(wanted & told) or bool(others & theirs)
    mine = {p.country for p in asked.actors if p.country}
    same_doer = bool(mine & {p.country for p in claim.actors if p.country})
    return (same_doer and asked.event_type in _OF_FORCES) or bool(wanted & question.scenes.names(claim))


def _voices(claim: Claim) -> frozenset[str]:
    """Folded words of who acts and speaks in a claim."""
    spoken = [f"{p.quote} {p.name}" for p in claim.actors] + [f"{s.quote} {s.name}" for s in claim.attribution]
    return frozenset(w for words in spoken for w in fold(words).split())


def _times_fit(question: _Question, known: KnownClaim) -> bool:
    """True where the sentence gives no time, or one that the claim's act or its saying falls into."""
    told: list[Days] = [d for d in (known.act_day, known.said_day) if d is not None]
    return not question.days or any(a.overlaps(b, _SLACK_DAYS) and not _is_vaguer(b, a) for a in question.days for b in told)


def _is_vaguer(told: Days, asked: Days) -> bool:
    """True where a day is asked for and a month or more is told."""

    def width(days: Days) -> int:
        return (days.last - days.first).days if days.first and days.last else _WIDE

    return width(asked) <= _SLACK_DAYS and width(told) > 3 * _SLACK_DAYS


def _counts(claim: Claim) -> list[Quantity]:
    return [q for q in claim.quantities if q.low is not None or q.high is not None]


def _compare_numbers(asked: Claim, known: KnownClaim, question: _Question) -> tuple[str, str] | None:
    """(bearing, why) of a claim on a sentence that counts. A claim that counts nothing of the kind says nothing of the number;
    the same number for another time, place or thing is not comparable."""
    claim = known.claim
    pairs = [(q, r) for q in _counts(asked) for r in _counts(claim)]
    if not pairs or not _doers_fit(asked, claim):
        return None
    same_thing = [(q, r) for q, r in pairs if _one_kind(_kind_of(asked, q), _kind_of(claim, r))]
    same_number = any(_same_number(q, r) for q, r in pairs)
    if not same_thing:
        return ("not_comparable", "the number counts something else") if same_number else None
    meets = any(numbers_meet(q, r) and _is_as_close(q, r) for q, r in same_thing)
    if not _times_fit(question, known) or not places_fit(asked, claim) or _other_spot(asked, claim):
        return ("not_comparable", "the number is of another time or place") if meets else None
    if asked.attribution and not _same_mouth(asked, claim):
        return None
    if meets:
        return "for", f"{claim.attribution[0].name if claim.attribution else 'the report itself'} gives that number"
    same_act = claim.event_type == asked.event_type and (asked.attribution or _near(asked, claim, question))
    if any(numbers_meet(q, r) for q, r in same_thing):
        return ("not_comparable", f"an open number: {same_thing[0][1].quote}") if same_act else None
    return ("against", f"another number: {same_thing[0][1].quote}") if same_act else None


def _is_as_close(asked: Quantity, told: Quantity) -> bool:
    """False where an open number is far from the one that is asked: "at least several thousand" says nothing of 30,000."""
    if told.high is not None and told.low is not None:
        return True
    mine, bound = asked.low or asked.high or 0.0, told.low or told.high or 0.0
    return asked.low is None or asked.high is None or max(mine, bound) <= _OPEN_FACTOR * min(mine, bound)


def _kind_of(claim: Claim, quantity: Quantity) -> str | None:
    """What a number counts: its unit, or people of one sort; None where the text names nothing."""
    kind = count_kind(claim, quantity)
    if kind is None or kind[1] != "people":
        return kind[1] if kind else None
    noun = fold(quantity.of or "").split()[-1:]
    return next((sort for sort, words in _SORTS.items() if noun and noun[0].rstrip("s") in words), "people")


def _one_kind(a: str | None, b: str | None) -> bool:
    """True for what counts one sort of thing; a bare number ("an estimated 40,000") mostly counts people."""
    if a == b:
        return True
    return ("people" in (a, b) or None in (a, b)) and {a, b} <= {None, "people", *_SORTS}


def _other_spot(asked: Claim, claim: Claim) -> bool:
    """True where the sentence names a place that is no country, and the claim names others only."""
    mine = {fold(p.name) for p in asked.places if p.precision != "country" and p.name[:1].isupper()}
    theirs = {fold(p.name) for p in claim.places if p.name[:1].isupper()}
    states = {p.country for p in asked.places if p.precision == "country"} - {p.country for p in claim.places} - {None}
    return (bool(theirs) and bool(states)) or (bool(mine) and not mine & theirs)


def _same_number(q: Quantity, r: Quantity) -> bool:
    return q.low is not None and q.low == r.low


def _polarity(asked: Claim, claim: Claim) -> tuple[str, str] | None:
    """For or against by how far the act went and whether it is affirmed; by the same mouth where the sentence names one."""
    if asked.attribution and not _same_mouth(asked, claim):
        return None
    said = claim.attribution[0].name if claim.attribution else "the report itself"
    if not _phases_fit(asked, claim):
        return None
    if asked.stage in _AHEAD and claim.polarity is not Polarity.AFFIRMED and not _denies(claim):
        return None  # that nothing is seen of it does not deny that it was ordered
    if (
        asked.polarity is claim.polarity
        and _ALL.search(asked.quote)
        and _PART.search(claim.quote)
        and not _ALL.search(claim.quote)
    ):
        return "against", f"{said} says so of a part"
    alike = (asked.polarity is Polarity.AFFIRMED) == (claim.polarity is Polarity.AFFIRMED)
    return ("for", f"{said} says so") if alike else ("against", f"{said} says otherwise")


def _denies(claim: Claim) -> bool:
    return any(cue.quote.lower() in _DENYING for cue in claim.cues) or not claim.cues


def _phases_fit(asked: Claim, claim: Claim) -> bool:
    if asked.stage in CARRIED_OUT:
        return claim.stage in CARRIED_OUT
    if asked.stage in _AHEAD:
        return claim.stage in _AHEAD
    return claim.stage is asked.stage or claim.stage in CARRIED_OUT or claim.stage in _AHEAD


def _same_mouth(asked: Claim, claim: Claim) -> bool:
    """True where the speaker whom the sentence names speaks in the claim, or acts in it where the act is one of words."""
    wanted = asked.attribution[0]
    names = {*_words(wanted.name)}
    row = load_actors().by_id.get(wanted.actor or "")
    body = wanted.actor if row is not None and (row.kind != "state" or not _TITLES & set(fold(wanted.name).split())) else None
    voices = [(s.name, s.actor) for s in claim.attribution]
    if not voices and claim.stage in _AHEAD:
        voices = [(p.name, p.actor) for p in claim.actors]
    return any(names & {*_words(name)} or (body is not None and body == actor) for name, actor in voices)


def _words(name: str) -> list[str]:
    return [w for w in fold(name).split() if len(w) > 3 and w not in _TITLES]


_TITLES = frozenset(
    "president minister ministry secretary general spokesman spokeswoman office government chief head foreign defence".split()
)


# ------------------------------------------------------------------ how many times


def _counting(
    connection: duckdb.DuckDBPyConnection, sentence: str, as_of: dt.date | None, promises: Sequence[Commitment]
) -> tuple[list[str], str | None]:
    """Notes on a statement that counts ("the second time"), and its verdict where the record counts too."""
    asked = _COUNTING.search(sentence)
    if asked is None:
        return [], None
    wanted = _ORDINALS[asked[1].lower()]
    reports = view.load_reports(connection, as_of)
    told = [(r, m) for r in reports for m in _COUNTING.finditer(r.text) if _is_of(r.text, m, sentence)]
    notes = [
        f"{r.publisher or r.ref or r.id} ({r.published or 'undated'}) counts: “{_around(r.text, m)}”" for r, m in told[:_MOST]
    ]
    numbers = {_ORDINALS[m[1].lower()] for _, m in told}
    if promises:
        notes.append(
            f"The record holds {len(promises)} such announcements by then: {', '.join(p.announced or '?' for p in promises)}."
        )
    if wanted in numbers:
        return notes, "supported"
    if numbers or len(promises) > wanted:
        return notes, "contradicted"
    return notes, "supported" if len(promises) == wanted else None


def _is_of(text: str, match: re.Match[str], sentence: str) -> bool:
    """True where the words around share a name with the sentence: who has done it so many times."""
    names = set(re.findall(r"[A-ZÀ-Þ][\w’'-]{2,}", sentence))
    return any(name in text[max(0, match.start() - 200) : match.end() + 200] for name in names)


def _around(text: str, match: re.Match[str]) -> str:
    first = max(text.rfind(". ", 0, match.start()) + 2, text.rfind("\n", 0, match.start()) + 1, 0)
    stop = min((p for p in (text.find(". ", match.end()), text.find("\n", match.end())) if p >= 0), default=len(text))
    return squeeze(text[first : stop + 1])


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
