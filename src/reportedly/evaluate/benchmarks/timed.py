"""Time expressions: our labels (TIMEX3 type and value) on our own words and on texts of others, by the record format's scorer."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from reportedly.annotate.time_grammar import WEEKDAYS
from reportedly.evaluate.corpus import load_own, texts_by_hash
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import code_rows, fingerprint, read_printed, run_script, sample


def load_timed(corpus: Path, data: Path | None) -> list[dict[str, Any]]:
    """Texts labelled with time expressions; those of others are left out where the data folder lacks them."""
    own = {f"own:{row['id']}": row["text"] for row in load_own(corpus)}
    files: dict[str, dict[str, str]] = {}
    out = []
    for path in sorted((corpus / "times").glob("*.jsonl")):
        if path.stem == "again":  # the second reader's pass over texts that the first labelled
            continue
        for row in read_rows(path):
            text = own.get(row["id"])
            if "file" in row and data is not None:
                known = files.setdefault(row["file"], texts_by_hash(data / row["file"]))
                text = known.get(row["sha256"], "")[: row["length"]] or None
            if text is not None:
                out.append({"id": row["id"], "text": text, "dct": row["dct"], "timexes": row["timexes"]})
    return out


def run_times(setting: Setting) -> Result:
    """Relaxed value F1, as TempEval-3 counts it."""
    rows = load_timed(setting.corpus, setting.data)[: setting.limit]
    lines = code_rows([{**row, "published": row["dct"]} for row in rows], annotations=True)
    with tempfile.TemporaryDirectory() as folder:
        gold, record = Path(folder) / "gold.jsonl", Path(folder) / "record.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        record.write_text("\n".join(lines) + "\n", encoding="utf-8")
        printed = run_script(setting.scorers, "score_times.py", gold, record)
    figures = read_printed(printed)
    wanted = sum(len(row["timexes"]) for row in rows)
    base = {"weekdays and years alone, at best": round(_easy(rows) / max(1, wanted), 4)}
    return Result("times", "relaxed value F1", float(figures["headline"]), figures, len(rows), fingerprint(rows), base, printed,
                  errors=sample(_errors(rows, lines), 40))  # fmt: skip


def _easy(rows: list[dict[str, Any]]) -> int:
    words = [row["text"][t["start"] : t["end"]] for row in rows for t in row["timexes"]]
    return sum(w.lower() in WEEKDAYS or (w.isdigit() and len(w) == 4) for w in words)


def _errors(rows: list[dict[str, Any]], lines: list[str]) -> list[str]:
    """Missed, false and wrongly valued expressions, for reading."""
    found: dict[str, list[dict[str, Any]]] = {}
    refs: dict[str, str] = {}
    for line in lines:
        told = json.loads(line)
        if told["kind"] == "report":
            refs[told["id"]] = told["ref"]
        elif told["kind"] == "time":
            found.setdefault(refs[told["report"]], []).append(told)
    out = []
    for row in rows:
        have = found.get(row["id"], [])
        for t in row["timexes"]:
            words = row["text"][t["start"] : t["end"]]
            near = next((h for h in have if h["start"] < t["end"] and t["start"] < h["end"]), None)
            around = row["text"][max(0, t["start"] - 40) : t["end"] + 25].replace("\n", " ")
            if near is None:
                out.append(f"missed {words!r} {t['value']}: …{around}…")
            elif str(near["value"]).upper() != t["value"].upper():
                out.append(f"{words!r} {t['value']}, told {near['quote']!r} {near['value']} (published {row['dct']}): …{around}…")
        spans = [(t["start"], t["end"]) for t in row["timexes"]]
        for h in have:
            if not any(s < h["end"] and h["start"] < e for s, e in spans):
                around = row["text"][max(0, h["start"] - 40) : h["end"] + 25].replace("\n", " ")
                out.append(f"false {h['quote']!r} {h['value']}: …{around}…")
    return out
