"""Status of a commitment by coding rule 13: the first that holds, from what had been published by the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.core.derived import Evidence
from reportedly.core.edtf import parse_edtf

# What was seen a few days before somebody else says that it is done disagrees with that; what was seen earlier may have changed.
_FRESH = dt.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Weight:
    """What counts of a report's own voice, by claim ids: `opposite`, which tell the opposite act, and `witnessed`, which tell
    what was done before the press. `measure`: the act is a measure, of which who tells that it was lifted tells that it was in
    force."""

    opposite: frozenset[str] = frozenset()
    witnessed: frozenset[str] = frozenset()
    measure: bool = False


_PLAIN = Weight()


def judge_status(
    evidence: Sequence[Evidence], due: str | None, as_of: dt.date | None, weight: Weight = _PLAIN
) -> tuple[str, tuple[str, ...]]:
    """Status and its reasons, as plain sentences.

    Others' word counts; the report's own voice without a speaker is told but decides nothing, since a report may tell
    an announcement as fact. It decides where it tells the opposite act, which nobody announced, and what all could see. Who tells
    that a measure was lifted tells that it was in force, so that its own side's word that it was taken stands.
    """
    seen = weight.opposite | weight.witnessed
    others = [e for e in evidence if e.side != "own" and (e.speaker is not None or e.claim in seen)]
    own = [e for e in evidence if e.side == "own" and e.bearing in ("supports", "partly")]
    voiceless = [e for e in evidence if e.side != "own" and e.speaker is None and e.bearing in ("supports", "partly")]
    reasons = list(_tell(evidence))
    for counted in (True, False):
        told = len({e.origin for e in voiceless if (e.claim in weight.witnessed) is counted})
        if told:
            how = "in their own voice" if told > 1 else "in its own voice"
            tail = f"it as news, {how}" if counted else "it as fact without a source; not counted"
            reasons.append(f"{_count(told, 'report')} tell{'s' * (told == 1)} {tail}")
    status = _first_that_holds(others, weight.opposite, own if weight.measure else []) or _without_others(own, due, as_of)
    return status, tuple(reasons) or ("nothing but the announcement is known",)


def _first_that_holds(others: list[Evidence], opposite: frozenset[str], own: list[Evidence]) -> str | None:
    positive = [e for e in others if e.bearing in ("supports", "partly")]
    undone = [e for e in others if e.claim in opposite]
    false = [e for e in others if e.bearing == "contradicts" and e.claim not in opposite]
    unseen = [e for e in others if e.bearing == "not_observed"]
    taken = [*positive, *own]
    if undone and taken and _last(undone) > _first(taken) and _last(undone) >= _last(taken) - _FRESH:
        return "reversed"
    if positive:
        against = [e for e in (*false, *unseen, *undone) if _stands_against(e, positive)]
        wholly = all(e.bearing == "supports" for e in positive if _day(e) == _last(positive))
        return "confirmed" if wholly and not against else "partly"
    if false or undone:
        return "contradicted"
    return "not_observed" if unseen else None


def _stands_against(against: Evidence, positive: list[Evidence]) -> bool:
    """True where what was seen on one day is not made old by later word: of the days right before it, only its speaker's own."""
    later = [e for e in positive if _day(e) > _day(against)]
    if _day(against) < _last(positive) - _FRESH:
        return False
    return not any(e.speaker == against.speaker for e in later)


def _without_others(own: list[Evidence], due: str | None, as_of: dt.date | None) -> str:
    days = parse_edtf(due)
    if not own and as_of and days and days.last and days.last < as_of:
        return "expired"
    return "unverified" if own else "announced"


def _day(e: Evidence) -> dt.date:
    days = parse_edtf(e.day)
    return (days.last or days.first or dt.date.min) if days else dt.date.min


def _first(rows: list[Evidence]) -> dt.date:
    return min(map(_day, rows))


def _last(rows: list[Evidence]) -> dt.date:
    return max(map(_day, rows))


_OWN_BEARING = {"not_observed": "say that nothing was seen of it", "contradicts": "say that it is not so"}
_BEARING = {"supports": "say that it was done", "partly": "say that it was done in part or has begun",
            "not_observed": "looked and saw no sign", "contradicts": "say the opposite"}  # fmt: skip
_SIDE = {"own": "its own side", "other": "others", "independent": "independent observers"}


def _tell(evidence: Sequence[Evidence]) -> list[str]:
    """One sentence for each side and bearing, with who and when, in order of the days."""
    out = []
    for side in ("own", "other", "independent"):
        for bearing, words in _BEARING.items():
            rows = [e for e in evidence if e.side == side and e.bearing == bearing and e.speaker]
            if rows:
                rows.sort(key=lambda e: (_day(e), e.speaker or ""))
                names = _distinct(e.speaker or "" for e in rows)
                shown = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
                first, last = rows[0].day, rows[-1].day
                span = f"on {first}" if first == last else f"from {first} to {last}"
                origins = len({e.origin for e in rows})
                words = _OWN_BEARING.get(bearing, words).replace("say ", "says ", 1) if side == "own" else words
                out.append(f"{_SIDE[side]} {words}: {shown}, {span} ({_count(origins, 'origin')})")
    return out


def _distinct(names: Iterable[str]) -> list[str]:
    """Names in order, each once: "The Kremlin" is "the Kremlin", and "Hague" goes where "William Hague" is told."""
    found = {name[:1].lower() + name[1:] if name.startswith("The ") else name: name for name in reversed(list(names))}
    shown = list(reversed(found.values()))
    return [name for name in shown if not name[:1].isupper() or not any(other.endswith(f" {name}") for other in shown)]


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" + ("" if n == 1 else "s")
