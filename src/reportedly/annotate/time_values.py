"""What a time expression means: one resolver a kind, from the fields of its match to TIMEX3 and EDTF values.

Sources: TimeML 1.2.1 for TIMEX3, ISO 8601-2 for EDTF, rule 5 of the record format for fuzzy parts.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from reportedly.annotate.periods import find_part_of_month, find_period
from reportedly.annotate.time_grammar import SEASONS, WEEKDAYS, day_of, month_of, number_of
from reportedly.annotate.time_lengths import (
    DAYS_OF,
    UNIT_LETTER,
    Context,
    Value,
    duration_value,
    resolve_ahead,
    resolve_duration,
    resolve_span,
)  # fmt: skip
from reportedly.core.edtf import format_days, parse_edtf

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


def _iso(m: re.Match[str], context: Context) -> Value | None:
    days = parse_edtf(m.group())
    return Value("DATE", m.group(), m.group(), "stated") if days else None


def _date(m: re.Match[str], context: Context) -> Value | None:
    month, day = month_of(m["month"]), day_of(m["day"])
    day2 = int(re.sub(r"\D", "", m["day2"])) if m["day2"] else None
    year = int(m["year"]) if m["year"] else _nearest_year(month, day, context, m["ofday"])
    if not 1 <= day <= 31 or (year and day > calendar.monthrange(year, month)[1]):
        return None
    stem = f"{year:04d}" if year else "XXXX"
    value = f"{stem}-{month:02d}-{day:02d}"
    basis = "stated" if m["year"] or not year else "relative"
    if day2 and day2 > day:
        return Value("DATE", value, f"{value}/{stem}-{month:02d}-{day2:02d}" if year else value, basis)
    return Value("DATE", value, value, basis)


def _nearest_year(month: int, day: int, context: Context, weekday: str | None = None) -> int | None:
    """The year that brings the day closest to publication: a month behind counts like a week ahead. Where the weekday is named
    too, only years count in which the day falls on it, if there is one."""
    if context.day is None:
        return None
    choices = []
    for year in (context.day.year - 1, context.day.year, context.day.year + 1):
        if 1 <= day <= calendar.monthrange(year, month)[1]:
            named = dt.date(year, month, day)
            gap = (named - context.day).days
            off = weekday is not None and named.weekday() != WEEKDAYS[weekday.lower()]
            choices.append((off, abs(gap) * (4 if gap > 14 and not context.future else 1), year))
    return min(choices)[2] if choices else None


def _month(m: re.Match[str], context: Context) -> Value:
    month = month_of(m["month"])
    year = int(m["year"]) if m["year"] else _nearest_year(month, 15, context)
    if year is None:
        return Value("DATE", f"XXXX-{month:02d}", f"XXXX-{month:02d}", "stated")
    basis = "stated" if m["year"] else "relative"
    value = f"{year:04d}-{month:02d}"
    return Value("DATE", value, find_part_of_month(year, month, m["part"]) or value, basis)


def _weekday_near(number: int, context: Context, shift: str = "") -> dt.date:
    """The weekday before or at publication, or the next one where the clause looks ahead."""
    assert context.day is not None
    back = (context.day.weekday() - number) % 7
    if shift in ("next", "this coming") or (context.future and shift not in ("last", "this past")):
        return context.day + ((-back) % 7 or (7 if shift == "next" else 0)) * _DAY
    return context.day - (back or (7 if shift == "last" else 0)) * _DAY


def _weekday(m: re.Match[str], context: Context) -> Value:
    number = WEEKDAYS[m["weekday"].lower()]
    daytime = _DAYTIMES.get((m["daytime"] or "").lower())
    if context.day is None:
        return Value("TIME" if daytime else "DATE", f"XXXX-WXX-{number + 1}{daytime or ''}", None, "unknown")
    shift = " ".join((m["shift"] or "").lower().split())
    day = _weekday_near(number, context, shift)
    value = day.isoformat() + (daytime or "")
    return Value("TIME" if daytime else "DATE", value, day.isoformat(), "relative")


def _weekday_of_week(m: re.Match[str], context: Context) -> Value:
    """ "Wednesday of last week": a week begins on Monday, the anchor is the day of publication."""
    number = WEEKDAYS[m["weekday"].lower()]
    if context.day is None or m["ago"]:
        return Value("DATE", f"XXXX-WXX-{number + 1}", None, "unknown")
    weeks = {"last": -1, "this": 0, "next": 1}[m["shift"].lower()]
    day = context.day + (number - context.day.weekday() + 7 * weeks) * _DAY
    return Value("DATE", day.isoformat(), day.isoformat(), "relative")


def _day_of_month(m: re.Match[str], context: Context) -> Value:
    """ "The 15th of this month": counted from the month of publication."""
    step, number = {"last": -1, "next": 1}.get(m["shift"].lower(), 0), day_of(m["day"])
    if context.day is None:
        return Value("DATE", f"XXXX-XX-{number:02d}", None, "unknown")
    found = find_period("month", step, context.day)
    assert found is not None
    first, last, _ = found
    if number > last.day:
        return Value("DATE", f"{first.year:04d}-{first.month:02d}", None, "unknown")
    day = first.replace(day=number).isoformat()
    return Value("DATE", day, day, "relative")


_SHIFTS = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "the day after tomorrow": 2}


def _today(m: re.Match[str], context: Context) -> Value:
    word = " ".join(m["word"].lower().split())
    if context.day is None:
        return Value(
            "DATE",
            ("PRESENT_REF", "FUTURE_REF", "PAST_REF")[(_SHIFTS.get(word, 0) > 0) - (_SHIFTS.get(word, 0) < 0)],
            None,
            "unknown",
        )
    shift = _SHIFTS.get(word, 0)
    day = (context.day + shift * _DAY).isoformat()
    suffix = {"tonight": "TNI", "this morning": "TMO", "this afternoon": "TAF", "this evening": "TEV"}.get(word, "")
    return Value("TIME" if suffix else "DATE", day + suffix, day, "relative" if shift else "publication")


_STEP = {"before": -1, "earlier": -1, "previous": -1, "preceding": -1, "after": 1, "later": 1, "following": 1, "next": 1,
         "same": 0, "that": 0}  # fmt: skip
_DAYTIMES = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}


def _day_before(m: re.Match[str], context: Context) -> Value:
    """ "A day later", "the following week": counted from the day that the text last spoke of, unknown without one."""
    step, unit = _STEP[m["side"].lower()], m["unit"].lower()
    reference = ("PRESENT_REF", "FUTURE_REF", "PAST_REF")[step]
    if context.told is None:
        blank = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}.get(unit)
        if m["side"].lower() in ("before", "after", "earlier", "later"):
            return Value("DATE", reference, None, "unknown")
        return Value("DATE" if blank else "TIME", blank or f"XXXX-XX-XX{_DAYTIMES[unit]}", None, "unknown")
    if unit == "day" or unit in _DAYTIMES:
        day = (context.told + step * _DAY).isoformat()
        return Value("TIME" if unit in _DAYTIMES else "DATE", day + _DAYTIMES.get(unit, ""), day, "relative")
    found = find_period(unit, step, context.told)
    return Value("DATE", found[2], None, "unknown") if found else Value("DATE", reference, None, "unknown")


def _overnight(m: re.Match[str], context: Context) -> Value:
    """The night that is meant: the one to come or, told in the past, the one before publication."""
    if context.day is None:
        return Value("TIME", "XXXX-XX-XXTNI", None, "unknown")
    night = context.day if context.future else context.day - _DAY
    return Value("TIME", f"{night.isoformat()}TNI", format_days(night, night + _DAY), "relative")


_OFTEN = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
          "annual": "P1Y", "annually": "P1Y"}  # fmt: skip


def _set(m: re.Match[str], context: Context) -> Value:
    groups = m.groupdict()
    if groups.get("often"):
        return Value("SET", _OFTEN[groups["often"].lower()], None, "unknown")
    if groups.get("weekday"):
        return Value("SET", f"XXXX-WXX-{WEEKDAYS[groups['weekday'].lower()] + 1}", None, "unknown")
    unit = groups["unit"].lower()
    return Value(
        "SET", duration_value("2" if groups.get("other") else "1", unit if unit in UNIT_LETTER else "day"), None, "unknown"
    )


def _quarter(m: re.Match[str], context: Context) -> Value:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(m["nth"].lower()) or int(m["nth"])
    year = m["year"] or (str(context.day.year) if context.day else None)
    half = m["what"].lower() == "half"
    value = f"{year or 'XXXX'}-{'H' if half else 'Q'}{number}"
    if year is None or number > (2 if half else 4):
        return Value("DATE", value, None, "unknown")
    months = 6 if half else 3
    first, last = (number - 1) * months + 1, number * months
    return Value("DATE", value, f"{year}-{first:02d}/{year}-{last:02d}", "stated" if m["year"] else "relative")


def _century(m: re.Match[str], context: Context) -> Value:
    number = int(m["nth"]) - 1
    return Value("DATE", f"{number:02d}", f"{number:02d}01/{number + 1:02d}00", "stated")


def _holiday(m: re.Match[str], context: Context) -> Value:
    month, day = {"christmas eve": (12, 24), "new years day": (1, 1), "new years eve": (12, 31)}.get(
        " ".join(m["holiday"].lower().replace("'", "").replace("’", "").split()), (12, 25)
    )
    year = int(m["year"]) if m["year"] else _nearest_year(month, day, context)
    if year and context.day and context.future and not m["year"] and dt.date(year, month, day) < context.day:
        year += 1
    value = f"{year or 'XXXX'}-{month:02d}-{day:02d}"
    return Value("DATE", value, value, "relative" if year and not m["year"] else "stated")


def _period(m: re.Match[str], context: Context) -> Value | None:
    unit = m["unit"].lower()
    groups = m.groupdict()
    shift = " ".join((groups.get("shift") or "this").lower().split())
    step = 1 if shift in ("next", "the coming") else 0 if shift in ("this", "current") else -1
    if "shift" not in groups and unit == "weekend" and context.day is not None:
        step = 0 if context.future or context.day.weekday() >= _SATURDAY else -1  # "over the weekend"
    if context.day is None and unit == "weekend" and "shift" not in groups:
        return Value("DATE", "XXXX-WXX-WE", None, "unknown")
    if context.day is None:
        return Value("DATE", ("FUTURE_REF", "PRESENT_REF", "PAST_REF")[1 - step], None, "unknown")
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
        return Value("DATE", value, part, "relative")
    edtf = format_days(first, last) if within or unit in ("week", "weekend") else value
    if unit in SEASONS:
        edtf = f"{value[:4]}-{SEASONS[unit]}"
    if groups.get("part", "") and "end" in (groups["part"] or ""):
        edtf = last.isoformat()
    return Value("DATE", value, edtf, "relative")


def _ago(m: re.Match[str], context: Context) -> Value:
    unit = re.sub(r"(?:ies|y|s)$", "", m["unit"].lower())
    number = number_of(m["number"])
    side = m["side"].lower()
    past = side != "later"
    reference = "PAST_REF" if past else "FUTURE_REF"
    if number is None or context.day is None or side != "ago" or unit not in DAYS_OF:
        return Value("DATE", reference, None, "unknown")
    if unit == "month":
        return Value("DATE", *_same(find_period("month", -number, context.day)), "relative")
    if unit == "year":
        return Value("DATE", *_same(find_period("year", -number, context.day)), "relative")
    day = context.day - number * DAYS_OF[unit] * _DAY
    return Value("DATE", day.isoformat(), day.isoformat() + ("" if unit == "day" else "~"), "relative")


def _same(found: tuple[dt.date, dt.date, str] | None) -> tuple[str, str | None]:
    assert found is not None
    return found[2], found[2]


def _season(m: re.Match[str], context: Context) -> Value:
    number = SEASONS[m["season"].lower()]
    year = int(m["year"]) if m["year"] else (context.day.year if context.day else None)
    name = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}[number]
    if year is None:
        return Value("DATE", f"XXXX-{name}", None, "unknown")
    days = parse_edtf(f"{year}-{number}")
    assert days and days.last
    edtf = days.last.isoformat() if "end" in (m["part"] or "") else f"{year}-{number}"
    return Value("DATE", f"{year}-{name}", edtf, "stated" if m["year"] else "relative")


def _years(m: re.Match[str], context: Context) -> Value | None:
    first = int(m["year"])
    last = int(m["year2"]) if len(m["year2"]) == 4 else first // 100 * 100 + int(m["year2"])
    return Value("DATE", str(first), f"{first}/{last}", "stated") if last > first else None


def _year(m: re.Match[str], context: Context) -> Value:
    return Value("DATE", m["year"], m["year"], "stated")


def _year_part(m: re.Match[str], context: Context) -> Value:
    year, part = m["year"], " ".join(m["part"].lower().split())
    edtf = {"early": f"{year}-01/{year}-04", "the start of": f"{year}-01", "mid": f"{year}-05/{year}-08",
            "late": f"{year}-09/{year}-12", "the end of": f"{year}-12-31"}[part]  # fmt: skip
    return Value("DATE", year, edtf, "stated")


def _decade(m: re.Match[str], context: Context) -> Value:
    year = int(m["year"])
    return Value("DATE", m["year"][:3], f"{year}/{year + 9}", "stated")


def _present(m: re.Match[str], context: Context) -> Value:
    if m["word"].lower() == "current" or context.day is None:  # "the current talks" names no day
        return Value("DATE", "PRESENT_REF", None, "unknown")
    return Value("DATE", "PRESENT_REF", context.day.isoformat(), "publication")


def _past(m: re.Match[str], context: Context) -> Value:
    return Value("DATE", "PAST_REF", None, "unknown")


def _future(m: re.Match[str], context: Context) -> Value:
    return Value("DATE", "FUTURE_REF", None, "unknown")


_HOURS = {
    "noon": "T12:00",
    "midday": "T12:00",
    "midnight": "T00:00",
    "dawn": "TMO",
    "sunrise": "TMO",
    "dusk": "TEV",
    "sunset": "TEV",
}


def _clock(m: re.Match[str], context: Context) -> Value | None:
    """A time of day, on the day named beside it, else on the day of publication; its EDTF is that day."""
    time = _time_of_day(m["clock"].lower())
    if time is None:
        return None
    groups = m.groupdict()
    if groups.get("ofmonth"):
        month, day = month_of(groups["ofmonth"]), int(re.sub(r"\D", "", groups["ofdate"]))
        year = int(groups["ofyear"]) if groups["ofyear"] else _nearest_year(month, day, context)
        date = f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"
        return Value("TIME", date + time, date, "stated" if groups["ofyear"] or not year else "relative")
    if groups.get("ofday"):
        number = WEEKDAYS[groups["ofday"].lower()]
        if context.day is None:
            return Value("TIME", f"XXXX-WXX-{number + 1}{time}", None, "unknown")
        date = _weekday_near(number, context).isoformat()
        return Value("TIME", date + time, date, "relative")
    if context.beside is not None:
        return Value("TIME", f"{context.beside.isoformat()}{time}", None, "unknown")
    return Value("TIME", (context.day.isoformat() if context.day else "XXXX-XX-XX") + time, None, "unknown")


def _time_of_day(words: str) -> str | None:
    """ISO time or part of the day; None where the hour is none."""
    if words in _HOURS:
        return _HOURS[words]
    found = re.match(r"(?P<hour>\d{1,2}|[a-z]+)(?:[:.](?P<minute>\d\d))?", words)
    hour = number_of(found["hour"]) if found else None
    if found is None or hour is None or hour > 23:
        return None
    if "p.m" in words or "pm" in words or "afternoon" in words or "evening" in words:
        hour = hour % 12 + 12
    elif "a.m" in words or "am" in words:
        hour %= 12
    return f"T{hour:02d}:{found['minute'] or '00'}"


RESOLVERS = {
    "iso": _iso, "date": _date, "month": _month, "weekday": _weekday, "weekday_of_week": _weekday_of_week,
    "today": _today, "daybefore": _day_before,
    "period": _period, "ago": _ago, "season": _season, "years": _years, "year": _year, "yearpart": _year_part,
    "decade": _decade, "span": resolve_span, "duration": resolve_duration, "present": _present, "past": _past, "future": _future,
    "clock": _clock, "overnight": _overnight, "set": _set, "quarter": _quarter, "century": _century, "holiday": _holiday,
    "bareyear": _year, "dayofmonth": _day_of_month, "ahead": resolve_ahead,
}  # fmt: skip
