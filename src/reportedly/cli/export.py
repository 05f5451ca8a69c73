"""`reportedly export`: the whole record."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.options import AsOf, Config, Store
from reportedly.cli.show import print_lines


def run(
    output_format: Annotated[str, typer.Option("--format", help="jsonl: the record format, one object a line.")] = "jsonl",
    as_of: AsOf = None,
    store: Store = None,
    config: Config = None,
) -> None:
    """Print the record to standard output."""
    from reportedly.api import open_record
    from reportedly.errors import UsageError

    if output_format != "jsonl":
        raise UsageError(f"--format {output_format}: jsonl is the format that there is")
    with open_record(store, config=config, read_only=True) as record:
        print_lines(record.export(as_of=as_of))
