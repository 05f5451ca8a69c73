"""`reportedly contradictions`: claims that cannot both hold, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.cli.options import Act, Actor, AsJson, AsOf, Config, Near, Store
from reportedly.cli.show import print_json, print_lines, short

if TYPE_CHECKING:
    from reportedly.core.known import KnownClaim


def run(
    actor: Actor = None, act: Act = None, near: Near = None, as_of: AsOf = None, as_json: AsJson = False,
    store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """Denials and numbers that do not meet. Both sides are shown; none is said to be right."""
    from reportedly.api import open_record

    with open_record(store, config=config, read_only=True) as record:
        found = record.contradictions(actor=actor, act=act, near=near, as_of=as_of)
        told = {k.claim.id: k for k in record.known_claims(as_of=as_of)} if not as_json else {}
    if as_json:
        print_json(found)
        return
    if not found:
        print_lines(["No contradiction among the claims that fit."])
    for row in found:
        print_lines([f"{row.type}: {row.why}", *(_line(told[i]) for i in row.claims), ""])


def _line(known: KnownClaim) -> str:
    claim = known.claim
    who = " → ".join(s.name for s in claim.attribution) or "the report itself"
    return f"  {known.published or 'undated':<12} {short(who, 30):<30} “{short(claim.quote, 110)}”  {claim.id}"
