"""`reportedly code`: the record of some files, without a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.options import Config, Published
from reportedly.cli.show import note, print_lines


def run(
    files: Annotated[list[Path], typer.Argument(help="Files or folders: .txt, .html, .jsonl.")],
    published: Published = None,
    annotations: Annotated[bool, typer.Option("--annotations", help="Print the layers under the claims as well.")] = False,
    config: Config = None,
) -> None:
    """Code files and print the record (JSON Lines) to standard output; nothing is stored."""
    from reportedly.api import code
    from reportedly.config import load_config

    lines, failed = code(files, published=published, annotations=annotations, config=config)
    print_lines(lines)
    allowed = load_config(config).read.max_failed_share
    if failed > allowed:
        note(f"More than the allowed share of the inputs could not be read ({failed:.0%}); see the issue rows.")
        raise typer.Exit(1)
