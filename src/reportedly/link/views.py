"""Events, and the links that say why: made from the groups of one block of claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reportedly.config import LinkOptions
from reportedly.core.derived import Commitment, Event
from reportedly.core.edtf import format_days
from reportedly.core.ids import make_id
from reportedly.core.known import OWN_BLOCK, KnownClaim
from reportedly.link.follow_through import Around, follow_commitments, nobody
from reportedly.link.review import NOTHING_REVIEWED, Review, review_groups
from reportedly.link.same_event import Group, group_events

BY_EVENT, BY_EVIDENCE, BY_PRECEDENT = "rule:same_event", "rule:evidence", "rule:precedent"


def make_events(groups: Iterable[Group]) -> list[Event]:
    """The event of each group; its id is that of its anchor claim, so it stays when later claims join."""
    return [_event(group) for group in groups]


def _event(group: Group) -> Event:
    anchor = group.anchor.claim
    claims = [k.claim for k in group.members]
    mode = next((c.mode for c in claims if c.mode), None)
    when = format_days(group.day.first, group.day.last) if group.day and (group.day.first or group.day.last) else None
    return Event(
        id=event_id(group),
        event_type=anchor.event_type,
        mode=mode,
        actors=tuple(dict.fromkeys(p.name for c in claims for p in c.actors)),
        recipients=tuple(dict.fromkeys(p.name for c in claims for p in c.recipients)),
        when=when,
        places=tuple(dict.fromkeys(p.name for c in claims for p in c.places)),
        claims=tuple(c.id for c in claims),
        reports=tuple(dict.fromkeys(c.report for c in claims)),
        origins=count_origins(group.members),
    )


def event_id(group: Group) -> str:
    """Id of the event that a group stands for."""
    return make_id("e", group.anchor.claim.id)


def claims_of(commitment: Commitment) -> list[str]:
    """Ids of the claims that a commitment stands on: of the promise and of what was heard of it."""
    return [*commitment.claims, *(e.claim for e in commitment.evidence)]


def count_origins(members: Iterable[KnownClaim]) -> int:
    """Independent origins: copies count once, and so does one named speaker whom several outlets quote on one day."""
    seen: set[object] = set()
    speakers: set[object] = set()
    count = 0
    for known in members:
        origin = known.origin or known.claim.report
        chain = known.claim.attribution
        day = known.said_day
        speaker = (chain[0].actor or chain[0].name, day.first if day else None) if chain else None
        fresh = origin not in seen and (speaker is None or speaker not in speakers)
        seen.add(origin)
        if speaker is not None:
            speakers.add(speaker)
        count += fresh
    return count


@dataclass(frozen=True, slots=True)
class Answers:
    """What one block of claims gives: links as (type, source, target, by), events, and promises followed through; `partners` are
    the blocks whose claims these hang on too."""

    links: set[tuple[str, str, str, str]]
    events: list[Event]
    promises: list[Commitment]
    partners: frozenset[str] = frozenset()


def block_links(
    claims: list[KnownClaim],
    block: str,
    options: LinkOptions,
    review: Review = NOTHING_REVIEWED,
    others: Callable[[str], Sequence[KnownClaim]] = nobody,
) -> set[tuple[str, str, str, str]]:
    """(type, source, target, by) of every link among the claims of one block, what people rejected left out. `others` gives the
    claims of another block."""
    return answer_block(claims, block, options, review, others).links


def answer_block(
    claims: list[KnownClaim],
    block: str,
    options: LinkOptions,
    review: Review = NOTHING_REVIEWED,
    others: Callable[[str], Sequence[KnownClaim]] = nobody,
) -> Answers:
    """All that one block of claims gives; arguments as of `block_links`."""
    claims = review.keep(claims)
    groups = review_groups(group_events(claims, options), review)
    links = {("same_event", k.claim.id, g.anchor.claim.id, BY_EVENT) for g in groups for k in g.members[1:]}
    if block.startswith(OWN_BLOCK):
        return Answers(links, make_events(groups), [])
    partners: set[str] = set()

    def look(partner: str) -> Sequence[KnownClaim]:
        partners.add(partner)
        return others(partner)

    promises = follow_commitments(claims, block, options, Around(review=review, others=look))
    for promise in promises:
        links.update(("evidence", e.claim, promise.id, BY_EVIDENCE) for e in promise.evidence)
        links.update(("precedent", earlier, promise.id, BY_PRECEDENT) for earlier in promise.precedents)
    return Answers(links, make_events(groups), promises, frozenset(partners))
