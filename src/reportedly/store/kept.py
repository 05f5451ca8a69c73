"""Answers kept by block: events and promises as of now, made when the block's links were judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from reportedly.store.rows import insert


@dataclass(frozen=True, slots=True)
class Kept:
    """An event or a promise (`kind`) as it is stored: `near` the words by which questions about places find it, `body` JSON."""

    kind: str
    id: str
    event_type: str
    mode: str | None
    near: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which kept rows are asked for: of one block, of an act (type, mode or TYPE/mode), near a place; None asks for all."""

    block: str | None = None
    act: str | None = None
    near: str | None = None


def is_as_recorded(connection: duckdb.DuckDBPyConnection) -> bool:
    """True where the connection sees what the store held on a past day (`store/recorded.py`); kept answers are of now."""
    rows = connection.execute("SELECT 1 FROM duckdb_views() WHERE temporary AND view_name = 'claim'").fetchall()
    return bool(rows)


def find_stale(connection: duckdb.DuckDBPyConnection, rules: str) -> set[str]:
    """Blocks whose kept answers do not hold: those with new claims, those that promise something with them, and those judged by
    other rules."""
    rows = connection.execute(
        "SELECT block FROM unlinked UNION SELECT p.block FROM partner p JOIN unlinked u ON u.block = p.other "
        "UNION SELECT block FROM judged WHERE rules IS DISTINCT FROM ?",
        [rules],
    ).fetchall()
    return {row[0] for row in rows}


def load_kept(connection: duckdb.DuckDBPyConnection, kind: str, wanted: Wanted, stale: Collection[str]) -> list[str]:
    """JSON of the kept rows of a kind that are asked for, but for those of `stale` blocks."""
    conditions, values = ["kind = ?"], [kind]
    if wanted.block is not None:
        conditions.append("block = ?")
        values.append(wanted.block)
    if wanted.act is not None:
        conditions.append("(event_type = ? OR mode = ? OR event_type || '/' || mode = ?)")
        values += [wanted.act] * 3
    if wanted.near is not None:
        conditions.append("list_contains(near, ?)")
        values.append(wanted.near)
    rows = connection.execute(f"SELECT block, body FROM kept WHERE {' AND '.join(conditions)}", values).fetchall()
    return [body for block, body in rows if block not in stale]


def replace_kept(connection: duckdb.DuckDBPyConnection, wanted: Mapping[str, Sequence[Kept]]) -> None:
    """Make `wanted` the kept rows of each of its blocks; rows that are the same stay."""
    blocks = list(wanted)
    target = {(block, row.kind, row.id): row for block, rows in wanted.items() for row in rows}
    stored = connection.execute(
        "SELECT rowid, block, kind, id, body, near FROM kept WHERE block IN (SELECT unnest(?))", [blocks]
    ).fetchall()
    stale = []
    for rowid, block, kind, row_id, body, near in stored:
        row = target.get((block, kind, row_id))
        if row is not None and row.body == body and list(row.near) == near:
            del target[block, kind, row_id]
        else:
            stale.append(rowid)
    if stale:
        connection.execute("DELETE FROM kept WHERE rowid IN (SELECT unnest(?))", [stale])
    columns = {
        "block": [block for block, _, _ in target],
        **{name: [getattr(row, name) for row in target.values()] for name in ("kind", "id", "event_type", "mode", "body")},
        "near": ["\x1f".join(row.near) for row in target.values()],
    }
    insert(connection, "kept", columns, {"near": "LIST"}, keyed=False)
