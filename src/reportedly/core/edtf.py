"""Days and EDTF (ISO 8601-2): reading intervals, writing them, comparing them.

Levels of EDTF used here: days, months, seasons (21 to 24), years, intervals with an open end (`..`), `~`, and an
unknown year (`XXXX-05-07`). Source: https://www.loc.gov/standards/datetime/ (2019).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.errors import DayError

_SEASON = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included; None is an open end."""

    first: dt.date | None
    last: dt.date | None

    def overlaps(self, other: Days, slack_days: int = 0) -> bool:
        """True where the two share a day, or lie within `slack_days` of it."""
        slack = dt.timedelta(days=slack_days)
        before = self.last is not None and other.first is not None and self.last + slack < other.first
        after = self.first is not None and other.last is not None and other.last + slack < self.first
        return not before and not after


def parse_day(text: str) -> dt.date:
    """The day `YYYY-MM-DD`. Raises DayError for anything else."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise DayError(f"{text!r} is not a day; write it as 2014-05-19") from error


@lru_cache(maxsize=1 << 16)
def parse_edtf(text: str | None) -> Days | None:
    """Days that an EDTF string covers; None for None, an unknown year, or an empty interval. Never raises."""
    if not text:
        return None
    plain = re.sub(r"[~?%]", "", text).strip().split("T")[0]
    if "/" in plain:
        left, right = plain.split("/", 1)
        a, b = (Days(None, None) if x in ("", "..") else parse_edtf(x) for x in (left, right))
        return Days(a.first, b.last) if a and b and (a.first or b.last) else None
    try:
        return _parse_one(plain)
    except ValueError:
        return None


def _parse_one(plain: str) -> Days | None:
    if _DAY.fullmatch(plain):
        day = dt.date.fromisoformat(plain)
        return Days(day, day)
    if m := _MONTH.fullmatch(plain):
        year, month = int(m[1]), int(m[2])
        first, last = _SEASON.get(month, (month, month))
        last_year = year + (last < first)
        return Days(dt.date(year, first, 1), dt.date(last_year, last, calendar.monthrange(last_year, last)[1]))
    if re.fullmatch(r"\d{4}", plain):
        return Days(dt.date(int(plain), 1, 1), dt.date(int(plain), 12, 31))
    return None


def format_days(first: dt.date | None, last: dt.date | None) -> str:
    """EDTF of the days from `first` to `last`; None is an open end."""
    if first == last and first is not None:
        return first.isoformat()
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"


def known_on(published: str | None) -> dt.date | None:
    """Day on which a report enters the record: the last day of its date, or None when it has none."""
    days = parse_edtf(published)
    return days.last if days else None
