"""Reading files: what is read, what leaves an issue, and that nothing else is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.config import Config, load_config
from reportedly.core.raw import ReadResult
from reportedly.errors import ConfigError, UsageError
from reportedly.read.furniture import find_furniture
from reportedly.read.inputs import find_files, read_reports
from reportedly.read.language import find_language

GOOD = "Kenya said on Tuesday it would send police to Haiti, officials told reporters in Nairobi."
PAGE = """<html><head><title>Rebels free 12</title><meta property="article:published_time" content="2019-03-05T10:00:00Z">
<meta property="og:site_name" content="Coast Herald"></head><body><nav>Home News</nav><article><h1>Rebels free 12</h1>
<p>BANGUI - Rebels in the north released 12 hostages on Monday, the Red Cross said in a statement to reporters here.</p>
<p>The group had promised to free all its captives by the end of March, but some were still held near Birao.</p>
<script>alert(1)</script></article></body></html>"""


def read(path: Path, config: Config, published: str | None = None) -> list[ReadResult]:
    return list(read_reports(find_files([path]), config.read, published))


def codes(results: list[ReadResult]) -> list[str]:
    return [i.code for r in results for i in r.issues]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("paper.txt", b"%PDF-1.7 rest", "binary"),
        ("page.html", b"<html><body><nav>Home</nav></body></html>", "no_article"),
        ("rows.jsonl", b"{not json}\n", "not_json"),
        ("list.jsonl", b"[1, 2]\n", "not_a_report"),
        ("bare.jsonl", b'{"id": "x"}\n', "empty"),
    ],
)
def test_what_cannot_be_read_leaves_an_issue_that_names_it(
    name: str, data: bytes, code: str, tmp_path: Path, config: Config
) -> None:
    (tmp_path / name).write_bytes(data)
    (result,) = read(tmp_path, config)
    assert result.report is None
    assert [i.code for i in result.issues] == [code]
    assert name in (result.issues[0].path or "")


def test_a_huge_line_is_passed_over_and_the_next_one_read(tmp_path: Path, config: Config) -> None:
    path = tmp_path / "long.jsonl"
    huge = json.dumps({"text": "a " * config.read.max_line_bytes})
    path.write_text(huge + "\n" + json.dumps({"id": "ok", "text": GOOD}) + "\n")
    first, second = read(path, config)
    assert [i.code for i in first.issues] == ["line_too_long"]
    assert second.report is not None and second.report.ref == "ok"


def test_broken_utf8_is_read_and_told(tmp_path: Path, config: Config) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD.replace("Haiti", "Haïti").encode("latin-1"))
    results = read(tmp_path, config)
    assert results[0].report is not None
    assert "not_utf8" in codes(results)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Fiji may expel three diplomats from Ghana, diplomats fear.", None),
        ("Das Militär zieht sich aus dem Norden des Landes zurück.", "de"),
        ("O governo retirou as tropas da fronteira do norte.", "pt"),
    ],
)
def test_one_sentence_full_of_names_is_not_taken_for_pidgin(text: str, language: str | None) -> None:
    assert find_language(text) == language


def test_another_language_is_stored_and_told(tmp_path: Path, config: Config) -> None:
    (tmp_path / "fr.txt").write_text(
        "Le président a ordonné mardi le retrait des troupes déployées à la frontière, a dit le ministère."
    )
    results = read(tmp_path, config)
    assert results[0].report is not None and results[0].report.language == "fr"
    assert "language_not_coded" in codes(results)


def test_a_page_gives_its_article_date_and_outlet_without_scripts(tmp_path: Path, config: Config) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (result,) = read(tmp_path, config)
    report = result.report
    assert report is not None
    assert (report.published, report.published_basis, report.publisher) == ("2019-03-05", "metadata", "Coast Herald")
    assert "alert" not in report.text and "12 hostages" in report.text


def test_an_undated_report_stays_undated_and_says_so(tmp_path: Path, config: Config) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    results = read(tmp_path, config)
    assert results[0].report is not None and results[0].report.published is None
    assert "undated" in codes(results)


def test_the_users_date_is_for_reports_that_carry_none(tmp_path: Path, config: Config) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(" date 2021-04-23 " + GOOD)
    results = read(tmp_path, config, "2021-04-20")
    dates = [(r.report.published, r.report.published_basis) for r in results if r.report]
    assert dates == [("2021-04-20", "given"), ("2021-04-23", "stated")]
    assert codes(results) == ["dates_disagree"]


def test_the_same_report_gets_the_same_id_and_another_address_another(tmp_path: Path, config: Config) -> None:
    rows = [
        {"text": GOOD, "url": "http://a.example"},
        {"text": GOOD + "\n", "url": "http://a.example"},
        {"text": GOOD, "url": "http://b.example"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    ids = [r.report.id for r in read(tmp_path, config) if r.report]
    assert ids[0] == ids[1] != ids[2]


def test_a_missing_path_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        find_files([tmp_path / "not there"])


def test_furniture_is_marked_and_prose_is_not() -> None:
    text = (
        " date 2021-04-23 A soldier stands guard. Photo / AP\n\nMOSCOW, May 19 - Troops left on Monday.\n\nBy Jane Roe\n\n"
        "Read more: Ten things\n\nThe army said so."
    )
    found = {(f.type, text[f.start : f.end]) for f in find_furniture(text)}
    assert found == {
        ("date", "date 2021-04-23"), ("caption", "A soldier stands guard."), ("credit", "Photo / AP"),
        ("dateline", "MOSCOW, May 19 "), ("byline", "By Jane Roe"), ("boilerplate", "Read more: Ten things"),
    }  # fmt: skip


def test_an_unknown_option_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("[read]\nmax_linebytes = 3\n")
    with pytest.raises(ConfigError, match="max_line_bytes"):
        load_config(tmp_path / "c.toml")
