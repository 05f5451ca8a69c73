"""What was said when, in lanes by claimant: one row for an act, a claimant and a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import duckdb

from reportedly.ask.filters import Filters
from reportedly.ask.questions import ask_claims, ask_events
from reportedly.config import LinkOptions
from reportedly.core.claim import Polarity
from reportedly.core.known import CARRIED_OUT, KnownClaim
from reportedly.link.views import count_origins
from reportedly.ontology.actors import load_actors

TELLS = ("ahead", "done", "not")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one claimant said of one act on one day; `tells` ahead (ordered, announced, expected …), done or not (denied, unseen).

    `lane`: the claimant's state or body, or the outlet where the report tells it in its own voice.
    """

    day: dt.date
    lane: str
    act: str
    tells: str
    quote: str
    event: str
    claims: tuple[str, ...]
    reports: int
    origins: int


def ask_timeline(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> list[Entry]:
    """Entries by day, lane and act, background left out; what has no day is left out too."""
    event_of = {c: e.id for e in ask_events(connection, filters, options) for c in e.claims}
    groups: dict[tuple[dt.date, str, str, str, str], list[KnownClaim]] = defaultdict(list)
    for known in ask_claims(connection, filters):
        day = _day(known)
        if day is None or known.claim.background:
            continue
        act = known.claim.event_type + (f"/{known.claim.mode}" if known.claim.mode else "")
        event = event_of.get(known.claim.id, known.claim.id)
        groups[day, _lane(known), event, act, _tells(known)].append(known)
    return [_entry(key, members) for key, members in sorted(groups.items())]


def _entry(key: tuple[dt.date, str, str, str, str], members: list[KnownClaim]) -> Entry:
    day, lane, event, act, tells = key
    best = max(members, key=lambda k: (min(len(k.claim.quote), 100), k.claim.id))
    ids = tuple(k.claim.id for k in members)
    return Entry(
        day, lane, act, tells, best.claim.quote, event, ids, len({k.claim.report for k in members}), count_origins(members)
    )


def _day(known: KnownClaim) -> dt.date | None:
    days = known.said_day or known.published_days
    return (days.last or days.first) if days else None


def _lane(known: KnownClaim) -> str:
    """Whose word it is: the speaker's state, else the speaker, else the outlet."""
    if not known.claim.attribution:
        return known.publisher or "reports in their own voice"
    speaker = known.claim.attribution[0]
    row = load_actors().by_id.get(speaker.actor or "")
    if row is None:
        return speaker.name
    return (load_actors().country_name(row.country) if row.country else None) or row.name


def _tells(known: KnownClaim) -> str:
    if known.claim.polarity is not Polarity.AFFIRMED:
        return "not"
    return "done" if known.claim.stage in CARRIED_OUT else "ahead"
