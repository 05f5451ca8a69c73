"""Reading from the store. Every question takes the day as of which it is asked; None asks of all that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import duckdb

from reportedly.core.claim import Claim
from reportedly.core.correction import Correction, correct
from reportedly.core.derived import Issue, Link
from reportedly.core.groups import group_origins
from reportedly.core.known import OWN_BLOCK, KnownClaim, actor_key
from reportedly.core.report import Report
from reportedly.store.corrections import load_corrections
from reportedly.store.rows import REPORT_COLUMNS, claim_from_json, collector_at_rest, report_from_row

_SHORT = 500
_CANDIDATES = 200  # stored reports with which a new one is compared, at most


def visible(as_of: dt.date | None, alias: str = "r") -> tuple[str, list[object]]:
    """SQL condition for reports known on a day, with its parameters; undated reports are never known on a day."""
    return (f"{alias}.known_on <= ?", [as_of]) if as_of else ("TRUE", [])


def among(ids: Sequence[str]) -> tuple[str, list[object]]:
    """SQL list of ids, with its parameters. A short one is spelled out: the database then reads no other rows' long columns."""
    return (f"({', '.join('?' * len(ids))})", list(ids)) if 0 < len(ids) <= _SHORT else ("(SELECT unnest(?))", [list(ids)])


def known_ids(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> set[str]:
    """Those of the report ids that are stored."""
    wanted = list(ids)
    if not wanted:
        return set()
    rows = connection.execute("SELECT id FROM report WHERE id IN (SELECT unnest(?))", [wanted]).fetchall()
    return {row[0] for row in rows}


_WHOLE = "r.url IS NOT NULL AND NOT EXISTS (SELECT 1 FROM issue i WHERE i.report = r.id AND i.code = 'summary_only')"


def knows_address(connection: duckdb.DuckDBPyConnection, url: str) -> bool:
    """True where a report from this address is stored, and not a feed's summary alone."""
    return bool(connection.execute(f"SELECT 1 FROM report r WHERE r.url = ? AND {_WHOLE} LIMIT 1", [url]).fetchall())


def load_addresses(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """All addresses of which a report is stored, and not a feed's summary alone."""
    return {row[0] for row in connection.execute(f"SELECT DISTINCT r.url FROM report r WHERE {_WHOLE}").fetchall()}


def find_summaries(connection: duckdb.DuckDBPyConnection, reports: Sequence[str]) -> list[tuple[str, str]]:
    """(report, other) for each of `reports` that is a whole page, and the one feed's summary that is stored of its address; of an
    address with several summaries ("live") nobody knows which is of the page."""
    return connection.execute(
        "SELECT r.id, any_value(o.id) FROM report r JOIN report o ON o.url = r.url AND o.id <> r.id "
        f"JOIN issue s ON s.report = o.id AND s.code = 'summary_only' WHERE r.id IN (SELECT unnest(?)) AND {_WHOLE} "
        "GROUP BY r.id HAVING count(*) = 1 ORDER BY r.id",
        [list(reports)],
    ).fetchall()


def load_reports(
    connection: duckdb.DuckDBPyConnection, as_of: dt.date | None = None, ids: list[str] | None = None
) -> list[Report]:
    """Reports known on a day, in order of publication and id, each with its origin; undated ones come last."""
    condition, values = visible(as_of)
    if ids is not None:
        condition, values = f"{condition} AND id IN (SELECT unnest(?))", [*values, ids]
    rows = connection.execute(
        f"SELECT {REPORT_COLUMNS} FROM report r WHERE {condition} ORDER BY known_on NULLS LAST, id", values
    ).fetchall()
    found = [report_from_row(row) for row in rows]
    origins = load_origins(connection, as_of, {report.id: report.published for report in found})
    return [report.with_origin(origins[report.id]) for report in found]


def load_origins(
    connection: duckdb.DuckDBPyConnection, as_of: dt.date | None = None, reports: Mapping[str, str | None] | None = None
) -> dict[str, str]:
    """Origin group of each report known on a day; of the given ones (published by id) where some are given."""
    condition, values = visible(as_of)
    copies = connection.execute("SELECT source, target FROM link WHERE type = 'same_origin' AND withdrawn IS NULL").fetchall()
    among = f"SELECT id, published FROM report r WHERE {condition}"
    if reports is None:
        return group_origins(connection.execute(among, values).fetchall(), copies)
    if not copies:
        return {rid: rid for rid in reports}
    ends = sorted({rid for pair in copies for rid in pair} - set(reports))
    joined = connection.execute(f"{among} AND id IN (SELECT unnest(?))", [*values, ends]).fetchall()
    return group_origins([*reports.items(), *joined], copies)


def load_copies(connection: duckdb.DuckDBPyConnection, reports: Iterable[str]) -> set[str]:
    """The reports, and all that share an origin with one of them."""
    found = set(reports)
    fresh = found
    while fresh:
        rows = connection.execute(
            "SELECT target FROM link WHERE type = 'same_origin' AND withdrawn IS NULL AND source IN (SELECT unnest($1)) UNION "
            "SELECT source FROM link WHERE type = 'same_origin' AND withdrawn IS NULL AND target IN (SELECT unnest($1))",
            [sorted(fresh)],
        ).fetchall()
        fresh = {row[0] for row in rows} - found
        found = found | fresh
    return found


def load_blocks_of(connection: duckdb.DuckDBPyConnection, reports: Iterable[str]) -> set[str]:
    """Blocks of the claims of reports, as they were coded and as people corrected them."""
    wanted = sorted(reports)
    own = "coalesce(actor_key, 'report ' || report)"
    rows = connection.execute(f"SELECT DISTINCT {own} FROM claim WHERE report IN (SELECT unnest(?))", [wanted]).fetchall()
    corrected = sorted({report for report, _, _ in load_corrections(connection)} & set(wanted))
    ids = load_claim_ids(connection, corrected) if corrected else []
    return {row[0] for row in rows} | ({k.key for k in load_claims(connection, ids=ids)} if ids else set())


def load_claims(
    connection: duckdb.DuckDBPyConnection,
    as_of: dt.date | None = None,
    blocks: list[str] | None = None,
    ids: list[str] | None = None,
    *,
    as_coded: bool = False,
) -> list[KnownClaim]:
    """Claims of reports known on a day, of the given blocks (all: None), ordered by publication, report and place; as people
    corrected them, or as the machine coded them."""
    condition, values = visible(as_of)
    corrections = {} if as_coded else load_corrections(connection)
    if blocks is not None:
        own = "coalesce(c.actor_key, 'report ' || c.report) IN (SELECT unnest(?))"
        moved = sorted({report for (report, _, _), made in corrections.items() if "actors" in made.changes})
        condition += f" AND ({own} OR c.report IN (SELECT unnest(?)))" if moved else f" AND {own}"
        values = [*values, blocks, moved] if moved else [*values, blocks]
    if ids is not None:
        given = among(ids)
        condition, values = f"{condition} AND c.id IN {given[0]}", [*values, *given[1]]
    rows = connection.execute(
        "SELECT c.body, r.published, r.id, r.publisher, c.actor_key, c.voice FROM claim c JOIN report r ON r.id = c.report "
        f"WHERE {condition} ORDER BY r.known_on NULLS LAST, r.id, c.id",
        values,
    ).fetchall()
    origins = load_origins(connection, as_of, {rid: published for _, published, rid, *_ in rows})
    with collector_at_rest():
        found = [
            KnownClaim(claim_from_json(body), published, origins.get(rid), publisher, key, voice)
            for body, published, rid, publisher, key, voice in rows
        ]
    if not corrections:
        return found
    found = [_corrected(known, corrections) for known in found]
    return found if blocks is None else [known for known in found if known.key in blocks]


def _corrected(known: KnownClaim, corrections: Mapping[tuple[str, int, str], Correction]) -> KnownClaim:
    claim = known.claim
    made = corrections.get((claim.report, claim.trigger.start, claim.event_type))
    if made is None:
        return known
    after = correct(claim, made)
    block = actor_key(after) or f"{OWN_BLOCK}{claim.report}" if "actors" in made.changes else known.block
    return replace(known, claim=after, block=block)


def load_claim_ids(connection: duckdb.DuckDBPyConnection, reports: Sequence[str]) -> list[str]:
    """Ids of the claims of reports."""
    rows = connection.execute("SELECT id FROM claim WHERE report IN (SELECT unnest(?)) ORDER BY id", [list(reports)]).fetchall()
    return [row[0] for row in rows]


def load_members(connection: duckdb.DuckDBPyConnection, blocks: Sequence[str]) -> dict[str, list[KnownClaim]]:
    """Claims of each of the blocks."""
    out: dict[str, list[KnownClaim]] = {block: [] for block in blocks}
    for known in load_claims(connection, blocks=list(blocks)):
        out[known.block or f"{OWN_BLOCK}{known.claim.report}"].append(known)
    return out


def load_passages(connection: duckdb.DuckDBPyConnection, claims: Iterable[Claim], width: int) -> dict[str, str]:
    """The words around claims in their reports, `width` characters to either side, by claim id."""
    of_report: dict[str, list[Claim]] = {}
    for claim in claims:
        of_report.setdefault(claim.report, []).append(claim)
    out: dict[str, str] = {}
    reports = sorted(of_report)
    for start in range(0, len(reports), _SHORT):
        given, values = among(reports[start : start + _SHORT])
        for report, text in connection.execute(f"SELECT id, text FROM report WHERE id IN {given}", values).fetchall():
            out |= {c.id: text[max(0, c.start - width) : c.end + width] for c in of_report[report]}
    return out


def load_blocks(connection: duckdb.DuckDBPyConnection, as_of: dt.date | None = None) -> list[str]:
    """Names of the blocks that have claims on a day."""
    condition, values = visible(as_of)
    rows = connection.execute(
        "SELECT DISTINCT coalesce(c.actor_key, 'report ' || c.report) b FROM claim c JOIN report r ON r.id = c.report "
        f"WHERE {condition} ORDER BY b",
        values,
    ).fetchall()
    return [row[0] for row in rows]


def load_unlinked(connection: duckdb.DuckDBPyConnection, rules: str) -> dict[str, tuple[int, int]]:
    """Blocks whose links have to be judged anew, in order: those with new claims, those that promise something with them, and
    those that were judged by other rules. For each its claims now, and how many it had when these rules last judged it."""
    rows = connection.execute(
        "WITH due AS (SELECT block FROM unlinked UNION SELECT p.block FROM partner p JOIN unlinked u ON u.block = p.other "
        "UNION SELECT block FROM judged WHERE rules IS DISTINCT FROM $1) "
        "SELECT due.block, count(c.id), coalesce(any_value(j.claims) FILTER (j.rules = $1), 0) "
        "FROM due LEFT JOIN judged j ON j.block = due.block "
        "LEFT JOIN claim c ON coalesce(c.actor_key, 'report ' || c.report) = due.block GROUP BY due.block ORDER BY due.block",
        [rules],
    ).fetchall()
    return {block: (claims, before) for block, claims, before in rows}


def load_links(
    connection: duckdb.DuckDBPyConnection, about: str | None = None, *, withdrawn: bool = False, without: Collection[str] = ()
) -> list[Link]:
    """Live links, or with `withdrawn` all of them; `about` keeps those from or to one id, `without` leaves out those that were
    judged among the claims of these blocks."""
    condition = "TRUE" if withdrawn else "withdrawn IS NULL"
    values: list[object] = []
    if without:
        condition, values = condition + " AND (block IS NULL OR block NOT IN (SELECT unnest(?)))", [sorted(without)]
    if about is not None:
        condition, values = condition + " AND (source = ? OR target = ?)", [*values, about, about]
    rows = connection.execute(
        "SELECT id, type, source, target, judged_by, judged_at, score, withdrawn FROM link "
        f"WHERE {condition} ORDER BY type, source, target",
        values,
    ).fetchall()
    return [Link(*row) for row in rows]


def load_known_ids(connection: duckdb.DuckDBPyConnection, reports: Iterable[str], as_of: dt.date | None) -> set[str]:
    """Those of the reports that are known on a day."""
    condition, values = visible(as_of)
    rows = connection.execute(
        f"SELECT id FROM report r WHERE id IN (SELECT unnest(?)) AND {condition}", [sorted(reports), *values]
    ).fetchall()
    return {row[0] for row in rows}


def load_issues(connection: duckdb.DuckDBPyConnection, as_of: dt.date | None = None) -> list[Issue]:
    """Issues; with a day only those of reports known then."""
    condition, values = visible(as_of)
    join = "JOIN" if as_of else "LEFT JOIN"
    rows = connection.execute(
        f"SELECT i.report, i.path, i.stage, i.code, i.detail FROM issue i {join} report r ON r.id = i.report "
        f"WHERE {condition} ORDER BY i.code, i.report, i.path",
        values,
    ).fetchall()
    return [Issue(*row) for row in rows]


def find_candidates(connection: duckdb.DuckDBPyConnection, reports: Sequence[str]) -> list[tuple[str, str]]:
    """(report, other) for each stored report that shares sampled shingles with one of `reports`, the most shared first; of two
    that are both among `reports` one pair is told."""
    return connection.execute(
        "WITH fresh AS (SELECT unnest(?) AS report), shared AS ("
        "  SELECT s.report, o.report AS other, "
        "  row_number() OVER (PARTITION BY s.report ORDER BY count(*) DESC, o.report) AS rank "
        "  FROM fresh JOIN shingle s ON s.report = fresh.report JOIN shingle o ON o.hash = s.hash AND o.report <> s.report "
        "  GROUP BY s.report, o.report) "
        "SELECT report, other FROM shared WHERE rank <= ? "
        "AND (other NOT IN (SELECT report FROM fresh) OR other < report) ORDER BY report, rank",
        [list(reports), _CANDIDATES],
    ).fetchall()


def count_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of the main tables, by name."""
    out = {}
    for table in ("report", "claim", "link", "issue", "run"):
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
        out[table] = int(row[0][0])
    return out


def count_undated(connection: duckdb.DuckDBPyConnection) -> int:
    """Reports without a date: no question as of a day sees them."""
    row = connection.execute("SELECT count(*) FROM report WHERE known_on IS NULL").fetchall()
    return int(row[0][0])


def load_runs(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> list[dict[str, Any]]:
    """Run rows as plain values."""
    rows = connection.execute(
        "SELECT id, started_at, version, options, models FROM run WHERE id IN (SELECT unnest(?)) ORDER BY id", [ids]
    )
    return [dict(zip(("id", "started_at", "version", "options", "models"), row, strict=True)) for row in rows.fetchall()]


def run_of(connection: duckdb.DuckDBPyConnection, claim: str) -> str | None:
    """Id of the run that coded a claim."""
    row = connection.execute("SELECT run FROM claim WHERE id = ?", [claim]).fetchall()
    return str(row[0][0]) if row else None


def load_texts(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> list[Report]:
    """The reports with these ids, without their origins, in order of id."""
    if not ids:
        return []
    rows = connection.execute(f"SELECT {REPORT_COLUMNS} FROM report WHERE id IN (SELECT unnest(?)) ORDER BY id", [ids]).fetchall()
    return [report_from_row(row) for row in rows]


def find_report(connection: duckdb.DuckDBPyConnection, ref: str) -> str | None:
    """Id of the report whose own `ref` this is, or None."""
    row = connection.execute("SELECT id FROM report WHERE ref = ? ORDER BY id LIMIT 1", [ref]).fetchall()
    return str(row[0][0]) if row else None


def load_claims_of_report(connection: duckdb.DuckDBPyConnection, report: str) -> list[KnownClaim]:
    """Claims of one report, in the order of its text."""
    ids = load_claim_ids(connection, [report])
    return sorted(load_claims(connection, ids=ids), key=lambda k: (k.claim.start, k.claim.id)) if ids else []


def load_voices(connection: duckdb.DuckDBPyConnection, as_of: dt.date | None) -> list[tuple[str, str, str | None]]:
    """(publisher, report, country for which the report's own words speak) of reports with claims that are known on a day."""
    condition, values = visible(as_of)
    return connection.execute(
        "SELECT r.publisher, r.id, any_value(c.voice) FROM claim c JOIN report r ON r.id = c.report "
        f"WHERE r.publisher IS NOT NULL AND {condition} GROUP BY r.publisher, r.id",
        values,
    ).fetchall()
