"""What is told to be there or to be held: "has 60 tanks on the island", "there are 4,000 soldiers along the line".

No word of these names an act; they count what builds up ("his group had 14 captives": or is kept).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.coding.arguments import find_arguments
from reportedly.coding.attach import seen_quantities, seen_time
from reportedly.coding.chain import attributions_around, seen_speakers
from reportedly.coding.counting import force_counted
from reportedly.coding.lexicon import load_classes
from reportedly.coding.parties import find_party
from reportedly.coding.spots import seen_places
from reportedly.coding.version import CODER, CODER_VERSION
from reportedly.core.claim import Claim, Coder, Party, Polarity, Speaker, Stage, claim_id
from reportedly.core.layers import Document, QuantityMention, Token
from reportedly.core.span import Quote, Span, cut
from reportedly.ontology.forces import counted_apart, kind_of_force

RULE = "count.present"
_STILL = r"(?:\s+(?:now|still|currently|already|some|only|even))?"
_HAS = re.compile(rf"\b(?:has|have|had|keeps?|kept|maintains?|maintained|fields?|fielded){_STILL}\s+$")
_SEEN = re.compile(
    rf"\b(?:shows?|showed|counts?|counted|saw|sees?|seen|sighted|spotted|detected|estimates?|estimated){_STILL}\s+$"
)
_JOINED = re.compile(r"(?:,|,? and| or)\s+")
_GROUPS = frozenset({"people: fighters"})  # armed groups are counted by their men, wherever they are
_HAVING = frozenset({"have", "keep", "maintain", "field"})
_THERE = re.compile(rf"\b[Tt]here\s+(?:are|were|is|was){_STILL}\s+$")
_PLACED = (
    r"\s+(?:on|in|at|near|along|around|opposite|inside|outside|across|behind|beside|off|close to|within|"
    r"(?:east|west|north|south) of)"
    r"\s+(?!court|risk|work|charge|need|favou?r|doubt|trouble|talks|the running)"
)
_SOMEWHERE = re.compile(
    r"\s+(?:(?:stationed|deployed|massed|based|gathered|positioned|posted|camped|moored|parked|dug in|placed|garrisoned)\s+)?"
    r"(?:on|in|at|near|along|around|opposite|inside|outside|across|behind|beside|off|close to|within)\s+"
    r"(?!(?:its|their|his|the|our)\s+(?:army|ranks|armed|military|navy|arsenal|inventory|fleet|total|all)\b)"
)
_OF_THEM = re.compile(
    r"\bof (?:the|an?|its|their|those|these|some)?\s*$|\b(?:no|not|none|hardly|never)\s+$", re.I
)  # "none of the 300 are"
_POSTED = "stationed|deployed|massed|based|gathered|positioned|posted|camped|moored|parked|dug in|placed|garrisoned|concentrated"
_ARE = re.compile(rf"\s+(?:are|were|remain|remained|stood|stand|wait|waited){_STILL}(?:\s+(?:{_POSTED}))?(?={_PLACED})")
# Words before the number that leave open or deny that so many are there.
_OPEN = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|not|n['’]t|no|never|neither|nor|whether|if|unless|doubt\w*|false|untrue|reject\w*|dismiss\w*|would|"
    r"could|may|might)\b",
    re.I,
)


def find_present(document: Document, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims that so many of a force are somewhere, or so many people held, where no other claim counts them."""
    told = {q.start for c in claims if c.event_type != "COERCE" for q in c.quantities}
    kept = {q.start for c in claims for q in c.quantities}
    text = document.report.text
    for mention in _with_force(document, [q for q in document.quantities if q.start not in told and q.unit is None]):
        if mention.head is None:
            continue
        word = document.tokens[mention.head]
        before = text[document.sentences[word.sentence].start : mention.start]
        has, there = _HAS.search(before), _THERE.search(before) or _SEEN.search(before)
        held = word.lemma in load_classes()["INMATE"]
        force = kind_of_force(mention.of) is not None
        posted = force and (
            _SOMEWHERE.match(text, _end_of(document, _listed(document, mention)[-1])) or counted_apart(mention.of) in _GROUPS
        )
        are = _ARE.match(text, word.end) if force and mention.start not in kept and not _is_left_open(before) else None
        put = force and mention.start > word.end
        if (has and ((held and mention.start not in kept) or posted)) or (there and posted and not held) or are or put:
            claim = _claim(document, mention, held=held, has=has is not None)
            if claim is not None:
                yield claim if claim.attribution else replace(claim, attribution=_heard_beside(document, word, claims))


def _with_force(document: Document, mentions: Sequence[QuantityMention]) -> Iterator[QuantityMention]:
    """The numbers; one that a verb puts a force at ("puts the number of its soldiers in Mali at 300") with that force."""
    for mention in mentions:
        sentence = next((s for s in document.sentences if s.start <= mention.start < s.end), None)
        words = document.tokens[sentence.first : sentence.last] if sentence is not None else ()
        verb = next((t for t in reversed(words) if t.start < mention.start and t.pos == "VERB"), None)
        force = force_counted(document, verb.i) if mention.head is None and verb is not None else None
        yield replace(mention, head=force, of=document.tokens[force].text) if force is not None else mention


def _is_left_open(before: str) -> bool:
    """True where the words before a number take a part of it, or leave open or deny that so many are there."""
    return _OF_THEM.search(before) is not None or _OPEN.search(before) is not None


def _listed(document: Document, mention: QuantityMention) -> list[QuantityMention]:
    """The counted force with those that it is listed with behind it: "1,200 guardsmen and four patrol boats"."""
    text, out = document.report.text, [mention]
    after = {q.start: q for q in document.quantities if q.head is not None}
    while (head := out[-1].head) is not None and (joined := _JOINED.match(text, document.tokens[head].end)):
        if joined.end() not in after:
            break
        out.append(after[joined.end()])
    return out


def _end_of(document: Document, mention: QuantityMention) -> int:
    return document.tokens[mention.head].end if mention.head is not None else mention.end


def _heard_beside(document: Document, word: Token, claims: Sequence[Claim]) -> tuple[Speaker, ...]:
    """Who tells all other claims of the sentence and is named behind them ("has 60 tanks there and will bring more, X said");
    nobody where they are told by several, by the report itself, or in a clause of the speaker's own."""
    sentence = document.sentences[word.sentence]
    beside = [c for c in claims if sentence.start <= c.trigger.start < sentence.end]
    if len({c.attribution for c in beside}) != 1 or not beside[0].attribution:
        return ()
    speaker = beside[0].attribution[0]
    return beside[0].attribution if all(max(c.trigger.end, word.end) <= speaker.start for c in beside) else ()


def _claim(document: Document, mention: QuantityMention, *, held: bool, has: bool) -> Claim | None:
    assert mention.head is not None
    word, text = document.tokens[mention.head], document.report.text
    sentence = document.sentences[word.sentence]
    verb = next((t.i for t in reversed(document.tokens[sentence.first : word.i]) if t.lemma in _HAVING), None) if has else None
    heads = find_arguments(document, verb).subjects if verb is not None else []
    around = [a for a in attributions_around(document, word.i) if a.head is not None]
    speakers = tuple(seen_speakers(document, [a.head for a in around[:1] if a.head is not None], [], verbal=False))
    owners = [p for h in heads if (p := find_party(document, h, around[0].head if around else None)) is not None]
    if not owners and not held:
        owners = [p for p in (find_party(document, word.i),) if p is not None and p.country is not None]
    if not owners and (held or not speakers):  # "there are 100 such systems across Europe" is nobody's force
        return None
    first = owners[0].start if owners and has else mention.start
    inside = [t.i for t in document.tokens[word.i : sentence.last]]
    inside = inside[: next((n for n, k in enumerate(inside) if document.tokens[k].text in (",", ";", ".")), len(inside))]
    spots = [k for p in document.places for k in inside if p.start <= document.tokens[k].start < p.end]
    times = [k for t in document.times if t.edtf for k in inside if t.start <= document.tokens[k].start < t.end]
    held_ones = (_party(document, mention),) if held else ()
    quote = cut(text, min(first, mention.start, word.start), document.tokens[inside[-1]].end if inside else word.end)
    return Claim(
        id=claim_id(document.report.id, Span(word.start, word.end), "COERCE" if held else "MOBILIZE", (RULE,)),
        report=document.report.id, quote=quote.quote, start=quote.start, end=quote.end,
        trigger=Quote(text[word.start : word.end], word.start, word.end), attribution=speakers,
        event_type="COERCE" if held else "MOBILIZE", mode="arrest" if held else "troops", part=sentence.part,
        stage=Stage.UNDER_WAY, polarity=Polarity.AFFIRMED, background=False, actors=tuple(owners[:1]), recipients=held_ones,
        when=seen_time(document, times), said_when=None, places=seen_places(document, spots, set()),
        quantities=seen_quantities(
            document, [t.i for m in _listed(document, mention) for t in document.tokens if m.start <= t.start < m.end]
        ),
        coder=Coder(CODER, CODER_VERSION, RULE, None), cues=(),
    )  # fmt: skip


def _party(document: Document, mention: QuantityMention) -> Party:
    assert mention.head is not None
    end = document.tokens[mention.head].end
    quote = document.report.text[mention.start : end]
    return Party(quote, quote, mention.start, end, None, None, None)
