"""The one place that names every stage in order: read, annotate, code, link, store."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

import duckdb

from reportedly.annotate.layers import annotate
from reportedly.annotate.likely import load_filter
from reportedly.annotate.parse import parser_version
from reportedly.ask.keeping import rows_to_keep
from reportedly.ask.meeting import meet
from reportedly.coding.claims import code_document
from reportedly.coding.counted import find_counted_force, find_plain_statement
from reportedly.coding.parties import find_home
from reportedly.coding.version import CODER, CODER_VERSION
from reportedly.config import Config, LinkOptions
from reportedly.core.claim import Claim
from reportedly.core.derived import Commitment, Contradiction, Event, Issue, Link, Run
from reportedly.core.ids import make_id
from reportedly.core.known import KnownClaim
from reportedly.core.layers import Document
from reportedly.core.raw import RawReport, ReadResult
from reportedly.core.report import Report
from reportedly.errors import InputError, UsageError
from reportedly.gazetteer.lookup import gazetteer_hash
from reportedly.link.blocks import find_blocks
from reportedly.link.disputes import find_contradictions
from reportedly.link.follow_through import Around, follow_commitments
from reportedly.link.origins import TextPrint, measure_copy
from reportedly.link.review import Review, make_review
from reportedly.link.rules import rules_of
from reportedly.link.same_event import group_events
from reportedly.link.scenes import passage_of
from reportedly.link.views import answer_block, make_events
from reportedly.ontology.voices import find_voice
from reportedly.read.feeds import find_addresses, is_web, read_web
from reportedly.read.inputs import find_files, make_report, read_reports
from reportedly.store import met, view, write
from reportedly.store.database import transaction
from reportedly.store.judgements import load_judgements
from reportedly.store.kept import replace_kept
from reportedly.store.rows import collector_at_rest

_PASSED_OVER = "its words tell of no public matters, so it was stored and not coded (run.skip_unlikely)"
_TEXTS = 200  # texts of possible copies that are held at once
STAGES = ("read", "annotate", "code", "store", "link")
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Coded:
    """A batch after reading and coding: what is to be stored. By report id: `homes`, the state that a report is about; `voices`,
    the one for which its own words speak."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]
    failed: int
    homes: Mapping[str, str] = field(default_factory=dict)
    voices: Mapping[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> dict[str, str]:
        """Block of each claim, by claim id (see `link/blocks.py`)."""
        of_report: dict[str, list[Claim]] = {}
        for claim in self.claims:
            of_report.setdefault(claim.report, []).append(claim)
        out: dict[str, str] = {}
        for report, members in of_report.items():
            out |= find_blocks(members, self.homes.get(report), self.voices.get(report))
        return out


@dataclass(frozen=True, slots=True)
class AddResult:
    """What a run did: inputs read, reports new, claims new, inputs that failed, and its issues."""

    run: str
    inputs: int
    new_reports: int
    known_reports: int
    claims: int
    failed: int
    issues: tuple[Issue, ...]

    @property
    def failed_share(self) -> float:
        """Share of the inputs that could not be read, from 0 to 1."""
        return self.failed / self.inputs if self.inputs else 0.0


def read_inputs(
    paths: Iterable[str | os.PathLike[str] | ReadResult],
    config: Config,
    published: str | None = None,
    is_known: Callable[[str], bool] = lambda _: False,
) -> Iterator[ReadResult]:
    """Reports of files and folders, of feeds and pages of the web, and what could not be read; what is read already stays as it
    is. Entries of a feed whose address `is_known` are not fetched. Raises UsageError for a path that is not there, or a list of
    feeds that is none."""
    given = list(paths)
    names = [p for p in given if not isinstance(p, ReadResult)]
    try:
        addresses = find_addresses([str(name) for name in names if is_web(name)], config.read)
    except InputError as error:
        raise UsageError(error.detail) from error
    files = find_files(name for name in names if not is_web(name))
    read = (r for r in given if isinstance(r, ReadResult))
    return chain(read_reports(files, config.read, published), read_web(addresses, config.read, is_known), read)


def annotate_reports(reports: Iterable[Report], config: Config) -> Iterator[Document]:
    """Reports with their layers; those in a language that is not coded are left out."""
    coded = [r for r in reports if r.language is None or r.language in config.read.languages]
    return annotate(coded, config.annotate)


def code_batch(results: Sequence[ReadResult], config: Config) -> Coded:
    """Annotate and code the reports of a batch. A report whose coding breaks leaves an issue row; the rest is coded."""
    reports = [r.report for r in results if r.report is not None]
    issues = [i for r in results for i in r.issues]
    claims: list[Claim] = []
    homes: dict[str, str] = {}
    voices: dict[str, str] = {}
    likely = [r for r in reports if not config.run.skip_unlikely or load_filter().passes(r.text)]
    kept = {r.id for r in likely}
    issues += [Issue(r.id, r.path, "code", "passed_over", _PASSED_OVER) for r in reports if r.id not in kept]
    for document in annotate_reports(likely, config):
        try:
            found = code_document(document, config.coding)
        except Exception as error:  # noqa: BLE001  (one report that breaks the coder must not stop the run)
            issues.append(
                Issue(document.report.id, document.report.path, "code", "not_coded", f"{type(error).__name__}: {error}"[:200])
            )
            continue
        claims.extend(found)
        home = find_home(document)
        if home is not None and home.country:
            homes[document.report.id] = home.country
        voice = find_voice(document.report, home.country if home is not None else None)
        if voice is not None:
            voices[document.report.id] = voice
        if not found:
            issues.append(Issue(document.report.id, document.report.path, "code", "no_claims", "no act was found in the text"))
    failed = sum(r.report is None for r in results)
    return Coded(tuple(reports), tuple(claims), tuple(issues), failed, homes, voices)


def batches(results: Iterable[ReadResult], size: int) -> Iterator[list[ReadResult]]:
    """Cut into lists of `size`, the last one shorter."""
    iterator = iter(results)
    while batch := list(islice(iterator, size)):
        yield batch


def code_sentence(sentence: str, config: Config, published: str | None) -> tuple[list[Claim], list[str]]:
    """Claims of a sentence that somebody typed, and the days that it names (EDTF); `published` anchors its relative days.

    Where none of them counts, a force that the sentence counts makes one more: that so many are there. Where no act is seen, the
    sentence as it stands is the only claim, without a type.
    """
    result = make_report(RawReport(text=sentence, published=published), config.read, None)
    if result.report is None:
        return [], []
    claims, days = [], []
    for document in annotate_reports([result.report], config):
        found = list(code_document(document, config.coding))
        counted = None if any(c.quantities for c in found) else find_counted_force(document)
        found += [counted] if counted is not None else []
        plain = None if found else find_plain_statement(document)
        claims += found if plain is None else [plain]
        days += [t.edtf for t in document.times if t.edtf]
    return claims, days


def start_run(connection: duckdb.DuckDBPyConnection, config: Config, version: str) -> str:
    """Store a run row with the version, the options and the hashes of what codes; return its id."""
    started = write.now()
    count = view.count_rows(connection)["run"]
    models = {
        "parser": parser_version(config.annotate.model),
        "coder": f"{CODER} {CODER_VERSION}",
        "gazetteer": gazetteer_hash(),
    }
    run = Run(
        make_id("n", started, count),
        started,
        version,
        json.dumps(config.to_dict(), sort_keys=True),
        json.dumps(models, sort_keys=True),
    )
    with transaction(connection):
        write.write_run(connection, run)
    return run.id


def only_new(connection: duckdb.DuckDBPyConnection, batch: Sequence[ReadResult]) -> list[ReadResult]:
    """The results of a batch whose report is not stored yet, each report once; failures stay."""
    known = view.known_ids(connection, [r.report.id for r in batch if r.report])
    out = []
    for result in batch:
        if result.report is not None:
            if result.report.id in known:
                continue
            known.add(result.report.id)
        out.append(result)
    return out


def store_batch(connection: duckdb.DuckDBPyConnection, coded: Coded, run: str, options: LinkOptions) -> None:
    """Store a coded batch with its copies, all or nothing."""
    with transaction(connection):
        write.write_reports(connection, coded.reports, run)
        write.write_claims(connection, coded.claims, coded.blocks, run, coded.voices)
        write.write_issues(connection, coded.issues, run)
        _link_copies(connection, coded.reports, options)


def _link_copies(connection: duckdb.DuckDBPyConnection, reports: Sequence[Report], options: LinkOptions) -> None:
    prints = {report.id: TextPrint(report) for report in reports}
    write.write_shingles(connection, {rid: text.sample for rid, text in prints.items()})
    pairs = view.find_candidates(connection, list(prints))
    others = sorted({other for _, other in pairs} - set(prints))
    for start in range(0, len(others), _TEXTS):
        prints |= {o.id: TextPrint(o) for o in view.load_texts(connection, others[start : start + _TEXTS])}
    scored = [(report, other, measure_copy(prints[report], prints[other], options)) for report, other in pairs]
    links = [_origin_link(a, b, "rule:shingles", score) for a, b, score in scored if score is not None]
    linked = {frozenset((k.source, k.target)) for k in links}
    summaries = (pair for pair in view.find_summaries(connection, list(prints)) if frozenset(pair) not in linked)
    links += [_origin_link(a, b, "rule:summary", 1.0) for a, b in summaries]
    write.write_links(connection, links)
    copies = view.load_copies(connection, {report for link in links for report in (link.source, link.target)})
    write.mark_unlinked(connection, view.load_blocks_of(connection, copies))  # what they count as origins is another now


def _origin_link(report: str, other: str, by: str, score: float) -> Link:
    a, b = sorted((report, other))
    return Link(make_id("l", "same_origin", a, b, by), "same_origin", a, b, by, write.now(), score)


def link_blocks(connection: duckdb.DuckDBPyConnection, options: LinkOptions, progress: Progress | None = None) -> None:
    """Judge anew the links of blocks with new claims, and set new claims beside others, some at once, each lot stored on its own:
    a kill loses nothing.

    A large block waits until it has grown by a share of its claims, so that a new report costs no more as the store grows;
    until then questions judge its links when they are asked.
    """
    rules = rules_of(options)
    unlinked = view.load_unlinked(connection, rules)
    write.mark_unlinked(connection, unlinked)  # those that only promise something with another are not forgotten by a kill
    due = {
        block: claims
        for block, (claims, before) in unlinked.items()
        if claims <= options.judge_at_once or claims - before >= options.judge_grown * before
    }
    review = make_review(load_judgements(connection))
    for lot in met.cut_lots(due.items()):
        members = view.load_members(connection, lot)

        def find_others(block: str, members: Mapping[str, list[KnownClaim]] = members) -> Sequence[KnownClaim]:
            found = members.get(block)
            return review.keep(view.load_claims(connection, blocks=[block]) if found is None else found)

        with collector_at_rest():
            made = {block: answer_block(members[block], block, options, review, find_others) for block in lot}
        with transaction(connection):
            write.replace_links(connection, {block: answers.links for block, answers in made.items()}, due, rules)
            replace_kept(connection, {block: rows_to_keep(answers, members[block]) for block, answers in made.items()})
            write.replace_partners(connection, {block: answers.partners for block, answers in made.items()})
        if progress:
            progress("link", len(lot))
    _meet_all(connection, rules, review, progress)


def _meet_all(connection: duckdb.DuckDBPyConnection, rules: str, review: Review, progress: Progress | None) -> None:
    """Set the claims of reports that are new, or judged, beside those of the others."""
    with transaction(connection):
        met.forget_other_rules(connection, rules)
    for lot in met.load_unmet(connection):
        with collector_at_rest():
            made = meet(connection, lot, review)
        with transaction(connection):
            met.write_meeting(connection, made)
        if progress:
            progress("link", len(lot))


def find_disputes(claims: Sequence[KnownClaim], texts: Mapping[str, str]) -> list[Contradiction]:
    """Contradictions among claims, of all actors; used where there is no store. `texts`: of the reports, by id."""
    return find_contradictions(claims, {k.claim.id: passage_of(k.claim, texts[k.claim.report]) for k in claims})


def link_claims(claims: Sequence[KnownClaim], options: LinkOptions, as_of: object = None) -> tuple[list[Event], list[Commitment]]:
    """Events and commitments of claims, of all actors; used where there is no store."""
    blocks: dict[str, list[KnownClaim]] = {}
    for known in claims:
        blocks.setdefault(known.key, []).append(known)
    events: list[Event] = []
    commitments: list[Commitment] = []
    for block, members in sorted(blocks.items()):
        events.extend(make_events(group_events(members, options)))
        if members[0].has_block:
            commitments.extend(follow_commitments(members, block, options, Around(others=lambda b: blocks.get(b, ()))))
    return events, commitments
