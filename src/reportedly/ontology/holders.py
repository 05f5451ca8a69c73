"""Who held which office, when: public facts (`holders.tsv`), found by title and name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from reportedly.core.edtf import parse_edtf
from reportedly.core.tables import names_of, read_table
from reportedly.text import fold

_PACKAGE = "reportedly.ontology"
_LONG_NAME = 5  # letters of a surname that is looked for alone


@dataclass(frozen=True, slots=True)
class Tenure:
    """One row: `of` is a state's ISO code or an actor's id; `since`, `until` EDTF, None where not known or still so."""

    person: str
    name: str
    office: str
    of: str
    since: str | None
    until: str | None


@cache
def load_tenures() -> dict[tuple[str, str], tuple[Tenure, ...]]:
    """Tenures by office and folded name: each of the person's names, and the last word of the first one.

    Raises ResourceError when a file is missing.
    """
    names = {row[0]: names_of(row[4]) for row in read_table(_PACKAGE, "actors.tsv", 8) if row[1] == "person"}
    found: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for person, office, of, since, until, _ in read_table(_PACKAGE, "holders.tsv", 6):
        if person not in names:
            continue
        tenure = Tenure(person, names[person][0], office, of, _known(since), _known(until))
        for name in {fold(n) for n in names[person]} | {fold(names[person][0].split()[-1])}:
            found[(office, name)].append(tenure)
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def _by_person() -> dict[str, tuple[Tenure, ...]]:
    found: dict[str, dict[Tenure, None]] = defaultdict(dict)
    for rows in load_tenures().values():
        for tenure in rows:
            found[tenure.person][tenure] = None
    return {person: tuple(rows) for person, rows in found.items()}


def offices_of(person: str) -> tuple[Tenure, ...]:
    """Tenures of a person of the table by id; empty for anybody else."""
    return _by_person().get(person, ())


@cache
def load_people() -> dict[str, str]:
    """Ids of persons who held offices by folded name; a surname alone where only one of them bears it, and not a short one."""
    found: dict[str, set[str]] = defaultdict(set)
    for (_, name), rows in load_tenures().items():
        for tenure in rows:
            if " " in name or len(name) >= _LONG_NAME:
                found[name].add(tenure.person)
    return {name: next(iter(people)) for name, people in found.items() if len(people) == 1}


def _known(value: str) -> str | None:
    return value if parse_edtf(value) else None
