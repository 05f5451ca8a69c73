"""Page furniture: what stands in a report's text and is not its prose."""

from __future__ import annotations

import re

from reportedly.core.report import Furniture
from reportedly.core.span import Span
from reportedly.ontology.actors import load_actors
from reportedly.text import is_turn

_CREDIT = re.compile(
    r"(?:[-–—]{1,2}\s*)?\(?\b(?:photo(?:graph)?|picture|image|file photo|video|illustration|credit)s?\b"
    r"\s*(?:[/:]|by\b|credit)\s*[^\n]{0,60}$|/\s*(?:AP|AFP|Reuters|Getty Images|EPA|TASS)\)?\s*$", re.I)  # fmt: skip
_CAPTION_START = re.compile(
    r"^\W*(?:FILE\b|\(?(?:photo|video|image|picture)\s+caption\b|in this (?:file )?(?:photo|image))", re.I
)
# A picture's description: present tense of a posed act, with a day; seen in captions before the lead.
_POSED = re.compile(
    r"\b(?:chairs|attends|speaks|gestures|walks|stands|sits|poses|shakes hands|looks on|gives|delivers|waves|listens|arrives"
    r"|leaves|holds|addresses|greets|inspects|watches)\b[^.]{0,160}"
    r"\b(?:on|in)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\w*[^.]{0,24}\.?$")  # fmt: skip
_DATE_PREFIX = re.compile(r"^\s*date \d{4}-\d\d-\d\d(?= |\n|$)")
_DATELINE = re.compile(
    r"^(?:\([^)\n]{2,30}\)\s*[-–—]\s*)?"
    r"(?P<line>[A-Z][A-Z'’.-]+(?:[ ,]+[A-Z][\w.'’-]+){0,4}\s*(?:\([^)\n]{2,30}\)\s*)?"
    r"(?:,?\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?\s*)?"
    r"(?:\([^)\n]{2,30}\)\s*)?)(?:[-–—|:]{1,2}\s)(?=\S)")  # fmt: skip
_DATELINE_BARE = re.compile(
    r"^(?P<line>[A-Z]{3,}(?:[ /-][A-Z]{3,}){0,3},? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\s*"
    r"(?:\([^)\n]{2,20}\)\s*)?)(?=[A-Z\"“])"
)
_DATELINE_LINE = re.compile(  # a line of its own: "Managua, 20 March 2019 | Staff"
    r"^(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?P<line>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2}, \d{1,2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{4})\s*(?:[|–—-][^.!?]{0,60})?$")  # fmt: skip
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE_MIXED = re.compile(  # "Libreville, May 19, 2014 (PG) - All nine", "Malabo (PG) - All nine", "Lima, 3 May (EFE).- All"
    rf"^(?P<line>[A-Z][\w'’.-]+(?:[ /][A-Z][\w'’.-]+){{0,3}}(?:, [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,2}})?"
    rf"(?:,? (?:\w+day,? )?(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)(?:\s*\([^)\n]{{2,60}}\))?"
    rf"|(?: \((?:[A-Z]{{2,6}}|Reuters|Xinhua|Bloomberg|Interfax|dpa)\)))\s*)(?:\.?[-–—]{{1,2}}\s?|$)(?=\S|$)"
)
_BYLINE = re.compile(
    r"^\s*(?:by|from|reporting by|written by)\s+[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,6}[^a-z]{0,3}(?:,.{0,60})?$",
    re.I,
)
_BOILERPLATE = re.compile(
    r"^\W*(?:read more|click here|sign up|subscribe|advertisement|share this|follow us|our standards|all rights reserved"
    r"|copyright|©|\(?(?:additional )?(?:reporting|writing|editing|compiled)(?:,| and| by)|accessibility links|donate"
    r"|add comments|keep up with|live blog|breaking news|top \d+|related|see also|more on this|watch:|video:|listen:|from:"
    r"|published time|upcoming events|similar topics|consular assistance|for the full story|download|support (?:us|our)"
    r"|\(?credits?\b|\(agency material|\(reader appeal|\d+ min(?:ute)?s? read|navigation|inhalt|all news|\.{3}\s*read more"
    r"|this article|\[?breaking news update)", re.I)  # fmt: skip
_NAVIGATION = re.compile(r"\bnavigation run together\b|(?:[A-Z][a-z]+){4,}")
_FULL_DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? \d{4}"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?, \d{4}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)"
)
# A line under the headline that ends in a day, or begins with one and a bar: "Union News Agency, Monday, 27 January 2014".
_STAMP = re.compile(
    rf"(?:^|[\s,|(]){_FULL_DATE}(?:[ ,|·•–—-]+(?:\d{{1,2}}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{{2,4}})?))?\s*$"
    rf"|^(?:\w+day,? )?{_FULL_DATE}[^|]{{0,24}}\|"
)
_STAMP_WORDS = 16
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$|[\"”]$|:$")


def find_furniture(text: str) -> tuple[Furniture, ...]:
    """Spans of `text` that are not prose, in order, never overlapping; each with its type."""
    found: list[Furniture] = []
    start_of_body = 0
    if m := _DATE_PREFIX.match(text):
        found.append(Furniture(m.start() + len(m[0]) - len(m[0].lstrip()), m.end(), "date"))
        start_of_body = m.end()
    lines = list(_lines(text, start_of_body))
    first_prose = next((i for i, s in enumerate(lines) if _ENDS.search(text[s.start : s.end])), 0)
    for index, span in enumerate(lines):
        found.extend(_judge_line(text, span, index <= first_prose, is_last=index == len(lines) - 1))
    return tuple(sorted(found, key=lambda f: f.start))


def _lines(text: str, start: int) -> list[Span]:
    """Spans of the non-empty lines from `start` on, white space at their ends left out."""
    out = []
    for match in re.finditer(r"[^\n]+", text[start:]):
        piece = match.group()
        if piece.strip():
            left = start + match.start() + len(piece) - len(piece.lstrip())
            out.append(Span(left, left + len(piece.strip())))
    return out


def _is_speaker(text: str, line: str, match: re.Match[str]) -> bool:
    """True where the capitals before a colon name who speaks, not where the report was written ("NATO: …", "MACAMO: …")."""
    name = match["line"].strip()
    if line[match.end("line") :][:1] != ":":
        return False
    actor = load_actors().find(name)
    return is_turn(text, name) or (actor is not None and actor.kind == "org")


def _judge_line(text: str, span: Span, leading: bool, is_last: bool) -> list[Furniture]:
    line = text[span.start : span.end]
    words = len(line.split())
    if credit := _CREDIT.search(line):
        caption_end = span.start + len(line[: credit.start()].rstrip())
        rows = [Furniture(span.start + credit.start(), span.end, "credit")]
        return [Furniture(span.start, caption_end, "caption"), *rows] if caption_end > span.start else rows
    if _CAPTION_START.match(line) or (leading and words < 40 and _POSED.search(line)):
        return [Furniture(span.start, span.end, "caption")]
    if _BYLINE.match(line) and words < 14:
        return [Furniture(span.start, span.end, "byline")]
    if (_BOILERPLATE.match(line) and words < 25) or (words < 20 and _NAVIGATION.search(line)):
        return [Furniture(span.start, span.end, "boilerplate")]
    if not leading and words <= 18 and not _ENDS.search(line) and (line.isupper() or line.startswith(("-", "•")) or is_last):
        return [Furniture(span.start, span.end, "related")]
    m = _DATELINE.match(line) or _DATELINE_BARE.match(line) or _DATELINE_LINE.match(line) or _DATELINE_MIXED.match(line)
    if m is not None and not _is_speaker(text, line, m):
        return [Furniture(span.start, span.start + m.end("line"), "dateline")]
    if leading and span.start > 0 and words <= _STAMP_WORDS and _STAMP.search(line):
        return [Furniture(span.start, span.end, "byline")]
    return []
