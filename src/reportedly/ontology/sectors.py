"""Which sector a role or an institution speaks for, by the noun that names it."""

from __future__ import annotations

import re
from functools import cache

from reportedly.core.tables import read_table


@cache
def _rows() -> tuple[dict[str, str], frozenset[str]]:
    sectors: dict[str, str] = {}
    titles: set[str] = set()
    for word, sector, title in read_table("reportedly.ontology", "sectors.tsv", 3):
        sectors[word] = sector
        if title:
            titles.add(word)
    return sectors, frozenset(titles)


def sector_of(word: str) -> str | None:
    """PLOVER's sector of a noun's lemma ("minister": GOV), or None."""
    return _rows()[0].get(word.lower())


@cache
def _people() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("reportedly.ontology", "people.tsv", 2)}


def people_sector(name: str) -> str | None:
    """Sector of people or a body by the last noun of their name ("the protesting truck drivers": CVL), or None."""
    head = re.split(r" (?:of|in|from|at|who|that)\b|,", name.lower(), maxsplit=1)[0]
    words = head.split()[-1:] + name.lower().split()[-1:]
    forms = [f for w in words for f in (w, w.removesuffix("s"), w.removesuffix("es"), w.removesuffix("ies") + "y")]
    return next((_people()[f] for f in forms if f in _people()), None)


def is_title(word: str) -> bool:
    """True for nouns that stand with a holder's name ("President X", "X, the minister")."""
    return word.lower() in _rows()[1]
