"""`reportedly watch`: keeps reading feeds and folders, and says what changes."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import Act, Actor, AsJson, Config, Near, Store
from reportedly.cli.show import note, print_json, print_lines

if TYPE_CHECKING:
    from reportedly.api import Record
    from reportedly.ask.alerts import Account
    from reportedly.core.derived import Alert
    from reportedly.pipeline import AddResult

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

    Alerts go to standard output, one a line (with --json as rows); what is read goes to standard error. They tell what is
    another than at the reading before, the first than before it began: what was added while no watch ran is no news. The store
    is free for others between two readings and while pages are fetched. Stop it with Ctrl-C; what was stored stays.
    """
    from reportedly.ask.alerts import check_kinds
    from reportedly.ask.filters import make_filters
    from reportedly.errors import ReportedlyError, StoreError
    from reportedly.text import fold

    kinds = check_kinds(alert or ())
    filters = make_filters(actor, act, near)
    if actor and filters.actor == fold(actor):
        note(f"  {actor!r} is no actor of the table; only acts of who is named so are told")
    reading = Reading(sources, actor, act, near, jump, store, config)
    account: Account | None = None
    readings = 0
    try:
        while True:
            try:
                account = account or account_now(reading)
                result, alerts, account = read_once(reading, account)
                _tell(result, [row for row in alerts if row.change in kinds], as_json=as_json)
            except ReportedlyError as error:
                if once or not (readings or isinstance(error, StoreError)):
                    raise
                note(f"{_clock()}: not read, tried again in {every:g} minutes: {error}")
            readings += 1
            if once:
                return
            time.sleep(every * 60)
    except KeyboardInterrupt:
        note("stopped; what is stored stays, the rest is read the next time")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read again and again: the sources, whose changes are told, and where it is stored."""

    sources: list[str]
    actor: str | None
    act: str | None
    near: str | None
    jump: float
    store: Path | None
    config: Path | None


def account_now(reading: Reading) -> Account:
    """The account as it stands before anything is read; kept over a reading that fails, so that what it stored is told."""
    with open_at(reading.store, reading.config) as record:
        return record.watch(actor=reading.actor, act=reading.act, near=reading.near)[2]


def read_once(reading: Reading, before: Account) -> tuple[AddResult, list[Alert], Account]:
    """Add what feeds and pages hold that is not stored, lot by lot as it comes, then the files once they are whole; tell what
    changed since `before`. The store is free for others while pages are fetched and files waited for."""
    from reportedly.pipeline import batches, read_inputs
    from reportedly.read.feeds import is_web
    from reportedly.read.inputs import find_files
    from reportedly.read.settled import wait_for_files
    from reportedly.store.view import load_addresses

    actor, act, near = reading.actor, reading.act, reading.near
    with open_at(reading.store, reading.config) as record:
        known, options = load_addresses(record.connection), record.config
    done: list[AddResult] = []
    pages = read_inputs([s for s in reading.sources if is_web(s)], options, None, known.__contains__)
    for lot in batches(pages, options.run.batch_reports):
        with open_at(reading.store, reading.config) as record:
            done.append(record.add(*lot))
    files, growing = wait_for_files(find_files(s for s in reading.sources if not is_web(s)), options.read.settle_seconds)
    with open_at(reading.store, reading.config) as record:
        files = [f for f in files if f.exists()]  # what was taken away meanwhile is no failure
        result, alerts, after = record.watch(*files, *growing, actor=actor, act=act, near=near, jump=reading.jump, before=before)
    return sum_results([*done, result]), alerts, after


def sum_results(results: list[AddResult]) -> AddResult:
    """What several runs did together, under the last one's id."""
    counts = {k: sum(getattr(r, k) for r in results) for k in ("inputs", "new_reports", "known_reports", "claims", "failed")}
    return replace(results[-1], **counts, issues=tuple(i for r in results for i in r.issues))


def open_at(store: Path | None, config: Path | None) -> Record:
    """The record, open for writing."""
    from reportedly.api import open_record

    return open_record(store, config=config)


def _tell(result: AddResult, alerts: list[Alert], *, as_json: bool) -> None:
    for issue in result.issues:
        if issue.report is None or issue.code == "summary_only":
            note(f"  {issue.code}: {issue.path or issue.report}: {issue.detail}")
    if as_json:
        print_json(alerts)
    else:
        print_lines(f"{row.change.upper():8}{row.words}  [{row.row}]" for row in alerts)
    sys.stdout.flush()
    note(f"{_clock()}: new reports: {result.new_reports}, claims: {result.claims}, alerts: {len(alerts)}")


def _clock() -> str:
    return time.strftime("%Y-%m-%d %H:%M")
