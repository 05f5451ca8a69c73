"""Numbers of armed force in claims of build-up and withdrawal, each with its scope and whose word it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.core.claim import Claim, Polarity, Quantity, Stage
from reportedly.core.derived import Estimate
from reportedly.core.ids import make_id
from reportedly.core.known import CARRIED_OUT, KnownClaim
from reportedly.link.counts import is_of_a_whole
from reportedly.ontology.actors import load_actors
from reportedly.ontology.forces import counted_apart, kind_of_force
from reportedly.text import fold

_MORE = re.compile(r"\b(?:more|additional|extra|another|further|reinforcements?|fresh|new)\b", re.I)
_MOVES = frozenset({"MOBILIZE", "RETREAT"})
_BY_FORCE = frozenset({"ASSAULT", "COERCE"})  # acts whose doers, where they are counted, are there
_OF_FORCE = frozenset({("MOBILIZE", "troops"), ("MOBILIZE", "police"), ("MOBILIZE", "militia"), ("RETREAT", "withdraw")})
_ADDING = frozenset({"add", "reinforce", "augment", "supplement"})
_ON_TOP_OF = re.compile(
    r"\b(?:on top of|in addition to|besides|joining|joins?|(?:add\w*|bring\w*|sen[dt]\w*)\b[^.;]*\bto) "
    r"(?:the|its|their|an?) (?:[a-z]+ ){0,2}$",
    re.I,
)
_OF_THE = re.compile(r"\s+of (?:the|its|their|his|her|an?)\b[^,;.]{0,30}$", re.I)  # between a part and its whole
_AROUND = ("surround", "encircl", "ring", "besieg", "blockad", "hem")
_WITH = re.compile(r"\bwith (?:an? )?$", re.I)  # "surrounded it with more than 100,000 troops"
_FROM_TO = re.compile(r"\b(from|to) (?:[a-z]+ ){0,2}$", re.I)
_CHANGING = tuple("cut reduc rais increas trim halv doubl bring lift slash shrink grow scal boost".split())
_SENT = frozenset("send dispatch deploy move rush airlift fly ship redeploy transfer pour order dispatch despatch".split())
_FAR = 60  # characters before a number that tell of what it is counted
_NEAR = 24  # characters around a number in which "more" and "another" belong to it


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a claim as an estimate; `start` is where it stands in the report, `rank` sorts the claims of a report that
    share it, the one that tells most of it first."""

    estimate: Estimate
    report: str
    start: int
    rank: tuple[bool, bool, int, str]


def make_estimates(claims: Iterable[KnownClaim]) -> list[Estimate]:
    """Estimates of the claims, in order of the day told for, then of publication, then id."""
    return choose_numbers(number for known in claims for number in find_numbers(known))


def choose_numbers(numbers: Iterable[Number]) -> list[Estimate]:
    """A number that two claims of a report share is told once for each thing that it counts, by the claim that tells most of it;
    in order of the day told for, then of publication, then id."""
    best: dict[tuple[str, int, str | None, str], Number] = {}
    for number in numbers:
        key = (number.report, number.start, number.estimate.actor, number.estimate.change)
        if key not in best or number.rank < best[key].rank:
            best[key] = number
    return sorted((n.estimate for n in best.values()), key=lambda e: (e.as_of or e.told or "9999", e.told or "9999", e.id))


def find_numbers(known: KnownClaim) -> Iterator[Number]:
    """The numbers of armed force in a claim."""
    for start, made in _of_claim(known):
        rank = (known.claim.stage not in CARRIED_OUT, not made.places, known.claim.start, made.id)
        yield Number(made, known.claim.report, start, rank)


def _of_claim(known: KnownClaim) -> Iterator[tuple[int, Estimate]]:
    """(start of the number, estimate) of each number of force in a claim."""
    claim = known.claim
    if claim.polarity is Polarity.DOUBTED or (claim.event_type != "RETREAT" and claim.polarity is Polarity.NEGATED):
        return
    doer = next((p.country or p.actor or p.name for p in claim.actors), None)
    told_for = claim.when if claim.stage in CARRIED_OUT and claim.when else claim.said_when
    places = ", ".join(sorted({fold(p.name): p.name for p in claim.places}.values())) or "no place told"
    counted = [(q, kind, _change(claim, q)) for q in claim.quantities if (kind := _kind(claim, q)) is not None]
    things = Counter((counted_apart(q.of) or kind, change) for q, kind, change in counted)
    for quantity, kind, change in counted:
        actor = doer or _named_in(quantity.of)
        if quantity.low is None and quantity.high is None:
            continue
        apart = counted_apart(quantity.of) or kind
        parts = [apart, change, places]
        if things[apart, change] > 1:  # one claim does not count one thing twice
            alike = sum(q.of == quantity.of for q, _, _ in counted) > 1
            parts.append(f"as in “{quantity.quote}”" if alike or quantity.of is None else quantity.of)
        made = Estimate(
            make_id("q", claim.id, quantity.start), claim.id, actor, quantity.of or "", quantity.low, quantity.high,
            quantity.approximate, claim.places, told_for.edtf if told_for else None, known.published,
            tuple(s.name for s in claim.attribution), " · ".join(parts), change, claim.stage.value, known.origin,
        )  # fmt: skip
        yield quantity.start, made


def _kind(claim: Claim, quantity: Quantity) -> str | None:
    """What kind of force a number counts; None where it counts none.

    What moves or leaves is force by its act, so that a bare number or a people's name is enough ("sends 6,000 to the border",
    "1,200 Chadians left"). Of those who attack or seize, the doers count; whoever is hit, taken or accused is nobody's posture.
    """
    if quantity.unit is not None:
        return None
    kind = kind_of_force(quantity.of)
    if claim.event_type in _MOVES:
        by_act = (claim.event_type, claim.mode) in _OF_FORCE
        people = quantity.of is None or _named_in(quantity.of.split()[-1]) is not None
        return kind or ("people" if by_act and people and (quantity.low or quantity.high or 0) >= 1 else None)
    if (claim.event_type, claim.mode) == ("AID", "military"):
        return kind
    doing = any(p.start <= quantity.start < p.end for p in claim.actors) or _is_around(claim, quantity)
    return kind if doing and claim.event_type in _BY_FORCE else None


def _is_around(claim: Claim, quantity: Quantity) -> bool:
    """True for those with whom somebody is surrounded; who is fought or taken with a number is not the doer's."""
    with_them = claim.trigger.quote.lower().startswith(_AROUND) and _WITH.search(_words_before(claim, quantity)) is not None
    return with_them and not any(p.start <= quantity.start < p.end for p in claim.recipients)


def _words_before(claim: Claim, quantity: Quantity) -> str:
    """What stands in the claim's words right before a number; nothing where it stands elsewhere in the text."""
    at = quantity.start - claim.start
    return claim.quote[max(0, at - _FAR) : at] if at > 0 else ""


def _named_in(words: str | None) -> str | None:
    """The state that counted words name by a people or an adjective ("Turkish army vehicles", "Chadians"); None for none."""
    for word in (words or "").split():
        found = load_actors().find(word) or load_actors().find(word.removesuffix("s"))
        if word[:1].isupper() and found is not None and found.country:
            return found.country
    return None


def _change(claim: Claim, quantity: Quantity) -> str:
    """What a number counts: what is there, what was sent, what came on top, what left, what stays; what was there before, and the
    whole of which a part acts."""
    at = quantity.start - claim.start
    before = _words_before(claim, quantity)
    part_of = any(q.end < quantity.start and _OF_THE.match(claim.quote[q.end - claim.start : at]) for q in claim.quantities)
    if is_of_a_whole(claim, quantity) or _ON_TOP_OF.search(before) or (at > 0 and part_of):
        return "whole"
    if (found := _FROM_TO.search(before)) is not None and claim.trigger.quote.lower().startswith(_CHANGING):
        return "before" if found[1].lower() == "from" else "then"
    if claim.event_type == "AID":
        return "sent"
    if claim.event_type == "RETREAT":
        return "stays" if claim.polarity is Polarity.NEGATED else "left"
    around = claim.quote[max(0, at - _NEAR) : at + len(quantity.quote) + _NEAR] if at >= 0 else f"{quantity.quote} {quantity.of}"
    if _MORE.search(around) and not re.search(r"\bmore\s+than\b", around, re.I):
        return "more"
    lemma = claim.coder.rule.split(".")[0]
    if lemma in _ADDING:
        return "more"
    return "sent" if lemma in _SENT and claim.stage is not Stage.UNDER_WAY else "present"
