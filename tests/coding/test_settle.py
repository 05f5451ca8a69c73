"""What a party's own words tell of its kind and state."""

from __future__ import annotations

import pytest

from tests.conftest import Coder


def _parties(code: Coder, text: str) -> dict[str, tuple[str | None, str | None]]:
    _, claims = code(text, "2021-03-05")
    return {p.quote: (p.country, p.sector) for c in claims for p in (*c.actors, *c.recipients)}


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("A court in Istanbul jailed four journalists on Monday.", "court", "TUR", "JUD"),
        ("Gunmen killed six villagers near Maiduguri on Tuesday.", "villagers", "NGA", "CVL"),
        ("Police arrested the opposition leader on Monday.", "opposition leader", None, "OPP"),
        ("Soldiers captured a rebel commander on Monday.", "rebel commander", None, "REB"),
        ("Former Prime Minister Ehud Olmert criticised the raid on Monday.", "Olmert", "ISR", "ELI"),
        ("Two bombs killed aid workers on Monday.", "aid workers", None, "NGO"),
    ],
)
def test_kind_and_state_of_a_party(code: Coder, text: str, words: str, country: str | None, sector: str) -> None:
    found = {quote: told for quote, told in _parties(code, text).items() if words in quote}
    assert found, _parties(code, text)
    assert set(found.values()) == {(country, sector)}


def test_soldiers_in_a_place_are_not_of_its_state(code: Coder) -> None:
    found = _parties(code, "Troops in Donetsk shelled the airport on Monday.")
    assert all(country is None for quote, (country, _) in found.items() if "roops" in quote)
