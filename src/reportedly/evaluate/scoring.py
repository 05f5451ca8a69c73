"""What the measures share: pairing, precision and recall, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1 from 0 to 1, with the counts behind them; nothing found or wanted counts as 0."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Right of found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def to_dict(self) -> dict[str, float]:
        """Rounded to four places, for a history line."""
        return {"precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4)}


def pair_greedily(weights: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """One-to-one pairs (i, j), the heaviest first; ties go to the lower indices. Weights are positive."""
    left: set[int] = set()
    right: set[int] = set()
    out = []
    for _, i, j in sorted(weights, key=lambda row: (-row[0], row[1], row[2])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Characters that two half-open spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def ratio(a: float, b: float) -> float:
    """a / b, or 0 where b is 0."""
    return a / b if b else 0.0


def format_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows in columns; numbers with three decimals, right-aligned but for the first column."""
    cells = [[f"{c:.3f}" if isinstance(c, float) else "" if c is None else str(c) for c in row] for row in (head, *rows)]
    widths = [max(len(row[k]) for row in cells if k < len(row)) for k in range(len(head))]
    lines = ["  ".join(c.ljust(w) if k == 0 else c.rjust(w) for k, (c, w) in enumerate(zip(row, widths))) for row in cells]
    return "\n".join([lines[0], "  ".join("-" * w for w in widths), *lines[1:]])
