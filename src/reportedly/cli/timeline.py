"""`reportedly timeline`: what was said when, by whom."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.options import Act, Actor, AsJson, AsOf, Config, Near, Store
from reportedly.cli.show import note, print_lines, print_table, short

_TELLS = {"done": "done", "ahead": "ahead", "not": "not so"}


def run(
    actor: Actor = None, act: Act = None, near: Near = None, as_of: AsOf = None, as_json: AsJson = False,
    picture: Annotated[Path | None, typer.Option("--picture", help="Draw it into this file (SVG).")] = None,
    store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """What was said when: a row for a day, a claimant and an act; with a picture in lanes by claimant."""
    from reportedly.api import open_record

    with open_record(store, config=config, read_only=True) as record:
        entries = record.timeline(actor=actor, act=act, near=near, as_of=as_of)
    if picture is not None:
        from reportedly.export.timeline_svg import Told, draw_timeline

        told = [Told(e.day, e.lane, e.act, e.tells, e.quote, e.reports, e.origins) for e in entries]
        picture.write_text(draw_timeline(told), encoding="utf-8")
        note(f"{picture} written")
    if as_json:
        import json

        from reportedly.export.jsonl import to_plain

        print_lines(json.dumps(to_plain(e), ensure_ascii=False, default=str) for e in entries)
        return
    rows = [
        (
            e.day.isoformat(),
            short(e.lane, 26),
            e.act.lower(),
            _TELLS[e.tells],
            short(e.quote, 60),
            f"{e.reports}/{e.origins}",
            e.claims[0],
        )
        for e in entries
    ]
    head = ("day", "on the word of", "act", "told as", "words", "reports/origins", "claim")
    print_table(head, rows, "Nothing with a day fits. `reportedly claims` shows what is told.")
