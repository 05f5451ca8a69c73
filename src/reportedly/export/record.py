"""The whole record as lines of JSON, from a store or straight from reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import duckdb

from reportedly.ask.filters import Filters
from reportedly.ask.questions import ask_claims, ask_commitments, ask_events
from reportedly.config import LinkOptions
from reportedly.core.claim import Claim
from reportedly.core.derived import Commitment, Event, Issue
from reportedly.core.layers import Document
from reportedly.core.report import Report
from reportedly.export.jsonl import to_line
from reportedly.store import view


def export_store(connection: duckdb.DuckDBPyConnection, options: LinkOptions, as_of: dt.date | None = None) -> Iterator[str]:
    """Lines of the record as known on a day: reports, claims, events, commitments, live links, issues.

    Two stores that hold the same reports give the same lines, whatever the order of adding, but for the links' `at`.
    """
    filters = Filters(as_of=as_of)
    reports = view.load_reports(connection, as_of)
    claims = [k.claim for k in ask_claims(connection, filters)]
    events = ask_events(connection, filters, options)
    commitments = ask_commitments(connection, filters, options)
    yield from _lines(reports, claims, events, commitments)
    shown = {r.id for r in reports} | {c.id for c in claims} | {k.id for k in commitments}
    for link in view.load_links(connection):
        if link.source in shown and link.target in shown:
            yield to_line(link)
    for issue in view.load_issues(connection, as_of):
        yield to_line(issue)


def export_unstored(
    reports: Iterable[Report], claims: Iterable[Claim], views: tuple[list[Event], list[Commitment]], issues: Iterable[Issue]
) -> Iterator[str]:
    """Lines of the record of reports that were coded without a store."""
    yield from _lines(list(reports), list(claims), *views)
    for issue in issues:
        yield to_line(issue)


def _lines(reports: list[Report], claims: list[Claim], events: list[Event], commitments: list[Commitment]) -> Iterator[str]:
    event_of = {claim: event.id for event in events for claim in event.claims}
    for report in reports:
        yield to_line(report)
    for claim in claims:
        yield to_line(claim, event=event_of.get(claim.id))
    for thing in (*events, *commitments):
        yield to_line(thing)


def export_annotations(document: Document) -> Iterator[str]:
    """Lines of the layers under the claims of one report."""
    for layer in (document.times, document.places, document.quantities, document.entities, document.attributions):
        for mention in layer:
            yield to_line(mention, report=document.report.id)
