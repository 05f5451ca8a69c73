"""What an act is done to, by its nouns: prisoners are freed and civilians leave, and the one tells nothing of the other."""

from __future__ import annotations

import re
from functools import lru_cache

from reportedly.core.claim import Claim

_KINDS = {
    "prisoners": "prisoner|hostage|detainee|captive|inmate|pow|abductee",
    "civilians": "civilian|resident|villager|inhabitant|refugee|migrant|evacuee|patient|famil(?:y|ie)|townspeople|pupil|student",
    "forces": "troop|soldier|battalion|brigade|regiment|division|tank|artillery|howitzer|missile|warship|frigate|ship|vessel|jet",
    "diplomats": "diplomat|envoy|ambassador|attach|consul|embass(?:y|ie)",
    "people": "fisherm[ae]n|fisher|crew|sailor|worker|miner|journalist|colleague|men|women|children",
    "craft": "(?<!patrol )boat|trawler|pirogue|dhow|canoe",
    "aid": "aid|rice|food|medicine|relief|flour|medical",
}
# Where the words of another act begin: "free 62 men by February and hand back 41 boats".
_BREAK = re.compile(r",| and | but | while | after | before ")
_WORDS = {kind: re.compile(rf"\b(?:{words})(?:e?s)?\b", re.I) for kind, words in _KINDS.items()}
# Soldiers may be prisoners, and convoys of forces carry aid: only these pairs cannot be one thing.
_APART = frozenset(
    {
        frozenset(p)
        for p in (
            ("prisoners", "civilians"),
            ("prisoners", "aid"),
            ("civilians", "forces"),
            ("craft", "prisoners"),
            ("craft", "civilians"),
            ("craft", "people"),
            ("craft", "forces"),
            ("craft", "aid"),
            ("people", "aid"),
            *(("diplomats", k) for k in _KINDS if k != "diplomats"),
        )
    }
)


def find_objects(claim: Claim) -> frozenset[str]:
    """Kinds of things that the claim's words name."""
    inside = [p.quote for p in claim.recipients if claim.start <= p.start or not claim.quantities]
    whole = " ".join((claim.quote, *inside))
    own = _BREAK.split(claim.quote[max(0, claim.trigger.start - claim.start) :])[0]
    return _kinds_in(own) or _kinds_in(whole)


@lru_cache(maxsize=1 << 16)
def _kinds_in(text: str) -> frozenset[str]:
    return frozenset(kind for kind, words in _WORDS.items() if words.search(text))


def objects_fit(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """False where the two name things of which none can be the other's."""
    if not mine or not theirs or mine & theirs:
        return True
    return not all(frozenset({a, b}) in _APART for a in mine for b in theirs)
