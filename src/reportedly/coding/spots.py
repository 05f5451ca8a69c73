"""Where an act is told to happen: by the words that hang on it, and by what the act reader sees."""

from __future__ import annotations

from reportedly.coding.arguments import Arguments
from reportedly.coding.attach import Anchors, climb_to, head_in, holds, in_sentences
from reportedly.coding.phrases import find_phrase
from reportedly.config import CodingOptions
from reportedly.core.claim import Place
from reportedly.core.layers import ActReading, Document, PlaceMention
from reportedly.core.span import Span

_ROLES = {
    "in": "at",
    "at": "at",
    "on": "at",
    "inside": "at",
    "across": "at",
    "along": "near",
    "near": "near",
    "around": "near",
    "close": "near",
    "from": "from",
    "out": "from",
    "off": "from",
    "to": "to",
    "into": "to",
    "toward": "to",
    "towards": "to",
    "over": "at",
    "outside": "near",
    "with": "near",
    "by": "near",
    "through": "at",
    "against": "to",
}


_WHERE = frozenset("at in near above outside of off round around on beside".split())
_LOCATED = ("town", "region", "sea")
_LEAVING = frozenset("leave quit vacate exit abandon flee evacuate depart".split())
_REACHING = frozenset("reach enter".split())
_SETTING_OUT = frozenset("leave depart head sail set start fly bind".split())


def find_places_of(
    document: Document, ruled: tuple[Place, ...], reading: ActReading | None, options: CodingOptions
) -> tuple[Place, ...]:
    """The places by rules (`ruled`) that the act reader sees at all, and those that it alone is sure of, in text order.

    What it sees and no layer holds ("the valley", "every bridge in the capital") is a place of precision `none`.
    """
    if reading is None:
        return ruled
    chances = {r.i: r.chance for r in reading.roles if r.role == "place"}
    kept: list[Place] = []
    for place in ruled:
        head = next((k for k in chances if _covers(document, place, k)), None)
        if head is not None:
            kept.append((_seen_place(document, head) or place) if place.precision == "none" else place)
    for k in sorted((k for k, chance in chances.items() if chance >= options.place_sure), key=lambda k: (-chances[k], k)):
        seen = _seen_place(document, k)
        if seen is not None and not any(p.start < seen.end and seen.start < p.end for p in kept):
            kept.append(seen)
    return tuple(sorted(kept, key=lambda p: p.start))


def _covers(document: Document, place: Place, k: int) -> bool:
    return document.tokens[k].start < place.end and place.start < document.tokens[k].end


def _seen_place(document: Document, k: int) -> Place | None:
    """The place that token `k` names: one of the layer that has a position, else its noun phrase with the
    position of a town named in it ("the Siguatepeque prison"); None where it is no noun."""
    mention = next((m for m in document.places if holds(document, m, k)), None)
    if mention is not None and mention.precision != "none":
        return _place(document, mention, k)
    if document.tokens[k].pos not in ("NOUN", "PROPN"):
        return _place(document, mention, k) if mention is not None else None
    span = find_phrase(document, k)
    if mention is not None and mention.end - mention.start >= span.end - span.start:
        return _place(document, mention, k)
    span = _with_town(document, k, span)
    words = document.report.text[span.start : span.end]
    inner = (m for m in document.places if span.start <= m.start and m.end <= span.end and m.precision in _LOCATED)
    at = next(inner, None)
    held = (at.country, at.lat, at.lon, None, at.precision) if at is not None else (None, None, None, None, "none")
    return _place(document, PlaceMention(span.start, span.end, words, words, *held), k)


def _with_town(document: Document, k: int, span: Span) -> Span:
    """The phrase of a common noun with the town that it is told by: "the base at Beni", "a school in Choluteca"."""
    if document.tokens[k].pos != "NOUN":
        return span
    for word in (document.tokens[c] for c in document.children[k]):
        if word.dep != "prep" or word.lemma not in _WHERE or document.tokens[word.i - 1].end != span.end:
            continue
        towns = (
            m
            for m in document.places
            if m.precision in _LOCATED and any(holds(document, m, c) for c in document.children[word.i])
        )
        found = next(towns, None)
        if found is not None:
            return Span(span.start, found.end)
    return span


def attach_places(document: Document, anchors: Anchors, arguments: Arguments, taken: set[int]) -> tuple[Place, ...]:
    """Places that hang on the act or on who and what takes part in it; `taken` are tokens that already name parties."""
    out: list[Place] = []
    inner = anchors.act | set(arguments.subjects) | set(arguments.objects)
    for mention in in_sentences(document, anchors, document.places):
        head = head_in(document, mention.start, mention.end)
        if head is None or head in taken:
            continue
        hit = climb_to(
            document,
            mention.start,
            mention.end,
            Anchors(frozenset(inner | anchors.act), anchors.saying, anchors.others),
        )
        if hit is None or hit in anchors.saying or (hit in arguments.subjects and head == hit):
            continue
        if document.tokens[head].dep in ("poss", "npadvmod") and mention.precision == "country":
            continue
        out.append(_place(document, mention, head))
    return tuple(out)


def _place(document: Document, m: PlaceMention, head: int) -> Place:
    governor = document.tokens[document.tokens[head].head]
    role = _ROLES.get(governor.lemma, "at") if document.tokens[head].dep in ("pobj", "conj") else "at"
    if document.tokens[head].dep == "conj":
        above = document.tokens[governor.head]
        role = _ROLES.get(above.lemma, "at") if governor.dep == "pobj" else role
    role = _role_by_verb(document, head) or role
    return Place(m.quote, m.start, m.end, m.name, role, m.country, m.lat, m.lon, m.geonames_id, m.precision)


def _role_by_verb(document: Document, head: int) -> str | None:
    """The role that the verb gives: who leaves a town goes from it, who reaches it to it, who leaves for it to it too."""
    token = document.tokens[head]
    governor = document.tokens[token.head]
    if token.dep == "dobj":
        return "from" if governor.lemma in _LEAVING else "to" if governor.lemma in _REACHING else None
    if token.dep == "pobj" and governor.lemma == "for":
        return "to" if document.tokens[governor.head].lemma in _SETTING_OUT else None
    return None


def seen_places(document: Document, heads: list[int], taken: set[int]) -> tuple[Place, ...]:
    """The places that these words name, as the act reader sees them, in text order; `taken` name parties."""
    found = {m.start: (m, k) for k in heads if k not in taken for m in document.places if holds(document, m, k)}
    return tuple(_place(document, m, k) for _, (m, k) in sorted(found.items()))
