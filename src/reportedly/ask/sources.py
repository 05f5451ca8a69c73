"""Per source: what it told, and how often others later told the same or the opposite. Counts, no score."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from reportedly.ask.filters import Filters
from reportedly.ask.questions import ask_claims, ask_contradictions, ask_events
from reportedly.config import LinkOptions
from reportedly.core.claim import Polarity
from reportedly.core.known import KnownClaim
from reportedly.link.views import count_origins
from reportedly.ontology.actors import load_actors


@dataclass(frozen=True, slots=True)
class Source:
    """One claimant: claims, of how many reports and origins; of them `supported` (another source of another side told the same of
    the same act) and `contradicted` (another told that it was not so). `kind`: speaker, or outlet for its own voice."""

    name: str
    kind: str
    state: str | None
    claims: int
    reports: int
    origins: int
    supported: int
    contradicted: int


def ask_sources(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> list[Source]:
    """Sources of the claims that fit the filters, those with most claims first."""
    claims = ask_claims(connection, filters)
    by_id = {k.claim.id: k for k in claims}
    against = {i for row in ask_contradictions(connection, filters, options) for i in row.claims}
    mates: dict[str, tuple[str, ...]] = {}
    for event in ask_events(connection, filters, options):
        mates.update(dict.fromkeys(event.claims, event.claims))
    groups: dict[tuple[str, str, str | None], list[KnownClaim]] = defaultdict(list)
    for known in claims:
        groups[_key(known)].append(known)
    rows = []
    for (name, kind, state), members in groups.items():
        supported = sum(any(_supports(by_id[m], k) for m in mates.get(k.claim.id, ()) if m in by_id) for k in members)
        contradicted = sum(k.claim.id in against for k in members)
        reports = len({k.claim.report for k in members})
        rows.append(Source(name, kind, state, len(members), reports, count_origins(members), supported, contradicted))
    return sorted(rows, key=lambda s: (-s.claims, s.name))


def _supports(other: KnownClaim, known: KnownClaim) -> bool:
    """True where another source, of another state and another text, tells the same of the act."""
    a, b = _key(other), _key(known)
    same = (other.claim.polarity is Polarity.AFFIRMED) == (known.claim.polarity is Polarity.AFFIRMED)
    other_side = a[0] != b[0] and (a[2] is None or a[2] != b[2]) and other.origin != known.origin
    return same and other_side and other.claim.stage is known.claim.stage


def _key(known: KnownClaim) -> tuple[str, str, str | None]:
    """(name, kind, state) of whose word a claim is."""
    if not known.claim.attribution:
        return known.publisher or "reports in their own voice", "outlet", None
    speaker = known.claim.attribution[0]
    row = load_actors().by_id.get(speaker.actor or "")
    return (row.name, "speaker", row.country) if row is not None else (speaker.name, "speaker", None)
