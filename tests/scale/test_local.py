"""Several processes give the rows that one gives, in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportedly
from reportedly.core.raw import ReadResult
from reportedly.core.report import Report
from reportedly.errors import WorkerDied
from reportedly.pipeline import Coded
from reportedly.scale.batches import rescue_batch
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
    with pytest.raises(WorkerDied):
        list(map_batches(die, range(5), 2))


def test_none_wanted_is_one_a_core() -> None:
    assert count_workers(3) == 3
    assert count_workers(0) >= 1


def code_or_die(batch: list[ReadResult]) -> Coded:
    """Stands for coding: the report whose text is "poison" takes the process with it."""
    import os

    reports = tuple(r.report for r in batch if r.report)
    if any(r.text == "poison" for r in reports):
        os._exit(9)
    return Coded(reports, (), (), 0)


def results(texts: list[str]) -> list[list[ReadResult]]:
    rows = [ReadResult(Report(id=f"r{n}", text=text, path=f"{n}.txt"), ()) for n, text in enumerate(texts)]
    return [rows[n : n + 3] for n in range(0, len(rows), 3)]


def test_a_report_that_kills_its_worker_is_given_up_alone() -> None:
    texts = ["a", "b", "c", "d", "poison", "f", "g", "h", "i", "j", "k", "poison"]
    found = list(map_batches(code_or_die, results(texts), 2, rescue_batch))
    assert [[r.id for r in c.reports] for c in found] == [[f"r{n}", f"r{n + 1}", f"r{n + 2}"] for n in range(0, 12, 3)]
    assert [(i.report, i.code) for c in found for i in c.issues] == [("r4", "not_coded"), ("r11", "not_coded")]
