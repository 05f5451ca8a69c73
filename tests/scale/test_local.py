"""Several processes give the rows that one gives, in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportedly
from reportedly.errors import ReportedlyError
from reportedly.scale.local import count_workers, map_batches
from tests.store.test_store import lines, some_reports


def test_processes_give_the_same_record_as_one(tmp_path: Path) -> None:
    reports = some_reports(tmp_path / "r.jsonl", 0, 12)
    again = tmp_path / "again.jsonl"
    again.write_bytes(reports.read_bytes())
    config = tmp_path / "c.toml"
    config.write_text("[run]\nbatch_reports = 2\n")
    records = []
    for workers in (1, 2):
        with reportedly.open(tmp_path / f"{workers}.duckdb", config=config) as record:
            told = record.add(reports, again, workers=workers)
            assert (told.inputs, told.new_reports, told.known_reports) == (24, 12, 12)
            records.append(lines(record))
    assert records[0] == records[1]


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    import os

    os._exit(number)


def test_results_come_in_order_and_a_dead_worker_is_told() -> None:
    assert list(map_batches(double, range(20), 2)) == [2 * n for n in range(20)]
    assert list(map_batches(double, [], 2)) == []
    with pytest.raises(ReportedlyError):
        list(map_batches(die, range(5), 2))


def test_none_wanted_is_one_a_core() -> None:
    assert count_workers(3) == 3
    assert count_workers(0) >= 1
