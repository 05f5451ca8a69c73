"""The pattern of numbers in prose: hedges, currencies, shares, vague words, ranges, units and rates."""

from __future__ import annotations

import re

from reportedly.core.numbers import NUMBERS
from reportedly.core.tables import names_of, read_table

SCALE = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9,
         "trillion": 1e12, "tn": 1e12, "k": 1e3}  # fmt: skip
_WORDS = "|".join(sorted((w for w in NUMBERS if w not in ("a", "an", "zero")), key=len, reverse=True))
_NUM = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|"
    rf"(?:{_WORDS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
# "a 37m-long hull" and "37m (121ft)" are metres, "37m people" are millions.
_METRES = (
    r"(?:\s?\(\d+\s?ft|\)-(?:long|high|tall|deep|wide)\b|"
    r"[\s-](?:long|high|tall|deep|wide|thick|away|above|below|sprint|race|radius)\b)"
)
_SCALES = "dozen|hundred|thousand|million|billion|trillion|bn|mn|tn|k"
# "a hundred", "a further hundred", "the thousand": one of the scale, said without a number.
_ONE = (
    r"(?<!half\s)(?:an?|another|the)(?:\s+(?:further|other|first|second|last|full|extra|additional))?"
    r"(?=\s+(?:dozen|hundred|thousand|million|billion)\b(?!\s+years?))"
)
# "a single drone" is one; "not a single drone" is none, and counts nothing.
_SINGLE = r"(?<!not\s)(?<!nor\s)(?<!without\s)(?:an?|one)\s+single(?=\s+[a-z])"
# Numbers told in several words: "five hundred and sixty", "two thousand five hundred", "a hundred and fifty thousand".
_SMALL = rf"(?:{_WORDS})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine)\b)?"
_NO_MORE = r"(?!-|\s+(?:hundred|thousand|million|billion|dozen)\b)"
_HUNDREDS = rf"(?:an?|{_SMALL})\s+hundred"
_TAIL = rf"\s+(?:and\s+)?{_SMALL}{_NO_MORE}"
_THOUSANDS = rf"(?:{_HUNDREDS}(?:\s+(?:and\s+)?{_SMALL})?|an?|{_SMALL})\s+thousand"
_SPELLED = (
    rf"(?:{_HUNDREDS}(?:\s+(?:and\s+)?{_SMALL})?\s+thousand(?:\s+(?:and\s+)?{_HUNDREDS}(?:{_TAIL})?|{_TAIL})?"
    rf"|{_THOUSANDS}(?:\s+(?:and\s+)?{_HUNDREDS}(?:{_TAIL})?|{_TAIL})|{_HUNDREDS}{_TAIL})\b"
)
_SCALED = (
    rf"(?P<minus>minus[\s-]|(?<![^\s(])[-−](?=\d))?(?P<n1>{_SPELLED}|{_SINGLE}|{_NUM}|{_ONE})"
    rf"(?:\s*(?P<s1>hundred\s+(?:thousand|million|billion)|{_SCALES}|m(?!{_METRES}))\b)?"
)
_SECOND = rf"(?P<n2>{_SPELLED}|{_NUM})(?:\s*(?P<s2>{_SCALES}|m)\b)?"
_VAGUE = (
    r"(?P<vague>hundreds\s+of\s+millions|tens\s+of\s+millions|hundreds\s+of\s+thousands|tens\s+of\s+thousands|"
    r"several\s+million|several\s+thousand|a\s+few\s+thousand|several\s+hundred|a\s+few\s+hundred|"
    r"a\s+couple\s+of\s+thousand|several\s+dozen|dozens|scores|hundreds|thousands|millions|billions)"
)
VAGUE_LOW = {"dozens": 24, "several dozen": 24, "scores": 40, "hundreds": 200, "several hundred": 200,
              "a few hundred": 200, "thousands": 2000, "several thousand": 2000, "a few thousand": 2000,
              "a couple of thousand": 2000, "tens of thousands": 20_000, "hundreds of thousands": 200_000,
              "millions": 2e6, "several million": 2e6, "tens of millions": 2e7, "hundreds of millions": 2e8,
              "billions": 2e9}  # fmt: skip
# Shares of something: "half of them", "two thirds of the troops".
_FRACTION = (
    r"(?P<fraction>(?:a\s+|one\s+)?half(?=\s+(?:of|the|its|their|a)\b)|"
    r"(?:a|one|two|three|four)[\s-]+(?:thirds?|quarters?|fifths?)(?=\s+of\b)|"
    r"(?:one|two|three|four)\s+(?:out\s+of|in)\s+(?:every\s+)?(?:three|four|five|six|seven|eight|nine|ten|20|100)"
    r"(?=\s+[a-z]{3,}|\s+[A-Z][a-z]+s\b)|"
    r"1[/⁄](?:[2-9]|\d\d+)(?=\s+of\b))"
)
CURRENCY = {"$": "USD", "us$": "USD", "us $": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "a$": "AUD", "$a": "AUD",
             "c$": "CAD", "hk$": "HKD", "s$": "SGD", "nz$": "NZD", "r$": "BRL", "rm": "MYR", "₽": "RUB", "₴": "UAH", "₩": "KRW",
             "₦": "NGN", "₪": "ILS", "$us": "USD", "$c": "CAD", "$nz": "NZD", "$hk": "HKD", "$s": "SGD", "hk $": "HKD",
            "ps": "GBP", "y=": "JPY", "chf": "CHF", "eur": "EUR", "usd": "USD", "gbp": "GBP", "rs": "INR"}  # fmt: skip
# "PS2.7m" and "Y=590" are what is left of pounds and yen in some feeds.
_CUR = (
    r"US ?\$|\$(?:US|A|C|NZ|HK|S)(?=\d)|A\$|C\$|HK ?\$|NZ\$|S\$|R\$|\$|€|£|¥|₹|₽|₴|₩|₦|₪|"
    r"(?<![A-Za-z])(?:RM|Rs\.?|CHF|EUR|USD|GBP)\s?(?=\d)|(?<![A-Za-z])(?:PS|Y=)(?=\d)"
)
UNITS = {form: unit for unit, forms in read_table("reportedly.annotate", "units.tsv", 2) for form in names_of(forms)}
UNIT_OF = {form.lower().replace("-", " "): unit for form, unit in UNITS.items()}
_SIGNS = frozenset(f for f in UNITS if not f.isascii() or f.upper() == f or len(f) <= 3 or "/" in f)
_UNIT = "(?P<unit>" + "|".join(
    (re.escape(f) if f in _SIGNS else r"(?i:" + re.escape(f).replace(r"\ ", r"[\s-]+") + ")")
    for f in sorted(UNITS, key=lambda f: (-len(f), f))
) + r")(?![A-Za-z])"  # fmt: skip
_PER = (
    "second|minute|hour|day|night|week|month|year|decade|century|barrel|share|ounce|gram|kilo|kilogram|pound|ton|tonne|gallon|"
    "litre|liter|head|capita|person|unit|household|megawatt|mmBTU|acre|hectare|mile|kilometre|kilometer|square foot|sq ft|"
    "square metre|square meter|sq m|sq metre|square mile|square kilometre|cubic metre"
)
_RATE = rf"(?i:(?:\s+(?:per|an?)\s+|-an?-)(?P<rate>{_PER})\b(?!-|\s+(?:after|before|later|earlier|ago)\b))?"
RATES = {"liter": "litre", "kilometer": "kilometre", "sq ft": "square foot", "sq m": "square metre",
         "square meter": "square metre", "sq metre": "square metre", "kilo": "kilogram", "tonne": "t", "ton": "t"}  # fmt: skip
_HEDGE = (
    r"(?:(?P<hedge>more\s+than|over|above|at\s+least|n(?:o|ot)\s+fewer\s+than|n(?:o|ot)\s+less\s+than|upwards\s+of|exceeding|"
    r"fewer\s+than|less\s+than|under|below|nearly|almost|close\s+to|up\s+to|at\s+most|as\s+many\s+as|as\s+much\s+as|"
    r"no\s+more\s+than|about|around|approximately|roughly|~|some|an\s+estimated|estimated|circa|or\s+so)(?:\s+|(?<=~)))?"
    r"(?:(?P<hedge2>an\s+estimated|estimated|about|some|around)\s+)?"
)
_SHARED = rf"(?:\s?%|\s+per\s?cent)(?=\s*(?:-|–|to|and)\s*{_NUM}\s*(?:%|per\s?cent|pc\b))"
_RANGE = rf"(?:(?:{_SHARED})?\s*(?:-|–|to|(?<!\d\s)or|and)\s*(?P<cur2>US\$|\$|€|£)?{_SECOND})?"
PATTERN = re.compile(
    rf"(?i:(?<![\w.,/-])(?:between\s+(?=.{{1,24}}\sand\s))?{_HEDGE}(?P<cur>{_CUR})?(?:{_FRACTION}|{_VAGUE}|{_SCALED}{_RANGE}))"
    rf"(?:(?:\s+of)?\s*-?\s*{_UNIT})?{_RATE}(?![\w/]|-\d|,\d|:\d)(?P<strong>-(?:strong|member))?"
)
