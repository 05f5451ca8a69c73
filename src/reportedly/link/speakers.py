"""Whose side a speaker is on, where the report does not say but other reports that are known do.

"General X told reporters" in one report, "General X, the army's spokesman" in another: the name settles it, within the claims
that are linked together, and only where all that is known of the name agrees.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.core.claim import Speaker
from reportedly.core.known import KnownClaim
from reportedly.ontology.sectors import is_title
from reportedly.text import fold

_HOST_LABEL = re.compile(r"[.-]")
_INITIALS = re.compile(r"\b[A-Z]{3,}\b")


def name_speakers(claims: Sequence[KnownClaim]) -> list[KnownClaim]:
    """The claims with the actor of each speaker filled in where the name is known from others of them; in the same order."""
    known, voices = _known_names(claims), _known_voices(claims)
    hosts = {label: voice for host, voice in voices.items() for label in _HOST_LABEL.split(host.lower())}
    out = []
    for k in claims:
        if k.voice is None and k.publisher in voices:
            k = replace(k, voice=voices[k.publisher])
        speakers = tuple(_named(s, known, hosts) for s in k.claim.attribution)
        out.append(replace(k, claim=replace(k.claim, attribution=speakers)) if speakers != k.claim.attribution else k)
    return out


def _known_voices(claims: Iterable[KnownClaim]) -> dict[str, str]:
    """Country of each publisher that speaks for one state in at least half of its reports: not every one of them says so."""
    told: dict[str, dict[str, str | None]] = defaultdict(dict)
    for k in claims:
        if k.publisher:
            told[k.publisher][k.claim.report] = k.voice
    out = {}
    for publisher, reports in told.items():
        found = Counter(v for v in reports.values() if v is not None)
        if len(found) == 1 and 2 * found.total() >= len(reports):
            out[publisher] = next(iter(found))
    return out


def _known_names(claims: Iterable[KnownClaim]) -> dict[str, str]:
    """Actor of each name, and of each last name, that is known with one actor only."""
    actors: dict[str, set[str]] = defaultdict(set)
    for k in claims:
        named = [(s.name, s.actor) for s in k.claim.attribution]
        named += [(p.name, p.country) for p in k.claim.actors if p.name[:1].isupper()]
        for name, actor in named:
            words = _words(name)
            if actor and len(words) > 1:
                actors[" ".join(words)].add(actor)
                actors[words[-1]].add(actor)
    return {
        name: min(found, key=lambda a: (-len(a), a))
        for name, found in actors.items()
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
