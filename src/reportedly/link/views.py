"""Events, and the links that say why: made from the groups of one block of claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reportedly.config import LinkOptions
from reportedly.core.derived import Event
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


def block_links(
    claims: list[KnownClaim],
    block: str,
    options: LinkOptions,
    review: Review = NOTHING_REVIEWED,
    others: Callable[[str], Sequence[KnownClaim]] = nobody,
) -> set[tuple[str, str, str, str]]:
    """(type, source, target, by) of every link among the claims of one block, what people rejected left out. `others` gives the
    claims of another block."""
    claims = review.keep(claims)
    out: set[tuple[str, str, str, str]] = set()
    for group in review_groups(group_events(claims, options), review):
        out.update(("same_event", k.claim.id, group.anchor.claim.id, BY_EVENT) for k in group.members[1:])
    if block.startswith(OWN_BLOCK):
        return out
    for commitment in follow_commitments(claims, block, options, Around(review=review, others=others)):
        out.update(("evidence", e.claim, commitment.id, BY_EVIDENCE) for e in commitment.evidence)
        out.update(("precedent", earlier, commitment.id, BY_PRECEDENT) for earlier in commitment.precedents)
    return out
