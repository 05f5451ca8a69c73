"""Why a row is there: the words it stands on, the rule or model that made it, and every link with who judged it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from reportedly.ask.filters import Filters
from reportedly.ask.questions import ask_commitments, ask_events, judge_due, load_current
from reportedly.config import LinkOptions
from reportedly.core.claim import Claim
from reportedly.core.derived import Commitment, Event, Link
from reportedly.core.known import KnownClaim
from reportedly.core.report import Report
from reportedly.errors import NotFoundError
from reportedly.store import view


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim's words in their surroundings: `before` + `quote` + `after` is a stretch of the report's text."""

    claim: Claim
    report: Report
    before: str
    after: str
    run: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of one row: its kind, the row itself, the passages it stands on and the links about it."""

    id: str
    kind: str
    row: object
    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    related: tuple[str, ...] = field(default=())
    coded: Claim | None = None  # of a claim that a person corrected: as the machine coded it


def explain(connection: duckdb.DuckDBPyConnection, row_id: str, options: LinkOptions, as_of: Any = None) -> Explanation:
    """Explain any row of the record by its id (or a report by its `ref`). Raises NotFoundError for an unknown id."""
    claims = view.load_claims(connection, as_of, ids=[row_id])
    if claims:
        coded = view.load_claims(connection, as_of, ids=[row_id], as_coded=True)[0].claim
        links = _links(connection, row_id, options, claims)
        made = coded if coded != claims[0].claim else None
        return Explanation(row_id, "claim", claims[0].claim, _passages(connection, claims), links, coded=made)
    report = next(iter(view.load_reports(connection, as_of, ids=[view.find_report(connection, row_id) or row_id])), None)
    if report is not None:
        related = tuple(r.id for r in view.load_reports(connection, as_of) if r.origin == report.origin and r.id != report.id)
        return Explanation(
            report.id, "report", report, _passages_of_report(connection, report), _links(connection, report.id, options), related
        )
    link = next((k for k in view.load_links(connection, withdrawn=True) if k.id == row_id), None)
    if link is not None:
        ends = view.load_claims(connection, as_of, ids=[link.source, link.target])
        return Explanation(row_id, "link", link, _passages(connection, ends), (link,))
    derived = _find_derived(connection, row_id, options, as_of)
    if derived is None:
        raise NotFoundError(f"{row_id}: no row of the record has this id; `reportedly claims`, `events` and `follow` list ids")
    ids = list(derived.claims) + ([e.claim for e in derived.evidence] if isinstance(derived, Commitment) else [])
    kind = "commitment" if isinstance(derived, Commitment) else "event"
    found = view.load_claims(connection, as_of, ids=ids)
    return Explanation(row_id, kind, derived, _passages(connection, found), _links(connection, row_id, options, found))


def _find_derived(
    connection: duckdb.DuckDBPyConnection, row_id: str, options: LinkOptions, as_of: Any
) -> Event | Commitment | None:
    filters = Filters(as_of=as_of)
    rows: list[Event | Commitment] = (
        [*ask_commitments(connection, filters, options)]
        if row_id.startswith("k")
        else [*ask_events(connection, filters, options)]
    )
    return next((r for r in rows if r.id == row_id), None)


def _passages_of_report(connection: duckdb.DuckDBPyConnection, report: Report) -> tuple[Passage, ...]:
    claims = list(view.load_claims_of_report(connection, report.id))
    return _passages(connection, claims)


def _passages(connection: duckdb.DuckDBPyConnection, claims: list[KnownClaim]) -> tuple[Passage, ...]:
    reports = {r.id: r for r in view.load_reports(connection, ids=list({k.claim.report for k in claims}))}
    out = []
    for known in sorted(claims, key=lambda k: (k.published or "9999", k.claim.report, k.claim.start)):
        claim, report = known.claim, reports[known.claim.report]
        first, last = _sentence(report.text, claim.start, claim.end)
        run = view.run_of(connection, claim.id)
        runs = view.load_runs(connection, [run]) if run else []
        out.append(Passage(claim, report, report.text[first : claim.start], report.text[claim.end : last], _brief_run(runs)))
    return tuple(out)


def _brief_run(runs: list[dict[str, Any]]) -> dict[str, Any]:
    if not runs:
        return {}
    return {
        "id": runs[0]["id"],
        "version": runs[0]["version"],
        "started_at": runs[0]["started_at"],
        "models": json.loads(runs[0]["models"]),
    }


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence (roughly) that holds a span: from the last full stop or line end before it to the next after."""
    first = max(text.rfind("\n", 0, start), *(text.rfind(mark, 0, start) for mark in (". ", "! ", "? ", '." ', ".” ")))
    first = 0 if first < 0 else first + 1
    stops = [p for mark in ("\n", ". ", "! ", "? ") if (p := text.find(mark, max(end - 1, 0))) >= 0]
    last = min(stops, default=len(text) - 1) + 1
    while first < start and text[first] in ' \n"”':
        first += 1
    return first, max(last, end)


def _links(
    connection: duckdb.DuckDBPyConnection, row_id: str, options: LinkOptions, claims: Sequence[KnownClaim] = ()
) -> tuple[Link, ...]:
    """Links from or to the row, and among the claims that it stands on; those that wait to be judged are judged now."""
    wanted = {k.claim.id for k in claims}
    due = judge_due(connection, options, {k.key for k in claims})
    stale = {k.id for k in view.load_links(connection, row_id)} - {k.id for k in load_current(connection, options, row_id)}
    stored = [k for k in view.load_links(connection, row_id, withdrawn=True) if k.id not in stale]
    if len(wanted) > 1:
        stored += [k for k in load_current(connection, options) if k.source in wanted and k.target in wanted]
    due = [k for k in due if row_id in (k.source, k.target) or {k.source, k.target} <= wanted]
    return tuple({k.id: k for k in (*stored, *due)}.values())
