"""`reportedly explain`: why a row is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import AsJson, AsOf, Config, Store
from reportedly.cli.show import print_lines
from reportedly.text import squeeze

if TYPE_CHECKING:
    from reportedly.ask.explain import Explanation, Passage
    from reportedly.core.claim import Claim
    from reportedly.core.derived import Link


def run(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a report, claim, event, commitment or link.")],
    as_of: AsOf = None, as_json: AsJson = False, store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """The words, the rule or model with version and score, and every link with who judged it."""
    from reportedly.api import open_record

    with open_record(store, config=config, read_only=True) as record:
        found = record.explain(row_id, as_of=as_of)
    if as_json:
        import json
        from dataclasses import asdict

        print_lines([json.dumps(asdict(found), ensure_ascii=False, default=str)])
        return
    print_lines(_lines(found))


def _lines(found: Explanation) -> list[str]:
    out = [f"{found.kind} {found.id}", *_row(found)]
    for passage in found.passages:
        out += _passage(passage)
    return out + [_link(link) for link in found.links]


def _row(found: Explanation) -> list[str]:
    from reportedly.core.claim import Claim
    from reportedly.core.derived import Commitment, Event
    from reportedly.core.report import Report

    row = found.row
    if isinstance(row, Commitment):
        told = [
            f"  evidence {e.claim}: {e.bearing}, {e.side} side, {e.speaker or 'no speaker'}, {e.day or '?'}" for e in row.evidence
        ]
        status = f"  status {row.status}" + (f" as of {row.as_of}" if row.as_of else "")
        return [status, *(f"  because {r}" for r in row.reasons), f"  would settle it: {row.would_settle}", *told]
    if isinstance(row, Event):
        return [f"  {len(row.claims)} claims in {len(row.reports)} reports of {row.origins} independent origins"]
    if isinstance(row, Report):
        day = f"published {row.published or 'on an unknown day'} (basis: {row.published_basis})"
        copies = [f"  copies: {', '.join(found.related)}"] if found.related else []
        return [f"  {row.publisher or row.path or ''} {day}; origin {row.origin}", *copies]
    if isinstance(row, Claim):
        was = [f"  as the machine coded it:{_code(found.coded)}; {_by(found.coded)}"] if found.coded else []
        return [f" {_code(row)}", *was]
    return []


def _code(claim: Claim) -> str:
    who = ", ".join(p.name for p in claim.actors) or "nobody named"
    when = f", {claim.when.edtf or 'undated'}" if claim.when else ""
    act = claim.event_type + (f"/{claim.mode}" if claim.mode else "")
    return f" {act} {claim.stage.value} {claim.polarity.value}{' background' if claim.background else ''}, by {who}{when}"


def _by(claim: Claim) -> str:
    score = "" if claim.coder.score is None else f", score {claim.coder.score}"
    return f"{' '.join((claim.coder.name, claim.coder.version)).strip()}, rule {claim.coder.rule}{score}"


def _link(link: Link) -> str:
    score = f", score {link.score}" if link.score is not None else ""
    gone = f"; withdrawn ({link.withdrawn})" if link.withdrawn else ""
    return f"  link {link.id}: {link.type} {link.source} → {link.target}, judged by {link.by} at {link.at}{score}{gone}"


def _passage(p: Passage) -> list[str]:
    claim, report = p.claim, p.report
    chain = " → ".join([s.name for s in claim.attribution] + [report.publisher or "the report"])
    where = report.url or report.path or report.ref or report.id
    run = f"; run {p.run['id']}, reportedly {p.run['version']}, {p.run['started_at']}" if p.run else ""
    cues = ", cues " + ", ".join(f"“{c.quote}”" for c in claim.cues) if claim.cues else ""
    return [
        f"  {claim.id}  {squeeze(p.before)} ⟦{squeeze(claim.quote)}⟧ {squeeze(p.after)}".rstrip(),
        f"      on the word of: {chain}; {report.published or 'undated'}; characters {claim.start}–{claim.end} of {where}",
        f"      coded by {_by(claim)}; trigger “{claim.trigger.quote}”{cues}{run}",
    ]
