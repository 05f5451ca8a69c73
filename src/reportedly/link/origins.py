"""Copies: reports that carry the same text, or a cut or longer version of it, share one origin.

Five-word shingles (Broder 1997); a report is compared only with those that share a sampled shingle.
"""

from __future__ import annotations

import hashlib
import re

from reportedly.config import LinkOptions
from reportedly.core.report import Report
from reportedly.text import fold

_SHINGLE_WORDS = 5
_SAMPLE = 4  # one shingle in four is kept for finding candidates, all of them in short texts
_SHORT = 60


def find_shingles(report: Report) -> frozenset[int]:
    """63-bit hashes of the five-word runs of each paragraph, furniture aside; fewer words than five count as one run."""
    text = report.text
    for f in sorted(report.furniture, key=lambda f: -f.start):
        if f.type != "caption":
            text = text[: f.start] + "\n" + text[f.end :]
    out: set[int] = set()
    for paragraph in re.split(r"\n+", text):
        words = fold(paragraph).split()
        if len(words) >= _SHINGLE_WORDS:
            out.update(_hash(words[i : i + _SHINGLE_WORDS]) for i in range(len(words) - _SHINGLE_WORDS + 1))
    return frozenset(out) or frozenset({_hash(fold(report.text).split())})


def _hash(words: list[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest(), "big") >> 1


def sample_shingles(shingles: frozenset[int]) -> frozenset[int]:
    """The shingles that are stored for finding candidates; two copies share the ones that they have in common."""
    if len(shingles) <= _SHORT:
        return shingles
    return frozenset(s for s in shingles if s % _SAMPLE == 0)


def measure_copy(a: frozenset[int], b: frozenset[int], options: LinkOptions) -> float | None:
    """Score of the judgement that two texts are copies (Jaccard or containment, whichever passes), or None."""
    common = len(a & b)
    if not common:
        return None
    jaccard = common / len(a | b)
    contained = common / min(len(a), len(b))
    if jaccard >= options.same_text_similarity:
        return round(jaccard, 3)
    if contained >= options.same_text_containment and common >= options.min_shared_shingles:
        return round(contained, 3)
    # A merged or rewritten version still carries whole sentences of the other.
    if common >= 3 * options.min_shared_shingles:
        return round(contained, 3)
    return None
