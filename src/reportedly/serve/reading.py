"""A report as an editor reads it: text in runs, furniture and claims' words marked, claims beside their paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.core.known import KnownClaim
from reportedly.core.report import Report

_MOST_AROUND = 420  # characters of a report shown around a quote


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `kind` text, furniture or quote; `claims`: ids of the claims whose words it is."""

    text: str
    kind: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's runs, and the claims that begin in it."""

    runs: tuple[Run, ...]
    claims: tuple[KnownClaim, ...]


def lay_out(report: Report, claims: Sequence[KnownClaim]) -> list[Paragraph]:
    """The whole text in paragraphs."""
    out = []
    start = 0
    for line in report.text.split("\n"):
        stop = start + len(line)
        if line.strip():
            own = tuple(k for k in claims if start <= k.claim.start < max(stop, start + 1))
            out.append(Paragraph(tuple(_runs(report, claims, start, stop)), own))
        start = stop + 1
    return out


def quote_in_context(report: Report, known: KnownClaim) -> tuple[Run, ...]:
    """A claim's words with what stands around them."""
    claim = known.claim
    first = max(0, claim.start - _MOST_AROUND)
    last = min(len(report.text), claim.end + _MOST_AROUND)
    first = report.text.find(" ", first, claim.start) + 1 if first else 0
    runs = _runs(report, [known], first, last)
    before, after = "… " if first else "", " …" if last < len(report.text) else ""
    return (Run(before, "text"), *runs, Run(after, "text"))


def _runs(report: Report, claims: Sequence[KnownClaim], start: int, stop: int) -> list[Run]:
    """The text from `start` to `stop`, cut wherever a claim's words or furniture begin or end."""
    marks = [(k.claim.start, k.claim.end, k.claim.id) for k in claims if k.claim.start < stop and k.claim.end > start]
    plain = [(f.start, f.end) for f in report.furniture if f.start < stop and f.end > start]
    edges = {start, stop, *(e for a, b, _ in marks for e in (a, b)), *(e for a, b in plain for e in (a, b))}
    cuts = sorted(e for e in edges if start <= e <= stop)
    out = []
    for a, b in pairwise(cuts):
        ids = tuple(i for first, last, i in marks if first <= a and b <= last)
        is_furniture = any(first <= a and b <= last for first, last in plain)
        out.append(Run(report.text[a:b], "quote" if ids else "furniture" if is_furniture else "text", ids))
    return out
