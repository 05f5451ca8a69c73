"""Pairs of reports of our own words: do they contradict each other, or are they not to be compared?"""

from __future__ import annotations

from collections import Counter
from typing import Any

from reportedly import pipeline
from reportedly.config import Config, load_config
from reportedly.core.known import KnownClaim
from reportedly.core.raw import RawReport
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint, sample
from reportedly.evaluate.scoring import ratio
from reportedly.read.inputs import make_report


def run_contradictions(setting: Setting) -> Result:
    """Precision and recall of "these two reports contradict each other", half of the pairs not comparable."""
    config = load_config()
    rows = [row for path in sorted((setting.corpus / "contradictions").glob("*.jsonl")) for row in read_rows(path)][
        : setting.limit
    ]
    counts: Counter[str] = Counter()
    errors = []
    for row in rows:
        told, wanted = _contradict(row, config), row["answer"] == "contradicts"
        counts["right" if told and wanted else "false" if told else "missed" if wanted else "apart"] += 1
        if told != wanted:
            errors.append(f"{row['id']} {row['type']}: {'told' if told else 'missed'}: {row['a']['text']} | {row['b']['text']}")
    precision = ratio(counts["right"], counts["right"] + counts["false"])
    recall = ratio(counts["right"], counts["right"] + counts["missed"])
    f1 = ratio(2 * precision * recall, precision + recall)
    figures: dict[str, Any] = {"precision": round(precision, 4), "recall": round(recall, 4), **counts}
    printed = f"precision {precision:.3f}  recall {recall:.3f}  {dict(sorted(counts.items()))}"
    return Result("contradictions", "F1", round(f1, 4), figures, len(rows), fingerprint(rows), {}, printed, errors=sample(errors))


def _contradict(row: dict[str, Any], config: Config) -> bool:
    known: list[KnownClaim] = []
    texts: dict[str, str] = {}
    for side in ("a", "b"):
        raw = RawReport(text=row[side]["text"], published=row[side]["published"], publisher=row[side]["publisher"])
        coded = pipeline.code_batch([make_report(raw, config.read, None)], config)
        blocks = coded.blocks
        texts |= {r.id: r.text for r in coded.reports}
        known += [
            KnownClaim(c, row[side]["published"], side, row[side]["publisher"], blocks[c.id], coded.voices.get(c.report))
            for c in coded.claims
        ]  # fmt: skip
    origin = {k.claim.id: k.origin for k in known}
    return any(origin[d.claims[0]] != origin[d.claims[1]] for d in pipeline.find_disputes(known, texts))
