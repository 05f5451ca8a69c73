"""Judgements and views: links, events, commitments, issues, runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportedly.core.claim import Party, Place

STATUSES = (
    "announced", "unverified", "not_observed", "partly", "confirmed", "contradicted", "reversed", "expired",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement that `source` and `target` belong together; `by` names the rule, model or person.

    `at` is a UTC instant (ISO 8601). `withdrawn` is None or a sentence: who withdrew it, when, why.
    """

    id: str
    type: str
    source: str
    target: str
    by: str
    at: str
    score: float | None = None
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Claims about one act: a view, never written by hand. `origins` counts independent origins."""

    id: str
    event_type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: str | None
    places: tuple[str, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one claim bears on a commitment: `bearing` and `side` as in the record format; `day` EDTF or None."""

    claim: str
    bearing: str
    origin: str | None
    side: str
    day: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that cannot both hold: `type` denial or number, `why` in one sentence. Nobody is said to be right."""

    id: str
    claims: tuple[str, str]
    type: str
    why: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """How much of what is where, by whose word: one number of one claim, never averaged. `of` is '' for a bare number.

    `change` tells what the number counts: `present` (is there), `sent`, `more` (on top of what is there), `left`, `stays`,
    `whole` (of which a part acts), `before` and `then` (what it was, what it becomes); `stage` how far it went. `actor` is None
    where nobody is told to own the force. `as_of` is the day that the number is told for (EDTF), None where the text tells none;
    `told` the day of publication. `scope` is what keeps numbers apart that must not be merged: kind of force, change, places.
    """

    id: str
    claim: str
    actor: str | None
    of: str
    low: float | None
    high: float | None
    approximate: bool
    places: tuple[Place, ...]
    as_of: str | None
    told: str | None
    by: tuple[str, ...]
    scope: str
    change: str
    stage: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """An act that an actor ordered, announced, promised or threatened, followed through as known on `as_of`."""

    id: str
    claims: tuple[str, ...]
    actor: Party
    event_type: str
    mode: str | None
    announced: str | None
    due: str | None
    scope: str
    places: tuple[Place, ...]
    exceptions: tuple[str, ...]
    residual: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    status: str
    as_of: str | None
    reasons: tuple[str, ...]
    would_settle: str
    precedents: tuple[str, ...]


CHANGES = ("promise", "status", "dispute", "number")


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that is another than it was: `change` (CHANGES), the row it is about, what it says, the claims it stands on."""

    change: str
    row: str
    words: str
    claims: tuple[str, ...]


VERBS = ("accept", "reject", "correct", "merge", "split", "note", "assess")
# Intelligence Community Directive 203 (2015), D.6.e.2: expressions of likelihood, and levels of confidence.
LIKELIHOODS = (
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain",
)  # fmt: skip
CONFIDENCES = ("low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a judged claim stands: report, first character of its word, type. The same after it is coded anew."""

    report: str
    start: int
    event_type: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person judged: `verb` (VERBS) of `target`, with `other` for merge and split; `anchors` of the one and the other.

    `withdrawn` is None or a sentence: who withdrew it, when, why. A machine's link never overrides a live one. `changes`: what
    `correct` puts in the place of the coding, by field (see `core.correction`).
    """

    id: str
    verb: str
    target: str
    other: str | None
    note: str | None
    who: str
    at: str
    anchors: tuple[Anchor, ...]
    withdrawn: str | None = None
    changes: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """What could not be read, dated, placed or coded: exactly one of `report` and `path` may be None."""

    report: str | None
    path: str | None
    stage: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pipeline: version, options and the hashes of what coded."""

    id: str
    started_at: str
    version: str
    options: str
    models: str
