"""Normalising text and keeping offsets."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.span import cut
from reportedly.text import fold, normalise

MESSY = st.text(alphabet="ab М\u200b\u00a0\r\n\t\ufeffe\u0301\u00ad“é.", max_size=60)


@given(MESSY)
@settings(max_examples=300)
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw).text
    assert normalise(once).text == once


@given(MESSY)
@settings(max_examples=300)
def test_every_plain_letter_maps_back_to_itself(raw: str) -> None:
    done = normalise(raw)
    for offset, character in enumerate(done.text):
        if character in "ab.":
            assert raw[done.offsets.to_source(offset)] == character


def test_line_ends_become_one_kind() -> None:
    assert normalise("a\r\nb\rc\u2028d").text == "a\nb\nc\nd"


def test_a_cyrillic_letter_inside_a_latin_word_becomes_latin() -> None:
    assert normalise("Маrch 5").text == "March 5"


def test_a_wholly_cyrillic_word_stays() -> None:
    assert normalise("Москва").text == "Москва"


def test_folding_puts_spellings_of_a_name_together() -> None:
    assert fold("Côte d’Ivoire’s") == fold("Cote d'Ivoire") == "cote divoire"


def test_cutting_leaves_out_white_space_and_keeps_the_offsets() -> None:
    quote = cut("ab  cd  ef", 2, 8)
    assert (quote.quote, quote.start, quote.end) == ("cd", 4, 6)
