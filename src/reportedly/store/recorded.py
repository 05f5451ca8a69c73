"""The second axis of time: what this store held on a day, whatever had been published by then.

Rows are only ever added and withdrawn with an instant, so that the store as it was can be shown by leaving out what came later.
Views of the same names are laid over the tables of one connection; the file is not changed.
"""

from __future__ import annotations

import datetime as dt

import duckdb

_INSTANT = r"\d+-\d\d-\d\dT\d\d:\d\d:\d\dZ"
_RUNS = "run IN (SELECT id FROM {source}.run WHERE started_at < {end})"
_SHOWN = {
    "run": "SELECT * FROM {source}.run WHERE started_at < {end}",
    "report": "SELECT * FROM {source}.report WHERE added_at < {end}",
    "claim": "SELECT * FROM {source}.claim WHERE " + _RUNS,
    "issue": "SELECT * FROM {source}.issue WHERE " + _RUNS,
    "link": "SELECT * REPLACE ({standing} AS withdrawn) FROM {source}.link WHERE judged_at < {end}",
    "judgement": "SELECT rowid, * REPLACE ({standing} AS withdrawn) FROM {source}.judgement WHERE judged_at < {end}",
}
_STANDING = f"CASE WHEN regexp_extract(withdrawn, '{_INSTANT}') < {{end}} THEN withdrawn END"


def show_as_recorded(connection: duckdb.DuckDBPyConnection, day: dt.date) -> None:
    """Let the connection see what the store held at the end of `day` (UTC): reports added, claims coded, links and judgements
    made by then, without the withdrawals that came later."""
    row = connection.execute("SELECT current_database()").fetchone()
    source = f'"{row[0] if row else "memory"}".main'
    end = f"'{(day + dt.timedelta(days=1)).isoformat()}'"  # instants are text that sorts
    for name, query in _SHOWN.items():
        sql = query.format(source=source, end=end, standing=_STANDING.format(end=end))
        connection.execute(f"CREATE TEMP VIEW {name} AS {sql}")
