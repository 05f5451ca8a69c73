"""`reportedly claims`: who claims what, on whose word."""

from __future__ import annotations

from reportedly.cli.options import Act, Actor, AsJson, AsOf, Config, Near, Store
from reportedly.cli.show import print_json, print_table, short


def run(
    actor: Actor = None, act: Act = None, near: Near = None, as_of: AsOf = None, as_json: AsJson = False,
    store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """Claims: the words, the act, how far it went, on whose word."""
    from reportedly.api import open_record

    with open_record(store, config=config, read_only=True) as record:
        found = record.known_claims(actor=actor, act=act, near=near, as_of=as_of)
    if as_json:
        print_json(k.claim for k in found)
        return
    rows = []
    for known in found:
        claim = known.claim
        chain = " → ".join([s.name for s in claim.attribution] + [known.publisher or "the report"])
        act_code = claim.event_type + (f"/{claim.mode}" if claim.mode else "")
        told = (
            claim.stage.value
            + ("" if claim.polarity == "affirmed" else f", {claim.polarity.value}")
            + (", background" if claim.background else "")
        )
        rows.append((known.published or "?", short(chain, 60), act_code, told, f"“{short(claim.quote, 100)}”", claim.id))
    print_table(
        ("published", "on whose word", "act", "told as", "words", "id"),
        rows,
        "No claim fits. `reportedly add` puts reports in.",
    )
