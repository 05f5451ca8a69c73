"""Claims, events and commitments, as known on a day."""

from __future__ import annotations

from collections import defaultdict

import duckdb

from reportedly.ask.filters import Filters, fits_act, fits_place
from reportedly.config import LinkOptions
from reportedly.core.derived import Commitment, Contradiction, Event
from reportedly.core.known import OWN_BLOCK, KnownClaim
from reportedly.link.contradictions import find_contradictions
from reportedly.link.follow_through import follow_commitments
from reportedly.link.same_event import group_events
from reportedly.link.views import make_events
from reportedly.store import view


def ask_claims(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[KnownClaim]:
    """Claims that fit the filters, by day of publication, then place in the text."""
    rows = view.load_claims(connection, filters.as_of, filters.blocks)
    rows = [k for k in rows if filters.actor is None or k.claim.actors]  # a block also holds what is told without a doer
    rows = [k for k in rows if fits_act(filters, k.claim.event_type, k.claim.mode) and fits_place(filters, k.claim)]
    return sorted(rows, key=lambda k: (k.published or "9999", k.claim.report, k.claim.start, k.claim.id))


def ask_events(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> list[Event]:
    """Events that fit the filters, in order of their days; those without a day come last."""
    out: list[Event] = []
    for claims in _by_block(connection, filters).values():
        by_id = {k.claim.id: k for k in claims}
        for event in make_events(group_events(claims, options)):
            if fits_act(filters, event.event_type, event.mode) and any(fits_place(filters, by_id[c].claim) for c in event.claims):
                out.append(event)
    return sorted(out, key=lambda e: (e.when or "9999", e.id))


def ask_commitments(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> list[Commitment]:
    """Commitments that fit the filters, oldest first, each with its evidence and its status on the day."""
    out: list[Commitment] = []
    for block, claims in _by_block(connection, filters).items():
        if block.startswith(OWN_BLOCK):
            continue
        by_id = {k.claim.id: k for k in claims}
        for found in follow_commitments(claims, block, options, filters.as_of):
            if fits_act(filters, found.event_type, found.mode) and any(
                fits_place(filters, by_id[i].claim) for i in _all_claims(found)
            ):
                out.append(found)
    return sorted(out, key=lambda c: (c.announced or "9999", c.id))


def ask_contradictions(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[Contradiction]:
    """Contradictions among claims of which one fits the filters, by actor, then time."""
    out: list[Contradiction] = []
    for block, claims in _by_block(connection, filters).items():
        if block.startswith(OWN_BLOCK):
            continue
        by_id = {k.claim.id: k.claim for k in claims}
        for found in find_contradictions(claims):
            pair = [by_id[i] for i in found.claims]
            if any(fits_act(filters, c.event_type, c.mode) and fits_place(filters, c) for c in pair):
                out.append(found)
    return out


def _by_block(connection: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, list[KnownClaim]]:
    out: dict[str, list[KnownClaim]] = defaultdict(list)
    for known in view.load_claims(connection, filters.as_of, filters.blocks):
        out[known.key].append(known)
    return dict(sorted(out.items()))


def _all_claims(commitment: Commitment) -> list[str]:
    """Ids of the claims that a commitment stands on: of the promise and of what was heard of it."""
    return [*commitment.claims, *(e.claim for e in commitment.evidence)]
