"""`reportedly brief`: what changed, on whose word, what was promised and not done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import Act, Actor, AsJson, AsOf, Config, Store
from reportedly.cli.show import note, print_lines
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.core.brief import Brief

_SINCE = "Only what has news since then, and what changed: a day, a span (7d), or a brief written before."


def run(
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help=_SINCE)] = None,
    actor: Actor = None, act: Act = None,
    near: Annotated[str | None, typer.Option("--near", "--place", help="Acts at, from, near or against this place.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only what has these words in it.")] = None,
    style: Annotated[str, typer.Option("--style", help="plain, or icd203: sources described, inference told apart.")] = "plain",
    as_of: AsOf = None, as_json: AsJson = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file: .md, .html or .pdf.")] = None,
    store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """A brief, each sentence with the ids of the claims that it stands on; as Markdown, a page, or PDF."""
    import json
    from dataclasses import asdict

    from reportedly.api import open_record
    from reportedly.export.brief_text import render_markdown

    with open_record(store, config=config, read_only=True) as record:
        made = record.brief(since=since, actor=actor, act=act, near=near, topic=topic, style=style, as_of=as_of)
    for fault in made.faults:
        note(f"icd203: {fault}")
    if output is None:
        print_lines([json.dumps(asdict(made), ensure_ascii=False) if as_json else render_markdown(made)])
        return
    _write(made, output)
    note(f"{output}: written")


def _write(made: Brief, output: Path) -> None:
    from reportedly.export.brief_text import render_html, render_markdown

    kind = output.suffix.lower()
    if kind == ".pdf":
        from reportedly.export.brief_pdf import render_pdf

        output.write_bytes(render_pdf(made))
    elif kind in (".html", ".htm"):
        output.write_text(render_html(made) + "\n", encoding="utf-8")
    elif kind in (".md", ".markdown", ".txt", ""):
        output.write_text(render_markdown(made) + "\n", encoding="utf-8")
    else:
        raise UsageError(f"{output}: a brief is written as .md, .html or .pdf")
