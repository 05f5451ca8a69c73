"""Nouns that count armed force ("troops", "fighter jets"), by kind."""

from __future__ import annotations

from functools import cache

from reportedly.core.tables import names_of, read_table


@cache
def load_force_nouns() -> dict[str, str]:
    """Kind of force (people, units, armour, aircraft, ships, guns, posts; "people: police") by noun, singular and lower case."""
    return {noun.lower(): kind for kind, nouns in read_table("reportedly.ontology", "forces.tsv", 2) for noun in names_of(nouns)}


def kind_of_force(words: str | None) -> str | None:
    """What kind of force a counted noun names, by its last words; None where it names none."""
    found = counted_apart(words)
    return found.partition(":")[0] if found is not None else None


def counted_apart(words: str | None) -> str | None:
    """The kind of force with what is counted apart in it ("people: police"): police and soldiers make no one number."""
    if not words:
        return None
    nouns = load_force_nouns()
    parts = words.lower().split()
    for start in range(max(0, len(parts) - 2), len(parts)):
        name = " ".join(parts[start:])
        for form in (name, name.removesuffix("s"), name.removesuffix("es"), name.replace("men", "man")):
            if form in nouns:
                return nouns[form]
    return None
