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
