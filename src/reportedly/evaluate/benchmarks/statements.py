"""Statements of our own words checked against records: is the verdict the one that a careful reader gave?"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

from reportedly.api import open_record
from reportedly.evaluate.benchmarks.gold import beside, seed_rows
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint, sample
from reportedly.evaluate.scoring import format_table, ratio


def run_check(setting: Setting) -> Result:
    """Statements about the case, the seeds, the articles and our own cases: right verdicts, and wrong ones told with several
    origins; the rows of each file apart."""
    rows = [row for path in sorted((setting.corpus / "statements").glob("*.jsonl")) for row in read_rows(path)][: setting.limit]
    counts: Counter[tuple[str, str]] = Counter()
    parts: Counter[tuple[str, bool]] = Counter()
    errors, confident = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for name, reports in _records(setting, Path(folder)).items():
            with open_record(Path(folder) / f"{name}.duckdb") as record:
                record.add(reports)
                for row in (r for r in rows if r["against"] == name):
                    found = record.check(row["statement"])
                    counts[row["expect"], found.verdict] += 1
                    parts["first" if row["id"][0] in "csa" else "second", row["expect"] == found.verdict] += 1
                    if found.verdict != row["expect"]:
                        sure = max(found.origins_for, found.origins_against) > 1 and found.verdict in (
                            "supported",
                            "contradicted",
                        )
                        confident += sure
                        coded = [f"{c.event_type}/{c.mode} {c.stage} {c.polarity}" for c in found.coded[:2]]
                        errors.append(f"{row['id']} {row['expect']}, not {found.verdict}: {row['statement']} {coded}")
    right = sum(n for (wanted, told), n in counts.items() if wanted == told)
    total = sum(counts.values())
    table = [[wanted, told, str(n)] for (wanted, told), n in sorted(counts.items())]
    verdicts = format_table(("is", "told", "times"), table)
    shares = "; ".join(f"{n} {parts[n, True]} of {parts[n, True] + parts[n, False]}" for n in ("first", "second"))
    printed = f"right: {right} of {total} ({shares}); wrong with more than one origin: {confident}" + "\n\n" + verdicts
    most = Counter(row["expect"] for row in rows).most_common(1)[0]
    figures = {"right": right, "statements": total, "confident_and_wrong": confident}
    share, base = round(ratio(right, total), 4), {f"always {most[0]}": round(ratio(most[1], len(rows)), 4)}
    return Result(
        "check", "verdicts right", share, figures, len(rows), fingerprint(rows), base, printed, errors=sample(errors, 40)
    )


def _records(setting: Setting, folder: Path) -> dict[str, Path]:
    """The reports of each record that statements are about."""
    seeds = folder / "seeds.jsonl"
    seeds.write_text("\n".join(json.dumps(row) for row in seed_rows(setting)), encoding="utf-8")
    cases = sorted(beside(setting, "cases").glob("*/reports.jsonl"))
    own = {path.parent.name: path for path in sorted((setting.corpus / "cases").glob("*/reports.jsonl"))}
    return {"case": cases[0], "seeds": seeds, "articles": beside(setting, "gold") / "real" / "reports.jsonl", **own}
