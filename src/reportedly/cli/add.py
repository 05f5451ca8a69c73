"""`reportedly add`: read, code, link and store reports."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from reportedly.cli.options import Config, Published, Store
from reportedly.cli.show import note

_SHOWN_ISSUES = 20
_WHAT = (
    "Files, folders, addresses of object storage: .txt, .html, .jsonl, .parquet, .warc(.gz); feeds and pages (https://…, .opml)."
)
_QUIET = {"no_claims"}


def run(
    paths: Annotated[list[str], typer.Argument(help=_WHAT)],
    published: Published = None,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Processes that code; 0 takes one for each core.")] = 0,
    engine: Annotated[str | None, typer.Option("--engine", help="local, or ray for a cluster (extra `ray`).")] = None,
    ray_address: Annotated[str | None, typer.Option("--ray-address", help="Of a running cluster: HOST:PORT or auto.")] = None,
    store: Store = None,
    config: Config = None,
) -> None:
    """Read, code, link and store reports; says what it could not read, date or code."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from reportedly.api import open_record
    from reportedly.errors import UsageError
    from reportedly.read.feeds import is_web
    from reportedly.read.inputs import count_inputs, find_files

    files = find_files(path for path in paths if not is_web(path))
    total = count_inputs(files) if len(files) or not any(map(is_web, paths)) else None
    if total == 0:
        raise UsageError(f"{', '.join(map(str, paths))}: no .txt, .html, .jsonl, .parquet or .warc file in there")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        open_record(store, config=config) as record,
        Progress(*columns, console=Console(stderr=True), transient=True) as bar,
    ):
        tasks = {"code": bar.add_task("reading and coding", total=total), "link": bar.add_task("linking", total=None)}
        result = record.add(
            *paths, published=published, workers=workers, engine=engine, ray_address=ray_address,
            progress=lambda stage, n: bar.advance(tasks[stage], n),
        )  # fmt: skip
        counts = record.counts()
        allowed = record.config.read.max_failed_share
        where = record.path
    told = [i for i in result.issues if i.code not in _QUIET]
    for issue in told[:_SHOWN_ISSUES]:
        note(f"  {issue.code}: {issue.path or issue.report}: {issue.detail}")
    if len(told) > _SHOWN_ISSUES:
        note(
            f"  … and {len(told) - _SHOWN_ISSUES} more: "
            + ", ".join(f"{n} {c}" for c, n in Counter(i.code for i in told).items())
        )
    note(
        f"{result.inputs} inputs: {result.new_reports} new reports, {result.known_reports} known, {result.failed} not read; "
        f"{result.claims} claims.\n"
        f"{where}: {counts['report']} reports, {counts['claim']} claims, {counts['undated']} reports without a date."
    )
    if result.inputs and result.failed_share > allowed:
        note(f"More than the allowed share of the inputs failed ({result.failed_share:.0%} > {allowed:.0%}).")
        raise typer.Exit(1)
