"""The gate of a brief: no sentence goes out with a name, number or day that its sources do not hold.

What a sentence may hold is what stands in the claims that it names: their words, parties, speakers, places, outlets, days; the
names of their parties' states; and what the record worked out of them (counts, a status, a due day), which it declares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reportedly.core.known import KnownClaim
from reportedly.ontology.actors import load_actors
from reportedly.text import fold

_DAY = re.compile(r"\d{4}(?:-\d{2}){1,2}(?:/\d{4}(?:-\d{2}){1,2})?|\d{4}-\d{2}")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d")
_NAME = re.compile(r"(?<![\w“\"'’])[A-ZÀ-Þ][\w’'-]+")
_SENTENCE_START = re.compile(r"(?:^|[.:;!?—]\s+|\(|“)$")


def refuse(text: str, claims: Iterable[str], known: Mapping[str, KnownClaim], worked_out: Iterable[str] = ()) -> list[str]:
    """What in the sentence its sources do not hold; empty where it may go out. `worked_out`: words that the record computed."""
    words, days = _held(claims, known)
    for extra in worked_out:
        words |= _words(extra)
        days |= set(_DAY.findall(extra)) | set(_NUMBER.findall(extra))
    missing = [d for d in _DAY.findall(text) if d not in days]
    rest = _DAY.sub(" ", text)
    missing += [n for n in _NUMBER.findall(rest) if n not in days and fold(n) not in words]
    for match in _NAME.finditer(rest):
        starts = _SENTENCE_START.search(rest[: match.start()])
        if starts is None and not set(fold(match[0]).split()) <= words:
            missing.append(match[0])
    return missing


def _held(claims: Iterable[str], known: Mapping[str, KnownClaim]) -> tuple[set[str], set[str]]:
    """Folded words, and days and numbers as written, that the claims hold."""
    words: set[str] = set()
    days: set[str] = set()
    for key in claims:
        k = known.get(key)
        if k is None:
            continue
        claim = k.claim
        texts = [claim.quote, k.publisher or ""]
        texts += [
            t for p in (*claim.actors, *claim.recipients) for t in (p.name, p.quote, load_actors().country_name(p.country) or "")
        ]
        texts += [t for s in claim.attribution for t in (s.name, s.quote)] + [t for p in claim.places for t in (p.name, p.quote)]
        for text in texts:
            words |= _words(text)
            days |= set(_NUMBER.findall(text)) | set(_DAY.findall(text))
        for day in (k.published, claim.when and claim.when.edtf, claim.said_when and claim.said_when.edtf):
            days |= {str(day), *_DAY.findall(str(day))} if day else set()
    return words, days


def _words(text: str) -> set[str]:
    return set(fold(text).split()) | {fold(w) for w in re.findall(r"[\w’'-]+", text)}
