"""A claim: one thing that one report says, on somebody's word. Field names are those of the record format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.core.ids import make_id
from reportedly.core.span import Quote, Span


class Stage(StrEnum):
    """How far the act went, as told; ordered from firm to loose."""

    DONE = "done"
    UNDER_WAY = "under_way"
    ORDERED = "ordered"
    ANNOUNCED = "announced"
    PROPOSED = "proposed"
    EXPECTED = "expected"
    CONDITIONAL = "conditional"


class Polarity(StrEnum):
    """Whether the act is said to be, said not to be, or doubted."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    DOUBTED = "doubted"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of an attribution chain; `actor` is an id of the actor table or None."""

    name: str
    quote: str
    start: int
    end: int
    actor: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient; `country` is ISO 3166-1 alpha-3, `sector` PLOVER's; None where not known."""

    name: str
    quote: str
    start: int
    end: int
    actor: str | None
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class When:
    """A time as said; `edtf` None where it could not be resolved. `basis`: stated, relative, publication, unknown."""

    quote: str
    start: int
    end: int
    edtf: str | None
    basis: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as said; `lat`, `lon` WGS84 degrees; `precision`: point, town, region, country, sea, none."""

    quote: str
    start: int
    end: int
    name: str
    role: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as said; None for an open bound. `unit` (mi, km, USD, %) or `of`, the counted noun."""

    quote: str
    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class Coder:
    """What made a row and why: program, version, rule or model, score from 0 to 1 or None."""

    name: str
    version: str
    rule: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one report says. Never changed once stored; a newer coder adds new claims."""

    id: str
    report: str
    quote: str
    start: int
    end: int
    trigger: Quote
    attribution: tuple[Speaker, ...]
    event_type: str
    mode: str | None
    part: str
    stage: Stage
    polarity: Polarity
    background: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When | None
    said_when: When | None
    places: tuple[Place, ...]
    quantities: tuple[Quantity, ...]
    coder: Coder
    cues: tuple[Quote, ...] = ()

    @property
    def span(self) -> Span:
        """Where the claim's words stand."""
        return Span(self.start, self.end)


def claim_id(report: str, trigger: Span, event_type: str, values: tuple[object, ...]) -> str:
    """Id of a claim: hash of its report, its trigger, its type and the other values that say what it claims."""
    return make_id("c", report, trigger.start, trigger.end, event_type, *values)
