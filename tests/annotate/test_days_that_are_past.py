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
