"""`reportedly posture`: how much of what is where, by whose word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import Actor, AsJson, AsOf, Config, Near, Store
from reportedly.cli.show import note, print_json, print_table, short

if TYPE_CHECKING:
    from reportedly.ask.posture import Reading

Picture = Annotated[Path | None, typer.Option("--picture", help="Write the numbers over time as a picture (SVG) to this file.")]


def run(
    actor: Actor = None, near: Near = None, as_of: AsOf = None, picture: Picture = None, as_json: AsJson = False,
    store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """Numbers of troops, vehicles, aircraft and ships: each claimant's own, never averaged; other scopes stand apart."""
    from reportedly.api import open_record

    with open_record(store, config=config, read_only=True) as record:
        estimates = record.estimates(actor=actor, near=near, as_of=as_of)
        readings = record.posture(actor=actor, near=near, as_of=as_of)
    if picture is not None:
        from reportedly.export.posture_svg import Drawn, draw_posture

        rows = [Drawn(_count(r), r.scope, r.by, r.first, r.origins) for r in readings]
        picture.write_text(draw_posture(rows), encoding="utf-8")
        note(f"{picture} written")
    if as_json:
        print_json(estimates)
        return
    head = ("whose", "scope: what · how · where", "how many", "told for", "on the word of", "told by", "claim")
    print_table(head, [_row(r) for r in readings], "No number fits. `reportedly claims` shows what is told.")


def _row(reading: Reading) -> tuple[str, ...]:
    from reportedly.ontology.actors import load_actors

    e = reading.first
    who = load_actors().country_name(e.actor) or e.actor or "not told"
    count = _count(reading)
    day = e.as_of or f"? (published {e.told or 'on an unknown day'})"
    told_by = f"{len(reading.estimates)} claims, {reading.origins} origins"
    stage = "" if e.stage in ("done", "under_way") else f" ({e.stage})"
    return (who, short(reading.scope, 48) + stage, count, day, short(reading.by, 36), told_by, e.claim)


def _count(reading: Reading) -> str:
    e = reading.first
    return f"{show_bounds(e.low, e.high, e.approximate)} {short(e.of, 24)}".strip()


def show_bounds(low: float | None, high: float | None, approximate: bool) -> str:
    """A number in words: "about 40,000", "at least 12", "up to 300", "20 to 30"."""
    if low is not None and low == high and 0 < low < 1:
        return f"{'about ' if approximate else ''}{100 * low:.0f} % of"
    if low is not None and low == high:
        return f"{'about ' if approximate else ''}{low:,.10g}"
    if low is not None and high is not None:
        return f"{low:,.10g} to {high:,.10g}"
    return f"at least {low:,.10g}" if low is not None else f"up to {high:,.10g}"
