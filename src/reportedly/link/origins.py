"""Copies: reports that carry the same text, a cut, longer or respun version of it, share one origin.

Five-word shingles (Broder 1997); a report is compared only with those that share a sampled shingle. Texts whose wording was
changed are told by what the spinner leaves as it is: direct quotes and numbers, and runs of three words (docs/design/0008).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from functools import cached_property

from reportedly.config import LinkOptions
from reportedly.core.report import Report
from reportedly.text import fold

_SHINGLE_WORDS = 5
_SAMPLE = 4  # one shingle in four is kept for finding candidates, all of them in short texts and in direct quotes
_SHORT = 60
_LONG_WORD = 4  # letters from which a word says something of what a text is about
_QUOTE = re.compile(r"[“\"]([^”\"\n]{20,400})[”\"]")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d\d")


class TextPrint:
    """What a text is compared by, furniture aside: 63-bit hashes of its runs of five words and of those of its direct quotes; its
    runs of three words, its longer words and its numbers, worked out when they are asked for."""

    def __init__(self, report: Report) -> None:
        text = report.text
        for f in sorted(report.furniture, key=lambda f: -f.start):
            if f.type != "caption":
                text = text[: f.start] + "\n" + text[f.end :]
        self._text = text
        self._paragraphs = [fold(p).split() for p in re.split(r"\n+", text)]
        shingles = frozenset(h for words in self._paragraphs for h in _runs(words, _SHINGLE_WORDS))
        self.shingles = shingles or frozenset({_hash(fold(report.text).split())})  # fewer than five words are one run
        quotes = [fold(m[1]).split() for m in _QUOTE.finditer(text)]
        self.quoted = frozenset(h for words in quotes for h in _runs(words, _SHINGLE_WORDS))

    @cached_property
    def triples(self) -> frozenset[tuple[str, str, str]]:
        """Its runs of three words."""
        return frozenset(t for words in self._paragraphs for t in zip(words, words[1:], words[2:], strict=False))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its longer words."""
        return frozenset(w for words in self._paragraphs for w in words if len(w) >= _LONG_WORD)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its numbers, as they stand."""
        return frozenset(_NUMBER.findall(self._text))

    @property
    def sample(self) -> frozenset[int]:
        """The shingles that are stored for finding candidates; two copies share the ones that they have in common."""
        if len(self.shingles) <= _SHORT:
            return self.shingles
        return frozenset(s for s in self.shingles if s % _SAMPLE == 0) | (self.quoted & self.shingles)


def _runs(words: list[str], length: int) -> list[int]:
    return [_hash(words[i : i + length]) for i in range(len(words) - length + 1)]


def _hash(words: list[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest(), "big") >> 1


def measure_copy(a: TextPrint, b: TextPrint, options: LinkOptions) -> float | None:
    """Score of the judgement that two texts are copies (the share of words in common that passes), or None."""
    common = len(a.shingles & b.shingles)
    if not common:
        return None
    jaccard = common / len(a.shingles | b.shingles)
    contained = common / min(len(a.shingles), len(b.shingles))
    if jaccard >= options.same_text_similarity:
        return round(jaccard, 3)
    if contained >= options.same_text_containment and common >= options.min_shared_shingles:
        return round(contained, 3)
    # A merged or rewritten version still carries whole sentences of the other.
    if common >= 3 * options.min_shared_shingles:
        return round(contained, 3)
    return _measure_respun(a, b, options)


def _measure_respun(a: TextPrint, b: TextPrint, options: LinkOptions) -> float | None:
    """Score of two texts of which one was reworded: the share of longer words that both have."""
    alike = len(a.words & b.words) / len(a.words | b.words) if a.words and b.words else 0.0
    triples = _share(a.triples, b.triples)
    if alike >= options.respun_words and triples >= options.respun_triples:
        return round(alike, 3)
    if alike >= options.recut_words and triples >= options.recut_triples:
        return round(alike, 3)
    same_quotes = len(a.quoted & b.quoted) >= options.respun_quoted and _share(a.quoted, b.quoted) >= options.respun_kept
    same_numbers = _share(a.numbers, b.numbers) >= options.respun_kept
    return round(alike, 3) if alike >= options.quoted_words and same_quotes and same_numbers else None


def _share(a: Collection[object], b: Collection[object]) -> float:
    """Share of the smaller set that the other holds too; 0 where one is empty."""
    return len(set(a) & set(b)) / min(len(a), len(b)) if a and b else 0.0
