"""Feeds and pages: what is read of them, what is refused; what changes is told as alerts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

import reportedly
from reportedly.ask.alerts import Account, find_alerts, find_jumps
from reportedly.cli.app import app
from reportedly.cli.watch import Reading, account_now, read_once
from reportedly.config import ReadOptions, load_config
from reportedly.core.derived import Estimate
from reportedly.core.report import Report
from reportedly.errors import InputError, UsageError
from reportedly.read.feeds import find_addresses, is_web, read_feed, read_web
from reportedly.read.fetch import Fetched
from reportedly.read.settled import wait_for_files
from reportedly.store.view import knows_address, load_addresses

OPTIONS = load_config().read
STORY = (
    "The defence minister of Kenya ordered 3,000 soldiers to leave the border on Monday, a spokesman said in the capital. " * 4
)
FEED = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>Wire</title>
<item><title>Troops leave</title><link>https://news.example/one</link><pubDate>Mon, 12 May 2014 08:00:00 GMT</pubDate>
<description>&lt;b&gt;Short&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>&x;</title><link>file:///etc/passwd</link></item>
<item><title>Paywalled</title><link>https://news.example/two</link><pubDate>Tue, 13 May 2014 08:00:00 GMT</pubDate>
<description>{story}</description></item></channel></rss>"""


def _web(pages: dict[str, Fetched]) -> Callable[[str, ReadOptions, Sequence[str]], Fetched]:
    def get(url: str, options: ReadOptions, kinds: Sequence[str]) -> Fetched:
        if url not in pages:
            raise InputError("unreachable", f"{url}: answered with 403")
        return pages[url]

    return get


def _reports(pages: dict[str, Fetched], known: frozenset[str] = frozenset()) -> tuple[list[Report], list[str]]:
    results = list(read_web(["https://news.example/feed"], OPTIONS, known.__contains__, _web(pages)))
    return [r.report for r in results if r.report], [i.code for r in results for i in r.issues]


def _feed() -> Fetched:
    return Fetched("https://news.example/feed", FEED.format(story=STORY).encode(), is_html=False)


def test_a_feed_gives_its_pages_and_a_summary_where_the_page_is_shut() -> None:
    page = f"<html><head><title>Troops leave</title></head><body><article><p>{STORY}</p></article></body></html>"
    reports, codes = _reports(
        {"https://news.example/feed": _feed(), "https://news.example/one": Fetched("x", page.encode(), is_html=True)}
    )
    assert [(r.url, r.published) for r in reports] == [
        ("https://news.example/one", "2014-05-12"), ("https://news.example/two", "2014-05-13"),
    ]  # fmt: skip
    assert codes == ["summary_only"]
    assert reports[0].publisher == "news.example"


def test_what_is_stored_is_not_fetched_again() -> None:
    reports, codes = _reports({"https://news.example/feed": _feed()}, frozenset({"https://news.example/one"}))
    assert [r.url for r in reports] == ["https://news.example/two"]
    assert codes == ["summary_only"]


def test_a_feed_is_hostile_input() -> None:
    entries = read_feed(FEED.format(story=STORY).encode())
    assert entries is not None
    assert [e.url for e in entries] == ["https://news.example/one", "https://news.example/two"]
    assert "<" not in entries[0].summary
    assert "root:" not in str(entries)
    assert read_feed(b"no feed at all") is None


def test_a_feed_that_is_gone_or_empty_is_an_issue_not_a_crash() -> None:
    empty = Fetched("x", b'<rss version="2.0"><channel><title>t</title></channel></rss>', is_html=False)
    assert _reports({}) == ([], ["unreachable"])
    assert _reports({"https://news.example/feed": empty}) == ([], ["empty"])


def test_lists_of_feeds(tmp_path: Path) -> None:
    good, bad, bare = (tmp_path / name for name in ("a.opml", "b.opml", "c.opml"))
    good.write_text('<opml version="2.0"><body><outline><outline xmlUrl="https://a.example/f"/></outline></body></opml>')
    bad.write_text("<opml")
    bare.write_text("<opml/>")
    assert find_addresses([str(good), "https://b.example/f", "https://a.example/f"], OPTIONS) == [
        "https://a.example/f", "https://b.example/f",
    ]  # fmt: skip
    for path in (bad, bare):
        with pytest.raises(InputError):
            find_addresses([str(path)], OPTIONS)
    assert is_web("https://a.example") and is_web("x.opml") and not is_web("s3://bucket/x") and not is_web("reports/")
    with reportedly.open(tmp_path / "s.duckdb") as record, pytest.raises(UsageError, match=r"b\.opml"):
        record.add(str(bad))


def test_private_addresses_are_refused(tmp_path: Path) -> None:
    with reportedly.open(tmp_path / "s.duckdb") as record:
        result = record.add("http://127.0.0.1/feed")
    assert [i.code for i in result.issues] == ["private_address"]


def _write(folder: Path, name: str, day: str, text: str) -> None:
    (folder / f"{name}.jsonl").write_text(json.dumps({"text": text, "published": day, "publisher": name}) + "\n")


def test_watching_a_folder_tells_what_changes(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "s.duckdb"
    folder.mkdir()
    _write(folder, "one", "2031-03-03", "Kenya has 20,000 troops near the border with Somalia, NATO said on Monday.")
    run = ["watch", str(folder), "--once", "--store", str(store)]
    assert CliRunner().invoke(app, run).exit_code == 0
    _write(
        folder, "two", "2031-03-05", "Kenya's president ordered his troops to withdraw from the border with Somalia on Wednesday."
    )
    _write(folder, "three", "2031-03-06", "Kenya has 60,000 troops near the border with Somalia, NATO said on Thursday.")
    told = CliRunner().invoke(app, run)
    assert "PROMISE Kenya" in told.stdout and "withdraw" in told.stdout
    assert "NUMBER" in told.stdout and "60,000" in told.stdout and "after 20,000" in told.stdout
    assert CliRunner().invoke(app, run).stdout == ""
    assert CliRunner().invoke(app, [*run, "--alert", "rumour"]).exit_code != 0


def test_alerts_as_rows_and_only_of_a_kind(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _write(
        folder, "two", "2031-03-05", "Kenya's president ordered his troops to withdraw from the border with Somalia on Wednesday."
    )
    run = ["watch", str(folder), "--once", "--json", "--store", str(tmp_path / "s.duckdb")]
    rows = [json.loads(line) for line in CliRunner().invoke(app, [*run, "--alert", "promise,number"]).stdout.splitlines()]
    assert [(r["kind"], r["change"]) for r in rows] == [("alert", "promise")]
    assert rows[0]["claims"]


def _estimate(n: int, day: str, who: str, number: float) -> Estimate:
    return Estimate(
        f"q{n}", f"c{n}", "KEN", "troops", number, number, False, (), day, day, (who,) if who else (), "people · present · Liboi",
        "present", "under_way", None,
    )  # fmt: skip


def test_jumps_go_by_the_day_that_a_number_is_told_for() -> None:
    january, third, sixth = (_estimate(n, *row) for n, row in enumerate(
        [("2031-01-06", "NATO", 5_000), ("2031-03-03", "NATO", 40_000), ("2031-03-06", "NATO", 90_000)]
    ))  # fmt: skip
    again = _estimate(9, "2031-03-06", "NATO", 90_000)
    assert [(a.low, b.low) for a, b in find_jumps([], [sixth, january, again, third], 0.5)] == [(40_000, 5_000), (90_000, 40_000)]
    assert list(find_jumps([third, sixth], [january, third, sixth], 0.5)) == []  # an old report is no news
    voiceless = [_estimate(5, "2031-03-07", "", 89_000), _estimate(6, "2031-03-08", "", 10_000)]
    assert [b.low for _, b in find_jumps([sixth], voiceless, 0.5)] == [89_000]  # whose word it is is not told: the last by anyone


def test_a_promise_is_told_once_and_what_others_add_meanwhile_too(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "s.duckdb"
    folder.mkdir()
    _write(folder, "one", "2031-03-03", "Kenya has 20,000 troops near the border with Somalia, NATO said on Monday.")
    with reportedly.open(store) as record:
        _, alerts, account = record.watch(folder)
        assert alerts == []
        _write(
            folder,
            "two",
            "2031-03-05",
            "Kenya's president ordered his troops to withdraw from the border with Somalia on Wednesday.",
        )
        record.add(folder)  # another one adds meanwhile
        assert record.watch(folder)[1] == []
        _, alerts, account = record.watch(folder, before=account)
        assert [a.change for a in alerts] == ["promise"]
        assert record.watch(folder, before=account)[1] == []
        with pytest.raises(UsageError, match="jump"):
            record.watch(folder, jump=0)


def test_a_doubtful_promise_is_told_when_it_is_sure(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _write(
        folder, "two", "2031-03-05", "Kenya's president ordered his troops to withdraw from the border with Somalia on Wednesday."
    )
    with reportedly.open(tmp_path / "s.duckdb") as record:
        _, _, after = record.watch(folder)
    doubtful = replace(after, promises=tuple(replace(p, announced=None) for p in after.promises))  # no day: it stands on little
    assert [a.change for a in find_alerts(doubtful, after, 0.5)] == ["promise"]
    assert find_alerts(after, after, 0.5) == []
    assert find_alerts(Account(), doubtful, 0.5) == []


def test_a_watch_goes_on_where_a_reading_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _write(
        folder, "one", "2031-03-05", "Kenya's president ordered his troops to withdraw from the border with Somalia on Wednesday."
    )
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 1:
            shutil.rmtree(folder)  # a share that is gone for a moment
        if len(slept) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("reportedly.cli.watch.time", SimpleNamespace(sleep=sleep, strftime=time.strftime))
    told = CliRunner().invoke(app, ["watch", str(folder), "--every", "1", "--store", str(tmp_path / "s.duckdb")])
    assert told.exit_code == 0
    assert told.stderr.count("not read, tried again") == 2
    assert "PROMISE Kenya" in told.stdout
    missing = CliRunner().invoke(app, ["watch", str(tmp_path / "no"), "--store", str(tmp_path / "s.duckdb")])
    assert missing.exit_code != 0


def test_a_file_is_read_once_it_is_whole(tmp_path: Path) -> None:
    whole, growing = tmp_path / "whole.txt", tmp_path / "growing.txt"
    for file in (whole, growing):
        file.write_text("Kenya ordered its troops to leave.", encoding="utf-8")
    assert wait_for_files([whole, growing], 0.01) == ([whole, growing], [])
    stop = threading.Event()

    def write_on() -> None:
        while not stop.wait(0.01):
            os.utime(growing)

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        files, left = wait_for_files([whole, growing], 0.2)
        assert files == [whole]
        assert [(i.path, i.code) for r in left for i in r.issues] == [(str(growing), "still_written")]
    finally:
        stop.set()
        writer.join()


def test_a_page_that_was_shut_comes_in_later_and_is_of_one_origin(tmp_path: Path) -> None:
    options = load_config().read
    summary = list(
        read_web(["https://news.example/feed"], options, lambda _: False, _web({"https://news.example/feed": _feed()}))
    )
    words = "Kisumu, 13 May 2014. " + "The president of Kenya met his generals at noon. " * 9
    page = f"<html><body><article><p>{words}</p></article></body></html>"
    opened = {"https://news.example/feed": _feed(), "https://news.example/two": Fetched("x", page.encode(), is_html=True)}
    with reportedly.open(tmp_path / "s.duckdb") as record:
        record.add(*summary)
        assert load_addresses(record.connection) == set()
        assert not knows_address(record.connection, "https://news.example/two")
        found = list(
            read_web(["https://news.example/feed"], options, load_addresses(record.connection).__contains__, _web(opened))
        )
        record.add(*found)
        assert load_addresses(record.connection) == {"https://news.example/two"}
        assert len({r.origin for r in record.reports() if r.url == "https://news.example/two"}) == 1
        assert sum(r.url == "https://news.example/two" for r in record.reports()) == 2


def test_the_store_is_free_while_pages_are_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "s.duckdb"
    seen: list[int] = []

    def get(url: str, options: ReadOptions, kinds: Sequence[str]) -> Fetched:
        other = "import duckdb, sys; duckdb.connect(sys.argv[1]).close()"  # another process that writes
        seen.append(subprocess.run([sys.executable, "-c", other, str(store)], check=False).returncode)
        page = f"<html><body><article><p>{STORY}</p><p>More at {url}.</p></article></body></html>"
        return _feed() if url.endswith("feed") else Fetched(url, page.encode(), is_html=True)

    monkeypatch.setattr("reportedly.pipeline.read_web", partial(read_web, get=get))
    told = CliRunner().invoke(app, ["watch", "https://news.example/feed", "--once", "--store", str(store)])
    assert told.exit_code == 0, told.stderr
    assert seen == [0, 0, 0]
    assert "new reports: 2" in told.stderr


def test_what_a_reading_stored_before_it_failed_is_told_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, store = tmp_path / "in", tmp_path / "s.duckdb"
    folder.mkdir()
    web = _web({"https://news.example/feed": _feed()})
    pages = list(read_web(["https://news.example/feed"], load_config().read, lambda _: False, web))
    monkeypatch.setattr("reportedly.pipeline.read_web", lambda addresses, *_: iter(pages if addresses else []))
    reading = Reading(["https://news.example/feed", str(folder)], None, None, None, 0.5, store, None)
    before = account_now(reading)
    folder.rmdir()  # the pages are stored, then the folder is gone
    with pytest.raises(UsageError):
        read_once(reading, before)
    folder.mkdir()
    assert [a.change for a in read_once(reading, before)[1]] == ["promise"]


def test_a_feed_of_signs_is_read_in_no_time() -> None:
    body = FEED.format(story="&lt;" * 200_000).encode()
    began = time.monotonic()
    assert read_feed(body) is not None
    assert time.monotonic() - began < 2
