"""The record behind the pages: one file, answers kept until it changes, one writer at a time.

Answers are kept by question, scope and version of the store, so that what was asked once is there at once. Reading goes through
one read-only connection; a write closes it, does its work, and lets the next question open it again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from reportedly.api import Record
from reportedly.ask.filters import Filters, make_filters
from reportedly.ask.pages import Size, ask_size, load_of_reports
from reportedly.ask.questions import ask_events, load_review
from reportedly.config import Config
from reportedly.core.derived import Event, Judgement
from reportedly.core.known import KnownClaim
from reportedly.core.report import Report
from reportedly.serve.scope import Scope
from reportedly.store import view

_Result = TypeVar("_Result")
_MOST_ANSWERS = 1024
_VERBS = frozenset(
    "reports known_claims events follow contradictions posture timeline sources places estimates counts judgements".split()
)


class Desk:
    """Questions to the record at `path`, kept; and writes to it. Safe to use from several threads."""

    def __init__(self, path: Path, config: Config) -> None:
        self.path, self.config = path, config
        self._lock = threading.RLock()
        self._record: Record | None = None
        self._version = ""
        self._answers: OrderedDict[tuple[object, ...], Any] = OrderedDict()

    @property
    def version(self) -> str:
        """Changes whenever what is stored does."""
        try:
            told = self.path.stat()
        except FileNotFoundError:
            return "empty"
        return f"{told.st_mtime_ns:x}-{told.st_size:x}"

    @contextmanager
    def reading(self) -> Iterator[Record]:
        """The record as it is now, for one question at a time. A store that is not there yet is made, empty."""
        with self._lock:
            if not self.path.exists():
                Record(self.path, self.config).close()
            if self._record is None or self._version != self.version:
                self._close()
                self._record = Record(self.path, self.config, read_only=True)
                self._version = self.version
            yield self._record

    def ask(self, verb: str, scope: Scope | None = None) -> Any:
        """The answer of the record's method `verb` on a scope; the same object until the store changes."""
        assert verb in _VERBS, verb
        told = scope.of_record if scope else {}
        key = (self.version, verb, *sorted(told.items()))
        with self._lock:
            if key not in self._answers:
                with self.reading() as record:
                    self._answers[key] = getattr(record, verb)(**told)
                self._forget()
            self._answers.move_to_end(key)
            return self._answers[key]

    def keep(self, name: str, scope: Scope | None, compute: Callable[[], _Result]) -> _Result:
        """What `compute` gives for a name and a scope, kept until the store changes."""
        key = (self.version, "kept", name, scope)
        with self._lock:
            if key not in self._answers:
                self._answers[key] = compute()
                self._forget()
            self._answers.move_to_end(key)
            kept: _Result = self._answers[key]
            return kept

    def _forget(self) -> None:
        while len(self._answers) > _MOST_ANSWERS:
            self._answers.popitem(last=False)

    def claims_of(self, ids: Sequence[str]) -> dict[str, KnownClaim]:
        """Claims by id, with what their reports tell of them."""
        if not ids:
            return {}
        with self.reading() as record:
            return {k.claim.id: k for k in view.load_claims(record.connection, ids=list(dict.fromkeys(ids)))}

    def reports_of(self, ids: Sequence[str]) -> dict[str, Report]:
        """Reports by id, with their text."""
        if not ids:
            return {}
        with self.reading() as record:
            return {r.id: r for r in view.load_reports(record.connection, ids=list(dict.fromkeys(ids)))}

    def claims_of_reports(self, ids: Sequence[str]) -> list[KnownClaim]:
        """Claims of reports that nobody rejected, by day of publication, then place in the text."""
        with self.reading() as record:
            found = load_of_reports(record.connection, list(ids), load_review(record.connection))
            return sorted(found, key=lambda k: (k.published or "9999", k.claim.report, k.claim.start, k.claim.id))

    def size_of(self, scope: Scope) -> Size:
        """How many claims fit a scope, from how many reports and origins."""
        filters = make_filters(**scope.of_record)
        with self.reading() as record:
            return ask_size(record.connection, filters)

    def to_review(self, limit: int) -> list[KnownClaim]:
        """Claims worth a person's look first."""
        with self.reading() as record:
            return record.to_review(limit=limit)

    def events_of(self, block: str) -> list[Event]:
        """Events among the claims of one block (see `link/blocks.py`)."""
        with self.reading() as record:
            return ask_events(record.connection, Filters(actor=block), self.config.link)

    def judgements_on(self, row: str) -> list[Judgement]:
        """What people judged of a row, as it stands."""
        return [j for j in self.ask("judgements") if row in (j.target, j.other)]

    def write(self, do: Callable[[Record], _Result]) -> _Result:
        """Do something to the record; nobody reads meanwhile. Raises StoreError where another process is writing."""
        with self._lock:
            self._close()
            with Record(self.path, self.config) as record:
                return do(record)

    def warm(self) -> None:
        """Ask what the first page asks, so that it is there at once."""
        for verb in ("counts", "reports", "follow", "contradictions"):
            self.ask(verb)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._record is not None:
            self._record.close()
            self._record = None
