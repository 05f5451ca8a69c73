"""A brief says when a number of a force is far from the one told before it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import reportedly

_ROWS = [
    ("2031-03-03", "Kenya has 20,000 troops near the border with Somalia, NATO said on Monday."),
    ("2031-03-06", "Kenya has 60,000 troops near the border with Somalia, NATO said on Thursday."),
]


@pytest.mark.parametrize(("second", "told"), [("60,000", True), ("22,000", False)])
def test_a_jump_is_told_with_both_words_and_a_small_change_is_not(tmp_path: Path, second: str, told: bool) -> None:
    path = tmp_path / "in.jsonl"
    texts = [(day, text.replace("60,000", second)) for day, text in _ROWS]
    path.write_text("".join(json.dumps({"text": t, "published": d, "publisher": d}) + "\n" for d, t in texts))
    with reportedly.open(tmp_path / "s.duckdb") as record:
        record.add(path)
        brief = record.brief(since="2031-03-05", as_of="2031-03-06")
    lines = [x for s in brief.sections for x in s.lines if x.text.startswith("Another number")]
    assert [(second in x.text and "20,000" in x.text, len(x.claims)) for x in lines] == ([(True, 2)] if told else [])
