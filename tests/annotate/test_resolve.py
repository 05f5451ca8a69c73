"""Which place a name stands for."""

from __future__ import annotations

import pytest

from tests.conftest import Coder


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A man was held in Paris, Texas, on Monday.", "Paris", "USA"),
        ("Talks were held in Paris on Monday.", "Paris", "FRA"),
        ("Police in Atlanta and Savannah, Georgia, said roads in Georgia were shut.", "Georgia", "USA"),
        ("Troops left Tbilisi, the capital of Georgia, and Abkhazia.", "Georgia", "GEO"),
    ],
)
def test_a_name_is_resolved_by_what_stands_beside_it(code: Coder, text: str, name: str, country: str) -> None:
    document, _ = code(text)
    found = [p for p in document.places if p.quote == name]
    assert found
    assert found[-1].country == country


def test_a_region_stays_an_area(code: Coder) -> None:
    document, _ = code("Fighting spread across northern Mali.")
    place = next(p for p in document.places if "Mali" in p.quote)
    assert (place.quote, place.precision, place.country) == ("northern Mali", "region", "MLI")


def test_the_end_of_a_longer_name_is_no_place(code: Coder) -> None:
    document, _ = code("Researchers at the University of Manchester agreed.")
    assert "Manchester" not in [p.quote for p in document.places]


def test_a_dateline_is_a_place(code: Coder) -> None:
    document, _ = code("NAIROBI, Kenya (AP) — Police closed two roads on Monday after heavy rain fell in the city.")
    place = next(p for p in document.places if p.quote == "NAIROBI")
    assert place.country == "KEN"
