"""Commitments: promises of one actor, the evidence on each, and its status as known on a day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportedly.config import LinkOptions
from reportedly.core.claim import Claim, Party, Place, Polarity, Speaker, Stage
from reportedly.core.derived import Commitment, Evidence
from reportedly.core.edtf import Days, format_days, parse_edtf
from reportedly.core.ids import make_id
from reportedly.core.known import CARRIED_OUT, KnownClaim, is_committing
from reportedly.link.evidence import denies, find_bearing, find_side, is_new, make_evidence, party_names
from reportedly.link.review import NOTHING_REVIEWED, Review, review_groups
from reportedly.link.same_event import Group, find_counted, group_claims, places_fit
from reportedly.link.speakers import name_speakers
from reportedly.link.status import judge_status
from reportedly.ontology.actors import load_actors

# Acts that somebody can commit to; talking about them is not one.
_OWN_WORD_DAYS = 30
_GOOD_QUOTE_CHARS = 100  # of equally telling quotes the one nearest to this length is shown
_WIDE_DAYS = 8
_RENEWED_DAYS = 21
COMMITTABLE = frozenset(
    {"RETREAT", "MOBILIZE", "AID", "COOPERATE", "CONSULT", "SANCTION", "COERCE", "ASSAULT", "PROTEST", "AGREE"}
)
_WOULD_SETTLE = {
    "RETREAT/withdraw": "a count of the force before and after, images of the positions and the bases, the other side's word",
    "RETREAT/ceasefire": "observers on the line, reports of fire from both sides after the hour it was to begin",
    "RETREAT/release": "the released persons seen free, their families', the receiving side's or the Red Cross's word",
    "MOBILIZE/troops": "images of the positions, the other side's count",
    "CONSULT": "both sides' word that they met, a joint statement, pictures",
    "AID": "the receiver's word, a delivery seen on the ground",
    "SANCTION": "the legal act as published, the effect seen by those under it",
}


@dataclass(frozen=True, slots=True)
class _Promise:
    """A group of committing claims, before evidence is added. `count`: how many it is about (50 prisoners), where told."""

    group: Group
    first: dt.date | None
    actor: Party
    count: float | None = None


class _Told:
    """Claims of one actor by the day they were said and by report, in the order in which they are known."""

    def __init__(self, known: Sequence[KnownClaim]) -> None:
        days = ((k.said_day, n, k) for n, k in enumerate(known))
        dated = ((day.last or day.first, n, k) for day, n, k in days if day is not None)
        self._said = sorted((said, n, k) for said, n, k in dated if said is not None)
        self._days = [said for said, _, _ in self._said]
        self._by_report: dict[str, list[tuple[int, KnownClaim]]] = defaultdict(list)
        for n, k in enumerate(known):
            self._by_report[k.claim.report].append((n, k))

    def between(self, first: dt.date, end: dt.date) -> list[tuple[KnownClaim, dt.date]]:
        """Claims said from the first day on and before the end, each with its day."""
        found = self._said[bisect_left(self._days, first) : bisect_left(self._days, end)]
        return [(k, said) for said, _, k in sorted(found, key=lambda row: row[1])]

    def of_reports(self, reports: Iterable[str]) -> list[KnownClaim]:
        """Claims of these reports."""
        return [k for _, k in sorted(row for report in reports for row in self._by_report.get(report, ()))]


def follow_commitments(
    claims: Iterable[KnownClaim],
    actor: str,
    options: LinkOptions,
    as_of: dt.date | None = None,
    review: Review = NOTHING_REVIEWED,
) -> list[Commitment]:
    """Commitments of `actor` (key of `actor_key`) among its claims, oldest first, each with evidence and status.

    Only `claims` count, so what is given decides what is known; `as_of` is the day told in the result. `review`: what people
    judged to be one promise, or not.
    """
    known = name_speakers(sorted(claims, key=lambda k: k.sort_key))
    committing = (k for k in known if _commits(k, actor))
    groups = review_groups(group_claims(committing, options), review)
    groups += _told_by_own_side(known, groups, actor, options)
    promises = [_promise(g, actor) for g in groups]
    promises.sort(key=lambda p: (p.first or dt.date.max, p.group.anchor.claim.id))
    out: list[Commitment] = []
    told = _Told(known)
    for promise in promises:
        evidence = _evidence(promise, promises, told, actor, options)
        commitment = _commitment(promise, told, evidence, as_of)
        precedents = [c.id for c in reversed(out) if _is_precedent(c, commitment)]
        out.append(replace(commitment, precedents=tuple(precedents)))
    return out


def _commits(known: KnownClaim, actor: str) -> bool:
    """True for an act that somebody known orders or announces. A noun in another side's words ("NATO would welcome a withdrawal")
    is no announcement, unless it tells of one ("NATO spoke of Russia's announced withdrawal")."""
    claim = known.claim
    if claim.event_type not in COMMITTABLE:
        return False
    if _is_dated_plan(claim):
        return True
    if not is_committing(claim) or not _has_somebody(claim):
        return False
    own = not claim.attribution or find_side(known, actor)[0] == "own"
    if not own and any(c.quote.lower().startswith("prepar") for c in claim.cues):
        return False  # that they are preparing to leave is what somebody saw, no word of theirs
    return own or claim.stage is Stage.ORDERED or bool(claim.cues) or ".N." not in claim.coder.rule


def _has_somebody(claim: Claim) -> bool:
    """True where the one who commits is known by name: "some forces" promise nothing."""
    return any(p.country or p.actor or p.name[:1].isupper() for p in claim.actors)


def _is_dated_plan(claim: Claim) -> bool:
    """True for what the report itself says is to be done by a day: "100 more to be let go by April 5". Where it names no doer,
    its block tells whose it is."""
    if claim.background or claim.event_type != "RETREAT" or claim.polarity is not Polarity.AFFIRMED:
        return False
    if claim.stage not in (Stage.ANNOUNCED, Stage.ORDERED, Stage.EXPECTED) or claim.attribution:
        return False
    if any(p.country or p.actor for p in claim.actors):
        return False  # what a known side will do is a promise where that side says so
    days = parse_edtf(claim.when.edtf) if claim.when else None
    return days is not None and days.last is not None


def _told_by_own_side(known: Sequence[KnownClaim], groups: Sequence[Group], actor: str, options: LinkOptions) -> list[Group]:
    """Retreats that their own side tells as done where it promised nothing in the weeks before: its word is what is to
    be followed through ("troops have been pulled back", Putin said)."""
    promised = [g.day.first for g in groups if g.day and g.day.first]
    window = dt.timedelta(days=_OWN_WORD_DAYS)
    alone = []
    for k in known:
        claim, said = k.claim, k.said_day
        if claim.event_type != "RETREAT" or claim.stage not in CARRIED_OUT or claim.polarity is not Polarity.AFFIRMED:
            continue
        if said is None or said.first is None or find_side(k, actor)[0] != "own":
            continue
        first = said.first
        if not any(dt.timedelta(0) <= first - day <= window for day in promised):
            alone.append(k)
    return group_claims(alone, options)


def _promise(group: Group, block: str) -> _Promise:
    days = [d.first for k in group.members if (d := k.said_day) and d.first and d.last and (d.last - d.first).days <= _WIDE_DAYS]
    anchor = group.anchor.claim
    parties = [p for k in group.members for p in k.claim.actors]
    actor = next((p for p in parties if p.country or p.actor), None) or _first_party(parties, anchor, block)
    counts = sorted(n[0] for k in group.members if (n := find_counted(k.claim)) is not None)
    count = counts[len(counts) // 2] if counts else None
    return _Promise(group, min(days, default=group.day.first if group.day else None), actor, count)


def _first_party(parties: Sequence[Party], anchor: Claim, block: str) -> Party:
    """Who stands for a promise whose doer no actor table knows: whoever is named, who speaks, else the state of its block."""
    if parties:
        return parties[0]
    if anchor.attribution:
        return _as_party(anchor.attribution[0])
    row = load_actors().by_id.get(block)
    name = row.name if row is not None else block
    country = row.country if row is not None else None
    return Party(name, anchor.trigger.quote, anchor.trigger.start, anchor.trigger.end, block, country, None)


def _as_party(speaker: Speaker) -> Party:
    """Who tells of his own side's act without naming a doer ("all of them were freed") stands for the side."""
    row = load_actors().by_id.get(speaker.actor or "")
    country, sector = (row.country, row.sector) if row is not None else (None, None)
    return Party(speaker.name, speaker.quote, speaker.start, speaker.end, speaker.actor, country, sector)


def _evidence(
    promise: _Promise, others: Sequence[_Promise], told: _Told, actor: str, options: LinkOptions
) -> list[tuple[KnownClaim, Evidence]]:
    """Claims that bear on the promise: said on or after it, and before the next promise of the same act took over; what counts as
    many as only one of them promised ("all 50 are out") bears on that one."""
    anchor = promise.group.anchor.claim
    if promise.first is None:
        return []
    same = [p for p in others if p is not promise and p.first and _same_act(p.group.anchor.claim, anchor)]
    last = promise.first + dt.timedelta(days=options.evidence_days)
    end = _end(promise, same, told, actor) or last
    members = {k.claim.id for k in promise.group.members}
    parties = party_names(p.name for k in promise.group.members for p in k.claim.actors)
    news = {k.claim.report for k in promise.group.members if not k.claim.background}
    start = _start(promise, [k.claim for k in told.of_reports(news)])
    out = []
    for k, said in told.between(promise.first, max(end, last)):
        if k.claim.id in members or not _is_of_promise(k.claim, promise, same, after=said >= end):
            continue
        bearing = find_bearing(k.claim, anchor.event_type, anchor.mode, promise.count)
        opposite = k.claim.event_type != anchor.event_type and bearing == "contradicts"
        if opposite and not is_new(k.claim) and not (k.act_day and k.act_day.first and k.act_day.first > promise.first):
            continue
        if opposite and not k.claim.attribution and not is_new(k.claim) and k.claim.event_type != "ASSAULT":
            continue  # a report's own "exercises are going on" undoes nothing
        if bearing is None or not places_fit(k.claim, anchor):
            continue
        act = k.act_day
        if act and act.last and act.last < promise.first:
            continue
        if act is None and k.claim.report in news and _is_of_before(k.claim, bearing, find_side(k, actor, parties)[0]):
            continue
        if bearing == "contradicts" and start is not None and (act.last if act and act.last else said) < start:
            continue  # before it was to begin nothing breaks it
        if opposite and (said <= promise.first or find_side(k, actor, parties)[0] == "own"):
            continue
        out.append((k, make_evidence(k, bearing, actor, parties)))
    return _without_hasty(out, parse_edtf(_due(promise.group.members, promise.first)))


def _without_hasty(found: list[tuple[KnownClaim, Evidence]], due: Days | None) -> list[tuple[KnownClaim, Evidence]]:
    """ "None has come" contradicts nothing before the day it was promised for, nor as long as the side that promised has not told
    it as done: it was looked for and not seen. Who calls a word false, or tells the opposite, does contradict."""
    done = [parse_edtf(e.day) for _, e in found if e.side == "own" and e.bearing == "supports"]
    first = min((d.first for d in done if d is not None and d.first is not None), default=None)
    out = []
    for k, e in found:
        day = parse_edtf(e.day)
        said = day.last if day is not None else None
        early = not _is_past(due, said) and (due is not None or first is None or (said is not None and said < first))
        if e.bearing == "contradicts" and k.claim.polarity is not Polarity.AFFIRMED and early and not denies(k.claim):
            e = replace(e, bearing="not_observed")
        out.append((k, e))
    return out


def _is_past(due: Days | None, day: dt.date | None) -> bool:
    return due is not None and due.last is not None and day is not None and due.last < day


def _end(promise: _Promise, same: Sequence[_Promise], told: _Told, actor: str) -> dt.date | None:
    """Day from which what is told bears on a later promise of the same act. A promise given again while nothing has come of it yet
    (a plan, then the order) takes nothing over; one given after its side told it as done, or after its day, does."""
    later = sorted({p.first for p in same if p.first and promise.first and p.first > promise.first})
    due = parse_edtf(_due(promise.group.members, promise.first))
    for day in later:
        if due is not None and due.last is not None and due.last < day:
            return day
        if due is None and promise.first and (day - promise.first).days > _RENEWED_DAYS:
            return day
        anchor = promise.group.anchor.claim
        for k, _ in told.between(promise.first or day, day):
            mine = _same_act(k.claim, anchor) and k.claim.stage in CARRIED_OUT and k.claim.polarity is Polarity.AFFIRMED
            if mine and find_side(k, actor)[0] == "own" and not k.claim.background:
                return day
    return None


def _is_of_promise(claim: Claim, promise: _Promise, same: Sequence[_Promise], *, after: bool) -> bool:
    """Whether a claim is about this one of several promises of one act; `after`: it was told after the next was given."""
    numbers = {q.low for q in claim.quantities if q.unit is None and q.low == q.high and q.low is not None}
    if promise.count in numbers:
        return True
    return not after and not any(p.count in numbers for p in same)


def _start(promise: _Promise, told: Iterable[Claim]) -> dt.date | None:
    """The day on which the act is to begin, where a report of the announcement names one after it."""
    anchor = promise.group.anchor.claim
    ahead = [c for c in told if c.stage not in CARRIED_OUT and c.polarity is Polarity.AFFIRMED and _same_act(c, anchor)]
    days = [parse_edtf(c.when.edtf) for c in ahead if c.when]
    firsts = [d.first for d in days if d is not None and d.first is not None and promise.first and d.first > promise.first]
    return min(firsts, default=None)


def _is_of_before(claim: Claim, bearing: str, side: str) -> bool:
    """True for what the report of an announcement itself tells as done, or as broken in its own voice, without a day: it was
    before the announcement ("in December seventeen were freed", "an earlier truce collapsed")."""
    if bearing in ("supports", "partly"):
        return side != "own"
    return bearing == "contradicts" and not claim.attribution and claim.polarity is not Polarity.AFFIRMED


def _same_act(a: Claim, b: Claim) -> bool:
    return a.event_type == b.event_type and (a.mode == b.mode or None in (a.mode, b.mode)) and places_fit(a, b)


def _commitment(promise: _Promise, told: _Told, evidence: list[tuple[KnownClaim, Evidence]], as_of: dt.date | None) -> Commitment:
    members = promise.group.members
    anchor = promise.group.anchor.claim
    best = max((k.claim for k in members), key=_richness)
    reports = {k.claim.report for k in members}
    exceptions = [k.claim for k in told.of_reports(reports) if _is_exception(k.claim, anchor)]
    due = _due(members, promise.first)
    opposite = {k.claim.id for k, e in evidence if k.claim.event_type != anchor.event_type and e.bearing == "contradicts"}
    status, reasons = judge_status([e for _, e in evidence], opposite, due, as_of)
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


def _announced(promise: _Promise) -> str | None:
    """EDTF of the day of the announcement, or of the days within which it lies; None when unknown."""
    day = promise.group.day
    if promise.first is None:
        return None
    if day and day.first == promise.first and day.last and (day.last - promise.first).days > _WIDE_DAYS:
        return format_days(day.first, day.last)
    return promise.first.isoformat()


def _richness(claim: Claim) -> tuple[int, int]:
    filled = bool(claim.quantities) + bool(claim.places) + bool(claim.when) + (claim.stage is Stage.ORDERED)
    return filled, -abs(len(claim.quote) - _GOOD_QUOTE_CHARS)


def _is_exception(claim: Claim, anchor: Claim) -> bool:
    return (
        claim.event_type == anchor.event_type
        and claim.polarity is Polarity.NEGATED
        and claim.coder.rule.startswith(("remain", "stay"))
    )


def _due(members: Sequence[KnownClaim], first: dt.date | None) -> str | None:
    """Last day by which the act is to be done, as the committing claims say; None where none does."""
    for claim in (k.claim for k in members):
        days = parse_edtf(claim.when.edtf) if claim.when else None
        if days and days.last and (first is None or days.last > first):
            return format_days(days.last, days.last)
    return None


def _places(members: Sequence[KnownClaim]) -> tuple[Place, ...]:
    out: dict[str, Place] = {}
    for k in members:
        for place in k.claim.places:
            out.setdefault(place.name, place)
    return tuple(out.values())


def _is_precedent(earlier: Commitment, later: Commitment) -> bool:
    if earlier.event_type != later.event_type or (earlier.mode != later.mode and earlier.mode and later.mode):
        return False
    if earlier.announced is None or later.announced is None or earlier.announced >= later.announced:
        return False
    mine = {p.country for p in earlier.places if p.country}
    theirs = {p.country for p in later.places if p.country}
    return not mine or not theirs or bool(mine & theirs) or earlier.actor.country in mine | theirs
