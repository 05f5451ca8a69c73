"""Blocks of many claims wait until they have grown before their links are judged anew; answers do not."""

from __future__ import annotations

import json
from pathlib import Path

import reportedly
from tests.conftest import CASE


def _links(record: reportedly.Record) -> list[str]:
    rows = [json.loads(line) for line in record.export()]
    return sorted(f"{r['type']} {r['from']} {r['to']} {r['by']}" for r in rows if r["kind"] == "link")


def test_a_block_that_waits_is_judged_when_it_is_asked_for(tmp_path: Path) -> None:
    rows = (CASE / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "first.jsonl").write_text("\n".join(rows[:30]) + "\n", encoding="utf-8")
    (tmp_path / "then.jsonl").write_text("\n".join(rows[30:33]) + "\n", encoding="utf-8")
    (tmp_path / "wait.toml").write_text("[link]\njudge_at_once = 0\njudge_grown = 100.0\n")
    (tmp_path / "now.toml").write_text("[link]\njudge_at_once = 1000000\n")
    found = {}
    for name in ("wait", "now"):
        with reportedly.open(tmp_path / f"{name}.duckdb", config=tmp_path / f"{name}.toml") as record:
            record.add(tmp_path / "first.jsonl")
            record.add(tmp_path / "then.jsonl")
            found[name] = _links(record)
            waiting = record.connection.execute("SELECT count(*) FROM unlinked").fetchall()[0][0]
            assert (waiting > 0) == (name == "wait")
            promise = record.follow(actor="RUS", act="withdraw")[0]
            found[f"{name} explained"] = sorted(f"{k.type} {k.source} {k.target}" for k in record.explain(promise.id).links)
    assert found["wait"] == found["now"]
    assert found["wait explained"] == found["now explained"]
    assert found["now explained"]
