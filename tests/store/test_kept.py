"""Kept answers are the answers that would be worked out now, whatever was added, judged or corrected meanwhile."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb

import reportedly
from tests.conftest import CASE

_DAY = "2014-05-20"
_SCOPES: tuple[dict[str, str], ...] = (
    {},
    {"actor": "RUS"},
    {"act": "withdraw"},
    {"near": "UKR"},
    {"actor": "RUS", "act": "RETREAT", "near": "UKR"},
    {"actor": "nobody of that name"},
    {"as_of": _DAY},
    {"actor": "RUS", "as_of": _DAY},
)


def _answers(record: reportedly.Record) -> dict[str, list[object]]:
    out: dict[str, list[object]] = {}
    for scope in _SCOPES:
        for verb in ("events", "follow", "contradictions", "sources"):
            out[f"{verb} {scope}"] = list(getattr(record, verb)(**scope))
        numbers = {k: v for k, v in scope.items() if k != "act"}
        out[f"estimates {scope}"] = list(record.estimates(**numbers))
    return out


def _anew(store: Path, folder: Path) -> dict[str, list[object]]:
    """Answers of a copy of the store in which nothing kept holds."""
    copy = folder / "anew.duckdb"
    shutil.copyfile(store, copy)
    with reportedly.open(copy) as record:
        record.connection.execute("UPDATE judged SET rules = 'of before'")
        record.connection.execute("UPDATE met SET rules = 'of before'")
        for table in ("kept", "dispute", "number"):
            record.connection.execute(f"DELETE FROM {table}")
    with reportedly.open(copy, read_only=True) as record:
        return _answers(record)


def _same(store: Path, folder: Path) -> None:
    with reportedly.open(store, read_only=True) as record:
        kept = _answers(record)
    anew = _anew(store, folder)
    for question, rows in kept.items():
        assert rows == anew[question], question


def _part(folder: Path, name: str, rows: list[str]) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_kept_answers_are_those_of_now(tmp_path: Path) -> None:
    rows = (CASE / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    store = tmp_path / "record.duckdb"
    with reportedly.open(store) as record:
        for number, end in enumerate((25, 60, len(rows))):
            record.add(_part(tmp_path, f"part{number}", rows[(0, 25, 60)[number] : end]))
    _same(store, tmp_path)
    with reportedly.open(store) as record:
        assert record.connection.execute("SELECT count(*) FROM kept").fetchall()[0][0]
        disputes = list(record.contradictions())
        assert disputes
        record.review("reject", disputes[0].claims[0], who="tester")
        assert disputes[0] not in list(record.contradictions())
    _same(store, tmp_path)
    with reportedly.open(store) as record:
        promise = record.follow(actor="RUS", act="withdraw")[0]
        record.correct(promise.claims[0], {"act": "MOBILIZE/troops", "actor": "Poland"}, who="tester")
        other = record.events(actor="RUS")[0]
        record.review("merge", other.claims[0], record.events(actor="RUS")[1].claims[0], who="tester")
    _same(store, tmp_path)
    with reportedly.open(store) as record:
        for judgement in record.judgements():
            record.undo(judgement.id, who="tester")
        assert list(record.contradictions()) == disputes
    _same(store, tmp_path)


def test_a_copy_changes_how_many_origins_are_kept(tmp_path: Path) -> None:
    first = (
        "MOSCOW, May 19 (Reuters) - Russia ordered 5,000 troops to return to their bases on Monday, the Kremlin said. "
        "Ukraine's border guards said they saw no sign of a withdrawal on Monday evening."
    )
    texts = [first, "Russia ordered 5,000 troops to return to their bases, Interfax said on Monday.", first + " A copy."]
    store = tmp_path / "record.duckdb"
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        with reportedly.open(store) as record:
            record.add(tmp_path / f"{number}.txt", published="2014-05-19")
        _same(store, tmp_path)
    with reportedly.open(store, read_only=True) as record:
        assert any(len(e.reports) > e.origins for e in record.events())


def test_what_waits_is_worked_out_when_it_is_asked_for(tmp_path: Path) -> None:
    rows = (CASE / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "wait.toml").write_text("[link]\njudge_at_once = 0\njudge_grown = 100.0\n")
    store = tmp_path / "record.duckdb"
    with reportedly.open(store, config=tmp_path / "wait.toml") as record:
        record.add(_part(tmp_path, "first", rows[:40]))
        record.add(_part(tmp_path, "then", rows[40:50]))
        assert record.connection.execute("SELECT count(*) FROM unlinked").fetchall()[0][0]
        reports = [row[0] for row in record.connection.execute("SELECT id FROM report ORDER BY id LIMIT 12").fetchall()]
        record.connection.execute("INSERT INTO unmet SELECT unnest(?)", [reports])  # as a killed run leaves them
        found = _answers(record)
    with reportedly.open(tmp_path / "now.duckdb") as record:
        record.add(tmp_path / "first.jsonl", tmp_path / "then.jsonl")
        now = _answers(record)
    for question, told in found.items():
        assert told == now[question], question


def test_what_another_block_tells_of_a_joint_promise_counts_at_once(tmp_path: Path) -> None:
    store = tmp_path / "record.duckdb"
    texts = [
        "YEREVAN, May 3 - Armenia and Azerbaijan are withdrawing their troops from the border, Armenia's defence ministry said. "
        "Armenia and Azerbaijan will withdraw all troops by May 20, both foreign ministers announced on Tuesday.",
        "BAKU, May 9 - Azerbaijan has withdrawn its troops from the border, the OSCE said on Monday.",
        "YEREVAN, May 11 - Armenia has withdrawn its troops from the border, the OSCE said on Wednesday.",
    ]
    for number, (day, text) in enumerate(zip(("2016-05-03", "2016-05-09", "2016-05-11"), texts, strict=True)):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        with reportedly.open(store) as record:
            record.add(tmp_path / f"{number}.txt", published=day)
        _same(store, tmp_path)


def test_a_copy_that_comes_later_reaches_corrected_claims(tmp_path: Path) -> None:
    rows = (CASE / "reports.jsonl").read_text(encoding="utf-8").splitlines()[:30]
    store = tmp_path / "record.duckdb"
    with reportedly.open(store) as record:
        record.add(_part(tmp_path, "first", rows))
        report = next(k.claim for k in record.known_claims(actor="RUS") if k.claim.actors)
        record.correct(report.id, {"actor": "Poland"}, who="tester")
        body = json.loads(next(row for row in rows if record.connection.execute(
            "SELECT ref FROM report WHERE id = ?", [report.report]).fetchall()[0][0] == json.loads(row).get("id")))  # fmt: skip
        body |= {"id": "copy", "published": "2014-04-30", "url": "https://copy.example/one", "publisher": "copy.example"}
        record.add(_part(tmp_path, "copy", [json.dumps(body)]))
    _same(store, tmp_path)


def test_links_are_told_once_whatever_the_options(tmp_path: Path, case_store: Path) -> None:
    shutil.copyfile(case_store, tmp_path / "record.duckdb")
    (tmp_path / "other.toml").write_text("[link]\nannouncement_days = 1\n")
    with reportedly.open(tmp_path / "record.duckdb", config=tmp_path / "other.toml", read_only=True) as record:
        rows = [json.loads(line) for line in record.export()]
        read = [(r["type"], r["from"], r["to"], r["by"]) for r in rows if r["kind"] == "link"]
        events = list(record.events())
    with reportedly.open(tmp_path / "record.duckdb", config=tmp_path / "other.toml") as record:
        record.add(_part(tmp_path, "one", ['{"id": "x", "text": "Chad sent 40 soldiers to Niger.", "published": "2019-01-01"}']))
        rows = [json.loads(line) for line in record.export()]
        written = {(r["type"], r["from"], r["to"], r["by"]) for r in rows if r["kind"] == "link"}
        assert len(list(record.events())) >= len(events)
    assert len(read) == len(set(read))
    assert set(read) <= written


def test_a_store_of_an_older_schema_answers_after_its_upgrade(tmp_path: Path, case_store: Path) -> None:
    store = tmp_path / "old.duckdb"
    shutil.copyfile(case_store, store)
    with reportedly.open(store, read_only=True) as record:
        told = _answers(record)
    connection = duckdb.connect(str(store))
    for table in ("kept", "unmet", "met", "moment", "scene", "bag", "named", "dispute", "number"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("ALTER TABLE judged DROP COLUMN rules")
    connection.execute("DELETE FROM judged")  # before the fourth schema nothing was noted there
    connection.execute("DELETE FROM schema_version WHERE number >= 6")
    connection.close()
    with reportedly.open(store) as record:
        assert _answers(record) == told


def test_a_reader_brings_an_older_store_up_to_date(tmp_path: Path, case_store: Path) -> None:
    store = tmp_path / "old.duckdb"
    shutil.copyfile(case_store, store)
    connection = duckdb.connect(str(store))
    for table in ("kept", "unmet", "met", "moment", "scene", "bag", "named", "dispute", "number"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("ALTER TABLE judged DROP COLUMN rules")
    connection.execute("DELETE FROM schema_version WHERE number >= 6")
    connection.close()
    with reportedly.open(store, read_only=True) as record:
        assert record.follow(actor="RUS", act="withdraw")
