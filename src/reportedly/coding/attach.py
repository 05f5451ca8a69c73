"""Times and quantities of the clause that names an act, and the way from a mention to the act that it hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportedly.coding.arguments import Arguments
from reportedly.core.claim import Party, Quantity, When
from reportedly.core.layers import TIME_UNITS, Document, PlaceMention, QuantityMention, TimeMention, Token
from reportedly.core.numbers import read_count
from reportedly.ontology.estimating import find_change

_RUN_OVER = 12  # characters before a party's number ("the remaining 31"), and of its noun after the party's head
_COSTING = frozenset("cost claim lose die perish drown kill wound injure destroy".split())
_M = TypeVar("_M", TimeMention, PlaceMention, QuantityMention)


@dataclass(frozen=True, slots=True)
class Anchors:
    """Tokens of the act (`act`) and of the words that tell of it (`saying`); tokens of other acts stop the search."""

    act: frozenset[int]
    saying: frozenset[int]
    others: frozenset[int]


def attach_times(document: Document, anchors: Anchors) -> tuple[When | None, When | None]:
    """Time of the act, and time when it was said or ordered: each the first that hangs on the right word, or None."""
    when: TimeMention | None = None
    said: TimeMention | None = None
    for mention in in_sentences(document, anchors, document.times):
        if mention.type in ("DURATION", "SET") and mention.edtf is None:
            continue
        if mention.value in ("FUTURE_REF", "PAST_REF") and mention.edtf is None:
            continue
        if _describes_another(document, mention, anchors):
            continue
        hit = (
            _verb_before(document, mention, anchors)
            or _opened(document, mention, anchors)
            or climb_to(document, mention.start, mention.end, anchors)
        )
        if hit in anchors.act:
            when = _better(when, mention)
        elif hit in anchors.saying and mention.value != "PRESENT_REF":
            said = _better(said, mention)
    return _when(when), _when(said)


def seen_time(document: Document, heads: list[int]) -> When | None:
    """The time that the first of these words belongs to, as the act reader sees it; None where it is resolved to nothing."""
    mentions = (m for k in heads for m in document.times if holds(document, m, k))
    return _when(next((m for m in mentions if m.edtf is not None), None))


def seen_quantities(document: Document, heads: list[int]) -> tuple[Quantity, ...]:
    """The numbers that these words belong to, as the act reader sees them, in text order."""
    found = {m.start: m for k in heads for m in document.quantities if holds(document, m, k) and m.unit not in TIME_UNITS}
    return tuple(_quantity(m) for _, m in sorted(found.items()))


def holds(document: Document, mention: TimeMention | PlaceMention | QuantityMention, i: int) -> bool:
    """True where the mention takes in token `i`, or a part of it."""
    token = document.tokens[i]
    return mention.start < token.end and token.start < mention.end


def _verb_before(document: Document, mention: TimeMention, anchors: Anchors) -> int | None:
    """The verb of saying that the time stands right behind ("said on Monday it would"), whatever the parser hung it on."""
    inside = _tokens(document, mention.start, mention.end)
    if not inside:
        return None
    k = inside[0].i - 1
    while k > 0 and document.tokens[k].pos in ("ADP", "DET") and document.tokens[k].sentence == inside[0].sentence:
        k -= 1
    return k if k in anchors.saying and document.tokens[k].pos == "VERB" else None


def _opens_clause(document: Document, mention: TimeMention) -> int | None:
    """The preposition in front of a time that stands first in its sentence ("On Monday the guard seized …"), or None."""
    inside = _tokens(document, mention.start, mention.end)
    if not inside or inside[0].i == 0:
        return None
    before = document.tokens[inside[0].i - 1]
    first = document.sentences[before.sentence].first
    return before.i if before.i == first and before.pos in ("ADP", "SCONJ") and before.dep == "prep" else None


def _opened(document: Document, mention: TimeMention, anchors: Anchors) -> int | None:
    """The verb of the sentence that a time in front of it belongs to, where the parser joined it to the next noun."""
    preposition = _opens_clause(document, mention)
    if preposition is None:
        return None
    verb = document.tokens[preposition].head
    return verb if verb in anchors.act or verb in anchors.saying else None


def _describes_another(document: Document, mention: TimeMention, anchors: Anchors) -> bool:
    """True for "spring drills", "Sunday's vote": the time belongs to a noun that is not the act."""
    head = head_in(document, mention.start, mention.end)
    if head is None:
        return True
    if _opens_clause(document, mention) is not None:
        return False
    token = document.tokens[head]
    return token.dep in ("compound", "amod", "nmod", "poss") and token.head not in anchors.act


def _better(old: TimeMention | None, new: TimeMention) -> TimeMention:
    return new if old is None or (old.edtf is None and new.edtf is not None) else old


def _when(mention: TimeMention | None) -> When | None:
    if mention is None:
        return None
    return When(mention.quote, mention.start, mention.end, mention.edtf, mention.basis, mention.anchor)


def attach_quantities(document: Document, anchors: Anchors, arguments: Arguments) -> tuple[Quantity, ...]:
    """Quantities that hang on the act or on who and what takes part in it."""
    inner = frozenset(anchors.act | set(arguments.subjects) | set(arguments.objects))
    toll = _find_toll(document, anchors.act)
    out: list[Quantity] = []
    for m in in_sentences(document, anchors, document.quantities):
        hit = climb_to(document, m.start, m.end, Anchors(inner, anchors.saying, anchors.others))
        if m.unit not in TIME_UNITS and (hit in inner or m.head in toll or _is_reached(document, m, anchors.act)):
            out.append(_quantity(m))
    return tuple(out)


def _is_reached(document: Document, m: QuantityMention, act: frozenset[int]) -> bool:
    """True for the bare numbers from and to which the act changes something."""
    number = next((t for t in _tokens(document, m.start, m.end) if t.pos == "NUM"), None)
    return m.unit is None and m.head is None and number is not None and find_change(document, number) in act


def _find_toll(document: Document, act: frozenset[int]) -> set[int]:
    """Nouns that tell what an act cost: "the riot cost 31 lives", "lost two boats in the shelling"."""
    found: set[int] = set()
    for token in (document.tokens[i] for i in act if document.tokens[i].pos == "NOUN"):
        above = document.tokens[token.head]
        if token.dep == "pobj" and above.lemma in ("in", "during", "from"):
            above = document.tokens[above.head]
        elif token.dep != "nsubj":
            continue
        if above.lemma in _COSTING:
            found |= {k for k in document.children[above.i] if document.tokens[k].dep in ("dobj", "nsubj", "nsubjpass")}
    return found


def with_counted(document: Document, quantities: tuple[Quantity, ...], parties: Sequence[Party]) -> tuple[Quantity, ...]:
    """The quantities with the numbers that stand at the head of those who take part ("31 prisoners", "six soldiers")."""
    known = {q.start for q in quantities}
    out = list(quantities)
    for party in parties:
        for m in document.quantities:
            if m.start in known or m.unit is not None or not party.start <= m.start < m.end <= party.end + _RUN_OVER:
                continue
            if m.start - party.start <= _RUN_OVER:
                known.add(m.start)
                out.append(_quantity(m))
        count = read_count(party.quote)  # "seventeen came": the number stands for those whom it counts
        if count is not None and party.start not in known:
            known.add(party.start)
            out.append(Quantity(party.quote, party.start, party.end, count, count, None, None, approximate=False))
    return tuple(sorted(out, key=lambda q: q.start))


def _quantity(m: QuantityMention) -> Quantity:
    return Quantity(m.quote, m.start, m.end, m.low, m.high, m.unit, m.of, m.approximate)


def in_sentences(document: Document, anchors: Anchors, mentions: tuple[_M, ...]) -> list[_M]:
    """Mentions in the sentence of the act."""
    sentence = document.sentences[document.tokens[min(anchors.act)].sentence]
    return [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]


def head_in(document: Document, start: int, end: int) -> int | None:
    """Token of the span whose governor lies outside it."""
    inside = [t.i for t in _tokens(document, start, end)]
    return next((i for i in inside if document.tokens[i].head not in inside or document.tokens[i].head == i), None)


def _tokens(document: Document, start: int, end: int) -> list[Token]:
    low, high = 0, len(document.tokens)
    while low < high:
        middle = (low + high) // 2
        if document.tokens[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    out = []
    while low < len(document.tokens) and document.tokens[low].start < end:
        out.append(document.tokens[low])
        low += 1
    return out


def climb_to(document: Document, start: int, end: int, anchors: Anchors) -> int | None:
    """The first anchor or other act on the way from the span's head to the root; None at another act or at the root."""
    current = head_in(document, start, end)
    for _ in range(20):
        if current is None:
            return None
        if current in anchors.act or current in anchors.saying:
            return current
        token = document.tokens[current]
        describes = token.dep in ("acl", "amod", "compound")
        if current in anchors.others and not describes:
            return None
        if token.pos == "VERB" and token.dep in ("relcl", "advcl", "ccomp", "conj", "parataxis"):
            return None
        above = document.tokens[current].head
        if above == current:
            return None
        current = above
    return None
