"""Claims, events, commitments, contradictions and links, as known on a day and as people judged them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

import duckdb
import msgspec

from reportedly.ask.filters import Filters, fits_act, fits_place
from reportedly.ask.meeting import is_about, meet, read_dispute, words_asked
from reportedly.config import LinkOptions
from reportedly.core.derived import Commitment, Contradiction, Event, Link
from reportedly.core.ids import make_id
from reportedly.core.known import OWN_BLOCK, KnownClaim
from reportedly.link.disputes import choose, find_contradictions
from reportedly.link.follow_through import Around, follow_commitments
from reportedly.link.review import Review, make_review, review_groups
from reportedly.link.rules import rules_of
from reportedly.link.same_event import group_events
from reportedly.link.scenes import PASSAGE
from reportedly.link.views import block_links, claims_of, make_events
from reportedly.store import met, view
from reportedly.store.judgements import load_judgements
from reportedly.store.kept import Wanted, find_stale, is_as_recorded, load_kept
from reportedly.store.rows import collector_at_rest
from reportedly.store.write import now

_Row = TypeVar("_Row", Event, Commitment)
_EVENT, _PROMISE = msgspec.json.Decoder(Event), msgspec.json.Decoder(Commitment)


def load_review(connection: duckdb.DuckDBPyConnection) -> Review:
    """What people judged, as it stands."""
    return make_review(load_judgements(connection))


def load_known(connection: duckdb.DuckDBPyConnection, filters: Filters, review: Review | None = None) -> list[KnownClaim]:
    """Claims of the blocks that the filters ask for, known on the day, without those that people rejected."""
    review = review or load_review(connection)
    return review.keep(view.load_claims(connection, filters.as_of, filters.blocks))


def ask_claims(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[KnownClaim]:
    """Claims that fit the filters, by day of publication, then place in the text."""
    rows = load_known(connection, filters)
    rows = [k for k in rows if filters.actor is None or k.claim.actors]  # a block also holds what is told without a doer
    rows = [k for k in rows if fits_act(filters, k.claim.event_type, k.claim.mode) and fits_place(filters, k.claim)]
    return sorted(rows, key=lambda k: (k.published or "9999", k.claim.report, k.claim.start, k.claim.id))


@collector_at_rest()
def ask_events(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> list[Event]:
    """Events that fit the filters, in order of their days; those without a day come last."""
    review = load_review(connection)
    stale = _find_stale(connection, filters, options)
    out = _read_kept(connection, _EVENT, filters, stale)
    blocks = _by_block(_load_stale(connection, filters, review, stale))
    for claims in blocks.values():
        by_id = {k.claim.id: k for k in claims}
        out += [
            event
            for event in make_events(review_groups(group_events(claims, options), review))
            if fits_act(filters, event.event_type, event.mode) and any(fits_place(filters, by_id[c].claim) for c in event.claims)
        ]
    return sorted(out, key=lambda e: (e.when or "9999", e.id))


@collector_at_rest()
def ask_commitments(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> list[Commitment]:
    """Commitments that fit the filters, oldest first, each with its evidence and its status on the day."""
    review = load_review(connection)
    stale = _find_stale(connection, filters, options)
    out = _read_kept(connection, _PROMISE, filters, stale)
    blocks = _by_block(_load_stale(connection, filters, review, stale))
    others = _other_blocks(connection, filters, review, blocks)
    for block, claims in blocks.items():
        if block.startswith(OWN_BLOCK):
            continue
        by_id = {k.claim.id: k for k in claims}
        for found in follow_commitments(claims, block, options, Around(filters.as_of, review, others)):
            if fits_act(filters, found.event_type, found.mode) and any(
                fits_place(filters, by_id[i].claim) for i in claims_of(found) if i in by_id
            ):
                out.append(found)
    return sorted(out, key=lambda c: (c.announced or "9999", c.id))


def _find_stale(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> set[str] | None:
    """Blocks whose kept answers do not hold; None where none do: they are as of now."""
    if filters.as_of is not None or is_as_recorded(connection):
        return None
    return find_stale(connection, rules_of(options))


def _load_stale(
    connection: duckdb.DuckDBPyConnection, filters: Filters, review: Review, stale: set[str] | None
) -> list[KnownClaim]:
    """Claims of the blocks that the filters ask for and whose answers are to be worked out."""
    if stale is None:
        return load_known(connection, filters, review)
    wanted = sorted(stale & {filters.actor} if filters.actor else stale)
    return review.keep(view.load_claims(connection, None, wanted)) if wanted else []


def _read_kept(
    connection: duckdb.DuckDBPyConnection, decoder: msgspec.json.Decoder[_Row], filters: Filters, stale: set[str] | None
) -> list[_Row]:
    """Kept rows that fit the filters."""
    if stale is None:
        return []
    kind = "event" if decoder is _EVENT else "promise"
    bodies = load_kept(connection, kind, Wanted(filters.actor, filters.act, filters.near), stale)
    with collector_at_rest():
        return [decoder.decode(body) for body in bodies]


def _other_blocks(
    connection: duckdb.DuckDBPyConnection, filters: Filters, review: Review, known: dict[str, list[KnownClaim]]
) -> Callable[[str], Sequence[KnownClaim]]:
    """Claims of a block known on the day, read when they are asked for; `known`: those read already."""

    @cache
    def read(block: str) -> Sequence[KnownClaim]:
        found = known.get(block)
        return review.keep(view.load_claims(connection, filters.as_of, [block])) if found is None else found

    return read


def ask_contradictions(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> list[Contradiction]:
    """Contradictions among claims of which one fits the filters, in order of time. Who denies may tell another doer, or none:
    all that is known is compared."""
    if is_as_recorded(connection) or not met.is_met_by(connection, rules_of(options)):
        return _compare_all(connection, filters)
    asked = words_asked(filters.actor, filters.act, filters.near)
    found = [read_dispute(row) for row in met.load_disputes(connection, asked, filters.as_of)]
    unmet = [report for lot in met.load_unmet(connection, filters.as_of) for report in lot]
    if unmet:
        fresh = [d for d in meet(connection, unmet, load_review(connection)).disputes if is_about(d, asked)]
        known = view.load_known_ids(connection, {report for d in fresh for report in d.reports}, filters.as_of)
        found += [read_dispute((*d.claims, *d.texts)) for d in fresh if known.issuperset(d.reports)]
    return choose(found)


def _compare_all(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[Contradiction]:
    claims = load_known(connection, replace(filters, actor=None))

    def fits(known: KnownClaim) -> bool:
        mine = filters.actor is None or known.key == filters.actor
        return mine and fits_act(filters, known.claim.event_type, known.claim.mode) and fits_place(filters, known.claim)

    passages = view.load_passages(connection, (k.claim for k in claims), PASSAGE)
    about = None if filters == Filters(as_of=filters.as_of) else {k.claim.id for k in claims if fits(k)}
    return find_contradictions(claims, passages, about)


def ask_links(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> list[Link]:
    """Live links among what is known: of all that is stored as they were judged; of a past day as they would be judged on it."""
    if filters.as_of is None:
        stored = [replace(k, id=make_id("l", k.type, k.source, k.target, k.by)) for k in load_current(connection, options)]
        return sorted([*stored, *judge_due(connection, options)], key=lambda k: (k.type, k.source, k.target))
    seen = {r.id for r in view.load_reports(connection, filters.as_of)}
    copies = [k for k in view.load_links(connection) if k.type == "same_origin" and {k.source, k.target} <= seen]
    review, at = load_review(connection), now()
    blocks = _by_block(load_known(connection, filters, review))
    others = _other_blocks(connection, filters, review, blocks)
    keys = {key for block, claims in blocks.items() for key in block_links(claims, block, options, review, others)}
    made = [Link(make_id("l", *key), *key, at) for key in keys]
    copies = [replace(k, id=make_id("l", k.type, k.source, k.target, k.by)) for k in copies]
    return sorted([*copies, *made], key=lambda k: (k.type, k.source, k.target))


def load_current(connection: duckdb.DuckDBPyConnection, options: LinkOptions, about: str | None = None) -> list[Link]:
    """Live links, but for those of blocks that have to be judged anew; from or to one id where `about` names it."""
    stale = set() if is_as_recorded(connection) else find_stale(connection, rules_of(options))
    return view.load_links(connection, about, without=stale)


def judge_due(connection: duckdb.DuckDBPyConnection, options: LinkOptions, only: Collection[str] | None = None) -> list[Link]:
    """Links of the blocks that wait to be judged anew, as they would be judged now; `only` of these blocks. None as recorded on a
    past day: then what waited is not known."""
    if is_as_recorded(connection):
        return []
    due = [block for block in sorted(find_stale(connection, rules_of(options))) if only is None or block in only]
    review, at = load_review(connection), now()
    blocks = {block: review.keep(claims) for block, claims in view.load_members(connection, due).items()} if due else {}
    others = _other_blocks(connection, Filters(), review, blocks)
    keys = {key for block, claims in blocks.items() for key in block_links(claims, block, options, review, others)}
    return [Link(make_id("l", *key), *key, at) for key in keys]


def _by_block(claims: Iterable[KnownClaim]) -> dict[str, list[KnownClaim]]:
    out: dict[str, list[KnownClaim]] = defaultdict(list)
    for known in claims:
        out[known.key].append(known)
    return dict(sorted(out.items()))
