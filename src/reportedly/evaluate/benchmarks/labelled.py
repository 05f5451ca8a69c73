"""Our own labelled text: passages of our own words, and labels on texts of others."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from reportedly.coding.lexicon import load_triggers
from reportedly.errors import InputError
from reportedly.evaluate.agreement import compare_passes
from reportedly.evaluate.claim_scores import ClaimScores, gold_lines, score_report
from reportedly.evaluate.corpus import load_own, load_real, read_second
from reportedly.evaluate.labels import find_words
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import claims_by_ref, code_rows, fingerprint, run_scorer, sample
from reportedly.evaluate.scoring import format_table, ratio


def run_own(setting: Setting) -> Result:
    """Claims in passages of our own words, against their labels."""
    return _run("own", list(load_own(setting.corpus, setting.part))[: setting.limit], setting)


def run_real(setting: Setting) -> Result:
    """Claims in texts of others, against our labels on them."""
    if setting.data is None:
        raise InputError("no_data", "the words of these texts are in the data folder; give it with --data")
    rows = list(load_real(setting.corpus, setting.data, setting.part))[: setting.limit]
    if not rows:
        raise InputError("no_data", f"none of the labelled texts is in {setting.data}")
    return _run("real", rows, setting)


def _run(name: str, rows: list[dict[str, Any]], setting: Setting) -> Result:
    lines = code_rows(rows)
    coded = claims_by_ref(lines)
    scores = ClaimScores()
    for row in rows:
        score_report(scores, row, coded.get(row["id"], []))
    figures = scores.to_dict()
    fields = [[f, v, f"{scores.right[f]}/{scores.given[f]}"] for f, v in figures["fields"].items()]
    head = [["headline", figures["headline"], ""], ["labels found", figures["found"], f"{scores.found}/{scores.labels}"],
            ["claims that stand for a label", figures["precision_one_to_one"], f"{scores.found}/{scores.claims}"],
            ["told as done, of not done", float(scores.told_as_done), f"{scores.not_done}"]]  # fmt: skip
    printed = format_table(["", "figure", "of"], head) + "\n\n" + format_table(["field, on labels found", "right", "of"], fields)
    if any("batch" in row for row in rows):
        printed += "\n\n" + _by_batch(rows, coded, setting)
    if setting.scorers is not None and (setting.scorers / "score_claims.py").exists():
        figures["record_format_headline"] = _by_record_format(setting.scorers, rows, lines)
        printed += f"\n\nheadline by the record format's own scorer: {figures['record_format_headline']:.4f}"
    errors = [f"[{kind}] {row}: {what}" for row, kind, what in scores.errors]
    return Result(
        name, "headline", figures["headline"], figures, len(rows), fingerprint(rows), _baselines(rows), printed,
        _confusions(scores), sample(errors, 20),
    )  # fmt: skip


def _by_batch(rows: list[dict[str, Any]], coded: dict[str, list[dict[str, Any]]], setting: Setting) -> str:
    """Headline, found and precision of each batch of texts, and what a second labeller, without sight of the first, gets by
    the same measure."""
    seconds = {row["id"]: row for row in read_second(setting.corpus, setting.data)}
    lines = []
    for batch in dict.fromkeys(row["batch"] for row in rows):
        mine = [row for row in rows if row["batch"] == batch]
        scores = ClaimScores()
        for row in mine:
            score_report(scores, row, coded.get(row["id"], []))
        told = scores.to_dict()
        again, texts = compare_passes(
            {row["id"]: row for row in mine}, [seconds[row["id"]] for row in mine if row["id"] in seconds]
        )
        second = f"{again.to_dict()['headline']:.3f} on {texts}" if texts else "-"
        lines.append([batch, len(mine), told["headline"], told["found"], told["precision_one_to_one"], second])
    return format_table(["batch", "texts", "headline", "found", "precision", "second labeller"], lines)


def _by_record_format(scorers: Path, rows: list[dict[str, Any]], lines: list[str]) -> float:
    """The headline that the record format's scorer gives: a check on ours, which must be the same."""
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        gold.write_text("".join(json.dumps(line) + "\n" for row in rows for line in gold_lines(row)), encoding="utf-8")
        _, figures = run_scorer(scorers, "score_claims.py", gold, lines)
    return round(float(figures["headline"]), 4)


def _confusions(scores: ClaimScores) -> str:
    parts = []
    for name, counts in scores.confusions.items():
        wrong = [(n, want, got) for (want, got), n in counts.items() if want != got]
        rows = [[f"{want} told as {got}", n] for n, want, got in sorted(wrong, reverse=True)[:8]]
        if rows:
            parts.append(format_table([name, "times"], rows))
    return "\n\n".join(parts)


def _baselines(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Headlines of a constant answer (each sentence the commonest claim) and of keywords (each trigger word, done)."""
    common = Counter(label["type"] for row in rows for label in row["claims"]).most_common(1)
    constant, keywords = ClaimScores(), ClaimScores()
    for row in rows:
        if not common:
            break
        score_report(constant, row, [_plain(row["text"], a, b, common[0][0]) for a, b in _sentences(row["text"])])
        score_report(keywords, row, _by_keyword(row["text"]))
    return {
        "constant": round(ratio(constant.headline_sum, constant.labels), 4),
        "keywords": round(ratio(keywords.headline_sum, keywords.labels), 4),
        "keywords, precision": round(ratio(keywords.found, keywords.claims), 4),
    }


def _sentences(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for part in text.replace("\n", ". ").split(". "):
        end = min(len(text), start + len(part))
        if len(part.split()) > 3:
            spans.append((start, end))
        start = end + 2
    return spans


def _plain(text: str, start: int, end: int, act: str) -> dict[str, Any]:
    root, _, mode = act.partition("/")
    return {
        "quote": text[start:end], "start": start, "end": end, "trigger": {"quote": "", "start": start, "end": start},
        "event_type": root, "mode": mode or None, "stage": "done", "polarity": "affirmed", "background": False,
        "attribution": [], "actors": [], "recipients": [], "when": None, "said_when": None, "places": [], "quantities": [],
    }  # fmt: skip


def _by_keyword(text: str) -> list[dict[str, Any]]:
    out = []
    for start, end in _sentences(text):
        words = {w.strip(".,;:\"'()").lower() for w in text[start:end].split()}
        for (lemma, _), rows in load_triggers().items():
            if words & {lemma, lemma + "s", lemma + "d", lemma + "ed", lemma + "ing"} and find_words(
                text, text[start:end], start
            ):
                out.append(_plain(text, start, end, rows[0].event_type + (f"/{rows[0].mode}" if rows[0].mode else "")))
                break
    return out
