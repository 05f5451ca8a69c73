"""Labels drawn to be re-read: the same for the same seed, and their words are marked where they stand."""

from __future__ import annotations

import pytest

from reportedly.evaluate import sample
from reportedly.evaluate.corpus import load_own
from tests.conftest import ROOT


def test_the_draw_is_the_same_for_a_seed_and_gives_each_field_its_share() -> None:
    rows = list(load_own(ROOT / "corpus"))
    first = [(f, r["id"], c["quote"]) for f, r, c in sample.draw(rows, 3, seed=1)]
    assert first == [(f, r["id"], c["quote"]) for f, r, c in sample.draw(rows, 3, seed=1)]
    assert first != [(f, r["id"], c["quote"]) for f, r, c in sample.draw(rows, 3, seed=2)]
    assert [f for f, _, _ in first] == [f for f in sample.FIELDS for _ in range(3)]
    assert all(c[f] not in (None, []) for f, _, c in sample.draw(rows, 3, seed=1))


def test_a_drawn_label_shows_its_words_in_context(capsys: pytest.CaptureFixture[str]) -> None:
    row = next(load_own(ROOT / "corpus"))
    claim = row["claims"][0]
    assert f"[[{claim['quote']}]]" in sample.show(1, "type", row, claim)
    assert sample.main(["--corpus", str(ROOT / "corpus"), "--each", "1"]) == 0
    assert capsys.readouterr().out.count("published") == len(sample.FIELDS)
