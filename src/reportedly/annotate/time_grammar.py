"""The words of time expressions: one pattern per kind, read into fields; nothing is resolved here."""

from __future__ import annotations

import re

from reportedly.core.numbers import NUMBERS

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {d: n for n, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.?|May|June|Jun\.?|July|Jul\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_DAY_IN_WORDS = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centur)(?:y|ies|s)?"
_NUMBER = r"(?:\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
_VAGUE = r"(?:a\s+few|few|several|some|a\s+couple\s+of|couple\s+of|many|recent|dozens\s+of)"
_PART = r"(?:(?P<part>early|mid|late|the\s+start\s+of|the\s+beginning\s+of|the\s+middle\s+of|the\s+end\s+of)[\s-]+)?"
_DAYTIME = r"(?:\s+(?P<daytime>morning|afternoon|evening|night))?"
_TWELVE = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am\b|pm\b|a\.m\.?|p\.m\.?)|(?:[01]?\d|2[0-3])(?::[0-5]\d|\.[0-5]\d(?=\s+on\s+[MTWFS]))(?!\d)(?:\s?(?:GMT|UTC|hrs|local\s+time))?|"
    rf"(?:\d{{1,2}}|{_TWELVE})\s+o['’]clock|(?:{_TWELVE})\s+in\s+the\s+(?:morning|afternoon|evening)|"
    r"noon|midday|midnight|dawn|dusk|sunrise|sunset)"
)
_RANGED = r"(?:(?P<from>\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")(?:\s+(?:to|or)\s+|\s*[-–]\s*))?"

# Kinds in order of preference; the longest match at a place wins, then the first kind.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        ("iso", rf"\b(?P<year>{_YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b", 0),
        ("date", rf"\b(?:(?P<ofday>{_WEEKDAY}),?\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?:\s*[-–]\s*(?P<day2>{_DAY}))?(?!\d|:|,\d|\.\d)(?:,?\s+(?P<year>{_YEAR})\b)?", 0),
        ("date", rf"\b(?:(?P<ofday>{_WEEKDAY}),?\s+)?(?P<day>{_DAY})(?:\s*[-–]\s*(?P<day2>{_DAY}))?\s+(?:of\s+)?(?P<month>{_MONTH})(?![\w])(?:,?\s+(?P<year>{_YEAR})\b)?", 0),
        ("date", rf"\b(?:(?P<ofday>{_WEEKDAY}),?\s+)?(?:the\s+)?(?P<day>{_DAY_IN_WORDS})(?P<day2>)?\s+of\s+(?P<month>{_MONTH})(?![\w])(?:,?\s+(?P<year>{_YEAR})\b)?", 0),
        ("dayofmonth", rf"\bthe\s+(?P<day>\d\d?(?:st|nd|rd|th)|{_DAY_IN_WORDS})\s+of\s+(?P<shift>this|last|next|the)\s+month\b", re.I),
        ("month", rf"\b{_PART}(?P<month>{_MONTH})(?![\w'’-])(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})\b)?", 0),
        ("weekday", rf"\b(?:(?P<shift>last|next|this|this\s+coming|this\s+past|early\s+on|late\s+on|early|late)\s+)?(?P<weekday>{_WEEKDAY})s?\b{_DAYTIME}", 0),
        ("weekday_of_week", rf"\b(?P<weekday>{_WEEKDAY})\s+(?:of\s+)?(?:(?P<shift>last|this|next)\s+week|(?P<ago>the\s+week\s+before))\b", re.I),
        ("clock", rf"(?<![\d.,:])\b(?P<clock>{_CLOCK})(?:,?\s+(?:on\s+)?(?P<ofday>{_WEEKDAY})\b(?:\s+(?:morning|afternoon|evening|night)\b)?(?:,?\s+(?P<ofmonth>{_MONTH})\s+(?P<ofdate>{_DAY})(?:,?\s+(?P<ofyear>{_YEAR}))?)?)?", 0),
        ("clock", rf"\b(?P<ofmonth>{_MONTH})\s+(?P<ofdate>{_DAY})(?:,?\s+(?P<ofyear>{_YEAR}))?(?:\s+at\s+|,\s+)(?P<clock>{_CLOCK})(?!\w)", 0),
        ("clock", rf"\b(?P<ofday>{_WEEKDAY})(?:\s+at\s+|\s+|,\s+)(?P<clock>{_CLOCK})(?!\w)", 0),
        ("today", r"\b(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|tonight|this\s+(?:morning|afternoon|evening)|yesterday|tomorrow)\b", re.I),
        ("daybefore", r"\b(?:the|a)\s+(?P<unit>day|week|month|year)\s+(?P<side>before|after|earlier|later)\b", re.I),
        ("daybefore", r"\bthe\s+(?P<side>following|next|previous|preceding|same)\s+(?P<unit>day|week|month|year|night|morning|afternoon|evening)\b", re.I),
        ("daybefore", r"\b(?P<side>that)\s+(?P<unit>day|week|month|year|night|morning|afternoon|evening)\b", re.I),
        ("overnight", r"\bovernight\b", re.I),
        ("set", r"\b(?:every|each)\s+(?:(?P<other>other)\s+)?(?P<unit>hour|day|night|morning|week|month|year)\b", re.I),
        ("set", rf"\b(?:every|each)\s+(?P<weekday>{_WEEKDAY})\b", re.I),
        ("set", r"\b(?P<often>daily|nightly|weekly|monthly|quarterly|yearly|annual|annually)\b", re.I),
        ("set", r"(?<=\d )(?:a|per)\s+(?P<unit>day|week|month|year)\b", re.I),
        ("quarter", rf"\b(?:the\s+)?(?P<nth>first|second|third|fourth)\s+(?P<what>quarter|half)(?:\s+of\s+(?:the\s+year\b|(?P<year>{_YEAR})))?", re.I),
        ("quarter", rf"\b(?P<what>Q)(?P<nth>[1-4])(?:\s+(?:of\s+)?(?P<year>{_YEAR}))?\b", 0),
        ("period", r"\b(?P<part>the\s+(?:start|beginning|middle|end)\s+of)\s+the\s+(?P<unit>week|month|year)\b", re.I),
        ("century", r"\b(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<nth>\d\d?)(?:st|nd|rd|th)[\s-]century\b", re.I),
        ("holiday", rf"\b(?P<holiday>Christmas\s+(?:Day|Eve)|Christmas|New\s+Year['’]s\s+(?:Day|Eve))\b(?:,?\s+(?P<year>{_YEAR})\b)?", 0),
        ("period", r"\b(?P<within>earlier|later)\s+this\s+(?P<unit>week|month|year|spring|summer|autumn|winter)\b", re.I),
        ("period", rf"\b{_PART}(?P<shift>this|last|next|the\s+past|the\s+last|the\s+coming|past|previous|the\s+previous|current)\s+(?P<unit>week|weekend|month|year|quarter|decade|century|spring|summer|autumn|fall|winter)\b", re.I),
        ("ago", rf"\b(?:(?P<number>{_NUMBER})|(?P<vague>{_VAGUE}))\s+(?P<unit>{_UNIT})\s+(?P<side>ago|earlier|later|before)\b", re.I),
        ("period", r"\b(?:over|at|during)\s+the\s+(?P<unit>weekend)\b", re.I),
        ("season", rf"\b{_PART}(?:the\s+)?(?P<season>spring|summer|autumn|winter)(?:\s+of)?(?:\s+(?P<year>{_YEAR}))?\b", 0),
        ("years", rf"\b(?P<year>{_YEAR})\s*[-–]\s*(?P<year2>(?:{_YEAR}|\d\d))\b(?!-)", 0),
        ("year", rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\bof )|(?<=\buntil )|(?<=\bfrom )|(?<=\bto )|(?<=\bby )|(?<=\blate )|(?<=\bearly )|(?<=\bduring )|(?<=\bthroughout ))(?P<year>{_YEAR})\b(?!-)", re.I),
        ("year", rf"(?<=\bthe )(?!\d\d00)(?P<year>{_YEAR})(?=\s+[a-z])", re.I),
        ("yearpart", rf"\b(?P<part>early|mid|late|the\s+end\s+of|the\s+start\s+of)[\s-]+(?P<year>{_YEAR})\b", 0),
        ("decade", r"\b(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<year>(?:19|20)\d0)s\b", 0),
        ("bareyear", rf"(?<![$€£#\d.,:-])\b(?P<year>{_YEAR})\b(?![,.]\d|-\w|:\d|%)", 0),
        ("span", rf"\b(?:the\s+)?(?P<past>past|last|recent|coming|next)\s+(?:(?P<number>{_NUMBER})\s+|(?P<vague>{_VAGUE})\s+)?(?P<unit>days|weeks|months|years|decades|hours)\b", re.I),
        ("ahead", rf"\b(?P<how>in|within)\s+(?:the\s+)?(?P<number>{_NUMBER})\s+(?P<unit>days?|weeks?|fortnight|months?|years?)\b(?!\s+(?:of|before|after|ago|earlier|later))", re.I),
        ("duration", rf"\b{_RANGED}(?:(?P<number>{_NUMBER})|(?P<vague>{_VAGUE}|dozens\s+of|hundreds\s+of|thousands\s+of))(?:\s+|-)(?P<unit>{_UNIT})(?:\s+and\s+(?P<more>a\s+half|{_NUMBER}\s+(?:minutes|hours|days|months)))?\b(?!-old|\s+old)", re.I),
        ("duration", r"\bhalf\s+an?\s+(?P<half>hour|day|year)\b", re.I),
        ("duration", r"(?:(?<=\bfor )|(?<=\bafter )|(?<=\bduring )|(?<=\bwithin )|(?<=\bin )|(?<=\bof )|(?<=\bthan )|(?<=\btake )|(?<=\btook )|(?<=\bjust ))(?P<unit>minutes|hours|days|weeks|months|years|decades)\b", re.I),
        ("present", r"\b(?P<word>now|nowadays|currently|current|at\s+the\s+moment|at\s+present|these\s+days)\b", re.I),
        ("past", r"\b(?P<word>recently|recent|(?<=in\s)the\s+past(?!\s+\w+(?:day|week|month|year|hour))|(?<=\bat\s)that\s+time|previously|formerly)\b", re.I),
        ("future", r"(?<!as )\b(?P<word>soon(?!\s+after)|(?<=in\s)the\s+(?:near\s+|foreseeable\s+)?future|shortly(?!\s+(?:after|before)))\b", re.I),
    )
)  # fmt: skip

# Words before an expression that open an end of its interval.
BOUND = re.compile(
    r"\b(?P<word>until|till|up\s+to|by|not?\s+later\s+than|before|since|ever\s+since|from|starting(?:\s+from)?|beginning|effective|as\s+of|after)"
    r"\s+(?:the\s+)?(?:on\s+)?$",
    re.I,
)
# "from Monday" opens an end, "from Monday to Friday" does not.
GOES_ON = re.compile(r"\s+(?:to|until|till|through)\b|\s*[-–]", re.I)
OPENS_END = {"from", "since", "ever since", "starting", "starting from", "beginning", "effective", "as of"}
OPENS_START = {"until", "till", "up to", "by", "no later than", "not later than"}


def number_of(word: str | None) -> int | None:
    """Value of a number written in digits or as a word; None for None."""
    if word is None:
        return None
    return int(word) if word.isdigit() else NUMBERS.get(word.lower())


def day_of(word: str) -> int:
    """Number of a day of the month in digits ("15th") or words ("fifteenth")."""
    return _ORDINALS.index(word.lower()) + 1 if word.lower() in _ORDINALS else int(re.sub(r"\D", "", word))


def month_of(word: str) -> int:
    """Number of a month's name or abbreviation."""
    return MONTHS[word.rstrip(".").lower()]
