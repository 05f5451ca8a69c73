"""Feeds and pages of the web: which reports a feed names, and the reports themselves, fetched one by one.

Whoever runs a feed may write anything into it: addresses are fetched by `read/fetch.py` alone, which refuses private ones; markup
of summaries is taken out; a feed is read for its first entries only.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportedly.config import ReadOptions
from reportedly.core.derived import Issue
from reportedly.core.raw import RawReport, ReadResult
from reportedly.errors import InputError
from reportedly.read.fetch import FEEDS, PAGES, Fetched, fetch
from reportedly.read.files import decode, read_text
from reportedly.read.html import read_html
from reportedly.read.inputs import make_report

_MOST_ENTRIES = 200
_LEAST_LETTERS = 200  # of a summary that stands for a page which cannot be read
_TAG = re.compile(r"<[^<>]*>")
_LONGEST = 20_000  # signs of a summary
_ADDRESS = re.compile(r"^https?://", re.I)
Get = Callable[[str, ReadOptions, Sequence[str]], Fetched]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one report: its address, title, day of publication (EDTF) and summary, None or '' where it does not."""

    url: str
    title: str | None
    published: str | None
    summary: str


def is_web(name: object) -> bool:
    """True for an address of the web, and for a list of feeds (`.opml`): what `read_web` reads."""
    return isinstance(name, (str, Path)) and bool(_ADDRESS.match(str(name)) or str(name).lower().endswith(".opml"))


def find_addresses(names: Iterable[str], options: ReadOptions) -> list[str]:
    """Addresses as given, and those of the feeds that lists of feeds (OPML 2.0, `xmlUrl`) hold, each once.

    Raises InputError: missing, malformed where a list cannot be read.
    """
    out: dict[str, None] = {}
    for name in names:
        out.update(dict.fromkeys([name] if _ADDRESS.match(name) else _read_opml(Path(name), options)))
    return list(out)


def _read_opml(path: Path, options: ReadOptions) -> list[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        read_text(path, options)  # too large, empty or no text is said so
        tree = etree.fromstring(path.read_bytes(), parser)
    except InputError as error:
        raise InputError(error.code, f"{path}: {error.detail}") from error
    except etree.XMLSyntaxError as error:
        raise InputError("malformed", f"{path}: is no list of feeds (OPML): {error}") from error
    found = [str(x.get("xmlUrl")) for x in tree.iter("outline") if x.get("xmlUrl")]
    if not found:
        raise InputError("malformed", f"{path}: names no feed (outline with xmlUrl)")
    return found


def read_feed(body: bytes) -> list[Entry] | None:
    """Entries of an RSS or Atom feed, in its order; None where the bytes are no feed."""
    import feedparser

    found = feedparser.parse(io.BytesIO(body))
    if not found.version and not found.entries:
        return None
    entries = []
    for row in found.entries[:_MOST_ENTRIES]:
        url = str(row.get("link") or "").strip()
        day = row.get("published_parsed") or row.get("updated_parsed")
        contents = [str(c.get("value", "")) for c in row.get("content", ())]
        summary = max([*contents, str(row.get("summary") or "")], key=len)
        if _ADDRESS.match(url):
            told = f"{day.tm_year:04d}-{day.tm_mon:02d}-{day.tm_mday:02d}" if day else None
            entries.append(Entry(url, _plain(str(row.get("title") or "")) or None, told, _plain(summary)))
    return entries


def _plain(markup: str) -> str:
    from html import unescape

    return " ".join(unescape(_TAG.sub(" ", markup[:_LONGEST])).split())


def read_web(
    addresses: Iterable[str], options: ReadOptions, is_known: Callable[[str], bool], get: Get = fetch
) -> Iterator[ReadResult]:
    """Reports of pages and of what feeds name, in order; entries whose address `is_known` are passed over. What cannot be fetched
    or read is a result without a report, with its issue, and tried again the next time; where a feed's summary stands for its
    page, that is stored."""
    for address in addresses:
        try:
            found = get(address, options, (*FEEDS, *PAGES))
            entries = read_feed(found.body) if not found.is_html else None
            if entries is None:
                yield _of_page(found, Entry(address, None, None, ""), options)
                continue
        except InputError as error:
            yield _failed(address, error)
            continue
        if not entries:
            yield _failed(address, InputError("empty", "the feed names no report"))
        for entry in entries:
            if not is_known(entry.url):
                yield _of_entry(entry, options, get)


def _of_entry(entry: Entry, options: ReadOptions, get: Get) -> ReadResult:
    try:
        return _of_page(get(entry.url, options, PAGES), entry, options)
    except InputError as error:
        if sum(c.isalpha() for c in entry.summary) < _LEAST_LETTERS:
            return _failed(entry.url, error)
        raw = RawReport(entry.summary, url=entry.url, title=entry.title, published=entry.published)
        made = make_report(raw, options, None)
        why = f"the page could not be read ({error.code}: {error.detail}); the feed's summary was"
        issue = Issue(made.report.id if made.report else None, None, "read", "summary_only", why)
        return ReadResult(made.report, (*made.issues, issue))


def _of_page(page: Fetched, entry: Entry, options: ReadOptions) -> ReadResult:
    text, replaced = decode(page.body, options)
    raw = read_html(text, None, options) if page.is_html else RawReport(text)
    raw = replace(raw, url=entry.url, title=raw.title or entry.title, published=raw.published or entry.published)
    return make_report(raw, options, None, replaced=replaced)


def _failed(address: str, error: InputError) -> ReadResult:
    return ReadResult(None, (Issue(None, address, "read", error.code, error.detail),))
