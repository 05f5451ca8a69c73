"""WARC: the news pages of a web archive (CC-NEWS and the like), one response record a page (extra `warc`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reportedly.config import ReadOptions
from reportedly.core.raw import RawReport
from reportedly.errors import InputError
from reportedly.read.files import decode
from reportedly.read.html import read_html


def read_warc(path: Path, options: ReadOptions) -> Iterator[tuple[str, RawReport | InputError]]:
    """Yield each page's name (`file:address`) with its report or why it cannot be read; other records are passed over.

    The archive's own day is when a page was fetched, never when it was published. Pages are read one by one; one larger than
    `max_file_bytes` is not read. Raises InputError where the file is no WARC or the extra is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise InputError("needs_extra", "WARC needs an extra: pip install 'reportedly[warc]'") from error
    pages = 0
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
                pages += 1
                address = record.headers.get("WARC-Target-URI")
                kind = record.http_content_type if record.http_headers else None
                if record.http_headers is None or record.http_headers.status_code != 200 or kind not in (None, "text/html"):
                    continue
                data = record.reader.read(options.max_file_bytes + 1)
                yield f"{path}:{address}", _read_page(data, address, options)
    except (OSError, ValueError, RuntimeError) as error:
        raise InputError("not_warc", str(error)[:200]) from error
    if not pages:
        raise InputError("not_warc", "no response record in it")


def _read_page(data: bytes, address: str | None, options: ReadOptions) -> RawReport | InputError:
    try:
        if len(data) > options.max_file_bytes:
            raise InputError("too_large", f"over {options.max_file_bytes} bytes (read.max_file_bytes)")
        html, _ = decode(data, options)
        return replace(read_html(html, None, options), url=address)
    except InputError as error:
        return error
