"""Time from question to answer on a large store: the desk's questions, each asked cold and again."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reportedly.api import Record, open_record
from reportedly.config import load_config
from reportedly.errors import InputError
from reportedly.evaluate.large import make_large_store, own_sources
from reportedly.evaluate.result import Result, Setting

_CLAIMS = 100_000
_WANTED_S = 1.0  # the share of questions answered within it is the headline
_DAY = "2016-06-01"


def run_questions(setting: Setting) -> Result:
    """Seconds for each question at 100,000 claims (`--limit N` for another size), made of our own passages and cases."""
    sources = own_sources(setting.corpus)
    if not sources:
        raise InputError("no_corpus", f"{setting.corpus}: holds no passages; give the folder with --corpus")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.duckdb"
        made = make_large_store(path, sources, setting.limit or _CLAIMS, load_config())
        for name, ask in _QUESTIONS.items():
            with open_record(path, read_only=True) as record:
                rows.append((name, _time(ask, record), _time(ask, record)))
    first = [row[1] for row in rows]
    lines = [f"{'question':34} {'first':>8} {'again':>8}   (seconds, {made:,} claims)"]
    lines += [f"{name:34} {cold:8.3f} {warm:8.3f}" for name, cold, warm in rows]
    share = sum(s <= _WANTED_S for s in first) / len(first)
    figures = {"claims": made, "median_s": round(statistics.median(first), 3), "worst_s": round(max(first), 3)}
    return Result("questions", f"questions answered within {_WANTED_S:g} s", round(share, 4), figures, made, "",
                  printed="\n".join(lines))  # fmt: skip


def _time(ask: Callable[[Record], object], record: Record) -> float:
    start = time.perf_counter()
    ask(record)
    return time.perf_counter() - start


_QUESTIONS: dict[str, Callable[[Record], object]] = {
    "follow --actor --act": lambda r: r.follow(actor="RUS", act="withdraw"),
    "follow --actor --as-of": lambda r: r.follow(actor="RUS", as_of=_DAY),
    "events --actor": lambda r: r.events(actor="NGA"),
    "claims --actor --act": lambda r: r.claims(actor="NGA", act="RETREAT"),
    "posture --actor": lambda r: r.posture(actor="RUS"),
    "contradictions --actor": lambda r: r.contradictions(actor="RUS"),
    "timeline --actor --act": lambda r: r.timeline(actor="RUS", act="withdraw"),
    "sources --actor": lambda r: r.sources(actor="NGA"),
    "check": lambda r: r.check("Nigeria released 20 prisoners in Kaduna in May 2014."),
    "brief --actor --since --as-of": lambda r: r.brief(actor="RUS", since="30d", as_of=_DAY),
    "explain a claim": lambda r: r.explain(r.connection.execute("SELECT min(id) FROM claim").fetchall()[0][0]),
    "follow, all actors": lambda r: r.follow(),
}
