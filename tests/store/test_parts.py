"""What is read in part gives what reading all gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import reportedly
from reportedly.ask import part
from reportedly.ask.filters import make_filters
from reportedly.ask.pages import Size, ask_page, ask_size

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
            seen: list[str] = []
            after: str | None = None
            while True:
                shown, after, total = ask_page(record.connection, filters, after, 7)
                seen += [k.claim.id for k in shown]
                assert total == len(whole)
                if after is None:
                    break
            assert seen == [k.claim.id for k in whole]
