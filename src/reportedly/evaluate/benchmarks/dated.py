"""Texts without their dates: how many are dated by their own words, and with their address, and how many of those rightly?"""

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
from reportedly.read.published import find_published


def run_dated(setting: Setting) -> Result:
    """The case, the six articles and `same_event` dev with dates withheld: intervals given, and intervals that hold the day.

    The headline is of the text alone; the columns beside it are of the text and the address that it was published at.
    """
    if setting.data is None:
        raise InputError("no_data", "dated: give the data folder with --data")
    files = {
        "case": sorted(beside(setting, "cases").glob("*/reports.jsonl"))[0],
        "articles": beside(setting, "gold") / "real" / "reports.jsonl",
        "same_event": setting.data / "same_event" / "dev.jsonl",
    }
    table, errors, rows = [], [], []
    total = dated = right = addressed = 0
    for name, path in files.items():
        found = [row for row in read_rows(path) if row.get("published")][: setting.limit]
        told = [(row, infer_published(row["text"])) for row in found]
        given = [(row, i.edtf) for row, i in told if i is not None]
        wrong = [(row, edtf) for row, edtf in given if not _holds(edtf, row)]
        errors += [f"{name}: published {row['published']}, told as {edtf}: {row['text'][:160]}" for row, edtf in wrong]
        known = [(row, edtf) for row, edtf in ((r, _with_address(r)) for r in found) if edtf]
        held = sum(_holds(edtf, row) for row, edtf in known)
        table.append([name, str(len(found)), f"{ratio(len(given), len(found)):.3f}", f"{1 - ratio(len(wrong), len(given)):.3f}",
                      f"{ratio(len(known), len(found)):.3f}", f"{ratio(held, len(known)):.3f}"])  # fmt: skip
        addressed += len(known)
        rows += found
        total, dated, right = total + len(found), dated + len(given), right + len(given) - len(wrong)
    figures = {"texts": total, "dated": dated, "right": right, "with_address": addressed}
    printed = format_table(("set", "texts", "dated", "right of those", "with address", "right of those"), table)
    plain = [{"id": str(n), "text": row["text"]} for n, row in enumerate(rows)]
    return Result("dated", "share dated", round(ratio(dated, total), 4), figures, total, fingerprint(plain), {}, printed,
                  errors=sample(errors))  # fmt: skip


def _with_address(row: dict[str, Any]) -> str | None:
    """The day or interval by header, address, then the text's own words."""
    found = find_published(row["text"], None, row.get("url"), None).edtf
    if found:
        return found
    told = infer_published(row["text"])
    return told.edtf if told else None


def _holds(edtf: str, row: dict[str, Any]) -> bool:
    told, day = parse_edtf(edtf), parse_edtf(str(row["published"])[:10])
    return told is not None and day is not None and told.overlaps(day)
