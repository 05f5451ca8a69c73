"""Peak memory of adding many reports, in one process and in its workers: `python -m reportedly.evaluate.memory [REPORTS]`.

Reports of about 250 words are put together from our own labelled text.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from reportedly.api import Record
from reportedly.config import load_config
from reportedly.evaluate.speed import make_articles

_REPORTS = 10_000
_WORDS = 250
_MB = 1024


def main(arguments: list[str]) -> None:
    """Print the peak of this process and of the largest worker and, as the last line, one JSON object."""
    wanted = int(arguments[0]) if arguments else _REPORTS
    config = load_config()
    config = replace(config, run=replace(config.run, workers=2))
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for n, text in enumerate(make_articles(Path("corpus"), wanted, _WORDS)):
                out.write(json.dumps({"id": str(n), "text": text, "published": "2020-03-06"}) + "\n")
        with Record(Path(folder) / "memory.duckdb", config) as record:
            added = record.add(path)
    own, worker = (resource.getrusage(who).ru_maxrss / _MB for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = time.perf_counter() - start
    lines = [
        f"{added.new_reports:,} reports, {added.claims:,} claims, {seconds:,.0f} s",
        f"writer         {own:8,.0f} MB",
        f"largest worker {worker:8,.0f} MB",
    ]
    figures = {"reports": added.new_reports, "writer_mb": round(own), "worker_mb": round(worker)}
    sys.stdout.write("\n".join([*lines, json.dumps(figures)]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
