"""Texts without their dates: how many are dated by their own words, and how many of those rightly?"""

from __future__ import annotations

from typing import Any

from reportedly.core.edtf import parse_edtf
from reportedly.errors import InputError
from reportedly.evaluate.benchmarks.gold import beside
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint, sample
from reportedly.evaluate.scoring import format_table, ratio
from reportedly.read.dating import infer_published


def run_dated(setting: Setting) -> Result:
    """The case, the six articles and `same_event` dev with dates withheld: intervals given, and intervals that hold the day."""
    if setting.data is None:
        raise InputError("no_data", "dated: give the data folder with --data")
    files = {
        "case": sorted(beside(setting, "cases").glob("*/reports.jsonl"))[0],
        "articles": beside(setting, "gold") / "real" / "reports.jsonl",
        "same_event": setting.data / "same_event" / "dev.jsonl",
    }
    table, errors, rows = [], [], []
    total = dated = right = 0
    for name, path in files.items():
        found = [row for row in read_rows(path) if row.get("published")][: setting.limit]
        told = [(row, infer_published(row["text"])) for row in found]
        given = [(row, i.edtf) for row, i in told if i is not None]
        wrong = [(row, edtf) for row, edtf in given if not _holds(edtf, row)]
        errors += [f"{name}: published {row['published']}, told as {edtf}: {row['text'][:160]}" for row, edtf in wrong]
        table.append([name, str(len(found)), f"{ratio(len(given), len(found)):.3f}", f"{1 - ratio(len(wrong), len(given)):.3f}"])
        rows += found
        total, dated, right = total + len(found), dated + len(given), right + len(given) - len(wrong)
    figures = {"texts": total, "dated": dated, "right": right}
    printed = format_table(("set", "texts", "dated", "right of those"), table)
    plain = [{"id": str(n), "text": row["text"]} for n, row in enumerate(rows)]
    return Result("dated", "share dated", round(ratio(dated, total), 4), figures, total, fingerprint(plain), {}, printed,
                  errors=sample(errors))  # fmt: skip


def _holds(edtf: str, row: dict[str, Any]) -> bool:
    told, day = parse_edtf(edtf), parse_edtf(str(row["published"])[:10])
    return told is not None and day is not None and told.overlaps(day)
