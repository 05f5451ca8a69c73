"""Where forces are sent: "back to their bases" is a withdrawal, "back to Iraq" by another state is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.coding.lexicon import TriggerRow
from reportedly.core.claim import Party, Place

_SENDING = frozenset("send order move dispatch deploy".split())


def with_direction(row: TriggerRow, verb: str, actors: Sequence[Party], places: Sequence[Place]) -> TriggerRow:
    """The act of a verb; forces that a state sends "back" to another state are deployed, though the words alone tell a
    withdrawal."""
    home = {a.country for a in actors if a.country}
    reached = {p.country for p in places if p.role == "to" and p.country}
    sent = verb in _SENDING and (row.event_type, row.mode) == ("RETREAT", "withdraw")
    abroad = sent and bool(home) and bool(reached) and not home & reached
    return replace(row, event_type="MOBILIZE", mode="troops") if abroad else row
