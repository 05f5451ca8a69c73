"""Words are cut as the package tokenizers cuts them."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from reportedly.annotate.acts import load_act_reader

REPORTS = Path(__file__).parents[2] / "examples" / "ukraine-2014" / "reports.jsonl"
ODD = ["naïve", "Ångström", "İzmir", "straße", "don't", "U.S.", "東京", "a東b", "…", "\u200bzero", "x\u00adray", "é" * 101,
       "12,000", "Ð", "ﬁ", "😀", "a\x00b", "\ufffd", "e\u0301"]  # fmt: skip


def test_the_same_pieces_as_the_package() -> None:
    tokenizers = pytest.importorskip("tokenizers", reason="only needed to compare")
    source = resources.files("reportedly.weights").joinpath("acts/tokenizer.json").read_text(encoding="utf-8")
    theirs = tokenizers.Tokenizer.from_str(source)
    theirs.no_truncation()
    theirs.no_padding()
    words = sorted(set(re.findall(r"\w+|[^\w\s]+", REPORTS.read_text(encoding="utf-8")))) + ODD
    assert len(words) > 1500
    coded = theirs.encode(words, is_pretokenized=True, add_special_tokens=False)
    wanted: list[list[int]] = [[] for _ in words]
    for piece, word in zip(coded.ids, coded.word_ids, strict=True):
        wanted[word].append(piece)
    ours = [list(load_act_reader().pieces.cut(word)) for word in words]
    assert [w for w, a, b in zip(words, ours, wanted, strict=True) if a != b] == []


def test_a_sign_of_the_encoder_in_a_report_is_only_text() -> None:
    pieces = load_act_reader().pieces
    for sign in ("[CLS]", "[unused1]"):
        assert pieces.id_of(sign) not in pieces.cut(sign)
