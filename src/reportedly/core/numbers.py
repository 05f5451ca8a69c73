"""Numbers in words."""

from __future__ import annotations

import re

NUMBERS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_PLURAL = 2
_HUNDRED, _THOUSAND = 100, 1000


def read_count(text: str) -> float | None:
    """Value of a text that is nothing but a whole number from two on ("fifty", "1,200"), else None."""
    plain = text.strip().lower()
    if _DIGITS.fullmatch(plain):
        value = float(plain.replace(",", ""))
    else:
        parts = [NUMBERS.get(part) for part in plain.split("-")]
        if None in parts:
            return None
        value = float(sum(part for part in parts if part is not None))
    return value if value >= _PLURAL else None


def read_spelled(words: str) -> float:
    """Value of a number told in several words: "two thousand five hundred and sixty"."""
    total = below = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "thousand":
            total, below = total + max(below, 1) * _THOUSAND, 0.0
        elif word == "hundred":
            below = max(below, 1) * _HUNDRED
        elif word != "and":
            below += NUMBERS[word]
    return total + below
