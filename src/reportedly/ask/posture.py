"""How much of what is where, as of when, by whose word: numbers side by side, never averaged, scopes never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from reportedly.ask.filters import Filters, fits_place
from reportedly.ask.questions import load_known
from reportedly.core.derived import Estimate
from reportedly.link.estimates import make_estimates


@dataclass(frozen=True, slots=True)
class Reading:
    """One number by one claimant in one scope: the estimates that say it, and of how many origins."""

    scope: str
    by: str
    first: Estimate
    estimates: tuple[Estimate, ...]
    origins: int


def ask_estimates(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[Estimate]:
    """Estimates of the claims that fit the filters, by the day they are told for."""
    rows = load_known(connection, filters)
    return make_estimates(k for k in rows if fits_place(filters, k.claim))


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
