"""Attributions as the act reader sees them: more of them than the rules find, with wider sources and contents.

They are what a record tells as `attribution` rows. The chains of claims are built from those of the rules, which name the
first speaker more surely (docs/design/0005).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportedly.core.layers import Attribution, Document, SayingReading
from reportedly.core.span import Quote, Span

_GAP = 2  # words that a run of content may leave out


def see_attributions(document: Document, basis: Callable[[int, int], str]) -> list[Attribution]:
    """Attributions of the layer `sayings`, in text order. `basis(source, cue)` names what one stands on."""
    return [found for reading in document.sayings if (found := _attribution(document, reading, basis)) is not None]


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
