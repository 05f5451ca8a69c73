"""What people judge: it changes what is told, survives, can be taken back, and no machine link overrides it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportedly
from reportedly.core.derived import Event, Link
from reportedly.errors import NotFoundError, UsageError
from reportedly.export.jsonl import to_line
from tests.store.test_store import some_reports


@pytest.fixture
def own(case_store: Path, tmp_path: Path) -> Iterator[reportedly.Record]:
    shutil.copy(case_store, tmp_path / "own.duckdb")
    with reportedly.open(tmp_path / "own.duckdb") as record:
        yield record


def _largest(record: reportedly.Record) -> Event:
    return max(record.events(), key=lambda e: (len(e.claims), e.id))


def test_a_rejected_claim_is_told_nowhere_until_it_is_taken_back(own: reportedly.Record) -> None:
    target = _largest(own).claims[1]
    judged = own.review("reject", target, who="Ana", note="not about this")
    assert target not in {c.id for c in own.claims()}
    assert all(target not in e.claims for e in own.events())
    assert all(target not in {*c.claims, *(e.claim for e in c.evidence)} for c in own.follow())
    own.undo(judged.id, who="Ben", why="it is")
    assert target in {c.id for c in own.claims()}
    assert own.judgements()[:] == ()
    (kept,) = own.judgements(withdrawn=True)
    assert (kept.who, kept.note) == ("Ana", "not about this") and "Ben" in str(kept.withdrawn)


def test_split_and_merge_outrank_the_machine(own: reportedly.Record) -> None:
    event = _largest(own)
    target = event.claims[1]
    own.review("split", target, who="Ana")
    assert next(e for e in own.events() if target in e.claims).claims == (target,)
    other = next(e for e in own.events() if target not in e.claims and event.claims[0] not in e.claims)
    own.review("merge", target, other.claims[0], who="Ana")
    assert other.claims[0] in next(e for e in own.events() if target in e.claims).claims


def test_a_judgement_holds_when_more_reports_come(tmp_path: Path) -> None:
    with reportedly.open(tmp_path / "s.duckdb") as record:
        record.add(some_reports(tmp_path / "a.jsonl", 0, 6))
        target = _largest(record).claims[0]
        record.review("reject", target, who="Ana")
        record.add(some_reports(tmp_path / "b.jsonl", 6, 14))
        assert target not in {c.id for c in record.claims()}
        assert all(target not in (k.source, k.target) for k in _links(record))


def _links(record: reportedly.Record) -> list[Link]:
    rows = [json.loads(line) for line in record.export()]
    return [Link(r["id"], r["type"], r["from"], r["to"], r["by"], r["at"]) for r in rows if r["kind"] == "link"]


def test_what_cannot_be_judged_is_refused_by_name(own: reportedly.Record) -> None:
    with pytest.raises(NotFoundError, match="c000"):
        own.review("accept", "c000", who="Ana")
    with pytest.raises(UsageError, match="merge"):
        own.review("merge", _largest(own).claims[0], who="Ana")
    with pytest.raises(UsageError, match="praise"):
        own.review("praise", _largest(own).claims[0], who="Ana")
    with pytest.raises(NotFoundError, match="j000"):
        own.undo("j000", who="Ana")


def test_a_corrected_claim_is_told_as_corrected_until_it_is_taken_back(own: reportedly.Record) -> None:
    event = _largest(own)
    target = event.claims[-1]
    before = next(c for c in own.claims() if c.id == target)
    made = own.correct(target, {"act": "AID", "stage": "announced", "actor": "KEN", "when": "2014-06-01"}, who="Ana")
    after = next(c for c in own.claims(actor="KEN") if c.id == target)
    assert (after.event_type, after.mode, after.stage, after.actors[0].country) == ("AID", None, "announced", "KEN")
    assert after.when is not None and after.when.edtf == "2014-06-01"
    assert (after.quote, after.start) == (before.quote, before.start) and after.coder.name == "person"
    assert made.id in after.coder.rule
    assert target not in {c.id for c in own.claims(actor=before.actors[0].country)}
    assert all(target not in e.claims for e in own.events(actor=before.actors[0].country))
    assert target in {i for p in own.follow(actor="KEN") for i in p.claims}
    own.undo(made.id, who="Ben")
    assert next(c for c in own.claims() if c.id == target) == before
    assert any(target in e.claims and len(e.claims) == len(event.claims) for e in own.events())


def test_corrections_add_up_and_other_judgements_still_find_their_claim(own: reportedly.Record) -> None:
    target = _largest(own).claims[0]
    own.correct(target, {"act": "CONSULT/visit"}, who="Ana")
    own.correct(target, {"act": "AID", "actor": "nobody", "background": "yes"}, who="Ben")
    own.correct(target, {"polarity": "negated"}, who="Ben")
    both = own.correct(target, {"actor": "KEN; Uganda"}, who="Ben")
    assert [p.country for p in next(c for c in own.claims() if c.id == target).actors] == ["KEN", "UGA"]
    own.undo(both.id, who="Ben")
    now = next(c for c in own.claims() if c.id == target)
    assert (now.event_type, now.polarity, now.background, now.actors) == ("AID", "negated", True, ())
    own.review("reject", target, who="Ana")
    assert target not in {c.id for c in own.claims()}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "nothing to correct"), ({"act": "DANCE"}, "no act"), ({"stage": "soon"}, "no stage"), ({"colour": "red"}, "colour"),
        ({"when": "lately"}, "no date"), ({"actor": "…"}, "no name"), ({"background": "maybe"}, "background"),
        ({"when": "2031-03-10/2031-03-01"}, "no date"), ({"actor": "x" * 200}, "no name"), ({"actor": "A\x1b[31m"}, "no name"),
    ],
)  # fmt: skip
def test_a_correction_that_says_nothing_is_refused(own: reportedly.Record, changes: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        own.correct(_largest(own).claims[0], changes, who="Ana")
    with pytest.raises(UsageError, match="is no claim"):
        own.correct(_largest(own).id, {"stage": "done"}, who="Ana")
    assert own.judgements()[:] == ()


def test_judgements_are_rows_for_programs(own: reportedly.Record) -> None:
    own.correct(_largest(own).claims[0], {"stage": "expected"}, who="Ana", note="a plan")
    (row,) = [json.loads(to_line(j)) for j in own.judgements()]
    assert (row["kind"], row["verb"], row["who"], row["changes"]) == ("judgement", "correct", "Ana", {"stage": "expected"})
