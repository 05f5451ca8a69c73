"""Whose side a speaker is on, where the report does not say but other reports that are known do.

"General X told reporters" in one report, "General X, the army's spokesman" in another: the name settles it, within the claims
that are linked together, and only where all that is known of the name agrees.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.core.claim import Claim, Speaker
from reportedly.core.known import KnownClaim
from reportedly.ontology.sectors import is_title
from reportedly.text import fold

_HOST_LABEL = re.compile(r"[.-]")
_INITIALS = re.compile(r"\b[A-Z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Voices:
    """What a record knows of names: the actors that each name, and each last name, is told with, and the country for which the
    reports of a publisher speak, None for reporting, by report."""

    actors: Mapping[str, Collection[str]]
    publishers: Mapping[str, Mapping[str, str | None]]


def name_speakers(claims: Sequence[KnownClaim], voices: Voices | None = None) -> list[KnownClaim]:
    """The claims with the actor of each speaker filled in where the name is known from others; in the same order. `voices`
    is given where the claims are a part of what is known."""
    voices = voices or _hear(claims)
    known, publishers = _known_names(voices), _known_voices(voices)
    hosts = {label: voice for host, voice in publishers.items() for label in _HOST_LABEL.split(host.lower())}
    out = []
    for k in claims:
        if k.voice is None and k.publisher in publishers:
            k = replace(k, voice=publishers[k.publisher])
        speakers = tuple(_named(s, known, hosts) for s in k.claim.attribution)
        out.append(replace(k, claim=replace(k.claim, attribution=speakers)) if speakers != k.claim.attribution else k)
    return out


def names_told(claim: Claim) -> Iterator[tuple[str, str]]:
    """(name, actor) of each speaker and doer of a claim of whom it is known who he is: the whole name, and the last alone."""
    named = [(s.name, s.actor) for s in claim.attribution]
    named += [(p.name, p.country) for p in claim.actors if p.name[:1].isupper()]
    for name, actor in named:
        words = _words(name)
        if actor and len(words) > 1:
            yield " ".join(words), actor
            yield words[-1], actor


def names_asked(claims: Iterable[KnownClaim]) -> set[str]:
    """Names of speakers of whom it is not known who they are."""
    return {" ".join(_words(s.name)) for k in claims for s in k.claim.attribution if s.actor is None}


def _hear(claims: Iterable[KnownClaim]) -> Voices:
    actors: dict[str, set[str]] = defaultdict(set)
    publishers: dict[str, dict[str, str | None]] = defaultdict(dict)
    for k in claims:
        for name, actor in names_told(k.claim):
            actors[name].add(actor)
        if k.publisher:
            publishers[k.publisher][k.claim.report] = k.voice
    return Voices(actors, publishers)


def _known_voices(voices: Voices) -> dict[str, str]:
    """Country of each publisher that speaks for one state in at least half of its reports: not every one of them says so."""
    out = {}
    for publisher, reports in voices.publishers.items():
        found = Counter(v for v in reports.values() if v is not None)
        if len(found) == 1 and 2 * found.total() >= len(reports):
            out[publisher] = next(iter(found))
    return out


def _known_names(voices: Voices) -> dict[str, str]:
    """Actor of each name, and of each last name, that is known with one actor only."""
    return {
        name: min(found, key=lambda a: (-len(a), a))
        for name, found in voices.actors.items()
        if len({a.split("-")[0] for a in found}) == 1
    }


def _named(speaker: Speaker, known: dict[str, str], hosts: dict[str, str]) -> Speaker:
    """The speaker with his actor; "the agency ANB" is whose page anb-agency.example is."""
    if speaker.actor is not None or not (speaker.name[:1].isupper() or _INITIALS.search(speaker.name)):
        return speaker
    actor = known.get(" ".join(_words(speaker.name)))
    actor = actor or next((hosts[w.lower()] for w in _INITIALS.findall(speaker.name) if w.lower() in hosts), None)
    return replace(speaker, actor=actor) if actor else speaker


def _words(name: str) -> list[str]:
    """Words of a name without what only tells the office: "General", "Interior Minister"."""
    words = fold(name).split()
    while len(words) > 1 and (is_title(words[0]) or words[0] in _ADJUNCTS):
        words = words[1:]
    return words


_ADJUNCTS = frozenset(
    "interior defence defense foreign prime deputy brigadier major lieutenant chief first army military press".split()
)
