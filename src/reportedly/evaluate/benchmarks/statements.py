"""Statements of our own words checked against records: is the verdict the one that a careful reader gave?"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

from reportedly import pipeline
from reportedly.api import open_record
from reportedly.ask.check import Asked, set_beside
from reportedly.config import load_config
from reportedly.core.known import KnownClaim
from reportedly.core.raw import RawReport
from reportedly.evaluate.benchmarks.gold import beside, seed_rows
from reportedly.evaluate.corpus import part_of
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint, sample
from reportedly.evaluate.scoring import format_table, ratio
from reportedly.link.speakers import name_speakers
from reportedly.read.inputs import make_report


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


def run_bearings(setting: Setting) -> Result:
    """Sentences beside the words of one report: for, against or open? Pairs of our own words, most of them built so that words in
    common mislead; all pairs of one sentence are in one part."""
    config = load_config()
    rows = [row for path in sorted((setting.corpus / "pairs").glob("*.jsonl")) for row in read_rows(path)]
    rows = [row for row in rows if part_of(row["statement"]) == setting.part][: setting.limit]
    raws = [RawReport(row["words"], ref=row["id"], published=row["said"]) for row in rows]
    coded = pipeline.code_batch([make_report(raw, config.read, None) for raw in raws], config)
    row_of = {report.id: str(report.ref) for report in coded.reports}
    known: dict[str, list[KnownClaim]] = {row["id"]: [] for row in rows}
    said = {row["id"]: row["said"] for row in rows}
    for c in coded.claims:
        at = row_of[c.report]
        known[at].append(KnownClaim(c, said[at], at, None, coded.blocks[c.id], coded.voices.get(c.report)))
    counts: Counter[tuple[str, str]] = Counter()
    errors = []
    for row in rows:
        asked = Asked(row["statement"], *pipeline.code_sentence(row["statement"], config, None))
        found = {f.bearing for _, f in set_beside(asked, name_speakers(known[row["id"]]))} & {"for", "against"}
        told = "both" if len(found) > 1 else next(iter(found), "open")
        counts[row["label"], told] += 1
        if told != row["label"]:
            acts = [f"{c.event_type}/{c.mode} {c.stage} {c.polarity}" for c in asked.coded[:2]]
            there = [f"{k.claim.event_type}/{k.claim.mode} {k.claim.stage} {k.claim.polarity}" for k in known[row["id"]]]
            errors.append(f"{row['id']} {row['label']}, not {told}: {row['statement']} {acts} | {row['words']} {there}")
    right = sum(n for (wanted, told), n in counts.items() if wanted == told)
    table = format_table(("is", "told", "times"), [[a, b, str(n)] for (a, b), n in sorted(counts.items())])
    wrong = sum(n for (a, b), n in counts.items() if {a, b} == {"for", "against"} or b == "both")
    printed = f"right: {right} of {len(rows)}; the wrong way round: {wrong}\n\n{table}"
    figures = {"right": right, "pairs": len(rows), "wrong_way_round": wrong}
    most = Counter(row["label"] for row in rows).most_common(1)
    base = {f"always {name}": round(ratio(n, len(rows)), 4) for name, n in most}
    share = round(ratio(right, len(rows)), 4)
    return Result(
        "bearings", "bearings right", share, figures, len(rows), fingerprint(rows), base, printed, errors=sample(errors, 60)
    )


def _records(setting: Setting, folder: Path) -> dict[str, Path]:
    """The reports of each record that statements are about."""
    seeds = folder / "seeds.jsonl"
    seeds.write_text("\n".join(json.dumps(row) for row in seed_rows(setting)), encoding="utf-8")
    cases = sorted(beside(setting, "cases").glob("*/reports.jsonl"))
    own = {path.parent.name: path for path in sorted((setting.corpus / "cases").glob("*/reports.jsonl"))}
    return {"case": cases[0], "seeds": seeds, "articles": beside(setting, "gold") / "real" / "reports.jsonl", **own}
