"""Sentences that carry on what the one beside them attributes: the rest of a quotation."""

from __future__ import annotations

from reportedly.core.layers import Attribution, Document, Sentence
from reportedly.core.span import Span


def find_carried(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Sentences without a cue of their own that carry on a quotation which an attributed sentence belongs to.

    A quotation runs on while its marks stay open; a wholly quoted paragraph follows the attributed one before it.
    """
    by_sentence = {document.tokens[a.cue_head].sentence: a for a in found if a.rule.startswith("cue") and a.cue_head is not None}
    inside = _quoted_sentences(document)
    out: list[Attribution] = []
    for index in sorted(inside):
        if index in by_sentence:
            continue
        source = _neighbour(document, index, by_sentence, inside)
        if source is not None:
            carried = _carry(document, source, document.sentences[index])
            out.append(carried)
            by_sentence[index] = carried
    return out


def _quoted_sentences(document: Document) -> set[int]:
    """Indices of the sentences that begin inside quotation marks or with one, and are quoted to more than half."""
    text = document.report.text
    out: set[int] = set()
    balanced = _balanced(document)
    paragraph, depth, nested = -1, 0, False
    for sentence in document.sentences:
        if sentence.paragraph != paragraph:
            paragraph, depth, nested = sentence.paragraph, 0, sentence.paragraph in balanced
        piece = text[sentence.start : sentence.end]
        quoted = 0
        started = depth > 0 or piece.lstrip()[:1] in '"“'
        for character in piece:
            if character == "“":  # quotations stand in quotations: “to stay “neutral” helps nobody”
                depth = depth + 1 if nested else 1
            elif character == "”":
                depth = depth - 1 if nested and depth else 0
            elif character == '"':
                depth = 0 if depth else 1
            quoted += depth > 0
        if started and quoted > len(piece) / 2:
            out.add(sentence.index)
    return out


def _balanced(document: Document) -> set[int]:
    """Paragraphs that close as many quotations as they open, so that one may stand in another."""
    ends: dict[int, tuple[int, int]] = {}
    for s in document.sentences:
        start, _ = ends.get(s.paragraph, (s.start, 0))
        ends[s.paragraph] = (start, s.end + 2)
    text = document.report.text
    return {p for p, (start, end) in ends.items() if text.count("“", start, end) == text.count("”", start, end)}


def _neighbour(document: Document, index: int, known: dict[int, Attribution], inside: set[int]) -> Attribution | None:
    """Attribution that a quoted sentence shares: of its paragraph first (ahead, then behind), else of the one before."""
    paragraph = document.sentences[index].paragraph
    for step in (1, -1):
        k = index + step
        while 0 <= k < len(document.sentences) and document.sentences[k].paragraph == paragraph:
            if k in known:
                return known[k]
            if k not in inside:
                break
            k += step
    before = next((k for k in range(index - 1, -1, -1) if document.sentences[k].paragraph != paragraph), None)
    return known.get(before) if before is not None else None


def _carry(document: Document, source: Attribution, sentence: Sentence) -> Attribution:
    content = document.quote(_words(document, sentence))
    return Attribution(source.source, (), (content,), source.head, None, source.basis, "carried on")


def _words(document: Document, sentence: Sentence) -> Span:
    """The sentence without punctuation at its ends."""
    indices = range(sentence.first, sentence.last)
    words = [i for i in indices if document.tokens[i].pos not in ("PUNCT", "SPACE")]
    return document.span_of(words or list(indices))
