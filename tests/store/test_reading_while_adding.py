"""One process adds, others read: what is committed can be asked for all the while."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import reportedly
from reportedly.store.snapshot import snapshot_path
from tests.store.test_store import lines, some_reports

_SLOW_WRITER = """
import sys, time, reportedly
from reportedly import pipeline
real = pipeline.store_batch
def slow(*args):
    real(*args)
    time.sleep(1.0)
pipeline.store_batch = slow
with reportedly.open(sys.argv[1], config=sys.argv[2]) as record:
    record.add(sys.argv[3])
"""


def test_a_reader_sees_what_the_writer_has_committed(tmp_path: Path) -> None:
    store, reports = tmp_path / "s.duckdb", some_reports(tmp_path / "r.jsonl", 0, 12)
    config = tmp_path / "c.toml"
    config.write_text("[run]\nbatch_reports = 2\npublish_after = 0\npublish_every = 0\n")
    with reportedly.open(store):
        pass
    writer = subprocess.Popen([sys.executable, "-c", _SLOW_WRITER, str(store), str(config), str(reports)])
    seen: list[int] = []
    try:
        while writer.poll() is None and not snapshot_path(store).exists():
            time.sleep(0.05)
        while writer.poll() is None:
            with reportedly.open(store, read_only=True) as record:
                if record.published_copy:
                    seen.append(record.counts()["report"])
                    assert {c.report for c in record.claims()} <= {r["id"] for r in record.reports().to_dicts()}
            time.sleep(0.1)
    finally:
        assert writer.wait(timeout=120) == 0
    assert seen == sorted(seen)
    assert seen and 0 < seen[0] < 12  # in the midst of it
    with reportedly.open(store, read_only=True) as record:
        assert not record.published_copy
        after = lines(record)
    assert not snapshot_path(store).exists()
    with reportedly.open(tmp_path / "alone.duckdb") as record:
        record.add(reports)
        assert lines(record) == after


def test_what_a_killed_writer_published_is_taken_away_by_the_next(tmp_path: Path) -> None:
    store, reports = tmp_path / "s.duckdb", some_reports(tmp_path / "r.jsonl", 0, 2)
    snapshot_path(store).write_bytes(b"left behind")
    with reportedly.open(store) as record:
        record.add(reports)
    assert not snapshot_path(store).exists()
