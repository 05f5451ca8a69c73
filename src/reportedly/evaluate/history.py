"""The history file: one JSON line a run, and the table made of the latest line of each benchmark."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from reportedly.coding.version import CODER, CODER_VERSION
from reportedly.evaluate.result import Result
from reportedly.version import VERSION


def append_result(path: Path, result: Result, part: str) -> None:
    """Add a result to the history file."""
    line = {
        "at": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "version": VERSION, "coder": f"{CODER} {CODER_VERSION}",
        "benchmark": result.name, "part": part, "measure": result.measure, "headline": result.headline, "rows": result.rows,
        "data": result.data_hash, "baselines": result.baselines, "figures": result.figures,
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as history:
        history.write(json.dumps(line, ensure_ascii=False) + "\n")


def make_table(results: list[Result]) -> str:
    """Markdown table of results, as it stands in docs/benchmarks.md."""
    rows = ["| benchmark | rows | measure | figure | naive | data |", "|---|---|---|---|---|---|"]
    for r in results:
        naive = ", ".join(f"{k} {v:.2f}" for k, v in r.baselines.items()) or "–"
        rows.append(f"| {r.name} | {r.rows} | {r.measure} | {r.headline:.3f} | {naive} | {r.data_hash} |")
    return "\n".join(rows)


def read_floors(path: Path) -> dict[str, Any]:
    """Floors of the gate: benchmark -> figure -> value, with the fingerprint of its data."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
