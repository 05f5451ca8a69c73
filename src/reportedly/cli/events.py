"""`reportedly events`: acts, each once, with how many independent reports tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.cli.options import Act, Actor, AsJson, AsOf, Config, Near, Store
from reportedly.cli.show import print_json, print_table, short

if TYPE_CHECKING:
    from reportedly.core.claim import Claim
    from reportedly.core.derived import Event


def run(
    actor: Actor = None, act: Act = None, near: Near = None, as_of: AsOf = None, as_json: AsJson = False,
    store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """Events: claims about one act joined, counted by independent origins."""
    from reportedly.api import open_record

    with open_record(store, config=config, read_only=True) as record:
        found = record.events(actor=actor, act=act, near=near, as_of=as_of)
        told = {c.id: c for c in record.claims(as_of=as_of)} if not as_json else {}
    if as_json:
        print_json(found)
        return
    rows = [_row(e, told[e.claims[0]]) for e in found]
    print_table(
        ("when", "who", "act", "told as", "first words", "told by", "id"),
        rows,
        "No event fits. `reportedly add` puts reports in.",
    )


def _row(event: Event, first: Claim) -> tuple[str, ...]:
    stage = first.stage.value + ("" if first.polarity == "affirmed" else f", {first.polarity.value}")
    act = event.event_type + (f"/{event.mode}" if event.mode else "")
    told_by = f"{len(event.reports)} reports, {event.origins} origins"
    who = short(", ".join(event.actors[:3]) or "–", 40)
    return (event.when or "?", who, act, stage, f"“{short(first.quote, 80)}”", told_by, event.id)
