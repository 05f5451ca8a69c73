"""`reportedly watch`: keeps reading feeds and folders, and says what changes."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import Act, Actor, AsJson, Config, Near, Store
from reportedly.cli.show import note, print_json, print_lines

if TYPE_CHECKING:
    from reportedly.ask.filters import Filters
    from reportedly.core.derived import Alert

_ALERT = "Only these kinds: promise, status, dispute, number (again, or with commas). Default: all."
_JUMP = "A number is told where it differs by this share from the last of the same force and place."


def run(
    sources: Annotated[list[str], typer.Argument(help="Feeds (addresses, .opml lists), pages, files, folders.")],
    every: Annotated[float, typer.Option("--every", min=0.1, help="Minutes between two readings.")] = 15.0,
    once: Annotated[bool, typer.Option("--once", help="Read once and stop.")] = False,
    alert: Annotated[list[str] | None, typer.Option("--alert", metavar="KIND", help=_ALERT)] = None,
    jump: Annotated[float, typer.Option("--jump", min=0.01, help=_JUMP)] = 0.5,
    actor: Actor = None, act: Act = None, near: Near = None,
    as_json: AsJson = False, store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """Read feeds, pages and folders again and again; tell new promises, changed statuses, contradictions and jumps in numbers.

    Alerts go to standard output, one a line (with --json as rows); what is read goes to standard error. The store is free for
    others between two readings. Stop it with Ctrl-C; what was stored stays.
    """
    from reportedly.ask.alerts import check_kinds
    from reportedly.ask.filters import make_filters

    kinds = check_kinds(alert or ())
    filters = make_filters(actor, act, near)
    try:
        while True:
            found = _read(sources, filters, jump, (store, config))
            told = [row for row in found if row.change in kinds]
            if as_json:
                print_json(told)
            else:
                print_lines(f"{row.change.upper():8}{row.words}  [{row.row}]" for row in told)
            sys.stdout.flush()
            if once:
                return
            time.sleep(every * 60)
    except KeyboardInterrupt:
        note("stopped; what was read is stored")


def _read(sources: list[str], filters: Filters, jump: float, where: tuple[Path | None, Path | None]) -> list[Alert]:
    """Read the sources once, say what was read, and return what changed."""
    from reportedly.api import open_record

    with open_record(where[0], config=where[1]) as record:
        result, alerts = record.watch(*sources, filters=filters, jump=jump)
    for issue in result.issues:
        if issue.report is None:
            note(f"  {issue.code}: {issue.path}: {issue.detail}")
    clock = time.strftime("%Y-%m-%d %H:%M")
    note(f"{clock}: {result.new_reports} new reports, {result.claims} claims, {len(alerts)} changes")
    return alerts
