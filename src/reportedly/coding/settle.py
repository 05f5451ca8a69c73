"""What a party's own words still tell of it once its head is known: that the office is a former one, whose kind of people
they are ("opposition leader", "rebel commander"), in which state ("a court in Istanbul")."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.core.claim import Party
from reportedly.core.layers import Document
from reportedly.ontology.sectors import people_sector

_FORMER = re.compile(r"\b(?:former|ex|one-time|onetime|ousted|deposed|erstwhile|then)\b[\s-]", re.I)
_HELD = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})
# Words before the head that tell more of what people are than the head does: "opposition leader", "police headquarters".
_KINDS = {
    "opposition": "OPP", "rebel": "REB", "insurgent": "REB", "guerrilla": "REB", "separatist": "REB", "militant": "REB",
    "rebel-held": "REB", "police": "COP", "army": "MIL", "military": "MIL", "navy": "MIL", "government": "GOV",
    "ministry": "GOV", "aid": "NGO", "relief": "NGO", "humanitarian": "NGO", "charity": "NGO", "parliamentary": "LEG",
    "church": "REL", "mosque": "REL", "business": "BUS", "government-run": "GOV", "state-run": "GOV",
}  # fmt: skip
# Heads that say nothing of the kind by themselves, or that the word before them may overrule.
_GENERAL = frozenset(
    "leader commander member official figure party group worker agency staff team convoy headquarters station base post position "
    "site website entity service services source chief head spokesman spokeswoman spokesperson politician candidate force forces "
    "unit camp area district stronghold fighter supporter lawyer organisation organization personnel crew vehicle".split()
)
_IN = re.compile(r"\s+(?P<preposition>in|near|at|of|from|outside|across)\s+(?:the\s+)?(?:[a-z-]+(?:\s+of)?\s+){0,3}$")
_FAR = 40  # characters between a party's words and the place that they are in
_ABROAD = frozenset({"MIL", "GOV", "IGO", "NGO", "MED", "BUS"})  # who are found in places that are not their own state's


def settle(document: Document, party: Party) -> Party:
    """The party with sector and state as its words tell them, where its head left them open or is overruled."""
    words = document.report.text[max(0, party.start - 1) : party.end]
    sector = party.sector
    if sector in _HELD and _FORMER.search(words):
        sector = "ELI"
    sector = _by_kind(document, party) or sector or people_sector(party.name)
    country = party.country
    if country is None and party.actor is None and sector is not None:
        country = _by_place(document, party, sector)
    return party if (sector, country) == (party.sector, party.country) else replace(party, sector=sector, country=country)


def _by_kind(document: Document, party: Party) -> str | None:
    """Sector by the word right before the head, where the head is a general one and no name."""
    inside = document.inside(party.start, party.end)
    heads = [t for t in inside if t.lemma.lower() in _GENERAL]
    for token in heads:
        before = document.tokens[token.i - 1] if token.i and token.i - 1 >= inside[0].i else None
        if before is None or before.pos == "PUNCT":
            continue
        kind = _KINDS.get(before.text.lower(), "") if before.text.islower() else ""
        named = party.actor is not None and party.actor != party.country  # a row of the table, whose sector stands there
        if kind and not named and party.sector in (None, "GOV", "MIL", "CVL"):
            return kind
    return None


def _by_place(document: Document, party: Party, sector: str) -> str | None:
    """State of the place that the party's words end with or that stands right behind them: "a court in Istanbul", "victims in
    eastern Syria"; of who may be found abroad only what they are of ("the mayor of Nablus")."""
    text = document.report.text
    for place in document.places:
        if place.country is None or not party.start < place.start <= party.end + _FAR:
            continue
        before = text[party.start : place.start] if place.start < party.end else text[party.end : place.start]
        found = _IN.search(before) if place.start < party.end else _IN.fullmatch(before)
        if found and (sector not in _ABROAD or found["preposition"] == "of"):
            return place.country
    return None
