"""Where the claims are: places with positions, and what has none said beside."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from reportedly.ask.filters import Filters
from reportedly.ask.questions import ask_claims
from reportedly.core.claim import Place
from reportedly.core.known import KnownClaim
from reportedly.link.views import count_origins

POINTS = ("point", "town")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with what is told of it. `precision` as in the record format; only point and town are spots on a map, of a region
    or a sea the position is its middle, and a country has none."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str
    claims: tuple[str, ...]
    reports: int
    origins: int
    acts: tuple[str, ...]


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
        located = precision not in ("country", "none")
        acts = sorted({k.claim.event_type for k in claims})
        ids = tuple(dict.fromkeys(k.claim.id for k in claims))
        position = (first.lat, first.lon) if located else (None, None)
        reports = len({k.claim.report for k in claims})
        out.append(Spot(name, country, *position, precision, ids, reports, count_origins(claims), tuple(acts)))
    return sorted(out, key=lambda s: (-s.origins, s.name, s.country or "", s.precision))
