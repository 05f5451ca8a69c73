"""Which claims a denial is set beside: those told near it in time that share a name with it, its report, or all that is known of
either. Time and memory grow with the claims, not with their pairs."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable

from reportedly.core.claim import Claim
from reportedly.core.known import KnownClaim
from reportedly.link.scenes import Scenes, day_of, near_in_time

Term = tuple[str, str, str]  # type of act, kind of term, term
Words = Callable[[Claim], frozenset[str]]
_TWO = "word of any act"
_WEAK = 1


class Near:
    """Affirmed claims by type of act, term and week. Claims and denials are told for some days (`contradictions.is_timed`)."""

    def __init__(self, claims: Iterable[KnownClaim], scenes: Scenes, slack_days: int, words: Words) -> None:
        """`words`: of a claim, by which one that is coded as another act is found beside it."""
        self._scenes, self._slack, self._words = scenes, slack_days, words
        self._rows: dict[tuple[str, str, str, int], list[tuple[int, KnownClaim]]] = defaultdict(list)
        for number, known in enumerate(claims):
            self._add(number, known)

    def _add(self, number: int, known: KnownClaim) -> None:
        terms = terms_of_told(known, self._scenes, self._words)
        row = (number, known)
        for week in weeks_of(known):
            for term in terms:
                self._rows[*term, week].append(row)

    def find(self, denied: KnownClaim) -> list[KnownClaim]:
        """Claims near a denial, in the order in which they were given."""
        terms = terms_of_denial(denied, self._scenes, self._words)
        weeks = weeks_of(denied)
        near = range(weeks.start - 1, weeks.stop + 1) if weeks else range(0)
        once: set[int] = set()
        found: dict[int, KnownClaim] = {}
        for term in terms:
            shared = {row[0]: row[1] for week in near for row in self._rows.get((*term, week), ())}
            if term[1] != _TWO:
                found |= shared
            else:
                found |= {n: k for n, k in shared.items() if n in once}
                once |= shared.keys()
        return [k for _, k in sorted(found.items()) if near_in_time(k, denied, self._slack)]


def terms_of_told(known: KnownClaim, scenes: Scenes, words: Words) -> list[Term]:
    """What a claim is found by beside a denial."""
    act, names = known.claim.event_type, scenes.names(known.claim)
    names = names if len(names) > 1 else names | scenes.around(known.claim)
    terms = [(act, "name", n) for n in names] + [(act, "report", known.claim.report), (act, "key", known.key)]
    terms += _of_words(act, words(known.claim))
    return terms if names else [*terms, (act, "bare", known.key)]


def terms_of_denial(denied: KnownClaim, scenes: Scenes, words: Words) -> list[Term]:
    """By what a denial finds the claims that it is set beside."""
    act, names = denied.claim.event_type, scenes.names(denied.claim)
    terms = [(act, "name", n) for n in names | scenes.around(denied.claim)]
    terms += [(act, "report", denied.claim.report), (act, "bare", denied.key)]
    terms += _of_words(act, words(denied.claim))
    return terms if names else [*terms, (act, "key", denied.key)]


def _of_words(act: str, words: Iterable[str]) -> list[Term]:
    """A word in common tells something where the acts are of one type; where they are not, two are wanted."""
    return [term for w in words for term in ((act, "word", w), ("", _TWO, w))]


def sign_of(term: Term) -> int:
    """A term as a number of 32 bits, the same in every process; odd for one of which two must be shared."""
    return zlib.crc32("\x1f".join(term).encode()) & ~_WEAK | (_WEAK if term[1] == _TWO else 0)


def weeks_of(known: KnownClaim) -> range:
    """Numbers of the weeks in which a claim's act lies; none where no first or last day is told."""
    days = day_of(known)
    if days is None or days.first is None or days.last is None:
        return range(0)
    return range(days.first.toordinal() // 7, days.last.toordinal() // 7 + 1)
