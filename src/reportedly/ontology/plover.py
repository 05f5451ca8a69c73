"""PLOVER: event types, their modes and classes, and which act undoes which.

Source: Open Event Data Alliance, "PLOVER: Political Language Ontology for Verifiable Event Records", 2022.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from reportedly.errors import ResourceError

# Types whose act is done by words to another party; they keep their own type and stage (coding rule 1).
VERBAL = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE"})


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER root: its class, a short meaning, and its modes."""

    root: str
    kind: str
    meaning: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plover:
    """All event types, and for each `ROOT/mode` or `ROOT` the acts that undo it, and how it is told in plain words."""

    types: dict[str, EventType]
    opposites: dict[str, tuple[str, ...]]
    words: dict[str, str]

    def words_of(self, event_type: str, mode: str | None) -> str:
        """An act in plain words, as a title tells it: "military aid", "withdraw"."""
        plain = (mode or event_type.lower()).replace("-", " ")
        return self.words.get(f"{event_type}/{mode}" if mode else event_type, plain)

    def is_opposite(self, type_a: str, mode_a: str | None, type_b: str, mode_b: str | None) -> bool:
        """True where act b undoes act a."""
        wanted = self.opposites.get(f"{type_a}/{mode_a}") or self.opposites.get(type_a) or ()
        return type_b in wanted or f"{type_b}/{mode_b}" in wanted


@cache
def load_plover() -> Plover:
    """The ontology as shipped. Raises ResourceError when its file is damaged."""
    try:
        text = resources.files("reportedly.ontology").joinpath("plover.toml").read_text(encoding="utf-8")
        rows = tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError("ontology/plover.toml is missing or damaged: install reportedly again") from error
    opposites = {key: tuple(value) for key, value in rows.pop("opposites").items()}
    words = dict(rows.pop("words"))
    types = {root: EventType(root, row["class"], row["meaning"], tuple(row["modes"])) for root, row in rows.items()}
    return Plover(types, opposites, words)
