"""The whole record as lines of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.core.claim import Claim
from reportedly.core.derived import Commitment, Contradiction, Estimate, Event, Issue, Link
from reportedly.core.layers import Document, PlaceMention
from reportedly.core.report import Report
from reportedly.export.jsonl import to_line


@dataclass(frozen=True, slots=True)
class Contents:
    """All rows of a record, as known on one day."""

    reports: Sequence[Report]
    claims: Sequence[Claim]
    events: Sequence[Event]
    commitments: Sequence[Commitment]
    estimates: Sequence[Estimate]
    contradictions: Sequence[Contradiction]
    links: Sequence[Link]
    issues: Sequence[Issue]


def export_record(contents: Contents) -> Iterator[str]:
    """Lines of the record: reports, claims with their event, what is derived from them, links among them, issues.

    Two stores that hold the same reports give the same lines, whatever the order of adding, but for the links' `at`.
    """
    event_of = {claim: event.id for event in contents.events for claim in event.claims}
    for report in contents.reports:
        yield to_line(report)
    for claim in contents.claims:
        yield to_line(claim, event=event_of.get(claim.id))
    for thing in (*contents.events, *contents.commitments, *contents.estimates, *contents.contradictions):
        yield to_line(thing)
    shown = {row.id for rows in (contents.reports, contents.claims, contents.commitments) for row in rows}
    for link in contents.links:
        if link.source in shown and link.target in shown:
            yield to_line(link)
    for issue in contents.issues:
        yield to_line(issue)


def export_annotations(documents: Iterable[Document]) -> Iterator[str]:
    """Lines of the layers under the claims."""
    for document in documents:
        for layer in (document.times, document.places, document.quantities, document.entities, document.spoken):
            for mention in layer:
                if isinstance(mention, PlaceMention) and mention.precision == "none" and not mention.name[:1].isupper():
                    continue  # "the bridge": a place of a claim, no toponym
                yield to_line(mention, report=document.report.id)
