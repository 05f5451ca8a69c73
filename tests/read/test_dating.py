"""Dating a text by its own words."""

from __future__ import annotations

from reportedly.config import load_config
from reportedly.core.raw import RawReport
from reportedly.read.dating import infer_published
from reportedly.read.inputs import make_report

TEXT = (
    "President Barack Obama met Prime Minister David Cameron in London. President Obama said on the record that talks, which "
    "began on May 7, 2014, would go on. Foreign Secretary Philip Hammond was there."
)


def test_office_holders_and_dated_acts_bound_the_day() -> None:
    found = infer_published(TEXT)
    assert found is not None
    first, last = found.edtf.split("/")
    assert first == "2014-07-15"  # when Philip Hammond took office, later than the dated act
    assert last == "2016-07-13"
    assert all("told as" in reason for reason in found.reasons)


def test_a_text_without_hints_stays_undated() -> None:
    assert infer_published("The army said its troops had left the town on Monday.") is None


def test_a_former_holder_is_no_hint() -> None:
    assert infer_published("Former President Barack Obama and former President Obama spoke; ex-President Obama sang.") is None


def test_an_inferred_date_says_so_and_leaves_an_issue() -> None:
    result = make_report(RawReport(TEXT), load_config().read, None)
    assert result.report is not None
    assert result.report.published_basis == "inferred"
    assert [i.code for i in result.issues] == ["date_inferred"]
