"""Labelled text: reading it, checking it against the guideline (docs/annotation.md), turning words into offsets.

A labelled report is a JSON object: `id`, `text`, `published`, what it is about (`crisis`, `region`, `manner`), and
`claims`. In a draft a claim gives exact words; `locate_claim` finds where they stand. Run as

    python -m reportedly.evaluate.labels FILE.jsonl ...

to check drafts: prints what is wrong, with the row's id, and the counts; exit code 1 if anything is.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.core.claim import Polarity, Stage
from reportedly.core.edtf import parse_edtf
from reportedly.core.span import Span
from reportedly.ontology.plover import load_plover

PARTS = ("headline", "body", "caption")
BASES = ("statement", "speech", "interview", "post", "document", "imagery", "observation", "anonymous", "media")
ROLES = ("at", "from", "to", "near", "dateline")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"'”’)]*|\n|$)")
_UNKNOWN_YEAR = re.compile(r"XXXX-\d\d(-\d\d)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a label: the row, the claim's number (from 1) or 0 for the row itself, and why."""

    row: str
    claim: int
    why: str


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file; raises ValueError that names a line which is no JSON."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path}:{number}: {error}") from error


def count_sentences(text: str) -> int:
    """Sentences of a text, roughly: stretches of three words or more that end in a stop or at a line's end."""
    return sum(len(m.group().split()) >= 3 for m in _SENTENCE.finditer(text))


def check_row(row: dict[str, Any]) -> list[Problem]:
    """Everything that is wrong with a labelled report; empty where all is right."""
    name = str(row.get("id"))
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return [Problem(name, 0, "no text")]
    out: list[Problem] = []
    if row.get("published") is not None and parse_edtf(row["published"]) is None:
        out.append(Problem(name, 0, f"published {row['published']!r} is no EDTF date"))
    for number, claim in enumerate(row.get("claims", []), start=1):
        out.extend(Problem(name, number, why) for why in _check_claim(text, claim))
    return out


def _check_claim(text: str, claim: dict[str, Any]) -> Iterator[str]:
    span = find_words(text, claim.get("quote"), claim.get("start"))
    if span is None:
        yield f"quote is not in the text: {claim.get('quote')!r}"
        return
    if find_words(text, claim.get("trigger"), span.start, within=span) is None:
        yield f"trigger {claim.get('trigger')!r} is not in its quote"
    yield from _check_values(claim)
    for speaker in claim.get("attribution", []):
        if not isinstance(speaker, list) or len(speaker) != 2 or speaker[1] not in BASES:
            yield f"attribution entry must be [words, basis]: {speaker!r}"
        elif find_words(text, speaker[0], span.start) is None:
            yield f"speaker is not in the text: {speaker[0]!r}"
    for field in ("actors", "recipients"):
        for words in claim.get(field, []):
            if find_words(text, words, span.start) is None:
                yield f"{field}: not in the text: {words!r}"
    yield from _check_attached(text, claim, span)


def _check_values(claim: dict[str, Any]) -> Iterator[str]:
    root, _, mode = str(claim.get("type")).partition("/")
    known = load_plover().types.get(root)
    if known is None or root == "CONCEDE" or (mode and mode not in known.modes):
        yield f"type {claim.get('type')!r} is not one of the guideline's"
    if claim.get("stage") not in set(Stage):
        yield f"stage {claim.get('stage')!r}"
    if claim.get("polarity") not in set(Polarity):
        yield f"polarity {claim.get('polarity')!r}"
    if not isinstance(claim.get("background"), bool):
        yield "background must be true or false"
    if claim.get("part", "body") not in PARTS:
        yield f"part {claim.get('part')!r}"


def _check_attached(text: str, claim: dict[str, Any], span: Span) -> Iterator[str]:
    for field in ("when", "said_when"):
        time = claim.get(field)
        if time is None:
            continue
        if not isinstance(time, dict) or find_words(text, time.get("quote"), span.start) is None:
            yield f"{field}: words are not in the text: {time!r}"
        elif time.get("edtf") and not _UNKNOWN_YEAR.fullmatch(time["edtf"]) and parse_edtf(time["edtf"]) is None:
            yield f"{field}: {time['edtf']!r} is no EDTF"
    for place in claim.get("places", []):
        if not isinstance(place, list) or len(place) != 2 or place[1] not in ROLES:
            yield f"place must be [words, role]: {place!r}"
        elif find_words(text, place[0], span.start) is None:
            yield f"place is not in the text: {place[0]!r}"
    for quantity in claim.get("quantities", []):
        if not isinstance(quantity, dict) or find_words(text, quantity.get("quote"), span.start) is None:
            yield f"quantity's words are not in the text: {quantity!r}"
        elif not {"low", "high"} <= quantity.keys():
            yield f"quantity needs low and high: {quantity!r}"


def find_words(text: str, words: object, near: int | None, within: Span | None = None) -> Span | None:
    """Where the words stand: of several places the one nearest to `near`, inside `within` if given; None if nowhere."""
    if not isinstance(words, str) or not words.strip():
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = [Span(*m.span()) for m in pattern.finditer(text) if within is None or within.holds(Span(*m.span()))]
    return min(found, key=lambda s: abs(s.start - (near or 0))) if found else None


def main(paths: list[str]) -> int:
    """Check the files; 0 when all is right, 1 when something is wrong."""
    wrong = 0
    counts: Counter[str] = Counter()
    for path in map(Path, paths):
        try:
            rows = list(read_rows(path))
        except (OSError, ValueError) as error:
            sys.stdout.write(f"{error}\n")
            wrong += 1
            continue
        for row in rows:
            counts["reports"] += 1
            counts["sentences"] += count_sentences(str(row.get("text") or ""))
            counts["claims"] += len(row.get("claims", []))
            for problem in check_row(row):
                wrong += 1
                sys.stdout.write(f"{problem.row} claim {problem.claim}: {problem.why}\n")
    sys.stdout.write(f"{dict(counts)}, {wrong} problems\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
