"""An expression of time that is not understood never takes the day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportedly.annotate.parse import parse_reports
from reportedly.annotate.times import find_times
from reportedly.config import load_config
from reportedly.core.layers import TimeMention
from reportedly.core.report import Report
from reportedly.errors import InputError
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint, load_rows
from reportedly.evaluate.scoring import ratio

_PACKS = ("same_event/dev.jsonl", "toponyms/dev.jsonl", "crisis_reports/dev.jsonl", "conflict_events/dev.jsonl")
_FIRST, _SECOND = "2015-06-16", "2015-06-17"  # two days that no text is of; only what hangs on publication moves with them


def run_unread_times(setting: Setting) -> Result:
    """Every text is read as of two days: what follows publication both times must say "now" or "today" in its own words."""
    if setting.data is None:
        raise InputError("no_data", "unread_times: give the data folder with --data")
    packs = [(file, load_rows(setting.data / file, setting.limit)) for file in _PACKS]
    rows = [{"id": f"{file}:{n}", "text": row["text"]} for file, pack in packs for n, row in enumerate(pack)]
    found = count = 0
    errors = []
    for first, second in zip(_times(rows, _FIRST), _times(rows, _SECOND), strict=True):
        later = {(t.start, t.end): t for t in second}
        for t in first:
            count += 1
            other = later.get((t.start, t.end))
            if t.edtf == _FIRST and other is not None and other.edtf == _SECOND and t.basis != "publication":
                found += 1
                errors.append(f"{t.quote!r} is told as the day of publication")
    figures = {"taken_for_publication": found, "expressions": count}
    printed = f"{found} of {count} expressions in {len(rows)} texts take the day of publication without saying now or today"
    return Result("unread_times", "expressions that keep off publication", round(1 - ratio(found, count), 4), figures, len(rows),
                  fingerprint(rows), {}, printed, errors=tuple(errors[:20]))  # fmt: skip


def _times(rows: Sequence[dict[str, Any]], day: str) -> list[tuple[TimeMention, ...]]:
    options = load_config().annotate
    reports = [Report(r["id"], r["text"], published=day, published_basis="given") for r in rows]
    return [find_times(document) for document in parse_reports(reports, options.model, options.batch_paragraphs)]
