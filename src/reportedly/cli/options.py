"""Options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Store = Annotated[Path | None, typer.Option("--store", help="The record's file; default: in the user's data folder.")]
Config = Annotated[Path | None, typer.Option("--config", help="A TOML file that overrides options of default.toml.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="Only what had been published by this day (2014-05-19).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the rows as JSON Lines.")]
Actor = Annotated[str | None, typer.Option("--actor", help="Whose acts: a country, its ISO code, or a name.")]
Act = Annotated[str | None, typer.Option("--act", help="Which acts: a PLOVER type, a mode (withdraw), or TYPE/mode.")]
Near = Annotated[str | None, typer.Option("--near", help="Acts at, from, near or against this country or place.")]
Published = Annotated[str | None, typer.Option("--published", metavar="DAY", help="Publication date of reports that carry none.")]
