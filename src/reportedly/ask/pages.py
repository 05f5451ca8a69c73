"""How much the record holds, and its claims a page at a time, without reading all of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from reportedly.ask.filters import Filters
from reportedly.ask.questions import ask_claims, load_review
from reportedly.core.known import KnownClaim
from reportedly.errors import NotFoundError
from reportedly.link.review import Review
from reportedly.store import view


@dataclass(frozen=True, slots=True)
class Size:
    """How many claims fit a question, from how many reports and independent origins."""

    claims: int
    reports: int
    origins: int


def ask_size(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Size:
    """How much fits the filters."""
    if filters != Filters(as_of=filters.as_of):
        known = ask_claims(connection, filters)
        reports = {k.claim.report: k.origin or k.claim.report for k in known}
        return Size(len(known), len(reports), len(set(reports.values())))
    counts = _count(connection, filters)
    origins = view.load_origins(connection, filters.as_of, {report: published for report, published, _ in counts})
    return Size(sum(n for _, _, n in counts), len(counts), len({origins.get(report, report) for report, _, _ in counts}))


def ask_page(
    connection: duckdb.DuckDBPyConnection, filters: Filters, after: str | None, limit: int
) -> tuple[list[KnownClaim], str | None, int]:
    """Claims known on a day in order of publication and place in the text, from behind the claim `after`: so many of them, the id
    to go on from (None at the end), and how many there are in all. Raises NotFoundError for an id that no claim has."""
    counts = _count(connection, filters)
    reports = [report for report, _, _ in counts]
    review = load_review(connection)
    start, rest = 0, None
    if after is not None:
        known = next(iter(review.keep(view.load_claims(connection, filters.as_of, ids=[after]))), None)
        if known is None or known.claim.report not in reports:
            raise NotFoundError(f"{after}: no row of this answer has this id; begin again without `after`")
        start, rest = reports.index(known.claim.report), known
    shown: list[KnownClaim] = []
    while start < len(reports) and len(shown) <= limit:
        lot = reports[start : start + limit]  # a report has one claim at least
        shown += sorted(load_of_reports(connection, lot, review, filters.as_of), key=_order(lot))
        if rest is not None:
            shown = shown[[k.claim.id for k in shown].index(rest.claim.id) + 1 :]
            rest = None
        start += len(lot)
    more = shown[limit - 1].claim.id if len(shown) > limit else None
    return shown[:limit], more, sum(n for _, _, n in counts)


def load_of_reports(
    connection: duckdb.DuckDBPyConnection, reports: list[str], review: Review, as_of: dt.date | None = None
) -> list[KnownClaim]:
    """Claims of reports that nobody rejected, as known on a day."""
    return review.keep(view.load_claims(connection, as_of, ids=view.load_claim_ids(connection, reports)))


def _order(reports: list[str]) -> Callable[[KnownClaim], tuple[int, int, str]]:
    place = {report: n for n, report in enumerate(reports)}
    return lambda k: (place[k.claim.report], k.claim.start, k.claim.id)


def _count(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[tuple[str, str | None, int]]:
    """(report, publication date, claims that nobody rejected) of reports known on a day that have such claims, in order."""
    condition, values = view.visible(filters.as_of)
    rows = connection.execute(
        "SELECT r.id, r.published, count(*) FROM claim c JOIN report r ON r.id = c.report "
        f"WHERE {condition} GROUP BY r.id, r.published ORDER BY coalesce(r.published, '9999'), r.id",
        values,
    ).fetchall()
    review = load_review(connection)
    judged = {report for report, _, _ in review.rejected}
    if not judged:
        return rows
    left = Counter(k.claim.report for k in load_of_reports(connection, sorted(judged), review))
    return [(report, published, n) for report, published, count in rows if (n := left[report] if report in judged else count)]
