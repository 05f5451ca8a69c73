"""Numbers told in several words."""

from __future__ import annotations

import pytest

from reportedly.core.numbers import read_spelled


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("five hundred and sixty", 560),
        ("two thousand five hundred sixty", 2560),
        ("a hundred and fifty thousand", 150_000),
        ("a thousand", 1000),
        ("one hundred twenty-five", 125),
    ],
)
def test_numbers_in_words(words: str, value: int) -> None:
    assert read_spelled(words) == value
