"""Announcements that stand on little: they stay in the record, and are shown last or counted only."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.core.claim import Claim
from reportedly.core.derived import Commitment
from reportedly.core.known import KnownClaim
from reportedly.link.blocks import is_name

_SURE, _LIKELY = 0.8, 0.5


def is_weak(c: Commitment, claims: Mapping[str, KnownClaim]) -> bool:
    """True for an announcement without a day, or of nobody who is named ("the rest"), for one in none of whose words the act
    reader sees an act more likely than not, and for one of which nothing more is known and that rests on one word that only the
    reader sees, and not surely: in commentary most of these are figures of speech. They stay in the record."""
    if c.announced is None or not (c.actor.country or c.actor.actor or is_name(c.actor.name)):
        return True
    known = [claims[i].claim for i in c.claims if i in claims]
    if known and all(_chance(k) < _LIKELY for k in known):
        return True
    seen = all(_chance(k) < (_SURE if k.coder.rule.endswith(".acts") else _LIKELY) for k in known)
    return c.status == "announced" and not c.evidence and len({k.report for k in known}) <= 1 and seen


def _chance(claim: Claim) -> float:
    """The reader's chance that the claim's word names an act; 1 where rules alone told it."""
    return claim.coder.score if claim.coder.score is not None else 1.0
