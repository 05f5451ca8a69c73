"""JSON Lines: one report a row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.config import ReadOptions
from reportedly.core.raw import RawReport
from reportedly.errors import InputError


def read_rows(path: Path, options: ReadOptions) -> Iterator[tuple[str, RawReport | InputError]]:
    """Yield each row's name (`file:line`) with its report or why it cannot be read; blank lines are passed over.

    Memory stays bounded: no more than `max_line_bytes` of a line is ever held.
    """
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(options.max_line_bytes + 1):
            number += 1
            name = f"{path}:{number}"
            if len(line) > options.max_line_bytes and not line.endswith(b"\n"):
                size = len(line) + _skip_line(lines, options.max_line_bytes)
                yield name, InputError("line_too_long", f"{size} bytes; the limit is {options.max_line_bytes}")
                continue
            if line.strip():
                try:
                    yield name, _read_row(line)
                except InputError as error:
                    yield name, error


def _skip_line(lines: Any, chunk: int) -> int:
    """Read to the end of the current line; return the bytes passed over."""
    skipped = 0
    while rest := lines.readline(chunk):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            break
    return skipped


def _read_row(line: bytes) -> RawReport:
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise InputError("not_utf8", f"byte {error.start} is no UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError("not_json", str(error)[:200]) from error
    if not isinstance(row, dict):
        raise InputError("not_a_report", "the row is no JSON object")
    return make_raw(row)


def make_raw(row: dict[str, Any]) -> RawReport:
    """The report of a row's values. Raises InputError where it has no text."""
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError("empty", "the row has no text")
    return RawReport(
        text=text,
        ref=_text(row.get("id")),
        url=_text(row.get("url")),
        publisher=_text(row.get("publisher")),
        title=_text(row.get("title")),
        published=_text(row.get("published")),
    )


def _text(value: object) -> str | None:
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value).strip()[:2000] or None
    return None
