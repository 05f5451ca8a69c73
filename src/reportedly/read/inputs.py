"""From paths to reports: finds the files, picks the reader, normalises, dates, marks furniture."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from reportedly.config import ReadOptions
from reportedly.core.derived import Issue
from reportedly.core.raw import RawReport, ReadResult
from reportedly.core.report import Report, report_id
from reportedly.errors import InputError, UsageError
from reportedly.read.dating import infer_published
from reportedly.read.files import decode, read_text
from reportedly.read.furniture import find_furniture
from reportedly.read.html import read_html
from reportedly.read.jsonl import read_rows
from reportedly.read.language import find_language
from reportedly.read.parquet import count_parquet, read_parquet
from reportedly.read.published import find_published
from reportedly.read.remote import as_path
from reportedly.read.warc import read_warc
from reportedly.text import normalise

SUFFIXES = {
    ".txt": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".parquet": "parquet", ".warc": "warc",
}  # fmt: skip
_OF_MANY = {"jsonl": read_rows, "parquet": read_parquet, "warc": read_warc}


def kind_of(path: Path) -> str:
    """How a file is read, by its name; what no reader knows is read as plain text."""
    name = path.name.lower().removesuffix(".gz") if ".warc" in path.name.lower() else path.name.lower()
    return SUFFIXES.get(Path(name).suffix, "text")


def holds_many(path: Path) -> bool:
    """True for a file of many reports, such as JSON Lines."""
    return kind_of(path) in _OF_MANY


def find_files(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The files that `paths` name: files as given, folders searched for known suffixes, sorted, each once. Addresses of object
    storage count as paths (see `read/remote.py`).

    Raises UsageError for a path that is not there, or an address that cannot be read.
    """
    out: dict[Path, None] = {}
    for path in map(as_path, paths):
        if path.is_dir():
            for file in sorted(path.rglob("*"), key=str):
                if file.is_file() and (file.suffix.lower() in SUFFIXES or kind_of(file) == "warc"):
                    out[file] = None
        elif path.exists():
            out[path] = None
        else:
            raise UsageError(f"{path}: no such file or folder")
    return list(out)


def read_reports(files: Iterable[Path], options: ReadOptions, published: str | None = None) -> Iterator[ReadResult]:
    """Read every report of every file, in order; what cannot be read is a result without a report, with its issue."""
    for path in files:
        kind = kind_of(path)
        if kind in _OF_MANY:
            yield from _read_many(path, kind, options, published)
            continue
        try:
            raw, replaced = _read_single(path, options)
            yield make_report(raw, options, published, replaced=replaced)
        except InputError as error:
            yield ReadResult(None, (Issue(None, str(path), "read", error.code, error.detail),))


def _read_single(path: Path, options: ReadOptions) -> tuple[RawReport, bool]:
    text, replaced = read_text(path, options)
    is_html = kind_of(path) == "html"
    return (read_html(text, str(path), options) if is_html else RawReport(text, path=str(path))), replaced


def _read_many(path: Path, kind: str, options: ReadOptions, published: str | None) -> Iterator[ReadResult]:
    """Reports of a file of many; what breaks the file itself is its last result."""
    try:
        if kind == "jsonl":
            with path.open("rb") as lines:
                decode(lines.read(4096), options)
        for name, row in _OF_MANY[kind](path, options):
            try:
                if isinstance(row, InputError):
                    raise row
                yield make_report(row, options, published)
            except InputError as error:
                yield ReadResult(None, (Issue(None, name, "read", error.code, error.detail),))
    except OSError as error:
        yield ReadResult(None, (Issue(None, str(path), "read", "unreadable", error.strerror or str(error)),))
    except InputError as error:
        yield ReadResult(None, (Issue(None, str(path), "read", error.code, error.detail),))


def make_report(raw: RawReport, options: ReadOptions, published: str | None, *, replaced: bool = False) -> ReadResult:
    """The report of a raw input: normalised, dated, its language found, its furniture marked.

    `published` is the user's word (EDTF) for a report that carries no date. Raises InputError: empty, no_article,
    too_large.
    """
    if len(raw.text) > options.max_report_chars:
        raise InputError("too_large", f"{len(raw.text)} characters; the limit is {options.max_report_chars}")
    text = normalise(raw.text).text
    if not text.strip():
        raise InputError("empty", "no text in it")
    if not any(c.isalpha() for c in text):
        raise InputError("no_article", "no words in it")
    date = find_published(text, raw.published, raw.url, published)
    inferred = infer_published(text) if date.edtf is None else None
    language = find_language(text)
    report = Report(
        id=report_id(text, raw.url or raw.ref),
        text=text,
        ref=raw.ref,
        path=raw.path,
        url=raw.url,
        publisher=_shown(raw.publisher) or _publisher_of(raw.url),
        title=_shown(raw.title),
        language=language,
        published=inferred.edtf if inferred else date.edtf,
        published_basis="inferred" if inferred else date.basis,
        furniture=find_furniture(text),
    )
    issues = [
        Issue(report.id, raw.path, "read", code, detail)
        for code, detail in _doubts(report, inferred.reasons if inferred else date.others, replaced, options)
    ]
    return ReadResult(report, tuple(issues))


def _shown(text: str | None) -> str | None:
    """Metadata without control signs, which could move a terminal's cursor; None where nothing is left."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split()) or None if text else None


def _doubts(report: Report, others: tuple[str, ...], replaced: bool, options: ReadOptions) -> Iterator[tuple[str, str]]:
    if replaced:
        yield "not_utf8", "some bytes are no UTF-8 and were replaced"
    if report.published is None:
        yield "undated", "no date in the text, the metadata or the address; give its day (--published, or where it is added)"
    elif report.published_basis == "inferred":
        yield "date_inferred", f"{report.published}, from the text: {'; '.join(others)}; give the day with --published"
    elif others:
        yield "dates_disagree", f"kept {report.published} ({report.published_basis}), not {', '.join(others)}"
    if report.language is not None and report.language not in options.languages:
        yield "language_not_coded", f"the text seems to be in '{report.language}'; stored, not coded"


def _publisher_of(url: str | None) -> str | None:
    """The outlet's host name, or None without an address."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return re.sub(r"^www\.", "", host) if host else None


def count_inputs(files: Iterable[Path]) -> int:
    """Inputs in the files, roughly, for a progress bar: each line of a JSON Lines file, each row of Parquet, else one a file."""
    total = 0
    for path in files:
        kind = kind_of(path)
        if kind != "jsonl":
            total += count_parquet(path) if kind == "parquet" else 1
            continue
        try:
            with path.open("rb") as lines:
                total += sum(chunk.count(b"\n") for chunk in iter(lambda: lines.read(1 << 20), b"")) or 1
        except OSError:
            total += 1
    return total
