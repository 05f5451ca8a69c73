"""The attribution chain of a claim: from the one who first said it outward to the report."""

from __future__ import annotations

import re

from reportedly.coding.belied import is_telling
from reportedly.coding.parties import find_party, is_abstract
from reportedly.coding.reading import Reading
from reportedly.core.claim import Party, Speaker
from reportedly.core.known import ARMED, group_key
from reportedly.core.layers import Attribution, Document, Token
from reportedly.ontology.actors import load_actors
from reportedly.text import fold

_OWN_VOICE = frozenset({"our", "us", "we", "i", "our correspondent", "this newspaper"})
_NOBODY = frozenset(
    {
        "it",
        "this",
        "that",
        "which",
        "there",
        "these",
        "those",
        "who",
        "what",
        "nothing",
        "no one",
        "nobody",
        "none",
        "everyone",
        "many",
    }
)
_OUTLET_WORDS = frozenset(
    "news radio tv television times post herald tribune gazette agency daily channel broadcaster fm".split()
)
_QUOTED_SENTENCES = 3
_CREDIT_CHARS = 100
_CREDIT = re.compile(r"\([^()\n]{2,100}/\s?(?:[A-Z]{2,5}|Reuters|Getty(?: Images)?|Handout|Pool)\b[^()\n]{0,30}\)")
_NOT_SPEAKERS = frozenset("move step call end order decision action attack news flag banner development tension event".split())


def attributions_around(document: Document, i: int) -> list[Attribution]:
    """Attributions whose content holds the token at `i`, the narrowest first; its own cue is none of them."""
    start, end = document.tokens[i].start, document.tokens[i].end
    found = [
        a for a in document.attributions
        if a.cue_head != i and any(q.start <= start and end <= q.end for q in a.content)
    ]  # fmt: skip
    return sorted(
        found,
        key=lambda a: (a.basis != "media" or not a.rule.startswith("phrase"), sum(len(q.quote) for q in a.content)),
    )


def build_chain(document: Document, i: int, reading: Reading, actors: list[Party], *, verbal: bool) -> list[Speaker]:
    """Speakers for the act at token `i`, the first to say it first, then outward; the report itself is never listed.

    Whoever asked for it, denied or feared it comes first. For an act done by words (`verbal`) its actor is no speaker of
    it, nor is for an ordered act the one who ordered it (coding rule 3).
    """
    out: list[Speaker] = []
    around = attributions_around(document, i)
    outer = next((a.head for a in reversed(around) if a.head is not None and not _is_self(document, a.head)), None)
    if outer is None and any(a.head is not None and _is_self(document, a.head) for a in around):
        outer = _quoter(document, i)
    orders = {c for c, kind in zip(reading.cues, reading.operators, strict=True) if kind == "order"}
    belied = {c for c, kind in zip(reading.cues, reading.operators, strict=True) if kind in ("say", "accuse", "deny")}
    belied = {c for c in belied if is_telling(document.tokens[c])} if "deny" in reading.operators else set()
    for head in reading.speakers:
        _add(document, out, _speaker(document, head, "statement", outer), actors, verbal)
    for item in around:
        if item.head is None or item.cue_head in orders or item.head in belied:
            continue
        _add(document, out, _speaker(document, item.head, item.basis, outer, item), actors, verbal)
        _add(document, out, _outlet(document, item), actors, verbal=False)
    return out


def _outlet(document: Document, item: Attribution) -> Speaker | None:
    """The outlet that somebody speaks to, through which the words came: "told Al Jazeera that …", "in an interview with X"."""
    if item.cue_head is None or not item.source:
        return None
    for k in document.children[item.cue_head]:
        token = document.tokens[k]
        heads = [k] if token.dep in ("dobj", "dative", "iobj") else []
        if token.lemma in ("to", "with"):
            heads = [c for c in document.children[k] if document.tokens[c].dep == "pobj"]
        for head in heads:
            party = find_party(document, head) if document.tokens[head].pos == "PROPN" else None
            if party is not None and _is_outlet(party):
                return Speaker(party.name, party.quote, party.start, party.end, party.actor, "media")
    return None


def _is_outlet(party: Party) -> bool:
    row = load_actors().by_id.get(party.actor or "")
    words = set(fold(party.name).split())
    return row.kind == "media" if row is not None else bool(words & _OUTLET_WORDS) and len(words) > 1


def seen_speakers(document: Document, heads: list[int], actors: list[Party], *, verbal: bool) -> list[Speaker]:
    """Speakers that the act reader sees, where no rule finds one."""
    out: list[Speaker] = []
    for head in heads:
        _add(document, out, _speaker(document, head, "statement", None), actors, verbal)
    return out


def _quoter(document: Document, i: int) -> int | None:
    """Head of who speaks in a quotation that runs on over sentences ("..., X said. "I am not saying that it fell. I am saying"):
    the speaker of the nearest sentence before it in the paragraph, else of the one after it."""
    here = document.tokens[i].sentence
    text = document.report.text
    found = []
    for a in document.attributions:
        if a.head is None or a.cue_head is None or document.tokens[a.head].pos == "PRON":
            continue
        there = document.tokens[a.cue_head].sentence
        low, high = sorted((document.tokens[a.cue_head].start, document.tokens[i].start))
        if abs(there - here) <= _QUOTED_SENTENCES and "\n\n" not in text[low:high]:
            found.append((there > here, abs(there - here), a.head))
    return min(found)[2] if found else None


def _is_self(document: Document, head: int) -> bool:
    return document.tokens[head].text.lower() in ("i", "we")


def _speaker(document: Document, head: int, basis: str, outer: int | None, item: Attribution | None = None) -> Speaker | None:
    token = document.tokens[head]
    if token.lemma in _NOT_SPEAKERS or (is_abstract(document, head) and basis not in ("imagery", "document")):
        return None
    party = find_party(document, head, outer)
    if party is None or _is_credited(document, token):
        return None
    quote = item.source[0] if item is not None and item.source and not _is_self(document, head) else None
    if quote is not None and quote.start <= token.start and token.end <= quote.end:
        inside = quote.start <= party.start and party.end <= quote.end
        name = party.name if inside or party.name != party.quote else quote.quote  # a headline's parse may run past the name
        return Speaker(name, quote.quote, quote.start, quote.end, _id_of(party), basis)
    return Speaker(party.name, party.quote, party.start, party.end, _id_of(party), basis)


def _is_credited(document: Document, token: Token) -> bool:
    """True for who stands in a picture's credit: "(Russian Defence Ministry Press Service/PA)"."""
    text = document.report.text
    opens = text.rfind("(", max(0, token.start - _CREDIT_CHARS), token.start)
    return opens >= 0 and (credit := _CREDIT.match(text, opens)) is not None and token.end <= credit.end()


def _id_of(party: Party) -> str | None:
    """The speaker's id: of armed groups that no table lists the one for all of their country, never the state's."""
    if party.sector in ARMED and party.country and party.actor in (None, party.country):
        return group_key(party.country)
    return party.actor or party.country


def _add(document: Document, out: list[Speaker], speaker: Speaker | None, actors: list[Party], verbal: bool) -> None:
    if speaker is None or fold(speaker.name) in _NOBODY or fold(speaker.quote).split()[:1] == ["our"]:
        return
    publisher = document.report.publisher
    if publisher and fold(speaker.name) and fold(speaker.name) == fold(publisher):
        return
    if any(_same(speaker, other) for other in out):
        return
    if verbal and not out and any(_is_actor(speaker, a) for a in actors):
        return
    out.append(speaker)


def _same(a: Speaker, b: Speaker) -> bool:
    return fold(a.name) == fold(b.name) or (
        a.actor is not None and a.actor == b.actor and a.actor not in ("", None) and len(a.actor) != 3
    )


def _is_actor(speaker: Speaker, actor: Party) -> bool:
    if fold(speaker.name) == fold(actor.name) or speaker.start == actor.start:
        return True
    return speaker.actor is not None and speaker.actor == actor.actor
