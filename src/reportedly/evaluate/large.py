"""Large stores for timing, made from a small one: each copy of a report has other states, days and ids.

The shape is that of real reports: claims a report, claims an actor, stages, evidence and copies are those of what was coded; only
the names of states are dealt anew and the days moved, so that copies of one report tell of other crises.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from reportedly import pipeline
from reportedly.api import Record, open_record
from reportedly.config import Config
from reportedly.core.claim import Claim, Party, Place, When
from reportedly.core.ids import make_id
from reportedly.core.report import Report
from reportedly.ontology.actors import load_actors
from reportedly.read.inputs import find_files, read_reports
from reportedly.store import write
from reportedly.store.database import transaction
from reportedly.version import VERSION

_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_YEARS = 6  # over which the copies are spread
_SHARE_KEPT = 0.1  # of the copies stay with their own states: big crises are in the news again and again
_BATCH = 400
_LATE = 100


def own_sources(corpus: Path) -> list[Path]:
    """Files of our own passages and cases."""
    return sorted((corpus / "own").glob("*.jsonl")) + sorted((corpus / "cases").glob("*/reports.jsonl"))


def code_sources(sources: Sequence[Path], config: Config) -> list[pipeline.Coded]:
    """The reports of `sources` that have claims, each with them."""
    coded = pipeline.code_batch(list(read_reports(find_files(sources), config.read, None)), config)
    told: dict[str, list[Claim]] = {r.id: [] for r in coded.reports}
    for claim in coded.claims:
        told[claim.report].append(claim)
    return [pipeline.Coded((r,), tuple(told[r.id]), (), 0) for r in coded.reports if told[r.id]]


def make_large_store(path: Path, sources: Sequence[Path], claims: int, config: Config) -> int:
    """A store at `path` of at least `claims` claims, made of the reports in `sources`; how many claims it has. The last hundredth
    of them comes in after the others were linked, as new reports do: large blocks then wait to be judged."""
    made = 0
    with open_record(path) as record:
        run = pipeline.start_run(record.connection, config, VERSION)
        copies = iter(Copies(code_sources(sources, config)))
        for wanted in (claims - claims // _LATE, claims):
            while made < wanted:
                lot: list[pipeline.Coded] = []
                while made < wanted and len(lot) < _BATCH:
                    lot.append(next(copies))
                    made += len(lot[-1].claims)
                _store(record, lot, run)
            pipeline.link_blocks(record.connection, config.link)
    return made


def _store(record: Record, lot: Sequence[pipeline.Coded], run: str) -> None:
    with transaction(record.connection):
        write.write_reports(record.connection, [r for c in lot for r in c.reports], run)
        blocks = {claim: block for c in lot for claim, block in c.blocks.items()}
        write.write_claims(record.connection, [k for c in lot for k in c.claims], blocks, run)


class Copies:
    """Copies of coded reports without end, first the reports themselves; the same reports give the same copies."""

    def __init__(self, coded: Sequence[pipeline.Coded]) -> None:
        self._coded = coded

    def __iter__(self) -> Iterator[pipeline.Coded]:
        rng = random.Random(19140728)
        states = sorted({p.country for c in self._coded for k in c.claims for p in k.actors if p.country})
        for copy in count():
            other = dict(zip(states, rng.sample(states, len(states)), strict=True)) if rng.random() > _SHARE_KEPT else {}
            shift = dt.timedelta(days=rng.randrange(_YEARS * 365)) if copy else dt.timedelta()
            for coded in self._coded:
                report, told = _copy(coded.reports[0], coded.claims, copy, shift, other)
                yield pipeline.Coded((report,), tuple(told), (), 0)


def _copy(
    report: Report, told: Sequence[Claim], copy: int, shift: dt.timedelta, other: dict[str, str]
) -> tuple[Report, list[Claim]]:
    if not copy:
        return report, list(told)
    rid = make_id("r", report.id, copy)
    new = replace(report, id=rid, published=_moved(report.published, shift), ref=None)
    return new, [_copy_claim(c, rid, copy, shift, other) for c in told]


def _copy_claim(claim: Claim, rid: str, copy: int, shift: dt.timedelta, other: dict[str, str]) -> Claim:
    return replace(
        claim,
        id=make_id("c", claim.id, copy),
        report=rid,
        actors=tuple(_party(p, other) for p in claim.actors),
        recipients=tuple(_party(p, other) for p in claim.recipients),
        places=tuple(_place(p, other) for p in claim.places),
        when=_when(claim.when, shift),
        said_when=_when(claim.said_when, shift),
    )


def _party(party: Party, other: dict[str, str]) -> Party:
    if party.country not in other:
        return party
    country = other[party.country]
    row = load_actors().by_id.get(party.actor or "")
    return replace(party, country=country, actor=country if row is not None and row.kind == "state" else party.actor)


def _place(place: Place, other: dict[str, str]) -> Place:
    return replace(place, country=other[place.country]) if place.country in other else place


def _when(when: When | None, shift: dt.timedelta) -> When | None:
    return replace(when, edtf=_moved(when.edtf, shift)) if when is not None else None


def _moved(edtf: str | None, shift: dt.timedelta) -> str | None:
    """An EDTF string with its whole days moved; months and years alone stay."""

    def move(match: re.Match[str]) -> str:
        return (dt.date(int(match[1]), int(match[2]), int(match[3])) + shift).isoformat()

    return _DAY.sub(move, edtf) if edtf else edtf
