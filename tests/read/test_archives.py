"""Parquet and WARC: one report a row or page; what is broken leaves its issue."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly.config import load_config
from reportedly.read.inputs import count_inputs, find_files, read_reports

TEXT = "Kenya said on Monday it would withdraw its troops from Somalia by the end of March, a spokesman told reporters."
PAGE = f"""<html><head><title>Kenya to leave</title><meta property="article:published_time" content="2019-03-04T08:00:00Z"></head>
<body><article><h1>Kenya to leave</h1><p>{TEXT}</p><p>{TEXT.replace("Kenya", "Uganda")}</p></article></body></html>"""


def read(path: Path) -> tuple[list[str | None], list[str]]:
    results = list(read_reports(find_files([path.parent]), load_config().read))
    return [r.report.url if r.report else None for r in results], [i.code for r in results for i in r.issues]


def test_parquet_rows_are_reports(tmp_path: Path) -> None:
    path = tmp_path / "shard.parquet"
    rows = {
        "text": [TEXT, None, TEXT + " Yes."],
        "url": ["https://a.example/1", None, "https://a.example/2"],
        "published": [None, None, "2019-03-04"],
    }
    pq.write_table(pa.table(rows), path)
    assert read(path) == (["https://a.example/1", None, "https://a.example/2"], ["undated", "empty"])
    assert count_inputs([path]) == 3


def test_a_parquet_file_with_signs_of_a_pattern_in_its_name(tmp_path: Path) -> None:
    names = ("day1.parquet", "day[1].parquet")
    for name in names:
        pq.write_table(pa.table({"text": [f"{TEXT} {name}"], "url": [name]}), tmp_path / name)
    found = [r.report.url for r in read_reports(find_files([tmp_path]), load_config().read) if r.report]
    assert sorted(str(url) for url in found) == sorted(names)


def test_a_broken_parquet_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "shard.parquet"
    path.write_bytes(b"PAR1 nothing more")
    assert read(path) == ([None], ["not_parquet"])
    pq.write_table(pa.table({"body": [TEXT]}), path)
    assert read(path) == ([None], ["not_a_report"])


def record(kind: str, uri: str, body: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2021-01-01T00:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-{len(body):012d}>\r\nContent-Length: {len(body)}\r\n"
    return (head + "Content-Type: application/http; msgtype=response\r\n\r\n").encode() + body + b"\r\n\r\n"


def http(status: str, body: str, kind: str = "text/html; charset=utf-8") -> bytes:
    data = body.encode()
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data


def test_pages_of_a_web_archive_are_reports_and_its_own_day_is_not_theirs(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="the extra `warc` is not installed")
    path = tmp_path / "news.warc"
    out = io.BytesIO()
    out.write(record("response", "https://a.example/1", http("200 OK", PAGE)))
    out.write(record("response", "https://a.example/2", http("404 Not Found", PAGE)))
    out.write(record("response", "https://a.example/3", http("200 OK", "<html><body>no</body></html>")))
    out.write(record("response", "https://a.example/4", http("200 OK", "\x00\x01", "image/png")))
    path.write_bytes(out.getvalue())
    assert read(path) == (["https://a.example/1", None], ["no_article"])
    (result, _) = read_reports([path], load_config().read)
    assert result.report is not None and result.report.published == "2019-03-04"


def test_a_file_that_is_no_archive_is_named(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="the extra `warc` is not installed")
    path = tmp_path / "news.warc.gz"
    path.write_bytes(b"nothing of the kind")
    assert read(path) == ([None], ["not_warc"])
