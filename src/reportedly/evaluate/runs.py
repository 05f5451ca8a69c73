"""Running the coder over labelled rows."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reportedly.api import code
from reportedly.errors import InputError
from reportedly.evaluate.labels import read_rows

_SEED = 20140519  # which errors are sampled; fixed so that two runs show the same


def fingerprint(rows: Iterable[dict[str, Any]]) -> str:
    """Hash of the rows' ids and texts."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(f"{row.get('id')}\x1f{row.get('text') or row.get('sentence') or row.get('premise')}\x1e".encode())
    return digest.hexdigest()[:16]


def code_rows(rows: Sequence[dict[str, Any]], *, annotations: bool = False) -> list[str]:
    """Lines of the record of rows that carry `id`, `text` and perhaps `published`, `url`, `publisher`, `title`."""
    keys = ("id", "text", "published", "url", "publisher", "title")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        path.write_text("".join(json.dumps({k: row.get(k) for k in keys}) + "\n" for row in rows), encoding="utf-8")
        lines, _ = code([path], annotations=annotations)
    return lines


def claims_by_ref(lines: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Claims of a record by the id that their report's row carried."""
    ref: dict[str, str] = {}
    out: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        row = json.loads(line)
        if row["kind"] == "report":
            ref[row["id"]] = str(row["ref"])
            out.setdefault(str(row["ref"]), [])
        elif row["kind"] == "claim":
            out[ref[row["report"]]].append(row)
    return out


def run_scorer(scorers: Path | None, script: str, gold: Path, lines: Sequence[str], *options: str) -> tuple[str, dict[str, Any]]:
    """What a scorer of the record format prints of a record, and its last line's figures. Errors as in `run_script`."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.jsonl"
        record.write_text("\n".join(lines) + "\n", encoding="utf-8")
        printed = run_script(scorers, script, gold, record, *options)
    return printed, read_printed(printed)


def run_script(scorers: Path | None, script: str, *arguments: Path | str) -> str:
    """What a scorer prints. Raises InputError where it is not there or fails."""
    if scorers is None or not (scorers / script).exists():
        raise InputError("no_scorer", f"{script} is not in {scorers}; give its folder with --scorers")
    done = subprocess.run(
        [sys.executable, str(scorers / script), *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise InputError("scorer_failed", done.stderr.strip()[-400:])
    return done.stdout.strip()


def read_printed(printed: str) -> dict[str, Any]:
    """The figures of a scorer: its last line is one JSON object."""
    found: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return found


def load_rows(path: Path, limit: int | None) -> list[dict[str, Any]]:
    """Rows of a data file, the first `limit` of them. Raises InputError where the file is not there."""
    if not path.exists():
        raise InputError("no_data", f"{path}: not there; give the folder with --data")
    rows = list(read_rows(path))
    return rows if limit is None else rows[:limit]


def sample(errors: Sequence[str], count: int = 12) -> tuple[str, ...]:
    """Some of the errors, the same ones each time."""
    if len(errors) <= count:
        return tuple(errors)
    return tuple(random.Random(_SEED).sample(list(errors), count))
