"""Attributions that the act reader sees, beside those of the rules.

Where both know a cue, the rule's is kept or the reader's, as HOW says; the reader adds the cues that no rule knows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportedly.core.layers import Attribution, Document, SayingReading
from reportedly.core.span import Quote, Span

HOW = {"add": 0.5, "replace": 0, "agree": 0.0, "min": 1}
_GAP = 2  # words that a run of content may leave out


def merge_sayings(document: Document, told: Sequence[Attribution], basis: Callable[[int, int], str]) -> list[Attribution]:
    """Attributions by rules and by the reader, one a cue. `basis(source, cue)` names the basis of a new one."""
    if HOW["add"] > 1:
        return list(told)
    seen = {r.i: r for r in document.sayings if r.chance >= HOW["add"] and len(r.content) >= HOW["min"]}
    by_cue = {}
    for attribution in told:
        words = _words_of(document, attribution.cue)
        by_cue.update(dict.fromkeys(words, attribution))
    out = list(told)
    for reading in seen.values():
        mates = [by_cue[k] for k in (reading.i, *reading.cue) if k in by_cue]
        if mates and not HOW["replace"]:
            continue
        new = _attribution(document, reading, basis)
        if new is None:
            continue
        if mates:
            out = [a for a in out if a is not mates[0]]
        out.append(new)
    return out


def _attribution(document: Document, reading: SayingReading, basis: Callable[[int, int], str]) -> Attribution | None:
    content = _runs(document, reading.content)
    if not content:
        return None
    source = _head(document, reading.source) if reading.source else None
    cue = tuple(sorted({reading.i, *reading.cue}))
    head = _head(document, cue)
    named = basis(source, head) if source is not None else "statement"
    return Attribution(
        tuple(_runs(document, reading.source)), tuple(_runs(document, cue)), tuple(content), source, head, named, "acts.saying"
    )  # fmt: skip


def _head(document: Document, words: Sequence[int]) -> int:
    """The word that none of the others governs."""
    inside = set(words)
    return next((k for k in words if document.tokens[k].head not in inside or document.tokens[k].head == k), words[0])


def _runs(document: Document, words: Sequence[int]) -> list[Quote]:
    """Stretches of neighbouring words; gaps of a word or two are bridged, punctuation at the ends is cut."""
    runs: list[list[int]] = []
    for k in words:
        if runs and k - runs[-1][-1] <= _GAP + 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    out = []
    for run in runs:
        inner = [k for k in run if document.tokens[k].pos not in ("PUNCT", "SPACE")]
        if inner:
            out.append(document.quote(Span(document.tokens[inner[0]].start, document.tokens[inner[-1]].end)))
    return out


def _words_of(document: Document, quotes: Sequence[Quote]) -> list[int]:
    return [t.i for q in quotes for t in document.tokens if q.start <= t.start and t.end <= q.end]
