"""What people corrected, by the claim that it is laid over."""

from __future__ import annotations

import json

import duckdb

from reportedly.core.correction import Correction

_Key = tuple[str, int, str]


def load_corrections(connection: duckdb.DuckDBPyConnection) -> dict[_Key, Correction]:
    """Corrections that stand, by report, first character of the claim's word, and the type that it was coded as."""
    rows = connection.execute(
        "SELECT id, anchor, changes FROM judgement WHERE verb = 'correct' AND withdrawn IS NULL ORDER BY judged_at, rowid"
    ).fetchall()
    out: dict[_Key, Correction] = {}
    for judgement, anchors, changes in rows:
        made = Correction((judgement,), json.loads(changes))
        for anchor in json.loads(anchors):
            key = (anchor["report"], anchor["start"], anchor["event_type"])
            out[key] = out[key] | made if key in out else made
    return out
