"""Looking up names in the gazetteer."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from reportedly.errors import ResourceError
from reportedly.text import fold

_FILE = Path(__file__).with_name("places.sqlite")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer. `main` is 1 where the name looked up is its main name; position in WGS84 degrees."""

    geonames_id: int | None
    name: str
    precision: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int
    main: int


class Gazetteer:
    """Read-only view of the shipped file; safe to share within one process."""

    def __init__(self, path: Path = _FILE) -> None:
        if not path.exists():
            raise ResourceError(
                "gazetteer/places.sqlite is missing: install reportedly again, "
                "or build it with `python -m reportedly.gazetteer.build`"
            )
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self.find = lru_cache(maxsize=50_000)(self._find)

    def _find(self, name: str) -> tuple[Entry, ...]:
        """Entries that bear `name`, our own areas first, then countries, regions, and towns by population."""
        rows = self._connection.execute(
            "SELECT p.geonames_id, p.name, p.precision, p.country, p.admin1, p.admin2, p.lat, p.lon, p.population, n.main "
            "FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id",
            (fold(name),),
        ).fetchall()
        return tuple(Entry(*row) for row in rows)


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer, opened once. Raises ResourceError when it is missing."""
    return Gazetteer()


@cache
def gazetteer_hash() -> str:
    """SHA-256 of the shipped file, for run rows."""
    return hashlib.sha256(_FILE.read_bytes()).hexdigest()
