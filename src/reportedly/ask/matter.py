"""Are a sentence and a claim of the record about one matter? How much of what the sentence says the claim says too.

Words count by how rare they are in the record. What the sentence says of its doer, its speaker, its day and how far the act
went is compared elsewhere and left out here. Names of states and their adjectives are one word, as are the words for forces.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from reportedly.core.claim import Claim
from reportedly.core.known import KnownClaim
from reportedly.ontology.actors import load_actors
from reportedly.ontology.forces import kind_of_force
from reportedly.ontology.plover import load_plover
from reportedly.text import fold

_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_STEM = 5
_UNSEEN = 3
_SAMPLE = 4000  # claims in which words are counted
_LEFT_OUT = frozenset(
    """the and for that this these those with from into onto over under near about after before until since during while their
    there they them his her its our your who whom whose which what when where was were been being are is had has have
    having will would could should may might must not nor none nothing nobody never any all every each some most more
    less than then such only also still just very much many few several both either neither own other another same two
    three four five six seven eight nine ten hundred thousand thousands hundreds dozens million around roughly
    approximately least almost nearly said say says saying told tell tells announced announce ordered order orders
    denied deny denies claimed claim claims confirmed confirm reported report reports according statement acknowledged
    admitted insisted warned promised promise pledged vowed agreed accepted refused began begin begun started start
    starts finished ended planned planning plans ready going come came made make makes put took take taken give gave
    given get got went gone mid early late end beginning week month year day days weeks months years time times january
    february march april june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday spring summer autumn winter morning evening night noon president minister ministry secretary general
    spokesman spokeswoman office government chief head foreign defence defense official officials state country
    """.split()
)
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

    def __init__(self, record: Sequence[KnownClaim]) -> None:
        """Words of a large record are counted in a part of it, evenly drawn; claims are read when they are asked for."""
        self._bags: dict[str, frozenset[str]] = {}
        sample = record[:: 1 + len(record) // _SAMPLE]
        self._seen = Counter(word for k in sample for word in self._bag_of(k.claim))
        self._all = len(sample)

    def _bag_of(self, claim: Claim) -> frozenset[str]:
        found = self._bags.get(claim.id)
        if found is None:
            found = self._bags[claim.id] = _bag(claim)
        return found

    def likeness(self, sentence: str, asked: Claim, claim: Claim) -> float:
        """Share by weight of the sentence's words that a claim of the record has, 0 to 1; 1 where the sentence has none left.

        The act's own word counts as found where the claim tells an act of the same kind.
        """
        own = _words(" ".join([*(p.quote for p in asked.actors), *(s.quote for s in asked.attribution)]))
        act = _words(asked.trigger.quote)
        wanted = _words(sentence) - own - act
        bag = self._bag_of(claim)
        found = sum(self._weight(w) for w in wanted & bag)
        total = sum(self._weight(w) for w in wanted)
        kind = f"#{asked.event_type}/{asked.mode}"
        weight = max((self._weight(w) for w in act), default=self._weight(kind))
        if kind in bag or (asked.event_type == claim.event_type and act & bag):
            found += weight
        return (found / (total + weight)) if total + weight else 1.0

    def _weight(self, word: str) -> float:
        """Rare words tell most; one that the record has nowhere may be another's for the same, and tells as a rare one does."""
        return math.log(1 + self._all / (1 + (self._seen[word] or _UNSEEN)))

    def tells_of(self, claim: Claim, countries: set[str]) -> bool:
        """True where a claim of the record names one of the countries, as a party, a place or in its words."""
        return any(f"={c}" in self._bag_of(claim) for c in countries)


def _bag(claim: Claim) -> frozenset[str]:
    parties = [p.quote for things in (claim.actors, claim.recipients) for p in things]
    counted = [q.of for q in claim.quantities if q.of]
    words = _words(" ".join([claim.quote, *parties, *(p.name for p in claim.places), *counted]))
    states = {p.country for things in (claim.actors, claim.recipients) for p in things if p.country}
    words |= {f"#{claim.event_type}/{claim.mode}"}
    return words | {f"={c}" for c in states | {p.country for p in claim.places if p.country}}


def _words(text: str) -> frozenset[str]:
    return frozenset(w for raw in _WORD.findall(text) if (w := _sign(raw)))


def _sign(raw: str) -> str | None:
    """One word as compared: the state that it names, `@force`, else its first letters; None where it tells nothing."""
    word = fold(re.sub(r"[’']s$", "", raw))
    if len(word) < 3 or word in _LEFT_OUT:
        return None
    actor = load_actors().find(raw) if raw[:1].isupper() else None
    if actor is not None and actor.kind == "state":
        return f"={actor.country or actor.id}"
    kind = kind_of_force(word)
    return f"@{kind}" if kind is not None else word[:_STEM]
