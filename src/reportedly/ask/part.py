"""The part of a large record that may bear on a sentence, found by the words that they share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

import duckdb

from reportedly.ask.beside import LEAST_LIKE, counts_in
from reportedly.ask.filters import Filters
from reportedly.ask.matter import SAMPLE, Matter
from reportedly.ask.meeting import signs_of_counted
from reportedly.ask.questions import load_known, load_review
from reportedly.config import LinkOptions
from reportedly.core.claim import Claim
from reportedly.core.known import KnownClaim
from reportedly.link.rules import rules_of
from reportedly.link.speakers import name_speakers
from reportedly.store import met, view
from reportedly.store.kept import is_as_recorded

_WHOLE = 5000  # claims: a record of so many and fewer is looked through whole
Beside = tuple[list[KnownClaim], Matter | None, Mapping[str, frozenset[str]] | None]


class Coded(Protocol):
    """A sentence and its claims."""

    @property
    def sentence(self) -> str: ...  # noqa: D102

    @property
    def coded(self) -> Sequence[Claim]: ...  # noqa: D102


def load_beside(connection: duckdb.DuckDBPyConnection, what: Coded, options: LinkOptions, as_of: dt.date | None) -> Beside:
    """What a sentence is set beside: claims, how rare words are, and names of the scenes of their reports. Of a large record only
    the claims that share a telling word with the sentence, and those that count where it counts; speakers are named by these."""
    usable = met.is_met_by(connection, rules_of(options)) and not is_as_recorded(connection)
    if not usable or view.count_rows(connection)["claim"] <= _WHOLE:
        return name_speakers(load_known(connection, Filters(as_of=as_of))), None, None
    matter = Matter(*met.count_words(connection, SAMPLE, as_of))
    words: set[str] = set()
    for asked in what.coded:
        telling = signs_of_counted(asked) if counts_in(asked) else matter.telling(what.sentence, asked, LEAST_LIKE)
        if telling is None:
            return name_speakers(load_known(connection, Filters(as_of=as_of))), None, None
        words.update(telling)
    unmet = [report for lot in met.load_unmet(connection, as_of) for report in lot]
    ids = [*met.find_telling(connection, sorted(words), as_of), *view.load_claim_ids(connection, unmet)]
    found = load_review(connection).keep(view.load_claims(connection, as_of, ids=ids))
    return name_speakers(found), matter, met.load_scenes(connection, {k.claim.report for k in found} - set(unmet))
