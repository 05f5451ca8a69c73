"""`reportedly brief`: what changed, on whose word, what was promised and not done."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.options import Actor, AsJson, AsOf, Config, Near, Store
from reportedly.cli.show import note, print_lines


def run(
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Only what has news since this day.")] = None,
    actor: Actor = None, near: Near = None, as_of: AsOf = None, as_json: AsJson = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
    store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """A brief in Markdown: each sentence with the ids of the claims that it stands on."""
    import json
    from dataclasses import asdict

    from reportedly.api import open_record
    from reportedly.ask.brief import render_markdown

    with open_record(store, config=config, read_only=True) as record:
        made = record.brief(since=since, actor=actor, near=near, as_of=as_of)
    text = json.dumps(asdict(made), ensure_ascii=False) if as_json else render_markdown(made)
    if output is None:
        print_lines([text])
    else:
        output.write_text(text + "\n", encoding="utf-8")
        note(f"{output}: written")
