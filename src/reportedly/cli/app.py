"""The verbs, put together."""

from __future__ import annotations

import typer

from reportedly.cli import (
    add,
    brief,
    check,
    claims,
    code,
    contradictions,
    evaluate,
    events,
    explain,
    export,
    follow,
    map,
    posture,
    review,
    serve,
    sources,
    timeline,
    watch,
)
from reportedly.version import VERSION

app = typer.Typer(
    name="reportedly",
    help="Who claims what, on whose word, and what became of each promise: an account kept from news reports.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    add,
    watch,
    code,
    follow,
    check,
    timeline,
    posture,
    contradictions,
    sources,
    map,
    claims,
    events,
    brief,
    explain,
    export,
    review,
    serve,
    evaluate,
):
    app.command()(module.run)
    app.registered_commands[-1].name = module.__name__.rsplit(".", 1)[-1]


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"reportedly {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Print the version."),
    as_recorded: str = typer.Option(
        "", "--as-recorded", metavar="DAY", help="Answer from what the store held on this day (goes before the verb)."
    ),
) -> None:
    if as_recorded:
        from reportedly.api import use_recorded_day

        use_recorded_day(as_recorded)
