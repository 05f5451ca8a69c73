"""What of a block's answers is kept, and how kept rows are read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from reportedly.core.derived import Commitment, Event
from reportedly.core.known import KnownClaim, place_words
from reportedly.link.views import Answers, claims_of
from reportedly.store.kept import Kept


def rows_to_keep(answers: Answers, claims: Sequence[KnownClaim]) -> list[Kept]:
    """Events and promises of a block as rows; `claims`: those of the block."""
    near = {k.claim.id: place_words(k.claim) for k in claims}
    return list(_rows(answers, near))


def _rows(answers: Answers, near: dict[str, frozenset[str]]) -> Iterator[Kept]:
    for event in answers.events:
        yield _row("event", event, event.claims, near)
    for promise in answers.promises:
        yield _row("promise", promise, claims_of(promise), near)


def _row(kind: str, row: Event | Commitment, claims: Iterable[str], near: dict[str, frozenset[str]]) -> Kept:
    words = frozenset().union(*(near.get(i, frozenset()) for i in claims))
    return Kept(kind, row.id, row.event_type, row.mode, tuple(sorted(words)), msgspec.json.encode(row).decode())
