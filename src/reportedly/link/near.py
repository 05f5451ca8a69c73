"""Which claims a denial is set beside: those told near it in time that share a name with it, its report, or all that is known of
either. Time and memory grow with the claims, not with their pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from reportedly.core.claim import Claim
from reportedly.core.known import KnownClaim
from reportedly.link.scenes import Scenes, day_of, near_in_time

_Term = tuple[str, str, str, int]  # type of act, kind of term, term, week


class Near:
    """Affirmed claims by type of act, term and week. Claims and denials are told for some days (`contradictions.is_timed`)."""

    def __init__(
        self, claims: Iterable[KnownClaim], scenes: Scenes, slack_days: int, words: Callable[[Claim], frozenset[str]]
    ) -> None:
        """`words`: of a claim, by which one that is coded as another act is found beside it."""
        self._scenes, self._slack, self._words = scenes, slack_days, words
        self._rows: dict[_Term, list[tuple[int, KnownClaim]]] = defaultdict(list)
        for number, known in enumerate(claims):
            self._add(number, known)

    def _add(self, number: int, known: KnownClaim) -> None:
        act, names = known.claim.event_type, self._scenes.names(known.claim)
        names = names if len(names) > 1 else names | self._scenes.around(known.claim)
        terms = [(act, "name", n) for n in names] + [(act, "report", known.claim.report), (act, "key", known.key)]
        terms += [("", "word", w) for w in self._words(known.claim)]
        if not names:
            terms.append((act, "bare", known.key))
        row = (number, known)
        for week in weeks_of(known):
            for term in terms:
                self._rows[*term, week].append(row)

    def find(self, denied: KnownClaim) -> list[KnownClaim]:
        """Claims near a denial, in the order in which they were given."""
        act, names = denied.claim.event_type, self._scenes.names(denied.claim)
        terms = [(act, "name", n) for n in names | self._scenes.around(denied.claim)]
        terms += [(act, "report", denied.claim.report), (act, "bare", denied.key)]
        terms += [("", "word", w) for w in self._words(denied.claim)]
        if not names:
            terms.append((act, "key", denied.key))
        weeks = weeks_of(denied)
        found: dict[int, KnownClaim] = {}
        for week in range(weeks.start - 1, weeks.stop + 1) if weeks else ():
            for term in terms:
                found.update(self._rows.get((*term, week), ()))
        return [k for _, k in sorted(found.items()) if near_in_time(k, denied, self._slack)]


def weeks_of(known: KnownClaim) -> range:
    """Numbers of the weeks in which a claim's act lies; none where no first or last day is told."""
    days = day_of(known)
    if days is None or days.first is None or days.last is None:
        return range(0)
    return range(days.first.toordinal() // 7, days.last.toordinal() // 7 + 1)
