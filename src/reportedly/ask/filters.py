"""What a question is about: whose acts, which acts, where."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from reportedly.core.claim import Claim
from reportedly.core.edtf import parse_day
from reportedly.core.known import place_words
from reportedly.errors import UsageError
from reportedly.ontology.actors import load_actors
from reportedly.ontology.plover import load_plover
from reportedly.text import fold


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters of a question; None asks for all. `actor` and `near` are ISO codes, actor ids or names."""

    actor: str | None = None
    act: str | None = None
    near: str | None = None
    as_of: dt.date | None = None

    @property
    def blocks(self) -> list[str] | None:
        """Blocks of the store that can hold the actor's claims."""
        return [self.actor] if self.actor else None


def make_filters(actor: str | None = None, act: str | None = None, near: str | None = None, as_of: str | None = None) -> Filters:
    """Filters from what a user typed.

    Raises UsageError for an act that PLOVER does not know, DayError for what is no day.
    """
    return Filters(_actor(actor), _act(act), _place(near), parse_day(as_of) if as_of else None)


def _actor(text: str | None) -> str | None:
    if text is None:
        return None
    table = load_actors()
    row = table.by_id.get(text.upper()) or table.find(text)
    if row is None:
        return fold(text)
    return row.country or row.id


def _place(text: str | None) -> str | None:
    if text is None:
        return None
    table = load_actors()
    row = table.by_id.get(text.upper()) or table.find(text)
    return row.country or row.id if row else fold(text)


def _act(text: str | None) -> str | None:
    if text is None:
        return None
    types = load_plover().types
    text = re.sub(r"\s*/\s*", "/", text.strip()).replace(" ", "-")
    root, _, mode = text.partition("/")
    if root.upper() in types and (not mode or mode in types[root.upper()].modes):
        return root.upper() + (f"/{mode}" if mode else "")
    if any(text.lower() in t.modes for t in types.values()):
        return text.lower()
    raise UsageError(
        f"{text!r} is no act that PLOVER knows; give a type ({', '.join(sorted(types))}), a mode such as withdraw, or TYPE/mode"
    )


def fits_act(filters: Filters, event_type: str, mode: str | None) -> bool:
    """True where the act is the one asked for: a type, a mode, or both."""
    if filters.act is None:
        return True
    return filters.act in (event_type, mode, f"{event_type}/{mode}")


def fits_place(filters: Filters, claim: Claim) -> bool:
    """True where a place or recipient of the claim is of the country or bears the name asked for."""
    return filters.near is None or filters.near in place_words(claim)
