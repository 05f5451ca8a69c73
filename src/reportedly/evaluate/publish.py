"""Turns drafts of labels on texts of others into what may be published: offsets and values, no words.

python -m reportedly.evaluate.publish DRAFT.jsonl ... > corpus/real/first.jsonl
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from reportedly.evaluate.corpus import to_offsets
from reportedly.evaluate.labels import check_row, find_words, read_rows


def main(paths: list[str]) -> int:
    """Write one line a labelled text to standard output; rows with problems are named on standard error (exit code 1)."""
    bad = 0
    for path in map(Path, paths):
        for row in read_rows(path):
            problems = check_row(row)
            if problems:
                bad += 1
                sys.stderr.write(f"{row.get('id')}: {problems[0].why}\n")
                continue
            text = row["text"]

            def locate(words: str, near: int | None, text: str = text) -> tuple[int, int] | None:
                span = find_words(text, words, near)
                return (span.start, span.end) if span else None

            sys.stdout.write(json.dumps(to_offsets(row, locate)) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
