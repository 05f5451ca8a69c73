"""`reportedly review`: what people judge of the record."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import AsJson, Config, Store
from reportedly.cli.show import print_json, print_lines, print_table
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.core.derived import Judgement
    from reportedly.core.known import KnownClaim

_VERBS = "accept, reject, correct, merge, split, note, assess; undo, list; queue."
_FIELDS = "With correct, once for each: act, stage, polarity, background, actor, when."


def run(
    verb: Annotated[str, typer.Argument(metavar="VERB", help=_VERBS)],
    target: Annotated[str | None, typer.Argument(metavar="ID", help="A claim, event or promise; for undo a judgement.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="OTHER", help="The second id of merge and split.")] = None,
    note: Annotated[str | None, typer.Option("--note", help="Why, in your words.")] = None,
    put: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help=_FIELDS)] = None,
    likelihood: Annotated[str | None, typer.Option("--likelihood", help="With assess: likely, very likely, …")] = None,
    confidence: Annotated[str | None, typer.Option("--confidence", help="With assess: low, moderate, high.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who judges; default: your login name.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="With list: also what was taken back.")] = False,
    as_json: AsJson = False, store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """Accept or reject a row, join or part claims of one act, note; kept with who and when, and can be undone."""
    from reportedly.api import open_record
    from reportedly.ask.likelihood import assessment

    with open_record(store, config=config, read_only=verb in ("list", "queue")) as record:
        if verb == "queue":
            _show_queue(record.to_review(), as_json)
            return
        if verb == "list":
            _show(list(record.judgements(withdrawn=everything)), as_json)
            return
        if target is None:
            raise UsageError(f"{verb} needs an id: reportedly review {verb} ID")
        who = by or getpass.getuser()
        if verb == "assess":
            note = assessment(likelihood, confidence, note)
        if put and verb != "correct":
            raise UsageError("--set goes with correct: reportedly review correct ID --set stage=announced")
        if verb == "undo":
            made = record.undo(target, who=who, why=note)
        elif verb == "correct":
            made = record.correct(target, _fields(put or []), who=who, note=note)
        else:
            made = record.review(verb, target, other, who=who, note=note)
    if as_json:
        print_json([made])
        return
    if verb == "undo":
        print_lines([f"{made.id}: {made.verb} of {made.target} taken back by {who}"])
        return
    pair = f" and {made.other}" if made.other else ""
    print_lines([f"{made.id}: {made.verb} of {made.target}{pair}, by {who}; `reportedly review undo {made.id}` takes it back"])


def _fields(put: list[str]) -> dict[str, str]:
    """Fields and values of --set. Raises UsageError for one without a sign of equality."""
    for one in put:
        if "=" not in one:
            raise UsageError(f"--set {one}: give FIELD=VALUE, such as --set stage=announced")
    return {name.strip(): value for name, _, value in (one.partition("=") for one in put)}


def _show_queue(claims: list[KnownClaim], as_json: bool) -> None:
    if as_json:
        print_json([k.claim for k in claims])
        return
    rows = [
        (
            c.id,
            c.event_type + (f"/{c.mode}" if c.mode else ""),
            c.stage,
            "" if c.coder.score is None else f"{c.coder.score:.2f}",
            c.quote,
        )
        for c in (k.claim for k in claims)
    ]
    print_table(("id", "act", "stage", "score", "quote"), rows, "Nothing that a promise stands on is left to judge.")


def _show(judgements: list[Judgement], as_json: bool) -> None:
    if as_json:
        print_json(judgements)
        return
    rows = [(j.id, j.verb, j.target, j.other or "", _words(j), j.who, j.at, j.withdrawn or "") for j in judgements]
    head = ("id", "verb", "of", "and", "note", "who", "at", "taken back")
    print_table(head, rows, "Nobody has judged anything yet; `reportedly review accept ID` does.")


def _words(judgement: Judgement) -> str:
    """What was changed, and the note."""
    changed = "; ".join(f"{name}: {_plain(value)}" for name, value in (judgement.changes or {}).items() if value is not None)
    return " – ".join(part for part in (changed, judgement.note) if part)


def _plain(value: object) -> str:
    """A value of a correction as people say it."""
    if isinstance(value, list):
        return ", ".join(row["name"] for row in value) or "nobody"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
