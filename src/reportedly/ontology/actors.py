"""The actor table: states with their adjectives and capitals, organisations, offices, forces, groups, persons.

States are written from ISO 3166-1 and common English usage; the other rows are public facts. `Moscow` and
`the Kremlin` stand for the state; the document's own appositions outrank this table (see annotate/entities).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reportedly.core.tables import names_of, read_table
from reportedly.errors import InputError
from reportedly.text import fold

_PACKAGE = "reportedly.ontology"
KINDS = frozenset(["state", "office", "force", "org", "group", "media", "person", "bloc"])


@dataclass(frozen=True, slots=True)
class Actor:
    """One row: `kind` is state, office, force, org, group, media, person or bloc; country and sector None if none.

    `since`, `until`: EDTF, of a person's longest office or a group's life; None where not known or still so.
    """

    id: str
    kind: str
    name: str
    country: str | None
    sector: str | None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class ActorTable:
    """Lookup by name, by adjective or people ("Russian"), and by metonym (a capital, a seat of government).

    Keys are folded. `words_after` gives, by its first word, the most words of a name.
    """

    by_name: dict[str, Actor]
    by_adjective: dict[str, Actor]
    by_metonym: dict[str, Actor]
    by_id: dict[str, Actor]
    words_after: dict[str, int]

    def find(self, name: str) -> Actor | None:
        """The row that a name, adjective or metonym stands for, in this order; None when it is not known."""
        if name.lower() == "us" and not name.isupper():
            return None
        key = fold(name)
        return self.by_name.get(key) or self.by_adjective.get(key) or self.by_metonym.get(key)

    def country_name(self, iso3: str | None) -> str:
        """English name of a state, or the code itself, or '' for None."""
        actor = self.by_id.get(iso3 or "")
        return actor.name if actor else iso3 or ""


_ADDED: list[Path] = []  # the user's own file, if any: one for a process


def use_additions(path: str) -> None:
    """Let a user's CSV file come before the shipped rows in this process; '' takes it away again.

    Columns, named in the first line: id, kind, country, sector, names (with | between them); since and until may be there.
    """
    wanted = [Path(path)] if path else []
    if wanted != _ADDED:
        _ADDED[:] = wanted
        load_actors.cache_clear()
        additions.cache_clear()


@cache
def additions() -> str:
    """The text of the user's file as this process uses it, '' where there is none. Raises InputError for a file that cannot be
    read."""
    return "".join(_read_csv(path) for path in _ADDED)


def _read_csv(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("no_actors", f"{path}: cannot be read as CSV ({error})") from error


def _added_rows() -> Iterator[Actor]:
    """Rows of the user's file. Raises InputError for a file that is not there, lacks a column, or names an unknown kind."""
    for path in _ADDED:
        rows = list(csv.DictReader(additions().splitlines()))
        for number, row in enumerate(rows, start=2):
            missing = [c for c in ("id", "kind", "names") if not (row.get(c) or "").strip()]
            if missing or row["kind"].strip() not in KINDS:
                wrong = f"without {', '.join(missing)}" if missing else f"of unknown kind {row['kind']!r}"
                raise InputError("bad_actor", f"{path}:{number}: a row {wrong}; kinds are {', '.join(sorted(KINDS))}")
            values = {c: (row.get(c) or "").strip() or None for c in ("country", "sector", "since", "until")}
            yield Actor(row["id"].strip(), row["kind"].strip(), row["names"], **values)


@cache
def load_actors() -> ActorTable:
    """The table as shipped, a user's additions before it. Raises ResourceError when a file is missing."""
    by_name: dict[str, Actor] = {}
    by_adjective: dict[str, Actor] = {}
    by_metonym: dict[str, Actor] = {}
    by_id: dict[str, Actor] = {}
    for added in _added_rows():
        names = names_of(added.name)
        by_id[added.id] = replace(added, name=names[0])
        for name in names:
            by_name.setdefault(fold(name), by_id[added.id])
    for iso3, states, adjectives, metonyms in read_table(_PACKAGE, "countries.tsv", 4):
        actor = Actor(iso3, "state", names_of(states)[0], iso3, "GOV")
        by_id.setdefault(iso3, actor)
        for table, cell in ((by_name, states), (by_adjective, adjectives), (by_metonym, metonyms)):
            for name in names_of(cell):
                table.setdefault(fold(name), actor)
    for actor_id, kind, country, sector, cell, since, until, _ in read_table(_PACKAGE, "actors.tsv", 8):
        actor = Actor(actor_id, kind, names_of(cell)[0], country or None, sector or None, since or None, until or None)
        by_id.setdefault(actor_id, actor)
        for name in names_of(cell):
            by_name.setdefault(fold(name), actor)
    words_after: dict[str, int] = {}
    for table in (by_name, by_adjective, by_metonym):
        for key in table:
            words = key.split()
            words_after[words[0]] = max(len(words), words_after.get(words[0], 0))
    return ActorTable(by_name, by_adjective, by_metonym, by_id, words_after)
