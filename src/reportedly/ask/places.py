"""Where the claims are: places with positions, what has none said beside, and the ways that are told from one to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from reportedly.ask.filters import Filters
from reportedly.ask.questions import ask_claims
from reportedly.core.claim import Place, Polarity
from reportedly.core.known import CARRIED_OUT, KnownClaim
from reportedly.link.views import count_origins

POINTS = ("point", "town")


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody or something is told to go from a place: claims with both ends. `done`: one of them tells it as done or
    under way; else it is only ordered, announced, expected, or denied."""

    name: str
    country: str | None
    lat: float
    lon: float
    claims: tuple[str, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with what is told of it. `precision` as in the record format; only point and town are spots on a map, of a region
    or a sea the position is its middle, and a country has none. `ways`: the places to which acts are told to lead from it."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str
    claims: tuple[str, ...]
    reports: int
    origins: int
    acts: tuple[str, ...]
    ways: tuple[Way, ...] = ()


def ask_places(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[Spot]:
    """Places of the claims that fit the filters, those of most origins first; a country is told without a position."""
    groups: dict[tuple[str, str | None, str], list[tuple[KnownClaim, Place]]] = defaultdict(list)
    for known in ask_claims(connection, filters):
        for place in known.claim.places:
            groups[place.name, place.country, place.precision].append((known, place))
    out = []
    for (name, country, precision), rows in groups.items():
        claims = [k for k, _ in rows]
        first = rows[0][1]
        located = is_located(first)
        acts = sorted({k.claim.event_type for k in claims})
        ids = tuple(dict.fromkeys(k.claim.id for k in claims))
        position = (first.lat, first.lon) if located else (None, None)
        reports = len({k.claim.report for k in claims})
        out.append(Spot(name, country, *position, precision, ids, reports, count_origins(claims), tuple(acts),
                        _ways(rows) if located else ()))  # fmt: skip
    return sorted(out, key=lambda s: (-s.origins, s.name, s.country or "", s.precision))


def is_located(place: Place) -> bool:
    """True for a place that has a position of its own: a country is an area, and what no gazetteer knows is nowhere."""
    return place.precision not in ("country", "none") and place.lat is not None and place.lon is not None


def _ways(rows: Sequence[tuple[KnownClaim, Place]]) -> tuple[Way, ...]:
    """Where the acts that are told to lead from a place lead to, those of most claims first."""
    ends: dict[tuple[str, str | None, float, float], list[KnownClaim]] = defaultdict(list)
    for known, start in rows:
        for end in known.claim.places:
            if start.role == "from" and end.role == "to" and is_located(end) and end.lat is not None and end.lon is not None:
                ends[end.name, end.country, end.lat, end.lon].append(known)
    ways = (Way(*end, tuple(dict.fromkeys(k.claim.id for k in told)), any(map(_happened, told))) for end, told in ends.items())
    return tuple(sorted(ways, key=lambda w: (-len(w.claims), w.name, w.country or "")))


def _happened(known: KnownClaim) -> bool:
    return known.claim.stage in CARRIED_OUT and known.claim.polarity is Polarity.AFFIRMED
