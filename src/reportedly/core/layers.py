"""Annotations on a report: tokens, sentences, and the mentions found in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter

from reportedly.core.claim import Polarity, Stage
from reportedly.core.report import Report
from reportedly.core.span import Quote, Span


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the parse; `i` its index in the document, `head` its governor's (its own at a root).

    `pos`, `dep`, `tag` follow Universal POS, ClearNLP and Penn labels as spaCy's English models give them.
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int
    ent_type: str
    morph: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first:last` (half-open), characters `start:end`, and the paragraph it stands in."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    part: str


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: TIMEX3 `type` and `value`, and EDTF with its basis and anchor; None where not resolved."""

    start: int
    end: int
    quote: str
    type: str
    value: str
    edtf: str | None
    basis: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name and what it was resolved to."""

    start: int
    end: int
    quote: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: str


# Units of quantities that are lengths of time: annotated, but no number of an act.
TIME_UNITS = frozenset(["year", "month", "week", "day", "hour", "min", "s", "decade", "century"])


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number with its bounds, unit and counted noun; `head` is the index of the counted noun's token, or None."""

    start: int
    end: int
    quote: str
    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    approximate: bool
    head: int | None = None


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A named entity; `actor` an id of the actor table or None; `country` and `sector` as worked out in the text."""

    start: int
    end: int
    quote: str
    type: str
    actor: str | None
    name: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: spans of source, cue and content. `head` is the source's head token, `cue_head` the cue's."""

    source: tuple[Quote, ...]
    cue: tuple[Quote, ...]
    content: tuple[Quote, ...]
    head: int | None
    cue_head: int | None
    basis: str
    rule: str


@dataclass(frozen=True, slots=True)
class RoleReading:
    """A word that may fill a role of an act: `role` is actor, recipient, speaker or place; `chance` from 0 to 1."""

    role: str
    i: int
    chance: float


@dataclass(frozen=True, slots=True)
class ActReading:
    """What the act reader sees in token `i`: `chance` that it names an act, of which type and mode, and how it is told.

    `types`, `stages`, `polarities`: chances by value; those of `types` and the chance of no act add up to one.
    """

    i: int
    chance: float
    event_type: str
    mode: str | None
    types: dict[str, float]
    stages: dict[Stage, float]
    polarities: dict[Polarity, float]
    background: float
    roles: tuple[RoleReading, ...]


@dataclass(frozen=True, slots=True)
class SayingReading:
    """What the act reader takes for an attribution: its first cue word `i`, and the tokens of its parts, in text order."""

    i: int
    chance: float
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report with its layers. Layers that were not made are empty; `acts` is None then.

    `attributions` are those of the rules, which chains are built from; `spoken` those that a record tells.
    """

    report: Report
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    acts: tuple[ActReading, ...] | None = None
    sayings: tuple[SayingReading, ...] = ()
    spoken: tuple[Attribution, ...] = ()
    children: tuple[tuple[int, ...], ...] = field(default=())

    def inside(self, start: int, end: int) -> tuple[Token, ...]:
        """Tokens that lie whole between two characters of the text."""
        first = bisect_left(self.tokens, start, key=attrgetter("start"))
        return self.tokens[first : bisect_right(self.tokens, end, key=attrgetter("end"))]

    def subtree(self, i: int) -> list[int]:
        """Indices of token `i` and all it governs, in text order."""
        out, todo = [], [i]
        while todo:
            k = todo.pop()
            out.append(k)
            todo.extend(self.children[k])
        return sorted(out)

    def span_of(self, indices: list[int]) -> Span:
        """Span from the first to the last of the tokens at `indices` (not empty)."""
        return Span(self.tokens[min(indices)].start, self.tokens[max(indices)].end)

    def quote(self, span: Span) -> Quote:
        """The words at `span`."""
        return Quote(self.report.text[span.start : span.end], span.start, span.end)
