"""Places of an act: what rules find and what the reader sees."""

from __future__ import annotations

from reportedly.coding.arguments import expand
from reportedly.coding.spots import find_places_of
from reportedly.config import load_config
from reportedly.core.claim import Place
from reportedly.core.layers import ActReading, Document, RoleReading
from tests.coding.test_readings import reading
from tests.conftest import Coder

OPTIONS = load_config().coding
TEXT = "Soldiers marched from Adre to the valley on Monday."


def seen(document: Document, **chances: float) -> ActReading:
    words = {t.text: t.i for t in document.tokens}
    return reading(words["marched"], roles=tuple(RoleReading("place", words[w], c) for w, c in chances.items()))


def ruled(document: Document) -> tuple[Place, ...]:
    start = document.report.text.index("Adre")
    return (Place("Adre", start, start + 4, "Adre", "from", "TCD", None, None, None, "town"),)


def test_without_a_reading_the_rules_stand_alone(code: Coder) -> None:
    document, _ = code(TEXT)
    assert find_places_of(document, ruled(document), None, OPTIONS) == ruled(document)


def test_a_place_that_the_reader_does_not_see_is_dropped(code: Coder) -> None:
    document, _ = code(TEXT)
    assert find_places_of(document, ruled(document), seen(document), OPTIONS) == ()
    assert find_places_of(document, ruled(document), seen(document, Adre=0.3), OPTIONS) == ruled(document)


def test_a_place_without_a_name_is_one_of_precision_none(code: Coder) -> None:
    document, _ = code(TEXT)
    found = find_places_of(document, ruled(document), seen(document, Adre=0.9, valley=0.9), OPTIONS)
    assert [(p.quote, p.role) for p in found] == [("Adre", "from"), ("the valley", "to")]
    assert (found[1].precision, found[1].lat) == ("none", None)
    assert TEXT[found[1].start : found[1].end] == "the valley"
    assert [p.quote for p in find_places_of(document, ruled(document), seen(document, Adre=0.9, valley=0.5), OPTIONS)] == ["Adre"]


def test_a_list_of_names_is_no_apposition(code: Coder) -> None:
    document, _claims = code("Fiji, Malaysia and Timor-Leste will each contribute a battalion to the force, ministers said.")
    first = next(t.i for t in document.tokens if t.text == "Fiji")
    assert {document.tokens[k].text for k in expand(document, first)} >= {"Fiji", "Malaysia", "Leste"}
    document, _ = code("Putin, president and commander, spoke.")
    first = next(t.i for t in document.tokens if t.text == "Putin")
    assert [document.tokens[k].text for k in expand(document, first)] == ["Putin"]


def test_verbs_of_leaving_and_reaching_give_the_role(code: Coder) -> None:
    _, claims = code("Soldiers left Nairobi for Lodwar on Sunday. The convoy reached Garissa on Monday.")
    roles = {p.name: p.role for c in claims for p in c.places}
    assert roles == {"Nairobi": "from", "Lodwar": "to", "Garissa": "to"}
