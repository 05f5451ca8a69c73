"""Coded rows drawn at random from reports without labels, to be accepted or not by careful readers; and their verdicts.

    python -m reportedly.evaluate.audit draw --data DIR [--reports 40] [--rows 300] [--seed 0] > rows.md
    python -m reportedly.evaluate.audit tell VERDICTS.jsonl ...

A verdict is a JSON line: `row` (the key printed before a drawn row), `reader`, `accept`, and `wrong`: the fields that are wrong.
A row is accepted where its act, how far it went, who did it, on whose word, when, where and how many are true to the text.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportedly.evaluate.corpus import part_of
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.runs import code_rows
from reportedly.evaluate.scoring import format_table, ratio
from reportedly.text import squeeze

_AROUND = 300


def draw_rows(data: Path, reports: int, rows: int, seed: int) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(key, report, claim) of `rows` claims of `reports` reports, all of the part that nothing was trained on."""
    texts = [r for r in read_rows(data / "crisis_reports" / "dev.jsonl") if part_of(f"crisis_reports:{r['id']}") == "dev"]
    chosen = random.Random(seed).sample(texts, min(reports, len(texts)))
    kinds: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for line in code_rows(chosen):
        row = json.loads(line)
        kinds[row["kind"]][str(row.get("id"))] = row
    pairs = [(kinds["report"][c["report"]], c) for c in kinds["claim"].values()]
    drawn = random.Random(seed).sample(pairs, min(rows, len(pairs)))
    return [(f"{report['ref']}:{claim['trigger']['start']}:{claim['event_type']}", report, claim) for report, claim in drawn]


def show_row(number: int, key: str, report: dict[str, Any], claim: dict[str, Any]) -> str:
    """A drawn row in Markdown: its values, and its quote marked in what stands around it."""
    text, start, end = report["text"], claim["start"], claim["end"]
    around = f"{text[max(0, start - _AROUND) : start]}[[{text[start:end]}]]{text[end : end + _AROUND]}"
    act = claim["event_type"] + (f"/{claim['mode']}" if claim["mode"] else "")
    names = {k: [p["name"] for p in claim[k]] for k in ("actors", "recipients", "attribution")}
    when = {k: claim[k]["edtf"] or claim[k]["quote"] for k in ("when", "said_when") if claim[k]}
    numbers = [(q["low"], q["high"], q["of"] or q["unit"]) for q in claim["quantities"]]
    values = {
        "act": act, "word": claim["trigger"]["quote"], "stage": claim["stage"], "polarity": claim["polarity"],
        "background": claim["background"], "actors": names["actors"], "recipients": names["recipients"],
        "speakers": names["attribution"], **when, "places": [(p["quote"], p["role"]) for p in claim["places"]],
        "numbers": numbers,
    }  # fmt: skip
    told = "; ".join(f"{k} {v}" for k, v in values.items() if v not in ([], {}))
    return f"{number}. `{key}` {told}\n\n   {squeeze(around)}\n"


def tell_verdicts(paths: Sequence[Path]) -> str:
    """Shares of rows that readers accept, how far they agree, and which fields they find wrong."""
    verdicts: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for path in paths:
        for row in read_rows(path):
            verdicts[row["reader"]][row["row"]] = row
    table = [[reader, ratio(sum(v["accept"] for v in rows.values()), len(rows)), len(rows)] for reader, rows in verdicts.items()]
    shared = set.intersection(*(set(rows) for rows in verdicts.values())) if len(verdicts) > 1 else set()
    if shared:
        votes = [[rows[key]["accept"] for rows in verdicts.values()] for key in shared]
        table.append(["accepted by all", ratio(sum(map(all, votes)), len(votes)), len(votes)])
        table.append(["same verdict", ratio(sum(len(set(v)) == 1 for v in votes), len(votes)), len(votes)])
    wrong = Counter(field for rows in verdicts.values() for v in rows.values() for field in v.get("wrong", ()))
    fields = [[field, count] for field, count in wrong.most_common()]
    return format_table(["reader", "accepted", "rows"], table) + "\n\n" + format_table(["found wrong", "times"], fields)


def main(argv: list[str] | None = None) -> int:
    """Draw rows, or tell verdicts."""
    parser = argparse.ArgumentParser(description="Rows to be read, and what readers say of them.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    draw = verbs.add_parser("draw")
    draw.add_argument("--data", type=Path, required=True)
    draw.add_argument("--reports", type=int, default=40)
    draw.add_argument("--rows", type=int, default=300)
    draw.add_argument("--seed", type=int, default=0)
    tell = verbs.add_parser("tell")
    tell.add_argument("verdicts", type=Path, nargs="+")
    given = parser.parse_args(argv)
    if given.verb == "tell":
        sys.stdout.write(tell_verdicts(given.verdicts) + "\n")
        return 0
    for number, drawn in enumerate(draw_rows(given.data, given.reports, given.rows, given.seed), 1):
        sys.stdout.write(show_row(number, *drawn) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
