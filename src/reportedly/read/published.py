"""When a report was published, and how that is known. Never today, never a guess without its basis.

Order of trust: the input's metadata, the text's own header, the address, the user's word. The user's word
(`--published`) is for reports that carry no date; where one carries another date, that is kept and an issue row says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.core.edtf import Days, parse_edtf

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = [
    re.compile(rf"\b{_YEAR}[-./](?P<month>[01]?\d)[-./]{_DAY}(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.I),
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}\b", re.I),
    re.compile(rf"\b(?P<day>[0-3]\d)/(?P<month>[01]\d)/{_YEAR}\b"),
]
_URL_FORMS = [
    re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>[01]?\d|[a-z]{3})/(?P<day>[0-3]?\d)(?:/|$)", re.I),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
    re.compile(r"(?<![\dA-Fa-f])(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"),
    re.compile(r"\bid[A-Z]+[A-Z0-9]*?(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)$"),
    re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>[01]\d)(?P<day>[0-3]\d)(?:/|$)"),
    re.compile(rf"(?<![\da-z])(?P<day>[0-3]?\d)-?{_MONTH}-?{_YEAR}(?![\da-z])", re.I),
    re.compile(rf"(?<![\da-z]){_YEAR}-?{_MONTH}-?(?P<day>[0-3]?\d)(?![\da-z])", re.I),
]
_URL_MONTHS = [
    re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])(?=/|$)"),
    re.compile(rf"(?<=[-_/]){_MONTH}(?P<year>20\d\d)(?=/|$)", re.I),
]
# A header stands before the first words of prose: within this many characters of the start.
_HEADER_CHARS = 160
_UPDATED = re.compile(r"\b(updated|modified|edited|copyright)\b[^\n]{0,40}$", re.I)
_HEADER_MARK = re.compile(r"\b(published|posted|date|first published)\b[^\n.]{0,30}$", re.I)
_EARLIEST = 1900


@dataclass(frozen=True, slots=True)
class Published:
    """EDTF date or None, its basis, and other dates that the report carries (for an issue row)."""

    edtf: str | None
    basis: str
    others: tuple[str, ...] = ()


def find_published(text: str, metadata: str | None, url: str | None, given: str | None) -> Published:
    """Work out the publication date from the metadata, the text's header, the address, then the user's word.

    A month without a day stays a month. `others` lists dates from weaker sources that disagree.
    """
    found = [
        (edtf, basis)
        for edtf, basis in (
            (read_metadata_date(metadata), "metadata"),
            (_stated(text), "stated"),
            (find_url_date(url), "url"),
            (given, "given"),
        )
        if edtf
    ]
    if not found:
        return Published(None, "unknown")
    edtf, basis = found[0]
    days = parse_edtf(edtf)
    others = tuple(f"{other} ({b})" for other, b in found[1:] if days and not _agrees(days, other))
    return Published(edtf, basis, others)


def _agrees(days: Days, other: str) -> bool:
    theirs = parse_edtf(other)
    return theirs is None or days.overlaps(theirs)


def read_metadata_date(value: str | None) -> str | None:
    """EDTF day or month of a metadata value (ISO 8601, RFC 2822 or a written date); None where it cannot be read."""
    if not value:
        return None
    plain = value.strip()
    if m := re.match(r"(\d{4}-\d\d-\d\d)(?!\d)", plain):
        return m[1] if parse_edtf(m[1]) else None
    if re.fullmatch(r"\d{4}(-\d\d)?", plain) and parse_edtf(plain):
        return plain
    for form in _FORMS:
        if (m := form.search(plain)) and (day := _day(m)):
            return day
    return None


def find_url_date(url: str | None) -> str | None:
    """The day in an address such as /2014/05/19/, 2014-05-19, 20140519 or 19may2014, else the month of one such as /2014/05/;
    None where it has neither. The query, in which a reader's own numbers stand, is not looked at."""
    path = (url or "").split("?")[0].split("#")[0]
    for form in _URL_FORMS:
        for match in form.finditer(path):
            if day := _day(match):
                return day
    for form in _URL_MONTHS:
        if found := form.search(path):
            return f"{found['year']}-{_month(found['month']):02}"
    return None


def find_full_dates(text: str) -> Iterator[tuple[str, int]]:
    """(day, offset) of each date with day, month and year in a text."""
    for form in _FORMS:
        for match in form.finditer(text):
            if day := _day(match):
                yield day, match.start()


def _stated(text: str) -> str | None:
    """A full date in the text's header: before prose starts, or marked as the date of publication."""
    head = text[: _HEADER_CHARS * 4]
    for match in sorted((m for form in _FORMS for m in form.finditer(head)), key=lambda m: m.start()):
        before = head[: match.start()]
        line_before = before.rsplit("\n", 1)[-1]
        if _UPDATED.search(line_before):
            continue
        in_header = match.start() < _HEADER_CHARS and _is_header(line_before, head[match.end() :])
        if (in_header or _HEADER_MARK.search(line_before)) and (day := _day(match)):
            return day
    return None


def _is_header(before: str, after: str) -> bool:
    """True where the date is not inside a sentence: few lower-case words before it on its line."""
    words = re.findall(r"\b[a-z]{2,}\b", before)
    follows = re.match(r"[\s,]*[a-z]{2,}\b(?!\s*(?:am|pm|at)\b)", after)
    return len([w for w in words if w not in ("date", "by", "at", "of", "event", "news")]) <= 1 and not (
        follows and before.strip()
    )


def _day(match: re.Match[str]) -> str | None:
    try:
        day = dt.date(int(match["year"]), _month(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return day.isoformat() if day.year >= _EARLIEST else None


def _month(word: str) -> int:
    """Number of a month from its digits or name; 0 where it is none."""
    plain = word.rstrip(".").lower()
    return int(plain) if plain.isdigit() else next((i for i, name in enumerate(_MONTHS, 1) if name.startswith(plain[:3])), 0)
