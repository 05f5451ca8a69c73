"""What a page or an API answer is about, as it stands in the address: the same for both."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from reportedly.ask.filters import make_filters
from reportedly.core.claim import Claim, Stage
from reportedly.core.known import KnownClaim
from reportedly.text import fold

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Scope:
    """Filters of a question; '' asks for all. `actor`, `act`, `near` and `as_of` are the record's, the others narrow claims:
    `claimant` a speaker, `stage`, `origin` an origin group, `since` and `until` days of publication, `words` what must
    stand in the quote, the names of speakers and actors, or the outlet."""

    actor: str = ""
    act: str = ""
    near: str = ""
    as_of: str = ""
    claimant: str = ""
    stage: str = ""
    origin: str = ""
    since: str = ""
    until: str = ""
    words: str = ""

    @property
    def of_record(self) -> dict[str, str]:
        """The filters that every question of the record takes."""
        told = {"actor": self.actor, "act": self.act, "near": self.near, "as_of": self.as_of}
        return {key: value for key, value in told.items() if value}

    def with_(self, **changes: str) -> Scope:
        """The scope with some filters changed."""
        return replace(self, **changes)

    def link(self, path: str, **extra: str) -> str:
        """An address on this scope."""
        told = {key: value for key, value in {**asdict(self), **extra}.items() if value}
        return path + (f"?{urlencode(told)}" if told else "")

    def holds(self, known: KnownClaim) -> bool:
        """True where a claim fits the filters that narrow claims."""
        claim, day = known.claim, (known.published or "")[:10]
        return (
            (not self.claimant or _speaks(claim, self.claimant))
            and (not self.stage or claim.stage.value == self.stage)
            and (not self.origin or self.origin in (known.origin, claim.report))
            and (not self.since or day >= self.since)
            and (not self.until or ("" < day <= self.until))
            and (not self.words or _holds_words(known, self.words))
        )


def _holds_words(known: KnownClaim, words: str) -> bool:
    claim = known.claim
    told = fold(
        " ".join([claim.quote, *(s.name for s in claim.attribution), *(p.name for p in claim.actors), known.publisher or ""])
    )
    return all(word in told for word in fold(words).split())


def _speaks(claim: Claim, name: str) -> bool:
    wanted = fold(name)
    return any(wanted in fold(s.name) or name.upper() == (s.actor or "") for s in claim.attribution)


def read_scope(
    actor: Annotated[str, Query(max_length=_LONGEST, description="Whose acts: a country, its ISO code, or a name.")] = "",
    act: Annotated[str, Query(max_length=_LONGEST, description="A PLOVER type, a mode, or TYPE/mode.")] = "",
    near: Annotated[str, Query(max_length=_LONGEST, description="At, from, near or against this country or place.")] = "",
    as_of: Annotated[str, Query(pattern=rf"^$|{_DAY}", description="Only what had been published by this day.")] = "",
) -> Scope:
    """The scope in an address. Raises UsageError for an act that PLOVER does not know, DayError for what is no day."""
    scope = Scope(actor.strip(), act.strip(), near.strip(), as_of)
    make_filters(**{k: v or None for k, v in scope.of_record.items()})
    return scope


def read_claim_scope(
    actor: Annotated[str, Query(max_length=_LONGEST)] = "",
    act: Annotated[str, Query(max_length=_LONGEST)] = "",
    near: Annotated[str, Query(max_length=_LONGEST)] = "",
    as_of: Annotated[str, Query(pattern=rf"^$|{_DAY}")] = "",
    claimant: Annotated[str, Query(max_length=_LONGEST, description="Whose word: part of a speaker's name, or its id.")] = "",
    stage: Annotated[str, Query(pattern="^$|^(" + "|".join(s.value for s in Stage) + ")$", description="How far it went.")] = "",
    origin: Annotated[str, Query(max_length=_LONGEST, description="An origin group: copies of one text.")] = "",
    since: Annotated[str, Query(pattern=rf"^$|{_DAY}", description="Published on this day or later.")] = "",
    until: Annotated[str, Query(pattern=rf"^$|{_DAY}", description="Published on this day or before.")] = "",
    words: Annotated[str, Query(max_length=_LONGEST, description="Words of the quote, its speakers, actors or outlet.")] = "",
) -> Scope:  # fmt: skip
    """The scope of a list of claims."""
    scope = read_scope(actor, act, near, as_of)
    return scope.with_(claimant=claimant.strip(), stage=stage, origin=origin, since=since, until=until, words=words.strip())
