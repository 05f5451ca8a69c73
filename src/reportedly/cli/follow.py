"""`reportedly follow`: promises and what became of them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import Act, Actor, AsJson, AsOf, Config, Near, Store
from reportedly.cli.show import print_json, print_lines, short

if TYPE_CHECKING:
    from reportedly.core.derived import Commitment

_WIDTH = 116


def run(
    actor: Actor = None, act: Act = None, near: Near = None, as_of: AsOf = None, as_json: AsJson = False,
    everything: Annotated[bool, typer.Option("--all", help="Also announcements that the coder is not sure of.")] = False,
    store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """Promises: status, who confirms, what stays, precedents; as known on a day."""
    from reportedly.api import open_record

    with open_record(store, config=config, read_only=True) as record:
        found = record.follow(actor=actor, act=act, near=near, as_of=as_of)
        if as_json:
            print_json(found)
            return
        by_id = {c.id: c for c in record.follow(actor=actor, as_of=as_of)}
        unsure = frozenset() if everything else record.unsure(found)
        claims = len(record.claims(actor=actor, act=act, near=near, as_of=as_of)) if not found else 0
        undated = record.counts()["undated"]
    if not found:
        print_lines([f"No promise among the {claims} claims that fit; try without --act or --near, or `reportedly claims`."])
    for commitment in (c for c in found if c.id not in unsure):
        print_lines([*_card(commitment, by_id), ""])
    if unsure:
        print_lines(
            [f"And {len(unsure)} announcement{'s' * (len(unsure) != 1)} that the coder is not sure of: --all shows them."]
        )
    if as_of and undated:
        print_lines([f"{undated} reports without a date are left out as of {as_of}."])


def _card(c: Commitment, others: dict[str, Commitment]) -> list[str]:
    """One promise: the words first, then what was heard of it by side, what stays, what was said before."""
    from reportedly.ontology.actors import load_actors
    from reportedly.ontology.plover import load_plover

    who = load_actors().country_name(c.actor.country) or c.actor.name
    act = load_plover().words_of(c.event_type, c.mode)
    head = f"{c.announced or 'day unknown'}  {who}: {act}  —  {c.status.replace('_', ' ').upper()}"
    out = [f"{head:<{_WIDTH - 18}} {c.id}"]
    out += _field("as said", f"“{short(c.scope, 220)}” ({len(c.claims)} claim{'s' * (len(c.claims) != 1)})")
    for reason in c.reasons:
        out += _field("", f"- {reason}")
    for label, text in (
        ("due", c.due),
        ("to stay", "; ".join(f"“{short(r, 90)}”" for r in c.residual[:3])),
        ("would settle", c.would_settle),
    ):
        out += _field(label, text) if text else []
    earlier = [f"{p.announced} ({p.status.replace('_', ' ')})" for i in c.precedents if (p := others.get(i))]
    out += _field("said before", ", ".join(earlier)) if earlier else []
    return out


def _field(label: str, text: str) -> list[str]:
    lines = textwrap.wrap(text, _WIDTH - 16) or [""]
    return [f"  {label:<13} {lines[0]}", *(f"  {'':<13} {line}" for line in lines[1:])]
