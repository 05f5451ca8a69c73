"""What every resolver of time expressions shares, and the expressions that tell how long: "ten days", "within a fortnight"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from reportedly.annotate.time_grammar import number_of
from reportedly.core.edtf import format_days

_DAY = dt.timedelta(days=1)
UNIT_LETTER = {"night": "D", "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE",
                "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "centur": "CE"}  # fmt: skip
DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved expression: TIMEX3 type and value, EDTF or None, basis."""

    type: str
    value: str
    edtf: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against: the day of publication or None, whether its clause looks ahead, and the day
    that the text last spoke of or None; `beside`, the same where it stands in the sentence."""

    day: dt.date | None
    future: bool
    told: dt.date | None = None
    beside: dt.date | None = None


def resolve_span(m: re.Match[str], context: Context) -> Value:
    """ "The last ten days", "the coming weeks": a length that ends or begins at publication."""
    past = m["past"].lower() in ("past", "last", "recent")
    number = 2 if "couple" in (m["vague"] or "") else number_of(m["number"])
    unit = m["unit"].lower().rstrip("s")
    if number is None and m["past"].lower() in ("recent", "coming", "next"):
        return Value("DATE", "PAST_REF" if past else "FUTURE_REF", None, "unknown")
    value = duration_value("X" if number is None else str(number), unit)
    if number is None or context.day is None or unit not in DAYS_OF:
        return Value("DURATION", value, None, "unknown")
    other = context.day + (-1 if past else 1) * number * DAYS_OF[unit] * _DAY
    return Value("DURATION", value, format_days(min(other, context.day), max(other, context.day)), "relative")


def resolve_ahead(m: re.Match[str], context: Context) -> Value:
    """ "In ten days", "within a fortnight": days from publication on, where the clause looks ahead; else only how long."""
    unit = re.sub(r"s$", "", m["unit"].lower())
    number = number_of(m["number"]) or 0
    value = duration_value(str(number * (2 if unit == "fortnight" else 1)), unit)
    if context.day is None or not context.future or unit not in DAYS_OF or not number:
        return Value("DURATION", value, None, "unknown")
    end = context.day + number * DAYS_OF[unit] * _DAY
    if m["how"].lower() == "within":
        return Value("DURATION", value, format_days(context.day, end), "relative")
    return Value("DATE", end.isoformat(), end.isoformat() + ("" if unit in ("day", "week") else "~"), "relative")


def resolve_duration(m: re.Match[str], context: Context) -> Value | None:
    """ "Three to five days", "half an hour": how long, bound to no day."""
    groups = m.groupdict()
    if groups.get("half"):
        value = {"hour": "PT30M", "day": "PT12H", "year": "P6M"}[groups["half"].lower()]
        return Value("DURATION", value, None, "unknown")
    unit = re.sub(r"(?:ies|y|s)$", "", groups["unit"].lower())
    if unit in ("second", "quarter") and (groups.get("number") or "").lower() in ("a", "an", "one"):
        return None
    number = number_of(groups.get("from")) or number_of(groups.get("number"))
    more = (groups.get("more") or "").lower()
    told = "X" if number is None else str(number * (2 if unit == "fortnight" else 1))
    if more.endswith("half") and number is not None:
        return Value("DURATION", duration_value(f"{number}.5", unit), None, "unknown")
    if more and unit == "hour" and number is not None and "minute" in more:
        return Value("DURATION", f"PT{number}H{number_of(more.split()[0])}M", None, "unknown")
    return Value("DURATION", duration_value(told, unit), None, "unknown")


def duration_value(number: str, unit: str) -> str:
    """TIMEX3 value of so many of a unit ("P10D", "PTXH")."""
    letter = UNIT_LETTER.get(unit, "D")
    return f"PT{number}{letter[1:]}" if letter.startswith("T") else f"P{number}{letter}"
