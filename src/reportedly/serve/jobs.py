"""Adding from the page: text, files or an address, read and coded beside the server's work, stored batch by batch."""

from __future__ import annotations

import itertools
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from reportedly import pipeline
from reportedly.api import Record
from reportedly.config import Config
from reportedly.core.derived import Issue
from reportedly.core.raw import RawReport, ReadResult
from reportedly.errors import InputError, ReportedlyError, UsageError
from reportedly.read.fetch import fetch
from reportedly.read.files import decode
from reportedly.read.html import read_html
from reportedly.read.inputs import SUFFIXES, make_report
from reportedly.serve.desk import Desk
from reportedly.version import VERSION

_MOST_JOBS = 50
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave to be added: a text, files by name and bytes, an address; `published` EDTF or None."""

    text: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    url: str = ""
    published: str | None = None


@dataclass(slots=True)
class Job:
    """One adding: `state` reading, coding, linking, done or failed; reports new and known, claims, and what went wrong."""

    id: str
    state: str = "reading"
    seen: int = 0
    known: int = 0
    claims: int = 0
    reports: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    error: str = ""

    @property
    def is_over(self) -> bool:
        """True where nothing more will happen."""
        return self.state in ("done", "failed")


class Jobs:
    """Addings by id, one at a time; the last of them are remembered."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count(1)
        self._busy = threading.Lock()
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []

    def find(self, job: str) -> Job | None:
        """The job, or None."""
        return self._jobs.get(job)

    def start(self, given: Given) -> Job:
        """Begin to add. Raises UsageError where nothing was given."""
        if not given.text.strip() and not given.files and not given.url.strip():
            raise UsageError("nothing to add: paste a text, choose files, or give an address")
        job = Job(f"add{next(self._numbers)}")
        self._jobs[job.id] = job
        for old in list(self._jobs)[:-_MOST_JOBS]:
            del self._jobs[old]
        # Not a daemon: a thread that is cut off inside a library's own code takes the whole process down with it.
        thread = threading.Thread(target=self._run, args=(job, given))
        self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()
        return job

    def close(self) -> None:
        """Begin nothing more, and wait until the batch that is being coded is stored."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _run(self, job: Job, given: Given) -> None:
        with self._busy, tempfile.TemporaryDirectory() as folder:
            try:
                self._check()
                self._add(job, read_given(given, Path(folder), self._desk))
                job.state = "done"
            except ReportedlyError as error:
                job.state, job.error = "failed", str(error)
            except Exception as error:  # noqa: BLE001  (a thread's last word: the page must be told)
                job.state, job.error = "failed", f"{type(error).__name__}: {error}"

    def _check(self) -> None:
        if self._stopped.is_set():
            raise UsageError("the server was stopped meanwhile; what was stored stays, add the rest again")

    def _add(self, job: Job, results: Iterator[ReadResult]) -> None:
        config = self._desk.config
        run = self._desk.write(lambda r: pipeline.start_run(r.connection, config, VERSION))
        for batch in pipeline.batches(results, _BATCH):
            self._check()
            job.state = "coding"
            with self._desk.reading() as record:
                fresh = pipeline.only_new(record.connection, batch)
            coded = pipeline.code_batch(fresh, config)
            self._desk.write(partial(_store, coded=coded, run=run, config=config))
            job.seen += len(batch)
            job.known += len(batch) - len(fresh)
            job.claims += len(coded.claims)
            job.reports += [r.id for r in coded.reports]
            job.issues += coded.issues
        job.state = "linking"
        self._desk.write(lambda r: pipeline.link_blocks(r.connection, config.link))


def _store(record: Record, coded: pipeline.Coded, run: str, config: Config) -> None:
    pipeline.store_batch(record.connection, coded, run, config.link)


def read_given(given: Given, folder: Path, desk: Desk) -> Iterator[ReadResult]:
    """Reports of what was given; what cannot be read is a result with its issue."""
    options = desk.config.read
    if given.text.strip():
        yield _read(lambda: make_report(RawReport(given.text), options, given.published), "pasted text")
    if given.url.strip():
        yield _read(lambda: _read_page(given.url.strip(), given.published, desk), given.url.strip())
    if given.files:
        yield from pipeline.read_inputs(_save(given.files, folder), desk.config, given.published)


def _read(make: Callable[[], ReadResult], name: str) -> ReadResult:
    try:
        return make()
    except InputError as error:
        return ReadResult(None, (Issue(None, name, "read", error.code, error.detail),))


def _read_page(url: str, published: str | None, desk: Desk) -> ReadResult:
    options = desk.config.read
    page = fetch(url, options)
    text, replaced = decode(page.body, options)
    raw = read_html(text, page.url, options) if page.is_html else RawReport(text, url=page.url)
    return make_report(replace(raw, url=raw.url or page.url), options, published, replaced=replaced)


def _save(files: Sequence[tuple[str, bytes]], folder: Path) -> list[Path]:
    """Uploaded files under names of our own; of theirs only the ending is kept."""
    out = []
    for number, (name, body) in enumerate(files):
        suffix = Path(name).suffix.lower()
        path = folder / f"file{number}{suffix if suffix in SUFFIXES else '.txt'}"
        path.write_bytes(body)
        out.append(path)
    return out
