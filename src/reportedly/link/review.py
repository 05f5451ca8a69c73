"""What people judged, laid over what the machine made: a machine's grouping never overrides a person's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    coded: Mapping[_Key, _Key] = field(default_factory=dict)  # of a claim whose type a person corrected: its key as coded

    def keep(self, claims: Iterable[KnownClaim]) -> list[KnownClaim]:
        """The claims that nobody rejected."""
        return [k for k in claims if self.key(k.claim) not in self.rejected]

    def key(self, claim: Claim) -> _Key:
        """What judgements know a claim by: where it stands, and the type that it was coded as."""
        key = claim.report, claim.trigger.start, claim.event_type
        return self.coded.get(key, key)


NOTHING_REVIEWED = Review()


def make_review(judgements: Sequence[Judgement]) -> Review:
    """What holds of the judgements, in the order in which they were made: the last word on a claim or a pair counts."""
    verdict: dict[_Key, str] = {}
    pairs: dict[tuple[_Key, _Key], str] = {}
    coded = _as_coded(judgements)
    for judgement in judgements:
        keys = [coded.get(key, key) for a in judgement.anchors for key in [_anchor_key(a)]]
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
        coded,
    )


def _as_coded(judgements: Sequence[Judgement]) -> dict[_Key, _Key]:
    """The key as coded of each claim whose type was corrected, by the key that it has now."""
    return {
        (a.report, a.start, judgement.changes["event_type"]): _anchor_key(a)
        for judgement in judgements if judgement.changes and "event_type" in judgement.changes for a in judgement.anchors
    }  # fmt: skip


def review_groups(groups: list[Group], review: Review) -> list[Group]:
    """The groups with what people joined joined, and what they set apart alone."""
    out = [part for group in groups for part in _split(group, review)]
    for a, b in review.merged:
        left = next((g for g in out if _holds(g, a, review)), None)
        right = next((g for g in out if _holds(g, b, review)), None)
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
        if any(tuple(sorted((review.key(member.claim), review.key(other.claim)))) in review.apart for other in stay):
            gone.append(Group(group.kind, [member], member.act_day or member.said_day, {member.claim.mode}))
        else:
            stay.append(member)
    return [Group(group.kind, stay, group.day, group.modes), *gone] if gone else [group]


def _holds(group: Group, key: _Key, review: Review) -> bool:
    return any(review.key(k.claim) == key for k in group.members)


def _anchor_key(anchor: Anchor) -> _Key:
    return anchor.report, anchor.start, anchor.event_type
