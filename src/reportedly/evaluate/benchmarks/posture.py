"""Posture: numbers of armed force in reports of our own words, in the seeds and in whole articles, each with object, place and
claimant; and whether numbers of unlike scopes were put together."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from reportedly.errors import InputError
from reportedly.evaluate.benchmarks.gold import beside, seed_rows
from reportedly.evaluate.labels import find_words, read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import code_rows, fingerprint, sample
from reportedly.evaluate.scoring import ratio
from reportedly.ontology.forces import kind_of_force
from reportedly.text import fold

_FIELDS = ("number", "object", "places", "claimant")
_LITTLE = frozenset("the a an and of in at on to from its their".split())
_OF_FORCE = frozenset({"MOBILIZE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as it should be told: its words in the text, bounds, counted noun, and what is accepted for places (each a tuple
    of words of which one must be in a place's name; None: not scored) and for who says it (the same; () for the report itself,
    None: not scored). `scope` tells which numbers of a text count one thing."""

    start: int
    end: int
    low: float | None
    high: float | None
    of: str
    places: tuple[tuple[str, ...], ...] | None
    by: tuple[str, ...] | None
    scope: str


@dataclass(slots=True)
class _Tally:
    """What came of the numbers of one set; `whole` where all numbers of its texts are labelled, so that others are false."""

    whole: bool
    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def run_posture(setting: Setting) -> Result:
    """Share of numbers of force of which number, object, places and claimant are all right."""
    sets = {f"own, {name}": [(row, list(_own_figures(row))) for row in rows] for name, rows in _own_rows(setting).items()}
    if setting.data is not None:
        sets["seeds and articles"] = _gold_rows(setting)
    tallies = {name: _Tally(whole=name.startswith("own")) for name in sets}
    for name, labelled in sets.items():
        told = _estimates(code_rows([row for row, _ in labelled]))
        for row, figures in labelled:
            _score(row, figures, told.get(str(row["id"]), []), tallies[name])
    total = sum((t.counts for t in tallies.values()), Counter[str]())
    if not total["wanted"]:
        raise InputError("no_corpus", f"{setting.corpus}: holds no numbers; give the folder with --corpus")
    told_of_all: dict[str, Any] = {
        "found": round(ratio(total["found"], total["wanted"]), 4), "false": total["false"], "merged_scopes": total["merged"],
        **{f: round(ratio(total[f], total["found"]), 4) for f in _FIELDS},
        **{f"all right, {name}": round(ratio(t.counts["right"], t.counts["wanted"]), 4) for name, t in tallies.items()},
    }  # fmt: skip
    rows = [row for labelled in sets.values() for row, _ in labelled]
    errors = [e for t in tallies.values() for e in t.errors]
    printed = _table({**{name: t.counts for name, t in tallies.items()}, "all": total})
    return Result("posture", "numbers all right", round(ratio(total["right"], total["wanted"]), 4), told_of_all, len(rows),
                  fingerprint(rows), {}, printed, errors=sample(errors, 40))  # fmt: skip


def _table(counts: dict[str, Counter[str]]) -> str:
    lines = [f"{'':20} {'wanted':>7} {'found':>7} {'all right':>10}  {'  '.join(_FIELDS)}   false  merged"]
    for name, c in counts.items():
        fields = "  ".join(f"{ratio(c[f], c['found']):{len(f)}.3f}" for f in _FIELDS)
        right = ratio(c["right"], c["wanted"])
        lines.append(f"{name:20} {c['wanted']:7} {c['found']:7} {right:10.3f}  {fields} {c['false']:7} {c['merged']:7}")
    return "\n".join(lines)


def _own_rows(setting: Setting) -> dict[str, list[dict[str, Any]]]:
    """Labelled texts of our own by file: rules were written from errors on `figures`, `second` is by another hand."""
    return {path.stem: list(read_rows(path))[: setting.limit] for path in sorted((setting.corpus / "posture").glob("*.jsonl"))}


def _own_figures(row: dict[str, Any]) -> Iterator[Figure]:
    at = 0
    for f in row["figures"]:
        span = find_words(row["text"], f["quote"], at)
        if span is None:
            raise InputError("bad_label", f"{row['id']}: {f['quote']!r} is not in the text")
        at = span.end
        places = tuple((p,) for p in f["places"])
        yield Figure(span.start, span.end, f["low"], f["high"], f["of"], places, (f["by"],) if f["by"] else (), f["scope"])


def _gold_rows(setting: Setting) -> list[tuple[dict[str, Any], list[Figure]]]:
    """Seeds and articles with the numbers of force that the gold of their claims tells."""
    gold = beside(setting, "gold")
    articles = list(read_rows(gold / "real" / "reports.jsonl"))
    out: list[tuple[dict[str, Any], list[Figure]]] = []
    for path, rows in ((gold / "seeds.jsonl", seed_rows(setting)), (gold / "real" / "claims.jsonl", articles)):
        lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in read_rows(path):
            lines[line["report"]].append(line)
        out += [(row, [f for line in lines[row["id"]] for f in _of_line(line)]) for row in rows]
    return out


def _of_line(line: dict[str, Any]) -> Iterator[Figure]:
    if line.get("optional") or not {str(t).split("/")[0] for t in line["event_type"]} <= _OF_FORCE:
        return
    speakers = line.get("attribution")
    places = tuple(tuple(p.split("|")) for p in line["places"]) if line.get("places") else None
    for q in line.get("quantities") or ():
        if q.get("unit") is None and kind_of_force(q.get("of")) is not None:
            by = None if speakers is None else tuple(speakers[0].split("|")) if speakers else ()
            yield Figure(line["start"], line["end"], q["low"], q["high"], q["of"], places, by, "")


def _estimates(lines: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Estimates of a record by the id of their report's row, each with the span of its number."""
    rows = [json.loads(line) for line in lines]
    ref = {r["id"]: str(r["ref"]) for r in rows if r["kind"] == "report"}
    claims = {r["id"]: r for r in rows if r["kind"] == "claim"}
    out: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["kind"] == "estimate":
            claim = claims[row["claim"]]
            alike = [q for q in claim["quantities"] if (q["low"], q["high"]) == (row["low"], row["high"])]
            spans = [(q["start"], q["end"]) for q in sorted(alike, key=lambda q: q["of"] != row["of"])]
            out[ref[claim["report"]]].append({**row, "span": spans[0]})
    return out


def _score(row: dict[str, Any], figures: Sequence[Figure], told: list[dict[str, Any]], tally: _Tally) -> None:
    """Count what is found and right of a text."""
    left = list(told)
    matched: list[tuple[Figure, dict[str, Any]]] = []
    counts, text = tally.counts, row["text"]
    for f in figures:
        counts["wanted"] += 1
        near = [e for e in left if e["span"][0] < f.end and f.start < e["span"][1]]
        if not near:
            tally.errors.append(f"{row['id']} missed: {text[f.start : f.end]!r}")
            continue
        best = max(near, key=lambda e: sum(_right(f, e).values()))
        left.remove(best)
        right = _right(f, best)
        matched.append((f, best))
        counts["found"] += 1
        counts.update(k for k, good in right.items() if good)
        counts["right"] += all(right.values())
        if not all(right.values()):
            wrong = ", ".join(k for k, good in right.items() if not good)
            have = f"{best['low']} {best['high']} {best['of']} {[p['name'] for p in best['places']]} {best['by']}"
            tally.errors.append(f"{row['id']} {wrong}: {text[f.start : f.end]!r} ({f.places}, {f.by}) → {have}")
    if tally.whole:
        counts["false"] += len(left)
        tally.errors += [f"{row['id']} false: {e['low']} {e['high']} {e['of']} ({e['scope']})" for e in left]
        counts["merged"] += sum(a.scope != b.scope and _one_bar(x, y) for (a, x), (b, y) in combinations(matched, 2))


def _one_bar(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """True where two estimates would stand in one row of numbers: one force, scope, claimant and stage."""
    return all(a[k] == b[k] for k in ("actor", "scope", "by", "stage", "as_of"))


def _right(f: Figure, e: dict[str, Any]) -> dict[str, bool]:
    noun = fold(f.of).split()[-1:]
    return {
        "number": (f.low, f.high) == (e["low"], e["high"]),
        "object": bool(noun) and noun[0] in fold(e["of"]).split(),
        "places": f.places is None or _places_right(f.places, [f"{p['name']} {p['quote']}" for p in e["places"]]),
        "claimant": f.by is None or _is_claimant(f.by, e["by"]),
    }


def _places_right(wanted: Sequence[Sequence[str]], told: Sequence[str]) -> bool:
    """Each place wanted is told and each told is wanted, by the words that they share."""
    sets = [{w for name in names for w in _words(name)} for names in wanted]
    have = [_words(name) for name in told]
    return all(any(s & h for h in have) for s in sets) and all(any(s & h for s in sets) for h in have)


def _is_claimant(wanted: Sequence[str], told: Sequence[str]) -> bool:
    if not wanted or not told:
        return not wanted and not told
    return bool({w for name in wanted for w in _words(name)} & _words(told[0]))


def _words(name: str) -> set[str]:
    return {w for w in re.split(r"\W+", fold(name)) if w and w not in _LITTLE}
