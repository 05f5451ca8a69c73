"""Who speaks for whom: a state's organs, officials and media for the state, an armed group's people for the group."""

from __future__ import annotations

from reportedly.core.claim import Speaker
from reportedly.core.known import ARMED, group_key
from reportedly.ontology.actors import load_actors
from reportedly.ontology.voices import state_media

_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})


def is_of_side(speaker: Speaker, sides: frozenset[str]) -> bool:
    """Whether the speaker, by the actor table, speaks for one of the sides (keys of `actor_key`).

    A state's rebels, opposition, independent media and people do not speak for it, nor do its officials for its rebels.
    """
    if speaker.actor is None:
        return False
    if speaker.actor in sides:
        return True
    row = load_actors().by_id.get(speaker.actor)
    if row is None or row.country is None:
        return False
    if row.sector in ARMED:
        return group_key(row.country) in sides or any(_is_group_of(side, row.country) for side in sides)
    return row.country in sides and (row.sector in _STATE or row.id in state_media())


def _is_group_of(side: str, country: str) -> bool:
    row = load_actors().by_id.get(side)
    return row is not None and row.sector in ARMED and row.country == country
