"""Promises: the committing claims of one actor, in groups of one promise each, and how long each of them is the last word."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reportedly.config import LinkOptions
from reportedly.core.claim import Claim, Party, Polarity, Speaker, Stage
from reportedly.core.edtf import Days, format_days, parse_edtf
from reportedly.core.known import CARRIED_OUT, KnownClaim, is_committing, joint_keys
from reportedly.link.blocks import is_name
from reportedly.link.evidence import find_side
from reportedly.link.review import Review, review_groups
from reportedly.link.same_event import Group, find_counted, group_claims, places_fit
from reportedly.link.wording import own_words
from reportedly.ontology.actors import load_actors
from reportedly.ontology.plover import load_plover

_OWN_WORD_DAYS = 30
WIDE_DAYS = 8
_RENEWED_DAYS = 21
_ENOUGH_SHARED = 2  # words that two promises of one thing have in common ("border" alone stands in most)
_SHARE = 0.25
_IN_A_BREATH = 24  # characters between the words of two acts that one sentence promises
_GIVING_UP = frozenset({"withdraw", "access", "return", "disarm"})
# Acts that somebody can commit to; talking about them is not one.
COMMITTABLE = frozenset(
    {"RETREAT", "MOBILIZE", "AID", "COOPERATE", "CONSULT", "SANCTION", "COERCE", "ASSAULT", "PROTEST", "AGREE"}
)

_MEASURES = frozenset({"RETREAT", "COERCE", "SANCTION", "AID", "ASSAULT"})


@dataclass(frozen=True)
class Promise:
    """A group of committing claims, before evidence is added.

    `count`: how many it is about (50 prisoners), where told. `end`: day from which what is told bears on a later promise of the
    same act; None as long as no later one took over. `due`: EDTF of the last day by which it is to be done, as its claims, or
    those of an order that carries it out, say. `partners`: keys of the others that promise it with the one whose promise it is.
    `acts`: claims of which each tells another side of what is promised ("lift the blockade and withdraw the boats"), the anchor
    first.
    """

    group: Group
    first: dt.date | None
    actor: Party
    count: float | None = None
    end: dt.date | None = None
    due: str | None = None
    partners: tuple[str, ...] = ()
    acts: tuple[Claim, ...] = ()

    @cached_property
    def words(self) -> frozenset[str]:
        """Telling words of its claims but for the acts' own."""
        return frozenset(w for k in self.group.members for w in own_words(k.claim))

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Lemmas of the words that name the act."""
        return frozenset(k.claim.coder.rule.split(".")[0] for k in self.group.members)

    @cached_property
    def reports(self) -> frozenset[str]:
        """Reports that its claims stand in."""
        return frozenset(k.claim.report for k in self.group.members)

    @cached_property
    def related(self) -> frozenset[str]:
        """Types of acts that may bear on it: its own, those that undo one, what truces and measures are told in, coming back."""
        types = {a.event_type for a in self.acts}
        undoing = load_plover().opposites
        keys = types | {f"{a.event_type}/{a.mode}" for a in self.acts}
        roots = {act.partition("/")[0] for key in keys for act in undoing.get(key, ())}
        measures = _MEASURES if types & _MEASURES else frozenset()
        return frozenset(types | roots | measures | {"RETREAT"})

    @property
    def anchor(self) -> Claim:
        """The claim that the others are linked to."""
        return self.group.anchor.claim

    def same_as(self, others: Iterable[Promise]) -> list[Promise]:
        """Those of the others that are of the same act and have a day."""
        return [p for p in others if p.group is not self.group and p.first and any(p.is_act(act) for act in self.acts)]

    def is_act(self, claim: Claim) -> bool:
        """True for a claim of the same act as one that is promised."""
        return any(same_act(claim, act) for act in self.acts)


class Told:
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


def find_promises(known: Sequence[KnownClaim], actor: str, options: LinkOptions, review: Review) -> list[Promise]:
    """Promises of `actor` (key of `actor_key`) among its claims, oldest first; `known` in order of `sort_key`."""
    ended = _told_of_retreats(known)
    committing = (k for k in known if _commits(k, actor) and not _is_named_in(k.claim, ended))
    groups = _with_twins(review_groups(group_claims(committing, options), review))
    groups += _told_by_own_side(known, groups, actor, options)
    promises = sorted((_promise(g, actor) for g in groups), key=lambda p: (p.first or dt.date.max, p.anchor.id))
    told = Told(known)
    out = []
    for promise in promises:
        same = promise.same_as(promises)
        end = _end(promise, same, told, actor)
        going_on = [p for p in same if p.first and promise.first and promise.first < p.first and (end is None or p.first < end)]
        dues = [due_of(p.group.members, p.first) for p in (promise, *going_on)]
        out.append(replace(promise, end=end, due=next((d for d in dues if d), None)))
    return out


def _told_of_retreats(known: Sequence[KnownClaim]) -> dict[str, list[tuple[int, int]]]:
    """Where each report orders, announces or expects that forces withdraw."""
    out: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for claim in (k.claim for k in known):
        if claim.event_type == "RETREAT" and claim.stage not in CARRIED_OUT:
            out[claim.report].append((claim.start, claim.end))
    return out


def _is_named_in(claim: Claim, retreats: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """True for a build-up or drill that a noun only names where forces are told to withdraw: "pull back those taking part in
    planned drills" promises no drill."""
    if claim.event_type != "MOBILIZE" or ".N." not in claim.coder.rule:
        return False
    return any(start <= claim.trigger.start and claim.trigger.end <= end for start, end in retreats.get(claim.report, ()))


def _with_twins(groups: Sequence[Group]) -> list[Group]:
    """The groups, with those made one that one sentence promises together: "will lift the blockade and withdraw its boats".
    Relief that a way is opened for ("will let aid convoys in") is the way's promise."""
    out: list[Group] = []
    ways = [k.claim for g in groups for k in g.members if (k.claim.event_type, k.claim.mode) == ("RETREAT", "access")]
    for group in groups:
        if all(any(_is_let_in(k.claim, way) for way in ways) for k in group.members):
            continue
        twin = next((g for g in out if any(_are_twins(a.claim, b.claim) for a in g.members for b in group.members)), None)
        if twin is None:
            out.append(group)
        else:
            members = [*twin.members, *group.members]
            out[out.index(twin)] = Group(twin.kind, members, twin.day or group.day, twin.modes | group.modes)
    return out


def _is_let_in(relief: Claim, way: Claim) -> bool:
    """True for relief told in the words that promise its way, by the same mouth."""
    if relief.event_type != "AID" or relief.mode not in (None, "humanitarian") or ".N." not in relief.coder.rule:
        return False  # "and send 200 tonnes of food to Sudan" is a promise of its own
    if relief.report != way.report or relief.stage is not way.stage:
        return False
    apart = max(relief.start, way.start) - min(relief.end, way.end)
    return (
        apart <= 0
        and relief.polarity is way.polarity
        and {s.name for s in relief.attribution} == {s.name for s in way.attribution}
    )


def _are_twins(a: Claim, b: Claim) -> bool:
    """True for two ways of one giving up, promised in a breath by one mouth; prisoners and truces are promised on their own."""
    if a.report != b.report or a.event_type != b.event_type or a.event_type != "RETREAT" or a.stage is not b.stage:
        return False
    if a.mode == b.mode or not {a.mode, b.mode} <= _GIVING_UP or a.polarity is not b.polarity:
        return False
    apart = max(a.start, b.start) - min(a.end, b.end)
    return apart <= _IN_A_BREATH and {s.name for s in a.attribution} == {s.name for s in b.attribution}


def _commits(known: KnownClaim, actor: str) -> bool:
    """True for an act that somebody known orders or announces. A noun in another side's words ("NATO would welcome a withdrawal")
    is no announcement, unless it tells of one ("NATO spoke of Russia's announced withdrawal")."""
    claim = known.claim
    if claim.event_type not in COMMITTABLE or _is_alone(claim):
        return False
    if _is_dated_plan(claim) or _is_dated_threat(known, actor):
        return True
    own = not claim.attribution or find_side(known, frozenset({actor}))[0] == "own"
    if not is_committing(claim) or not (_has_somebody(claim) or (own and claim.attribution and not claim.actors)):
        return False
    if not own and any(c.quote.lower().startswith("prepar") for c in claim.cues):
        return False  # that they are preparing to leave is what somebody saw, no word of theirs
    return own or claim.stage is Stage.ORDERED or bool(claim.cues) or ".N." not in claim.coder.rule


def _is_alone(claim: Claim) -> bool:
    """True for cooperation with nobody: "with spring training over" promises nothing to anybody."""
    return claim.event_type == "COOPERATE" and not claim.recipients and not claim.actors[1:]


def _has_somebody(claim: Claim) -> bool:
    """True where the one who commits is known by name: "some forces" promise nothing."""
    return any(p.country or p.actor or is_name(p.name) for p in claim.actors)


def _is_dated_plan(claim: Claim) -> bool:
    """True for what the report itself says is to be done by a day: "100 more to be let go by April 5". Where it names no doer,
    its block tells whose it is."""
    if _is_date_of_talks(claim):
        return True
    if claim.background or claim.event_type != "RETREAT" or claim.polarity is not Polarity.AFFIRMED:
        return False
    if claim.stage not in (Stage.ANNOUNCED, Stage.ORDERED, Stage.EXPECTED) or claim.attribution:
        return False
    if any(p.country or p.actor for p in claim.actors):
        return False  # what a known side will do is a promise where that side says so
    days = parse_edtf(claim.when.edtf) if claim.when else None
    return days is not None and days.last is not None


def _is_date_of_talks(claim: Claim) -> bool:
    """True for talks and visits that a report in its own voice sets for a day: "they will hold talks in X on March 10"."""
    if claim.background or claim.event_type != "CONSULT" or claim.stage is not Stage.EXPECTED or claim.attribution:
        return False
    days = parse_edtf(claim.when.edtf) if claim.when and claim.polarity is Polarity.AFFIRMED else None
    dated = days is not None and days.first is not None and days.last is not None and (days.last - days.first).days <= WIDE_DAYS
    return dated and any(p.country or p.actor for p in claim.actors)


def _is_dated_threat(known: KnownClaim, actor: str) -> bool:
    """True for what a side says it will do by a day unless something is done, or threatens to do."""
    claim = known.claim
    if claim.stage is not Stage.CONDITIONAL or claim.polarity is not Polarity.AFFIRMED or claim.background or not claim.when:
        return False
    days = parse_edtf(claim.when.edtf)
    own = bool(claim.attribution) and find_side(known, frozenset({actor}))[0] == "own"
    return own and days is not None and days.first is not None and _has_somebody(claim)


def _told_by_own_side(known: Sequence[KnownClaim], groups: Sequence[Group], actor: str, options: LinkOptions) -> list[Group]:
    """Retreats that their own side tells as done where it promised nothing in the weeks before: its word is what is to
    be followed through ("troops have been pulled back", Putin said)."""
    retreats = (g for g in groups if g.anchor.claim.event_type == "RETREAT")
    promised = [g.day.first for g in retreats if g.day and g.day.first]
    window = dt.timedelta(days=_OWN_WORD_DAYS)
    alone = []
    for k in known:
        claim, said = k.claim, k.said_day
        if claim.event_type != "RETREAT" or claim.stage not in CARRIED_OUT or claim.polarity is not Polarity.AFFIRMED:
            continue
        if said is None or said.first is None or find_side(k, frozenset({actor}))[0] != "own":
            continue
        first = said.first
        if not any(dt.timedelta(0) <= first - day <= window for day in promised):
            alone.append(k)
    return group_claims(alone, options)


def _promise(group: Group, block: str) -> Promise:
    told = [k for k in group.members if (d := k.said_day) and d.first and d.last and (d.last - d.first).days <= WIDE_DAYS]
    exact = [k for k in told if not _is_about_when(k.claim)]  # "two weeks ago" gives way to "on Wednesday"
    narrow = [k for k in exact if (d := k.said_day) and d.first == d.last]  # and so does "last week"
    days = [d.first for k in narrow or exact or told if (d := k.said_day) and d.first]
    anchor = group.anchor.claim
    parties = [p for k in group.members for p in k.claim.actors]
    actor = next((p for p in parties if p.country or p.actor), None) or _first_party(parties, anchor, block)
    counts = sorted(n[0] for k in group.members if (n := find_counted(k.claim)) is not None)
    count = counts[len(counts) // 2] if counts else None
    first = min(days, default=group.day.first if group.day else None)
    partners = {key for k in group.members if block in (keys := joint_keys(k.claim)) for key in keys - {block}}
    acts = tuple({(k.claim.event_type, k.claim.mode): k.claim for k in reversed(group.members)}.values())[::-1]
    acts = (anchor, *(a for a in acts if a is not anchor))
    return Promise(group, first, actor, count, partners=tuple(sorted(partners)), acts=acts)


def _is_about_when(claim: Claim) -> bool:
    """True where the day on which it was said is told about only."""
    return claim.said_when is not None and (claim.said_when.edtf or "").endswith("~")


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


def is_past(due: Days | None, day: dt.date | None) -> bool:
    """True where the day lies after the last day by which something is due; False where either is open."""
    return due is not None and due.last is not None and day is not None and due.last < day


def _end(promise: Promise, same: Sequence[Promise], told: Told, actor: str) -> dt.date | None:
    """Day from which what is told bears on a later promise of the same act. A promise given again while nothing has come of it
    yet (a plan, then the order) takes nothing over; one given after its side told it as done, or after its day, does."""
    later = sorted(
        {p.first for p in same if p.first and promise.first and p.first > promise.first and _may_take_over(p, promise)}
    )
    due = parse_edtf(due_of(promise.group.members, promise.first))
    for day in later:
        if due is not None and due.last is not None and due.last < day:
            return day
        if due is None and promise.first and (day - promise.first).days > _RENEWED_DAYS:
            return day
        for k, _ in told.between(promise.first or day, day):
            mine = promise.is_act(k.claim) and k.claim.stage in CARRIED_OUT and k.claim.polarity is Polarity.AFFIRMED
            if mine and find_side(k, frozenset({actor}))[0] == "own" and not k.claim.background:
                return day
    return None


def _may_take_over(later: Promise, earlier: Promise) -> bool:
    """False where the words of two promises of one side have nothing in common but the act's: to reopen an office takes nothing
    over from reopening a road."""
    mine, theirs = later.words, earlier.words
    fewer = min(len(mine), len(theirs))
    return len(mine & theirs) >= max(min(_ENOUGH_SHARED, fewer), _SHARE * fewer)


def same_act(a: Claim, b: Claim) -> bool:
    """True for acts of one type, of modes that can be one, at places that can be one."""
    return a.event_type == b.event_type and (a.mode == b.mode or None in (a.mode, b.mode)) and places_fit(a, b)


def due_of(members: Sequence[KnownClaim], first: dt.date | None) -> str | None:
    """Last day by which the act is to be done, as the committing claims say; None where none does."""
    for claim in (k.claim for k in members):
        days = parse_edtf(claim.when.edtf) if claim.when else None
        if days and days.last and (first is None or days.last > first):
            return format_days(days.last, days.last)
    return None
