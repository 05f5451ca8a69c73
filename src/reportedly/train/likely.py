"""Trains the filter before the parser: which texts hold a claim, by their words.

    python -m reportedly.train.likely [--corpus corpus] --data DATA [--keep 0.99]

Logistic regression by AdaGrad on the training part of the labelled text. The threshold is the one at which, over five folds of
that part, `keep` of all labelled claims stay. Figures in the manifest are of the development part. Numpy alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.annotate.likely import BINS, Filter, find_bins
from reportedly.evaluate.corpus import load_own, load_real, part_of

_FOLDS, _EPOCHS, _RATE, _DECAY, _SEED = 5, 8, 0.3, 1e-4, 0
_OUT = Path(__file__).parents[1] / "weights" / "likely"


def fit(rows: Sequence[dict[str, Any]]) -> Filter:
    """Weights learned from labelled texts; the threshold is left open."""
    weights, squares = np.zeros(BINS), np.full(BINS, 1e-6)
    bias, square = 0.0, 1e-6
    texts = [(find_bins(row["text"]), float(bool(row["claims"]))) for row in rows]
    rng = np.random.default_rng(_SEED)
    for _ in range(_EPOCHS):
        for n in rng.permutation(len(texts)):
            bins, wanted = texts[n]
            scale = 1 / math.sqrt(len(bins) + 1)
            off = 1 / (1 + math.exp(-(float(weights[bins].sum()) * scale + bias))) - wanted
            slope = off * scale + _DECAY * weights[bins]
            squares[bins] += slope**2
            weights[bins] -= _RATE * slope / np.sqrt(squares[bins])
            square += off * off
            bias -= _RATE * off / math.sqrt(square)
    return Filter(weights.astype("<f2").astype(np.float32), bias, -math.inf)


def find_threshold(rows: Sequence[dict[str, Any]], keep: float) -> float:
    """The score above which `keep` of all claims stand, each text scored by weights that did not learn from it."""
    fold = [int(hashlib.sha256(str(row["id"]).partition("+")[0].encode()).hexdigest()[:8], 16) % _FOLDS for row in rows]
    scored = []
    for held in range(_FOLDS):
        made = fit([row for row, f in zip(rows, fold, strict=True) if f != held])
        scored += [(made.score(r["text"]), len(r["claims"])) for r, f in zip(rows, fold, strict=True) if f == held]
    lost, most = 0, (1 - keep) * sum(claims for _, claims in scored)
    for score, claims in sorted(scored):
        lost += claims
        if lost > most:
            return score
    return -math.inf


def measure(made: Filter, rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Share of labelled claims in texts that pass, and of texts without a claim that do not."""
    kept = sum(len(r["claims"]) for r in rows if made.passes(r["text"]))
    bare = [r for r in rows if not r["claims"]]
    return {
        "claims_kept": round(kept / max(1, sum(len(r["claims"]) for r in rows)), 4),
        "texts_without_claims_passed_over": round(sum(not made.passes(r["text"]) for r in bare) / max(1, len(bare)), 4),
    }


def main(argv: list[str] | None = None) -> int:
    """Train, and write weights and manifest."""
    parser = argparse.ArgumentParser(description="Trains the filter before the parser.")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--keep", type=float, default=0.99)
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args(argv)
    rows = [*load_own(options.corpus), *(load_real(options.corpus, options.data) if options.data else [])]
    learned = [r for r in rows if part_of(r["id"]) == "train"]
    held = [r for r in rows if part_of(r["id"]) == "dev"]
    found = fit(learned)
    made = Filter(found.weights, found.bias, find_threshold(learned, options.keep))
    data = made.weights.astype("<f2").tobytes()
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "weights.f16").write_bytes(data)
    sets = Counter(str(r.get("dataset", "own")) for r in learned)
    manifest = {
        "name": "likely", "sha256": hashlib.sha256(data).hexdigest(), "format": f"{BINS} little-endian float16",
        "bias": made.bias, "threshold": made.threshold, "keep": options.keep,
        "trained_on": [{"set": name, "texts": count} for name, count in sorted(sets.items())],
        "rights": "as in weights/acts/manifest.json; the weights hold no words",
        "development_part": measure(made, held),
        "command": "python -m reportedly.train.likely",
    }  # fmt: skip
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(manifest["development_part"]) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
