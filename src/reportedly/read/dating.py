"""When a text without a date must have been published, worked out from what it says itself.

Each hint bounds the day from below or above: a dated act told as past, a plan with its day, who holds which office. What the
hints leave is an interval; what they do not bound stays open. Nothing is guessed: no hint, no date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.core.edtf import format_days, parse_edtf
from reportedly.ontology.holders import Tenure, load_people, load_tenures, offices_of
from reportedly.read.published import find_full_dates
from reportedly.text import fold

# Titles as news writes them, and the office that the table of holders knows them by.
_OFFICES = {
    "president": "president", "prime minister": "prime minister", "premier": "prime minister", "chancellor": "chancellor",
    "foreign minister": "foreign minister", "foreign secretary": "foreign minister", "secretary of state": "foreign minister",
    "defence minister": "defence minister", "defense minister": "defence minister", "defence secretary": "defence minister",
    "defense secretary": "defence minister", "secretary of defense": "defence minister", "secretary general": "secretary-general",
    "vice president": "vice president", "interior minister": "interior minister",
}  # fmt: skip
_TITLE = "|".join(t.replace(" ", r"[\s-]") for t in sorted(_OFFICES, key=len, reverse=True))
_HELD = re.compile(
    rf"(?P<before>\b[\w-]+\s+)?\b(?P<title>(?i:{_TITLE}))"
    r"\s+(?P<name>[A-Z][\w'’.-]+(?:\s+(?:al-|bin\s|van\s|de\s)?[A-Z][\w'’-]+){0,3})"
)
_ACTING = re.compile(
    r"(?P<name>\b[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3})\s+(?:has\s+|had\s+|have\s+|also\s+|later\s+)?"
    r"(?:said|says|told|tells|announced|ordered|added|warned|met|called|asked|denied|insisted|urged|accused|rejected|visited|wrote|"
    r"tweeted|spoke|confirmed|declared|signed|vowed|claimed|saw|sees|noted|wants|wanted|stressed|condemned|welcomed|gave|discussed)\b"
)
_NOT_NOW = frozenset("former ex then late previous past deputy vice future elect onetime old".split())
_YEAR = re.compile(r"(?<![\d.,$€£#-])(?P<year>(?:19|20)\d\d)(?![\d,%]|\.\d|-\d|\s+(?:people|troops|men|soldiers|dead))")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|by|until|before|plans?|planned|scheduled|expected|due|next|upcoming|target|ahead|through|to be)\b",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?\n]+")
_EARLY = 1200  # characters in which hints are mostly about the present
_ENOUGH, _WEAK = 2.5, 1.0
_HANDOVER = dt.timedelta(days=30)
_LONGEST_YEARS = 12  # a wider interval says nothing of use


@dataclass(frozen=True, slots=True)
class Inferred:
    """An interval as EDTF, and why: one short sentence a hint that bounds it."""

    edtf: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Bound:
    """The text was published in `first` to `last`, both included; None is open."""

    first: dt.date | None
    last: dt.date | None
    why: str
    weight: float = 1.0
    who: str = ""  # the person that a hint is of: two hints of one count as the weightier


def infer_published(text: str) -> Inferred | None:
    """The interval in which a text was published, by its own words; None where they do not bound it at both ends, or only
    within more than twelve years."""
    told = list(_told_dates(text))
    offices = _agreeing([*_offices(text), *_active(text)])
    if _weigh(offices) < _ENOUGH:  # one name in passing may be history
        offices = []
    lower = max((b for b in told if b.first), key=lambda b: b.first or dt.date.min, default=None)
    bounds = [*offices, *([lower] if lower else []), *(b for b in told if b.last and not b.first)]
    first = max(((b.first, b.why) for b in bounds if b.first), default=None)
    last = min(((b.last, b.why) for b in bounds if b.last), default=None)
    if first is None or last is None or first[0] > last[0]:
        return None
    if last[0].year - first[0].year > _LONGEST_YEARS:
        return None
    if first[1] == last[1] and any(b.why == first[1] and b.weight <= _WEAK for b in bounds):
        return None  # one name that speaks, against whatever else is told
    return Inferred(format_days(first[0], last[0]), tuple(dict.fromkeys((first[1], last[1]))))


def _offices(text: str) -> Iterator[_Bound]:
    """Who is told as holding an office: published while he or she held it."""
    tenures = load_tenures()
    for m in _HELD.finditer(text):
        before = (m["before"] or "").strip().lower().rstrip("-")
        if before in _NOT_NOW or before.startswith(("ex-", "then-", "former")):
            continue
        title = " ".join(m["title"].lower().replace("-", " ").split())
        office = _OFFICES[title]
        words = re.sub(r"['’]s\b", "", m["name"]).split()
        for count in range(len(words), 0, -1):
            rows = tenures.get((office, fold(" ".join(words[:count]))), ())
            if len({row.person for row in rows}) == 1:
                yield from _during(m, " ".join(words[:count]), rows)
                break


def _active(text: str) -> Iterator[_Bound]:
    """Who speaks and acts in the text is in office then, in one of those that he or she ever held: weak, but several agree."""
    told: set[str] = set()
    names = load_people()
    for m in _ACTING.finditer(text):
        words = re.sub(r"['’]s\b", "", m["name"]).split()
        row = next((r for k in range(len(words)) if (r := names.get(fold(" ".join(words[k:])))) is not None), None)
        if row is None or row in told or set(text[max(0, m.start() - 24) : m.start()].lower().split()) & _NOT_NOW:
            continue
        told.add(row)
        spans = [(parse_edtf(t.since), parse_edtf(t.until)) for t in offices_of(row)]
        first = min((s.first for s, _ in spans if s and s.first), default=None)
        ends = [u.last if u else None for _, u in spans]
        last = None if None in ends else max((e for e in ends if e), default=None)
        why = f"{m['name']} acts or speaks ({first.year if first else '?'} to {last.year if last else 'now'} in office)"
        yield _Bound(first, last, why, _WEAK, row)


def _during(m: re.Match[str], name: str, rows: tuple[Tenure, ...]) -> Iterator[_Bound]:
    spans = [(parse_edtf(r.since), parse_edtf(r.until)) for r in rows]
    first = min((s.first for s, _ in spans if s and s.first), default=None)
    ends = [u.last if u else None for _, u in spans]
    last = None if None in ends else max(e for e in ends if e)
    since = first.year if first else "?"
    why = f"{m['title'].lower()} {name} is told as in office ({since} to {last.year if last else 'now'})"
    yield _Bound(first, last, why, 2.0 if m.start() < _EARLY else 1.0, rows[0].person)


def _agreeing(bounds: list[_Bound]) -> list[_Bound]:
    """The bounds that hold on one day: of several such sets the weightiest, then the latest (history is older)."""
    days = sorted({b.first for b in bounds if b.first})
    best: tuple[float, dt.date] | None = None
    for day in days:
        weight = _weigh([b for b in bounds if _covers(b, day)])
        if best is None or (weight, day) >= best:
            best = (weight, day)
    return [b for b in bounds if best and _covers(b, best[1])]


def _weigh(bounds: list[_Bound]) -> float:
    """Weight of hints together, each person counted once."""
    heaviest: dict[str, float] = {}
    for b in bounds:
        heaviest[b.who or b.why] = max(b.weight, heaviest.get(b.who or b.why, 0.0))
    return sum(heaviest.values())


def _covers(bound: _Bound, day: dt.date) -> bool:
    """True where the day lies in the bound, and not in its last weeks: on the day of a handover two hold one office."""
    return (bound.first is None or bound.first <= day) and (bound.last is None or day <= bound.last - _HANDOVER)


def _told_dates(text: str) -> Iterator[_Bound]:
    """Days and years that the text names: told as past they bound it from below, told as ahead from above."""
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group()
        for day, start in find_full_dates(words):
            ahead = bool(_AHEAD.search(words[:start]))
            date = dt.date.fromisoformat(day)
            yield _Bound(None, date, f"{day} is told as ahead") if ahead else _Bound(date, None, f"{day} is told as past")
        for m in _YEAR.finditer(words):
            year = int(m["year"])
            if not _AHEAD.search(words[: m.start()]):
                yield _Bound(dt.date(year, 1, 1), None, f"the year {year} is named")
