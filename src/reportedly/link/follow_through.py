"""Commitments: promises of one actor, the evidence on each, and its status as known on a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from reportedly.config import LinkOptions
from reportedly.core.claim import Claim, Place, Polarity, Stage
from reportedly.core.derived import Commitment, Evidence
from reportedly.core.edtf import Days, format_days, parse_edtf
from reportedly.core.ids import make_id
from reportedly.core.known import CARRIED_OUT, KnownClaim
from reportedly.link.about import Topics
from reportedly.link.bearing import bearing_on, breaks, is_lasting, is_undone, meets_another
from reportedly.link.evidence import (
    denies,
    find_side,
    is_measure,
    is_new,
    make_evidence,
    names_of_party,
    party_names,
)
from reportedly.link.objects import find_objects, objects_fit
from reportedly.link.promises import WIDE_DAYS, Promise, Told, find_promises, is_past
from reportedly.link.review import NOTHING_REVIEWED, Review
from reportedly.link.same_event import places_fit
from reportedly.link.scenes import spots_of
from reportedly.link.speakers import name_speakers
from reportedly.link.status import Weight, judge_status

_NEWS_DAYS = 2
_GAP = 2  # characters between the words of a promise and a clause that hangs on them
_FEW_WORDS = 4
_GOOD_QUOTE_CHARS = 100  # of equally telling quotes the one nearest to this length is shown
_HANGING = re.compile(r"(?:that|which|who|whom|to|from|of|as|last|and|but)\b", re.I)  # words of a clause that begins elsewhere
_STILL = re.compile(r"\b(?:still|goes? on|went on|continue[sd]?|remain(?:s|ed)?|in force)\b", re.I)
_WOULD_SETTLE = {
    "RETREAT/withdraw": "a count of the force before and after, images of the positions and the bases, the other side's word",
    "RETREAT/ceasefire": "observers on the line, reports of fire from both sides after the hour it was to begin",
    "RETREAT/release": "the released persons seen free, their families', the receiving side's or the Red Cross's word",
    "MOBILIZE/troops": "images of the positions, the other side's count",
    "CONSULT": "both sides' word that they met, a joint statement, pictures",
    "AID": "the receiver's word, a delivery seen on the ground",
    "SANCTION": "the legal act as published, the effect seen by those under it",
}


def nobody(block: str) -> Sequence[KnownClaim]:
    """Claims of other blocks, where none are to be looked at."""
    return ()


@dataclass(frozen=True, slots=True)
class Around:
    """What else counts: the day told in the result, what people judged to be one promise or not, claims of other blocks."""

    as_of: dt.date | None = None
    review: Review = NOTHING_REVIEWED
    others: Callable[[str], Sequence[KnownClaim]] = nobody


_ALONE = Around()


def follow_commitments(
    claims: Iterable[KnownClaim], actor: str, options: LinkOptions, around: Around = _ALONE
) -> list[Commitment]:
    """Commitments of `actor` (key of `actor_key`) among its claims, oldest first, each with evidence and status.

    Only `claims` count, so what is given decides what is known; of what two states promise together both have to do their part,
    so that the other's claims count too.
    """
    known = name_speakers(sorted(claims, key=lambda k: k.sort_key))
    promises = find_promises(known, actor, options, around.review)
    out: list[Commitment] = []
    told = {actor: Told(known)}
    topics = Topics(promises, actor)
    topics.read(known)
    for promise in promises:
        for block in promise.partners:
            if block not in told:
                told[block] = Told(name_speakers(sorted(around.others(block), key=lambda k: k.sort_key)))
        evidence = _evidence(promise, promises, [told[block] for block in (actor, *promise.partners)], topics, options)
        commitment = _commitment(promise, told[actor], evidence, around.as_of)
        precedents = [c.id for c in reversed(out) if _is_precedent(c, commitment)]
        out.append(replace(commitment, precedents=tuple(precedents)))
    return out


def _evidence(
    promise: Promise, others: Sequence[Promise], told: Sequence[Told], topics: Topics, options: LinkOptions
) -> list[tuple[KnownClaim, Evidence]]:
    """Claims that bear on the promise: said on or after it, and before the next promise of the same act took over; what counts as
    many as only one of them promised ("all 50 are out") bears on that one. `told`: of each side that promised, its own first."""
    anchor = promise.anchor
    if promise.first is None:
        return []
    sides = frozenset({topics.actor, *promise.partners})
    same = promise.same_as(others)
    last = promise.first + dt.timedelta(days=options.evidence_days)
    end = promise.end or last
    members = {k.claim.id for k in promise.group.members}
    parties = party_names(n for k in promise.group.members for p in k.claim.actors for n in names_of_party(p))
    retold = {k.claim.report for k in promise.group.members if not k.claim.background}
    news = {k.claim.report for k in promise.group.members if k.claim.report in retold and _is_fresh(k, promise.first)}
    start = _start(promise, [k.claim for t in told for k in t.of_reports(news)])
    heard = sorted((row for t in told for row in t.between(promise.first, max(end, last))), key=lambda row: row[1])
    objects = frozenset(o for k in promise.group.members for o in find_objects(k.claim))
    out = []
    for k, said in heard:
        if k.claim.id in members or not _is_of_promise(k.claim, promise, same, after=said >= end):
            continue
        bearing = bearing_on(k.claim, promise)
        fits = places_fit(k.claim, anchor) and objects_fit(objects, find_objects(k.claim))
        if bearing is None or not fits or meets_another(k.claim, promise):
            continue
        if topics.is_of_another(k, promise, partial(_may_bear, k.claim, said)):
            continue
        side = find_side(k, sides, parties)[0]
        opposite = k.claim.event_type != anchor.event_type and bearing == "contradicts"
        undoes = _undoes(k, promise.first, said, side) or (side != "own" and breaks(k.claim, promise, said, start))
        early_or_own = (said <= promise.first or side == "own") and is_undone(k.claim, promise)
        if early_or_own or (opposite and (not undoes or _is_beside(k.claim, promise, objects))):
            continue
        act = k.act_day
        if act and act.last and act.last < promise.first:
            continue
        told_again = k.claim.report in retold and not k.claim.attribution
        if act is None and (k.claim.report in news or told_again) and _is_of_before(k.claim, bearing, side):
            continue
        early = (side != "own" and said <= promise.first) or _is_within(k.claim, promise) or _is_ahead(said, start)
        if bearing in ("supports", "partly") and k.claim.report in news and early:
            continue  # on that day nobody else can have seen it done; its own words tell no deed
        if bearing == "supports" and side != "own" and act is None and said <= promise.first:
            continue
        if bearing == "contradicts" and start is not None and (act.last if act and act.last else said) < start:
            continue  # before it was to begin nothing breaks it
        out.append((k, make_evidence(k, bearing, sides, parties)))
    return _without_hasty(out, parse_edtf(promise.due), start or promise.first if is_lasting(promise) else None)


def _is_beside(claim: Claim, promise: Promise, objects: frozenset[str]) -> bool:
    """True for an opposite act that undoes nothing of what was promised: it was done elsewhere, or it is fighting, or forces that
    come, where people were to be let out."""
    forces = claim.event_type in ("ASSAULT", "MOBILIZE") and "civilians" in objects and "forces" not in objects
    return forces or _is_elsewhere(claim, promise)


def _is_within(claim: Claim, promise: Promise) -> bool:
    """True where the claim is a part of the words that promise, or begins where they end: "rice for the tens of thousands cut off
    by the fighting", "every unit will be back where it came from"."""
    told = (k.claim for k in promise.group.members if k.claim.report == claim.report)
    return any(c.start <= claim.start <= c.end + _GAP for c in told)


def _is_ahead(said: dt.date, start: dt.date | None) -> bool:
    """True where the act was yet to begin on the day it was told of."""
    return start is not None and said < start


def _is_elsewhere(claim: Claim, promise: Promise) -> bool:
    """True where a claim names towns or the like, and the promise names others: "locked again", of a house in the capital."""
    mine = {w for k in promise.group.members for w in spots_of(k.claim)}
    theirs = spots_of(claim)
    return bool(mine) and bool(theirs) and not mine & theirs


def _may_bear(claim: Claim, said: dt.date, promise: Promise) -> bool:
    """Whether a claim told on a day may bear on a promise, by its act, its place and the time."""
    in_time = promise.first is not None and promise.first <= said and (promise.end is None or said < promise.end)
    return in_time and places_fit(claim, promise.anchor) and bearing_on(claim, promise) is not None


def _is_fresh(known: KnownClaim, first: dt.date) -> bool:
    """True for a report of the announcement itself, not one that tells of it again later."""
    published = known.published_days
    return published is None or published.first is None or (published.first - first).days <= _NEWS_DAYS


def _undoes(known: KnownClaim, first: dt.date, said: dt.date, side: str) -> bool:
    """Whether an opposite act undoes what was promised on the first day: it is new, or of after it, and others tell it. A
    report's own "exercises are going on" undoes nothing."""
    if said <= first or side == "own":
        return False
    new = is_new(known.claim)
    if not new and not _goes_on(known.claim) and not (known.act_day and known.act_day.first and known.act_day.first > first):
        return False
    return bool(known.claim.attribution) or new or known.claim.event_type == "ASSAULT"


def _goes_on(claim: Claim) -> bool:
    """True for what somebody says is still so ("the blockade goes on"), which was to be ended."""
    lasting = claim.event_type in ("COERCE", "SANCTION") and claim.polarity is Polarity.AFFIRMED and bool(claim.attribution)
    return lasting and (claim.stage is Stage.UNDER_WAY or _STILL.search(claim.quote) is not None)


def _without_hasty(
    found: list[tuple[KnownClaim, Evidence]], due: Days | None, in_force: dt.date | None
) -> list[tuple[KnownClaim, Evidence]]:
    """ "None has come" contradicts nothing before the day it was promised for, nor as long as the side that promised has not told
    it as done: it was looked for and not seen. Who calls a word false, or tells the opposite, does contradict, and so does who
    tells that a truce is none after the day from which it is to hold (`in_force`)."""
    done = [parse_edtf(e.day) for _, e in found if e.side == "own" and e.bearing == "supports"]
    first = min((d.first for d in done if d is not None and d.first is not None), default=None)
    out = []
    for k, e in found:
        day = parse_edtf(e.day)
        said = day.last if day is not None else None
        early = not is_past(due, said) and (due is not None or first is None or (said is not None and said < first))
        broken = in_force is not None and said is not None and said > in_force
        if (
            e.bearing == "contradicts"
            and k.claim.polarity is not Polarity.AFFIRMED
            and early
            and not denies(k.claim)
            and not broken
        ):
            e = replace(e, bearing="not_observed")
        out.append((k, e))
    return out


def _is_of_promise(claim: Claim, promise: Promise, same: Sequence[Promise], *, after: bool) -> bool:
    """Whether a claim is about this one of several promises of one act; `after`: it was told after the next was given."""
    numbers = {q.low for q in claim.quantities if q.unit is None and q.low == q.high and q.low is not None}
    if promise.count in numbers:
        return True
    return not after and not any(p.count in numbers for p in same)


def _start(promise: Promise, told: Iterable[Claim]) -> dt.date | None:
    """The day on which the act is to begin, where a report of the announcement names one after it."""
    ahead = [c for c in told if c.stage not in CARRIED_OUT and c.polarity is Polarity.AFFIRMED and promise.is_act(c)]
    days = [parse_edtf(c.when.edtf) for c in ahead if c.when]
    firsts = [d.first for d in days if d is not None and d.first is not None and promise.first and d.first > promise.first]
    return min(firsts, default=None)


def _is_of_before(claim: Claim, bearing: str, side: str) -> bool:
    """True for what the report of an announcement itself tells as done, or as broken in its own voice, without a day: it was
    before the announcement ("in December seventeen were freed", "an earlier truce collapsed")."""
    if bearing in ("supports", "partly"):
        return side != "own"
    return bearing == "contradicts" and not claim.attribution and claim.polarity is not Polarity.AFFIRMED


def _commitment(promise: Promise, told: Told, evidence: list[tuple[KnownClaim, Evidence]], as_of: dt.date | None) -> Commitment:
    members = promise.group.members
    anchor = promise.anchor
    best = max((k.claim for k in members), key=_richness)
    if not _richness(best)[0]:  # "the order", "that he announced": what its own side tells of it says more
        best = max((best, *_told_by_own(evidence)), key=_richness)
    reports = {k.claim.report for k in members}
    exceptions = [k.claim for k in told.of_reports(reports) if _is_exception(k.claim, anchor)]
    due = promise.due
    undoing = [(k, e) for k, e in evidence if k.claim.event_type != anchor.event_type or is_undone(k.claim, promise)]
    opposite = frozenset(e.claim for _, e in undoing if e.bearing == "contradicts")
    weight = Weight(opposite, _told_as_news(promise, evidence), is_measure(anchor.event_type, anchor.mode))
    status, reasons = judge_status([e for _, e in evidence], due, as_of, weight)
    key = f"{anchor.event_type}/{anchor.mode}"
    return Commitment(
        id=make_id("k", anchor.id),
        claims=tuple(k.claim.id for k in members),
        actor=promise.actor,
        event_type=anchor.event_type,
        mode=next((k.claim.mode for k in members if k.claim.mode), None),
        announced=_announced(promise),
        due=due,
        scope=best.quote,
        places=_places(members),
        exceptions=tuple(c.id for c in exceptions),
        residual=tuple(dict.fromkeys(c.quote for c in exceptions)),
        evidence=tuple(e for _, e in evidence),
        status=status,
        as_of=as_of.isoformat() if as_of else None,
        reasons=reasons,
        would_settle=_WOULD_SETTLE.get(key)
        or _WOULD_SETTLE.get(anchor.event_type)
        or "word from a side that gains nothing by it, or a look on the ground",
        precedents=(),
    )


def _told_by_own(evidence: Sequence[tuple[KnownClaim, Evidence]]) -> list[Claim]:
    """What its own side tells of the act as being done; a denial of theirs is no scope."""
    return [k.claim for k, e in evidence if e.side == "own" and k.claim.polarity is Polarity.AFFIRMED]


def _told_as_news(promise: Promise, evidence: Sequence[tuple[KnownClaim, Evidence]]) -> frozenset[str]:
    """Claims of talks and visits that a report tells in its own voice and on no word of who promised them: they are held before
    the eyes of the press, where a withdrawal or a release told as fact may be the announcement retold."""
    if promise.anchor.event_type != "CONSULT":
        return frozenset()
    copied = {k.claim.report for k, e in evidence if e.side == "own"}
    return frozenset(
        e.claim for k, e in evidence
        if e.side != "own" and e.speaker is None and e.bearing in ("supports", "partly")
        and not k.claim.background and k.claim.report not in copied
    )  # fmt: skip


def _announced(promise: Promise) -> str | None:
    """EDTF of the day of the announcement, or of the days within which it lies; None when unknown."""
    day = promise.group.day
    if promise.first is None:
        return None
    if day and day.first == promise.first and day.last and (day.last - promise.first).days > WIDE_DAYS:
        return format_days(day.first, day.last)
    return promise.first.isoformat()


def _richness(claim: Claim) -> tuple[bool, bool, int, int]:
    """How well a claim's words tell the promise where they stand alone: who does it, in the words themselves, that they are more
    than a bare name of it ("the order"), then when, where, how many, and last the length."""
    named = any(claim.start <= p.start and p.end <= claim.end for p in claim.actors)
    stands = named and not _HANGING.match(claim.quote) and not claim.background
    whole = len(claim.quote.split()) >= _FEW_WORDS and not _HANGING.match(claim.quote)
    filled = bool(claim.quantities) + bool(claim.places) + bool(claim.when) + (claim.stage is Stage.ORDERED)
    return stands, whole, filled, -abs(len(claim.quote) - _GOOD_QUOTE_CHARS)


def _is_exception(claim: Claim, anchor: Claim) -> bool:
    return (
        claim.event_type == anchor.event_type
        and claim.polarity is Polarity.NEGATED
        and claim.coder.rule.startswith(("remain", "stay"))
    )


def _places(members: Sequence[KnownClaim]) -> tuple[Place, ...]:
    out: dict[str, Place] = {}
    for k in members:
        for place in k.claim.places:
            out.setdefault(place.name, place)
    return tuple(out.values())


def _is_precedent(earlier: Commitment, later: Commitment) -> bool:
    if earlier.event_type != later.event_type or (earlier.mode != later.mode and earlier.mode and later.mode):
        return False
    before, after = parse_edtf(earlier.announced), parse_edtf(later.announced)
    if before is None or after is None or before.last is None or after.first is None or before.last >= after.first:
        return False  # of what was announced within a span of years the order is not known
    mine = {p.country for p in earlier.places if p.country}
    theirs = {p.country for p in later.places if p.country}
    return not mine or not theirs or bool(mine & theirs) or earlier.actor.country in mine | theirs
