"""`reportedly sources`: who tells what, and what others made of it."""

from __future__ import annotations

from reportedly.cli.options import Act, Actor, AsJson, AsOf, Config, Near, Store
from reportedly.cli.show import print_lines, print_table, short


def run(
    actor: Actor = None, act: Act = None, near: Near = None, as_of: AsOf = None, as_json: AsJson = False,
    store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """Per source: claims, reports, origins, how often others told the same or the opposite. Counts, no score."""
    from reportedly.api import open_record

    with open_record(store, config=config, read_only=True) as record:
        found = record.sources(actor=actor, act=act, near=near, as_of=as_of)
    if as_json:
        import json

        from reportedly.export.jsonl import to_plain

        print_lines(json.dumps(to_plain(s), ensure_ascii=False) for s in found)
        return
    rows = [
        (
            short(s.name, 40),
            s.kind,
            s.state or "",
            str(s.claims),
            str(s.reports),
            str(s.origins),
            str(s.supported),
            str(s.contradicted),
        )
        for s in found
    ]
    head = ("source", "kind", "state", "claims", "reports", "origins", "told by others too", "told otherwise")
    print_table(head, rows, "No claim fits. `reportedly claims` shows what is told.")
