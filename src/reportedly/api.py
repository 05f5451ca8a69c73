"""The public Python API: `reportedly.open(path)` gives a Record to add reports to and to ask.

record = reportedly.open("crisis.duckdb")
record.add("reports/")
record.follow(actor="RUS", act="withdraw").df()
"""

from __future__ import annotations

import datetime as dt
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from reportedly import pipeline
from reportedly.ask import alerts as ask_alerts
from reportedly.ask import brief as ask_brief
from reportedly.ask import check as ask_check
from reportedly.ask import explain as ask_explain
from reportedly.ask import places as ask_places
from reportedly.ask import posture as ask_posture
from reportedly.ask import review as ask_review
from reportedly.ask import sources as ask_sources
from reportedly.ask import timeline as ask_timeline
from reportedly.ask.filters import make_filters
from reportedly.ask.questions import ask_claims, ask_commitments, ask_contradictions, ask_events, ask_links
from reportedly.ask.weak import is_weak
from reportedly.config import Config, load_config
from reportedly.core.brief import STYLES, Brief
from reportedly.core.claim import Claim
from reportedly.core.derived import Alert, Commitment, Contradiction, Estimate, Event, Judgement
from reportedly.core.edtf import parse_day, parse_edtf
from reportedly.core.groups import group_origins
from reportedly.core.known import KnownClaim
from reportedly.core.raw import ReadResult
from reportedly.core.report import Report
from reportedly.errors import DayError, UsageError
from reportedly.export.answer import Answer
from reportedly.export.record import Contents, export_annotations, export_record
from reportedly.link.estimates import make_estimates
from reportedly.link.origins import TextPrint, measure_copy
from reportedly.ontology.actors import use_additions
from reportedly.scale.batches import code_batches
from reportedly.store import view
from reportedly.store.database import default_store, open_database, transaction
from reportedly.store.recorded import show_as_recorded
from reportedly.store.snapshot import Publisher, open_to_read
from reportedly.version import VERSION

PathLike = str | os.PathLike[str]


class Record:
    """An account kept in one file. Use as a context manager, or call `close`.

    `published_copy` tells that another process is writing, and that this is what it last published. With `as_recorded` it is what
    the store held on that day, to be read only.
    """

    def __init__(self, path: Path, config: Config, *, read_only: bool = False, as_recorded: dt.date | None = None) -> None:
        read_only = read_only or as_recorded is not None
        self.path = path
        self.config = config
        use_additions(config.annotate.actors)
        if read_only and path.exists():
            self._connection, self.published_copy = open_to_read(path)
        else:
            self._connection, self.published_copy = open_database(path, read_only=read_only), False
        if as_recorded is not None:
            show_as_recorded(self._connection, as_recorded)

    def __enter__(self) -> Record:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The open DuckDB connection, for questions in SQL (`docs/tour.md` names the tables)."""
        return self._connection

    def close(self) -> None:
        """Close the file, so that other processes can write to it."""
        self._connection.close()

    def add(
        self,
        *paths: PathLike | ReadResult,
        published: str | None = None,
        workers: int | None = None,
        engine: str | None = None,
        ray_address: str | None = None,
        progress: pipeline.Progress | None = None,
    ) -> pipeline.AddResult:
        """Read, code, link and store the reports of files, folders, pages and feeds; what is stored already is passed over.

        `published` (EDTF) is the date of reports that carry none. What cannot be read leaves an issue row. Each batch is
        stored whole or not at all, so a killed run can be run again. `workers`: processes that code beside each other, 0 one
        a core, None as configured (a script that asks for more than 1 needs the `__main__` guard of multiprocessing).
        `engine`: "local", or "ray" for the cluster at `ray_address` (none: one is started for the run); None as configured.
        Reports that are read already may stand among `paths`.
        Raises UsageError for a missing path, DayError for a date that cannot be read.
        """
        check_published(published)
        options = self.config
        results = pipeline.read_inputs(paths, options, published, partial(view.knows_address, self._connection))
        run = pipeline.start_run(self._connection, options, VERSION)
        inputs = new = known = claims = failed = 0
        issues: list[Any] = []
        publisher = Publisher(self._connection, self.path, options.run)
        taken: deque[tuple[int, int]] = deque()  # inputs of each batch on its way, and how many of them are known already
        fresh = self._fresh(pipeline.batches(results, options.run.batch_reports), taken)
        code_one = partial(pipeline.code_batch, config=options)
        wanted = options.run.workers if workers is None else workers
        where = options.run.ray_address if ray_address is None else ray_address
        for coded in code_batches(code_one, fresh, engine or options.run.engine, where, wanted):
            pipeline.store_batch(self._connection, coded, run, options.link)
            size, seen = taken.popleft()
            inputs, new, known = inputs + size, new + len(coded.reports), known + seen
            failed, claims = failed + coded.failed, claims + len(coded.claims)
            issues.extend(coded.issues)
            publisher.tick()
            if progress:
                progress("code", size)
        pipeline.link_blocks(self._connection, options.link, progress)
        publisher.close()
        return pipeline.AddResult(run, inputs, new, known, claims, failed, tuple(issues))

    def watch(
        self, *paths: PathLike | ReadResult, actor: str | None = None, act: str | None = None, near: str | None = None,
        jump: float = 0.5, before: ask_alerts.Account | None = None,
    ) -> tuple[pipeline.AddResult, list[Alert], ask_alerts.Account]:  # fmt: skip
        """`add` once, and what changed since the account `before` (None: as it stands now) of the acts that the filters ask for:
        promises, statuses, contradictions, and numbers that differ by the share `jump` and more. The account after it is for
        the next call. Raises UsageError for a jump that is none."""
        if jump <= 0:
            raise UsageError(f"a jump of {jump} is none; give a share such as 0.5")
        filters = make_filters(actor, act, near)
        before = before or ask_alerts.take_account(self._connection, filters, self.config.link)
        result = self.add(*paths)
        after = ask_alerts.take_account(self._connection, filters, self.config.link)
        return result, ask_alerts.find_alerts(before, after, jump), after

    def _fresh(self, batches: Iterator[list[ReadResult]], taken: deque[tuple[int, int]]) -> Iterator[list[ReadResult]]:
        """Batches without the reports that are stored or on their way; `taken` tells how many of each were read and known."""
        on_their_way: set[str] = set()
        for batch in batches:
            fresh = [r for r in pipeline.only_new(self._connection, batch) if not r.report or r.report.id not in on_their_way]
            on_their_way |= {r.report.id for r in fresh if r.report}
            taken.append((len(batch), len(batch) - len(fresh)))
            yield fresh

    def reports(self, *, as_of: str | None = None) -> Answer[Report]:
        """Reports with their origins, by day of publication; as known on a day."""
        return Answer(view.load_reports(self._connection, make_filters(as_of=as_of).as_of))

    def claims(
        self, *, actor: str | None = None, act: str | None = None, near: str | None = None, as_of: str | None = None
    ) -> Answer[Claim]:
        """Claims, by day of publication. Filters: whose act, which act, near where; as known on a day."""
        return Answer([k.claim for k in self.known_claims(actor=actor, act=act, near=near, as_of=as_of)])

    def unsure(self, commitments: Sequence[Commitment]) -> frozenset[str]:
        """Ids of those promises that stand on little: one word that the coder is not sure of, or no day."""
        ids = sorted({i for c in commitments for i in c.claims})
        known = {k.claim.id: k for k in view.load_claims(self._connection, ids=ids)} if ids else {}
        return frozenset(c.id for c in commitments if is_weak(c, known))

    def known_claims(
        self, *, actor: str | None = None, act: str | None = None, near: str | None = None, as_of: str | None = None
    ) -> list[KnownClaim]:
        """Claims with their report's date, origin and publisher."""
        return ask_claims(self._connection, make_filters(actor, act, near, as_of))

    def events(
        self, *, actor: str | None = None, act: str | None = None, near: str | None = None, as_of: str | None = None
    ) -> Answer[Event]:
        """Events: claims about one act, counted by independent origins."""
        return Answer(ask_events(self._connection, make_filters(actor, act, near, as_of), self.config.link))

    def follow(
        self, *, actor: str | None = None, act: str | None = None, near: str | None = None, as_of: str | None = None
    ) -> Answer[Commitment]:
        """Promises followed through: status, evidence by side and bearing, exceptions, precedents, as known on a day."""
        return Answer(ask_commitments(self._connection, make_filters(actor, act, near, as_of), self.config.link))

    def estimates(self, *, actor: str | None = None, near: str | None = None, as_of: str | None = None) -> Answer[Estimate]:
        """Numbers of armed force, each with its scope and whose word it is, by the day they are told for."""
        return Answer(ask_posture.ask_estimates(self._connection, make_filters(actor, None, near, as_of), self.config.link))

    def posture(
        self, *, actor: str | None = None, near: str | None = None, as_of: str | None = None
    ) -> list[ask_posture.Reading]:
        """The same numbers by scope and claimant, copies of one word counted once."""
        return ask_posture.read_posture(self.estimates(actor=actor, near=near, as_of=as_of))

    def contradictions(
        self, *, actor: str | None = None, act: str | None = None, near: str | None = None, as_of: str | None = None
    ) -> Answer[Contradiction]:
        """Claims that cannot both hold; who is right is not said."""
        return Answer(ask_contradictions(self._connection, make_filters(actor, act, near, as_of), self.config.link))

    def timeline(
        self, *, actor: str | None = None, act: str | None = None, near: str | None = None, as_of: str | None = None
    ) -> list[ask_timeline.Entry]:
        """What was said when: one entry for a day, a claimant and an act."""
        return ask_timeline.ask_timeline(self._connection, make_filters(actor, act, near, as_of), self.config.link)

    def places(
        self, *, actor: str | None = None, act: str | None = None, near: str | None = None, as_of: str | None = None
    ) -> list[ask_places.Spot]:
        """Where the claims are: places with what is told of them; a country has no position."""
        return ask_places.ask_places(self._connection, make_filters(actor, act, near, as_of))

    def sources(
        self, *, actor: str | None = None, act: str | None = None, near: str | None = None, as_of: str | None = None
    ) -> list[ask_sources.Source]:
        """Per source: what it told, and how often others told the same or the opposite."""
        return ask_sources.ask_sources(self._connection, make_filters(actor, act, near, as_of), self.config.link)

    def brief(
        self, *, since: str | None = None, topic: str | None = None, style: str = "plain", as_of: str | None = None,
        **about: str | None,
    ) -> Brief:  # fmt: skip
        """A brief on what fits the filters (`about`: actor, act, near) and holds the words of `topic`, as known on a day.

        `since`: a day, a span before `as_of` ("7d"), or a brief written before. `style`: plain or icd203.
        Raises UsageError for another style, DayError for what is no day.
        """
        if style not in STYLES:
            raise UsageError(f"{style!r} is no style; there are: {', '.join(STYLES)}")
        filters = make_filters(**about, as_of=as_of)
        day = ask_brief.parse_since(since, filters.as_of) if since else None
        return ask_brief.make_brief(self._connection, ask_brief.Asked(filters, day, style, topic), self.config.link)

    def check(self, sentence: str, *, as_of: str | None = None) -> ask_check.Check:
        """What speaks for a sentence, what against it, what is not comparable; as known on a day.

        Relative days in it ("yesterday") are counted from `as_of`. Raises UsageError for an empty sentence.
        """
        if not sentence.strip():
            raise UsageError("nothing to check: give a sentence")
        filters = make_filters(as_of=as_of)
        asked = ask_check.Asked(sentence, *pipeline.code_sentence(sentence, self.config, as_of))
        return ask_check.check_sentence(self._connection, asked, self.config.link, filters.as_of)

    def correct(self, claim: str, changes: Mapping[str, str], *, who: str, note: str | None = None) -> Judgement:
        """Put other values in the place of a claim's coding: act, stage, polarity, background, actor, when (such as
        {"stage": "announced"}). Kept with who and when; see `undo`.

        Raises UsageError for a value that is none, NotFoundError for an id that no claim has.
        """
        return self._judge(ask_review.Verdict("correct", claim, who, note=note, changes=changes))

    def review(self, verb: str, target: str, other: str | None = None, *, who: str, note: str | None = None) -> Judgement:
        """Judge a row: accept, reject, merge (with `other`), split, note. Kept with who and when; see `correct`, `undo`.

        Raises UsageError for a wrong verb or a missing part, NotFoundError for an id that no row has.
        """
        return self._judge(ask_review.Verdict(verb, target, who, other, note))

    def _judge(self, verdict: ask_review.Verdict) -> Judgement:
        with transaction(self._connection):
            made = ask_review.judge(self._connection, self.config.link, verdict)
        pipeline.link_blocks(self._connection, self.config.link)
        return made

    def undo(self, judgement: str, *, who: str, why: str | None = None) -> Judgement:
        """Withdraw a judgement; it stays in the record as withdrawn. Raises NotFoundError."""
        with transaction(self._connection):
            withdrawn = ask_review.undo(self._connection, judgement, who, why)
        pipeline.link_blocks(self._connection, self.config.link)
        return withdrawn

    def judgements(self, *, withdrawn: bool = False) -> Answer[Judgement]:
        """What people judged, in the order in which they did; with `withdrawn` also what they took back."""
        return Answer(ask_review.ask_judgements(self._connection, withdrawn=withdrawn))

    def to_review(self, *, limit: int = 20) -> list[KnownClaim]:
        """Claims worth a look first: those that promises and their evidence stand on and nobody judged, the least sure first."""
        return ask_review.find_doubtful(self._connection, list(self.follow()), list(self.judgements()), limit)

    def explain(self, row_id: str, *, as_of: str | None = None) -> ask_explain.Explanation:
        """The words, rule and links behind any row. Raises NotFoundError."""
        return ask_explain.explain(self._connection, row_id, self.config.link, parse_day(as_of) if as_of else None)

    def export(self, *, as_of: str | None = None) -> Iterator[str]:
        """Lines of the record (JSON Lines, record format version 1), as known on a day."""
        filters = make_filters(as_of=as_of)
        return export_record(
            Contents(
                reports=view.load_reports(self._connection, filters.as_of),
                claims=self.claims(as_of=as_of),
                events=self.events(as_of=as_of),
                commitments=self.follow(as_of=as_of),
                estimates=self.estimates(as_of=as_of),
                contradictions=self.contradictions(as_of=as_of),
                links=ask_links(self._connection, filters, self.config.link),
                issues=view.load_issues(self._connection, filters.as_of),
            )
        )

    def counts(self) -> dict[str, int]:
        """Rows stored, by kind, and how many reports have no date."""
        return {**view.count_rows(self._connection), "undated": view.count_undated(self._connection)}


def open_record(
    path: PathLike | None = None,
    *,
    config: PathLike | None = None,
    read_only: bool = False,
    as_recorded: str | None = None,
) -> Record:
    """Open the record at `path` (default: the user's data folder); it is made if it is not there.

    `as_recorded`: a day (2014-05-19); the record is then what this store held at its end, and cannot be written. Raises
    StoreError when the file is no store or is being written, ConfigError for a bad option, DayError for what is no day.
    """
    if _RECORDED.day is not None and not read_only:
        raise UsageError("--as-recorded answers from what the store held; this verb would write to it")
    day = parse_day(as_recorded) if as_recorded else _RECORDED.day if read_only else None
    options = load_config(Path(config) if config else None)
    return Record(Path(path) if path else default_store(), options, read_only=read_only, as_recorded=day)


class _Recorded:
    """The day as of whose store all questions of this process are answered; set by the command line."""

    day: dt.date | None = None


_RECORDED = _Recorded()


def use_recorded_day(day: str | None) -> None:
    """Let every record that this process opens for questions be what its store held on `day`; None: as it is. Raises DayError."""
    _RECORDED.day = parse_day(day) if day else None


def check_published(published: str | None) -> None:
    """Raise DayError unless `published` is None or EDTF that names days."""
    if published is not None and parse_edtf(published) is None:
        raise DayError(f"{published!r} is not a date; write it as 2014-05-19, 2014-05 or 2014-05-19/2014-05-21")


def code(
    paths: Iterable[PathLike],
    *,
    published: str | None = None,
    annotations: bool = False,
    config: PathLike | None = None,
) -> tuple[list[str], float]:
    """Code files without a store: (lines of the record, share of the inputs that could not be read)."""
    check_published(published)
    options = load_config(Path(config) if config else None)
    results = list(pipeline.read_inputs(paths, options, published))
    coded = pipeline.code_batch(results, options)
    reports = _unique(coded.reports)
    prints = {r.id: TextPrint(r) for r in reports}
    copies = [
        (a.id, b.id)
        for i, a in enumerate(reports)
        for b in reports[i + 1 :]
        if measure_copy(prints[a.id], prints[b.id], options.link) is not None
    ]
    origins = group_origins([(r.id, r.published) for r in reports], copies)
    by_id = {r.id: r for r in reports}
    claims = list({c.id: c for c in coded.claims}.values())
    blocks = coded.blocks
    voices = coded.voices
    known = [
        KnownClaim(c, (r := by_id[c.report]).published, origins[r.id], r.publisher, blocks[c.id], voices.get(r.id))
        for c in claims
    ]
    events, commitments = pipeline.link_claims(known, options.link)
    with_origins = [r.with_origin(origins[r.id]) for r in reports]
    estimates, disputes = make_estimates(known), pipeline.find_disputes(known, {r.id: r.text for r in reports})
    lines = list(export_record(Contents(with_origins, claims, events, commitments, estimates, disputes, (), coded.issues)))
    if annotations:
        lines.extend(export_annotations(pipeline.annotate_reports(reports, options)))
    return lines, (coded.failed / len(results) if results else 0.0)


def _unique(reports: Iterable[Any]) -> list[Any]:
    return list({r.id: r for r in reports}.values())
