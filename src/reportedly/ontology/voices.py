"""Whose voice a report's own words are: a state agency, a press release and an official page speak for their side."""

from __future__ import annotations

import re
from functools import cache

from reportedly.core.report import Report
from reportedly.core.tables import names_of, read_table
from reportedly.ontology.actors import load_actors
from reportedly.text import fold

_LINES_ABOVE, _LINES_BELOW, _LINES_UNDER = 6, 3, 4
_LONGEST_NAME = 5  # words
_EDGE_CHARS = 2000  # of a text's beginning and end, in which such lines stand
_LONGEST = 18  # words of a line that tells what a page is
# "RNA - Republic News Agency, official agency of the Republic", "Canal Soberano, state television", "state-owned daily"
_RUN_BY_STATE = re.compile(
    r"\b(?:official|state(?:[- ](?:run|owned|controlled))?|national|public|government(?:[- ](?:run|owned))?)\s+"
    r"(?:(?:news|press|information)\s+)?(?:agency|television|tv|broadcaster|radio|channel|daily|newspaper|gazette|organ)\b"
    r"|\bvoice\s+of\s+the\s+(?:\w+\s+)?(?:state|government|republic|nation|people)\b"
    r"|\b(?:organ|newspaper|journal)\s+of\s+the\s+(?:armed\s+forces|ministry|government)\b",
    re.I,
)
_RELEASE = re.compile(
    r"^\W*(?:press\s+(?:release|statement|service)|official\s+statement|statement\s*:|communiqu[eé]\b"
    r"|for\s+immediate\s+(?:use|release)\b)",
    re.I,
)
_OFFICE = re.compile(
    r"^\W*(?:statement\s+(?:by|of|from)\s+)?(?:the\s+)?(?:\w+\s+){0,3}"
    r"(?:ministry|government|presidency|presidential|palace|cabinet|armed\s+forces|general\s+staff|office\s+of\s+the)\b",
    re.I,
)
# "PRESS OFFICE, GOVERNMENT OF INDIA", "Government of the Republic of … - Press and Information Office", "Media Unit, Ministry …"
_LETTERHEAD = re.compile(
    r"\b(?:press|media|information|public relations)\b[^.]{0,24}"
    r"\b(?:office|bureau|service|unit|department|secretariat|division)\b",
    re.I,
)
_STATE_BODY = re.compile(r"\b(?:government|ministry|presidency|president|armed forces|army|cabinet|committee|republic)\b", re.I)
_LETTERHEAD_WORDS = 14
_SAYS = re.compile(
    r"\b(?:said|says|told|reported|announced|according|speaks?|spoke|shows?|showed|broadcast|repeats?|repeated|claims?|claimed|insists?|insisted|adds|added"
    r"|that|has|have|had|was|were|will|would)\b",
    re.I,
)
_OFFICIAL_HOST = re.compile(
    r"(?:^|\.)(?:gov|mil|gob|gouv|govt|go)(?:\.[a-z]{2})?$|(?:^|\.)kremlin\.ru$|(?:^|\.)mid\.ru$|(?:^|\.)idf\.il$"
)
_TLD = re.compile(r"\.([a-z]{2})$")


@cache
def _state_hosts() -> dict[str, str]:
    """Country of each domain of a state's media."""
    actors = load_actors().by_id
    out: dict[str, str] = {}
    for actor, hosts in read_table("reportedly.ontology", "state_media.tsv", 2):
        row = actors.get(actor)
        if row is not None and row.country:
            out |= dict.fromkeys(names_of(hosts), row.country)
    return out


@cache
def state_media() -> frozenset[str]:
    """Ids of the actor table's media that a state runs or speaks through."""
    return frozenset(actor for actor, _ in read_table("reportedly.ontology", "state_media.tsv", 2))


def find_voice(report: Report, home: str | None) -> str | None:
    """Country for which the report's own words speak; None for reporting, and where it is not known.

    `home`: the state that the report is about, whose the page is that calls itself the official agency, or a press release.
    """
    host = (report.publisher or "").lower().removeprefix("www.")
    for name in (host, host.partition(".")[2]):
        if name in _state_hosts():
            return _state_hosts()[name]
    text = report.text if len(report.text) <= 2 * _EDGE_CHARS else report.text[:_EDGE_CHARS] + "\n" + report.text[-_EDGE_CHARS:]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    edge = [*lines[:_LINES_ABOVE], *lines[-_LINES_BELOW:]]
    short = [line for line in edge if len(line.split()) <= _LONGEST and not _SAYS.search(line)]
    told = [line for line in short if _RUN_BY_STATE.search(line)]
    if _OFFICIAL_HOST.search(host) or told:
        return _named(told) or _named(short) or home
    heads = [line for line in short if len(line.split()) <= _LETTERHEAD_WORDS and not line.endswith(".")]
    heads = [line for line in heads if _LETTERHEAD.search(line) and _STATE_BODY.search(line)]
    if heads:
        return _named(heads) or _named(lines[:_LINES_UNDER]) or home
    offices = [line for line in short if _OFFICE.search(line) and not line.endswith(".")]
    releases = [line for line in short if _RELEASE.match(line)]
    if releases and offices:
        return _named(releases) or _named(offices) or _named(lines[1:_LINES_UNDER]) or home
    return None


def _named(lines: list[str]) -> str | None:
    """The one state that lines name, by itself, its people or its capital: "Ministry of Foreign Affairs of Japan"."""
    table = load_actors()
    found: set[str | None] = set()
    for words in (re.findall(r"[\w'’-]+", line) for line in lines):
        first = 0
        while first < len(words):
            length = 1
            for last in range(min(first + _LONGEST_NAME, len(words)), first, -1):
                row = table.find(fold(" ".join(words[first:last]))) if words[first][:1].isupper() else None
                if row is not None and row.kind in ("state", "office", "force"):
                    found.add(row.country)
                    length = last - first
                    break
            first += length
    found -= {None}
    return next(iter(found)) if len(found) == 1 else None
