"""The rows that pages show and the API answers: the same objects for both."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from reportedly.ask.filters import make_filters
from reportedly.ask.pages import ask_page
from reportedly.core.claim import Claim
from reportedly.core.derived import Commitment, Contradiction, Event, Evidence
from reportedly.core.known import KnownClaim
from reportedly.core.report import Report
from reportedly.errors import NotFoundError
from reportedly.link.blocks import is_name
from reportedly.link.doers import speaker_id
from reportedly.link.views import claims_of, count_origins
from reportedly.ontology.actors import load_actors
from reportedly.ontology.plover import load_plover
from reportedly.serve.desk import Desk
from reportedly.serve.scope import Scope
from reportedly.serve.words import POLARITY_WORDS, stage

_Row = TypeVar("_Row")
_NEW_DAYS = 7
_WITH_CHARS = 40
_SETTLED = ("confirmed", "contradicted", "reversed")


class Page(BaseModel, Generic[_Row]):
    """Some rows of an answer. `next`: what to give as `after` for the rows that follow, None at the end."""

    items: list[_Row]
    total: int
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with its report's publisher, title and day (EDTF), and the group of copies that the report belongs to."""

    claim: Claim
    publisher: str | None
    published: str | None
    origin: str | None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report without its text."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    published_basis: str
    url: str | None
    language: str | None
    origin: str | None


@dataclass(frozen=True, slots=True)
class Strip:
    """The top of the desk: what the record holds in a scope; `fresh` claims are of reports published since `fresh_since`."""

    claims: int
    reports: int
    origins: int
    promises: int
    due: int
    contradictions: int
    undated: int
    fresh: int = 0
    fresh_since: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the record with the number of reports published on it."""

    day: str
    reports: int


@dataclass(frozen=True, slots=True)
class Heard:
    """Evidence of one side and bearing: who said it, from when to when, and how many independent origins there are."""

    side: str
    bearing: str
    speakers: tuple[str, ...]
    first: str | None
    last: str | None
    origins: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise with its actor's name, its act in words, what was heard of it by side, and precedents with their status; `told`
    is the claim whose words it is told in, None where they are another's; `with_whom` names who else takes part, or where."""

    commitment: Commitment
    actor: str
    act: str
    heard: tuple[Heard, ...]
    precedents: tuple[Commitment, ...]
    reports: int
    origins: int
    told: str | None = None
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims that cannot both hold, side by side, with the independent origins that tell either."""

    contradiction: Contradiction
    sides: tuple[ToldClaim, ToldClaim]
    origins: tuple[int, int]


def cut_page(rows: Sequence[_Row], ids: Sequence[str], after: str | None, limit: int) -> tuple[list[_Row], str | None]:
    """The rows behind the one whose id is `after`, and the id to go on from. Raises NotFoundError for an id of no row."""
    start = 0
    if after:
        try:
            start = list(ids).index(after) + 1
        except ValueError:
            raise NotFoundError(f"{after}: no row of this answer has this id; begin again without `after`") from None
    more = start + limit < len(rows)
    return list(rows[start : start + limit]), ids[start + limit - 1] if more else None


def promises_of(desk: Desk, scope: Scope) -> list[Commitment]:
    """Promises, those with most to tell first, then the newest."""
    return desk.keep("promises", scope, lambda: _promises_of(desk, scope))


def _promises_of(desk: Desk, scope: Scope) -> list[Commitment]:
    rows = sorted(desk.ask("follow", scope), key=lambda c: (c.announced or "", c.id), reverse=True)
    return sorted(rows, key=lambda c: -min(3, len(c.evidence) + len(c.claims) // 2))


def weak_promises(desk: Desk, scope: Scope) -> list[Commitment]:
    """Announcements in a scope that the coder is not sure of, or of which no day is known."""

    def find() -> list[Commitment]:
        with desk.reading() as record:
            unsure = record.unsure(promises_of(desk, scope))
        return [c for c in promises_of(desk, scope) if c.id in unsure]

    return desk.keep("weak promises", scope, find)


def make_promise(desk: Desk, commitment: Commitment, scope: Scope) -> Promise:
    """A promise as a card shows it."""
    return desk.keep(f"promise {commitment.id}", scope, lambda: _make_promise(desk, commitment, scope))


def _make_promise(desk: Desk, commitment: Commitment, scope: Scope) -> Promise:
    wider = scope.with_(near="", act="", claimant="", stage="", origin="", since="", until="")
    by_id = desk.keep("promises by id", wider, lambda: {c.id: c for c in desk.ask("follow", wider)})
    quoted = desk.claims_of(claims_of(commitment))
    known = {i: quoted[i] for i in commitment.claims if i in quoted}
    actor = load_actors().country_name(commitment.actor.country) or commitment.actor.name
    act = load_plover().words_of(commitment.event_type, commitment.mode)
    earlier = tuple(by_id[i] for i in commitment.precedents[:6] if i in by_id)
    reports, origins = {k.claim.report for k in known.values()}, {k.origin or k.claim.report for k in known.values()}
    told = next((i for i in claims_of(commitment) if i in quoted and quoted[i].claim.quote == commitment.scope), None)
    whom = _with_whom(known.values(), actor)
    return Promise(commitment, actor, act, _heard(commitment.evidence), earlier, len(reports), len(origins), told, whom)


def _with_whom(claims: Iterable[KnownClaim], actor: str) -> str:
    """What tells a promise from others of its kind: whom it is to, else its commonest place that has a name; "" where none is
    told."""
    told = list(claims)
    whom = Counter(p.name for k in told for p in k.claim.recipients if is_name(p.name) and p.name != actor)
    where = Counter(p.name.removeprefix("the ") for k in told for p in k.claim.places if any(c.isupper() for c in p.name))
    best = (whom or where).most_common(1)
    return best[0][0][:_WITH_CHARS] if best else ""


def _heard(evidence: Sequence[Evidence]) -> tuple[Heard, ...]:
    groups: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for e in evidence:
        groups[e.side, e.bearing].append(e)
    out = []
    for (side, bearing), rows in groups.items():
        days = sorted(e.day for e in rows if e.day)
        speakers = tuple(dict.fromkeys(e.speaker or "the report itself" for e in rows))
        origins = len({e.origin or e.claim for e in rows})
        first, last = (days[0], days[-1]) if days else (None, None)
        out.append(Heard(side, bearing, speakers, first, last, origins, tuple(e.claim for e in rows)))
    return tuple(sorted(out, key=lambda h: (("own", "other", "independent").index(h.side), h.bearing)))


def tell_claims(known: Sequence[KnownClaim]) -> list[ToldClaim]:
    """Claims as pages and the API show them."""
    return [ToldClaim(k.claim, k.publisher, k.published, k.origin) for k in known]


def page_of_claims(desk: Desk, scope: Scope, after: str | None, limit: int) -> tuple[list[KnownClaim], str | None, int]:
    """Some claims of a scope, the id to go on from, and how many there are; of the whole record only these are read. Raises
    NotFoundError for an id of no row."""
    if scope == Scope(as_of=scope.as_of):
        with desk.reading() as record:
            return ask_page(record.connection, make_filters(as_of=scope.as_of or None), after, limit)
    rows = claims_in(desk, scope)
    shown, more = cut_page(rows, [k.claim.id for k in rows], after, limit)
    return shown, more, len(rows)


def claims_in(desk: Desk, scope: Scope) -> list[KnownClaim]:
    """Claims in a scope, narrowed by claimant, stage, origin and day."""
    return [k for k in desk.ask("known_claims", scope) if scope.holds(k)]


def report_row(report: Report) -> ReportRow:
    """A report without its text; its title, else how its text begins."""
    title = report.title or report.text.strip().split("\n", 1)[0][:110]
    return ReportRow(
        report.id, title, report.publisher, report.published, report.published_basis, report.url, report.language, report.origin
    )


def disagreements(desk: Desk, scope: Scope, rows: Sequence[Contradiction]) -> list[Disagreement]:
    """Contradictions with both quotes and the independent origins of either side's act."""
    return [desk.keep(f"disagreement {row.id}", None, partial(_disagreement, desk, row)) for row in rows]


def _disagreement(desk: Desk, row: Contradiction) -> Disagreement:
    known = desk.claims_of(row.claims)
    a, b = (known[i] for i in row.claims)
    told = tell_claims([a, b])
    return Disagreement(row, (told[0], told[1]), (_origins_like(desk, a), _origins_like(desk, b)))


def _origins_like(desk: Desk, known: KnownClaim) -> int:
    """Independent origins of one side: of claims of the same act by the same mouth, told the same way."""
    event = event_of(desk, known.claim.id)
    mates = desk.claims_of(event.claims).values() if event is not None else ()
    alike = [k for k in mates if speaker_id(k.claim) == speaker_id(known.claim) and k.claim.polarity is known.claim.polarity]
    return max(1, count_origins(alike))


def event_of(desk: Desk, claim: str) -> Event | None:
    """The event that holds a claim; only the claims that it is linked among are looked through."""
    known = desk.claims_of([claim]).get(claim)
    if known is None:
        return None
    by_claim = desk.keep(f"events of {known.key}", None, lambda: {c: e for e in desk.events_of(known.key) for c in e.claims})
    return by_claim.get(claim)


def around_event(desk: Desk, event: Event, scope: Scope) -> dict[str, Any]:
    """What an event's page shows beside it: `by_origin` its claims, the origin with most first, `told` how they tell it, with
    counts, `promises` that they make or bear on, `disputes` of which one of them is a side."""
    known = desk.claims_of(event.claims)
    groups: dict[str, list[KnownClaim]] = {}
    for k in known.values():
        groups.setdefault(k.origin or k.claim.report, []).append(k)
    own = set(event.claims)
    told = Counter(_told_as(k) for k in known.values())
    promises = [p for p in desk.ask("follow", scope) if own & {*p.claims, *(e.claim for e in p.evidence)}]
    return {
        "by_origin": sorted(groups.values(), key=lambda g: (-len(g), g[0].published or "9999", g[0].claim.id)),
        "told": told.most_common(), "promises": promises,
        "disputes": [x for x in contradictions_in(desk, scope) if own & set(x.claims)],
    }  # fmt: skip


def _told_as(k: KnownClaim) -> str:
    words, polarity = stage(k.claim.stage.value), k.claim.polarity.value
    return f"{words}, {POLARITY_WORDS[polarity]}" if polarity in POLARITY_WORDS and polarity != "affirmed" else words


def contradictions_in(desk: Desk, scope: Scope) -> list[Contradiction]:
    """Contradictions of which one claim fits the scope."""
    found: list[Contradiction] = list(desk.ask("contradictions", scope))
    return found


def make_strip(desk: Desk, scope: Scope) -> Strip:
    """Counts of a scope."""
    return desk.keep("strip", scope, lambda: _make_strip(desk, scope))


def _make_strip(desk: Desk, scope: Scope) -> Strip:
    size = desk.size_of(scope)
    fresh, since = _fresh(desk, scope)
    promises: Sequence[Commitment] = desk.ask("follow", scope)
    return Strip(
        claims=size.claims,
        reports=size.reports,
        origins=size.origins,
        promises=len(promises),
        due=sum(map(is_due, promises)),
        contradictions=len(contradictions_in(desk, scope)),
        undated=int(desk.ask("counts")["undated"]),
        fresh=fresh,
        fresh_since=since,
    )


def is_due(commitment: Commitment) -> bool:
    """True for a promise with a due day that is neither confirmed, contradicted nor reversed."""
    return bool(commitment.due) and commitment.status not in _SETTLED


def _fresh(desk: Desk, scope: Scope) -> tuple[int, str]:
    """Claims of the last seven days of the record, or up to the day that is asked for, and the first of these days ('' where no
    report has a day)."""
    days = days_of(desk)
    if not days and not scope.as_of:
        return 0, ""
    last = dt.date.fromisoformat(scope.as_of or days[-1].day)
    since = last - dt.timedelta(days=_NEW_DAYS - 1)
    before = desk.size_of(scope.with_(as_of=(since - dt.timedelta(days=1)).isoformat()))
    return max(0, desk.size_of(scope.with_(as_of=last.isoformat())).claims - before.claims), since.isoformat()


def days_of(desk: Desk) -> list[Day]:
    """Days on which reports were published, in order."""
    return desk.keep("days", None, lambda: _days_of(desk))


def _days_of(desk: Desk) -> list[Day]:
    count: dict[str, int] = defaultdict(int)
    for report in desk.ask("reports"):
        day = (report.published or "")[:10]
        if len(day) == 10 and "/" not in day:
            count[day] += 1
    return [Day(day, n) for day, n in sorted(count.items())]
