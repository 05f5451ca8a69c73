"""Benchmarks on gold that lies beside the data folder: claims of whole articles, and a case followed through.

The folders `gold`, `seeds` and `cases` are looked for in the data folder and beside it.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportedly.api import open_record
from reportedly.errors import InputError
from reportedly.evaluate.agreement import as_claim
from reportedly.evaluate.corpus import with_words
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import code_rows, fingerprint, read_printed, run_scorer, run_script, sample
from reportedly.evaluate.scoring import ratio

_NOT_FOUND = ("NOT FOUND", "wrong:")
# The dates of the seeds that their gold is made for; the texts do not give them.
_SEED_DATES = {"000_908724eaed5858c7.txt": "2014-05-19", "003_cc2f1dc5e9b05a50.txt": "2021-04-23"}


def run_seeds(setting: Setting) -> Result:
    """Claims of the two seeds against their gold; each seed's date is the one its gold holds for."""
    return _score_claims("seeds", setting, beside(setting, "gold") / "seeds.jsonl", seed_rows(setting))


def seed_rows(setting: Setting) -> list[dict[str, Any]]:
    """The seeds as reports, each with the date that its gold holds for."""
    rows = []
    for name, published in _SEED_DATES.items():
        text = next(iter(beside(setting, "seeds").glob(f"**/{name}")), None)
        if text is None:
            raise InputError("no_data", f"{name} is not there")
        rows.append({"id": name, "text": text.read_bytes().decode(), "published": published})
    return rows


def run_articles(setting: Setting) -> Result:
    """Claims of whole articles against their gold."""
    folder = beside(setting, "gold") / "real"
    return _score_claims("articles", setting, folder / "claims.jsonl", list(read_rows(folder / "reports.jsonl")))


def run_guideline(setting: Setting) -> Result:
    """How far labels made by the guideline alone, without sight of the gold, agree with the gold of seeds and articles."""
    labelled = {row["sha256"]: row for row in read_rows(setting.corpus / "gold_pass" / "pass.jsonl")}
    folder = beside(setting, "gold")
    sets = {"seeds": (folder / "seeds.jsonl", seed_rows(setting)),
            "articles": (folder / "real" / "claims.jsonl", list(read_rows(folder / "real" / "reports.jsonl")))}  # fmt: skip
    figures: dict[str, Any] = {}
    printed, lines_of = [], 0
    for name, (gold, rows) in sets.items():
        record = []
        for row in rows:
            label_row = labelled.get(hashlib.sha256(row["text"].encode()).hexdigest())
            if label_row is None:
                raise InputError("no_data", f"{row['id']}: its text is not the one that was labelled")
            claims = [as_claim(row["text"], with_words(row["text"], label)) for label in label_row["claims"]]
            record.append({"kind": "report", "id": row["id"], "ref": row["id"], "path": row["id"], "text": row["text"]})
            record += [{**c, "kind": "claim", "id": f"{row['id']}-{n}", "report": row["id"]} for n, c in enumerate(claims)]
        told, figures[name] = run_scorer(setting.scorers, "score_claims.py", gold, [json.dumps(r) for r in record], "--details")
        printed.append(f"{name}\n\n{told}")
        lines_of += figures[name]["lines"]
    headline = ratio(sum(f["headline"] * f["lines"] for f in figures.values()), lines_of)
    errors = [line.strip() for text in printed for line in text.splitlines() if any(word in line for word in _NOT_FOUND)]
    rows = [row for _, some in sets.values() for row in some]
    return Result("guideline", "headline", round(headline, 4), figures, len(rows), fingerprint(rows), {}, "\n\n".join(printed),
                  errors=sample(errors))  # fmt: skip


def _score_claims(name: str, setting: Setting, gold: Path, rows: Sequence[dict[str, Any]]) -> Result:
    printed, figures = run_scorer(setting.scorers, "score_claims.py", gold, code_rows(rows), "--details")
    errors = [line.strip() for line in printed.splitlines() if any(word in line for word in _NOT_FOUND)]
    return Result(name, "headline", float(figures["headline"]), figures, len(rows), fingerprint(rows), {}, printed,
                  errors=sample(errors))  # fmt: skip


def run_case(setting: Setting) -> Result:
    """Promises of the 2014 case followed through, as known on each day of its replay; its copies and announcements beside."""
    folders = sorted(p.parent for p in beside(setting, "cases").glob("*/gold.json"))
    if not folders:
        raise InputError("no_data", "no case there")
    return _replay("case", folders[0], setting)


def run_own_case(name: str, setting: Setting) -> Result:
    """The same on a case of our own words: another crisis, other actors, another kind of promise."""
    return _replay(f"case_{name}", setting.corpus / "cases" / name, setting)


def _replay(name: str, case: Path, setting: Setting) -> Result:
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    days = sorted({step["as_of"] for steps in gold["replay"].values() for step in steps})
    with tempfile.TemporaryDirectory() as folder:
        with open_record(Path(folder) / "case.duckdb") as record:
            record.add(case / "reports.jsonl")
            exports = Path(folder) / "exports"
            exports.mkdir()
            for day in days:
                (exports / f"{day}.jsonl").write_text("\n".join(record.export(as_of=day)), encoding="utf-8")
            whole = list(record.export())
        printed = run_script(setting.scorers, "score_follow.py", case / "gold.json", exports)
    figures = read_printed(printed)
    if (case / "groups.jsonl").is_file():
        told, groups = run_scorer(setting.scorers, "score_groups.py", case / "groups.jsonl", _without_background(whole))
        printed, figures = f"{printed}\n\n{told}", figures | {"groups": groups}
    wanted = [status for steps in gold["replay"].values() for step in steps for status in step["status"]]
    most, times = Counter(wanted).most_common(1)[0]
    rows = list(read_rows(case / "reports.jsonl"))
    return Result(
        name, "status accuracy", round(float(figures["status_accuracy"]), 4), figures, len(rows), fingerprint(rows),
        {f"always {most}": round(ratio(times, figures["rows"]), 4)}, printed,
    )  # fmt: skip


def _without_background(lines: Sequence[str]) -> list[str]:
    """The record without what is told as background: a report belongs to the act that is its news."""
    rows = [json.loads(line) for line in lines]
    background = {row["id"] for row in rows if row["kind"] == "claim" and row["background"]}
    out = []
    for row in rows:
        if row["kind"] == "event":
            row = {**row, "claims": [c for c in row["claims"] if c not in background], "reports": []}
        if row.get("id") not in background and (row["kind"] != "event" or row["claims"]):
            out.append(json.dumps(row))
    return out


def beside(setting: Setting, name: str) -> Path:
    """The folder of that name in the data folder or beside it. Raises InputError where there is none."""
    if setting.data is None:
        raise InputError("no_data", f"{name}: give the data folder with --data")
    for folder in (setting.data / name, setting.data.parent / name):
        if folder.is_dir():
            return folder
    raise InputError("no_data", f"{name} is neither in {setting.data} nor beside it")
