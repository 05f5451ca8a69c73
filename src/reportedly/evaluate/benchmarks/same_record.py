"""One record whatever the order of adding, and on each day the record that a fresh build up to it gives."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reportedly import pipeline
from reportedly.api import Record, open_record
from reportedly.config import Config, load_config
from reportedly.core.edtf import known_on
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint
from reportedly.evaluate.scoring import ratio
from reportedly.version import VERSION

_ORDERS = 20


def run_orders(setting: Setting) -> Result:
    """A case added in 20 random orders, in pieces of random size: how many give the record that most of them give?"""
    config = load_config()
    path = _case(setting)
    coded = _code(path, config)
    records = []
    for seed in range(min(_ORDERS, setting.limit or _ORDERS)):
        rng = random.Random(seed)
        order = rng.sample(coded, len(coded))
        cuts = sorted(rng.sample(range(1, len(order)), 5))
        pieces = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]
        records.append(_build(pieces, config, None))
    same = max(records.count(r) for r in records)
    figures = {"orders": len(records), "same": same, "lines": len(records[0])}
    printed = f"same record: {same} of {len(records)} orders, {len(records[0])} lines each"
    rows = list(read_rows(path))
    return Result(
        "orders", "orders that give one record", ratio(same, len(records)), figures, len(rows), fingerprint(rows), {}, printed
    )


def run_days(setting: Setting) -> Result:
    """Every day of a case on which a report came: is the record as known on it the one that a fresh build gives?"""
    config = load_config()
    path = _case(setting)
    coded = _code(path, config)
    day_of = {c.reports[0].id: known_on(c.reports[0].published) for c in coded if c.reports}
    days = sorted({day for day in day_of.values() if day is not None})[: setting.limit]
    wrong = []
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "whole.duckdb") as whole:
        _fill(whole, [coded], config)
        for day in days:
            known = [c for c in coded if c.reports and (on := day_of[c.reports[0].id]) is not None and on <= day]
            if _lines(whole, day.isoformat()) != _build([known], config, day.isoformat()):
                wrong.append(day.isoformat())
    figures = {"days": len(days), "identical": len(days) - len(wrong)}
    printed = f"identical: {len(days) - len(wrong)} of {len(days)} days" + "".join(f"\n  other on {d}" for d in wrong)
    rows, share = list(read_rows(path)), ratio(len(days) - len(wrong), len(days))
    return Result("days", "days identical to a fresh build", share, figures, len(rows), fingerprint(rows), {}, printed)


def _case(setting: Setting) -> Path:
    return setting.corpus / "cases" / "ceasefire" / "reports.jsonl" if setting.data is None else _given(setting.data, setting)


def _given(data: Path, setting: Setting) -> Path:
    for folder in (data / "cases", data.parent / "cases"):
        for path in sorted(folder.glob("*/reports.jsonl")):
            return path
    return setting.corpus / "cases" / "ceasefire" / "reports.jsonl"


def _code(path: Path, config: Config) -> list[pipeline.Coded]:
    """Each report of the file coded on its own."""
    return [pipeline.code_batch([result], config) for result in pipeline.read_inputs([path], config, None)]


def _build(pieces: Sequence[Sequence[pipeline.Coded]], config: Config, as_of: str | None) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "record.duckdb") as record:
        _fill(record, pieces, config)
        return _lines(record, as_of)


def _fill(record: Record, pieces: Sequence[Sequence[pipeline.Coded]], config: Config) -> None:
    for piece in pieces:
        run = pipeline.start_run(record.connection, config, VERSION)
        for coded in piece:
            pipeline.store_batch(record.connection, coded, run, config.link)
        pipeline.link_blocks(record.connection, config.link)


def _lines(record: Record, as_of: str | None) -> tuple[str, ...]:
    """The record's lines in one order, without when its links were judged."""
    rows = [json.loads(line) for line in record.export(as_of=as_of)]
    for row in rows:
        if row["kind"] == "link":
            row.pop("at")
    return tuple(sorted(json.dumps(row, sort_keys=True) for row in rows))
