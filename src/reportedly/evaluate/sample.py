"""Labels drawn at random, in context, to be re-read: so many of each field, the same ones for the same seed.

python -m reportedly.evaluate.sample --data DIR [--each 10] [--seed 0] > labels.md
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reportedly.evaluate.corpus import load_own, load_real

FIELDS = (
    "type", "stage", "polarity", "background", "part", "attribution", "actors", "recipients",
    "when", "said_when", "places", "quantities",
)  # fmt: skip
_AROUND = 350  # characters shown on each side of the claim


def draw(rows: Iterable[dict[str, Any]], each: int, seed: int) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(field, row, claim): `each` claims per field among those that give the field a value; fewer where there are fewer."""
    pairs = [(row, claim) for row in rows for claim in row["claims"]]
    for field in FIELDS:
        given = [pair for pair in pairs if pair[1][field] not in (None, [])]
        for row, claim in random.Random(f"{seed}:{field}").sample(given, min(each, len(given))):
            yield field, row, claim


def show(number: int, field: str, row: dict[str, Any], claim: dict[str, Any]) -> str:
    """One label in Markdown: the field, its value, and the claim's words marked in what stands around them."""
    text, start = row["text"], claim.get("start")
    start = text.find(claim["quote"]) if start is None else start
    end = start + len(claim["quote"])
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    marked = f"{before}[[{text[start:end]}]]{after}".replace("\n", " ¶ ")
    value = json.dumps(claim[field], ensure_ascii=False)
    head = f"{number}. **{field}** = {value}; act: {claim['trigger']} ({claim['type']}), published {row.get('published')}"
    return f"{head}, row {row['id']}\n\n   {marked}\n"


def main(argv: list[str] | None = None) -> int:
    """Write the drawn labels to standard output."""
    parser = argparse.ArgumentParser(description="Draw labels at random, in context.")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--data", type=Path, help="folder with the words of texts of others; without it only our own are drawn")
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(argv)
    rows = [*load_own(given.corpus), *(load_real(given.corpus, given.data) if given.data else ())]
    for number, drawn in enumerate(draw(rows, given.each, given.seed), 1):
        sys.stdout.write(show(number, *drawn) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
