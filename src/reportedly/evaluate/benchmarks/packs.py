"""Benchmarks on data packs whose scorer belongs to the record format: what they print is what the scorer prints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.errors import InputError
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import code_rows, fingerprint, load_rows, run_scorer, sample


@dataclass(frozen=True, slots=True)
class Pack:
    """A development set: its file, its scorer with options, and what the scorer's headline measures."""

    name: str
    file: str
    script: str
    measure: str
    options: tuple[str, ...] = ()
    annotations: bool = True
    category: str | None = None  # only rows of this category


PACKS = {
    p.name: p
    for p in (
        Pack("event_type", "event_type/dev.jsonl", "score_types.py", "type macro-F1", annotations=False),
        Pack("attribution", "attribution/dev.jsonl", "score_attribution.py", "F1 of content, source and cue"),
        Pack("toponyms", "toponyms/dev.jsonl", "score_places.py", "places within 161 km of gold"),
        Pack("quantities", "quantities/dev.jsonl", "score_quantities.py", "value and unit F1"),
        Pack("entities", "entities/dev.jsonl", "score_entities.py", "exact F1"),
        Pack("same_event", "same_event/dev.jsonl", "score_groups.py", "B-cubed F1", annotations=False),
        Pack("same_event_world", "same_event/dev.jsonl", "score_groups.py", "B-cubed F1", annotations=False, category="world"),
        Pack("coreference", "coreference/dev.jsonl", "score_coref.py", "CoNLL F1", ("--gold-mentions",), False),
    )
}


def run_pack(pack: Pack, setting: Setting) -> Result:
    """Code a development set and score it. Raises InputError where data or scorer are not there."""
    if setting.data is None:
        raise InputError("no_data", f"{pack.name}: give the data folder with --data")
    path = setting.data / pack.file
    rows = [row for row in load_rows(path, None) if pack.category in (None, row.get("category"))][: setting.limit]
    named = [{**row, "id": row.get("id") or row.get("doc")} for row in rows]
    gold = path
    lines = code_rows(named, annotations=pack.annotations)
    if setting.limit is not None or pack.category is not None:
        gold = _cut(path, rows)
    printed, figures = run_scorer(setting.scorers, pack.script, gold, lines, *pack.options)
    errors = sample(_errors(pack, rows, lines))
    headline, base = float(figures["headline"]), _baselines(pack, rows)
    return Result(pack.name, pack.measure, headline, figures, len(rows), fingerprint(rows), base, printed, errors=errors)


def _cut(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """The rows in a file of their own, beside nothing: a scorer reads whole files."""
    import tempfile

    target = Path(tempfile.mkdtemp()) / path.name
    target.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return target


def _baselines(pack: Pack, rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """What naive answers reach, where they can be told without the scorer."""
    if pack.name == "event_type":
        labels = Counter(r["label"] for r in rows if r.get("label"))
        return {"majority, accuracy": round(labels.most_common(1)[0][1] / sum(labels.values()), 4)} if labels else {}
    if pack.name.startswith("same_event"):
        return {"all alone, recall": round(len({r["event"] for r in rows}) / len(rows), 4)} if rows else {}
    return {}


def _errors(pack: Pack, rows: Sequence[dict[str, Any]], lines: Sequence[str]) -> list[str]:
    """Rows worth reading: for event types those whose coded types lack the label."""
    if pack.name != "event_type":
        return []
    text_of: dict[str, str] = {}
    types: dict[str, list[str]] = {}
    for line in lines:
        row = json.loads(line)
        if row["kind"] == "report":
            text_of[row["id"]] = str(row["ref"])
        elif row["kind"] == "claim":
            types.setdefault(text_of[row["report"]], []).append(f"{row['event_type']} {row['stage']}")
    return [
        f"{r['label']} told as {types.get(str(r['id']), ['nothing'])}: {r['text'][:160]}"
        for r in rows
        if r.get("label") and not any(t.split()[0] == r["label"] for t in types.get(str(r["id"]), []))
    ]
