"""Briefs: what changed, styles, formats; no word of likelihood but a person's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import reportedly
from reportedly.ask.brief_lines import day_words
from reportedly.ask.likelihood import assessment, find_faults, made_up
from reportedly.core.brief import Brief, Line, Section
from reportedly.errors import DayError, UsageError
from reportedly.export.brief_pdf import render_pdf
from reportedly.export.brief_text import render_html, render_markdown


def main(args: list[str]) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-m", "reportedly", *args], capture_output=True, text=True)
    return done.returncode, done.stdout


def section(brief: Brief, title: str) -> list[str]:
    return [line.words for s in brief.sections if s.title == title for line in s.lines]


def test_what_changed_is_told_against_the_day_before(case: reportedly.Record) -> None:
    told = section(case.brief(since="2014-05-20", as_of="2014-06-20", actor="RUS"), "What changed")
    assert told[0].startswith("Against 2014-05-19: ")
    assert any("It was: " in t and "It is: reversed" in t for t in told)


def test_a_span_and_a_brief_written_before_give_the_same_first_day(case: reportedly.Record, tmp_path: Path) -> None:
    last = tmp_path / "last.md"
    last.write_text(render_markdown(case.brief(as_of="2014-05-12")))
    assert case.brief(since=str(last), as_of="2014-05-20").since == "2014-05-13"
    assert case.brief(since="7d", as_of="2014-05-20").since == "2014-05-13"
    with pytest.raises(DayError):
        case.brief(since="last week")


def test_the_same_record_gives_the_same_bytes(case: reportedly.Record) -> None:
    one, two = (case.brief(as_of="2014-05-19", since="7d") for _ in range(2))
    assert render_pdf(one) == render_pdf(two)
    assert render_html(one) == render_html(two)
    assert render_pdf(one).startswith(b"%PDF")


def test_report_text_is_never_markup() -> None:
    hostile = Brief(None, None, (Section("Promises", (Line("<script>alert(1)</script>", ("c1",), ("<img src=x>",)),)),))
    page = render_html(hostile)
    assert "<script>" not in page
    assert "<img" not in page


def test_a_brief_of_the_case_keeps_the_standards_of_icd_203(case: reportedly.Record) -> None:
    made = case.brief(as_of="2014-05-20", style="icd203")
    assert made.faults == ()
    assert made.sections[0].title == "Sources"
    assert "Worked out: " in render_markdown(made)
    with pytest.raises(UsageError):
        case.brief(style="prose")


def test_words_of_likelihood_are_found_outside_quotes_only() -> None:
    assert made_up('NATO: "an attack is likely".') == []
    assert made_up("An attack is likely.") == ["likely"]
    lacking = (Section("Promises", (Line('It will probably leave ("left").'),)),)
    assert any("nobody's judgement" in fault for fault in find_faults(lacking))
    assert any("names no source" in fault for fault in find_faults(lacking))


def test_a_person_assigns_likelihood_with_the_directive_s_words(tmp_path: Path) -> None:
    store = tmp_path / "r.duckdb"
    report = tmp_path / "r.txt"
    report.write_text("Kenya said on Monday it would withdraw its troops from Somalia by the end of March.")
    with reportedly.open(store) as record:
        record.add(report, published="2019-03-06")
        promise = record.follow()[0].id
    base = ["review", "assess", promise, "--by", "A. Person", "--store", str(store)]
    assert main([*base, "--likelihood", "perhaps"])[0] == 2
    assert main([*base, "--likelihood", "unlikely", "--confidence", "low", "--note", "no trains were ordered"])[0] == 0
    code, out = main(["brief", "--style", "icd203", "--as-of", "2019-03-10", "--store", str(store)])
    assert code == 0
    assert "A. Person, " in out
    assert "unlikely (low confidence): no trains were ordered" in out
    with pytest.raises(UsageError):
        assessment("likely", "certain", None)


def test_the_ending_of_the_file_gives_the_format(case_store: Path, tmp_path: Path) -> None:
    base = ["brief", "--as-of", "2014-05-19", "--store", str(case_store), "-o"]
    assert main([*base, str(tmp_path / "b.pdf")])[0] == 0
    assert main([*base, str(tmp_path / "b.html")])[0] == 0
    assert (tmp_path / "b.html").read_text().startswith("<!doctype html>")
    assert main([*base, str(tmp_path / "b.docx")])[0] == 2


def test_a_span_of_years_is_said_to_be_no_day() -> None:
    assert day_words("2021-10-04/2024-10-01") == "on a day that is not known (2021-10-04/2024-10-01)"
    assert day_words("2014-05-19") == "2014-05-19"
    assert day_words(None) == "on a day that is not known"
