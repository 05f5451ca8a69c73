"""Judging the record: what a person says of a claim, an event or a promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from reportedly.ask.correcting import read_changes
from reportedly.ask.filters import Filters
from reportedly.ask.questions import ask_commitments, ask_events
from reportedly.config import LinkOptions
from reportedly.core.claim import Claim
from reportedly.core.derived import LIKELIHOODS, VERBS, Anchor, Commitment, Judgement
from reportedly.core.ids import make_id
from reportedly.core.known import KnownClaim
from reportedly.errors import NotFoundError, UsageError
from reportedly.link.review import make_review
from reportedly.link.views import claims_of
from reportedly.store import view, write
from reportedly.store.judgements import load_judgements, withdraw_judgement, write_judgement


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person wants to judge: `verb` of `target`, with `other` for merge and split."""

    verb: str
    target: str
    who: str
    other: str | None = None
    note: str | None = None
    changes: Mapping[str, str] | None = None  # of `correct`: what was typed, by field


def judge(connection: duckdb.DuckDBPyConnection, options: LinkOptions, verdict: Verdict) -> Judgement:
    """Store a verdict; the blocks that it touches are to be linked anew.

    `merge` and `split` say of two claims that they are one act, or not; `split` alone sets a claim apart from all of its event.
    An event or a promise stands for all of its claims, in merge and split for its first. `correct` puts other values in the place
    of a claim's coding.
    Raises UsageError for a wrong verb or a missing part, NotFoundError for an id that no row has.
    """
    verb, target, other, note = verdict.verb, verdict.target, verdict.other, verdict.note
    if verb not in VERBS:
        raise UsageError(f"{verb!r} is no judgement; there are: {', '.join(VERBS)}")
    if verb == "merge" and other is None:
        raise UsageError("merge needs two ids: reportedly review merge ID OTHER")
    if verb == "note" and not note:
        raise UsageError("a note needs words: reportedly review note ID --note TEXT")
    if verb == "assess" and not (note or "").startswith(LIKELIHOODS):
        raise UsageError(f"assess needs --likelihood, one of: {', '.join(LIKELIHOODS)}")
    changes = read_changes(verdict.changes or {}) if verb == "correct" else None
    claims = _claims_of(connection, options, target)
    if verb == "correct" and claims[0].id != target:
        raise UsageError(f"{target}: is no claim; open it and correct the claims that it stands on")
    if verb == "split" and other is None:
        mates = _mates(connection, options, claims[0])
    else:
        mates = _claims_of(connection, options, other)[:1] if other else []
    if verb in ("merge", "split"):
        claims = [*claims[:1], *mates]
        if len(claims) < 2:
            raise UsageError(f"{target}: stands alone already")
    at, made = write.now(), load_judgements(connection, withdrawn=True)
    key = make_id("j", verb, target, other, note, verdict.who, at, len(made))
    review = make_review([j for j in made if j.withdrawn is None])
    anchors = tuple(Anchor(*review.key(c)) for c in claims)
    judgement = Judgement(key, verb, target, other, note, verdict.who, at, anchors, changes=changes)
    _mark(connection, verb, anchors)  # where the claims were linked till now
    write_judgement(connection, judgement)
    _mark(connection, verb, anchors)
    return judgement


def undo(connection: duckdb.DuckDBPyConnection, judgement: str, who: str, why: str | None) -> Judgement:
    """Withdraw a judgement; it stays in the record with who, when and why. Raises NotFoundError."""
    found = next((j for j in load_judgements(connection) if j.id == judgement), None)
    if found is not None:
        _mark(connection, found.verb, found.anchors)
    withdrawn = withdraw_judgement(connection, judgement, who, why)
    _mark(connection, withdrawn.verb, withdrawn.anchors)
    return withdrawn


def ask_judgements(connection: duckdb.DuckDBPyConnection, *, withdrawn: bool = False) -> list[Judgement]:
    """Judgements in the order in which they were made."""
    return load_judgements(connection, withdrawn=withdrawn)


def find_doubtful(
    connection: duckdb.DuckDBPyConnection, commitments: Sequence[Commitment], judgements: Sequence[Judgement], limit: int = 20
) -> list[KnownClaim]:
    """Claims worth a person's look first: what a promise or its evidence stands on and nobody judged, the least sure first."""
    stands = {i for promise in commitments for i in claims_of(promise)}
    judged = {(a.report, a.start) for j in judgements for a in j.anchors}
    claims = view.load_claims(connection, ids=sorted(stands))
    open_ = [k for k in claims if (k.claim.report, k.claim.trigger.start) not in judged]
    return sorted(open_, key=lambda k: (_sureness(k), k.claim.id))[:limit]


def _sureness(known: KnownClaim) -> float:
    """The act reader's chance; a row by the tables alone counts as sure."""
    score = known.claim.coder.score
    return 1.0 if score is None else score


def _claims_of(connection: duckdb.DuckDBPyConnection, options: LinkOptions, row_id: str) -> list[Claim]:
    found = view.load_claims(connection, ids=[row_id])
    if found:
        return [found[0].claim]
    events, promises = ask_events(connection, Filters(), options), ask_commitments(connection, Filters(), options)
    ids = next((e.claims for e in events if e.id == row_id), None) or next((p.claims for p in promises if p.id == row_id), None)
    if ids is None:
        raise NotFoundError(
            f"{row_id}: no claim, event or promise has this id; `reportedly claims`, `events` and `follow` list ids"
        )
    by_id = {k.claim.id: k.claim for k in view.load_claims(connection, ids=list(ids))}
    return [by_id[c] for c in ids]


def _mates(connection: duckdb.DuckDBPyConnection, options: LinkOptions, claim: Claim) -> list[Claim]:
    """The other claims of the event that holds the claim."""
    event = next((e for e in ask_events(connection, Filters(), options) if claim.id in e.claims), None)
    others = [c for c in event.claims if c != claim.id] if event else []
    return [k.claim for k in view.load_claims(connection, ids=others)] if others else []


def _mark(connection: duckdb.DuckDBPyConnection, verb: str, anchors: tuple[Anchor, ...]) -> None:
    """Remember that the blocks of the claims have to be linked anew, and their reports set beside others anew; a note and an
    assessment change no link."""
    if verb in ("note", "assess"):
        return
    reports, places = sorted({a.report for a in anchors}), {(a.report, a.start) for a in anchors}
    known = view.load_claims(connection, ids=view.load_claim_ids(connection, reports))
    write.mark_judged_over(connection, {k.key for k in known if (k.claim.report, k.claim.trigger.start) in places})
    write.mark_unmet(connection, reports)
