"""Benchmarks on data packs without a scorer of the record format: factuality, police acts, attacks, arguments."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from reportedly.errors import InputError
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import claims_by_ref, code_rows, fingerprint, load_rows, sample
from reportedly.evaluate.scoring import Scores, overlap, ratio


@dataclass(frozen=True, slots=True)
class _Told:
    """What stands beside the figures: naive baselines and errors to read."""

    baselines: dict[str, float]
    errors: list[str]


def _rows(setting: Setting, file: str) -> list[dict[str, Any]]:
    if setting.data is None:
        raise InputError("no_data", f"{file}: give the data folder with --data")
    return load_rows(setting.data / file, setting.limit)


def run_claim_factuality(setting: Setting) -> dict[str, float]:
    """What the coder's claims tell of judged words: accuracy of the sign and of three buckets (happened, not, open).

    A word without a claim counts as affirmed.
    """
    rows = _rows(setting, "factuality/dev.jsonl")
    coded = claims_by_ref(code_rows(rows))
    right = buckets = 0
    for row in rows:
        claim = _on_word(coded.get(str(row["id"]), []), row["event_span"])
        told = 1 if claim is None or _is_told(claim) else (-1 if claim["polarity"] == "negated" else 0)
        right += (told > 0) == (row["score"] > 0)
        buckets += told == int(row["score"] > 1) - int(row["score"] < -1)
    return {"accuracy": ratio(right, len(rows)), "buckets": ratio(buckets, len(rows))}


def _on_word(claims: list[dict[str, Any]], span: list[int]) -> dict[str, Any] | None:
    return next((c for c in claims if overlap((c["trigger"]["start"], c["trigger"]["end"]), (span[0], span[1]))), None)


def _is_told(claim: dict[str, Any]) -> bool:
    return claim["polarity"] == "affirmed" and claim["stage"] in ("done", "under_way")


_POLICE = {"ARREST": {"COERCE/arrest"}, "KILL": {"ASSAULT"}, "FORCE": {"ASSAULT"}, "ANY_ACTION": set[str]()}


def run_non_events(setting: Setting) -> Result:
    """Sentences in which police acts: any claim done against any label; an empty label does not rule out another event."""
    rows = _rows(setting, "non_events/dev.jsonl")
    named = [{"id": str(n), "text": r["sentence"], "published": (r.get("published") or "")[:10]} for n, r in enumerate(rows)]
    coded = claims_by_ref(code_rows(named))
    right = found = wanted = 0
    errors = []
    for n, row in enumerate(rows):
        has = any(c["polarity"] == "affirmed" for c in coded.get(str(n), []))
        want = bool(row["labels"])
        right, found, wanted = right + (has and want), found + has, wanted + want
        if has != want:
            errors.append(f"{row['labels'] or 'none'} but {'a claim' if has else 'no claim'}: {row['sentence'][:160]}")
    scores = Scores(right, found, wanted)
    figures = {**scores.to_dict(), "claims_per_unlabelled_sentence": ratio(found - right, len(rows) - wanted)}
    return _result(("non_events", "recall of police acts"), scores.recall, figures, rows, _Told({"always": 1.0}, errors))


def run_conflict_events(setting: Setting) -> Result:
    """Does the report tell an attack, bombing, kidnapping or arson? Any such claim against any template."""
    rows = _rows(setting, "conflict_events/dev.jsonl")
    coded = claims_by_ref(code_rows(rows))
    right = found = wanted = 0
    errors = []
    for row in rows:
        acts = {c["event_type"] for c in coded.get(str(row["id"]), []) if c["polarity"] == "affirmed"}
        has, want = bool(acts & {"ASSAULT", "COERCE"}), bool(row["templates"])
        right, found, wanted = right + (has and want), found + has, wanted + want
        if has != want:
            errors.append(f"{len(row['templates'])} templates, told {sorted(acts)}: {row['text'][:160]}")
    scores = Scores(right, found, wanted)
    base = {"always": round(Scores(wanted, len(rows), wanted).f1, 4)}
    return _result(("conflict_events", "F1 of reports with an attack"), scores.f1, scores.to_dict(), rows, _Told(base, errors))


def run_arguments(setting: Setting) -> Result:
    """Sources and targets of a sentence against actors and recipients of its claims, by overlapping words."""
    rows = _rows(setting, "arguments/dev.jsonl")
    coded = claims_by_ref(code_rows(rows))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    errors = []
    for row in rows:
        claims = coded.get(str(row["id"]), [])
        for role, field in (("source", "actors"), ("target", "recipients")):
            want = [(s["start"], s["end"]) for s in row["spans"] if s["role"] == role]
            have = {(p["start"], p["end"]) for c in claims for p in c[field]}
            hits = sum(any(overlap(w, h) for h in have) for w in want)
            for slot, value in enumerate((hits, len(have), len(want))):
                counts[role][slot] += value
            if hits < len(want):
                errors.append(
                    f"{role} {[s['text'] for s in row['spans'] if s['role'] == role]} not among {field}: {row['text'][:140]}"
                )
    total = Scores(sum(c[0] for c in counts.values()), sum(c[1] for c in counts.values()), sum(c[2] for c in counts.values()))
    figures = {role: Scores(*c).to_dict() for role, c in counts.items()} | total.to_dict()
    return _result(("arguments", "role recall"), total.recall, figures, rows, _Told({}, errors))


def run_crisis_reports(setting: Setting) -> Result:
    """Reports without labels: how many claims they give, and how many reports give none."""
    rows = _rows(setting, "crisis_reports/dev.jsonl")
    coded = claims_by_ref(code_rows(rows))
    claims = [c for found in coded.values() for c in found]
    figures = {
        "claims_per_report": ratio(len(claims), len(rows)), "without_claims": sum(not c for c in coded.values()),
        "attributed": ratio(sum(bool(c["attribution"]) for c in claims), len(claims)),
        "not_done": ratio(sum(c["stage"] not in ("done", "under_way") for c in claims), len(claims)),
    }  # fmt: skip
    return _result(
        ("crisis_reports", "share with claims"), 1 - ratio(figures["without_claims"], len(rows)), figures, rows, _Told({}, [])
    )


def run_entailment(setting: Setting) -> Result:
    """Claims against evidence: nothing answers this yet, so only what a constant answer reaches is told."""
    rows = _rows(setting, "entailment/dev.jsonl")
    labels = Counter(r["label"] for r in rows)
    share = ratio(labels.most_common(1)[0][1], len(rows)) if labels else 0.0
    return _result(
        ("entailment", "accuracy of a constant answer"),
        share,
        {"labels": dict(labels)},
        rows,
        _Told({"majority": round(share, 4)}, []),
    )


def _result(kind: tuple[str, str], headline: float, figures: dict[str, Any], rows: list[dict[str, Any]], told: _Told) -> Result:
    """A result; `kind` is its name and what the headline measures."""
    rounded = {k: round(v, 4) if isinstance(v, float) else v for k, v in figures.items()}
    printed = "\n".join(f"{k}: {v}" for k, v in rounded.items())
    name, measure = kind
    errors = sample(told.errors)
    return Result(
        name, measure, round(headline, 4), rounded, len(rows), fingerprint(rows), told.baselines, printed, errors=errors
    )
