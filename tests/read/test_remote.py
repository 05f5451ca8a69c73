"""Inputs in object storage: read as files are, with their addresses as names; what is no storage is refused."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly.config import load_config
from reportedly.errors import UsageError
from reportedly.read.inputs import count_inputs, find_files, read_reports

PAGE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><article><p>Chad pulled 500 soldiers back from the border on "
    b"Monday, its army said in a statement that was read on state television.</p></article></body></html>"
)


@pytest.fixture
def bucket() -> Iterator[str]:
    """A bucket in memory with one file of each kind."""
    storage = fsspec.filesystem("memory")
    storage.pipe("/news/day/one.txt", b"Chad pulled 500 soldiers back from the border on Monday, its army said.")
    storage.pipe(
        "/news/day/many.jsonl", "\n".join(json.dumps({"id": k, "text": f"Report {k} of the day."}) for k in "ab").encode()
    )
    table = io.BytesIO()
    pq.write_table(pa.table({"text": ["Niger closed its border.", "Mali reopened a road."], "id": ["p1", "p2"]}), table)
    storage.pipe("/news/rows.parquet", table.getvalue())
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nWARC-Date: 2024-01-02T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(PAGE)}\r\n\r\n"
    )
    storage.pipe("/news/archive.warc.gz", gzip.compress(head.encode() + PAGE + b"\r\n\r\n"))
    yield "memory://news"
    storage.rm("/news", recursive=True)


def test_a_bucket_is_read_as_a_folder_is(bucket: str) -> None:
    files = find_files([bucket])
    assert [f.name for f in files] == ["archive.warc.gz", "many.jsonl", "one.txt", "rows.parquet"]
    assert count_inputs(files) >= 5
    results = list(read_reports(files, load_config(None).read))
    assert [i.code for r in results for i in r.issues] == ["undated"] * 6
    texts = [r.report.text for r in results if r.report is not None]
    assert sum("500 soldiers" in t for t in texts) == 2
    assert all(r.report is not None and (r.report.path or r.report.ref or r.report.url) for r in results)


def test_one_address_is_one_file(bucket: str) -> None:
    (file,) = find_files([f"{bucket}/day/one.txt"])
    (result,) = read_reports([file], load_config(None).read)
    assert result.report is not None and result.report.path == "memory://news/day/one.txt"


@pytest.mark.parametrize(
    "name", ["https://a.example/news.jsonl", "http://169.254.169.254/latest", "nosuch://bucket/x", "memory://news/none.txt",
             "filecache::https://a.example/x.txt", "simplecache::memory://news"],
)  # fmt: skip
def test_what_is_no_storage_is_refused(bucket: str, name: str) -> None:
    with pytest.raises(UsageError):
        find_files([name])
