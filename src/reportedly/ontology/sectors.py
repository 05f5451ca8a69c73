"""Which sector a role or an institution speaks for, by the noun that names it."""

from __future__ import annotations

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


def is_title(word: str) -> bool:
    """True for nouns that stand with a holder's name ("President X", "X, the minister")."""
    return word.lower() in _rows()[1]
