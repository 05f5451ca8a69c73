"""Acts in plain words."""

from __future__ import annotations

import pytest

from reportedly.ontology.plover import load_plover


def test_words_are_of_types_and_modes_that_there_are() -> None:
    plover = load_plover()
    for key in plover.words:
        root, _, mode = key.partition("/")
        assert not mode or mode in plover.types[root].modes, key


@pytest.mark.parametrize(
    ("event_type", "mode", "words"),
    [
        ("AID", "military", "military aid"),
        ("RETREAT", "withdraw", "withdraw"),
        ("CONSULT", None, "talks"),
        ("AGREE", "x-y", "x y"),
    ],
)
def test_an_act_in_plain_words(event_type: str, mode: str | None, words: str) -> None:
    assert load_plover().words_of(event_type, mode) == words
