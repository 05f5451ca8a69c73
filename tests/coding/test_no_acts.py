"""Words that the act reader may take for acts and that name none; parties whose owner is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.coding.no_acts import names_no_act
from reportedly.core.claim import Party, Speaker
from reportedly.core.layers import ActReading
from tests.coding.test_readings import reading
from tests.conftest import Coder


@pytest.mark.parametrize(
    ("text", "word", "chance", "none"),
    [
        ("The army falsely told of a withdrawal.", "falsely", 0.9, True),
        ("Officials called the column an invasion force.", "called", 0.2, True),
        ("Officials called the column an invasion force.", "called", 0.9, False),
        ("The minister called it a welcome step.", "step", 0.2, True),
        ("The press release on the call was short.", "release", 0.9, True),
        ("It is the second time the king gives this kind of order.", "order", 0.2, True),
        ("He made a similar statement in May.", "statement", 0.2, True),
        ("The order affects three regions.", "order", 0.5, True),
        ("The order of 9 May stands.", "order", 0.5, False),
        ("The army shelled Adre.", "shelled", 0.2, False),
    ],
)
def test_a_word_that_only_names_or_hands_on_is_no_act(code: Coder, text: str, word: str, chance: float, none: bool) -> None:
    document, _ = code(text)
    i = next(t.i for t in document.tokens if t.text == word)
    seen: ActReading = replace(reading(i), chance=chance)
    assert names_no_act(document, seen) is none


def test_a_party_named_by_its_owner_still_quotes_the_text(code: Coder) -> None:
    text = "In early September NATO counted 20,000 near the border; in late September its spokesman saw Russia withdrawing."
    _, claims = code(text, "2014-10-12")
    parties: list[Party | Speaker] = [p for c in claims for p in c.actors]
    parties += [s for c in claims for s in c.attribution]
    assert "NATO's spokesman" in {p.name for p in parties}
    assert all(text[p.start : p.end] == p.quote for p in parties)
