"""The part of a large record that may bear on a sentence, found by the words that they share."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

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
from reportedly.link.speakers import Voices, name_speakers, names_asked, names_told
from reportedly.store import met, view
from reportedly.store.kept import is_as_recorded

_WHOLE = 5000  # claims: a record of so many and fewer is looked through whole
_MOST_UNMET = 0.02  # share of the reports that may be left out where words are counted
Beside = tuple[list[KnownClaim], Matter | None, Mapping[str, frozenset[str]] | None]


def load_beside(
    connection: duckdb.DuckDBPyConnection, sentence: str, coded: Sequence[Claim], options: LinkOptions, as_of: dt.date | None
) -> Beside:
    """What a sentence, coded as these claims, is set beside: claims, how rare words are, and names in their reports.
    Of a large record only the claims that share a telling word with it, and those that count where it counts."""
    words = None if _reads_all(connection, options) else _telling(connection, sentence, coded, as_of)
    if words is None:
        return name_speakers(load_known(connection, Filters(as_of=as_of))), None, None
    telling, matter = words
    unmet = [report for lot in met.load_unmet(connection, as_of) for report in lot]
    ids = [*met.find_telling(connection, telling, as_of), *view.load_claim_ids(connection, unmet)]
    found = load_review(connection).keep(view.load_claims(connection, as_of, ids=ids))
    voices = _hear(connection, found, set(unmet), as_of)
    return name_speakers(found, voices), matter, met.load_scenes(connection, {k.claim.report for k in found} - set(unmet))


def _reads_all(connection: duckdb.DuckDBPyConnection, options: LinkOptions) -> bool:
    """True for a small record, and for one of which much has not been set beside the rest by these rules."""
    if view.count_rows(connection)["claim"] <= _WHOLE or is_as_recorded(connection):
        return True
    return not met.is_met_by(connection, rules_of(options)) or met.share_unmet(connection) > _MOST_UNMET


def _telling(
    connection: duckdb.DuckDBPyConnection, sentence: str, coded: Sequence[Claim], as_of: dt.date | None
) -> tuple[list[str], Matter] | None:
    """Signs of which a claim must have one to bear on the sentence; None where any claim may."""
    matter = Matter(*met.count_words(connection, SAMPLE, as_of))
    words: set[str] = set()
    for asked in coded:
        telling = signs_of_counted(asked) if counts_in(asked) else matter.telling(sentence, asked, LEAST_LIKE)
        if telling is None:
            return None
        words.update(telling)
    return sorted(words), matter


def _hear(
    connection: duckdb.DuckDBPyConnection, claims: Sequence[KnownClaim], unmet: Container[str], as_of: dt.date | None
) -> Voices:
    """What all reports that are known tell of the names of speakers in these claims, and whose voice each publisher is."""
    actors: dict[str, set[str]] = defaultdict(set)
    told = [pair for k in claims if k.claim.report in unmet for pair in names_told(k.claim)]
    for name, actor in [*met.load_names(connection, names_asked(claims), as_of), *told]:
        actors[name].add(actor)
    publishers: dict[str, dict[str, str | None]] = defaultdict(dict)
    for publisher, report, voice in view.load_voices(connection, as_of):
        publishers[publisher][report] = voice
    return Voices(actors, publishers)
