"""Who speaks on: in turns of a transcript, between dashes, in quotations that hold quotations."""

from __future__ import annotations

from tests.conftest import Coder

_INTERVIEW = """Kirill Kleymenov: Why did you send troops?

Vladimir Putin: We sent no troops to Kiev.

Ukraine attacked Donetsk on Monday.

Kirill Kleymenov: And the talks?

Vladimir Putin: Germany will host the talks."""


def test_a_turn_goes_on_until_the_next(code: Coder) -> None:
    _, claims = code(_INTERVIEW)
    attack = next(c for c in claims if c.trigger.quote == "attacked")
    assert [s.name for s in attack.attribution] == ["Vladimir Putin"]


def test_a_list_of_labels_is_no_transcript(code: Coder) -> None:
    _, claims = code("Police: two men arrested.\n\nArmy: a post attacked.\n\nRebels shelled the town on Monday.")
    assert not any(c.attribution for c in claims if c.trigger.quote == "shelled")


def test_what_stands_between_dashes_is_said_by_who_is_named_behind(code: Coder) -> None:
    _, claims = code("A line before it.\n\n- In May the troops left the town. Then Russia attacked Odesa - adds the minister.")
    left = next(c for c in claims if c.trigger.quote == "left")
    assert [s.quote for s in left.attribution] == ["the minister"]


def test_a_quotation_in_a_quotation_does_not_end_it(code: Coder) -> None:
    _, claims = code(
        "“It is the notion that “might makes right”. Being “neutral” is a false concept. Mali has invaded Niger. That is wrong,” "
        "the bishop wrote."
    )
    assert [s.quote for s in next(c for c in claims if c.trigger.quote == "invaded").attribution] == ["the bishop"]


def test_what_follows_the_last_label_is_the_reporters(code: Coder) -> None:
    turns = "Putin: We left.\n\nPoroshenko: They did not.\n\nPutin: We did.\n\n"
    _, claims = code(f"{turns}Ukrainian troops shelled a market in Donetsk on Monday.")
    assert not any(c.attribution for c in claims if c.trigger.quote == "shelled")


def test_an_open_quotation_mark_puts_no_words_into_a_mouth(code: Coder) -> None:
    _, claims = code("“He called it a “disaster,” Merkel said. Russia withdrew its troops from Kherson on Monday.")
    assert not any(c.attribution for c in claims if c.trigger.quote == "withdrew")
