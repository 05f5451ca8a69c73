"""Dates that a report states of itself."""

from __future__ import annotations

import pytest

from reportedly.read.published import find_published

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@pytest.mark.parametrize(("number", "month"), list(enumerate(MONTHS, start=1)))
def test_every_month_is_read_written_out_or_short(number: int, month: str) -> None:
    for written in (f"14 {month} 2016", f"{month} 14, 2016", f"{month[:3]} 14, 2016"):
        found = find_published(f"Border to open\n\n{written}\n\nThe border will open, the army said.", None, None, None)
        assert (found.edtf, found.basis) == (f"2016-{number:02d}-14", "stated"), written
