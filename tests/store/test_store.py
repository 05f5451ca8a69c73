"""The store: adding again, being killed, undated reports, withdrawn links, versions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

import reportedly
from reportedly import pipeline
from reportedly.errors import NotFoundError, StoreError
from reportedly.store.rows import claim_from_json, claim_to_json
from tests.conftest import CASE


def lines(record: reportedly.Record) -> list[str]:
    """The record without what tells only when a link was judged."""
    rows = [json.loads(line) for line in record.export()]
    for row in rows:
        if row["kind"] == "link":
            row.pop("at")
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def some_reports(path: Path, first: int, last: int) -> Path:
    rows = (CASE / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(rows[first:last]) + "\n", encoding="utf-8")
    return path


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    reports = some_reports(tmp_path / "r.jsonl", 0, 12)
    with reportedly.open(tmp_path / "s.duckdb") as record:
        record.add(reports)
        before = lines(record)
        again = record.add(reports)
        assert (again.new_reports, again.known_reports, again.claims) == (0, 12, 0)
        assert lines(record) == before


def test_a_killed_run_can_be_run_again_and_ends_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = some_reports(tmp_path / "r.jsonl", 0, 12)
    (tmp_path / "c.toml").write_text("[run]\nbatch_reports = 4\n")
    with reportedly.open(tmp_path / "whole.duckdb") as record:
        record.add(reports)
        whole = lines(record)
    real, calls = pipeline.store_batch, []

    def killed(*args: Any) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(*args)

    monkeypatch.setattr(pipeline, "store_batch", killed)
    with reportedly.open(tmp_path / "cut.duckdb", config=tmp_path / "c.toml") as record:
        with pytest.raises(KeyboardInterrupt):
            record.add(reports)
        assert record.counts()["report"] == 8
        monkeypatch.setattr(pipeline, "store_batch", real)
        record.add(reports)
        assert lines(record) == whole


def test_the_order_of_adding_does_not_matter(tmp_path: Path) -> None:
    first, second = some_reports(tmp_path / "a.jsonl", 0, 6), some_reports(tmp_path / "b.jsonl", 6, 14)
    found = []
    for name, order in (("x", (first, second)), ("y", (second, first))):
        with reportedly.open(tmp_path / f"{name}.duckdb") as record:
            for path in order:
                record.add(path)
            rows = [json.loads(line) for line in record.export()]
            found.append(sorted(json.dumps(r, sort_keys=True) for r in rows if r["kind"] not in ("link", "report")))
    assert [r.replace("a.jsonl", "b.jsonl") for r in found[0]] == [r.replace("a.jsonl", "b.jsonl") for r in found[1]]


def test_an_as_of_answer_equals_a_fresh_build_on_the_reports_up_to_that_day(tmp_path: Path, case: reportedly.Record) -> None:
    day = "2014-05-19"
    rows = (CASE / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    early = [r for r in rows if (json.loads(r)["published"] or "9999") <= day]
    (tmp_path / "early.jsonl").write_text("\n".join(early), encoding="utf-8")
    with reportedly.open(tmp_path / "early.duckdb") as record:
        record.add(tmp_path / "early.jsonl")
        fresh = list(record.follow(as_of=day))
    assert list(case.follow(as_of=day)) == fresh
    assert fresh


def test_a_claim_survives_the_store(case: reportedly.Record) -> None:
    for claim in case.claims()[:40]:
        assert claim_from_json(claim_to_json(claim)) == claim


def test_every_quote_is_cut_from_its_report(case: reportedly.Record) -> None:
    rows = [json.loads(line) for line in case.export()]
    text_of = {r["id"]: r["text"] for r in rows if r["kind"] == "report"}
    seen = 0

    def check(value: object, text: str) -> None:
        nonlocal seen
        if isinstance(value, dict):
            if {"quote", "start", "end"} <= value.keys():
                assert text[value["start"] : value["end"]] == value["quote"]
                seen += 1
            for inner in value.values():
                check(inner, text)
        elif isinstance(value, list):
            for inner in value:
                check(inner, text)

    for row in rows:
        if row["kind"] == "claim":
            check(row, text_of[row["report"]])
    assert seen > 500


def test_no_more_than_two_claims_stand_on_one_stretch_of_words(case: reportedly.Record) -> None:
    spans: dict[tuple[str, int, int], int] = {}
    for claim in case.claims():
        key = (claim.report, claim.start, claim.end)
        spans[key] = spans.get(key, 0) + 1
    assert max(spans.values()) <= 2


def test_a_question_about_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="reportedly add"):
        reportedly.open(tmp_path / "none.duckdb", read_only=True)


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    reportedly.open(path).close()
    connection = duckdb.connect(str(path))
    connection.execute("INSERT INTO schema_version VALUES (999)")
    connection.close()
    with pytest.raises(StoreError, match="newer"):
        reportedly.open(path)


def test_another_duckdb_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    connection = duckdb.connect(str(path))
    connection.execute("CREATE TABLE t (a INTEGER)")
    connection.close()
    with pytest.raises(StoreError, match="no reportedly store"):
        reportedly.open(path)


def test_explaining_an_unknown_id_is_an_error(case: reportedly.Record) -> None:
    with pytest.raises(NotFoundError):
        case.explain("c0000000000000000")


def test_a_claim_is_explained_by_words_rule_and_run(case: reportedly.Record) -> None:
    claim = case.claims(act="withdraw")[0]
    found = case.explain(claim.id)
    (passage,) = found.passages
    assert passage.before + claim.quote + passage.after in passage.report.text
    assert claim.coder.rule and passage.run["models"]["parser"]


def test_answers_come_as_arrow_and_pandas(case: reportedly.Record) -> None:
    events = case.events(act="withdraw")
    assert events.to_arrow().num_rows == len(events.df()) == len(events) > 5


def test_a_past_day_of_the_store_is_answered_as_the_store_then_was(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with reportedly.open(path) as record:
        record.add(some_reports(tmp_path / "a.jsonl", 0, 6))
        before = [row for row in lines(record) if '"kind": "run"' not in row]
        first = next(c.id for c in record.claims())
        said = record.review("reject", first, who="a reader")
    with duckdb.connect(str(path)) as raw:  # the first run was two days ago
        for table, column in (("run", "started_at"), ("report", "added_at"), ("link", "judged_at")):
            raw.execute(f"UPDATE {table} SET {column} = '2020-01-01T08:00:00Z'")
    with reportedly.open(path) as record:
        record.add(some_reports(tmp_path / "b.jsonl", 6, 12))
        assert len(record.reports()) == 12
    with reportedly.open(path, as_recorded="2020-01-01") as then:
        assert len(then.reports()) == 6
        assert [row for row in lines(then) if '"kind": "run"' not in row] == before
        assert not then.judgements()
        with pytest.raises(duckdb.Error):
            then.add(some_reports(tmp_path / "c.jsonl", 12, 13))
    with reportedly.open(path, as_recorded="2019-12-31") as earlier:
        assert not earlier.reports()
    assert said is not None
