"""`reportedly check`: a sentence beside the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import AsJson, AsOf, Config, Store
from reportedly.cli.show import print_lines, short

if TYPE_CHECKING:
    from reportedly.ask.check import Check, Finding

_SAID = {
    "supported": "The record speaks for it.",
    "contradicted": "The record speaks against it.",
    "both": "The record speaks for and against it.",
    "not_comparable": "What the record holds is about another time, place, party or number.",
    "unknown": "The record knows nothing of it.",
}
_HEADS = {"for": "For", "against": "Against", "not_comparable": "Not comparable"}
_MOST = 6


def run(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="What somebody says, in one sentence.")],
    as_of: AsOf = None, as_json: AsJson = False, store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """What speaks for a sentence, what against, what is not comparable; nothing is ruled on."""
    from reportedly.api import open_record

    with open_record(store, config=config, read_only=True) as record:
        found = record.check(sentence, as_of=as_of)
    if as_json:
        import json

        from reportedly.export.jsonl import to_plain

        print_lines([json.dumps(to_plain(found), ensure_ascii=False)])
        return
    print_lines(_lines(found))


def _lines(found: Check) -> list[str]:
    out = [_SAID[found.verdict] + (f" As known on {found.as_of}." if found.as_of else "")]
    for claim in found.coded[:1]:
        who = ", ".join(p.name for p in claim.actors) or "somebody"
        mode = f"/{claim.mode}" if claim.mode else ""
        when = f", {claim.when.edtf or claim.when.quote}" if claim.when else ""
        out.append(f"  understood as: {who}: {claim.event_type}{mode}, {claim.stage.value}, {claim.polarity.value}{when}")
    for bearing, head in _HEADS.items():
        rows = [f for f in found.findings if f.bearing == bearing]
        if not rows:
            continue
        origins = {"for": found.origins_for, "against": found.origins_against}.get(bearing)
        counted = f", {origins} independent origin{'s' * (origins != 1)}" if origins is not None else ""
        out += ["", f"{head}: {len(rows)} claim{'s' * (len(rows) != 1)}{counted}", *(_line(f) for f in rows[:_MOST])]
        if len(rows) > _MOST:
            out.append(f"  and {len(rows) - _MOST} more (--json shows all)")
    if found.precedents:
        told = ", ".join(f"{p.announced or '?'} ({p.status.replace('_', ' ')})" for p in found.precedents)
        out += ["", f"Announced so far, with what became of it: {told}"]
    counts = [f"Counts it: {c.publisher or c.report} ({c.published or 'undated'}): “{c.words}”" for c in found.counting]
    return [*out, *counts, *(f"Note: {n}" for n in found.notes)]


def _line(f: Finding) -> str:
    return f"  {f.published or 'undated':10}  “{short(f.claim.quote, 90)}” — {f.why}, {f.side} side  [{f.claim.id}]"
