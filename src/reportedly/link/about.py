"""Which of several promises of one side a claim is about, by the words that it shares with each.

A government that promises to lift an emergency, to free detainees and to hold talks gives up three things in one kind of act;
what tells of the detainees says nothing of the emergency. Where a claim's own words tell nothing ("all of them have gone", "12
remain"), those of the claim that its report tells before it do, or after it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from reportedly.core.claim import Claim
from reportedly.core.known import KnownClaim
from reportedly.link.promises import Promise
from reportedly.link.wording import words_of


class Topics:
    """Telling words of each promise of one side, and of what each report tells."""

    def __init__(self, promises: Sequence[Promise], actor: str) -> None:
        self.actor = actor
        self._by_word: dict[str, list[Promise]] = defaultdict(list)
        self._words = {id(p.group): frozenset(w for k in p.group.members for w in words_of(k.claim)) for p in promises}
        for p in promises:
            for word in self._words[id(p.group)] if p.first is not None else ():
                self._by_word[word].append(p)
        self._of_claim: dict[str, frozenset[str]] = {}
        self._reports: dict[str, list[Claim]] = defaultdict(list)

    def read(self, told: Iterable[KnownClaim]) -> None:
        """Learn what the reports tell, to which claims without words of their own are held."""
        for k in told:
            self._reports[k.claim.report].append(k.claim)
        for claims in self._reports.values():
            claims.sort(key=lambda c: (c.start, c.id))

    def is_of_another(self, known: KnownClaim, promise: Promise, bears_on: Callable[[Promise], bool]) -> bool:
        """True for a claim that shares no word with the promise and does with another that it may bear on as well."""
        mine = self._words[id(promise.group)]
        for words in self._around(known.claim):
            if words & mine:
                return False
            rivals = {id(p): p for w in words for p in self._by_word.get(w, ()) if p.group is not promise.group}
            if any(bears_on(p) for p in rivals.values()):
                return True
        return False

    def _around(self, claim: Claim) -> Iterable[frozenset[str]]:
        """Words of the claim, of those before it in its report, nearest first, and of those after it."""
        yield self._words_of(claim)
        told = self._reports.get(claim.report, [])
        here = bisect_left(told, claim.start, key=lambda c: c.start)
        for other in (*reversed(told[:here]), *told[here:]):
            yield self._words_of(other)

    def _words_of(self, claim: Claim) -> frozenset[str]:
        words = self._of_claim.get(claim.id)
        if words is None:
            words = self._of_claim[claim.id] = words_of(claim)
        return words
