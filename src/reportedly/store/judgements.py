"""Judgements of people: stored, withdrawn, never deleted."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import duckdb

from reportedly.core.derived import Anchor, Judgement
from reportedly.errors import NotFoundError
from reportedly.store.write import now

_COLUMNS = "id, verb, target, other, note, who, judged_at, anchor, withdrawn, changes"


def write_judgement(connection: duckdb.DuckDBPyConnection, made: Judgement) -> None:
    """Store a judgement."""
    anchors = json.dumps([asdict(a) for a in made.anchors])
    changes = json.dumps(made.changes) if made.changes else None
    values = [made.id, made.verb, made.target, made.other, made.note, made.who, made.at, anchors, made.withdrawn, changes]
    connection.execute(f"INSERT INTO judgement ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)", values)


def withdraw_judgement(connection: duckdb.DuckDBPyConnection, judgement: str, who: str, why: str | None) -> Judgement:
    """Withdraw a live judgement and return it as it was. Raises NotFoundError where there is no such live one."""
    found = next((j for j in load_judgements(connection) if j.id == judgement), None)
    if found is None:
        raise NotFoundError(f"{judgement}: no judgement that stands; `reportedly review list` shows them")
    said = f"{who}, {now()}" + (f": {why}" if why else "")
    connection.execute("UPDATE judgement SET withdrawn = ? WHERE id = ?", [said, judgement])
    return found


def load_judgements(connection: duckdb.DuckDBPyConnection, *, withdrawn: bool = False) -> list[Judgement]:
    """Judgements that stand, or with `withdrawn` all of them, in the order in which they were made."""
    condition = "TRUE" if withdrawn else "withdrawn IS NULL"
    rows = connection.execute(f"SELECT {_COLUMNS} FROM judgement WHERE {condition} ORDER BY judged_at, rowid").fetchall()
    return [_judgement(row) for row in rows]


def _judgement(row: tuple[Any, ...]) -> Judgement:
    key, verb, target, other, note, who, at, anchors, withdrawn, changes = row
    found = tuple(Anchor(**a) for a in json.loads(anchors))
    return Judgement(key, verb, target, other, note, who, at, found, withdrawn, json.loads(changes) if changes else None)
