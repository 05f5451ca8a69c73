"""Claims about one act. A pure function of the claims of one actor, so any order of adding gives the same groups.

Claims are taken in order of the day they were said. A claim joins the group of the same kind of act whose first day lies
within a few days; one that gives no day of its own joins the latest group before it (it retells). Nothing chains: the
distance is always to the group's first claim.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.config import LinkOptions
from reportedly.core.claim import Claim, Polarity, Stage
from reportedly.core.edtf import Days
from reportedly.core.known import CARRIED_OUT, COMMITTING, KnownClaim
from reportedly.link.objects import find_objects, objects_fit
from reportedly.link.wording import own_words
from reportedly.text import fold

_RETELL_DAYS = 30
_WIDE_DAYS = 8
_SAME_NEWS_DAYS = 1
_SAME_NEWS = [dt.timedelta(days=n) for n in range(-_SAME_NEWS_DAYS, _SAME_NEWS_DAYS + 1)]
_NEARLY = 0.9
_FEWEST = 2  # "one" counts little
_PEOPLE = frozenset(
    "people persons prisoners detainees inmates hostages captives protesters demonstrators men women children soldiers troops "
    "fighters rebels militants migrants refugees civilians families others".split()
) | {""}
_WEEK, _OLD_NEWS = dt.timedelta(days=7), dt.timedelta(days=2)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass(slots=True)
class Group:
    """Claims of one act, the anchor first; `day` is the anchor's day or None."""

    kind: str
    members: list[KnownClaim]
    day: Days | None
    modes: set[str | None] = field(default_factory=set)
    things: set[frozenset[str]] = field(default_factory=set)

    @property
    def anchor(self) -> KnownClaim:
        """The claim that the others are linked to."""
        return self.members[0]


def group_claims(claims: Iterable[KnownClaim], options: LinkOptions) -> list[Group]:
    """Groups of claims about one act among the claims of one actor; claims that nothing joins are alone."""
    shelves: dict[str, _Shelf] = {}
    groups: list[Group] = []
    for known in sorted(claims, key=_order):
        shelf = shelves.setdefault(_kind(known.claim), _Shelf(options.announcement_days))
        open_groups = [g for g in shelf.near(_day(known)) if _joins(known, g, options)]
        if not open_groups:
            groups.append(Group(_kind(known.claim), [known], _day(known), {known.claim.mode}, _things_of(known)))
            shelf.add(groups[-1])
        else:
            nearest = max(open_groups, key=lambda g: _nearness(known, g))
            nearest.members.append(known)
            nearest.things |= _things_of(known)
    return groups


def _things_of(known: KnownClaim) -> set[frozenset[str]]:
    """Kinds of things that a promise names; those of other claims are never compared."""
    return {find_objects(known.claim)} if known.claim.stage in COMMITTING else set()


class _Shelf:
    """Groups of one kind by the month in which their day begins, so that a claim is compared with those that it can join."""

    def __init__(self, announcement_days: int) -> None:
        self._reach = dt.timedelta(days=max(_RETELL_DAYS, announcement_days, _WEEK.days) + _WIDE_DAYS)
        self._all: list[Group] = []
        self._wide: list[Group] = []  # of no day, or of one that cannot be shelved by its month
        self._months: dict[int, list[Group]] = {}

    def add(self, group: Group) -> None:
        self._all.append(group)
        if group.day is None or group.day.first is None or _is_wide(group.day):
            self._wide.append(group)
        else:
            self._months.setdefault(_month(group.day.first), []).append(group)

    def near(self, day: Days | None) -> list[Group]:
        """Groups that a claim of that day may join, and others."""
        if day is None or day.first is None or day.last is None:
            return self._all
        first, last = _month(_shift(day.first, -self._reach)), _month(_shift(day.last, self._reach))
        if last - first > len(self._months):
            return self._all
        return [*self._wide, *(g for month in range(first, last + 1) for g in self._months.get(month, ()))]


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month


def _shift(day: dt.date, span: dt.timedelta) -> dt.date:
    try:
        return day + span
    except OverflowError:
        return dt.date.min if span < dt.timedelta() else dt.date.max


def group_events(claims: Iterable[KnownClaim], options: LinkOptions) -> list[Group]:
    """The groups, with what is told of an announced act on the very days of its announcement in the announcement's group: that it
    has begun, that nobody sees a sign of it. Whether it happened is a question about one act."""
    groups = group_claims(claims, options)
    promised = [g for g in groups if g.kind.startswith("commit ")]
    told = [g for g in groups if g.kind.startswith("act ")]
    on_day: dict[dt.date, list[Group]] = {}
    for group in promised:
        if group.day is not None and group.day.first is not None:
            on_day.setdefault(group.day.first, []).append(group)
    gone: set[str] = set()
    for act in told:
        first = act.day.first if act.day is not None else None
        near = [p for n in _SAME_NEWS for p in on_day.get(_shift(first, n), ())] if first is not None else []
        fitting = [p for p in near if _is_of_announcement(act, p)]
        if fitting:
            nearest = max(fitting, key=lambda p: _nearness(act.anchor, p))
            nearest.members.extend(act.members)
            gone.add(act.anchor.claim.id)
    return [g for g in groups if g.anchor.claim.id not in gone]


def _is_of_announcement(act: Group, promised: Group) -> bool:
    mine, theirs = act.anchor.claim, promised.anchor.claim
    if mine.event_type != theirs.event_type or not _modes_fit(mine, theirs):
        return False
    if not places_fit(mine, theirs) or not recipients_fit(mine, theirs):
        return False
    if act.day is None or promised.day is None or not act.day.first or not promised.day.first:
        return False
    return abs((act.day.first - promised.day.first).days) <= _SAME_NEWS_DAYS


def _order(known: KnownClaim) -> tuple[bool, bool, tuple[dt.date, str]]:
    """Claims with a day of their own found groups; those that only retell come after, vague ones last."""
    retells = known.claim.stage in COMMITTING and not known.has_own_day
    return _is_vague(known), retells, known.sort_key


def _nearness(known: KnownClaim, group: Group) -> tuple[float, dt.date, str]:
    """More is nearer: the gap between the days, then the later group."""
    day = _day(known)
    if day is None or group.day is None:
        return 0.0, dt.date.min, group.anchor.claim.id
    mine, theirs = day.first or day.last, group.day.first or group.day.last
    assert mine and theirs
    return -float(abs((mine - theirs).days)), theirs, group.anchor.claim.id


def _is_vague(known: KnownClaim) -> bool:
    day = _day(known)
    return day is None or _is_wide(day)


def _kind(claim: Claim) -> str:
    phase = "commit" if claim.stage in COMMITTING else "act" if claim.stage in CARRIED_OUT else "ahead"
    if claim.stage is Stage.PROPOSED:
        phase = "proposed"
    denied = "not " if claim.polarity is not Polarity.AFFIRMED and phase != "act" else ""
    return f"{denied}{phase} {claim.event_type}"


def _day(known: KnownClaim) -> Days | None:
    if known.claim.stage in CARRIED_OUT and known.act_day is not None:
        return known.act_day
    return known.said_day


def _joins(known: KnownClaim, group: Group, options: LinkOptions) -> bool:
    claim, anchor = known.claim, group.anchor.claim
    if _kind(claim) != group.kind or not _modes_fit(claim, anchor):
        return False
    if not places_fit(claim, anchor) or not recipients_fit(claim, anchor):
        return False
    if claim.stage in COMMITTING and not (_objects_fit_all(claim, group) and _words_fit(claim, anchor)):
        return False
    day = _day(known)
    if day is None or group.day is None:
        return claim.report == anchor.report and claim.background == anchor.background and day == group.day
    if claim.report == anchor.report and claim.background != anchor.background:
        return False
    if _is_further(claim, anchor):
        return False
    if _is_wide(day) and not _is_wide(group.day):
        return day.overlaps(group.day)
    if day.overlaps(group.day, 0 if _is_wide(day) else options.announcement_days):
        return True
    if claim.stage in COMMITTING and day.first and group.day.first:
        gap = day.first - group.day.first
        if known.has_own_day:
            return gap == _WEEK and _is_old_weekday(known, day.first)
        return dt.timedelta(0) <= gap <= dt.timedelta(days=_RETELL_DAYS)
    return False


def _is_further(claim: Claim, anchor: Claim) -> bool:
    """True for a promise of so many where the earlier one was of others: "100 more to be let go", after last month's fifty.

    Only plain counts of one noun, or of people under any name, are compared.
    """
    if claim.stage not in COMMITTING:
        return False
    mine, theirs = find_counted(claim), find_counted(anchor)
    if mine is None or theirs is None:
        return False
    (count, noun), (other, its_noun) = mine, theirs
    alike = noun == its_noun or {noun, its_noun} <= _PEOPLE
    return alike and min(count, other) < _NEARLY * max(count, other)


def find_counted(claim: Claim) -> tuple[float, str] | None:
    """The least plain count of a claim ("41 of the 100 prisoners") and the last word of what is counted, "" where not told."""
    counts = [q for q in claim.quantities if q.unit is None and q.low is not None and q.low == q.high and q.low >= _FEWEST]
    least = min(counts, key=lambda q: q.low or 0.0, default=None)
    if least is None or least.low is None:
        return None
    return least.low, fold(least.of).split()[-1] if least.of and fold(least.of).split() else ""


def _is_old_weekday(known: KnownClaim, said: dt.date) -> bool:
    """True where a report names only a weekday for what it tells days later: "announced it Monday" may be the Monday before."""
    published = known.published_days
    named = known.claim.said_when is not None and known.claim.said_when.quote.lower().split()[-1] in WEEKDAYS
    return named and published is not None and published.first is not None and published.first - said >= _OLD_NEWS


def _is_wide(day: Days) -> bool:
    """True for a month, a season, an open end: too wide to be one announcement's day."""
    return day.first is None or day.last is None or (day.last - day.first).days > _WIDE_DAYS


def _modes_fit(a: Claim, b: Claim) -> bool:
    """One mode, or none told; and giving back by either of its names where the things are the same ("release", "return")."""
    back = {a.mode, b.mode} == {"release", "return"} and bool(find_objects(a) & find_objects(b))
    return a.mode == b.mode or a.mode is None or b.mode is None or back


def _objects_fit_all(claim: Claim, group: Group) -> bool:
    """False where the claim names things that cannot be those of a member: an anchor may name none ("all will go home")."""
    mine = find_objects(claim)
    return not mine or all(objects_fit(mine, things) for things in group.things)


def _words_fit(a: Claim, b: Claim) -> bool:
    """False for promises of which one is told in a word that says little ("the step", "will return") and that share no other:
    such a word may stand for anything."""
    if a.mode == b.mode or a.report == b.report:
        return True
    mine, theirs = own_words(a), own_words(b)
    return not mine or not theirs or bool(mine & theirs)


def places_fit(a: Claim, b: Claim) -> bool:
    """False where both name countries or regions that cannot be one scene."""
    mine = {p.country for p in a.places if p.country}
    theirs = {p.country for p in b.places if p.country}
    near = {p.country for p in (*a.actors, *b.actors) if p.country}
    return not mine or not theirs or bool(mine & theirs) or bool((mine | theirs) & near)


def recipients_fit(a: Claim, b: Claim) -> bool:
    """False where both name states that it was done to, and share none."""
    mine = {p.country for p in a.recipients if p.country}
    theirs = {p.country for p in b.recipients if p.country}
    return not mine or not theirs or bool(mine & theirs)
