"""What the act reader makes of words and sentences, without the coder: is it said to have happened, and of which type is it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from reportedly.annotate.acts import WordReadings, read_words
from reportedly.annotate.parse import parse_reports
from reportedly.config import load_config
from reportedly.core.layers import Document
from reportedly.core.report import Report
from reportedly.errors import InputError
from reportedly.evaluate.benchmarks.judged import run_claim_factuality
from reportedly.evaluate.corpus import load_real
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint, load_rows, sample
from reportedly.evaluate.scoring import ratio

_FOLDS, _SEED = 5, 7
_CUT = 1.0  # a score beyond this, of -3 to 3, is told as happened or as not happened; between them it is open


def run_factuality(setting: Setting) -> Result:
    """Is what a word tells said to have happened? The act reader's judgement of the word against the crowd's score.

    `sign`: above 0 or not. `buckets`: happened (above 1), not (below -1), open. Beside it the majority and what the coder's
    claims tell (rules and all), which stand on few of these words.
    """
    rows = _rows(setting, "factuality/dev.jsonl")
    told = [3 * value for value in _judge(rows)]
    sign = sum((t > 0) == (r["score"] > 0) for t, r in zip(told, rows, strict=True))
    buckets = sum(_bucket(t) == _bucket(r["score"]) for t, r in zip(told, rows, strict=True))
    most = max(Counter(r["score"] > 0 for r in rows).values(), default=0)
    common = max(Counter(_bucket(r["score"]) for r in rows).values(), default=0)
    rules = run_claim_factuality(setting)
    figures = {
        "sign": ratio(sign, len(rows)), "buckets": ratio(buckets, len(rows)), "majority_buckets": ratio(common, len(rows)),
        "rules_sign": rules["accuracy"], "rules_buckets": rules["buckets"],
    }  # fmt: skip
    base = {"majority": ratio(most, len(rows)), "majority, three buckets": ratio(common, len(rows)), "claims": rules["accuracy"]}
    wrong = [
        f"{r['score']:+.1f} told {t:+.1f}: {_marked(r)}"
        for t, r in zip(told, rows, strict=True)
        if _bucket(t) != _bucket(r["score"])
    ]
    printed = "\n".join(f"{name:<18} {value:.3f}" for name, value in figures.items())
    return Result("factuality", "sign accuracy", figures["sign"], figures, len(rows), fingerprint(rows),
                  {k: round(v, 4) for k, v in base.items()}, printed, errors=sample(wrong))  # fmt: skip


def _bucket(score: float) -> int:
    return int(score > _CUT) - int(score < -_CUT)


def _marked(row: dict[str, Any]) -> str:
    start, end = row["event_span"]
    return f"{row['text'][max(0, start - 80) : start]}[{row['text'][start:end]}]{row['text'][end : end + 60]}"


def _judge(rows: Sequence[dict[str, Any]]) -> list[float]:
    """The reader's judgement, -1 to 1, of each row's word."""
    out = []
    for row, (document, words) in zip(rows, _read(rows), strict=True):
        start, end = row["event_span"]
        inside = [t.i for t in document.tokens if t.start < end and start < t.end]
        out.append(float(words.facts[inside[0]]) if inside else 0.0)
    return out


def _read(rows: Sequence[dict[str, Any]]) -> list[tuple[Document, WordReadings]]:
    options = load_config().annotate
    documents = list(parse_reports([Report(str(r["id"]), r["text"]) for r in rows], options.model, options.batch_paragraphs))
    return list(zip(documents, read_words(documents), strict=True))


def run_type_as_reported(setting: Setting) -> Result:
    """Five-fold: the PLOVER root that a sentence was labelled with, from what the reader makes of its words.

    A linear classifier learns from four fifths of the labelled rows (training and development set together) and is measured
    on the fifth; sentences that the reader itself learned from are in no fifth that is measured.
    """
    rows = [r for name in ("train", "dev") for r in _rows(setting, f"event_type/{name}.jsonl") if r.get("label")]
    order = list(range(len(rows)))
    random.Random(_SEED).shuffle(order)
    learned = _learned_texts(setting)
    features = np.stack([_features(row, *read) for row, read in zip(rows, _read(rows), strict=True)])
    labels = sorted({r["label"] for r in rows})
    wanted = np.array([labels.index(r["label"]) for r in rows])
    right = total = 0
    wrong = []
    for fold in range(_FOLDS):
        held = [i for k, i in enumerate(order) if k % _FOLDS == fold]
        weights = _fit(features, wanted, [i for k, i in enumerate(order) if k % _FOLDS != fold], len(labels))
        for i in held:
            if rows[i]["text"] in learned:
                continue
            found = int(_predict(features[[i]], weights).argmax())
            right, total = right + (found == wanted[i]), total + 1
            if found != wanted[i]:
                wrong.append(f"{rows[i]['label']} told as {labels[found]}: {rows[i]['text'][:160]}")
    most = Counter(r["label"] for r in rows).most_common(1)[0][1]
    figures = {"accuracy": ratio(right, total), "measured": total, "left_out": len(rows) - total}
    printed = f"{right} of {total} right; {len(rows) - total} sentences that the reader learned from are not measured"
    return Result("type_as_reported", "accuracy, five-fold", round(figures["accuracy"], 4), figures, len(rows), fingerprint(rows),
                  {"majority": round(ratio(most, len(rows)), 4)}, printed, errors=sample(wrong))  # fmt: skip


def _learned_texts(setting: Setting) -> set[str]:
    if setting.data is None:
        return set()
    return {r["text"] for r in load_real(setting.corpus, setting.data, "train") if r.get("dataset") == "event_type"}


def _features(row: dict[str, Any], document: Document, words: WordReadings) -> Any:
    """Vectors of all words, of those likely to name an act, of source and target; and the best chance of each type."""
    hidden, roots = words.hidden, words.roots
    weight = 1 - roots[:, :1]
    parts = [hidden.mean(0), (hidden * weight).sum(0) / max(1e-6, float(weight.sum()))]
    for name in ("source_span", "target_span"):
        span = row.get(name)
        inside = [t.i for t in document.tokens if span and t.start < span[1] and span[0] < t.end]
        parts.append(hidden[inside].mean(0) if inside else np.zeros(hidden.shape[1]))
    return np.concatenate([*parts, 3 * roots.max(0), 3 * roots[int(weight.argmax())]])


def _fit(features: Any, wanted: Any, chosen: list[int], count: int, steps: int = 400) -> Any:
    """Weights of a softmax classifier with a ridge penalty, by gradient descent with momentum."""
    x = np.hstack([features[chosen], np.ones((len(chosen), 1))])
    y = np.eye(count)[wanted[chosen]]
    weights = np.zeros((x.shape[1], count))
    speed = np.zeros_like(weights)
    for _ in range(steps):
        slope = x.T @ (_softmax(x @ weights) - y) / len(chosen) + _RIDGE * weights
        speed = 0.9 * speed - _RATE * slope
        weights += speed
    return weights


_RIDGE, _RATE = 0.003, 0.1


def _predict(features: Any, weights: Any) -> Any:
    return _softmax(np.hstack([features, np.ones((len(features), 1))]) @ weights)


def _softmax(scores: Any) -> Any:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _rows(setting: Setting, file: str) -> list[dict[str, Any]]:
    if setting.data is None:
        raise InputError("no_data", f"{file}: give the data folder with --data")
    return load_rows(setting.data / file, setting.limit)
