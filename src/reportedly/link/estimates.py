"""Numbers of armed force in claims of build-up and withdrawal, each with its scope and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportedly.core.claim import Claim, Polarity, Quantity, Stage
from reportedly.core.derived import Estimate
from reportedly.core.ids import make_id
from reportedly.core.known import CARRIED_OUT, KnownClaim
from reportedly.ontology.forces import kind_of_force
from reportedly.text import fold

_MORE = re.compile(r"\b(?:more|additional|extra|another|further|reinforcements?|fresh|new)\b", re.I)
_SENT = frozenset("send dispatch deploy move rush airlift fly ship redeploy transfer pour order dispatch despatch".split())
_NEAR = 24  # characters around a number in which "more" and "another" belong to it


def make_estimates(claims: Iterable[KnownClaim]) -> list[Estimate]:
    """Estimates of the claims, in order of the day told for, then of publication, then id. A number that two claims of a report
    share is told once for each thing that it counts, by the claim that tells most of it."""
    best: dict[tuple[str, int, str, str], tuple[tuple[bool, bool, int, str], Estimate]] = {}
    for known in claims:
        for start, made in _of_claim(known):
            key = (known.claim.report, start, made.actor, made.change)
            rank = (known.claim.stage not in CARRIED_OUT, not made.places, known.claim.start, made.id)
            if key not in best or rank < best[key][0]:
                best[key] = (rank, made)
    return sorted((e for _, e in best.values()), key=lambda e: (e.as_of or e.told or "9999", e.told or "9999", e.id))


def _of_claim(known: KnownClaim) -> Iterator[tuple[int, Estimate]]:
    """(start of the number, estimate) of each number of force in a claim."""
    claim = known.claim
    if claim.event_type not in ("MOBILIZE", "RETREAT") or claim.polarity is Polarity.DOUBTED:
        return
    if claim.event_type == "MOBILIZE" and claim.polarity is Polarity.NEGATED:
        return
    actor = next((p.country or p.actor or p.name for p in claim.actors), None)
    for quantity in claim.quantities:
        kind = kind_of_force(quantity.of)
        if actor is None or kind is None or quantity.of is None or (quantity.low is None and quantity.high is None):
            continue
        change = _change(claim, quantity)
        told_for = claim.when if claim.stage in CARRIED_OUT and claim.when else claim.said_when
        scope = " · ".join(
            (kind, change, ", ".join(sorted({fold(p.name): p.name for p in claim.places}.values())) or "no place told")
        )
        made = Estimate(
            make_id("q", claim.id, quantity.start), claim.id, actor, quantity.of, quantity.low, quantity.high,
            quantity.approximate, claim.places, told_for.edtf if told_for else None, known.published,
            tuple(s.name for s in claim.attribution), scope, change, claim.stage.value, known.origin,
        )  # fmt: skip
        yield quantity.start, made


def _change(claim: Claim, quantity: Quantity) -> str:
    """What a number counts: what is there, what was sent, what came on top, what left, what stays."""
    if claim.event_type == "RETREAT":
        return "stays" if claim.polarity is Polarity.NEGATED else "left"
    at = quantity.start - claim.start
    around = claim.quote[max(0, at - _NEAR) : at + len(quantity.quote) + _NEAR] if at >= 0 else f"{quantity.quote} {quantity.of}"
    if _MORE.search(around) and not re.search(r"\bmore\s+than\b", around, re.I):
        return "more"
    lemma = claim.coder.rule.split(".")[0]
    return "sent" if lemma in _SENT and claim.stage is not Stage.UNDER_WAY else "present"
