"""Which of several promises of one side a claim is about, by the words that it shares with each.

A government that promises to lift an emergency, to free detainees and to hold talks gives up three things in one kind of act; what
tells of the detainees says nothing of the emergency.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportedly.core.claim import Claim
from reportedly.core.known import KnownClaim
from reportedly.link.promises import Promise
from reportedly.link.wording import telling_words

_LEAST = 1  # words that a claim has to share with another promise to be taken for that one's


class Topics:
    """Telling words of each promise of one side."""

    def __init__(self, promises: Sequence[Promise], actor: str) -> None:
        self.actor = actor
        self._promises = promises
        self._words = {id(p.group): frozenset(w for k in p.group.members for w in words_of(k.claim)) for p in promises}
        self._of_claim: dict[str, frozenset[str]] = {}

    def is_of_another(self, known: KnownClaim, promise: Promise, bears_on: Callable[[Promise], bool]) -> bool:
        """True for a claim that shares no word with the promise and does with another that it may bear on as well."""
        words = self._of_claim.get(known.claim.id)
        if words is None:
            words = self._of_claim[known.claim.id] = words_of(known.claim)
        if words & self._words[id(promise.group)]:
            return False
        return any(
            len(words & self._words[id(p.group)]) >= _LEAST and bears_on(p)
            for p in self._promises
            if p.group is not promise.group and p.first is not None
        )


def words_of(claim: Claim) -> frozenset[str]:
    """Telling words of a claim without states, whose acts all of them are, and its round numbers."""
    parties = [p.quote for p in claim.recipients] + [p.name for p in claim.places]
    words = {w for w in telling_words(" ".join((claim.quote, *parties))) if not w.startswith("=")}
    return frozenset(words | {f"#{q.low:g}" for q in claim.quantities if q.low is not None and q.low == q.high and q.low > 1})
