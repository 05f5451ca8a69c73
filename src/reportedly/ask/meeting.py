"""Setting the claims of reports beside all that are stored: which cannot both hold, and what numbers of force they tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import duckdb
import msgspec

from reportedly.ask.beside import OF_TWO, counts_in
from reportedly.ask.matter import bag_of
from reportedly.core.claim import Claim, Polarity
from reportedly.core.edtf import Days
from reportedly.core.known import KnownClaim, place_words
from reportedly.link.contradictions import SAID_DAYS, is_timed, plain_words
from reportedly.link.counts import kinds_counted
from reportedly.link.disputes import Dispute, dispute_acts, dispute_numbers, is_denial
from reportedly.link.estimates import Number, choose_numbers, find_numbers
from reportedly.link.near import Term, sign_of, terms_of_denial, terms_of_told
from reportedly.link.review import Review
from reportedly.link.scenes import PASSAGE, Scenes, day_of
from reportedly.link.speakers import names_told
from reportedly.store import met, view
from reportedly.store.met import TEXTS, Around, Asked, Bag, Meeting, Moment, StoredDispute, StoredNumber

COUNTS, _ANYBODY = "#counts", "#counts anybody"
_NUMBER = msgspec.json.Decoder(Number)


def meet(connection: duckdb.DuckDBPyConnection, reports: Sequence[str], review: Review) -> Meeting:
    """What comes of setting the claims of these reports beside each other and beside those of all reports that were met."""
    fresh = review.keep(view.load_claims(connection, ids=view.load_claim_ids(connection, reports)))
    numbers = [n for k in fresh for n in find_numbers(k)]
    scenes = Scenes((k.claim for k in fresh), view.load_passages(connection, (k.claim for k in fresh), PASSAGE))
    moments = list(_moments(fresh, scenes))
    around = _around(moments, numbers)
    known = {k.claim.id: k for k in fresh}
    beside = [
        k for k in review.keep(view.load_claims(connection, ids=met.find_beside(connection, around))) if k.claim.id not in known
    ]
    known |= {k.claim.id: k for k in beside}
    others = {k.claim.report for k in beside} - set(reports)
    scenes.add(view.load_passages(connection, (k.claim for k in beside), PASSAGE), met.load_scenes(connection, others))
    about = {k.claim.id for k in fresh}
    stored = [read_number(body) for body in met.load_numbers_like(connection, around)]
    disputes = [
        *dispute_acts(known.values(), scenes, about),
        *dispute_numbers(choose_numbers([*numbers, *stored]), about),
    ]
    missing = sorted({i for d in disputes for i in d.claims} - set(known))
    known |= {k.claim.id: k for k in view.load_claims(connection, ids=missing)}
    return Meeting(
        tuple(reports),
        tuple(moments),
        tuple(Bag(k.claim.id, k.claim.report, k.claim.event_type, signs_of(k.claim)) for k in fresh),
        tuple(sorted({(k.claim.report, name, actor) for k in fresh for name, actor in names_told(k.claim)})),
        {report: scenes.names_of_report(report) for report in dict.fromkeys(k.claim.report for k in fresh)},
        tuple(_stored_numbers(known, numbers)),
        tuple(_stored_dispute(d, known) for d in disputes),
    )


def words_asked(actor: str | None, act: str | None, near: str | None) -> list[str]:
    """What a question's filters find a claim of a dispute by."""
    return [f"{kind}:{word}" for kind, word in (("by", actor), ("act", act), ("near", near)) if word is not None]


def read_dispute(row: Sequence[str]) -> Dispute:
    """The dispute of a row of `met.load_disputes`."""
    told = dict(zip(TEXTS, row[2:], strict=True))
    return Dispute((row[0], row[1]), **told)


def read_number(body: str) -> Number:
    """The number that was stored as JSON."""
    return _NUMBER.decode(body)


def found_by(known: KnownClaim) -> tuple[str, ...]:
    """All that a question's filters may find a claim by."""
    claim = known.claim
    acts = {claim.event_type, claim.mode, f"{claim.event_type}/{claim.mode}"} - {None}
    words = [f"by:{known.key}", *(f"act:{a}" for a in acts), *(f"near:{w}" for w in place_words(claim))]
    return tuple(sorted(words))


def signs_of(claim: Claim) -> frozenset[str]:
    """What a sentence to check may find a claim by: what it tells of, that it counts something, and for whose acts."""
    if not counts_in(claim):
        return bag_of(claim)
    doers = _coded(claim)
    mine = {f"{COUNTS} {who}" for who in doers} if doers and claim.event_type not in OF_TWO else {_ANYBODY}
    return bag_of(claim) | mine | {COUNTS}


def signs_of_counted(asked: Claim) -> list[str]:
    """By what claims are found that a sentence that counts may be set beside: those that count, of its doers or of nobody told;
    an act of two sides may be anybody's."""
    doers = _coded(asked)
    return sorted([_ANYBODY, *(f"{COUNTS} {who}" for who in doers)]) if doers else [COUNTS]


def _coded(claim: Claim) -> set[str]:
    return {who for p in claim.actors if (who := p.country or p.actor)}


def _around(moments: Iterable[Moment], numbers: Iterable[Number]) -> Around:
    asked = []
    counted: set[tuple[int, int]] = set()
    for moment in moments:
        if moment.first is not None and moment.last is not None:
            asked.append(Asked(moment.kind != "denial", moment.first - SAID_DAYS, moment.last + SAID_DAYS, moment.signs))
        if moment.counted is not None:
            counted |= {(moment.counted + gap, sign) for gap in (-1, 0, 1) for sign in moment.signs}
    keys = {(n.estimate.scope, n.estimate.stage, n.estimate.actor) for n in numbers}
    return Around(asked, counted, keys)


def _moments(claims: Iterable[KnownClaim], scenes: Scenes) -> Iterator[Moment]:
    """When claims are told of and what they are found by; those that can be set beside nothing are left out."""
    for known in claims:
        claim = known.claim
        first, last = _ordinals(day_of(known) if is_timed(known) else None)
        if is_denial(known):
            if first is not None:
                signs = _signs(terms_of_denial(known, scenes, plain_words))
                yield Moment(claim.id, claim.report, "denial", first, last, None, signs)
        elif claim.polarity is Polarity.AFFIRMED:
            counted = _day_counted(known)
            terms = terms_of_told(known, scenes, plain_words) if first is not None else []
            kinds = kinds_counted(claim, scenes) if counted is not None else set()
            terms += [(act, "count", f"{fate} {what}") for fate, what, act in kinds]
            if terms:
                yield Moment(claim.id, claim.report, "told", first, last, counted if kinds else None, _signs(terms))


def _signs(terms: Iterable[Term]) -> tuple[int, ...]:
    return tuple(sorted({sign_of(term) for term in terms}))


def _ordinals(days: Days | None) -> tuple[int | None, int | None]:
    if days is None or days.first is None or days.last is None:
        return None, None
    return days.first.toordinal(), days.last.toordinal()


def _day_counted(known: KnownClaim) -> int | None:
    """Day of publication of a claim that counts something on somebody's word."""
    published = known.published_days
    counts = bool(known.claim.quantities) and bool(known.claim.attribution)
    return published.first.toordinal() if counts and published is not None and published.first is not None else None


def _stored_numbers(known: Mapping[str, KnownClaim], numbers: Iterable[Number]) -> Iterator[StoredNumber]:
    for n in numbers:
        k, e = known[n.estimate.claim], n.estimate
        body = msgspec.json.encode(n).decode()
        yield StoredNumber(e.claim, n.report, k.key, e.actor, e.scope, e.stage, tuple(sorted(place_words(k.claim))), body)


def _stored_dispute(dispute: Dispute, known: Mapping[str, KnownClaim]) -> StoredDispute:
    a, b = (known[i] for i in dispute.claims)
    texts = tuple(getattr(dispute, name) for name in TEXTS)
    return StoredDispute(dispute.claims, (a.claim.report, b.claim.report), (found_by(a), found_by(b)), texts)


def is_about(dispute: StoredDispute, words: Collection[str]) -> bool:
    """True where one claim of a dispute is found by all the words of a question."""
    return any(set(words) <= set(side) for side in dispute.about)
