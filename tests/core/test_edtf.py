"""Reading and comparing EDTF dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.edtf import Days, format_days, known_on, parse_day, parse_edtf
from reportedly.errors import DayError

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


@given(DAYS, DAYS)
def test_an_interval_that_was_written_is_read_back(a: dt.date, b: dt.date) -> None:
    first, last = sorted((a, b))
    assert parse_edtf(format_days(first, last)) == Days(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014-05", dt.date(2014, 5, 1), dt.date(2014, 5, 31)),
        ("2021-21", dt.date(2021, 3, 1), dt.date(2021, 5, 31)),
        ("2021-24", dt.date(2021, 12, 1), dt.date(2022, 2, 28)),
        ("../2021-08-31", None, dt.date(2021, 8, 31)),
        ("2014~", dt.date(2014, 1, 1), dt.date(2014, 12, 31)),
    ],
)
def test_a_date_covers_its_days(text: str, first: dt.date | None, last: dt.date | None) -> None:
    assert parse_edtf(text) == Days(first, last)


@pytest.mark.parametrize("text", [None, "", "XXXX-05-07", "2014-13-01", "2014-02-30", "yesterday", "../.."])
def test_what_names_no_days_is_none(text: str | None) -> None:
    assert parse_edtf(text) is None


def test_a_report_is_known_on_the_last_day_of_its_date() -> None:
    assert known_on("2014-05") == dt.date(2014, 5, 31)
    assert known_on(None) is None


def test_a_day_that_is_none_is_an_error_that_says_how_to_write_it() -> None:
    with pytest.raises(DayError, match="2014-05-19"):
        parse_day("19 May")
