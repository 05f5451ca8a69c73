"""Likelihood is a person's to assign: the words for it, what a person assigned, and a check that the brief makes up none.

The seven expressions and the three levels of confidence are those of Intelligence Community Directive 203 (Analytic Standards,
2 January 2015, section D.6.e.2), which also asks that sources be described, that what is reported be told apart from what is
worked out, that other readings be shown, and that gaps be named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportedly.core.brief import Line, Section
from reportedly.core.derived import CONFIDENCES, LIKELIHOODS, Judgement
from reportedly.errors import UsageError

_WORDS = re.compile(
    r"\b(?:almost no chance|remote(?:ly)?|(?:very |highly )?(?:un)?likely|(?:im)?probabl[ey]|roughly even|even odds|"
    r"almost certain(?:ly)?|nearly certain|certainly|chances?|possibly|perhaps|presumably|apparently|may|might|could)\b",
    re.I,
)
_QUOTED = re.compile(r'"[^"]*"')
_PERSONS = "Judged by people"
_WANTED = ("Sources", "Promises", "Who disagrees", "Not known", _PERSONS)


def assessment(term: str | None, confidence: str | None, why: str | None) -> str:
    """The note of an `assess` judgement. Raises UsageError for other words than the directive's."""
    if term not in LIKELIHOODS:
        raise UsageError(f"likelihood is one of: {', '.join(LIKELIHOODS)}")
    if confidence is not None and confidence not in CONFIDENCES:
        raise UsageError(f"confidence is one of: {', '.join(CONFIDENCES)}")
    return term + (f" ({confidence} confidence)" if confidence else "") + (f": {why}" if why else "")


def persons_section(judgements: Iterable[Judgement], rows: dict[str, tuple[str, tuple[str, ...]]]) -> Section:
    """What people assigned to rows of the brief (`rows`: id -> (words, claims)); a line that says so where nobody did."""
    lines = []
    for j in judgements:
        if j.verb == "assess" and j.target in rows:
            words, claims = rows[j.target]
            lines.append(
                Line(f"{j.who}, {j.at[:10]}, on {words}: {j.note}.", worked_out=(j.at[:10], j.note or ""), quotes=claims)
            )
    if not lines:
        lines.append(Line("Nobody has assigned a likelihood; `reportedly review assess ID --likelihood …` does."))
    return Section(_PERSONS, tuple(lines))


def made_up(text: str) -> list[str]:
    """Words of likelihood in a sentence outside quotation marks: no machine may say them."""
    return _WORDS.findall(_QUOTED.sub(" ", text))


def find_faults(sections: Sequence[Section]) -> tuple[str, ...]:
    """What the directive's standards ask for and these sections lack; empty where they hold."""
    titles = {s.title for s in sections}
    faults = [f"no section “{title}”" for title in _WANTED if title not in titles]
    for section in sections:
        if section.title in (_PERSONS, "Sources", "Not known"):
            continue
        faults += [f"“{line.text[:60]}…” names no source" for line in section.lines if not line.claims and '"' in line.text]
    for section in sections:
        if section.title != _PERSONS:
            faults += [f"{section.title}: “{word}” is nobody's judgement" for x in section.lines for word in made_up(x.words)]
    return tuple(faults)
