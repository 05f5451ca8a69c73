"""Noun phrases of those who take part: where their words begin and end."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.core.claim import Party
from reportedly.core.layers import Document, Token
from reportedly.core.span import Span

_SHORT_FORM = re.compile(r" \([A-Z][A-Za-z-]{1,9}\)")  # "the Eastern Renewal Front (FER)"
_POSTMODIFIERS = frozenset({"prep", "acl", "appos"})
_LONGEST_POSTMODIFIER = 9  # tokens
_PARTS = frozenset("third half quarter majority part rest remainder most some all none two-thirds portion handful dozens".split())


def find_phrase(document: Document, head: int) -> Span:
    """The noun phrase of `head`: determiners, modifiers, possessors before it and a short "of" phrase after it."""
    keep = [head]
    tokens = document.tokens
    for k in document.children[head]:
        token = tokens[k]
        if token.tag == "WDT":
            continue  # "the drones, which the authorities in Tehran provide"
        if (k < head and token.dep in ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "advmod")) or (
            k > head and token.dep == "prep" and token.lemma in ("of", "for", "in") and len(_without_others(document, k)) <= 6
        ):
            keep.extend(_without_others(document, k))
    keep = [k for k in keep if tokens[k].pos not in ("PUNCT", "SPACE") or min(keep) < k < max(keep)]
    keep = [k for k in keep if k == head or not _is_time(document, tokens[k])]
    first = head
    while first - 1 in keep:
        first -= 1
    last = head
    while last + 1 in keep:
        last += 1
    start = tokens[first].start
    return Span(start, tokens[last].end)


def widen(document: Document, party: Party, trigger: int) -> Party:
    """The party with its quote run on over what follows its noun ("a group linked to al Qaeda"), short of the act's word."""
    heads = [t.i for t in document.inside(party.start, party.end)]
    if not heads or document.tokens[heads[-1]].pos == "PRON":
        return party
    inside = set(heads)
    head = next((k for k in heads if document.tokens[k].head not in inside), heads[-1])
    last = heads[-1]
    for k in document.children[head]:
        if k <= last or document.tokens[k].dep not in _POSTMODIFIERS:
            continue
        words = document.subtree(k)
        if words[0] > last + 2 or len(words) > _LONGEST_POSTMODIFIER or words[0] <= trigger <= words[-1]:
            break
        last = max(last, words[-1])
    while document.tokens[last].pos in ("PUNCT", "SPACE"):
        last -= 1
    end = max(party.end, document.tokens[last].end)
    text = document.report.text
    short = _SHORT_FORM.match(text, end)
    end = short.end() if short else end
    end += text[end : end + 1] == ")" and text.count("(", party.start, end) > text.count(")", party.start, end)
    return replace(party, quote=document.report.text[party.start : end], end=end)


def _is_time(document: Document, token: Token) -> bool:
    """True for "Monday" in "On Monday Norway's coast guard", which the parser takes for a part of the name."""
    if token.ent_type not in ("DATE", "TIME") and token.tag not in ("CD", "NNP"):
        return False
    return any(m.start <= token.start and token.end <= m.end for m in document.times)


def _without_others(document: Document, i: int) -> list[int]:
    """Tokens under the token at `i` but for what is joined by "and": "of the Red Cross" in "of the Red Cross and X"."""
    joined = {
        w
        for c in document.children[i]
        for k in document.children[c]
        if document.tokens[k].dep in ("cc", "conj")
        for w in document.subtree(k)
    }
    return [w for w in document.subtree(i) if w not in joined]


def whole_of(document: Document, token: Token) -> int | None:
    """What "a third of the Bolivian soldiers", "most of its troops" is a part of."""
    if token.lemma.lower() not in _PARTS:
        return None
    inside = [c for k in document.children[token.i] if document.tokens[k].lemma == "of" for c in document.children[k]]
    return next((c for c in inside if document.tokens[c].pos in ("NOUN", "PROPN")), None)
