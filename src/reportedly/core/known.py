"""What linking and asking need to know of a claim beside itself: its report's date, origin and publisher."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from reportedly.core.claim import Claim, Party, Polarity, Stage
from reportedly.core.edtf import Days, parse_edtf

COMMITTING = frozenset({Stage.ORDERED, Stage.ANNOUNCED})
OWN_BLOCK = "report "
CARRIED_OUT = frozenset({Stage.DONE, Stage.UNDER_WAY})


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim with its report's publication date (EDTF or None), origin group, reference for people, and block as stored."""

    claim: Claim
    published: str | None
    origin: str | None
    publisher: str | None
    block: str | None = None
    voice: str | None = None  # country for which the report's own words speak; None for reporting

    @property
    def key(self) -> str:
        """Name of the set of claims that this one is linked among (see `link/blocks.py`)."""
        return self.block or actor_key(self.claim) or f"{OWN_BLOCK}{self.claim.report}"

    @property
    def has_block(self) -> bool:
        """True where the claim is linked among the acts of somebody, not only within its report."""
        return not self.key.startswith(OWN_BLOCK)

    @property
    def published_days(self) -> Days | None:
        """Days of the publication date, or None."""
        return parse_edtf(self.published)

    @property
    def said_day(self) -> Days | None:
        """When the speaker said it: the stated day, else publication for what is told as news; None when unknown.

        Who sees no sign of an act says so now, though the act is of before ("just like the last time, they have seen none").
        """
        stated = parse_edtf(self.claim.said_when.edtf) if self.claim.said_when else None
        if stated is not None and (self.has_own_day or self.claim.stage not in COMMITTING):
            return stated
        if self.claim.stage in COMMITTING and self.claim.when and self.claim.background:
            return parse_edtf(self.claim.when.edtf)
        looked = self.claim.polarity is not Polarity.AFFIRMED and self.claim.attribution and self.claim.when is None
        return None if self.claim.background and not looked else self.published_days

    @property
    def has_own_day(self) -> bool:
        """True where the text itself tells the day on which it was said; in words told by another that day may be the other's."""
        if self.claim.stage in COMMITTING and len(self.claim.attribution) > 1:
            return False
        return self.claim.said_when is not None and parse_edtf(self.claim.said_when.edtf) is not None

    @property
    def act_day(self) -> Days | None:
        """When the act happened as told; None when the claim gives no time."""
        return parse_edtf(self.claim.when.edtf) if self.claim.when else None

    @property
    def sort_key(self) -> tuple[dt.date, str]:
        """Order of knowledge: day of saying, then id; unknown days come last."""
        day = self.said_day
        return ((day.first or day.last or dt.date.max) if day else dt.date.max, self.claim.id)


def actor_key(claim: Claim) -> str | None:
    """Who acts, for joining claims: a state, an armed group, else the actor's id, else the folded name; None without an actor."""
    from reportedly.text import fold

    found = next((key for party in claim.actors if (key := party_key(party)) is not None), None)
    return found or (fold(claim.actors[0].name) or None if claim.actors else None)


_JOINED = re.compile(r"\s*(?:,|and|&|/|-|–|, and|as well as)\s*(?:(?:the|its|their)\s+)?(?:\w+\s+){0,2}", re.I)
ARMED = frozenset({"REB", "UAF"})


def group_key(country: str) -> str:
    """Key of a country's armed groups that no table lists: what they do is not the state's."""
    return f"{country}-REB"


def party_key(party: Party) -> str | None:
    """Whose acts a party's are: a state's, an armed group's on its soil, or those of an actor of the table; None if not known."""
    if party.sector in ARMED and party.country:
        return party.actor if party.actor and party.actor != party.country else group_key(party.country)
    return party.country or party.actor


def joint_keys(claim: Claim) -> frozenset[str]:
    """Keys of all who act together in a claim: of parties that are named in a row ("Armenia and Azerbaijan"); else none."""
    rows = sorted(claim.actors, key=lambda p: p.start)
    keys: set[str] = set()
    for first, second in pairwise(rows):
        between = claim.quote[max(0, first.end - claim.start) : max(0, second.start - claim.start)]
        mine, theirs = party_key(first), party_key(second)
        if mine is not None and theirs is not None and mine != theirs and _JOINED.fullmatch(between):
            keys |= {mine, theirs}
    return frozenset(keys)


_SURE = 0.4  # chance from which a word that only the act reader sees may decide something


def is_unsure(claim: Claim) -> bool:
    """True for a word that no table knows and that the act reader is not sure of: it is shown and decides nothing."""
    return claim.coder.rule.endswith(".acts") and (claim.coder.score or 0.0) < _SURE


def place_words(claim: Claim) -> frozenset[str]:
    """By what a question about a place finds a claim: countries, folded names and their words, of its places and recipients."""
    from reportedly.text import fold

    things = [(p.country, fold(p.name)) for things in (claim.places, claim.recipients) for p in things]
    return frozenset(w for country, name in things for w in (country, name, *name.split()) if w)


def is_committing(claim: Claim) -> bool:
    """True for an affirmed act that is ordered or announced."""
    return claim.stage in COMMITTING and claim.polarity is Polarity.AFFIRMED
