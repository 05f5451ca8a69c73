"""Between rows of the store and the nouns of `core`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from reportedly.core.claim import Claim, Coder, Party, Place, Polarity, Quantity, Speaker, Stage, When
from reportedly.core.report import Furniture, Report
from reportedly.core.span import Quote


def claim_to_json(claim: Claim) -> str:
    """The whole claim as JSON, as stored."""
    return json.dumps(asdict(claim), ensure_ascii=False)


def claim_from_json(body: str) -> Claim:
    """The claim that `claim_to_json` wrote."""
    row: dict[str, Any] = json.loads(body)
    return Claim(
        id=row["id"], report=row["report"], quote=row["quote"], start=row["start"], end=row["end"],
        trigger=Quote(**row["trigger"]), attribution=tuple(Speaker(**s) for s in row["attribution"]),
        event_type=row["event_type"], mode=row["mode"], part=row["part"], stage=Stage(row["stage"]),
        polarity=Polarity(row["polarity"]), background=row["background"],
        actors=tuple(Party(**p) for p in row["actors"]), recipients=tuple(Party(**p) for p in row["recipients"]),
        when=When(**row["when"]) if row["when"] else None,
        said_when=When(**row["said_when"]) if row["said_when"] else None,
        places=tuple(Place(**p) for p in row["places"]), quantities=tuple(Quantity(**q) for q in row["quantities"]),
        coder=Coder(**row["coder"]), cues=tuple(Quote(**q) for q in row["cues"]),
    )  # fmt: skip


def furniture_to_json(report: Report) -> str:
    """The furniture spans of a report as JSON."""
    return json.dumps([asdict(f) for f in report.furniture])


def report_from_row(row: tuple[Any, ...]) -> Report:
    """The report of a row of `REPORT_COLUMNS`."""
    rid, ref, path, url, publisher, title, language, text, published, basis, furniture = row
    spans = tuple(Furniture(**f) for f in json.loads(furniture))
    return Report(rid, text, ref, path, url, publisher, title, language, published, basis, None, spans)


REPORT_COLUMNS = "id, ref, path, url, publisher, title, language, text, published, published_basis, furniture"
