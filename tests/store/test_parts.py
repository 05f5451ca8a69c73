"""What is read in part gives what reading all gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import reportedly
from reportedly.ask import part
from reportedly.ask.filters import make_filters
from reportedly.ask.pages import Size, ask_page, ask_size
from reportedly.core.known import KnownClaim
from reportedly.errors import NotFoundError

_SENTENCES = (
    "Putin ordered the troops at Ukraine's border back to their bases on 19 May 2014.",
    "NATO sees no sign of a Russian withdrawal.",
    "Russia withdrew 40,000 troops from the Ukrainian border.",
    "About 40,000 Russian troops stand at Ukraine's border.",
    "Ukraine denied that Russian troops had left.",
    "Three people were killed.",
    "NATO and Russia held 2 meetings in May.",
    "Mexico opened an embassy in Oslo.",
)


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_a_sentence_finds_in_a_part_what_it_finds_in_all(
    case: reportedly.Record, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = case.check(sentence)
    monkeypatch.setattr(part, "_WHOLE", 0)
    found = case.check(sentence)
    assert found.verdict == whole.verdict
    sided = [(f.claim.id, f.bearing) for f in whole.findings if f.bearing != "not_comparable"]
    assert [(f.claim.id, f.bearing) for f in found.findings if f.bearing != "not_comparable"] == sided


def test_pages_and_sizes_are_those_of_all_claims(case_store: Path, tmp_path: Path) -> None:
    shutil.copyfile(case_store, tmp_path / "pages.duckdb")
    with reportedly.open(tmp_path / "pages.duckdb") as record:
        for claim in list(record.claims())[3:6]:
            record.review("reject", claim.id, who="tester")
        for day in (None, "2014-05-20"):
            filters = make_filters(as_of=day)
            whole = record.known_claims(as_of=day)
            origins = {k.origin or k.claim.report for k in whole}
            assert ask_size(record.connection, filters) == Size(len(whole), len({k.claim.report for k in whole}), len(origins))
            seen: list[KnownClaim] = []
            after: str | None = None
            while True:
                shown, after, total = ask_page(record.connection, filters, after, 7)
                seen += shown
                assert total == len(whole)
                if after is None:
                    break
            assert seen == whole
        gone = next(iter(record.claims())).id
        record.review("reject", gone, who="tester")
        with pytest.raises(NotFoundError):
            ask_page(record.connection, make_filters(), gone, 7)


def test_nothing_is_looked_for_in_a_part_before_reports_are_set_beside_others(
    case_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(case_store, tmp_path / "unmet.duckdb")
    with reportedly.open(tmp_path / "unmet.duckdb") as record:
        whole = {s: record.check(s).verdict for s in _SENTENCES}
        for table in ("bag", "scene", "named", "moment", "dispute", "number"):
            record.connection.execute(f"DELETE FROM {table}")
        record.connection.execute("INSERT INTO unmet SELECT id FROM report")
        monkeypatch.setattr(part, "_WHOLE", 0)
        assert {s: record.check(s).verdict for s in _SENTENCES} == whole


def test_speakers_are_named_by_the_whole_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Andriy Petrenko, Ukraine's army spokesman, said shells fell on Lyman on Monday.", "utf-8")
    (tmp_path / "b.txt").write_text("Soldiers shot down a drone over Odesa, Andriy Petrenko said on Tuesday.", "utf-8")
    sentence = "Ukraine said soldiers shot down a drone over Odesa."
    with reportedly.open(tmp_path / "record.duckdb") as record:
        record.add(tmp_path / "a.txt", tmp_path / "b.txt", published="2015-02-03")
        whole = record.check(sentence)
        monkeypatch.setattr(part, "_WHOLE", 0)
        assert record.check(sentence).verdict == whole.verdict


def test_the_acts_of_one_army_say_nothing_of_another(case: reportedly.Record) -> None:
    assert case.check("Kenya will leave Somalia by August.").verdict in ("unknown", "not_comparable")
    assert case.check("Turkey withdrew its troops from Syria.").verdict in ("unknown", "not_comparable")
