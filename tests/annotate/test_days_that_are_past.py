"""Days named in frames that a tense alone reads wrongly."""

from __future__ import annotations

import pytest

from tests.conftest import Coder


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("Since the January takeover the officers have thrown out four diplomats.", "2022-01/.."),
        ("The curfew was suspended for Christmas 2015 and restored four days later.", "2015-12-25"),
        ("Demonstrators set fire to a toll plaza on Wednesday night.", "2022-11-02TNI"),
        ("A monk walks past an empty bunker at Preah Vihear on Tuesday.", "2022-11-01"),
        ("The court meets on Tuesday to hear the case.", "2022-11-08"),
    ],
)
def test_days_of_frames(code: Coder, sentence: str, edtf: str) -> None:
    document, _ = code(sentence, published="2022-11-04")
    assert edtf.removesuffix("TNI") in [t.edtf for t in document.times]


@pytest.mark.parametrize(
    ("sentence", "published", "edtf"),
    [
        ("It has been shut since 8 March.", "2020-03-06", "2019-03-08/.."),
        ("It has been shut since Christmas.", "2020-12-20", "2019-12-25/.."),
        ("It has been shut since Friday.", "2020-03-04", "2020-02-28/.."),
    ],
)
def test_since_a_day_is_since_one_that_was(code: Coder, sentence: str, published: str, edtf: str) -> None:
    document, _ = code(sentence, published=published)
    assert [t.edtf for t in document.times] == [edtf]


def test_many_plans_are_read_in_time_that_grows_with_them(code: Coder) -> None:
    document, _ = code("The court meets on Friday. " * 300, published="2020-03-04")
    assert len(document.times) == 300
