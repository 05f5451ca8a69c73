"""Cuts a report into the stretches that are parsed one by one: headline, paragraphs, captions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.core.report import Furniture, Report
from reportedly.core.span import Span

_CODED_FURNITURE = {"caption"}
_ENDS = re.compile(r"[.!?…:][\"'”’)\]]*$|[\"”]$")
# A line at least this long that ends without punctuation was probably wrapped, not ended.
_WRAP_CHARS = 45
_HEADLINE_WORDS = 22


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text to parse: characters `start:end`, and its part (headline, body or caption)."""

    start: int
    end: int
    part: str


def find_paragraphs(report: Report) -> list[Paragraph]:
    """The report's prose in order: furniture left out (captions kept as such), wrapped lines kept together."""
    text = report.text
    skipped = [f for f in report.furniture if f.type not in _CODED_FURNITURE]
    captions = [f for f in report.furniture if f.type in _CODED_FURNITURE]
    out: list[Paragraph] = []
    for block in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        for start, end in _join_wrapped(text, block.start(), block.end()):
            out.extend(_without(text, Span(start, end), skipped, captions))
    return _mark_headline(text, out)


def _join_wrapped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the paragraphs in one block: a line break ends one unless the line was wrapped inside a sentence."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in re.finditer(r"\n", text[start:end]):
        at = start + match.start()
        line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
        following = text[at + 1 : end].lstrip()
        wrapped = following[:1].islower() or (len(line) >= _WRAP_CHARS and not _ENDS.search(line))
        if not (wrapped and not _ENDS.search(line)):
            spans.append((begin, at))
            begin = at + 1
    spans.append((begin, end))
    return spans


def _without(text: str, span: Span, skipped: list[Furniture], captions: list[Furniture]) -> list[Paragraph]:
    """What is left of `span` once furniture is cut out; captions become paragraphs of their own."""
    cuts = sorted((f for f in (*skipped, *captions) if f.start < span.end and span.start < f.end), key=lambda f: f.start)
    out: list[Paragraph] = []
    at = span.start
    for piece in cuts:
        out.append(Paragraph(at, piece.start, "body"))
        if piece.type in _CODED_FURNITURE:
            out.append(Paragraph(max(piece.start, span.start), min(piece.end, span.end), "caption"))
        at = max(at, piece.end)
    out.append(Paragraph(at, span.end, "body"))
    return [_trimmed(text, p) for p in out if text[p.start : p.end].strip(" \n-–—|:")]


def _trimmed(text: str, paragraph: Paragraph) -> Paragraph:
    piece = text[paragraph.start : paragraph.end]
    left = len(piece) - len(piece.lstrip(" \n-–—|:"))
    return Paragraph(paragraph.start + left, paragraph.start + len(piece.rstrip()), paragraph.part)


def _mark_headline(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Mark leading short lines without final punctuation as headline when longer prose follows."""
    out = list(paragraphs)
    for index, paragraph in enumerate(paragraphs[:2]):
        line = text[paragraph.start : paragraph.end]
        follows = any(_ENDS.search(text[p.start : p.end]) for p in paragraphs[index + 1 :])
        if paragraph.part != "body" or _ENDS.search(line) or len(line.split()) > _HEADLINE_WORDS or not follows:
            break
        out[index] = Paragraph(paragraph.start, paragraph.end, "headline")
    return out
