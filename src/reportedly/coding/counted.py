"""Sentences that somebody asks the record about and that name no act: what they say, as a claim.

One that only counts a force ("about 30,000 Russian soldiers were still at the border") says that it is there; any other is a
claim without a type, to be found again by its words. In reports such a state is coded where a word tells the act.
"""

from __future__ import annotations

import re

from reportedly.coding.attach import seen_quantities, seen_time
from reportedly.coding.chain import seen_speakers
from reportedly.coding.parties import find_party
from reportedly.coding.spots import seen_places
from reportedly.coding.version import CODER, CODER_VERSION
from reportedly.core.claim import Claim, Coder, Polarity, Stage, claim_id
from reportedly.core.layers import Document, QuantityMention
from reportedly.core.span import Quote, Span
from reportedly.ontology.forces import kind_of_force

RULE = "count.force"
PLAIN_RULE = "sentence.plain"
_GOING = re.compile(
    r"\b(?:way|heading|going|gone|back|moving) (?:back )?(?:home|to (?:base|barracks|bases))\b|\bwere back\b", re.I
)
_STAYING = re.compile(r"\b(?:still|remain\w*|to stay|stayed|within|near|at the border)\b", re.I)
_NEGATING = frozenset("no not never none nothing nobody n't without".split())


def find_counted_force(document: Document) -> Claim | None:
    """The claim that so many of a force of somebody are there; None where no force is counted.

    Its doer is that of the counted noun or, where that tells none, the first state that the sentence names; speakers, time and
    places are those of the sentence.
    """
    counted = next((q for q in document.quantities if kind_of_force(q.of) is not None and q.head is not None), None)
    if counted is None or counted.head is None:
        return None
    word, text = document.tokens[counted.head], document.report.text
    heads = [a.head for a in document.attributions if a.head is not None]
    speakers = tuple(seen_speakers(document, heads[:1], [], verbal=False))
    owner = find_party(document, counted.head)
    if owner is None or owner.country is None:
        said = {s.start for s in speakers}
        named = [
            find_party(document, _token_at(document, e.start)) for e in document.entities if e.country and e.start not in said
        ]
        owner = next((p for p in named if p is not None and p.country), owner)
    tokens = [t.i for t in document.tokens]
    times = [k for t in document.times if t.edtf for k in tokens if t.start <= document.tokens[k].start < t.end]
    spots = [k for p in document.places for k in tokens if p.start <= document.tokens[k].start < p.end]
    taken = {k for k in spots if owner is not None and owner.start <= document.tokens[k].start < owner.end}
    sentence = document.sentences[word.sentence]
    return Claim(
        id=claim_id(document.report.id, Span(word.start, word.end), "MOBILIZE", (RULE,)), report=document.report.id,
        quote=text[sentence.start : sentence.end], start=sentence.start, end=sentence.end,
        trigger=Quote(text[word.start : word.end], word.start, word.end), attribution=speakers, event_type="MOBILIZE", mode=None,
        part=sentence.part, stage=Stage.UNDER_WAY, polarity=Polarity.AFFIRMED, background=False,
        actors=(owner,) if owner is not None else (), recipients=(), when=seen_time(document, times), said_when=None,
        places=seen_places(document, spots, taken), quantities=seen_quantities(document, [_number(document, counted)]),
        coder=Coder(CODER, CODER_VERSION, RULE, None), cues=(),
    )  # fmt: skip


def find_plain_statement(document: Document) -> Claim | None:
    """The sentence as it stands, with all that it names; None for a text without a word."""
    root = next((t for t in document.tokens if t.head == t.i), None)
    if root is None:
        return None
    text = document.report.text
    sentence = document.sentences[root.sentence]
    heads = [a.head for a in document.attributions if a.head is not None]
    speakers = tuple(seen_speakers(document, heads[:1], [], verbal=False))
    said = {s.start for s in speakers}
    parties = [find_party(document, _token_at(document, e.start)) for e in document.entities if e.country and e.start not in said]
    tokens = [t.i for t in document.tokens]
    times = [k for t in document.times if t.edtf for k in tokens if t.start <= document.tokens[k].start < t.end]
    spots = [k for p in document.places for k in tokens if p.start <= document.tokens[k].start < p.end]
    denied = any(t.lemma.lower() in _NEGATING for t in document.tokens)
    of_force = any(kind_of_force(t.lemma) is not None for t in document.tokens)
    words = text[sentence.start : sentence.end]
    going, staying = _GOING.search(words), _STAYING.search(words)
    if of_force and (going or staying):  # a force that is still there has not left; one of which none is there has
        stays = staying is not None and going is None
        kind, mode, polarity = "RETREAT", "withdraw", Polarity.NEGATED if stays != denied else Polarity.AFFIRMED
        stage = Stage.UNDER_WAY if going or not denied else Stage.DONE
    else:
        kind, mode, stage, polarity = "", None, Stage.DONE, Polarity.NEGATED if denied else Polarity.AFFIRMED
    return Claim(
        id=claim_id(document.report.id, Span(root.start, root.end), "", (PLAIN_RULE,)), report=document.report.id,
        quote=text[sentence.start : sentence.end], start=sentence.start, end=sentence.end,
        trigger=Quote(text[root.start : root.end], root.start, root.end), attribution=speakers, event_type=kind, mode=mode,
        part=sentence.part, stage=stage, polarity=polarity, background=False,
        actors=tuple(p for p in parties if p is not None)[:1], recipients=(), when=seen_time(document, times), said_when=None,
        places=seen_places(document, spots, set()), quantities=(),
        coder=Coder(CODER, CODER_VERSION, PLAIN_RULE, None), cues=(),
    )  # fmt: skip


def _token_at(document: Document, start: int) -> int:
    return next(t.i for t in document.tokens if t.end > start)


def _number(document: Document, counted: QuantityMention) -> int:
    """A token of the number itself."""
    return _token_at(document, counted.start)
