"""Weeks, months, years and seasons around a day, and their parts (coding rule 5)."""

from __future__ import annotations

import calendar
import datetime as dt

from reportedly.annotate.time_grammar import SEASONS
from reportedly.core.edtf import parse_edtf

_DAY = dt.timedelta(days=1)


def find_part_of_month(year: int, month: int, part: str | None) -> str | None:
    """EDTF of the early, mid or late days of a month; None where `part` is none of them."""
    last = calendar.monthrange(year, month)[1]
    key = " ".join((part or "").lower().split())
    if key == "the end of":
        return f"{year:04d}-{month:02d}-{last:02d}"
    ranges = {"early": (1, 10), "the start of": (1, 10), "the beginning of": (1, 10), "mid": (11, 20),
              "the middle of": (11, 20), "late": (21, last)}  # fmt: skip
    if key not in ranges:
        return None
    a, b = ranges[key]
    return f"{year:04d}-{month:02d}-{a:02d}/{year:04d}-{month:02d}-{b:02d}"


def find_period(unit: str, step: int, day: dt.date) -> tuple[dt.date, dt.date, str] | None:
    """First day, last day and TIMEX3 value of the period of `unit` that lies `step` from the one holding `day`."""
    if unit in ("week", "weekend"):
        monday = day - day.weekday() * _DAY + step * 7 * _DAY
        year, week, _ = monday.isocalendar()
        if unit == "weekend":
            return monday + 5 * _DAY, monday + 6 * _DAY, f"{year}-W{week:02d}-WE"
        return monday, monday + 6 * _DAY, f"{year}-W{week:02d}"
    if unit == "month":
        index = day.year * 12 + day.month - 1 + step
        year, month = divmod(index, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, 1), dt.date(year, month + 1, last), f"{year:04d}-{month + 1:02d}"
    if unit == "year":
        year = day.year + step
        return dt.date(year, 1, 1), dt.date(year, 12, 31), f"{year:04d}"
    if unit in SEASONS:
        name = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}[SEASONS[unit]]
        year = day.year + (step if step > 0 else 0)
        days = parse_edtf(f"{year}-{SEASONS[unit]}")
        if step < 0 and days and days.last and days.last >= day:
            year -= 1
            days = parse_edtf(f"{year}-{SEASONS[unit]}")
        assert days and days.first and days.last
        return days.first, days.last, f"{year:04d}-{name}"
    return None
