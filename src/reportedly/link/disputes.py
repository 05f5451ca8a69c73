"""Pairs of claims that cannot both hold, and which of them are shown.

A pair is worked out from its two claims and their reports alone, so that pairs can be kept when claims are stored and asked for
as known on any day. Which pairs stand for many is decided when they are asked for: of what a denial meets, the claim best set
beside it; of one act, two speakers and a week, the first denial; of two claimants' numbers of one thing, the first two.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from reportedly.core.claim import Polarity
from reportedly.core.derived import Contradiction, Estimate
from reportedly.core.edtf import Days, parse_edtf
from reportedly.core.ids import make_id
from reportedly.core.known import CARRIED_OUT, COMMITTING, KnownClaim
from reportedly.link.contradictions import SAID_DAYS, compare, compare_numbers, is_timed, plain_words
from reportedly.link.counts import Comparison, compare_counts
from reportedly.link.doers import speaker_id
from reportedly.link.estimates import make_estimates
from reportedly.link.near import Near
from reportedly.link.scenes import Scenes

_FARTHEST = 999
_TOLD = CARRIED_OUT | COMMITTING


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two claims that cannot both hold. `source`: denial, number or count. Of pairs with one `met` the one of most `weight` is
    told, of those left with one `one_of` the first by `place`."""

    claims: tuple[str, str]
    source: str
    why: str
    met: str
    weight: str
    one_of: str
    place: str

    @property
    def type(self) -> str:
        """Type of the contradiction: denial or number."""
        return "denial" if self.source == "denial" else "number"


def find_contradictions(
    claims: Iterable[KnownClaim], passages: Mapping[str, str] | None = None, about: Container[str] | None = None
) -> list[Contradiction]:
    """Contradictions among claims: denials first, then numbers, each in order of time.

    `passages`: the words around each claim in its report, by claim id; they tell whether claims that name little share a scene.
    `about`: ids of claims of which one must be in each contradiction; None: any.
    """
    return choose(find_disputes(claims, passages, about))


def find_disputes(
    claims: Iterable[KnownClaim], passages: Mapping[str, str] | None = None, about: Container[str] | None = None
) -> Iterator[Dispute]:
    """All pairs among the claims that cannot both hold; arguments as of `find_contradictions`."""
    known = list(claims)
    yield from dispute_acts(known, Scenes((k.claim for k in known), passages), about)
    yield from dispute_numbers(make_estimates(known), about)


def dispute_acts(claims: Iterable[KnownClaim], scenes: Scenes, about: Container[str] | None = None) -> Iterator[Dispute]:
    """Pairs of a claim and a denial, and of claims that count one thing otherwise. `scenes`: of the claims and their reports."""
    known = sorted(claims, key=lambda k: k.sort_key)
    affirmed = [k for k in known if k.claim.polarity is Polarity.AFFIRMED]
    denials = [k for k in known if is_denial(k) and is_timed(k)]
    find = _beside(affirmed, denials, scenes, about)
    for denied in denials:
        for told in find(denied):
            answer = compare(told, denied, scenes)
            if answer.answer == "contradicts":
                yield _of_denial(told, denied, answer)
    for one, other, answer in compare_counts(affirmed, scenes, about):
        key = " ".join(sorted((one.id, other.id)))
        yield Dispute((one.id, other.id), "count", answer.why, f"{key} {answer.why}", "", f"count {key}", f"{key} {answer.why}")


def dispute_numbers(estimates: Sequence[Estimate], about: Container[str] | None = None) -> Iterator[Dispute]:
    """Pairs of estimates, given in order of time, that cannot both hold."""
    groups: dict[tuple[str, str, str], list[tuple[Days, int, Estimate]]] = defaultdict(list)
    for place, e in enumerate(estimates):
        days = parse_edtf(e.as_of)
        if days is not None and e.actor is not None:
            groups[e.scope, e.stage, e.actor].append((days, place, e))
    for members in groups.values():
        members.sort(key=lambda m: (m[0].first or dt.date.min, m[1]))
        for n, (mine, place, e) in enumerate(members):
            for theirs, later, other in islice(members, n + 1, None):
                if mine.last is not None and theirs.first is not None and theirs.first > mine.last:
                    break
                if about is None or e.claim in about or other.claim in about:
                    yield from _of_numbers(*((e, other) if place < later else (other, e)))


def _of_numbers(a: Estimate, b: Estimate) -> Iterator[Dispute]:
    answer = compare_numbers(a, b)
    if answer.answer == "contradicts":
        one_of = json.dumps(["number", a.scope, a.by, b.by, a.as_of])
        place = " ".join(x for e in (a, b) for x in (e.as_of or "9999", e.told or "9999", e.id))
        yield Dispute((a.claim, b.claim), "number", answer.why, f"{a.id} {b.id}", "", one_of, place)


def choose(disputes: Iterable[Dispute]) -> list[Contradiction]:
    """Of the pairs those that are shown: denials, numbers, and counts of which nothing was told yet, each in order of time."""
    told: dict[str, Dispute] = {}
    for row in disputes:
        other = told.get(row.met)
        if other is None or row.weight > other.weight:
            told[row.met] = row
    first: dict[str, Dispute] = {}
    for row in sorted(told.values(), key=_order):
        first.setdefault(row.one_of, row)
    out: list[Contradiction] = []
    pairs: set[tuple[str, str]] = set()
    for row in first.values():
        a, b = sorted(row.claims)
        if row.source != "count" or (a, b) not in pairs:
            out.append(Contradiction(make_id("x", a, b, row.type), row.claims, row.type, row.why))
        pairs.add((a, b))
    return out


def _order(row: Dispute) -> tuple[int, str, tuple[str, str]]:
    return ("denial", "number", "count").index(row.source), row.place, row.claims


def is_denial(known: KnownClaim) -> bool:
    """True for a claim that somebody is named to have denied an act with."""
    return known.claim.polarity is Polarity.NEGATED and bool(known.claim.attribution)


def _of_denial(told: KnownClaim, denied: KnownClaim, answer: Comparison) -> Dispute:
    day, claim = denied.sort_key
    one_of = json.dumps(["denial", denied.claim.event_type, speaker_id(told.claim), speaker_id(denied.claim), _week(denied)])
    return Dispute(
        (told.claim.id, claim), "denial", answer.why, claim, _weight(told, denied), one_of, f"{day.isoformat()} {claim}"
    )


def _weight(told: KnownClaim, denied: KnownClaim) -> str:
    """Which of several claims is best set beside a denial, as text that sorts: news, by somebody named, near it in time."""
    mine, theirs = told.said_day, denied.said_day
    gap = abs((mine.first - theirs.first).days) if mine and theirs and mine.first and theirs.first else _FARTHEST
    near = _FARTHEST - min(gap, _FARTHEST)
    return f"{int(not told.claim.background)}{int(bool(told.claim.attribution))}{near:03d} {told.claim.id}"


def _week(known: KnownClaim) -> list[int] | None:
    day = known.act_day or known.said_day
    first = day.first if day else None
    return list(first.isocalendar()[:2]) if first else None


def _beside(
    affirmed: Sequence[KnownClaim], denials: Sequence[KnownClaim], scenes: Scenes, about: Container[str] | None
) -> Callable[[KnownClaim], Iterable[KnownClaim]]:
    """What a denial is set beside: claims told near it by others, both as news or both as history. With `about`, a denial that is
    not asked for is set only beside claims that are."""
    told = [k for k in affirmed if is_timed(k) and k.claim.stage in _TOLD]
    near = Near(told, scenes, SAID_DAYS, plain_words)
    if about is None:
        return lambda denied: _by_others(near.find(denied), denied)
    others = any(k.claim.id not in about for k in denials)
    asked = Near([k for k in told if k.claim.id in about] if others else [], scenes, SAID_DAYS, plain_words)
    return lambda denied: _by_others((near if denied.claim.id in about else asked).find(denied), denied)


def _by_others(told: Iterable[KnownClaim], denied: KnownClaim) -> Iterator[KnownClaim]:
    mouth, background = speaker_id(denied.claim), denied.claim.background
    return (k for k in told if k.claim.background is background and speaker_id(k.claim) != mouth)
