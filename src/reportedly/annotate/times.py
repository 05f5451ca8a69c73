"""Time expressions: found by pattern, resolved against the publication date, never replaced by it.

TIMEX3 values follow TimeML 1.2.1, EDTF ISO 8601-2; the coding rules for fuzzy parts are those of the record format
(weeks from Monday; early, mid, late month are days 1-10, 11-20, 21 to the end; of a year, four months each).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from reportedly.annotate.periods import find_part_of_month, find_period
from reportedly.annotate.time_grammar import (
    BOUND,
    GOES_ON,
    OPENS_END,
    OPENS_START,
    PATTERNS,
    SEASONS,
    WEEKDAYS,
    month_of,
    number_of,
)  # fmt: skip
from reportedly.core.edtf import format_days, parse_edtf
from reportedly.core.layers import Document, TimeMention, Token

_DAY = dt.timedelta(days=1)
_UNIT_LETTER = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "fortnight": "W",
                "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "centur": "CE"}  # fmt: skip
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
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
}
# Verbs whose infinitive tells of something that was tried or begun, not of the future.
_IMPLICATIVE = frozenset("try attempt manage fail begin start continue seek move force appear seem".split())
_SATURDAY = 5
_FUTURE_PREPOSITION = re.compile(
    r"\b(?:as soon as|as early as|ahead of|before|until|till|by|planned for|scheduled for|on or before)\s+(?:the\s+)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Value:
    """A resolved expression: TIMEX3 type and value, EDTF or None, basis."""

    type: str
    value: str
    edtf: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class _Context:
    """What an expression is resolved against: the day of publication or None, and whether its clause looks ahead."""

    day: dt.date | None
    future: bool


def find_times(document: Document) -> tuple[TimeMention, ...]:
    """Time expressions of the document's prose, in order, never overlapping.

    A relative one in a report without a publication day has EDTF None and basis `unknown`.
    """
    published = parse_edtf(document.report.published)
    day = published.first if published and published.first == published.last else None
    out: list[TimeMention] = []
    for sentence in document.sentences:
        text = document.report.text[sentence.start : sentence.end]
        for kind, match in _matches(text):
            token = _token_at(document, sentence.start + match.start())
            if token is None or (kind in ("month", "season") and not _is_noun_use(document, token, match)):
                continue
            future = _looks_ahead(document, token) or bool(_FUTURE_PREPOSITION.search(text[: match.start()]))
            value = _RESOLVERS[kind](match, _Context(day, future))
            if value is not None:
                out.append(_mention(value, match, text, sentence.start, day))
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


def _mention(value: _Value, match: re.Match[str], text: str, offset: int, day: dt.date | None) -> TimeMention:
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


def _token_at(document: Document, offset: int) -> Token | None:
    low, high = 0, len(document.tokens)
    while low < high:
        middle = (low + high) // 2
        if document.tokens[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return document.tokens[low] if low < len(document.tokens) else None


def _is_noun_use(document: Document, token: Token, match: re.Match[str]) -> bool:
    """False for the verbs 'may', 'march', 'fall', 'spring' and for months inside a name of a person."""
    if match.groupdict().get("year") or match.groupdict().get("part"):
        return True
    last = _token_at(document, token.start + len(match.group()) - 1) or token
    return last.pos in ("NOUN", "PROPN", "ADJ", "ADP") and last.ent_type not in ("PERSON", "ORG")


def _looks_ahead(document: Document, token: Token) -> bool:
    """True where the clause that holds the token speaks of the future."""
    before = next((document.tokens[k] for k in (token.i - 1, token.i - 2) if k >= 0 and document.tokens[k].pos != "ADP"), None)
    if before is not None and before.tag == "VBD" and before.sentence == token.sentence:
        return False  # "said on Monday it would …": the time is that of the verb right before it
    i = token.i
    for _ in range(8):
        current = document.tokens[i]
        if current.pos in ("VERB", "AUX"):
            kids = [document.tokens[k] for k in document.children[i]]
            if any(k.lemma in _FUTURE_WORDS or k.text.lower() in _FUTURE_WORDS for k in kids if k.dep in ("aux", "prt")):
                return True
            if current.lemma in _FUTURE_WORDS or (
                current.tag == "VB"
                and any(k.text.lower() == "to" for k in kids)
                and document.tokens[current.head].lemma not in _IMPLICATIVE
            ):
                return True
            if current.dep not in ("xcomp", "advcl", "conj") or current.tag in ("VBD", "VBZ", "VBP"):
                return False
        if current.head == i:
            return False
        i = current.head
    return False


# ------------------------------------------------------------------ resolvers, one per kind


def _iso(m: re.Match[str], context: _Context) -> _Value | None:
    days = parse_edtf(m.group())
    return _Value("DATE", m.group(), m.group(), "stated") if days else None


def _date(m: re.Match[str], context: _Context) -> _Value | None:
    month, day = month_of(m["month"]), int(re.sub(r"\D", "", m["day"]))
    day2 = int(re.sub(r"\D", "", m["day2"])) if m["day2"] else None
    year = int(m["year"]) if m["year"] else _nearest_year(month, day, context)
    if not 1 <= day <= 31 or (year and day > calendar.monthrange(year, month)[1]):
        return None
    stem = f"{year:04d}" if year else "XXXX"
    value = f"{stem}-{month:02d}-{day:02d}"
    basis = "stated" if m["year"] or not year else "relative"
    if day2 and day2 > day:
        return _Value("DATE", value, f"{value}/{stem}-{month:02d}-{day2:02d}" if year else value, basis)
    return _Value("DATE", value, value, basis)


def _nearest_year(month: int, day: int, context: _Context) -> int | None:
    """The year that brings the day closest to publication: a month behind counts like a week ahead."""
    if context.day is None:
        return None
    choices = []
    for year in (context.day.year - 1, context.day.year, context.day.year + 1):
        if day <= calendar.monthrange(year, month)[1]:
            gap = (dt.date(year, month, day) - context.day).days
            choices.append((abs(gap) * (4 if gap > 14 and not context.future else 1), year))
    return min(choices)[1] if choices else None


def _month(m: re.Match[str], context: _Context) -> _Value:
    month = month_of(m["month"])
    year = int(m["year"]) if m["year"] else _nearest_year(month, 15, context)
    if year is None:
        return _Value("DATE", f"XXXX-{month:02d}", f"XXXX-{month:02d}", "stated")
    basis = "stated" if m["year"] else "relative"
    value = f"{year:04d}-{month:02d}"
    return _Value("DATE", value, find_part_of_month(year, month, m["part"]) or value, basis)


def _weekday(m: re.Match[str], context: _Context) -> _Value:
    number = WEEKDAYS[m["weekday"].lower()]
    if context.day is None:
        return _Value("DATE", f"XXXX-WXX-{number + 1}", None, "unknown")
    shift = " ".join((m["shift"] or "").lower().split())
    back = (context.day.weekday() - number) % 7
    if shift in ("next", "this coming") or (context.future and shift not in ("last", "this past")):
        ahead = (-back) % 7 or (7 if shift == "next" else 0)
        day = context.day + ahead * _DAY
    else:
        day = context.day - (back or (7 if shift == "last" else 0)) * _DAY
    daytime = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}.get((m["daytime"] or "").lower())
    value = day.isoformat() + (daytime or "")
    return _Value("TIME" if daytime else "DATE", value, day.isoformat(), "relative")


def _today(m: re.Match[str], context: _Context) -> _Value:
    word = " ".join(m["word"].lower().split())
    if context.day is None:
        return _Value("DATE", "PRESENT_REF" if word != "yesterday" else "PAST_REF", None, "unknown")
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    day = (context.day + shift * _DAY).isoformat()
    suffix = {"tonight": "TNI", "this morning": "TMO", "this afternoon": "TAF", "this evening": "TEV"}.get(word, "")
    return _Value("TIME" if suffix else "DATE", day + suffix, day, "relative" if shift else "publication")


def _day_before(m: re.Match[str], context: _Context) -> _Value:
    return _Value("DATE", "PAST_REF" if m["side"].lower() in ("before", "earlier") else "FUTURE_REF", None, "unknown")


def _period(m: re.Match[str], context: _Context) -> _Value | None:
    unit = m["unit"].lower()
    groups = m.groupdict()
    shift = " ".join((groups.get("shift") or "this").lower().split())
    step = 1 if shift in ("next", "the coming") else 0 if shift in ("this", "current") else -1
    if "shift" not in groups and unit == "weekend" and context.day is not None:
        step = 0 if context.future or context.day.weekday() >= _SATURDAY else -1  # "over the weekend"
    if context.day is None:
        return _Value("DATE", ("FUTURE_REF", "PRESENT_REF", "PAST_REF")[1 - step], None, "unknown")
    found = find_period(unit, step, context.day)
    if found is None:
        return None
    first, last, value = found
    within = (groups.get("within") or "").lower()
    if within == "earlier":
        last = context.day
    elif within == "later":
        first = context.day
    elif unit == "month" and (part := find_part_of_month(first.year, first.month, groups.get("part"))):
        return _Value("DATE", value, part, "relative")
    edtf = format_days(first, last) if within or unit in ("week", "weekend") else value
    if unit in SEASONS:
        edtf = f"{value[:4]}-{SEASONS[unit]}"
    if groups.get("part", "") and "end" in (groups["part"] or ""):
        edtf = last.isoformat()
    return _Value("DATE", value, edtf, "relative")


def _ago(m: re.Match[str], context: _Context) -> _Value:
    unit = re.sub(r"(?:ies|y|s)$", "", m["unit"].lower())
    number = number_of(m["number"])
    side = m["side"].lower()
    past = side != "later"
    reference = "PAST_REF" if past else "FUTURE_REF"
    if number is None or context.day is None or side != "ago" or unit not in _DAYS_OF:
        return _Value("DATE", reference, None, "unknown")
    if unit == "month":
        return _Value("DATE", *_same(find_period("month", -number, context.day)), "relative")
    if unit == "year":
        return _Value("DATE", *_same(find_period("year", -number, context.day)), "relative")
    day = context.day - number * _DAYS_OF[unit] * _DAY
    return _Value("DATE", day.isoformat(), day.isoformat() + ("" if unit == "day" else "~"), "relative")


def _same(found: tuple[dt.date, dt.date, str] | None) -> tuple[str, str | None]:
    assert found is not None
    return found[2], found[2]


def _season(m: re.Match[str], context: _Context) -> _Value:
    number = SEASONS[m["season"].lower()]
    year = int(m["year"]) if m["year"] else (context.day.year if context.day else None)
    name = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}[number]
    if year is None:
        return _Value("DATE", f"XXXX-{name}", None, "unknown")
    days = parse_edtf(f"{year}-{number}")
    assert days and days.last
    edtf = days.last.isoformat() if "end" in (m["part"] or "") else f"{year}-{number}"
    return _Value("DATE", f"{year}-{name}", edtf, "stated" if m["year"] else "relative")


def _years(m: re.Match[str], context: _Context) -> _Value | None:
    first = int(m["year"])
    last = int(m["year2"]) if len(m["year2"]) == 4 else first // 100 * 100 + int(m["year2"])
    return _Value("DATE", str(first), f"{first}/{last}", "stated") if last > first else None


def _year(m: re.Match[str], context: _Context) -> _Value:
    return _Value("DATE", m["year"], m["year"], "stated")


def _year_part(m: re.Match[str], context: _Context) -> _Value:
    year, part = m["year"], " ".join(m["part"].lower().split())
    edtf = {"early": f"{year}-01/{year}-04", "the start of": f"{year}-01", "mid": f"{year}-05/{year}-08",
            "late": f"{year}-09/{year}-12", "the end of": f"{year}-12-31"}[part]  # fmt: skip
    return _Value("DATE", year, edtf, "stated")


def _decade(m: re.Match[str], context: _Context) -> _Value:
    year = int(m["year"])
    return _Value("DATE", m["year"][:3], f"{year}/{year + 9}", "stated")


def _span(m: re.Match[str], context: _Context) -> _Value:
    past = m["past"].lower() in ("past", "last", "recent")
    number = number_of(m["number"])
    unit = m["unit"].lower().rstrip("s")
    if number is None:
        return _Value("DATE", "PAST_REF" if past else "FUTURE_REF", None, "unknown")
    value = _duration_value(str(number), unit)
    if context.day is None or unit not in _DAYS_OF:
        return _Value("DURATION", value, None, "unknown")
    other = context.day + (-1 if past else 1) * number * _DAYS_OF[unit] * _DAY
    return _Value("DURATION", value, format_days(min(other, context.day), max(other, context.day)), "relative")


def _duration(m: re.Match[str], context: _Context) -> _Value:
    unit = re.sub(r"(?:ies|y|s)$", "", m["unit"].lower())
    number = number_of(m.groupdict().get("number"))
    return _Value(
        "DURATION",
        _duration_value("X" if number is None else str(number * (2 if unit == "fortnight" else 1)), unit),
        None,
        "unknown",
    )


def _duration_value(number: str, unit: str) -> str:
    letter = _UNIT_LETTER.get(unit, "D")
    return f"PT{number}{letter[1:]}" if letter.startswith("T") else f"P{number}{letter}"


def _present(m: re.Match[str], context: _Context) -> _Value:
    return _Value("DATE", "PRESENT_REF", context.day.isoformat() if context.day else None, "publication")


def _past(m: re.Match[str], context: _Context) -> _Value:
    return _Value("DATE", "PAST_REF", None, "unknown")


def _future(m: re.Match[str], context: _Context) -> _Value:
    return _Value("DATE", "FUTURE_REF", None, "unknown")


def _clock(m: re.Match[str], context: _Context) -> _Value | None:
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?", m["clock"])
    assert found
    hour = int(found[1]) % 12 + (12 if "p" in m["clock"].lower() else 0)
    return _Value("TIME", f"T{hour:02d}:{found[2] or '00'}", None, "unknown")


_RESOLVERS = {
    "iso": _iso, "date": _date, "month": _month, "weekday": _weekday, "today": _today, "daybefore": _day_before,
    "period": _period, "ago": _ago, "season": _season, "years": _years, "year": _year, "yearpart": _year_part,
    "decade": _decade, "span": _span, "duration": _duration, "present": _present, "past": _past, "future": _future,
    "clock": _clock,
}  # fmt: skip
