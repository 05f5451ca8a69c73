"""Writing to the store: batches of coded reports, links, run rows. Nothing stored is ever changed or lost."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import duckdb

from reportedly.core.claim import Claim
from reportedly.core.derived import Issue, Link, Run
from reportedly.core.edtf import known_on
from reportedly.core.ids import make_id
from reportedly.core.known import OWN_BLOCK, is_committing, joint_keys
from reportedly.core.report import Report
from reportedly.store.rows import claim_to_json, furniture_to_json, insert

LinkKey = tuple[str, str, str, str]
"""(type, source, target, by) of a link."""

NO_VOICES: Mapping[str, str] = {}


def now() -> str:
    """The UTC instant, ISO 8601 to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_run(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Store a run row."""
    connection.execute("INSERT INTO run VALUES (?,?,?,?,?)", [run.id, run.started_at, run.version, run.options, run.models])


def write_reports(connection: duckdb.DuckDBPyConnection, reports: Sequence[Report], run: str) -> None:
    """Store reports that are not there yet."""
    at = now()
    plain = ("id", "ref", "path", "url", "publisher", "title", "language", "text", "published", "published_basis")
    columns: dict[str, list[object]] = {name: [getattr(r, name) for r in reports] for name in plain}
    columns |= {
        "known_on": [known_on(r.published) for r in reports],
        "furniture": [furniture_to_json(r) for r in reports],
        "run": [run for _ in reports],
        "added_at": [at for _ in reports],
    }
    insert(connection, "report", columns, {"known_on": "DATE"})


def write_claims(
    connection: duckdb.DuckDBPyConnection,
    claims: Sequence[Claim],
    blocks: Mapping[str, str],
    run: str,
    voices: Mapping[str, str] = NO_VOICES,
) -> None:
    """Store claims that are not there yet with their blocks (by claim id) and voices (by report id), and remember which blocks
    have to be judged anew."""
    columns: dict[str, list[object]] = {
        "id": [c.id for c in claims],
        "report": [c.report for c in claims],
        "event_type": [c.event_type for c in claims],
        "mode": [c.mode for c in claims],
        "stage": [c.stage.value for c in claims],
        "polarity": [c.polarity.value for c in claims],
        "background": [c.background for c in claims],
        "actor_key": [None if (b := blocks[c.id]).startswith(OWN_BLOCK) else b for c in claims],
        "body": [claim_to_json(c) for c in claims],
        "run": [run for _ in claims],
        "voice": [voices.get(c.report) for c in claims],
    }
    insert(connection, "claim", columns, {"background": "BOOLEAN"})
    mark_unlinked(connection, (blocks[c.id] for c in claims))
    mark_unmet(connection, (c.report for c in claims))
    joint = sorted({(blocks[c.id], state) for c in claims if is_committing(c) for state in joint_keys(c) - {blocks[c.id]}})
    insert(connection, "partner", {"block": [b for b, _ in joint], "other": [o for _, o in joint]})


def write_issues(connection: duckdb.DuckDBPyConnection, issues: Sequence[Issue], run: str) -> None:
    """Store issues; one that was told before is told once."""
    columns: dict[str, list[object]] = {
        "id": [make_id("i", i.report, i.path if i.report is None else None, i.stage, i.code, i.detail) for i in issues],
        "report": [i.report for i in issues],
        "path": [i.path for i in issues],
        "stage": [i.stage for i in issues],
        "code": [i.code for i in issues],
        "detail": [i.detail for i in issues],
        "run": [run for _ in issues],
    }
    insert(connection, "issue", columns)


def write_shingles(connection: duckdb.DuckDBPyConnection, shingles: dict[str, frozenset[int]]) -> None:
    """Store sampled shingles of reports, by report id."""
    pairs = [(rid, value) for rid, values in shingles.items() for value in sorted(values)]
    columns: dict[str, list[object]] = {"report": [p[0] for p in pairs], "hash": [p[1] for p in pairs]}
    insert(connection, "shingle", columns, {"hash": "BIGINT"})


def write_links(connection: duckdb.DuckDBPyConnection, links: Sequence[Link]) -> None:
    """Store links between reports that are not there yet."""
    _insert_links(connection, links, [None for _ in links])


def _insert_links(connection: duckdb.DuckDBPyConnection, links: Sequence[Link], blocks: Sequence[str | None]) -> None:
    columns: dict[str, list[object]] = {
        "id": [k.id for k in links],
        "type": [k.type for k in links],
        "source": [k.source for k in links],
        "target": [k.target for k in links],
        "judged_by": [k.by for k in links],
        "judged_at": [k.at for k in links],
        "score": [k.score for k in links],
        "block": list(blocks),
    }
    insert(connection, "link", columns, {"score": "DOUBLE"})


def replace_links(
    connection: duckdb.DuckDBPyConnection, wanted: Mapping[str, Iterable[LinkKey]], claims: Mapping[str, int], rules: str
) -> None:
    """Make `wanted` the live machine links of each of its blocks, and the blocks current; `claims`: how many each has, `rules`:
    by which they were judged.

    Links that no longer hold are withdrawn with the reason, never deleted; links that hold already stay as they are.
    """
    blocks, at = list(wanted), now()
    rows = connection.execute(
        "SELECT block, id, type, source, target, judged_by FROM link WHERE withdrawn IS NULL AND block IN (SELECT unnest(?))",
        [blocks],
    ).fetchall()
    live: dict[str, dict[LinkKey, str]] = {block: {} for block in blocks}
    for block, link_id, kind, source, aim, by in rows:
        live[block][kind, source, aim, by] = link_id
    target = {block: set(keys) for block, keys in wanted.items()}
    stale = [link_id for block in blocks for key, link_id in live[block].items() if key not in target[block]]
    if stale:
        connection.execute(
            "UPDATE link SET withdrawn = ? WHERE id IN (SELECT unnest(?))",
            [f"reportedly, {at}: judged anew with more reports", stale],
        )
    fresh = [(block, key) for block in blocks for key in sorted(target[block] - set(live[block]))]
    made = _count_made(connection, {key for _, key in fresh})
    new, owners = [], []
    for block, key in fresh:
        new.append(Link(make_id("l", *key, made[key]), *key, at))
        owners.append(block)
        made[key] += 1
    _insert_links(connection, new, owners)
    connection.execute("DELETE FROM unlinked WHERE block IN (SELECT unnest(?))", [blocks])
    connection.execute(
        "INSERT OR REPLACE INTO judged SELECT unnest(?), unnest(?), ?", [blocks, [claims[block] for block in blocks], rules]
    )


def _count_made(connection: duckdb.DuckDBPyConnection, keys: set[LinkKey]) -> Counter[LinkKey]:
    """How often a link of each key was made before, withdrawn ones too."""
    rows = connection.execute(
        "SELECT type, source, target, judged_by FROM link WHERE source IN (SELECT unnest(?))", [sorted({k[1] for k in keys})]
    ).fetchall()
    return Counter(row for row in rows if row in keys)


def mark_unlinked(connection: duckdb.DuckDBPyConnection, blocks: Iterable[str]) -> None:
    """Remember that the links of the blocks have to be judged anew."""
    insert(connection, "unlinked", {"block": sorted(set(blocks))})


def replace_partners(connection: duckdb.DuckDBPyConnection, partners: Mapping[str, Iterable[str]]) -> None:
    """Make these the blocks whose new claims let each block be judged anew."""
    connection.execute("DELETE FROM partner WHERE block IN (SELECT unnest(?))", [list(partners)])
    pairs = [(block, other) for block, others in partners.items() for other in sorted(others)]
    insert(connection, "partner", {"block": [b for b, _ in pairs], "other": [o for _, o in pairs]})


def mark_unmet(connection: duckdb.DuckDBPyConnection, reports: Iterable[str]) -> None:
    """Remember that the claims of the reports have to be set beside others."""
    insert(connection, "unmet", {"report": sorted(set(reports))})


def mark_judged_over(connection: duckdb.DuckDBPyConnection, blocks: Iterable[str]) -> None:
    """Remember that the links of the blocks have to be judged anew, however few claims are new in them."""
    wanted = sorted(set(blocks))
    mark_unlinked(connection, wanted)
    connection.execute("UPDATE judged SET rules = NULL WHERE block IN (SELECT unnest(?))", [wanted])
