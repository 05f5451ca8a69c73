"""Which claims a denial is set beside: those told near it in time that share a name with it, its report, or all that is known of
either. Time and memory grow with the claims, not with their pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from reportedly.core.claim import Claim
from reportedly.core.edtf import Days
from reportedly.core.known import KnownClaim
from reportedly.link.scenes import Scenes, day_of, near_in_time

_FEW_WEEKS = 6
_MANY_WEEKS = 60
_Term = tuple[str, str, str]  # type of act, kind of term, term


class Near:
    """Affirmed claims by type of act, term and week."""

    def __init__(
        self, claims: Iterable[KnownClaim], scenes: Scenes, slack_days: int, words: Callable[[Claim], frozenset[str]]
    ) -> None:
        """`words`: of a claim, by which one that is coded as another act is found beside it."""
        self._scenes, self._slack, self._words = scenes, slack_days, words
        self._weeks: dict[_Term, dict[int, list[tuple[int, KnownClaim]]]] = defaultdict(lambda: defaultdict(list))
        self._wide: dict[_Term, list[tuple[int, KnownClaim]]] = defaultdict(list)
        for number, known in enumerate(claims):
            self._add(number, known)

    def _add(self, number: int, known: KnownClaim) -> None:
        days = day_of(known)
        if days is None:
            return
        first, last = _weeks_of(days)
        act, names = known.claim.event_type, self._scenes.names(known.claim)
        names = names if len(names) > 1 else names | self._scenes.around(known.claim)
        terms = [(act, "name", n) for n in names] + [(act, "report", known.claim.report), (act, "key", known.key)]
        terms += [("", "word", w) for w in self._words(known.claim)]
        if not names:
            terms.append((act, "bare", known.key))
        for term in terms:
            if first is None or last is None or last - first > _FEW_WEEKS:
                self._wide[term].append((number, known))
            else:
                for week in range(first, last + 1):
                    self._weeks[term][week].append((number, known))

    def find(self, denied: KnownClaim) -> list[KnownClaim]:
        """Claims near a denial, in the order in which they were given."""
        days = day_of(denied)
        if days is None:
            return []
        act, names = denied.claim.event_type, self._scenes.names(denied.claim)
        terms = [(act, "name", n) for n in names | self._scenes.around(denied.claim)]
        terms += [(act, "report", denied.claim.report), (act, "bare", denied.key)]
        terms += [("", "word", w) for w in self._words(denied.claim)]
        if not names:
            terms.append((act, "key", denied.key))
        first, last = _weeks_of(days)
        found: dict[int, KnownClaim] = {}
        for term in terms:
            found.update(self._wide.get(term, ()))
            by_week = self._weeks.get(term, {})
            if first is not None and last is not None and last - first <= _FEW_WEEKS:
                for week in range(first - 1, last + 2):
                    found.update(by_week.get(week, ()))
                continue
            for week, rows in by_week.items():
                if (first is None or week >= first - 1) and (last is None or week <= last + 1):
                    found.update(rows)
        return [k for _, k in sorted(found.items()) if near_in_time(k, denied, self._slack)]


def weeks_of(known: KnownClaim) -> range | None:
    """Numbers of the weeks in which a claim's act lies; None for an open or very wide time, empty for none."""
    days = day_of(known)
    if days is None:
        return range(0)
    first, last = _weeks_of(days)
    if first is None or last is None or last - first > _MANY_WEEKS:
        return None
    return range(first, last + 1)


def _weeks_of(days: Days) -> tuple[int | None, int | None]:
    first, last = days.first, days.last
    return first.toordinal() // 7 if first else None, last.toordinal() // 7 if last else None
