"""Whose act a claim tells, and on whose word, for comparing two claims."""

from __future__ import annotations

from reportedly.core.claim import Claim
from reportedly.core.known import KnownClaim
from reportedly.ontology.actors import load_actors
from reportedly.text import fold

_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def doers_fit(yes: KnownClaim, no: KnownClaim) -> bool:
    """False where both name who did it, and none did both."""
    mine, theirs = doers_of(yes.claim), doers_of(no.claim)
    one, other = ({p.actor for p in k.claim.actors if p.actor and "-" in p.actor} for k in (yes, no))
    if one and other and not one & other and _groups(one) and _groups(other):
        return False  # two armed groups of one country
    return yes.key == no.key or not mine or not theirs or bool(mine & theirs)


def doers_of(claim: Claim) -> set[str]:
    """Whose act it is; of a meeting or a deal, whose doing is both sides', all who are named."""
    parties = (*claim.actors, *claim.recipients) if claim.event_type in _MUTUAL else claim.actors
    return {found for p in parties if (found := p.country or p.actor)}


def _groups(ids: set[str]) -> bool:
    rows = load_actors().by_id
    return all(rows[i].kind == "group" for i in ids if i in rows)


def speaker_id(claim: Claim) -> str | None:
    """Who says it first, as a key; None for the report's own voice."""
    return claim.attribution[0].actor or fold(claim.attribution[0].name) if claim.attribution else None


def speaker_words(claim: Claim) -> str:
    """On whose word a claim is, in words."""
    return claim.attribution[0].name if claim.attribution else "the report itself"
