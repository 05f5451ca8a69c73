"""Turns labelled reports into what the act reader learns from: for each window of words, its acts or its attributions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportedly.annotate.act_labels import MODES, PARTS, POLARITIES, ROLES, STAGES
from reportedly.annotate.parse import parse_reports
from reportedly.annotate.pieces import Pieces
from reportedly.annotate.windows import Window, make_windows
from reportedly.config import Config
from reportedly.core.layers import Document
from reportedly.core.raw import RawReport
from reportedly.core.report import Report
from reportedly.core.span import Span
from reportedly.evaluate.labels import find_words
from reportedly.read.inputs import make_report


@dataclass(slots=True)
class Act:
    """A labelled act, all in numbers: its word in the window, the values of its fields, and (role, word) pairs."""

    word: int
    mode: int
    stage: int
    polarity: int
    background: int
    roles: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Saying:
    """A labelled attribution: its first cue word and the words of its parts, as (part, word) pairs."""

    word: int
    parts: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Example:
    """One window with its acts, or with its attributions; None where the row is not labelled for them. `row` is its id.

    `facts`: words with how surely what they tell happened, -1 (certainly not) to 1 (certainly).
    """

    row: str
    window: Window
    acts: list[Act] | None
    sayings: list[Saying] | None = None
    facts: tuple[tuple[int, float], ...] = ()


def make_examples(rows: Sequence[dict[str, Any]], config: Config, vocabulary: Pieces) -> Iterator[Example]:
    """Examples of reports labelled with claims, in order. Rows whose text cannot be read are left out."""
    raws = [(row, RawReport(text=row["text"], ref=row["id"], published=row.get("published"))) for row in rows]
    reports = [(row, make_report(raw, config.read, None).report) for row, raw in raws]
    for row, document in _parsed([(row, report) for row, report in reports if report is not None], config):
        yield from _of_document(row, document, vocabulary)


def make_sayings(rows: Sequence[dict[str, Any]], config: Config, vocabulary: Pieces) -> Iterator[Example]:
    """Examples of reports labelled with attributions (offsets in their text), in order."""
    for row, document in _parsed([(row, Report(row["id"], row["text"])) for row in rows], config):
        found = [(_first(document, a["cue"]), a) for a in row["attributions"]]
        for window in make_windows(document, vocabulary):
            here = [(word, a) for word, a in found if word is not None and window.fresh <= word < window.last]
            yield Example(row["id"], window, None, [_saying(document, window, word, a) for word, a in here])


def make_facts(rows: Sequence[dict[str, Any]], config: Config, vocabulary: Pieces) -> Iterator[Example]:
    """Examples of sentences in which one word is judged: `event_span` and `score`, -3 (certainly not) to 3 (certainly)."""
    for row, document in _parsed([(row, Report(row["id"], row["text"])) for row in rows], config):
        word = _first(document, [row["event_span"]])
        for window in make_windows(document, vocabulary):
            if word is not None and window.fresh <= word < window.last:
                yield Example(row["id"], window, None, None, ((word - window.first, row["score"] / 3),))


def _first(document: Document, spans: list[list[int]]) -> int | None:
    words = _words_in(document, spans)
    return words[0] if words else None


def _words_in(document: Document, spans: list[list[int]]) -> list[int]:
    """Tokens that lie in the spans."""
    out = []
    for start, end in spans:
        k = bisect_left(document.tokens, start, key=lambda t: t.end - 1)
        while k < len(document.tokens) and document.tokens[k].start < end:
            out.append(k)
            k += 1
    return sorted(set(out))


def _saying(document: Document, window: Window, word: int, attribution: dict[str, Any]) -> Saying:
    parts = [
        (n, k - window.first) for n, part in enumerate(PARTS) for k in _words_in(document, attribution[part])
        if window.first <= k < window.last
    ]  # fmt: skip
    return Saying(word - window.first, parts)


def _parsed(pairs: Sequence[tuple[dict[str, Any], Report]], config: Config) -> Iterator[tuple[dict[str, Any], Document]]:
    documents = parse_reports([report for _, report in pairs], config.annotate.model, config.annotate.batch_paragraphs)
    for (row, _), document in zip(pairs, documents, strict=True):
        yield row, document


def _of_document(row: dict[str, Any], document: Document, vocabulary: Pieces) -> Iterator[Example]:
    found = [(word, label) for label in row["claims"] if (word := _word_of_act(document, label)) is not None]
    for window in make_windows(document, vocabulary):
        acts: dict[int, Act] = {}
        for word, label in found:
            if window.fresh <= word < window.last:
                acts.setdefault(word, _act(document, window, word, label))
        yield Example(row["id"], window, list(acts.values()))


def _act(document: Document, window: Window, word: int, label: dict[str, Any]) -> Act:
    act = Act(
        word - window.first, MODES.index(label["type"]), STAGES.index(label["stage"]), POLARITIES.index(label["polarity"]),
        int(label["background"]),
    )  # fmt: skip
    fillers = {
        "actor": label["actors"], "recipient": label["recipients"],
        "speaker": [s[0] for s in label["attribution"][:1]], "place": [p[0] for p in label["places"]],
        "when": _quotes(label.get("when")), "said_when": _quotes(label.get("said_when")),
        "quantity": [q["quote"] for q in label["quantities"]],
    }  # fmt: skip
    for role, names in fillers.items():
        for words in names:
            head = _head_of(document, words, document.tokens[word].start)
            if head is not None and window.first <= head < window.last:
                act.roles.append((ROLES.index(role), head - window.first))
    return act


def _quotes(value: dict[str, Any] | None) -> list[str]:
    return [value["quote"]] if value and value.get("quote") else []


def _word_of_act(document: Document, label: dict[str, Any]) -> int | None:
    span = find_words(document.report.text, label["quote"], label.get("start"))
    inside = span and find_words(document.report.text, label["trigger"], span.start, within=span)
    return _head_in(document, inside) if inside else None


def _head_of(document: Document, words: str, near: int) -> int | None:
    span = find_words(document.report.text, words, near)
    return _head_in(document, span) if span else None


def _head_in(document: Document, span: Span) -> int | None:
    """The token in the span that no other token in it governs; the first of several."""
    inside = [t for t in document.tokens if t.start < span.end and span.start < t.end]
    numbers = {t.i for t in inside}
    tops = [t.i for t in inside if (t.head == t.i or t.head not in numbers) and t.pos not in ("PUNCT", "SPACE")]
    return min(tops, default=None)
