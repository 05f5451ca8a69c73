"""How many times: a sentence that counts ("the second time") beside the counts of the reports and of the record itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from reportedly.core.derived import Commitment
from reportedly.store import view
from reportedly.text import squeeze

_MOST = 12


@dataclass(frozen=True, slots=True)
class Counting:
    """A passage of a report that counts, as it stands."""

    report: str
    publisher: str | None
    published: str | None
    words: str


_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_COUNTING = re.compile(
    rf"\b({'|'.join(_ORDINALS)})\b(?=[^.]{{0,40}}\b(?:time|order|announcement|statement|pullback|withdrawal|truce|ceasefire|promise|such)\b)",
    re.I,
)


def count_times(
    connection: duckdb.DuckDBPyConnection, sentence: str, as_of: dt.date | None, promises: Sequence[Commitment]
) -> tuple[list[Counting], list[str], str | None]:
    """What counts as a sentence does ("the second time"), notes, and its verdict where the record counts too."""
    asked = _COUNTING.search(sentence)
    if asked is None:
        return [], [], None
    wanted = _ORDINALS[asked[1].lower()]
    reports = view.load_reports(connection, as_of)
    told = [(r, m) for r in reports for m in _COUNTING.finditer(r.text) if _is_of(r.text, m, sentence)]
    counting = [Counting(r.id, r.publisher or r.ref, r.published, _around(r.text, m)) for r, m in told[:_MOST]]
    notes = []
    numbers = {_ORDINALS[m[1].lower()] for _, m in told}
    if promises:
        notes.append(
            f"The record holds {len(promises)} such announcements by then: {', '.join(p.announced or '?' for p in promises)}."
        )
    if wanted in numbers:
        return counting, notes, "supported"
    if numbers or len(promises) > wanted:
        return counting, notes, "contradicted"
    return counting, notes, "supported" if len(promises) == wanted else None


def _is_of(text: str, match: re.Match[str], sentence: str) -> bool:
    """True where the words around share a name with the sentence: who has done it so many times."""
    names = set(re.findall(r"[A-ZÀ-Þ][\w’'-]{2,}", sentence))
    return any(name in text[max(0, match.start() - 200) : match.end() + 200] for name in names)


def _around(text: str, match: re.Match[str]) -> str:
    first = max(text.rfind(". ", 0, match.start()) + 2, text.rfind("\n", 0, match.start()) + 1, 0)
    stop = min((p for p in (text.find(". ", match.end()), text.find("\n", match.end())) if p >= 0), default=len(text))
    return squeeze(text[first : stop + 1])
