"""Whether a report can hold a claim at all, by its words alone: a cheap look before the parser.

A linear model over the report's words (hashed, 16,384 weights), trained by `reportedly.train.likely`. It is off unless
`[run] skip_unlikely` is set: it is for millions of reports of every kind, not for a folder that somebody chose.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import zlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from reportedly.errors import ResourceError

BINS = 1 << 14
_WORD = re.compile(r"[a-z][a-z'’-]+")


@dataclass(frozen=True, slots=True)
class Filter:
    """Weights of words by bin, bias, and the score below which a report is passed over."""

    weights: Any
    bias: float
    threshold: float

    def score(self, text: str) -> float:
        """How likely the text is to hold a claim, as a log-odds figure."""
        bins = find_bins(text)
        return float(self.weights[bins].sum()) / math.sqrt(len(bins) + 1) + self.bias if bins else self.bias

    def passes(self, text: str) -> bool:
        """False for a text that is to be passed over."""
        return self.score(text) >= self.threshold


def find_bins(text: str) -> list[int]:
    """Bins of the different words of a text, in order."""
    return sorted({zlib.crc32(word.encode()) % BINS for word in _WORD.findall(text.lower())})


@cache
def load_filter() -> Filter:
    """The shipped weights. Raises ResourceError where a file is missing or is not the one its manifest names."""
    folder = resources.files("reportedly.weights").joinpath("likely")
    try:
        manifest = json.loads(folder.joinpath("manifest.json").read_text(encoding="utf-8"))
        data = folder.joinpath("weights.f16").read_bytes()
    except (OSError, ValueError) as error:
        raise ResourceError("weights/likely is missing or damaged: install reportedly again") from error
    if hashlib.sha256(data).hexdigest() != manifest["sha256"]:
        raise ResourceError("weights/likely is not what its manifest names: install reportedly again")
    return Filter(np.frombuffer(data, dtype="<f2").astype(np.float32), manifest["bias"], manifest["threshold"])
