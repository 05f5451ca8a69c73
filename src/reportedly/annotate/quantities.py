"""Numbers with their bounds, units and counted nouns.

Coding rule 6: "about N" low = high = N, approximate; "more than N" low N; "up to N" high N; dozens 24, hundreds 200,
thousands 2,000, tens of thousands 20,000, hundreds of thousands 200,000, millions 2,000,000, each with high None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.annotate.quantity_grammar import CURRENCY, PATTERN, RATES, SCALE, UNIT_OF, UNITS, VAGUE_LOW
from reportedly.core.layers import TIME_UNITS, Document, QuantityMention, TimeMention, Token
from reportedly.core.numbers import NUMBERS, read_spelled
from reportedly.ontology.estimating import find_change, noun_put_at

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5}
_SCALE_SHARED = 1000
# "rose by $44 billion to $419 billion" is a change and what it led to; "by 1 to 1.5 degrees" is a range.
_APART = 3
_ONE_OF = frozenset({"a", "an", "another", "the"})  # "a further hundred", "the thousand"
_BY = re.compile(r"\b(?:by|up|down)\s+$", re.I)
_FROM = re.compile(  # "raised it from 1,500 to 5,000" is no range
    r"\b(?:rais|increas|boost|expand|lift|br[io]|t[ao]k|took|cut|reduc|halv|lower|slash|doubl|tripl|gr[eo]w|sw[eo]l|f[ae]ll|drop|"
    r"shr[iau]nk|ris|rose)\w*\b[^.;\n]{0,120}\bfrom\s$",
    re.I,
)
_FAR = 140
_MORE = re.compile(r"^(?:more|additional|extra|further|new)\s+", re.I)
_LOW_ONLY = {
    "more than",
    "over",
    "above",
    "at least",
    "no fewer than",
    "no less than",
    "not fewer than",
    "not less than",
    "upwards of",
    "exceeding",
}
_HIGH_ONLY = {
    "up to",
    "at most",
    "as many as",
    "as much as",
    "no more than",
    "fewer than",
    "less than",
    "under",
    "below",
}
_NEAR = {"nearly", "almost", "close to", "about", "around", "approximately", "roughly", "some", "an estimated", "estimated",
         "circa", "or so", "~"}  # fmt: skip
_NUMBERED = frozenset(
    "category phase level chapter article section route channel room stage grade class version season episode page flight tier "
    "rank gate terminal platform track block lot unit volume day week resolution".split()
)
_TOLD_BEFORE = 2  # sentences after which "nine were freed" is no longer of the noun counted before it
_YEAR = re.compile(r"1[6-9]\d\d|20\d\d|21[0-4]\d")
_SHORT_WORD = 3
_HYPHENED = re.compile(r"[A-Za-z]+-$")
# People told by how they fared: "13 dead", "five wounded".
_FARED = frozenset("dead wounded injured missing hurt sick".split())
_NOT_COUNTED = frozenset("time am pm morning round storey story page side".split())


@dataclass(frozen=True, slots=True)
class _Bounds:
    low: float | None
    high: float | None
    approximate: bool


def find_quantities(document: Document) -> tuple[QuantityMention, ...]:
    """Quantities of the document's prose, in order. Those inside a time expression and bare years are left out."""
    out: list[QuantityMention] = []
    text = document.report.text
    told: tuple[int, str] | None = None  # the last noun that was counted, and the sentence that counted it
    for sentence in document.sentences:
        for match in _matches(text, sentence.start, sentence.end):
            if _is_time(match, document.times) or _is_name(document, match):
                continue
            near = told[1] if told is not None and sentence.index - told[0] <= _TOLD_BEFORE else None
            mention = _mention(document, match, near)
            if mention is None:
                continue
            out.append(mention)
            if mention.head is not None and mention.of and document.tokens[mention.head].tag in ("NNS", "NNPS"):
                told = sentence.index, mention.of
    return tuple(out)


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What the pattern finds; two numbers that are no range ("fell by $3 to $9", "from 208 to 193") one by one."""
    while (match := PATTERN.search(text, start, end)) is not None:
        start = match.end()
        if match["n2"] and _are_two(match):
            first = PATTERN.match(text, match.start(), match.end("s1" if match["s1"] else "n1"))
            if first is not None:
                match, start = first, match.start("cur2") if match["cur2"] else match.start("n2")
        yield match


def _are_two(match: re.Match[str]) -> bool:
    first, second = _ends(match)
    if first is None or second is None:
        return False
    by = _BY.search(match.string, max(0, match.start() - 12), match.start())
    if _FROM.search(match.string, max(0, match.start() - _FAR), match.start()):
        return True
    return second <= first or (by is not None and second > _APART * first)


def _is_time(match: re.Match[str], times: tuple[TimeMention, ...]) -> bool:
    """True for numbers of dates and clock times; a length of time is a quantity too."""
    start, end = _number_span(match)
    unit = _unit(match)
    return any(t.start <= start and end <= t.end and not (t.type == "DURATION" and unit in TIME_UNITS) for t in times)


def _number_span(match: re.Match[str]) -> tuple[int, int]:
    return match.span(next(name for name in ("fraction", "vague", "n1") if match[name]))


def _is_name(document: Document, match: re.Match[str]) -> bool:
    """True for numbers that are part of a name (Il-76, G7, UAZ 469, Article 5) or of a score."""
    start, _ = _number_span(match)
    token = _token_at(document, start)
    if token is None:
        return True
    head = document.tokens[token.head]
    if token.dep == "nummod" and head.i > token.i and head.tag == "NNP" and not match["unit"] and token.text.isdigit():
        return True  # "787 Dreamliner", "575 Wilbraham Road"
    if token.i and document.tokens[token.i - 1].lemma.lower() in _NUMBERED and token.text.isdigit():
        return True  # "category 4", "Route 66"
    if _is_year(document, token, match):
        return True
    if token.ent_type in ("PERSON", "PRODUCT", "LAW", "EVENT", "FAC", "WORK_OF_ART") and match["hedge"] is None:
        return True
    before = document.tokens[token.i - 1] if token.i and document.tokens[token.i - 1].sentence == token.sentence else None
    named = before is not None and before.pos == "PROPN" and before.end + 1 == token.start and token.dep == "nummod"
    return bool(named and not match["unit"] and document.tokens[token.head].pos == "PROPN" and token.head < token.i)


def _is_year(document: Document, token: Token, match: re.Match[str]) -> bool:
    """True for "the 2019 review", "by 2120": four digits of a year that count no plural."""
    if not _YEAR.fullmatch(token.text) or match["unit"] or match["cur"] or match["hedge"]:
        return False
    head = document.tokens[token.head]
    return head.tag not in ("NNS", "NNPS") or token.dep != "nummod" or bool(match["n2"] and _YEAR.fullmatch(match["n2"]))


def _stands_for_noun(document: Document, match: re.Match[str]) -> bool:
    """True for a number that takes part in an act by itself, or is "of them": "nine of them were freed", "six more by Friday"."""
    number = _token_at(document, _number_span(match)[0])
    last = _token_at(document, match.end() - 1)
    if number is None or last is None or match["cur"] or match["fraction"] or number.pos != "NUM":
        return False
    after = [t.lemma for t in document.tokens[last.i + 1 : last.i + 3]]
    return (
        number.dep in ("nsubj", "nsubjpass", "dobj")
        or find_change(document, number) is not None
        or (after[:1] == ["of"] and after[-1] in ("they", "these", "those"))
    )


def _mention(document: Document, match: re.Match[str], told: str | None) -> QuantityMention | None:
    """The quantity of a match; `told` is the noun that was counted before it, for numbers that stand for one."""
    particle = _ends_a_verb(document, match)
    bounds = _bounds(match, hedged=not particle)
    if bounds is None:
        return None
    unit = _unit(match)
    number = _token_at(document, _number_span(match)[0])
    head = None if unit else _counted(document, match)
    head = noun_put_at(document, number, _token_at(document, match.end() - 1)) if head is None and unit is None else head
    again = told if unit is None and head is None and _stands_for_noun(document, match) else None
    changed = number is not None and find_change(document, number) is not None
    again = _MORE.sub("", again) if changed and again else again
    if (
        unit is None
        and head is None
        and again is None
        and not changed
        and not (match["hedge"] or match["vague"] or match["fraction"])
        and _is_bare(match)
    ):
        return None
    counted = document.tokens[head] if head is not None else None
    if counted is not None and (counted.lemma in _NOT_COUNTED or _is_of_time(document, counted)):
        return None
    single = (match["n1"] or "").lower().endswith("single")
    sure = unit or match["hedge"] or match["n1"] == "1" or single
    if bounds.low == bounds.high == 1 and not (sure or _counts_one(document, match)):
        return None
    of = _noun_phrase(document, counted) if counted else again
    if unit and match["cur"] is None:
        of = _measured(document, match) if unit not in TIME_UNITS else None
    start, end = match.start("n1") if particle else match.start(), match.end()
    piece = document.report.text[start:end]
    return QuantityMention(
        start, start + len(piece.rstrip()), piece.rstrip(), bounds.low, bounds.high, unit, of, bounds.approximate, head
    )


def _is_of_time(document: Document, token: Token) -> bool:
    """True for "last year" after a number: it tells when, not what is counted."""
    return any(t.start <= token.start and token.end <= t.end and t.type == "DATE" for t in document.times)


def _counts_one(document: Document, match: re.Match[str]) -> bool:
    """True for "one soldier"; False for "one of them", "one another", "no one"."""
    token = _token_at(document, match.start("n1"))
    return token is not None and token.dep == "nummod" and document.tokens[token.head].i > token.i


def _is_bare(match: re.Match[str]) -> bool:
    """True for a plain number without anything that makes it a count: a year, a small word, an age."""
    plain = match["n1"] or ""
    if match["s1"] or match["s2"]:
        return False
    return not plain.isdigit() or len(plain) <= 2 or (len(plain) == 4 and plain[:2] in ("19", "20"))


def _ends_a_verb(document: Document, match: re.Match[str]) -> bool:
    """True for "hand over two checkpoints": the word before the number belongs to the verb."""
    token = _token_at(document, match.start("hedge")) if match["hedge"] and match["n1"] else None
    return token is not None and token.dep == "prt"


def _measured(document: Document, match: re.Match[str]) -> str | None:
    """What there is so much of: "40 tonnes of millet"; None where that is not told."""
    last = _token_at(document, match.end() - 1)
    if last is None or last.i + 1 >= len(document.tokens) or document.tokens[last.i + 1].lemma != "of":
        return None
    nouns = (document.tokens[k] for k in document.children[last.i + 1])
    return next((_noun_phrase(document, t) for t in nouns if t.pos in ("NOUN", "PROPN")), None)


def _bounds(match: re.Match[str], *, hedged: bool = True) -> _Bounds | None:
    hedges = [" ".join(h.lower().split()) for h in (match["hedge"], match["hedge2"]) if h and hedged]
    near = any(h in _NEAR for h in hedges)
    if match["fraction"]:
        words = match["fraction"].lower().replace("-", " ").split()
        share = _share(words)
        return _Bounds(share, share, near)
    if match["vague"]:
        low = VAGUE_LOW[" ".join(match["vague"].lower().split())]
        return _Bounds(float(low), None, False)
    value, value2 = _ends(match)
    if match["minus"] and value is not None and not match["n2"] and (match["unit"] or match["minus"][0] in "mM"):
        value = -value
    if match["n2"]:
        if value is None or value2 is None or value2 <= value:
            return None
        return _Bounds(value, value2, near)
    if value is None:
        return None
    if any(h in _LOW_ONLY for h in hedges):
        return _Bounds(value, None, near)
    if any(h in _HIGH_ONLY for h in hedges):
        return _Bounds(None, value, near)
    return _Bounds(value, value, near)


def _ends(match: re.Match[str]) -> tuple[float | None, float | None]:
    """The first and the second number of a match. "two to three million": both are of millions; "$200 to $4 million": one is."""
    value, second = _value(match["n1"], match["s1"]), _value(match["n2"], match["s2"])
    if match["s2"] and not match["s1"] and value is not None and second is not None and value < _SCALE_SHARED:
        scaled = _value(match["n1"], match["s2"])
        if scaled is not None and scaled < second:
            value = scaled
    return value, second


def _share(words: list[str]) -> float:
    """ "two thirds", "one in four", "1/16", "half"."""
    if "/" in words[0] or "⁄" in words[0]:
        return 1 / float(re.split("[/⁄]", words[0])[1])
    if words[-1].rstrip("s") in _PARTS:
        return NUMBERS.get(words[0], 1) / _PARTS[words[-1].rstrip("s")]
    return NUMBERS[words[0]] / (float(words[-1]) if words[-1].isdigit() else NUMBERS[words[-1]])


def _value(number: str | None, scale: str | None) -> float | None:
    if number is None:
        return None
    plain = number.lower().replace(",", "")
    plain = "one" if plain.endswith("single") else plain
    if "hundred" in plain or "thousand" in plain:
        return read_spelled(plain)
    plain = "a" if plain.split()[0] in _ONE_OF else plain
    if re.fullmatch(r"\d*\.?\d+", plain):
        value = float(plain)
    else:
        parts = [NUMBERS.get(p) for p in plain.split("-")]
        if any(p is None for p in parts):
            return None
        value = float(sum(p for p in parts if p is not None))
    for word in (scale or "").lower().split():
        value *= SCALE[word]
    return value


def _unit(match: re.Match[str]) -> str | None:
    """The unit, of a rate with what it is for: "barrel per day"."""
    unit = _plain_unit(match)
    rate = (match["rate"] or "").lower()
    return f"{unit} per {RATES.get(rate, rate)}" if unit and rate else unit


def _plain_unit(match: re.Match[str]) -> str | None:
    if match["cur"]:
        return CURRENCY[match["cur"].lower().strip(" .")]
    if not match["unit"]:
        return None
    words = " ".join(match["unit"].replace("-", " ").split())
    return UNITS.get(words) or UNITS.get(words.lower()) or UNIT_OF[words.lower()]


def _token_at(document: Document, offset: int) -> Token | None:
    low, high = 0, len(document.tokens)
    while low < high:
        middle = (low + high) // 2
        if document.tokens[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return document.tokens[low] if low < len(document.tokens) else None


def _counted(document: Document, match: re.Match[str]) -> int | None:
    """Index of the noun that the number counts: its governor, or the noun after 'of'; None where there is none."""
    tokens = document.tokens
    first = _token_at(document, _number_span(match)[0])
    last = _token_at(document, match.end() - 1)
    if first is None or last is None:
        return None
    following = last.i + 1
    if following < len(tokens) and tokens[following].lemma == "of" and tokens[following].sentence == last.sentence:
        nouns = [k for k in document.children[following] if tokens[k].pos in ("NOUN", "PROPN")]
        if nouns:
            return nouns[0]
    for token in (last, first):
        head = tokens[token.head]
        if token.dep in ("nummod", "amod", "quantmod", "compound", "nmod") and head.pos in ("NOUN", "PROPN") and head.i > token.i:
            return _last_of_compound(document, head)
    for k in range(last.i + 1, min(last.i + 5, len(tokens))):
        token = tokens[k]
        if token.text.lower() in _FARED and k == last.i + 1:
            return k
        if token.sentence != last.sentence or token.pos in ("VERB", "PUNCT", "ADP", "CCONJ", "AUX"):
            break
        if token.pos in ("NOUN", "PROPN") and (k + 1 == len(tokens) or tokens[k + 1].pos not in ("NOUN", "PROPN")):
            return k
    return None


def _last_of_compound(document: Document, token: Token) -> int:
    """The noun at the end of a compound: "tankers" for the "milk" of "thirty milk tankers"."""
    head = document.tokens[token.head]
    while token.dep == "compound" and head.pos == "NOUN" and head.i == token.i + 1:
        token, head = head, document.tokens[head.head]
    return token.i


def _noun_phrase(document: Document, head: Token) -> str:
    """The counted noun with the nouns and adjectives right before it, without names and numbers."""
    first = head.i
    while first > 0 and document.tokens[first - 1].head in range(first - 1, head.i + 1):
        before = document.tokens[first - 1]
        named = before.pos == "PROPN" and before.dep == "compound"
        if (
            not (before.pos in ("NOUN", "ADJ") or named)
            or before.text.lower() == "single"
            or before.sentence != head.sentence
            or before.ent_type in ("CARDINAL", "QUANTITY")
        ):
            break
        first -= 1
    start = document.tokens[first].start
    hyphened = (
        _HYPHENED.search(document.report.text, max(0, start - 20), start)
        if first == head.i and len(head.text) <= _SHORT_WORD
        else None
    )
    start = hyphened.start() if hyphened is not None else start  # "pick-ups" is one word
    return document.report.text[start : head.end]
