"""Is one scene meant? Names, places and days of two claims compared, where claims of unlike actors may be of one act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from reportedly.core.claim import Claim
from reportedly.core.edtf import Days
from reportedly.core.known import KnownClaim
from reportedly.ontology.actors import load_actors
from reportedly.text import fold

_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{2,}")
PASSAGE = 300  # characters to either side of a claim that belong to its scene
_COMMON = frozenset(
    "the this that they his her its our their none not nobody monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december army ministry government police president "
    "minister spokesman north south east west northern southern eastern western".split()
)


class Scenes:
    """Proper names of the scenes of claims. A claim that names nothing ("none was released") is of its report's scene."""

    def __init__(
        self,
        claims: Iterable[Claim],
        passages: Mapping[str, str] | None = None,
        reports: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """`passages`: the words around each claim by claim id, as in its report; without them only claims' own words count.
        `reports`: names of reports of which not all claims are given, as `names_of_report` told them."""
        self._passages: dict[str, str] = dict(passages or {})
        self._around: dict[str, frozenset[str]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._reports: dict[str, frozenset[str]] = dict(reports or {})
        self._of_report: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._of_report[claim.report].append(claim)

    def add(self, passages: Mapping[str, str], reports: Mapping[str, frozenset[str]]) -> None:
        """Know more passages, and names of other reports."""
        self._passages |= passages
        self._reports |= reports

    def names(self, claim: Claim) -> frozenset[str]:
        """Folded names of a claim's scene, else of its report's; worked out when they are asked for."""
        return self._own(claim) or self.names_of_report(claim.report)

    def names_of_report(self, report: str) -> frozenset[str]:
        """Folded names of all claims of a report."""
        found = self._reports.get(report)
        if found is None:
            told = [self._own(c) for c in self._of_report.get(report, ())]
            found = self._reports[report] = frozenset().union(*told)
        return found

    def _own(self, claim: Claim) -> frozenset[str]:
        found = self._names.get(claim.id)
        if found is None:
            found = self._names[claim.id] = _names_in(claim)
        return found

    def around(self, claim: Claim) -> frozenset[str]:
        """Folded names of the passage that a claim stands in, but for those of states and other actors: a denial leaves out
        what the passage has told already ("no house there was set alight")."""
        found = self._around.get(claim.id)
        if found is None:
            names = names_of(self._passages.get(claim.id, ""))
            found = self._around[claim.id] = frozenset(n for n in names if not _is_of_actor(n))
        return found

    def one_passage(self, a: Claim, b: Claim) -> bool:
        """True where two claims that name no unlike towns stand among the same names, others than those of both speakers."""
        names = (self.around(a) & self.around(b)) - (_speaking(a) & _speaking(b))
        return self._spots_fit(a, b) and bool(names)

    def shared(self, a: Claim, b: Claim) -> bool:
        """True where the two share a proper name, and where both name towns or the like one of them."""
        return self._spots_fit(a, b) and bool(self.names(a) & self.names(b))

    def _spots_fit(self, a: Claim, b: Claim) -> bool:
        """False where both name towns and none is the other's, nor named beside it: "into Darfur through Adre", "at Adre"."""
        mine, theirs = spots_of(a), spots_of(b)
        if not mine or not theirs or mine & theirs:
            return True
        return bool(mine & self.around(b) or theirs & self.around(a))

    def passage(self, claim: Claim) -> tuple[str, int] | None:
        """The words around a claim and where in its report they begin; None where they are not known."""
        text = self._passages.get(claim.id)
        return (text, max(0, claim.start - PASSAGE)) if text is not None else None


def _is_of_actor(name: str) -> bool:
    """True for names of states and other actors but for capitals: where two are told to have met is a scene."""
    table = load_actors()
    return table.find(name) is not None and name not in table.by_metonym


def _names_in(claim: Claim) -> frozenset[str]:
    """Of a claim's words, parties and places, not of its speakers."""
    texts = [claim.quote, *(p.quote for p in claim.actors), *(p.quote for p in claim.recipients)]
    found = frozenset(w for place in claim.places for w in _words_of(place.name))
    return (names_of(" | ".join(texts)) - _capitals_that_act(claim)) | (found - _COMMON)


def _capitals_that_act(claim: Claim) -> frozenset[str]:
    """Capitals that stand for their state ("Pyongyang accused"): they tell no place."""
    table, parties = load_actors(), (*claim.actors, *claim.recipients)
    return frozenset(key for p in parties if (key := fold(p.quote)) in table.by_metonym and p.country is not None)


def names_of(text: str) -> frozenset[str]:
    """Folded proper names of a text: its capitalised words but for days, months and words that any report has."""
    return frozenset(w for m in _NAME.findall(text) if (w := fold(m)) and w not in _COMMON)


def _words_of(place: str) -> list[str]:
    """Folded words of a place's name: its proper ones ("the Comayagua prison"), all of one that has none ("the border")."""
    proper = [w for w in place.split() if w[:1].isupper()]
    return [w for word in proper or place.split() for w in fold(word).split() if len(w) > 2]


def _speaking(claim: Claim) -> frozenset[str]:
    return frozenset(fold(w) for s in claim.attribution for w in f"{s.quote} {s.name}".split())


def passage_of(claim: Claim, text: str) -> str:
    """The words of a report around a claim, as far as PASSAGE characters to either side."""
    return text[max(0, claim.start - PASSAGE) : claim.end + PASSAGE]


def countries_in(claim: Claim) -> frozenset[str]:
    """Countries of a claim's parties and places."""
    parties = {p.country for things in (claim.actors, claim.recipients) for p in things if p.country}
    return frozenset(parties | {p.country for p in claim.places if p.country})


def spots_of(claim: Claim) -> frozenset[str]:
    """Words of the places of a claim that are more than a country."""
    out: set[str] = set()
    for place in claim.places:
        if place.precision != "country" and any(c.isupper() for c in place.name):
            out |= set(_words_of(place.name))
    return frozenset(out)


def day_of(known: KnownClaim) -> Days | None:
    """When the act happened as told, else the day on which it was told as news."""
    return known.act_day or known.said_day


def near_in_time(a: KnownClaim, b: KnownClaim, slack: int) -> bool:
    """True where the days that the two tell, or are told on, lie within `slack` days of each other."""
    mine, theirs = day_of(a), day_of(b)
    return mine is not None and theirs is not None and mine.overlaps(theirs, slack)
