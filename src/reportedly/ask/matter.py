"""Are a sentence and a claim of the record about one matter? How much of what the sentence says the claim says too.

Words count by how rare they are in the record. What the sentence says of its doer, its speaker, its day and how far the act
went is compared elsewhere and left out here. Names of states and their adjectives are one word, as are the words for forces.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from reportedly.core.claim import Claim
from reportedly.core.known import KnownClaim
from reportedly.link.wording import telling_words
from reportedly.ontology.plover import load_plover

_UNSEEN = 3
SAMPLE = 4000  # claims in which words are counted
_KIN = frozenset(
    frozenset(pair)
    for pair in (
        ("ASSAULT", "COERCE"), ("ASSAULT", "MOBILIZE"), ("AID", "MOBILIZE"), ("AID", "COOPERATE"), ("CONSULT", "AGREE"),
        ("CONSULT", "REQUEST"), ("CONSULT", "COOPERATE"), ("AGREE", "SUPPORT"), ("AGREE", "COOPERATE"), ("SANCTION", "COERCE"),
        ("AGREE", "SANCTION"), ("AGREE", "RETREAT"), ("ACCUSE", "REJECT"), ("ACCUSE", "THREATEN"), ("SUPPORT", "CONSULT"),
        ("AID", "RETREAT"), ("MOBILIZE", "COERCE"), ("REQUEST", "AGREE"), ("REQUEST", "RETREAT"), ("PROTEST", "ASSAULT"),
    )
)  # fmt: skip
_AGAINST = frozenset(
    frozenset(pair)
    for pair in (("AGREE", "REJECT"), ("SUPPORT", "ACCUSE"), ("SUPPORT", "REJECT"), ("CONSULT", "REJECT"), ("AID", "SANCTION"))
)  # fmt: skip


def relate(asked: Claim, claim: Claim) -> str | None:
    """How a claim's kind of act stands to the asked one's: same, kin, opposite, or None for unlike kinds."""
    if asked.event_type == claim.event_type:
        loose = asked.event_type == "ASSAULT" or not asked.mode or not claim.mode
        return "same" if loose or asked.mode == claim.mode else "kin"
    plover = load_plover()
    mine, theirs = (asked.event_type, asked.mode), (claim.event_type, claim.mode)
    pair = frozenset({asked.event_type, claim.event_type})
    if pair == {"MOBILIZE", "RETREAT"}:
        return None  # some go while others come
    if plover.is_opposite(*mine, *theirs) or plover.is_opposite(*theirs, *mine) or pair in _AGAINST:
        return "opposite"
    return "kin" if pair in _KIN else None


class Matter:
    """How rare words are in the record, and what of a sentence is to be found again in a claim."""

    def __init__(self, seen: Mapping[str, int], claims: int) -> None:
        """`seen`: in how many of so many `claims` of the record each word stands."""
        self._bags: dict[str, frozenset[str]] = {}
        self._seen, self._all = seen, claims

    @classmethod
    def of(cls, record: Sequence[KnownClaim]) -> Matter:
        """Of a record; words of a large one are counted in a part of it, evenly drawn."""
        sample = record[:: 1 + len(record) // SAMPLE]
        return cls(Counter(word for k in sample for word in bag_of(k.claim)), len(sample))

    def _bag_of(self, claim: Claim) -> frozenset[str]:
        found = self._bags.get(claim.id)
        if found is None:
            found = self._bags[claim.id] = bag_of(claim)
        return found

    def likeness(self, sentence: str, asked: Claim, claim: Claim) -> float:
        """Share by weight of the sentence's words that a claim of the record has, 0 to 1; 1 where the sentence has none left.

        The act's own word counts as found where the claim tells an act of the same kind.
        """
        wanted, act = _wanted(sentence, asked)
        bag = self._bag_of(claim)
        found = sum(self._weight(w) for w in wanted & bag)
        total = sum(self._weight(w) for w in wanted)
        kind = _kind(asked)
        weight = self._weight_of_act(act, kind)
        if kind in bag or (asked.event_type == claim.event_type and act & bag):
            found += weight
        return (found / (total + weight)) if total + weight else 1.0

    def telling(self, sentence: str, asked: Claim, least: float) -> list[str] | None:
        """Words of which a claim has at least one where its likeness is `least` or more; None where any claim may be so like."""
        wanted, act = _wanted(sentence, asked)
        kind = _kind(asked)
        weights = {w: self._weight(w) for w in wanted}
        for word in (*act, kind):
            weights[word] = max(weights.get(word, 0.0), self._weight_of_act(act, kind))
        total = sum(self._weight(w) for w in wanted) + self._weight_of_act(act, kind)
        light = 0.0
        out = []
        for word, weight in sorted(weights.items(), key=lambda row: (row[1], row[0])):
            light += weight
            if light >= least * total:
                out.append(word)
        return out or None

    def _weight_of_act(self, act: frozenset[str], kind: str) -> float:
        return max((self._weight(w) for w in act), default=self._weight(kind))

    def _weight(self, word: str) -> float:
        """Rare words tell most; one that the record has nowhere may be another's for the same, and tells as a rare one does."""
        return math.log(1 + self._all / (1 + (self._seen.get(word, 0) or _UNSEEN)))

    def tells_of(self, claim: Claim, countries: set[str]) -> bool:
        """True where a claim of the record names one of the countries, as a party, a place or in its words."""
        return any(f"={c}" in self._bag_of(claim) for c in countries)


def _wanted(sentence: str, asked: Claim) -> tuple[frozenset[str], frozenset[str]]:
    """Words of a sentence that are to be found again, and those of its act: not who does it or says so."""
    own = telling_words(" ".join([*(p.quote for p in asked.actors), *(s.quote for s in asked.attribution)]))
    act = telling_words(asked.trigger.quote)
    return telling_words(sentence) - own - act, act


def _kind(claim: Claim) -> str:
    return f"#{claim.event_type}/{claim.mode}"


def bag_of(claim: Claim) -> frozenset[str]:
    """All that a claim tells of, as signs: telling words, states (`=ISO`), the kind of act (`#TYPE/mode`)."""
    parties = [p.quote for things in (claim.actors, claim.recipients) for p in things]
    counted = [q.of for q in claim.quantities if q.of]
    words = telling_words(" ".join([claim.quote, *parties, *(p.name for p in claim.places), *counted]))
    states = {p.country for things in (claim.actors, claim.recipients) for p in things if p.country}
    words |= {_kind(claim)}
    return words | {f"={c}" for c in states | {p.country for p in claim.places if p.country}}
