"""Numbers with their bounds, units and counted nouns.

Coding rule 6: "about N" low = high = N, approximate; "more than N" low N; "up to N" high N; dozens 24, hundreds 200,
thousands 2,000, tens of thousands 20,000, hundreds of thousands 200,000, millions 2,000,000, each with high None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.annotate.time_grammar import NUMBERS
from reportedly.core.layers import TIME_UNITS, Document, QuantityMention, TimeMention, Token
from reportedly.core.tables import names_of, read_table

_SCALE = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "k": 1e3,
}
_WORDS = "|".join(sorted((w for w in NUMBERS if w not in ("a", "an", "zero")), key=len, reverse=True))
_NUM = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{_WORDS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
_SCALED = rf"(?P<n1>{_NUM})(?:\s*(?P<s1>dozen|hundred|thousand|million|billion|trillion|bn|mn|tn|k|m)\b)?"
_SECOND = rf"(?P<n2>{_NUM})(?:\s*(?P<s2>dozen|hundred|thousand|million|billion|trillion|bn|mn|tn|k|m)\b)?"
_VAGUE = (
    r"(?P<vague>hundreds\s+of\s+millions|tens\s+of\s+millions|hundreds\s+of\s+thousands|tens\s+of\s+thousands|"
    r"several\s+million|several\s+thousand|a\s+few\s+thousand|several\s+hundred|a\s+few\s+hundred|"
    r"a\s+couple\s+of\s+thousand|several\s+dozen|dozens|scores|hundreds|thousands|millions|billions)"
)
_VAGUE_LOW = {"dozens": 24, "several dozen": 24, "scores": 40, "hundreds": 200, "several hundred": 200,
              "a few hundred": 200, "thousands": 2000, "several thousand": 2000, "a few thousand": 2000,
              "a couple of thousand": 2000, "tens of thousands": 20_000, "hundreds of thousands": 200_000,
              "millions": 2e6, "several million": 2e6, "tens of millions": 2e7, "hundreds of millions": 2e8,
              "billions": 2e9}  # fmt: skip
# Shares of something: "half of them", "two thirds of the troops".
_FRACTION = (
    r"(?P<fraction>(?:a\s+|one\s+)?half(?=\s+(?:of|the|its|their|a)\b)|"
    r"(?:a|one|two|three)[\s-]+(?:thirds?|quarters?|fifths?)(?=\s+of\b))"
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5}
_SCALE_SHARED = 1000
_CURRENCY = {"$": "USD", "us$": "USD", "us $": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "a$": "AUD", "$a": "AUD",
             "c$": "CAD", "hk$": "HKD", "s$": "SGD", "nz$": "NZD", "r$": "BRL", "rm": "MYR", "₽": "RUB", "₴": "UAH", "₩": "KRW",
             "₦": "NGN", "₪": "ILS", "chf": "CHF", "eur": "EUR", "usd": "USD", "gbp": "GBP", "rs": "INR"}  # fmt: skip
_CUR = r"US ?\$|A\$|\$A|C\$|HK\$|NZ\$|S\$|R\$|\$|€|£|¥|₹|₽|₴|₩|₦|₪|(?<![A-Za-z])(?:RM|Rs\.?|CHF|EUR|USD|GBP)\s?(?=\d)"
_UNITS = {form: unit for unit, forms in read_table("reportedly.annotate", "units.tsv", 2) for form in names_of(forms)}
_UNIT_OF = {form.lower().replace("-", " "): unit for form, unit in _UNITS.items()}
_SIGNS = frozenset(f for f in _UNITS if not f.isascii() or f.upper() == f or len(f) <= 3 or "/" in f)
_UNIT = "(?P<unit>" + "|".join(
    (re.escape(f) if f in _SIGNS else r"(?i:" + re.escape(f).replace(r"\ ", r"[\s-]+") + ")")
    for f in sorted(_UNITS, key=lambda f: (-len(f), f))
) + r")(?![A-Za-z])"  # fmt: skip
_HEDGE = (
    r"(?:(?P<hedge>more\s+than|over|above|at\s+least|no\s+fewer\s+than|no\s+less\s+than|upwards\s+of|exceeding|"
    r"fewer\s+than|less\s+than|under|below|nearly|almost|close\s+to|up\s+to|at\s+most|as\s+many\s+as|as\s+much\s+as|"
    r"no\s+more\s+than|about|around|approximately|roughly|~|some|an\s+estimated|estimated|circa|or\s+so)(?:\s+|(?<=~)))?"
    r"(?:(?P<hedge2>an\s+estimated|estimated|about|some|around)\s+)?"
)
_PATTERN = re.compile(
    rf"(?i:(?<![\w.,/-])(?:between\s+(?=.{{1,24}}\sand\s))?{_HEDGE}(?P<cur>{_CUR})?(?:{_FRACTION}|{_VAGUE}|{_SCALED}"
    rf"(?:(?:(?:\s?%|\s+per\s?cent)(?=\s*(?:-|–|to|and)\s*{_NUM}\s*(?:%|per\s?cent|pc\b)))?\s*(?:-|–|to|(?<!\d\s)or|and)\s*(?P<cur2>US\$|\$|€|£)?{_SECOND})?))(?:(?:\s+of)?\s*-?\s*{_UNIT})?(?![\w/]|-\d|,\d|:\d)"
    r"(?P<strong>-(?:strong|member))?"
)
_LOW_ONLY = {"more than", "over", "above", "at least", "no fewer than", "no less than", "upwards of", "exceeding"}
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
    for sentence in document.sentences:
        for match in _PATTERN.finditer(text, sentence.start, sentence.end):
            if match.end() > sentence.end or _is_time(match, document.times) or _is_name(document, match):
                continue
            mention = _mention(document, match)
            if mention is not None:
                out.append(mention)
    return tuple(out)


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
    if token.ent_type in ("PERSON", "PRODUCT", "LAW", "EVENT", "FAC", "WORK_OF_ART") and match["hedge"] is None:
        return True
    before = document.tokens[token.i - 1] if token.i and document.tokens[token.i - 1].sentence == token.sentence else None
    named = before is not None and before.pos == "PROPN" and before.end + 1 == token.start and token.dep == "nummod"
    return bool(named and not match["unit"] and document.tokens[token.head].pos == "PROPN" and token.head < token.i)


def _mention(document: Document, match: re.Match[str]) -> QuantityMention | None:
    bounds = _bounds(match)
    if bounds is None:
        return None
    unit = _unit(match)
    head = None if unit else _counted(document, match)
    if unit is None and head is None and not (match["hedge"] or match["vague"] or match["fraction"]) and _is_bare(match):
        return None
    counted = document.tokens[head] if head is not None else None
    if counted is not None and counted.lemma in _NOT_COUNTED:
        return None
    if bounds.low == bounds.high == 1 and not (unit or match["hedge"] or match["n1"] == "1" or _counts_one(document, match)):
        return None
    of = _noun_phrase(document, counted) if counted else None
    if unit and match["cur"] is None:
        of = None
    start, end = match.span()
    piece = document.report.text[start:end]
    return QuantityMention(
        start, start + len(piece.rstrip()), piece.rstrip(), bounds.low, bounds.high, unit, of, bounds.approximate, head
    )


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


def _bounds(match: re.Match[str]) -> _Bounds | None:
    hedges = [" ".join(h.lower().split()) for h in (match["hedge"], match["hedge2"]) if h]
    near = any(h in _NEAR for h in hedges)
    if match["fraction"]:
        words = match["fraction"].lower().replace("-", " ").split()
        share = NUMBERS.get(words[0], 1) / _PARTS[words[-1].rstrip("s")]
        return _Bounds(share, share, near)
    if match["vague"]:
        low = _VAGUE_LOW[" ".join(match["vague"].lower().split())]
        return _Bounds(float(low), None, False)
    value, value2 = _value(match["n1"], match["s1"]), None
    if match["n2"]:
        value2 = _value(match["n2"], match["s2"])
        if match["s2"] and not match["s1"] and value is not None and value < _SCALE_SHARED:  # "two to three million"
            value = _value(match["n1"], match["s2"])
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


def _value(number: str | None, scale: str | None) -> float | None:
    if number is None:
        return None
    plain = number.lower().replace(",", "")
    if re.fullmatch(r"[\d.]+", plain):
        value = float(plain)
    else:
        parts = [NUMBERS.get(p) for p in plain.split("-")]
        if any(p is None for p in parts):
            return None
        value = float(sum(p for p in parts if p is not None))
    value *= _SCALE.get((scale or "").lower(), 1.0)
    return value


def _unit(match: re.Match[str]) -> str | None:
    if match["cur"]:
        return _CURRENCY[match["cur"].lower().strip(" .")]
    if not match["unit"]:
        return None
    words = " ".join(match["unit"].replace("-", " ").split())
    return _UNITS.get(words) or _UNITS.get(words.lower()) or _UNIT_OF[words.lower()]


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
            return head.i
    for k in range(last.i + 1, min(last.i + 5, len(tokens))):
        token = tokens[k]
        if token.sentence != last.sentence or token.pos in ("VERB", "PUNCT", "ADP", "CCONJ", "AUX"):
            break
        if token.pos in ("NOUN", "PROPN") and (k + 1 == len(tokens) or tokens[k + 1].pos not in ("NOUN", "PROPN")):
            return k
    return None


def _noun_phrase(document: Document, head: Token) -> str:
    """The counted noun with the nouns and adjectives right before it, without names and numbers."""
    first = head.i
    while first > 0 and document.tokens[first - 1].head in range(first - 1, head.i + 1):
        before = document.tokens[first - 1]
        named = before.pos == "PROPN" and before.dep == "compound"
        if (
            not (before.pos in ("NOUN", "ADJ") or named)
            or before.sentence != head.sentence
            or before.ent_type in ("CARDINAL", "QUANTITY")
        ):
            break
        first -= 1
    return document.report.text[document.tokens[first].start : head.end]
