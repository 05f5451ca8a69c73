"""Which claims were set beside others, and what came of it: pairs that cannot both hold, and numbers of armed force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np

from reportedly.store.rows import insert

_LOT_CLAIMS = 2000


@dataclass(frozen=True, slots=True)
class Moment:
    """When a claim is told of, in days: `first` and `last` of the act, else of its saying, None where no day is told; `counted`
    the day of publication of a claim with a number. `kind`: denial, or told. `signs`: what it is found by beside others, as
    numbers of 32 bits; odd ones say little alone."""

    claim: str
    report: str
    kind: str
    first: int | None
    last: int | None
    counted: int | None
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoredDispute:
    """A dispute as it is stored: its claims with their reports and what questions find them by, and its texts in the order of
    `TEXTS`."""

    claims: tuple[str, str]
    reports: tuple[str, str]
    about: tuple[tuple[str, ...], tuple[str, ...]]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredNumber:
    """A number of force as it is stored; `near` the words by which a question about a place finds it, `body` JSON."""

    claim: str
    report: str
    block: str
    actor: str | None
    scope: str
    stage: str
    near: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Bag:
    """What a claim tells of, as signs."""

    claim: str
    report: str
    event_type: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What came of setting the claims of some reports beside others. `names`: (report, name,
    actor) of who is told with whom; `scenes`: proper names of each report's claims."""

    reports: tuple[str, ...]
    moments: tuple[Moment, ...]
    bags: tuple[Bag, ...]
    names: tuple[tuple[str, str, str], ...]
    scenes: dict[str, frozenset[str]]
    numbers: tuple[StoredNumber, ...]
    disputes: tuple[StoredDispute, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one claim may be set beside: denials, or what is told, of some days, with a sign that says something or two that say
    little."""

    denials: bool
    first: int
    last: int
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What the claims of some reports may be set beside; `counted`: (day of publication, sign) of what they count; `numbers`: of
    force, by scope, stage and actor."""

    asked: Sequence[Asked]
    counted: Collection[tuple[int, int]]
    numbers: Collection[tuple[str, str, str | None]]


TEXTS = ("source", "why", "met", "weight", "one_of", "place")
_WEEK = 7
_ASKED = ("who", "denial", "first", "last", "sign")
_BESIDE = """
WITH near AS (
  SELECT claim, CAST(kind = 'denial' AS INT) AS denial, first, last, unnest(signs) AS sign FROM moment
  WHERE report NOT IN (SELECT report FROM unmet) AND (
    (kind = 'denial' AND (first // 7 IN (SELECT unnest($1)) OR last // 7 IN (SELECT unnest($1)))) OR
    (kind = 'told' AND (first // 7 IN (SELECT unnest($2)) OR last // 7 IN (SELECT unnest($2)))))
), counts AS (SELECT unnest($3) AS day, unnest($4) AS sign)
SELECT near.claim FROM near JOIN asked USING (denial, sign)
WHERE near.first <= asked.last AND near.last >= asked.first
GROUP BY near.claim, asked.who HAVING bool_or(sign % 2 = 0) OR count(*) > 1
UNION
SELECT m.claim FROM moment m JOIN counts ON m.counted = counts.day AND list_contains(m.signs, counts.sign)
WHERE m.report NOT IN (SELECT report FROM unmet)
ORDER BY claim
"""


def is_met_by(connection: duckdb.DuckDBPyConnection, rules: str) -> bool:
    """True where what is stored was made by these rules, or nothing is."""
    rows = connection.execute("SELECT rules FROM met").fetchall()
    return not rows or rows[0][0] == rules


def forget_other_rules(connection: duckdb.DuckDBPyConnection, rules: str) -> None:
    """Where other rules were at work, let every report be set beside others again; and note the rules."""
    if connection.execute("SELECT 1 FROM met WHERE rules = ?", [rules]).fetchall():
        return
    if connection.execute("SELECT 1 FROM met").fetchall():
        for table in ("moment", "bag", "named", "scene", "dispute", "number", "met"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("INSERT OR IGNORE INTO unmet SELECT DISTINCT report FROM claim")
    connection.execute("INSERT INTO met VALUES (?)", [rules])


def load_unmet(connection: duckdb.DuckDBPyConnection, as_of: dt.date | None = None) -> list[list[str]]:
    """Reports, known on a day, whose claims have not been set beside others, in order of their days, cut into lots."""
    condition, values = ("WHERE r.known_on <= ?", [as_of]) if as_of else ("", [])
    rows = connection.execute(
        "SELECT u.report, count(c.id) FROM unmet u JOIN report r ON r.id = u.report LEFT JOIN claim c ON c.report = u.report "
        f"{condition} GROUP BY u.report, r.known_on ORDER BY r.known_on NULLS LAST, u.report",
        values,
    ).fetchall()
    return list(cut_lots(rows))


def cut_lots(rows: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """Names, each with its claims, cut into lots of some claims that are worked on and stored together."""
    lot: list[str] = []
    claims = 0
    for name, count in rows:
        if lot and claims + count > _LOT_CLAIMS:
            yield lot
            lot, claims = [], 0
        lot.append(name)
        claims += count
    if lot:
        yield lot


def find_beside(connection: duckdb.DuckDBPyConnection, around: Around) -> list[str]:
    """Ids of the stored claims that may be set beside, of reports that were met."""
    rows = [(who, a.denials, a.first, a.last, sign) for who, a in enumerate(around.asked) for sign in a.signs]
    connection.register("asked", {name: np.array([r[n] for r in rows], dtype=np.int64) for n, name in enumerate(_ASKED)})
    days, signs = [d for d, _ in around.counted], [s for _, s in around.counted]
    try:
        found = connection.execute(_BESIDE, [_weeks(around, denials=True), _weeks(around, denials=False), days, signs]).fetchall()
    finally:
        connection.unregister("asked")
    return [row[0] for row in found]


def _weeks(around: Around, *, denials: bool) -> list[int]:
    spans = [(a.first, a.last) for a in around.asked if a.denials is denials]
    return sorted({week for first, last in spans for week in range(first // _WEEK, last // _WEEK + 1)})


def load_scenes(connection: duckdb.DuckDBPyConnection, reports: Collection[str]) -> dict[str, frozenset[str]]:
    """Proper names of the claims of reports, by report id."""
    rows = connection.execute("SELECT report, names FROM scene WHERE report IN (SELECT unnest(?))", [sorted(reports)]).fetchall()
    return {report: frozenset(names) for report, names in rows}


def load_numbers_like(connection: duckdb.DuckDBPyConnection, around: Around) -> list[str]:
    """JSON of all numbers of the reports that hold one of a scope, stage and actor asked for."""
    keys = sorted({(s, t, a) for s, t, a in around.numbers if a is not None})
    rows = connection.execute(
        "SELECT body FROM number WHERE report NOT IN (SELECT report FROM unmet) AND report IN ("
        "SELECT n.report FROM number n JOIN (SELECT unnest($1) AS scope, unnest($2) AS stage, unnest($3) AS actor) k "
        "ON n.scope = k.scope AND n.stage = k.stage AND n.actor = k.actor)",
        [[k[0] for k in keys], [k[1] for k in keys], [k[2] for k in keys]],
    ).fetchall()
    return [row[0] for row in rows]


def write_meeting(connection: duckdb.DuckDBPyConnection, made: Meeting) -> None:
    """Store what came of a meeting in place of what its reports had stored before."""
    reports = list(made.reports)
    for table in ("moment", "bag", "named", "scene", "number"):
        connection.execute(f"DELETE FROM {table} WHERE report IN (SELECT unnest(?))", [reports])
    connection.execute("DELETE FROM dispute WHERE report_a IN (SELECT unnest($1)) OR report_b IN (SELECT unnest($1))", [reports])
    whole = dict.fromkeys(("first", "last", "counted"), "INTEGER")
    moments = {name: [getattr(m, name) for m in made.moments] for name in ("claim", "report", "kind", *whole)}
    moments["signs"] = ["\x1f".join(map(str, m.signs)) for m in made.moments]
    insert(connection, "moment", moments, {**whole, "signs": "NUMBERS"}, keyed=False)
    bags: dict[str, list[object]] = {name: [getattr(b, name) for b in made.bags] for name in ("claim", "report", "event_type")}
    bags["words"] = ["\x1f".join(sorted(b.words)) for b in made.bags]
    insert(connection, "bag", bags, {"words": "LIST"}, keyed=False)
    named = {name: [row[place] for row in made.names] for place, name in enumerate(("report", "name", "actor"))}
    insert(connection, "named", named, keyed=False)
    scenes = {"report": list(made.scenes), "names": ["\x1f".join(sorted(found)) for found in made.scenes.values()]}
    insert(connection, "scene", scenes, {"names": "LIST"}, keyed=False)
    names = ("claim", "report", "block", "actor", "scope", "stage", "body")
    numbers: dict[str, list[object]] = {name: [getattr(n, name) for n in made.numbers] for name in names}
    numbers["near"] = ["\x1f".join(n.near) for n in made.numbers]
    insert(connection, "number", numbers, {"near": "LIST"}, keyed=False)
    pairs: dict[str, list[object]] = {}
    for end, side in enumerate("ab"):
        pairs |= {side: [d.claims[end] for d in made.disputes], f"report_{side}": [d.reports[end] for d in made.disputes],
                  f"about_{side}": ["\x1f".join(d.about[end]) for d in made.disputes]}  # fmt: skip
    pairs |= {name: [d.texts[place] for d in made.disputes] for place, name in enumerate(TEXTS)}
    insert(connection, "dispute", pairs, {"about_a": "LIST", "about_b": "LIST"}, keyed=False)
    connection.execute("DELETE FROM unmet WHERE report IN (SELECT unnest(?))", [reports])


def load_disputes(connection: duckdb.DuckDBPyConnection, about: Sequence[str], as_of: dt.date | None) -> list[tuple[str, ...]]:
    """(a, b, *TEXTS) of stored disputes of reports known on a day, of which one claim is found by all the words `about`; of those
    with one `met` only that of most weight."""
    conditions = ["report_a NOT IN (SELECT report FROM unmet)", "report_b NOT IN (SELECT report FROM unmet)"]
    values: list[object] = []
    if about:
        conditions.append("(list_has_all(about_a, ?) OR list_has_all(about_b, ?))")
        values += [list(about), list(about)]
    if as_of is not None:
        known = "(SELECT id FROM report WHERE known_on <= ?)"
        conditions += [f"report_a IN {known}", f"report_b IN {known}"]
        values += [as_of, as_of]
    return connection.execute(
        f"SELECT a, b, {', '.join(TEXTS)} FROM dispute WHERE {' AND '.join(conditions)} "
        "QUALIFY row_number() OVER (PARTITION BY met ORDER BY weight DESC, a, b) = 1",
        values,
    ).fetchall()


def load_numbers(
    connection: duckdb.DuckDBPyConnection, block: str | None, near: str | None, as_of: dt.date | None
) -> list[tuple[str, str, str]]:
    """(report, its publication date, JSON) of stored numbers of reports known on a day, of one block, near a place."""
    conditions = ["n.report NOT IN (SELECT report FROM unmet)"]
    values: list[object] = []
    for condition, value in (("n.block = ?", block), ("list_contains(n.near, ?)", near), ("r.known_on <= ?", as_of)):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    return connection.execute(
        f"SELECT n.report, r.published, n.body FROM number n JOIN report r ON r.id = n.report WHERE {' AND '.join(conditions)}",
        values,
    ).fetchall()


def count_words(connection: duckdb.DuckDBPyConnection, most: int, as_of: dt.date | None) -> tuple[dict[str, int], int]:
    """In how many claims known on a day each sign stands, and how many claims these are: about `most` of them, evenly drawn."""
    known, values = _known(as_of)
    size = connection.execute(f"SELECT count(*) FROM bag WHERE TRUE {known}", values).fetchall()[0][0]
    share = f"hash(claim) % {1 + size // most} = 0"
    claims = connection.execute(f"SELECT count(*) FROM bag WHERE {share} {known}", values).fetchall()[0][0]
    rows = connection.execute(
        f"SELECT word, count(*) FROM (SELECT unnest(words) AS word FROM bag WHERE {share} {known}) GROUP BY word", values
    ).fetchall()
    return dict(rows), claims


def find_telling(connection: duckdb.DuckDBPyConnection, words: Sequence[str], as_of: dt.date | None) -> list[str]:
    """Ids of claims known on a day that have one of the signs."""
    known, values = _known(as_of)
    rows = connection.execute(
        f"SELECT claim FROM bag WHERE list_has_any(words, ?) {known} ORDER BY claim", [list(words), *values]
    ).fetchall()
    return [row[0] for row in rows]


def _known(as_of: dt.date | None) -> tuple[str, list[object]]:
    known = "AND report NOT IN (SELECT report FROM unmet)"
    return (f"{known} AND report IN (SELECT id FROM report WHERE known_on <= ?)", [as_of]) if as_of else (known, [])


def load_names(connection: duckdb.DuckDBPyConnection, names: Collection[str], as_of: dt.date | None) -> list[tuple[str, str]]:
    """(name, actor) of all that the names are told with in reports known on a day."""
    known, values = _known(as_of)
    return connection.execute(
        f"SELECT DISTINCT name, actor FROM named WHERE name IN (SELECT unnest(?)) {known}", [sorted(names), *values]
    ).fetchall()


def share_unmet(connection: duckdb.DuckDBPyConnection) -> float:
    """Share of the reports with claims that have not been set beside others, 0 to 1."""
    row = connection.execute("SELECT count(*), (SELECT count(*) FROM scene) FROM unmet").fetchall()[0]
    return float(row[0]) / (row[0] + row[1]) if row[0] else 0.0
