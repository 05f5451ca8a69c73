"""Who counts a force says so; numbers that a change leads to are the change's."""

from __future__ import annotations

import pytest

from tests.conftest import Coder


@pytest.mark.parametrize(
    ("sentence", "speaker", "owner"),
    [
        ("NATO counts about 40,000 troops near the border.", "NATO", None),
        ("NATO puts the Russian force there at about 40,000.", "NATO", "RUS"),
        ("Kenya puts the number of its soldiers in Somalia at some 3,600.", "Kenya", "KEN"),
        ("About 40,000 troops were massed there by US and NATO estimates.", "US", None),
    ],
)
def test_who_counts_says_so_and_is_not_there(code: Coder, sentence: str, speaker: str, owner: str | None) -> None:
    _, claims = code(sentence)
    assert len(claims) == 1
    claim = claims[0]
    assert claim.event_type == "MOBILIZE"
    assert claim.attribution[0].name == speaker
    assert [p.country for p in claim.actors if p.country] == ([owner] if owner else [])
    assert any("000" in q.quote or "600" in q.quote for q in claim.quantities)


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Serbia has raised the number of its soldiers at Raška from 1,500 to 5,000, the minister said.", {1500.0, 5000.0}),
        ("The Australians will halve their force, from 140 to 70, the high commissioner said.", {140.0, 70.0}),
        ("At least 300 gunmen are in the hills around Patikul, the mayor said on Thursday.", {300.0}),
    ],
)
def test_numbers_from_and_to_which_a_force_is_changed(code: Coder, sentence: str, numbers: set[float]) -> None:
    _, claims = code(sentence)
    assert {q.low for c in claims for q in c.quantities} == numbers


@pytest.mark.parametrize("sentence", ["Some 40 officers are in the running for the job.", "Two hundred police were in court."])
def test_a_force_in_a_figure_of_speech_is_nowhere(code: Coder, sentence: str) -> None:
    assert not code(sentence)[1]


def test_none_of_so_many_is_not_so_many(code: Coder) -> None:
    _, claims = code("Its border service said that none of an estimated 40,000 soldiers were now within 10 kilometres.")
    assert not any(c.coder.rule == "count.present" for c in claims)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lavrov denied that 5,000 Russian troops are in Donetsk.",
        "It is not true that 5,000 Russian troops are in Crimea, Lavrov said.",
        "Moscow will not say whether 5,000 Russian troops are in Crimea, Lavrov said.",
        "Some 300 Russian soldiers were captured near Donetsk.",
    ],
)
def test_denied_open_or_captured_forces_are_not_posted(code: Coder, sentence: str) -> None:
    _, claims = code(sentence)
    assert not any(c.coder.rule == "count.present" for c in claims)


def test_posts_are_no_count_of_soldiers(code: Coder) -> None:
    _, claims = code("Turkey placed 200 soldiers at two border posts.")
    assert [p.country for p in claims[0].actors] == ["TUR"]
    assert not claims[0].attribution
