"""Which place a name stands for: by its size, by what the text itself says ("Norman, Okla."), and by what it names beside it.

Every reading of a name gets a score; the weights are by judgement, checked on a development set (docs/design/0003).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.core.layers import Document
from reportedly.gazetteer.lookup import Entry
from reportedly.text import fold

_KM_NEAR = 150.0
_EARTH_KM = 6371.0
AREA_WORDS = frozenset("region oblast province district governorate state prefecture county provinces regions oblasts".split())
_WELL_KNOWN = 100_000
_BRACKETS = frozenset({",", "("})


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens `first:last` that may name a place, and what the gazetteer has under that name."""

    first: int
    last: int
    name: str
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class _Context:
    """What the document names: countries by folded name, first-level divisions, and the towns chosen so far."""

    countries: Mapping[str, frozenset[str]]
    divisions: Mapping[tuple[str, str], frozenset[str]]
    towns: list[Entry]


def resolve(document: Document, named: Sequence[Named], countries: Mapping[str, frozenset[str]]) -> list[Entry | None]:
    """The chosen entry of each name, in order; None for a small town of a country that the text does not speak of, where it
    speaks of another. One name stands for one place throughout, unless the text says otherwise."""
    holders = {k: held for k in range(len(named) - 1) if (held := _held(document, named[k], named[k + 1]))}
    areas = [_wants_area(document, n) for n in named]
    context = _Context(countries, {}, [])
    chosen: list[Entry] = []
    for _ in range(2):
        chosen = [_best(n, holders.get(k), context, areas[k]) for k, n in enumerate(named)]
        context = _learn(countries, named, chosen)
    told = {fold(named[k].name): chosen[k] for k in holders}
    pairs = list(zip(named, chosen, strict=True))
    whole = [told.get(fold(n.name), e) if k not in holders else e for k, (n, e) in enumerate(pairs)]
    return [e if k in holders or not _is_stray(e, fold(named[k].name), context) else None for k, e in enumerate(whole)]


def _is_stray(entry: Entry, name: str, context: _Context) -> bool:
    """True for a small town whose country nothing else in the text speaks for, while two names speak for another."""
    if entry.precision != "town" or entry.population >= _WELL_KNOWN:
        return False
    support = {country: names - {name} for country, names in context.countries.items()}
    return not support.get(entry.country or "") and max((len(n) for n in support.values()), default=0) > 1


def _held(document: Document, inner: Named, outer: Named) -> tuple[Entry, ...]:
    """Readings of a name that lie in the area named right after it: "Norman, Okla.", "Paris (Texas)"."""
    if inner.first < 0 or outer.first < 0:
        return ()
    between = [t.text for t in document.tokens[inner.last : outer.first]]
    if len(between) > 1 or (between and between[0] not in _BRACKETS):
        return ()
    return tuple(e for e in inner.entries if any(lies_in(e, area) for area in outer.entries))


def lies_in(entry: Entry, area: Entry) -> bool:
    """True where the one is a part of the other, by the gazetteer's codes."""
    if area.precision not in ("country", "region") or entry.country != area.country or entry.country is None:
        return False
    if area.precision == "country":
        return entry.precision != "country"
    if area.admin1 is None or entry.admin1 != area.admin1 or entry is area:
        return False
    return area.admin2 is None or entry.admin2 == area.admin2


def _best(named: Named, held: tuple[Entry, ...] | None, context: _Context, wants_area: bool) -> Entry:
    key = fold(named.name)
    return max(held or named.entries, key=lambda e: (_score(e, key, context, wants_area), e.population, -(e.geonames_id or 0)))


def _score(entry: Entry, name: str, context: _Context, wants_area: bool) -> float:
    area = entry.precision != "town"
    score = _prior(entry) + 0.5 * entry.main
    score += (5.0 if entry.precision == "region" else -1.0) if wants_area else 0.0
    score += min(len(context.countries.get(entry.country or "", frozenset()) - {name}), 3) * 1.0
    score += min(len(context.divisions.get((entry.country or "", entry.admin1 or "-"), frozenset()) - {name}), 4) * 1.0
    if not area:
        score += min(
            2.5, sum(math.exp(-_km(entry, t) / _KM_NEAR) for t in context.towns if t is not entry and t.name != entry.name)
        )
    return score


def _prior(entry: Entry) -> float:
    if entry.precision == "town":
        return 1.1 * math.log10(entry.population + 10)
    if entry.precision == "country":
        return 9.0
    if entry.geonames_id is None:
        return 8.0  # our own table holds what reports mean by a name
    return 4.5 if entry.admin2 else 6.2


def _learn(countries: Mapping[str, frozenset[str]], named: Sequence[Named], chosen: Sequence[Entry]) -> _Context:
    """Countries, divisions and towns that the names chosen so far speak for, each name once."""
    seen = {fold(n.name): e for n, e in zip(named, chosen, strict=True)}
    divisions: dict[tuple[str, str], frozenset[str]] = {}
    more: dict[str, frozenset[str]] = dict(countries)
    for name, entry in seen.items():
        if entry.country and entry.precision in ("town", "region"):
            more[entry.country] = more.get(entry.country, frozenset()) | {name}
            if entry.admin1:
                key = entry.country, entry.admin1
                divisions[key] = divisions.get(key, frozenset()) | {name}
    towns = [e for e in seen.values() if e.precision == "town" and e.lat is not None]
    return _Context(more, divisions, towns)


def _km(a: Entry, b: Entry) -> float:
    """Great-circle distance, in km."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    y1, x1, y2, x2 = (math.radians(v) for v in (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def _wants_area(document: Document, named: Named) -> bool:
    """True in "Rostov region", "the province of Idlib", and in a list that ends so ("Rostov, Belgorod and Bryansk regions")."""
    tokens = document.tokens
    if named.first < 0:
        return False
    following = tokens[named.last].lemma if named.last < len(tokens) else ""
    last = tokens[named.last - 1]
    head = tokens[last.head]
    if following in AREA_WORDS or (head.lemma in AREA_WORDS and last.dep in ("compound", "nmod", "conj")):
        return True
    for k in range(named.last, min(named.last + 8, len(tokens))):
        if tokens[k].lemma in AREA_WORDS:
            return True
        if not (tokens[k].text[:1].isupper() or tokens[k].text in (",", "and", "or")):
            return False
    return False
