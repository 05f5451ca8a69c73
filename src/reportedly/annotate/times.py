"""Time expressions: found by pattern, resolved against the publication date, never replaced by it.

TIMEX3 values follow TimeML 1.2.1, EDTF ISO 8601-2; the coding rules for fuzzy parts are those of the record format
(weeks from Monday; early, mid, late month are days 1-10, 11-20, 21 to the end; of a year, four months each).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from reportedly.annotate.time_grammar import BOUND, GOES_ON, OPENS_END, OPENS_START, PATTERNS
from reportedly.annotate.time_lengths import Context, Value
from reportedly.annotate.time_values import RESOLVERS
from reportedly.core.edtf import Days, format_days, parse_edtf
from reportedly.core.layers import Document, TimeMention, Token

_FUTURE_WORDS = {
    "will",
    "shall",
    "'ll",
    "would",
    "could",
    "may",
    "might",
    "set",
    "due",
    "schedule",
    "expect",
    "plan",
    "going",
    "ahead",
    "must",
    "should",
}
# Verbs whose infinitive tells of something that was tried or begun, not of the future.
_IMPLICATIVE = frozenset("try attempt manage fail begin start continue seek move force appear seem".split())
# Verbs of what has an hour: "the court meets on Friday", "the curfew expires"; "a monk walks past on Tuesday" tells a picture.
_SCHEDULED = frozenset(
    "meet open reopen begin start end close finish arrive leave depart return expire vote resume visit travel hold go fly sail "
    "launch sign host convene sit stage take move face hand appear address stop lift lapse decide rule elect receive mark "
    "celebrate head deliver free release send withdraw pull ship settle turn".split()
)
_PICTURE = re.compile(r"\s{0,4}(?:\(?\s?(?:Photo|Picture|Image|File)\b|\(?[A-Z][\w .-]{1,60}/(?:AFP|AP|Reuters|EPA)\b|/ )")
_BEFORE_MAY = frozenset(
    "in since by until till of to from through during between and or last next this before after for every".split()
)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.I)
_WEEK = 7
_HOUR = re.compile(r"(?:dawn|daybreak|sunrise|noon|midday|dusk|sunset|nightfall|midnight|\d{1,2}(?::\d\d)?\s*[ap]\.?m)\b", re.I)
_FUTURE_PREPOSITION = re.compile(
    r"\b(?:for|as soon as|as early as|ahead of|before|until|till|by|planned for|scheduled for|on or before)\s+(?:the\s+)?$",
    re.I,
)


def find_times(document: Document) -> tuple[TimeMention, ...]:
    """Time expressions of the document's prose, in order, never overlapping.

    A relative one in a report without a publication day has EDTF None and basis `unknown`.
    """
    published = parse_edtf(document.report.published)
    day = published.first if published and published.first == published.last else None
    out: list[TimeMention] = []
    told: dt.date | None = None
    for sentence in document.sentences:
        text = document.report.text[sentence.start : sentence.end]
        beside: dt.date | None = None
        for kind, match in _matches(text):
            token = _token_at(document, sentence.start + match.start())
            if token is None or not _is_meant(document, kind, token, match):
                continue
            hour = _HOUR.match(match.group())  # "before dawn on Wednesday" may be past
            future = _looks_ahead(document, token) or (not hour and bool(_FUTURE_PREPOSITION.search(text[: match.start()])))
            value = RESOLVERS[kind](match, Context(day, future, told, beside))
            if value is not None:
                value = _since(value, text[: match.start()], day, weekday=kind == "weekday")
                out.append(_mention(value, match, text, sentence.start, told if kind == "daybefore" else day))
                beside = _day_told(value) or beside
                told = beside or told
    return tuple(out)


def _matches(text: str) -> list[tuple[str, re.Match[str]]]:
    """Longest matches first, then by order of the patterns; the ones kept do not overlap."""
    found = [(kind, rank, m) for rank, (kind, p) in enumerate(PATTERNS) for m in p.finditer(text)]
    found.sort(key=lambda row: (-len(row[2].group()), row[1]))
    kept: list[tuple[str, re.Match[str]]] = []
    for kind, _, match in found:
        if all(match.end() <= m.start() or m.end() <= match.start() for _, m in kept):
            kept.append((kind, match))
    return sorted(kept, key=lambda row: row[1].start())


def _mention(value: Value, match: re.Match[str], text: str, offset: int, day: dt.date | None) -> TimeMention:
    edtf = value.edtf
    bound = BOUND.search(text[: match.start()])
    days = parse_edtf(edtf)
    if bound and days and value.type in ("DATE", "TIME"):
        word = " ".join(bound["word"].lower().split())
        whole = edtf is not None and "/" not in edtf
        if word in OPENS_END and not (word == "from" and GOES_ON.match(text[match.end() :])):
            edtf = f"{edtf}/.." if whole else format_days(days.first, None)
        elif word in OPENS_START:
            edtf = f"../{edtf}" if whole else format_days(None, days.last)
        elif word == "before" and value.type == "DATE":
            edtf = _until_before(match.group(), days) or edtf
    relative = value.basis in ("relative", "publication")
    anchor = day.isoformat() if relative and day and edtf else None
    start, end = offset + match.start(), offset + match.end()
    return TimeMention(
        start,
        end,
        match.group(),
        value.type,
        value.value,
        edtf,
        value.basis if edtf or not relative else "unknown",
        anchor,
    )


def _since(value: Value, before: str, day: dt.date | None, *, weekday: bool) -> Value:
    """The value a week (of a weekday) or a year earlier where something goes on since a time that would lie ahead."""
    days = parse_edtf(value.edtf)
    first = days.first if days is not None else None
    if first is None or day is None or first <= day or value.basis != "relative" or not _SINCE.search(before):
        return value
    earlier = (first.isoformat(), (first - dt.timedelta(days=_WEEK)).isoformat())
    old, new = earlier if weekday else (str(first.year), str(first.year - 1))
    moved = replace(value, value=value.value.replace(old, new), edtf=value.edtf.replace(old, new) if value.edtf else None)
    return moved if parse_edtf(moved.edtf) is not None else value


def _until_before(words: str, days: Days) -> str | None:
    """EDTF of what is done before a day, a month, a season: by the day before it; "before the end of May": by its last day."""
    if "end of" in words.lower():
        return format_days(None, days.last)
    return format_days(None, days.first - dt.timedelta(days=1)) if days.first else None


def _token_at(document: Document, offset: int) -> Token | None:
    low, high = 0, len(document.tokens)
    while low < high:
        middle = (low + high) // 2
        if document.tokens[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return document.tokens[low] if low < len(document.tokens) else None


def _day_told(value: Value) -> dt.date | None:
    """The one day that an expression names, for what counts from it ("a day later")."""
    days = parse_edtf(value.edtf) if value.type in ("DATE", "TIME") and value.basis != "publication" else None
    return days.first if days and days.first == days.last else None


def _is_meant(document: Document, kind: str, token: Token, match: re.Match[str]) -> bool:
    """False where the words are no time: the verb "march", "2014 troops", "May" as a surname."""
    if kind in ("month", "season"):
        return _is_noun_use(document, token, match)
    if kind == "bareyear":
        head = document.tokens[token.head]
        counts = token.dep == "nummod" and head.tag == "NNS" and head.i > token.i
        determined = any(document.tokens[k].dep == "det" and document.tokens[k].i < token.i for k in document.children[head.i])
        return token.pos == "NUM" and (not counts or determined)
    return True


def _is_noun_use(document: Document, token: Token, match: re.Match[str]) -> bool:
    """False for the verbs 'may', 'march', 'fall', 'spring' and for months inside a name of a person."""
    if match.groupdict().get("year") or match.groupdict().get("part"):
        return True
    before = document.tokens[token.i - 1] if token.i and document.tokens[token.i - 1].sentence == token.sentence else None
    if match.group() == "March" and before is not None and before.lemma == "the":
        return False
    if match.group() == "May" and (before is None or before.lemma not in _BEFORE_MAY):
        return False
    last = _token_at(document, token.start + len(match.group()) - 1) or token
    return last.pos in ("NOUN", "PROPN", "ADJ", "ADP") and last.ent_type not in ("PERSON", "ORG")


def _is_scheduled(document: Document, token: Token) -> bool:
    """True for the present that tells a plan: "the court meets on Friday". A headline's present tells what is past."""
    above = document.tokens[token.head]
    verb = document.tokens[above.head] if above.pos == "ADP" else above
    if verb.tag not in ("VBZ", "VBP") or verb.pos != "VERB" or verb.lemma not in _SCHEDULED:
        return False
    sentence = document.sentences[token.sentence]
    return sentence.part not in ("headline", "caption") and not _PICTURE.match(document.report.text, sentence.end)


def _looks_ahead(document: Document, token: Token) -> bool:
    """True where the clause that holds the token speaks of the future."""
    before = next((document.tokens[k] for k in (token.i - 1, token.i - 2) if k >= 0 and document.tokens[k].pos != "ADP"), None)
    if before is not None and before.tag == "VBD" and before.sentence == token.sentence:
        return False  # "said on Monday it would …": the time is that of the verb right before it
    if _is_scheduled(document, token):
        return True
    i = token.i
    for _ in range(8):
        current = document.tokens[i]
        if current.pos in ("VERB", "AUX"):
            kids = [document.tokens[k] for k in document.children[i]]
            if any(k.lemma in _FUTURE_WORDS or k.text.lower() in _FUTURE_WORDS for k in kids if k.dep in ("aux", "prt")):
                return True
            sets = current.lemma == "set" and current.tag != "VBN"  # "set fire to it on Friday"; "is set to leave" looks ahead
            if (current.lemma in _FUTURE_WORDS and not sets) or (
                current.tag == "VB"
                and any(k.text.lower() == "to" for k in kids)
                and document.tokens[current.head].lemma not in _IMPLICATIVE
            ):
                return True
            opens = current.dep == "acl" and current.lemma in ("start", "begin")  # "a ceasefire starting on Saturday"
            if (current.dep not in ("xcomp", "advcl", "conj") and not opens) or current.tag in ("VBD", "VBZ", "VBP"):
                return False
        elif current.pos == "ADJ" and current.lemma in _FUTURE_WORDS:
            return True
        if current.head == i:
            return False
        i = current.head
    return False
