"""The act reader sees words, not names of states; its windows cover each sentence once; damaged weights are told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.annotate.acts import load_act_reader, read_acts
from reportedly.annotate.windows import MAX_PIECES, PEOPLE_SIGN, STATE_SIGN, make_windows, word_for_encoder
from reportedly.core.layers import Document
from reportedly.errors import ResourceError
from tests.conftest import Coder

LONG = "\n\n".join(
    f"Chad's army shelled village number {n} on Monday and {n} people were killed, a doctor said." for n in range(40)
)


def words(code: Coder, text: str) -> list[str]:
    document, _ = code(text)
    return [word_for_encoder(token) for token in document.tokens]


def test_states_and_peoples_are_hidden(code: Coder) -> None:
    seen = words(code, "Peru told us that Nepalese soldiers left the US base in China.")
    assert [seen[0], seen[4], seen[8], seen[11]] == [STATE_SIGN, PEOPLE_SIGN, STATE_SIGN, STATE_SIGN]
    assert seen[2] == "us"


def test_windows_cover_every_token_once_as_fresh(code: Coder) -> None:
    document, _ = code(LONG)
    windows = list(make_windows(document, load_act_reader().pieces))
    fresh = [k for window in windows for k in range(window.fresh, window.last)]
    assert fresh == list(range(len(document.tokens)))
    assert len(windows) > 3
    assert all(w.first <= w.fresh for w in windows)
    assert all(len(w.pieces) <= MAX_PIECES - 2 for w in windows)


def test_a_sentence_longer_than_a_window_is_cut_not_lost(code: Coder) -> None:
    document, _ = code("The army " + "very " * 300 + "slowly left.")
    assert all(len(w.starts) == w.last - w.first for w in make_windows(document, load_act_reader().pieces))


def test_the_reader_gives_the_same_whatever_stands_beside(code: Coder) -> None:
    one, _ = code("Soldiers shelled the town of Adre on Monday.")
    other, _ = code("A rally in Lima ended in the night, and the police arrested nine students, a spokesman said later.")

    def read(documents: list[Document]) -> list[tuple[int, str, str | None]]:
        found = next(iter(read_acts(documents)))
        return [(r.i, r.event_type, r.mode) for r in (found.acts or ()) if r.chance > 0.5]

    assert read([one]) == read([one, other])
    assert read([one]) == [(1, "ASSAULT", "heavy-weapons")]


def test_an_empty_document_gives_no_readings(code: Coder) -> None:
    document, _ = code("Rain.")
    (read,) = read_acts([replace(document, tokens=(), sentences=())])
    assert read.acts == () and read.sayings == ()


def test_weights_that_are_not_those_of_the_manifest_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "acts"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"sha256": "0", "tokenizer_sha256": "0"}), encoding="utf-8")
    (folder / "model.onnx").write_bytes(b"no model")
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("reportedly.annotate.acts.resources.files", lambda _: tmp_path)
    load_act_reader.cache_clear()
    with pytest.raises(ResourceError):
        load_act_reader()
    load_act_reader.cache_clear()
