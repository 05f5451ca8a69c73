"""Printing answers: tables for people, JSON Lines for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from reportedly.text import squeeze


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output."""
    for line in lines:
        sys.stdout.write(line + "\n")


def print_json(rows: Iterable[Any]) -> None:
    """Write rows (nouns of the record) as JSON Lines."""
    from reportedly.export.jsonl import to_line

    print_lines(to_line(row) for row in rows)


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]], empty: str) -> None:
    """Write a table that fits the terminal; `empty` says what to do where there are no rows."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    if not rows:
        sys.stdout.write(empty + "\n")
        return
    console = Console(width=None if sys.stdout.isatty() else 140, highlight=False, markup=False)
    table = Table(*head, box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def note(text: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(text + "\n")


def short(text: str, length: int = 90) -> str:
    """`text` on one line, cut at a word with an ellipsis where it is longer than `length`."""
    text = squeeze(text)
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"
