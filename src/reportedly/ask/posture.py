"""How much of what is where, as of when, by whose word: numbers side by side, never averaged, scopes never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb

from reportedly.ask.filters import Filters, fits_place
from reportedly.ask.meeting import read_number
from reportedly.ask.questions import load_known, load_review
from reportedly.config import LinkOptions
from reportedly.core.derived import Estimate
from reportedly.link.estimates import Number, choose_numbers, find_numbers, make_estimates
from reportedly.link.rules import rules_of
from reportedly.store import met, view
from reportedly.store.kept import is_as_recorded


@dataclass(frozen=True, slots=True)
class Reading:
    """One number by one claimant in one scope: the estimates that say it, and of how many origins."""

    scope: str
    by: str
    first: Estimate
    estimates: tuple[Estimate, ...]
    origins: int


def ask_estimates(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> list[Estimate]:
    """Estimates of the claims that fit the filters, by the day they are told for."""
    if is_as_recorded(connection) or not met.is_met_by(connection, rules_of(options)):
        rows = load_known(connection, filters)
        return make_estimates(k for k in rows if fits_place(filters, k.claim))
    stored = met.load_numbers(connection, filters.actor, filters.near, filters.as_of)
    origins = view.load_origins(connection, filters.as_of, {report: published for report, published, _ in stored})
    numbers = [_with_origin(read_number(body), origins.get(report)) for report, _, body in stored]
    unmet = [report for lot in met.load_unmet(connection, filters.as_of) for report in lot]
    fresh = load_review(connection).keep(view.load_claims(connection, filters.as_of, ids=view.load_claim_ids(connection, unmet)))
    mine = [k for k in fresh if filters.actor in (None, k.key) and fits_place(filters, k.claim)]
    return choose_numbers([*numbers, *(n for k in mine for n in find_numbers(k))])


def _with_origin(number: Number, origin: str | None) -> Number:
    """The number with its report's origin as known on the day that is asked for."""
    return replace(number, estimate=replace(number.estimate, origin=origin))


def read_posture(estimates: Sequence[Estimate]) -> list[Reading]:
    """The estimates by actor, scope and claimant, in order of time; the same number on the same word stands once."""
    groups: dict[tuple[object, ...], list[Estimate]] = defaultdict(list)
    for e in estimates:
        groups[(e.actor, e.scope, _by(e), e.low, e.high, e.as_of, e.stage)].append(e)
    out = [
        Reading(told[0].scope, _by(told[0]), told[0], tuple(told), len({e.origin or e.id for e in told}))
        for told in groups.values()
    ]
    return sorted(out, key=lambda r: (r.first.actor or "~", r.scope, r.first.as_of or r.first.told or "9999", r.by, r.first.id))


def _by(estimate: Estimate) -> str:
    return " → ".join(estimate.by) or "the report itself"
