"""The actor table: states with their adjectives and capitals, organisations, offices, forces, groups, persons.

States are written from ISO 3166-1 and common English usage; the other rows are public facts. `Moscow` and
`the Kremlin` stand for the state; the document's own appositions outrank this table (see annotate/entities).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.core.tables import names_of, read_table
from reportedly.text import fold

_PACKAGE = "reportedly.ontology"


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


@cache
def load_actors() -> ActorTable:
    """The table as shipped. Raises ResourceError when a file is missing."""
    by_name: dict[str, Actor] = {}
    by_adjective: dict[str, Actor] = {}
    by_metonym: dict[str, Actor] = {}
    by_id: dict[str, Actor] = {}
    for iso3, names, adjectives, metonyms in read_table(_PACKAGE, "countries.tsv", 4):
        actor = Actor(iso3, "state", names_of(names)[0], iso3, "GOV")
        by_id[iso3] = actor
        for table, cell in ((by_name, names), (by_adjective, adjectives), (by_metonym, metonyms)):
            for name in names_of(cell):
                table.setdefault(fold(name), actor)
    for actor_id, kind, country, sector, names, since, until, _ in read_table(_PACKAGE, "actors.tsv", 8):
        actor = Actor(actor_id, kind, names_of(names)[0], country or None, sector or None, since or None, until or None)
        by_id[actor_id] = actor
        for name in names_of(names):
            by_name.setdefault(fold(name), actor)
    words_after: dict[str, int] = {}
    for table in (by_name, by_adjective, by_metonym):
        for key in table:
            words = key.split()
            words_after[words[0]] = max(len(words), words_after.get(words[0], 0))
    return ActorTable(by_name, by_adjective, by_metonym, by_id, words_after)
