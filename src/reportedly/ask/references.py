"""Which claims a sentence of a brief cites, and what stands behind each: its words, whose word, outlet, day and address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportedly.ask.brief_lines import Known, short
from reportedly.core.brief import Line, Reference, Section
from reportedly.core.report import Report

MOST_CITED = 3
_LETTERS = 240


def cite(sections: Sequence[Section], known: Known) -> list[Section]:
    """The sections with the claims that each sentence cites: those whose words it quotes first, then one of each other origin."""
    return [replace(s, lines=tuple(replace(x, cited=_choose(x, known)) for x in s.lines)) for s in sections]


def list_references(sections: Sequence[Section], known: Known, reports: Mapping[str, Report]) -> tuple[Reference, ...]:
    """A reference for every claim that is cited, in the order in which they come up."""
    ids = dict.fromkeys(i for s in sections for line in s.lines for i in line.cited)
    return tuple(_reference(i, known, reports) for i in ids)


def _choose(line: Line, known: Known) -> tuple[str, ...]:
    held = [i for i in line.claims if i in known]
    quoted = {_words_of(known, i)[:60]: i for i in reversed(held) if _words_of(known, i)[:60] in line.text}
    chosen = dict.fromkeys(sorted(quoted.values(), key=held.index))
    for i in _one_of_each(line, known):
        if len(chosen) < MOST_CITED:
            chosen.setdefault(i)
    return tuple(chosen)[:MOST_CITED]


def _one_of_each(line: Line, known: Known) -> Iterator[str]:
    seen: set[str] = set()
    for i in line.claims:
        origin = known[i].origin or known[i].claim.report if i in known else ""
        if origin and origin not in seen:
            seen.add(origin)
            yield i


def _words_of(known: Known, claim: str) -> str:
    return short(known[claim].claim.quote, _LETTERS)


def _reference(claim: str, known: Known, reports: Mapping[str, Report]) -> Reference:
    row = known[claim]
    report = reports.get(row.claim.report)
    chain = tuple(s.name for s in row.claim.attribution)
    return Reference(claim, _words_of(known, claim), chain, row.publisher, row.published, report.url if report else None)
