"""How long the server takes for each page of a large store, first and again: `python -m reportedly.serve.timing [CLAIMS]`.

The store is made of our own labelled text (see evaluate/large.py). The first page is asked after the warming that
`reportedly serve` does as it starts; how long that takes is printed, too.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from fastapi.testclient import TestClient

from reportedly.config import load_config
from reportedly.evaluate.large import make_large_store, own_sources
from reportedly.serve.access import Access
from reportedly.serve.app import make_app
from reportedly.serve.desk import Desk

_CLAIMS = 100_000
PAGES = ("/", "/?actor=NGA", "/?actor=RUS&as_of=2016-06-01", "/claims", "/claims?actor=KEN", "/events?actor=KEN",
         "/timeline?actor=KEN", "/posture?actor=RUS", "/map?actor=KEN", "/reports", "/contradictions", "/help")  # fmt: skip


def main(arguments: list[str]) -> None:
    """Print a table of seconds and, as the last line, one JSON object."""
    claims = int(arguments[0]) if arguments else _CLAIMS
    config = load_config()
    sources = own_sources(Path("corpus"))
    with tempfile.TemporaryDirectory() as folder:
        store = Path(arguments[1]) if len(arguments) > 1 else Path(folder) / "large.duckdb"
        made = claims if store.exists() else make_large_store(store, sources, claims, config)
        desk = Desk(store, config)
        start = time.perf_counter()
        desk.warm()
        warming = time.perf_counter() - start
        client = TestClient(make_app(desk, Access()))
        rows = [(path, _seconds(client, path), _seconds(client, path)) for path in PAGES]
    lines = [f"{'page':34} {'first':>8} {'again':>8}   (seconds, {made:,} claims; warming {warming:.1f} s)"]
    lines += [f"{path:34} {first:8.3f} {again:8.3f}" for path, first, again in rows]
    figures = {
        "claims": made, "warming_s": round(warming, 1), "first_page_ms": round(1000 * rows[0][2]),
        "median_again_ms": round(1000 * statistics.median(row[2] for row in rows)),
    }  # fmt: skip
    sys.stdout.write("\n".join([*lines, json.dumps(figures)]) + "\n")


def _seconds(client: TestClient, path: str) -> float:
    start = time.perf_counter()
    answer = client.get(path)
    assert answer.status_code == 200, path
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1:])
