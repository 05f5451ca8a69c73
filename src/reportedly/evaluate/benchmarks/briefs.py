"""Briefs read by another checker than their own gate: does each sentence stand on the texts and days that it names?"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportedly.api import Record, open_record
from reportedly.core.brief import Brief, Line
from reportedly.evaluate.benchmarks.gold import beside
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint, sample
from reportedly.evaluate.scoring import ratio
from reportedly.ontology.actors import load_actors

_REPORTS = 100  # of crisis_reports
_DAYS = 10
_READ = 12  # claims of a sentence that are read, beside those of the same act
_DAY = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?(?:/\d{4}-\d{2}-\d{2})?\b")
_WORD = re.compile(r"[A-ZÀ-Þ][\w’'-]+|\d[\d,.]*\d|\d")
_OPENING = re.compile(r"(?:^|[.:;—]\s+|[(“\"])$")
_COUNTED = re.compile(r"\b\d+ (?:reports?|origins?|more|claims?)\b")


def run_briefs(setting: Setting) -> Result:
    """Sentences of briefs on the case (ten days), articles and 100 of `crisis_reports`: how many tell what no source holds?"""
    errors: list[str] = []
    told = 0
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, path, days in _records(setting, Path(folder)):
            rows.append({"id": name, "text": path.read_text(encoding="utf-8")})
            with open_record(Path(folder) / f"{name}.duckdb") as record:
                record.add(path)
                for day in days:
                    for line in _sentences(record.brief(as_of=day)):
                        told += 1
                        errors += [f"{name} {day}: {what}: {line.words}" for what in _unheld(line, record, day)]
    wrong = len({e.split(": ", 2)[2] for e in errors})
    figures = {"sentences": told, "unsupported": wrong}
    printed = f"unsupported: {wrong} of {told} sentences\n" + "\n".join(errors[:40])
    share = round(1 - ratio(wrong, told), 4)
    return Result("briefs", "sentences supported", share, figures, told, fingerprint(rows), {}, printed, errors=sample(errors))


def _records(setting: Setting, folder: Path) -> Iterator[tuple[str, Path, Sequence[str | None]]]:
    case = sorted(beside(setting, "cases").glob("*/reports.jsonl"))[0]
    days = sorted({str(r["published"])[:10] for r in read_rows(case) if r.get("published")})
    yield "case", case, days[:: max(1, len(days) // _DAYS)][:_DAYS]
    yield "articles", beside(setting, "gold") / "real" / "reports.jsonl", [None]
    assert setting.data is not None
    some = folder / "crisis.jsonl"
    found = list(read_rows(setting.data / "crisis_reports" / "dev.jsonl"))[: min(_REPORTS, setting.limit or _REPORTS)]
    some.write_text("\n".join(json.dumps(row) for row in found), encoding="utf-8")
    yield "crisis_reports", some, [None]


def _sentences(brief: Brief) -> Iterator[Line]:
    """Lines of the brief that name their claims."""
    yield from (line for section in brief.sections for line in section.lines if line.claims)


def _unheld(line: Line, record: Record, day: str | None) -> Iterator[str]:
    """Names, numbers and days outside quotes that stand in none of the reports of the claims, nor in their rows."""
    first = line.claims[:_READ]
    mates = {i for group in (record.events(as_of=day), record.follow(as_of=day)) for g in group if first[0] in g.claims
             for i in (*g.claims, *(e.claim for e in getattr(g, "evidence", ())))}  # fmt: skip
    ids = {*first, *mates}
    claims = {c.id: c for c in record.claims(as_of=day)}
    reports = {r.id: r for r in record.reports(as_of=day)}
    texts = [reports[claims[i].report] for i in ids if i in claims]
    states = [load_actors().country_name(p.country) or "" for i in ids if i in claims for p in claims[i].actors]
    held = " ".join([*(r.text for r in texts), *(str(r.publisher) for r in texts), *states])
    days = " ".join([str(r.published) for r in texts] + [json.dumps(str(claims[i])) for i in ids if i in claims])
    text = re.sub(r"\"[^\"]*\"", " ", line.words)
    for match in _DAY.finditer(text):
        if not all(part in days for part in match[0].split("/")) and match[0] not in _announced(record, day):
            yield f"day {match[0]}"
    text = _COUNTED.sub(" ", _DAY.sub(" ", text))
    for match in _WORD.finditer(text):
        if not _OPENING.search(text[: match.start()]) and match[0] not in held and match[0] not in days:
            yield f"word {match[0]}"


def _announced(record: Record, day: str | None) -> set[str]:
    return {d for c in record.follow(as_of=day) for d in (c.announced, c.due) if d}
