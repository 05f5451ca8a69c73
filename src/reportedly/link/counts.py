"""Numbers of people and things that cannot both hold: tolls, crowds, what is held, what stands somewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from reportedly.core.claim import Claim, Quantity, Stage
from reportedly.core.derived import Estimate
from reportedly.core.known import CARRIED_OUT, KnownClaim
from reportedly.link.doers import doers_fit, speaker_id, speaker_words
from reportedly.link.scenes import Scenes, near_in_time
from reportedly.ontology.forces import kind_of_force
from reportedly.text import fold

_FATES = {"dead": ("kill", "die", "dead", "death", "perish", "drown", "slain", "slay"), "hurt": ("wound", "injur", "hurt")}
_PEOPLE = frozenset(
    "people person civilian soldier men man woman women child children prisoner hostage detainee inmate villager worker "
    "protester demonstrator fighter militant policeman officer official troop serviceman servicemen resident passenger body "
    "life live activist captive guard digger student girl schoolgirl boy".split()
)
_DIED = re.compile(
    r"(?:\s+(?!and\b|or\b|but\b|when\b|after\b|as\b)[\w’'-]+){0,4}?\s+"
    r"(?:dead|killed|died|drowned|perished|bodies|lives|lost (?:their|his|her) li(?:fe|ves))\b",
    re.I,
)
_KILLING = re.compile(r"\b(?:killed|killing|cost|claimed|claiming)\s+(?:\w+\s+){0,2}$", re.I)
_OF_A_WHOLE = re.compile(
    r"\b(?:most|some|part|many|half|all|thirds?|quarters?|percent|rest) of (?:an? |the |its |about )*$", re.I
)
_CROWDS = frozenset("march demonstration rally protest crowd turnout procession vigil gathering".split())
_TOLL = frozenset("dead death fatality toll".split())
_NEXT_DAY = 1
_FAR_APART = 2  # times
_GATHERED = frozenset({"PROTEST"})  # types whose numbers are of one occasion


@dataclass(frozen=True, slots=True)
class Comparison:
    """`answer`: contradicts, agrees or not_comparable; `type` of a contradiction, else ''; `why` in one sentence."""

    answer: str
    type: str
    why: str


def compare_counts(
    claims: Sequence[KnownClaim], scenes: Scenes, about: Container[str] | None = None
) -> Iterator[tuple[Claim, Claim, Comparison]]:
    """Pairs of claims that count one thing of one act on one day, by other mouths, that cannot both hold.

    The act is of one type; but the dead, and things, are counted alike whatever act they are told with.
    """
    done = [k for k in claims if k.claim.stage in CARRIED_OUT and k.claim.attribution and _first_day(k)]
    counted = [(k, q, count_kind(k.claim, q, scenes)) for k in done for q in k.claim.quantities if not is_of_a_whole(k.claim, q)]
    by_kind: dict[tuple[str, ...], list[tuple[KnownClaim, Quantity]]] = defaultdict(list)
    for k, q, kind in counted:
        if kind is not None:
            by_kind[_counted_with(k.claim, kind)].append((k, q))
    for kind_of, members in by_kind.items():
        members.sort(key=lambda m: (_first_day(m[0]), m[0].sort_key))
        for i, (one, q) in enumerate(members):
            for other, r in members[i + 1 :]:
                gap = _days_between(one, other)
                if gap is None:
                    break
                a, b = one.claim, other.claim
                if about is not None and a.id not in about and b.id not in about:
                    continue
                if (
                    a.report == b.report
                    or speaker_id(a) == speaker_id(b)
                    or not near_in_time(one, other, _slack(one, other, gap))
                ):
                    continue
                if gap and not _still_comparable((one, q), (other, r), kind_of[0]):
                    continue
                if not (scenes.shared(a, b) or scenes.one_passage(a, b)) or not doers_fit(one, other):
                    continue
                if not numbers_meet(q, r):
                    why = f"{speaker_words(a)} says {q.quote}, {speaker_words(b)} says {r.quote}, of one act on one day"
                    yield a, b, Comparison("contradicts", "number", why)


def kinds_counted(claim: Claim, scenes: Scenes) -> set[tuple[str, str, str]]:
    """What the numbers of a claim count, each with the type of act that only numbers of the same can be set beside, or ""."""
    kinds = [count_kind(claim, q, scenes) for q in claim.quantities]
    return {_counted_with(claim, kind) for kind in kinds if kind is not None}


def _counted_with(claim: Claim, kind: tuple[str, str]) -> tuple[str, str, str]:
    loose = kind[0] or kind[1] != "people"
    return *kind, "" if loose else claim.event_type


def _days_between(one: KnownClaim, other: KnownClaim) -> int | None:
    """Days from the publication of one to that of a later one; None where they are more than a day apart."""
    gap = _first_day(other) - _first_day(one)
    return gap if gap <= _NEXT_DAY else None


def _first_day(known: KnownClaim) -> int:
    """The first day of its publication as a number, 0 where none is known."""
    days = known.published_days
    return days.first.toordinal() if days is not None and days.first is not None else 0


def _slack(one: KnownClaim, other: KnownClaim, gap: int) -> int:
    """Days by which two may differ: who tells no day of the act is heard on the day after it as often as on it."""
    return max(gap, _NEXT_DAY if (one.act_day is None) != (other.act_day is None) else 0)


def _still_comparable(one: tuple[KnownClaim, Quantity], other: tuple[KnownClaim, Quantity], fate: str) -> bool:
    """Is a number that is told a day later one of the same thing? A toll grows; how many took part in what is told for the same
    day does not; what is held, or stands somewhere, hardly doubles overnight."""
    (a, q), (b, r) = one, other
    if fate and not (q.low is not None and r.high is not None and r.high < q.low):
        return False
    if a.act_day is not None and b.act_day is not None:
        return a.act_day.overlaps(b.act_day, 0) and (bool(fate) or a.claim.event_type in _GATHERED)
    ends = [x for n in (q, r) for x in (n.low, n.high) if x]
    lasting = a.claim.stage is Stage.UNDER_WAY and b.claim.stage is Stage.UNDER_WAY
    return lasting and bool(ends) and max(ends) >= _FAR_APART * min(ends)


def count_kind(claim: Claim, quantity: Quantity, scenes: Scenes | None = None) -> tuple[str, str] | None:
    """What a number counts: (how they fared, what); None where nothing is named. People are people, by whatever noun."""
    nouns = [quantity.unit] if quantity.unit else fold(quantity.of or "").split()
    if not nouns or (quantity.low is None and quantity.high is None):
        return None
    if 0 < (quantity.low or quantity.high or 0) < 1 or quantity.unit == "%":
        return None  # a share of something that the other may not have in mind
    what = re.sub(r"ies$", "y", nouns[-1])
    what = what if what == "lorry" or not what.endswith("s") or what.endswith("ss") else what[:-1]
    what = "people" if claim.event_type in _GATHERED and what in _CROWDS else what
    what = "vehicle" if kind_of_force(quantity.of) == "armour" else what
    word = claim.trigger.quote.lower()
    fate = next((name for name, stems in _FATES.items() if word.startswith(stems)), "") or _fate_told(claim, quantity, scenes)
    if what in _TOLL:
        return "dead", "people"
    return fate, "people" if what in _PEOPLE or nouns[-1] in _PEOPLE else what


def _fate_told(claim: Claim, quantity: Quantity, scenes: Scenes | None) -> str:
    """How those counted fared by the words right around the number: "cost 31 lives", "37 people had lost their lives"."""
    text, start = (scenes.passage(claim) if scenes else None) or (claim.quote, claim.start)
    at = quantity.start - start
    if at < 0 or at >= len(text):
        return ""
    end = at + len(quantity.quote)
    return "dead" if _DIED.match(text, end) or _KILLING.search(text, max(0, at - 40), at) else ""


def is_of_a_whole(claim: Claim, quantity: Quantity) -> bool:
    """True for the number of a whole of which a part is told: the 400 in "half of the 400"."""
    return _OF_A_WHOLE.search(claim.quote[: max(0, quantity.start - claim.start)]) is not None


def numbers_meet(a: Estimate | Quantity, b: Estimate | Quantity) -> bool:
    """True where the bounds meet; a number that is only about right has a tenth to either side."""

    def bounds(e: Estimate | Quantity) -> tuple[float, float]:
        slack = 0.1 if e.approximate else 0.0
        low = e.low * (1 - slack) if e.low is not None else float("-inf")
        return low, e.high * (1 + slack) if e.high is not None else float("inf")

    (low1, high1), (low2, high2) = bounds(a), bounds(b)
    return low1 <= high2 and low2 <= high1
