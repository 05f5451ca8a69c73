"""Speakers set off by a mark: "Police: twelve arrested", "Troops pulled back – ministry", and the turns of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportedly.core.layers import Attribution, Document, Sentence
from reportedly.core.span import Quote, Span
from reportedly.ontology.actors import load_actors
from reportedly.ontology.sectors import is_title, sector_of
from reportedly.text import fold, is_turn

_HEAD = re.compile(r"\s*[\"“‘']?([A-Z][^:\n.?!\"“”;,]{1,45}):\s+(?=\S)")
_TAIL = re.compile(r"(?:[^\s\d]:|\s[-–—])\s+([A-Za-z][^:\n.?!\"“”;,–—]{1,40})\s*$")
_GROUPS = frozenset({"police", "officials", "sources", "witnesses", "rescuers", "reports", "medics", "residents", "report"})
_DASHES = ("-", "–", "—")
_BEFORE_TEXT = 2  # characters of a dash and a space that sentences leave out
_TURNS, _TURNS_SHARE = 3, 0.4  # labels that make a transcript: so many, and so large a share of its paragraphs
_LONGEST = 6  # words that a speaker's name and title may have
_BASES = {"reports": "media", "report": "document", "sources": "anonymous", "officials": "anonymous", "witnesses": "anonymous"}


def find_headed(document: Document, spoken: Sequence[Attribution] = ()) -> list[Attribution]:
    """One attribution a paragraph whose words are told by who stands before the colon, or behind it in a headline.

    Who told the end of a paragraph between dashes (`spoken`: by verbs of saying) told all of it. A state's bare name is a
    subject line ("Ukraine: what we know"), no speaker, so it is passed over.
    """
    out: list[Attribution] = []
    labelled: list[tuple[tuple[Sentence, ...], Attribution | None]] = []
    for _, group in groupby(document.sentences, key=lambda s: s.paragraph):
        sentences = tuple(group)
        before = _before(document, sentences)
        labelled.append((sentences, before))
        found = before or _behind(document, sentences) or _dashed(document, sentences, spoken)
        if found is not None:
            out.append(found)
    return [*out, *_turns_that_go_on(document, labelled)]


def _turns_that_go_on(
    document: Document, labelled: list[tuple[tuple[Sentence, ...], Attribution | None]]
) -> Iterator[Attribution]:
    """In a transcript, paragraphs without a speaker go on with the turn before them. A transcript has some turns, and in them
    somebody who speaks again."""
    names = [fold(a.source[0].quote) for _, a in labelled if a is not None]
    body = [sentences for sentences, _ in labelled if sentences[0].part == "body"]
    if len(names) < max(_TURNS, _TURNS_SHARE * len(body)) or len(set(names)) == len(names) or set(names) & _GROUPS:
        return
    turn: Attribution | None = None
    last = max(n for n, (_, own) in enumerate(labelled) if own is not None)  # what follows it may be the reporter's again
    for sentences, own in labelled[:last]:
        turn = own or turn
        if own is None and turn is not None and sentences[0].part == "body":
            content = tuple(_told(document, sentences, sentences[0].start, sentences[-1].end))
            if content:
                yield replace(turn, cue=(), content=content)


def _dashed(document: Document, sentences: tuple[Sentence, ...], found: Sequence[Attribution]) -> Attribution | None:
    """A paragraph that opens with a dash and is told behind one ("- The war goes on. Nobody stops it - said the minister."), but
    for its last sentence; `found` tells who said that."""
    text, start = document.report.text, sentences[0].start
    if text[max(0, start - _BEFORE_TEXT) : start].strip() not in _DASHES:
        return None
    for told in found:
        at = told.cue[0].start if told.cue else -1
        if start <= at < sentences[-1].end and text[max(0, at - _BEFORE_TEXT) : at].strip() in _DASHES:
            before = tuple(s for s in sentences if s.end <= at)
            content = tuple(_told(document, before, start, at)) if before else ()
            return replace(told, cue=(), cue_head=None, content=content, rule="carried on") if content else None
    return None


def _before(document: Document, sentences: tuple[Sentence, ...]) -> Attribution | None:
    text = document.report.text
    match = _HEAD.match(text, sentences[0].start, sentences[-1].end)
    if match is None:
        return None
    tokens = _tokens_in(document, sentences, match.start(1), match.end(1))
    if not tokens or not (_is_speaker(document, tokens) or is_turn(document.report.text, match[1])):
        return None
    content = tuple(_told(document, sentences, match.end(), sentences[-1].end))
    return _attribution(document, tokens, Quote(":", match.end(1), match.end(1) + 1), content)


def _behind(document: Document, sentences: tuple[Sentence, ...]) -> Attribution | None:
    if sentences[0].part != "headline":
        return None
    text = document.report.text
    match = _TAIL.search(text, sentences[0].start, sentences[-1].end)
    if match is None:
        return None
    tokens = _tokens_in(document, sentences, match.start(1), match.end(1))
    if not tokens or not _is_speaker(document, tokens):
        return None
    end = match.start() + (1 if text[match.start()] not in " \t" else 0)
    mark = end if text[end] == ":" else end + 1
    content = tuple(_told(document, sentences, sentences[0].start, end))
    return _attribution(document, tokens, Quote(text[mark], mark, mark + 1), content)


def _tokens_in(document: Document, sentences: tuple[Sentence, ...], start: int, end: int) -> list[int]:
    span = range(sentences[0].first, sentences[-1].last)
    return [i for i in span if start <= document.tokens[i].start < end and document.tokens[i].pos != "SPACE"]


def _is_speaker(document: Document, indices: list[int]) -> bool:
    """True for a person, a title, an organisation of the actor table or a group that tells things; never a bare state."""
    tokens = [document.tokens[i] for i in indices]
    if len(tokens) > _LONGEST or any(t.tag in ("VBD", "VBZ", "VBP", "MD", "IN", "CD") for t in tokens):
        return False
    last, words = tokens[-1], document.report.text[tokens[0].start : tokens[-1].end]
    if last.ent_type == "PERSON" and len(tokens) <= 4:
        return all(t.text[:1].isupper() for t in tokens) or is_title(tokens[0].lemma)
    if is_title(last.lemma) or sector_of(last.lemma) is not None or last.text.lower() in _GROUPS:
        return True
    actors, key = load_actors(), fold(words.removeprefix("the ").removeprefix("The "))
    if key in actors.by_metonym:  # in the body a capital before a colon may be a dateline
        return document.sentences[last.sentence].part == "headline"
    return key in actors.by_name and actors.by_name[key].kind not in ("state", "bloc")


def _told(document: Document, sentences: tuple[Sentence, ...], start: int, end: int) -> Iterator[Quote]:
    for sentence in sentences:
        inside = [
            i
            for i in range(sentence.first, sentence.last)
            if start <= document.tokens[i].start < end and document.tokens[i].pos not in ("PUNCT", "SPACE")
        ]
        if inside:
            yield document.quote(document.span_of(inside))


def _attribution(document: Document, source: list[int], cue: Quote, content: tuple[Quote, ...]) -> Attribution | None:
    if not content:
        return None
    first, last = document.tokens[source[0]], document.tokens[source[-1]]
    basis = _BASES.get(last.text.lower(), "statement")
    quote = document.quote(Span(first.start, last.end))
    return Attribution((quote,), (cue,), content, source[-1], None, basis, "mark:colon or dash")
