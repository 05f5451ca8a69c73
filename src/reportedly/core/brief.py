"""A brief: sections of sentences, each with the claims that it stands on."""

from __future__ import annotations

from dataclasses import dataclass

STYLES = ("plain", "icd203")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the brief with the claims that it stands on; none for lines about the record itself.

    `text` tells what is reported; `inferred` what the record worked out of it (a status, counts, what was said before), '' where
    nothing. `worked_out`: the days and counts in either that no source holds in so many words, for the gate. `cited`: the few of
    its claims that a reader is pointed to.
    """

    text: str
    claims: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    worked_out: tuple[str, ...] = ()
    inferred: str = ""
    cited: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The whole sentence: what is reported, then what was worked out."""
        return f"{self.text} {self.inferred}".strip()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a cited claim stands on: its words, who says it (the first speaker, then outward), outlet, day and address."""

    claim: str
    quote: str
    chain: tuple[str, ...]
    publisher: str | None
    published: str | None
    url: str | None

    @property
    def words(self) -> str:
        """The reference on one line, without its id."""
        told = " → ".join([*self.chain, self.publisher or "a report without an outlet"])
        return f"“{self.quote}” – {told}, {self.published or 'undated'}" + (f", {self.url}" if self.url else "")


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief as known on a day, on reports since a day; the same record gives the same brief.

    `refused`: sentences that the gate held back. `faults`: what a style asks for and the brief lacks; empty for `plain`.
    """

    as_of: str | None
    since: str | None
    sections: tuple[Section, ...]
    refused: int = 0
    style: str = "plain"
    scope: str = ""
    faults: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
