"""What people judged, laid over what the machine made: a machine's grouping never overrides a person's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.core.claim import Claim
from reportedly.core.derived import Anchor, Judgement
from reportedly.core.known import KnownClaim
from reportedly.link.same_event import Group

_Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Review:
    """Live judgements by what they are about: claims rejected or accepted, pairs that are one act, pairs that are not."""

    rejected: frozenset[_Key] = frozenset()
    accepted: frozenset[_Key] = frozenset()
    merged: tuple[tuple[_Key, _Key], ...] = ()
    apart: frozenset[tuple[_Key, _Key]] = field(default_factory=frozenset)

    def keep(self, claims: Iterable[KnownClaim]) -> list[KnownClaim]:
        """The claims that nobody rejected."""
        return [k for k in claims if _key(k.claim) not in self.rejected]


NOTHING_REVIEWED = Review()


def make_review(judgements: Sequence[Judgement]) -> Review:
    """What holds of the judgements, in the order in which they were made: the last word on a claim or a pair counts."""
    verdict: dict[_Key, str] = {}
    pairs: dict[tuple[_Key, _Key], str] = {}
    for judgement in judgements:
        keys = [_anchor_key(a) for a in judgement.anchors]
        if judgement.verb in ("accept", "reject"):
            verdict.update(dict.fromkeys(keys, judgement.verb))
        elif judgement.verb in ("merge", "split"):
            for other in keys[1:]:
                a, b = sorted((keys[0], other))
                pairs[a, b] = judgement.verb
    return Review(
        frozenset(k for k, verb in verdict.items() if verb == "reject"),
        frozenset(k for k, verb in verdict.items() if verb == "accept"),
        tuple(pair for pair, verb in sorted(pairs.items()) if verb == "merge"),
        frozenset(pair for pair, verb in pairs.items() if verb == "split"),
    )


def review_groups(groups: list[Group], review: Review) -> list[Group]:
    """The groups with what people joined joined, and what they set apart alone."""
    out = [part for group in groups for part in _split(group, review)]
    for a, b in review.merged:
        left = next((g for g in out if _holds(g, a)), None)
        right = next((g for g in out if _holds(g, b)), None)
        if left is not None and right is not None and left is not right:
            first, second = sorted((left, right), key=lambda g: g.anchor.sort_key)
            first.members.extend(second.members)
            out.remove(second)
    return out


def _split(group: Group, review: Review) -> list[Group]:
    """The group without the claims that were set apart from its others; each of those founds one of its own."""
    stay: list[KnownClaim] = []
    gone: list[Group] = []
    for member in group.members:
        if any(tuple(sorted((_key(member.claim), _key(other.claim)))) in review.apart for other in stay):
            gone.append(Group(group.kind, [member], member.act_day or member.said_day, {member.claim.mode}))
        else:
            stay.append(member)
    return [Group(group.kind, stay, group.day, group.modes), *gone] if gone else [group]


def _holds(group: Group, key: _Key) -> bool:
    return any(_key(k.claim) == key for k in group.members)


def anchor_of(claim: Claim) -> Anchor:
    """Where the claim is found again after it is coded anew."""
    return Anchor(claim.report, claim.trigger.start, claim.event_type)


def _key(claim: Claim) -> _Key:
    return claim.report, claim.trigger.start, claim.event_type


def _anchor_key(anchor: Anchor) -> _Key:
    return anchor.report, anchor.start, anchor.event_type
